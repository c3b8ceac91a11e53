"""The draft agenda of a meeting, and the circular on open consultations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.checks.checking import findings_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Paper
from tests.templates.render import loosen

from .conftest import Decide, Register

Items = dict[str, list[str]]
IN_TIME = date(2031, 7, 2)
"""A day on which the consultations are open."""
Fields = dict[str, Any]
CANCELLED: Fields = {"authority": {"en": "The Assembly so asked."}, "notice": {"en": "Called off."}}
LATER: Fields = {"opens": "2032-03-01", "closes": "2032-03-02", "place": {"en": "Made-up Harbour"}}


def items(register: Register, kind: str, reference: str, language: str = "en", day: date | None = None) -> Items:
    """The texts of each section, by its number and title."""
    found: Items = {}
    for section in build(kind, reference, register.standing, tongue(language), day=day).sections:
        texts = found.setdefault(f"{section.label} {section.title}", [])
        for one in section.paragraphs:
            said = [f"{one.label} {one.said}", *(f"{item.label or '-'} {item.said}" for item in one.items)]
            texts += map(loosen, said)
    return found


def receive(register: Register, symbol: str, *concerns: str, on: str = "2031-02-20", **more: Any) -> None:
    """Write a contribution down."""
    fields: Fields = {"by_state": ["Made-up State One"], "concerns": list(concerns), "title": {"en": "Views"}, **more}
    register.act("receive", "2031", by="Made-up Desk", on=on, symbol=symbol, **fields)


def test_what_is_for_the_office_alone_is_on_no_agenda(lanterns: Register) -> None:
    receive(lanterns, "MCL/2", "2031")
    receive(lanterns, "MCL/3", "2031", audience="office")
    found = items(lanterns, "agenda", "1")
    assert found["3 Contribution on the choice as a whole"] == ["3.1 MCL/2, from State One (made up): “Views”."]
    assert "MCL/3" not in str(found)


def test_what_was_deferred_to_a_later_meeting_waits_for_that_one(lanterns: Register) -> None:
    lanterns.act("convene", "meeting/3", by="Made-up Desk", on="2031-01-10", **LATER)
    at: Fields = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("defer", "2031/glass", "2031/wick", to_meeting="3", **at)
    assert not any("deferred" in title for title in items(lanterns, "agenda", "2"))
    assert any("deferred" in title for title in items(lanterns, "agenda", "3"))


def test_a_contribution_that_a_decision_disposed_of_is_not_received_again(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance={"en": "Narrow it."})
    receive(referred, "MCL/1", "2031/glass")  # of February, and entered only now
    receive(referred, "MCL/2", "2031/glass", on="2031-06-03")
    found = items(referred, "agenda", "2")["3 Topic referred back by the Made-up Assembly"]
    assert found[-1] == "- MCL/2, from State One (made up): “Views”, on “Glass of lanterns”."
    assert not any("MCL/1," in line for line in found)


@pytest.fixture
def launched(referred: Register, decide: Callable[[Register], Decide]) -> Register:
    """Both made-up consultations launched."""
    version = {"title": {"en": "Glass"}, "questions": [{"en": "Which glass?"}]}
    decide(referred)("approve", "2031/glass", words={"en": "Yes."}, amended={"2031/glass": version})
    decide(referred)("approve", "2031/wick", words={"en": "Yes."})
    phases: Fields = {"by": "Made-up Desk", "on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    answer = {"en": "Answers go to the made-up board."}
    referred.act("launch", "2031/glass", physical="2031-09-29", answer_to=answer, **phases)
    referred.act("launch", "2031/wick", answer_to=answer, **phases)
    return referred


@pytest.fixture
def closed(launched: Register) -> Register:
    """One of the made-up consultations held and closed."""
    by: Fields = {"by": "Made-up Desk"}
    launched.act("record responses", "2031/glass", on="2031-08-02", count=12, where={"en": "On the board."}, **by)
    launched.act(
        "record hearing",
        "2031/glass",
        on="2031-09-29",
        held="2031-09-29",
        presided_by="Made-up Chair",
        summary="not at hand",
        **by,
    )
    launched.act("close", "2031/glass", on="2031-09-29", **by)
    return launched


def test_the_outcome_of_a_consultation_is_taken_up_until_it_was_considered(closed: Register) -> None:
    found = items(closed, "agenda", "2")
    assert len([one for one in found["3 Outcome of open consultations"] if one.startswith("3.")]) == 2
    considered: Fields = {
        "by": "Made-up Desk",
        "on": "2031-09-30",
        "evidence": {"meeting": "2"},
        "words": "not at hand",
    }
    closed.act("record consideration", "2031/glass", **considered)
    assert "3 Outcome of open consultations" in items(closed, "agenda", "2")
    closed.act("convene", "meeting/3", by="Made-up Desk", on="2031-12-01", **LATER)
    (left, *_) = items(closed, "agenda", "3")["3 Outcome of the open consultation"]
    assert left.startswith("3.1 “Docht der Laternen”")
    closed.act("cancel", "2031/wick", by="Made-up Desk", on="2031-12-01", **CANCELLED)
    assert not any("Outcome" in title for title in items(closed, "agenda", "3"))
    assert "To be completed by the secretariat: the wording of the decision." in closed.text("report", "2")


def letter_on(reference: str, register: Register, language: str = "en") -> Paper:
    """The circular while one may still answer."""
    return build("circular", reference, register.standing, tongue(language), day=IN_TIME)


def test_a_letter_is_signed_by_the_person_who_holds_the_secretariat(launched: Register) -> None:
    def unsigned() -> list[str]:
        papers = {language: letter_on("2031", launched, language) for language in AVAILABLE}
        return [one.paper for one in findings_of(papers) if one.check == "letters-are-signed"]

    assert unsigned() == list(AVAILABLE)
    launched.act("appoint", by="Made-up Desk", on="2031-06-01", name="Made-up Secretary", office="secretariat")
    signature = [str(one) for one in letter_on("2031", launched).signature]
    assert (signature, unsigned()) == (["Made-up Secretary", "Secretariat of MCL"], [])
