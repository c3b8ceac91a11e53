# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""A hearing that is held as a virtual or a hybrid meeting, or in another place than was planned."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01"
WithTopics = Callable[..., Teller]


def launched(with_topics: WithTopics, how: str) -> Teller:
    """A topic that was agreed and launched, its meeting planned in some way."""
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog {PHASES} {how} --on 2020-04-01 {DESK}",
    )
    return teller


def test_the_answers_say_how_and_where_the_meeting_is_held(with_topics: WithTopics) -> None:
    teller = launched(with_topics, "--form virtual --place en='Made-up Harbour'")
    (told,) = json.loads(teller.does("consultations --format json"))
    assert (told["hearing_form"], told["hearing_place"]) == ("virtual", {"en": "Made-up Harbour"})
    line = next(one for one in json.loads(teller.does("plan 2020 --format json"))["lines"] if one["stage"] == "hearing")
    assert line["what"] == "The virtual meeting is held"
    assert "Made-up Harbour" not in teller.does("list 2020")


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


def test_agenda_and_report_say_that_a_meeting_of_the_body_is_held_in_both_ways(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    for form, told in (("hybrid", BOTH_WAYS), ("virtual", ONLINE)):
        meets(teller, form) if form == "hybrid" else teller.does(f"convene 1 --form {form} --on 2020-02-11 {DESK}")
        for paper, tag in product(("agenda 1", "report 1"), AVAILABLE):
            head = teller.draws(paper, tag).partition("\n#")[0]
            assert told[tag] in head, (paper, head)
            assert ("Made-up Harbour" in head) == (form == "hybrid"), head


def test_a_note_gives_an_online_meeting_no_place_beside_one_that_has_it(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    meets(teller, "virtual", "hybrid")
    for tag in AVAILABLE:
        told = teller.draws("note 2020 --as-of 2020-09-09", tag)
        assert told.count("Made-up Harbour") == 1
        (line,) = (line for line in told.splitlines() if "Made-up Harbour" in line)
        assert line.startswith("- ")
