"""Who presided, when a decision was announced, and which meeting it was, as far as that is known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
VICE, ASSEMBLY = "--as 'Made-up Vice-Chair'", "--as 'Made-up Assembly Desk'"
WithTopics = Callable[..., Teller]


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
