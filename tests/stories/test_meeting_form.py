# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""A hearing that is held as a virtual or a hybrid meeting, or in another place than was planned."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01"
IN_ROOM = {
    "en": "physical",
    "fr": "en présentiel",
    "es": "presencial",
    "ru": "чное собр",
    "zh": "面对面",
    "ar": "حضوري",
}
CALLED = {
    "virtual": {
        "en": "virtual meeting",
        "fr": "réunion virtuelle",
        "es": "reunión virtual",
        "ru": "виртуально",
        "zh": "虚拟会议",
        "ar": "اجتماع",
    },
    "hybrid": {
        "en": "hybrid meeting",
        "fr": "réunion hybride",
        "es": "reunión híbrida",
        "ru": "гибридно",
        "zh": "混合会议",
        "ar": "مختلط",
    },
}
WithTopics = Callable[..., Teller]


def launched(with_topics: WithTopics, how: str) -> Teller:
    """A topic that was agreed and launched, its meeting planned in some way."""
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog {PHASES} {how} --on 2020-04-01 {DESK}",
    )
    return teller


def tell_papers(teller: Teller, tag: str, day: str = "2020-04-02") -> dict[str, str]:
    """What the papers on the consultation say, as of a day."""
    papers = ("call fog", "call 2020 --letter")
    told = {paper: " ".join(teller.does(f"{paper} --language {tag} --as-of {day}").split()) for paper in papers}
    return {paper: said.replace("\u2066", "").replace("\u2069", "") for paper, said in told.items()}


@pytest.mark.parametrize("form", ["virtual", "hybrid"])
@pytest.mark.parametrize("tag", AVAILABLE)
def test_every_paper_says_how_the_meeting_is_held(with_topics: WithTopics, form: str, tag: str) -> None:
    teller = launched(with_topics, f"--form {form} --place en='Made-up Harbour'")
    for paper, said in tell_papers(teller, tag).items():
        told = CALLED[form][tag].lower() in said.lower()
        assert (told, IN_ROOM[tag] in said, "Made-up Harbour" in said) == (True, False, True), (paper, said)


@pytest.mark.parametrize(("form", "word"), [("virtual", "الافتراضي"), ("hybrid", "المختلط")])
def test_a_meeting_that_was_named_before_is_definite_in_arabic(with_topics: WithTopics, form: str, word: str) -> None:
    teller = launched(with_topics, f"--form {form}")
    teller.does(f"extend fog --physical 2020-09-05 --reason not-at-hand --on 2020-05-01 {DESK}")
    teller.does(f"call-off-hearing fog --reason not-at-hand --on 2020-06-01 {DESK}")
    said = teller.does("agenda 2 --language ar")
    assert f"تغيّر موعد عقد الاجتماع {word} من" in said
    assert f"أُلغي الاجتماع {word} الذي كان من المقرر عقده" in said


