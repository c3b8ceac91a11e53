"""English sentences as the editor of a document service would pass them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.facts import fact

from .render import loosen

DAY = TracedFact(when("2020-05-01"), ("2020#1",), "1 May 2020", kind="date")
TITLES = [fact("Fog"), fact("Lamps")]
SAID: list[tuple[str, dict[str, Any], str]] = [
    ("agenda.topic", {"title": fact("Fog"), "sponsors": [fact("Peru")], "round": None}, "“Fog” (sponsor: Peru)."),
    (
        "agenda.topic",
        {"title": fact("Fog"), "sponsors": [fact("Peru"), fact("Chile")], "round": None},
        "“Fog” (sponsors: Peru and Chile).",
    ),
    (
        "note.ask_opinion",
        {"agreed": True, "one": False, "annexes": None},
        "to give its opinion on the topics referred and to decide upon them;",
    ),
    (
        "note.ask_opinion",
        {"agreed": True, "one": True, "annexes": None},
        "to give its opinion on the topic referred and to decide upon it;",
    ),
    (
        "note.left",
        {"topics": TITLES, "one": False, "words": fact("They wait.")},
        (
            "The following topics were not referred and remain before the Group: “Fog” and “Lamps”. "
            "Their further treatment: “They wait.”"
        ),
    ),
    (
        "note.published",
        {
            "every": True,
            "is_sentence": False,
            "responses": fact("online"),
            "summary": fact("All agreed"),
            "lacking": False,
        },
        "Access to the responses: online. Summary of the meeting: All agreed.",
    ),
    (
        "note.published",
        {"every": True, "is_sentence": True, "responses": fact("on a board."), "summary": None, "lacking": False},
        "On a board.",
    ),
    (
        "note.published",
        {"every": True, "is_sentence": False, "responses": None, "summary": fact("It is up!"), "lacking": False},
        "Summary of the meeting: It is up!",
    ),
    (
        "hearing.called_off",
        {"planned": fact("1 May"), "reason": fact("Sick")},
        "The physical meeting scheduled for 1 May was cancelled. The reason given was: “Sick”.",
    ),
    (
        "hearing.held",
        {"anew": True, "day": DAY, "place": None, "chair": fact("Jo")},
        "The physical meeting was eventually held on 1 May 2020, with Jo presiding.",
    ),
    (
        "hearing.held",
        {"anew": False, "day": DAY, "place": None, "chair": None},
        "The physical meeting was held on 1 May 2020.",
    ),
    (
        "note.summary",
        {
            "meetings": None,
            "consultations": True,
            "single": True,
            "group": fact("MWG"),
            "superior": fact("the Council"),
            "first": False,
            "basis": None,
            "titles": None,
        },
        "This report gives an account of the open consultation carried out by the MWG since its last report.",
    ),
    ("note.ask_launch", {"agreed": False}, "to launch the consultation on the topic so chosen."),
    ("note.ask_launch", {"agreed": True}, "to launch the consultation accordingly."),
    (
        "note.basis",
        {"draft": True, "text": fact("Rule 4")},
        "The referral is to be made under Rule 4.",
    ),
    (
        "decision.lift_objection",
        {"when": fact("at a meeting,"), "title": fact("Fog"), "holders": [fact("Italy")], "how": "withdrawn"},
        "At a meeting, the objection made by Italy to the topic “Fog” was withdrawn.",
    ),
    (
        "decision.record_consensus",
        {"when": fact("at a meeting,"), "title": fact("Fog"), "many": None, "how": fact("under a procedure")},
        "At a meeting, the Group agreed by consensus, under a procedure, on the topic “Fog”.",
    ),
    (
        "decision.silence",
        {"began": None, "until": fact("noon"), "kept": True},
        "The text was placed under the silence procedure until noon; silence was not broken within that period.",
    ),
]
LISTED = [
    (["Rule 1", "Rule 2"], "Rule 1 and Rule 2"),
    (["Rules, part 1", "Rule 2"], "Rules, part 1, and Rule 2"),
    (["Rules, part 1", "Rules, part 2", "Rule 3"], "Rules, part 1; Rules, part 2; and Rule 3"),
    (["Rule 1 (Rev. Town, 2014)", "“Fog, frost”", "Rule 2"], "Rule 1 (Rev. Town, 2014), “Fog, frost” and Rule 2"),
]
WHEN = {"when": fact("at a meeting,"), "superior": fact("Council"), "many": None, "title": fact("Fog"), "one": True}


@pytest.mark.parametrize(("key", "given", "told"), SAID)
def test_a_sentence_reads_as_an_editor_would_have_it(key: str, given: dict[str, Any], told: str) -> None:
    assert loosen(str(tongue("en").say(key, **given))) == told


@pytest.mark.parametrize(("things", "told"), LISTED)
def test_things_that_hold_commas_are_parted_by_more_than_commas(things: list[str], told: str) -> None:
    assert str(tongue("en").join_parts(map(fact, things))) == told


@pytest.mark.parametrize(
    ("how", "amended", "end"),
    [
        (None, False, "“Fog”."),
        ("by vote", False, "“Fog” by vote."),
        (None, True, "“Fog”, as amended."),
        ("by vote", True, "“Fog”, as amended, by vote."),
    ],
)
def test_how_a_topic_was_approved_stands_behind_it(how: str | None, amended: bool, end: str) -> None:  # noqa: FBT001  # pytest gives it
    said = tongue("en").say("decision.approve", how=how and fact(how), votes=(), amended=amended, **WHEN)
    assert str(said) == f"At a meeting, the Council approved the topic {end}"


@pytest.mark.parametrize(
    ("over", "past", "told"),
    [
        (False, False, "The online phase runs on 1 May 2020."),
        (True, False, "The online phase ran on 1 May 2020 and is now over."),
        (False, True, "The online phase ran on 1 May 2020."),
    ],
)
def test_an_online_phase_runs_or_ran(over: bool, past: bool, told: str) -> None:  # noqa: FBT001  # pytest gives them
    assert loosen(str(tongue("en").say("consultation.online", online=DAY, over=over, past=past))) == told
