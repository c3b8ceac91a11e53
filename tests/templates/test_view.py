"""What happens seldom: no chair, named meetings, odd documents, one moment."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.moment import before
from escalade.templates.papers.facts.view import NothingToSayError, view_of
from escalade.workflow.records.record import Record

from .conftest import Acts, Register, acts_in


@pytest.fixture
def acts() -> Acts:
    """The acts of the made-up group, to be changed."""
    return acts_in(Path(__file__).with_name("made_up_lanterns.toml"))


def test_an_only_entry_of_a_list_bears_no_letter(acts: Acts) -> None:
    register = Register()
    register.play(acts)
    view = view_of(register.standing, tongue("en"))
    (only,) = view.list_items([view.plain("to light lanterns", "2031#1")])
    assert only.label is None
    acts[0]["tasks"].append({"en": "to count lanterns"})
    register = Register()
    register.play(acts)
    told = register.text("note", "2031")
    assert ("(a) to light lanterns;" in told, "(b) to count lanterns." in told) == (True, True)


def test_a_body_without_an_acronym_is_called_by_its_name(acts: Acts) -> None:
    del acts[0]["acronym"]
    register = Register()
    register.play(acts)
    assert "1.1 The Made-up Committee on Lanterns (hereinafter “the Group”)" in register.text("note", "2031")
    assert "# Rapport de la Présidente du Comité imaginaire des lanternes\n" in register.text("note", "2031", "fr")


def test_a_meeting_with_a_name_is_called_by_it(acts: Acts) -> None:
    place = {"en": "Made-up Hall", "fr": "Salle imaginaire"}
    register = Register()
    register.play(acts)
    register.act(
        "convene", "meeting/Extra", by="Made-up Desk", on="2031-01-10", opens="2031-02-01", closes="2031-02-01",
        place=place, name={"en": "Extra", "fr": "Extra"},
    )  # fmt: skip
    english, french = register.text("note", "2031"), register.text("note", "2031", "fr")
    assert "(a) the meeting “Extra”, in Made-up Hall, on 1 February 2031;" in english
    assert "la réunion « Extra »" in french


def test_records_of_one_moment_are_told_apart_by_their_day(unsettled: Register) -> None:
    unsettled.act(
        "escalate",
        "2031/glass",
        by="Made-up Desk",
        on="2031-04-01",
        to_session="Assembly 2031",
        leaving=["2031/wick"],
        left="not at hand",
    )
    unsettled.act(
        "take position",
        "2031",
        by="Made-up Desk",
        on="..2031-05-01",
        holders=("Made-up State One",),
        text={"en": "Later."},
        source="statement",
    )
    record = unsettled.standing.record("2031/glass#4")
    round_ = unsettled.held["2031"]
    at_once = tuple(msgspec.structs.replace(one, at=record.at) for one in round_.records)
    unsettled.held["2031"] = type(round_)("2031", at_once)
    earlier = before(record, unsettled.standing).subjects
    assert [one.act for one in earlier["2031"].records] == ["open round"]
    assert len(earlier["2031/glass"].records) == 3
    assert len(earlier) == len(unsettled.held)


def test_what_was_not_on_record_yet_is_not_there(referred: Register) -> None:
    first: Record = referred.standing.record("2031/glass#1")
    earlier = before(first, referred.standing)
    assert earlier.topic("2031/wick") is None
    assert earlier.topic("2031/none") is None
    assert earlier.round("2031").state == "open"


def test_an_unconstituted_register_cannot_speak_of_its_body(round_of_2017: Register) -> None:
    register = Register({name: one for name, one in round_of_2017.held.items() if name != "body"})
    with pytest.raises(NothingToSayError, match=r"no body was constituted by .*correct body#1 --set on=DAY”"):
        register.text("note", "2017")


def test_letters_go_on_after_z() -> None:
    assert [pack_of("en").label(place) for place in (0, 25, 26, 51, 52)] == ["(a)", "(z)", "(aa)", "(az)", "(ba)"]


def test_a_language_is_named_in_another() -> None:
    assert [tongue("fr").name_of(one) for one in ("en", "de", "zh-Hans", "x-none")] == [
        "anglais",
        "allemand",
        "chinois simplifié",
        "x-none",
    ]