def test_an_extension_gives_the_meeting_another_place_and_form(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--place en='Made-up Harbour' --answer-to en=Here.")
    teller.does(
        f"issue 2020 --kind call --subject fog --symbol MA20/6 --language en --form md --accept all --on 2020-04-01 {DESK}"
    )
    said = teller.types(f"extend fog --form virtual --reason not-at-hand --on 2020-05-01 {DESK}")[2]
    assert "MA20/6" in said  # the call that went out says otherwise
    told = " ".join(teller.does("call fog --as-of 2020-05-02").split())
    assert "virtual" in told
    teller.does(f"extend fog --form hybrid --place en='Made-up Port' --reason not-at-hand --on 2020-05-03 {DESK}")
    told = " ".join(teller.does("call fog --as-of 2020-05-04").split())
    assert ("hybrid" in told, "Made-up Port" in told) == (True, True)
    teller.is_refused(
        f"extend fog --form hybrid --place en='Made-up Port' --reason not-at-hand --on 2020-05-05 {DESK}",
        "something_is_extended",
    )
    assert "hybrid meeting planned for 2020-08-01, Made-up Port" in teller.does("show fog")
    teller.does(
        f"extend fog --physical 2020-08-05 --form in-person --reason en=Rain. --on 2020-05-06 {DESK}",
        f"record-hearing fog --presided-by not-at-hand --summary not-at-hand --form virtual --on 2020-08-05 {DESK}",
    )
    told = " ".join(teller.does("agenda 2").split())
    assert "The hybrid meeting was moved from 1 August 2020 to 5 August 2020, for the following reason: “Rain.”" in told
    assert "The virtual meeting was held on 5 August 2020 (Made-up Port)." in told
    assert "virtual meeting held 2020-08-05, Made-up Port" in teller.does("show fog")


def test_a_place_that_was_typed_is_kept_once_its_day_is_over(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--place en='Made-up Harbour'")
    told = " ".join(teller.does("agenda 2").split())
    assert "The physical meeting was to be held on 1 August 2020 (Made-up Harbour)." in told
    teller.does(
        f"call-off-hearing fog --reason en='A strike.' --on 2020-05-01 {DESK}",
        f"extend fog --physical 2020-08-05 --reason not-at-hand --on 2020-05-02 {DESK}",
    )
    told = " ".join(teller.does("agenda 2").split())
    assert "The physical meeting was rescheduled for 5 August 2020 (Made-up Harbour)." in told


def test_the_answers_say_how_and_where_the_meeting_is_held(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--form virtual --place en='Made-up Harbour'")
    (told,) = json.loads(teller.does("consultations --format json"))
    assert (told["hearing_form"], told["hearing_place"]) == ("virtual", {"en": "Made-up Harbour"})
    line = next(one for one in json.loads(teller.does("plan 2020 --format json"))["lines"] if one["stage"] == "hearing")
    assert line["what"] == "The virtual meeting is held"
    assert "Made-up Harbour" not in teller.does("list 2020")


def test_a_virtual_meeting_that_was_called_off_is_called_virtual_in_the_next_note(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--form virtual")
    teller.does(
        f"call-off-hearing fog --reason en='A strike.' --on 2020-05-01 {DESK}",
        f"close fog --on 2020-08-02 {DESK}",
        f"open-round 2021 --on 2021-01-01 {DESK}",
        "propose 2021/bells --title en='Made-up bells' --question en='What of bells?' --by-state 'Made-up Land' "
        f"--on 2021-02-10 {DESK}",
    )
    assert "the virtual meeting having been cancelled" in " ".join(teller.does("note 2021").split())
    teller.does(
        f"record-hearing fog --presided-by not-at-hand --summary not-at-hand --form hybrid --on 2020-08-01 {DESK}"
    )
    for tag in AVAILABLE:
        assert {"en": "a hybrid consultation meeting", "fr": "réunion de consultation hybride"}.get(
            tag, ""
        ) in " ".join(teller.does(f"note 2021 --language {tag}").split())


def test_a_meeting_that_was_moved_or_called_off_is_told_in_the_form_that_it_had(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--place en='Made-up Harbour'")
    teller.does(f"extend fog --physical 2020-08-20 --form virtual --reason not-at-hand --on 2020-07-10 {DESK}")
    said = " ".join(teller.does("call fog --as-of 2020-07-11").split())
    assert ("virtual" in said, "Made-up Harbour" in said) == (True, False)
    teller.does(
        f"call-off-hearing fog --reason en='Nobody came forward (made up).' --on 2020-08-15 {DESK}",
        f"extend fog --physical 2020-08-25 --place en='Made-up Pier' --form hybrid --reason not-at-hand --on 2020-08-16 {DESK}",
    )
    said = " ".join(teller.does("agenda 2").split())
    assert "The physical meeting was moved from 1 August 2020 to 20 August 2020." in said
    assert "The virtual meeting scheduled for 20 August 2020 was cancelled, for the following reason:" in said
    assert "The hybrid meeting was rescheduled for 25 August 2020 (Made-up Pier)." in said


BOTH_WAYS = {
    "en": "Made-up Harbour and online",
    "fr": "Made-up Harbour et en ligne",
    "es": "Made-up Harbour y en línea",
    "ru": "Made-up Harbour (гибридный формат)",
    "zh": "Made-up Harbour及线上",
    "ar": "Made-up Harbour وعبر الإنترنت",
}
"""How the head of a paper says where a hybrid meeting of the body is held."""
ONLINE = {
    "en": "Online",
    "fr": "En ligne",
    "es": "En línea",
    "ru": "В онлайновом формате",
    "zh": "线上",
    "ar": "عبر الإنترنت",
}
"""How it says that one is held online."""


def meets(teller: Teller, *forms: str) -> None:
    """The meetings of a body, each held in a form, and an objection at the first that the note is of."""
    place = " ".join(f"--place {tag}='Made-up Harbour'" for tag in AVAILABLE)
    teller.does(
        *(f"convene {number} {place} --form {form} --on 2020-02-10 {DESK}" for number, form in enumerate(forms, 1)),
        f"record-no-consensus fog --meeting 1 --refer --tried not-at-hand --words not-at-hand --on 2020-03-03 {CHAIR}",
    )


@pytest.mark.parametrize("tag", AVAILABLE)
def test_agenda_and_report_say_that_a_meeting_of_the_body_is_held_in_both_ways(
    with_topics: WithTopics, tag: str
) -> None:
    teller = with_topics("fog")
    for form, told in (("hybrid", BOTH_WAYS), ("virtual", ONLINE)):
        meets(teller, form) if form == "hybrid" else teller.does(f"convene 1 --form {form} --on 2020-02-11 {DESK}")
        for paper in ("agenda 1", "report 1"):
            head = teller.draws(paper, tag).partition("\n#")[0]
            assert told[tag] in head, (paper, head)
            assert ("Made-up Harbour" in head) == (form == "hybrid"), head


@pytest.mark.parametrize("tag", AVAILABLE)
def test_a_note_gives_an_online_meeting_no_place_beside_one_that_has_it(with_topics: WithTopics, tag: str) -> None:
    teller = with_topics("fog")
    meets(teller, "virtual", "hybrid")
    told = teller.draws("note 2020 --as-of 2020-09-09", tag)
    assert told.count("Made-up Harbour") == 1
    (line,) = (line for line in told.splitlines() if "Made-up Harbour" in line)
    assert line.startswith("- ")


@pytest.mark.parametrize(
    ("forms", "said"),
    [
        (("in-person", "in-person"), "its first and second meetings in Made-up Harbour on 2 and 3 March"),
        (("hybrid", "hybrid"), "its first and second meetings in Made-up Harbour and online on 2 and 3 March"),
        (("virtual", "virtual"), "its first and second meetings online on 2 and 3 March"),
        (("virtual", "in-person"), "(a) the first meeting, online, on 2 and 3 March"),
        (("in-person", "hybrid"), "(b) the second meeting, in Made-up Harbour and online, on 7 and 8 September"),
    ],
)
def test_a_note_tells_meetings_together_that_were_held_in_one_way(
    with_topics: WithTopics, forms: tuple[str, str], said: str
) -> None:
    teller = with_topics("fog")
    meets(teller, *forms)
    assert said in teller.draws("note 2020 --as-of 2020-09-09").replace("\u00a0", " ")


def test_show_says_how_a_meeting_of_the_body_is_held(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    assert "how it is held" not in teller.does("show meeting/1")
    meets(teller, "hybrid")
    assert "how it is held  hybrid" in teller.does("show meeting/1")
