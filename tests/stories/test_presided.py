"""Who presided, when a decision was announced, and which meeting it was, as far as that is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
VICE, ASSEMBLY = "--as 'Made-up Vice-Chair'", "--as 'Made-up Assembly Desk'"
WithTopics = Callable[..., Teller]


@pytest.fixture
def before_the_assembly(with_topics: WithTopics) -> Teller:
    """A topic on which a vice-chair found no consensus, referred to the Assembly."""
    teller = with_topics("fog")
    teller.does(
        f"convene 4 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Harbour' --on 2020-03-10 "
        f"--presided-by 'Made-up Vice-Chair' {DESK}",
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 4 --on 2020-04-06 {VICE}",
    )
    return teller


def test_a_vice_chair_who_presided_acted_for_the_chair(before_the_assembly: Teller) -> None:
    teller = before_the_assembly
    assert "Made-up Vice-Chair (vice-chair, acting for the chair)" in teller.does("history fog")
    assert "Made-up Chair (chair)" in teller.does("history fog")
    told = teller.does("show fog#3")
    assert "presided by  Made-up Vice-Chair, vice-chair, acting for the chair" in told
    found = {row["reference"]: (row["presided_by"], row["acting_for_the_chair"]) for row in teller.history("2020/fog")}
    assert (found["2020/fog#3"], found["2020/fog#2"]) == (("Made-up Vice-Chair", True), (None, False))
    said = "Made-up Vice-Chair, Vice-Chair, acting for the Chair, presided."
    assert said in teller.does("report 4 --language en")
    assert "presided" not in teller.does("report 1")  # who presided there is not on record


FORMS = {"ru": "Вымышленный Заместитель", "zh": "虚构副主席", "ar": "نائب رئيس خيالي"}


@pytest.mark.parametrize("language", AVAILABLE)
def test_who_presided_is_named_by_the_form_that_the_body_gives(before_the_assembly: Teller, language: str) -> None:
    teller, form = before_the_assembly, FORMS.get(language, "Made-up Vice-Chair")
    names = teller.register.parent / "names.json"
    names.write_text(json.dumps({"names": {"Made-up Vice-Chair": FORMS}}), encoding="utf-8")
    teller.does(
        f"amend-constitution --names-file {names} --authority en=Us. --since 2020-01-01 --on 2020-04-07 {DESK}",
    )
    told = teller.draws("report 4", language)
    assert (form in told, "Made-up Vice-Chair" in told) == (True, form == "Made-up Vice-Chair")


def test_who_presided_is_named_in_every_language(before_the_assembly: Teller) -> None:
    marks = {
        "en": "acting for",
        "fr": "en remplacement",
        "es": "en sustitución",
        "ru": "вместо",
        "zh": "代行",
        "ar": "نيابةً عن",
    }
    for tag in AVAILABLE:
        report = before_the_assembly.does(f"report 4 --language {tag}").replace("\u2066", "").replace("\u2069", "")
        assert (marks[tag] in report, "Made-up Vice-Chair" in report) == (True, True)


def test_in_russian_the_title_of_who_acts_for_the_chair_comes_last(before_the_assembly: Teller) -> None:
    report = before_the_assembly.does("report 4 --language ru").replace("\u00a0", " ")
    assert "Председательствующий (вместо Председателя): Made-up Vice-Chair" in report
    assert "(Vice-Chair)." in report


def test_the_chair_presides_as_the_chair(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"convene 1 --presided-by 'Made-up Chair' --on 2020-03-02 {DESK}",
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
    )
    assert "Made-up Chair presided." in teller.does("report 1")


def test_a_decision_of_24_may_is_announced_on_25_may(before_the_assembly: Teller) -> None:
    teller = before_the_assembly
    approves = f"approve fog --words not-at-hand --session 'Assembly 2020' --sitting 8 --on 2020-05-24 {ASSEMBLY}"
    teller.does(
        f"convene --session 'Assembly 2020' --opens 2020-05-15 --closes 2020-06-12 --sitting 8=2020-05-24 "
        f"--on 2020-04-08 {ASSEMBLY}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
    )
    teller.is_refused(f"{approves} --announced 2020-05-23", "announcement_follows_the_decision")
    teller.is_refused(f"{approves} --announced 2999-01-01", "announcement_follows_the_decision")
    teller.does(f"{approves} --announced 2020-05-25")
    approval = teller.history("2020/fog")[-1]
    assert (approval["on"], approval["motion"]["announced"]) == ("2020-05-24", "2020-05-25")
    assert "approve, 2020-05-24, announced 2020-05-25" in teller.does("show fog")
    assert "announced 2020-05-25" in teller.does("decisions --session 'Assembly 2020'")
    days = {
        "en": "25 May 2020",
        "fr": "25 mai 2020",
        "es": "25 de mayo de 2020",
        "ru": "25 мая 2020",
        "zh": "2020年5月25日",
        "ar": "25 مايو 2020",
    }
    for tag in AVAILABLE:
        paper = "notice fog"
        said = teller.does(f"{paper} --language {tag}")
        assert days[tag] in said, (paper, tag)
    assert "The decision was announced on 25 May 2020." in teller.does("notice fog")
    assert "At its eighth sitting, on 24 May 2020" in teller.does("notice fog")
    assert teller.holds()


def test_a_meeting_may_be_known_and_not_numbered(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"convene 'April 2020' --name en='Special meeting' --name fr='Réunion spéciale' --opens 2020-04-06 "
        f"--closes 2020-04-06 --place en='Made-up Harbour' --on 2020-03-10 {DESK}",
        f"record-consensus fog --meeting 'April 2020' --on 2020-04-06 {CHAIR}",
    )
    assert "At its meeting “Special meeting”, on 6 April 2020, the Group agreed" in teller.does("notice fog")
    assert "réunion « Réunion spéciale »" in teller.does("notice fog --language fr")


def test_the_meeting_that_decided_is_not_known_and_the_hearing_was_a_virtual_one(with_topics: WithTopics) -> None:
    """The round of 2021: the Internet and the pandemic, as the records that are public tell it."""
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting not-at-hand --words not-at-hand --on ..2021-02-28 {CHAIR}",
        f"launch fog --opens 2021-02 --closes 2021-09-03 --physical 2021-09-20 --on 2021-02 {DESK}",
        f"record-hearing fog --held 2021-09-20 --form virtual --presided-by not-at-hand --summary not-at-hand "
        f"--on 2021-09-20 {DESK}",
        f"close fog --on 2021-09-21 {DESK}",
    )
    consensus = teller.history("2020/fog")[2]
    assert (consensus["evidence"]["meeting"], consensus["provisional"]) == ("not at hand", True)
    assert "meeting not at hand" in teller.does("history fog")
    notice = teller.does("notice fog")
    assert "\n\nThe Group agreed by consensus on the topic" in notice
    teller.does(f"convene 2 --opens 2021-10-04 --closes 2021-10-05 --place en=There --on 2021-09-21 {DESK}")
    assert "The virtual meeting was held on 20 September 2021." in teller.does("agenda 2")
    assert "La réunion virtuelle s’est tenue le 20 septembre 2021." in teller.does("agenda 2 --language fr")
    for tag in AVAILABLE:
        paper = teller.does(f"notice fog --language {tag}")
        assert ("meeting not at hand" in paper, "not-at-hand" in paper) == (False, False)
    assert json.loads(teller.does("plan 2020 --format json"))
    assert teller.holds()


def test_pages_tell_that_a_vice_chair_acted_and_how_a_silence_stands(with_topics: WithTopics, tmp_path: Path) -> None:
    teller = with_topics("fog", "mist")
    teller.does(
        f"convene 4 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Harbour' --on 2020-03-10 "
        f"--presided-by 'Made-up Vice-Chair' {DESK}",
        f"circulate mist --until '2020-03-30T18:00 Europe/Lisbon' --on 2020-03-27 {CHAIR}",
        f"record-consensus fog --meeting 4 --on 2020-04-06 {VICE}",
        f"publish 2020 --to {tmp_path / 'pages'}",
    )
    pages = " ".join(page.read_text("utf-8") for page in (tmp_path / "pages").rglob("*.html"))
    for said in ("Acting for the chair", "Agissant au nom du président"):
        assert said in pages
    for said in ("until 2020-03-30 18:00 Europe/Lisbon, and nobody objected", "et personne ne s’y est opposé"):
        assert said in pages


def test_a_report_tells_acts_by_their_day_and_then_as_they_were_recorded(with_topics: Callable[..., Teller]) -> None:
    teller, desk = with_topics("lamps", "spam"), "--as 'Made-up Desk'"
    teller.does(
        "record-consensus lamps --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        f"record-statement lamps --holder 'Made-up Isle' --text en='We go along.' --meeting 1 --on 2020-03-02 {desk}",
        f"record-statement spam --holder 'Made-up Isle' --text en='We wonder.' --meeting 1 --on 2020-03-02 {desk}",
    )
    told = teller.does("report 1 --language en")
    assert told.index("We go along.") < told.index("We wonder.") < told.index("consensus")


def test_whoever_enters_an_act_for_a_chair_who_did_not_preside_is_warned(with_topics: WithTopics) -> None:
    teller, endorse = with_topics("fog", "mist"), "endorse fog#3 --on 2020-04-08 --as 'Made-up Chair'"
    teller.does(
        f"convene 4 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Harbour' --on 2020-03-10 "
        f"--presided-by 'Made-up Vice-Chair' {DESK}"
    )
    acts = "record-consensus fog mist --meeting 4 --on 2020-04-06"
    said = (
        "Made-up Vice-Chair is on record as presiding at meeting/4, and 2020/fog#3 (record consensus) is an act of "
        "Made-up Chair as chair: where Made-up Vice-Chair did it, annul it and record it anew; where Made-up Chair "
        "presided, enter that (convene --presided-by)."
    )
    for right in (
        f"{acts} {VICE} --dry-run",
        f"{acts.replace('-4', '-3').replace('04-06', '03-03')} {CHAIR} --dry-run",
    ):
        assert "is on record as presiding" not in " ".join(teller.types(right)[1:])
    for line in (f"{acts} {CHAIR} --dry-run", f"{acts} --entered-for 'Made-up Chair' {DESK}", f"{endorse} --dry-run"):
        code, *printed = teller.types(line)
        assert (code, " ".join(" ".join(printed).split()).count(said)) == (0, 1), line
    assert said in " ".join(teller.does(f"inbox {CHAIR}").split())
    teller.does(endorse)
    assert "is on record as presiding" not in teller.does(f"inbox {CHAIR}")


def test_a_chair_who_presided_at_one_of_the_sittings_is_not_warned(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"convene 4 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Harbour' --on 2020-03-10 "
        f"--presided-by 'Made-up Vice-Chair' --sitting 1=2020-04-06 --sitting 2=2020-04-07 "
        f"--sitting-presided-by 2='Made-up Chair' {DESK}"
    )
    agreed = f"record-consensus fog --meeting 4 --on 2020-04-07 --dry-run {CHAIR}"
    printed = [" ".join(teller.types(line)[1:]) for line in (agreed, f"{agreed} --sitting 1", f"{agreed} --sitting 2")]
    assert ["is on record as presiding" in one for one in printed] == [False, True, False]


def test_who_enters_for_a_vice_chair_hears_that_who_presides_is_to_be_on_record(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    teller.does(f"convene 4 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Harbour' --on 2020-03-10 {DESK}")
    agreed = f"record-consensus fog --meeting 4 --on 2020-04-06 --entered-for 'Made-up Vice-Chair' {DESK}"
    why = "Made-up Vice-Chair is a vice-chair on that day, and acts as chair only at a meeting at which they are on record"
    code, _, refused = teller.types(agreed)
    said = " ".join(refused.split())
    assert (code, why in said, "only as secretariat" in said, "Made-up Chair" in said) == (3, True, False, False)
    assert "Who presides acts as chair: enter who presided at meeting/4." in said
    assert 'convene 4 --as "Made-up Desk" --presided-by NAME' in said
    said = " ".join(teller.types(agreed.replace("--meeting 4 --on 2020-04-06", "--on 2020-04-20"))[2].split())
    assert "give --meeting one at which Made-up Vice-Chair did." in said
    teller.does(f"convene 4 --presided-by 'Made-up Vice-Chair' --on 2020-04-06 {DESK}", agreed)
