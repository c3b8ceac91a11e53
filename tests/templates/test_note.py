"""The note of the shipped round holds what its source document holds."""

from __future__ import annotations

import pytest

from escalade.templates.values.fact import SaidSentence, facts_in

from .conftest import Acts, Register


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_asks_of_the_box_are_those_of_the_conclusion(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    action = next(part for part in paper.box if part.key == "action").paragraphs[0]
    asked = next(one for one in paper.sections[2].paragraphs if one.said == action.said)
    assert asked.items[1:] == action.items[1:]
    for items in (asked.items, action.items):
        assert [item.said.key for item in items if isinstance(item.said, SaidSentence)] == [
            "note.ask_note",
            "note.ask_opinion",
            "note.ask_launch",
        ]


def test_the_references_are_the_texts_cited(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017")
    body = facts_in(one for section in paper.sections for one in section.printables())
    listed = facts_in(one.said for part in paper.box[2:] for one in part.paragraphs)
    cited = {str(fact) for fact in body if fact.kind == "citation"}
    assert {str(fact) for fact in listed if fact.kind == "citation"} == cited
    assert len(cited) == 5


def test_the_note_stays_as_it_was_when_the_round_goes_on(round_of_2017: Register, acts_of_2017: Acts) -> None:
    at_the_referral = Register()
    at_the_referral.play(acts_of_2017, until="receive")
    assert at_the_referral.text("note", "2017", "fr") == round_of_2017.text("note", "2017", "fr")
