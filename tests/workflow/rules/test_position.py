"""Rules of positions and silences: what breaks each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from escalade.workflow.motions import Evidence
from tests.lives import TOPIC, Life, at, en, objects
from tests.workflow.rules.case import OTHER, Case, after, check, circulated_and_over, name_of

if TYPE_CHECKING:
    from collections.abc import Callable


def asks_for_hours(life: Life) -> None:
    life.does("amend constitution", "body", silence_hours=72)


def circulated_until_today(life: Life) -> None:
    """Circulate a text; the silence ends today."""
    life.does("circulate", TOPIC)
    life.passes(3)


def reworded_late() -> Callable[[Life], object]:
    """Circulate a text, and word it anew when the silence has ended."""
    return after("circulate", 5, "revise")


def objected_late(life: Life) -> None:
    """Word a circulated text anew, and object to it, when the silence has ended."""
    reworded_late()(life)
    objects(life)


CASES: list[Case] = [
    Case("source_is_named", "round", "open", "take position", "input", {"source": None},
        "Give --source, or the meeting or document."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"by_state": ()},
        "None is named. Give one of --by-state, --by-group, --chairs-compromise and --unattributed."),
    Case("one_sponsor_is_named", "topic", None, "propose", "input", {"unattributed": True},
        "More than one kind is named. Give one of --by-state, --by-group, --chairs-compromise and "
        "--unattributed."),
    Case("objection_has_its_text", "topic", "proposed", "take position", "input", {"stance": "object", "text": {}},
        "Give --text."),
    Case("holder_has_no_objection_standing", "topic", "proposed", "take position", "act",
        {"holders": ("Lemuria",), "stance": "support"},
        "Lemuria objects (2031/a#2). Record how it ended (lift objection).", objects),
    Case("act_is_recorded_once", "topic", "proposed", "take position", "act", {},
        "2031/a#2 (take position) says the same of the same day and place. "
        "If it was entered twice, annul 2031/a#3 (annul).", lambda life: life.does("take position", TOPIC)),
    Case("lifted_objection_stands", "topic", "proposed", "lift objection", "input", {"holders": ("Mu",)},
        "Mu has none standing. Standing: Lemuria. Give --holder as recorded.", objects),
    Case("lifted_objection_stands", "topic", "proposed", "lift objection", "input",
        {"holders": (), "objections": (f"{TOPIC}#1",)},
        "2031/a#1 holds none that stands. Standing: 2031/a#2. Give --objection one that stands.", objects),
    Case("lifted_objection_stands", "topic", "debated", "lift objection", "none", {},
        "None stands."),
    Case("objection_is_named", "topic", "proposed", "lift objection", "input", {"holders": ()},
        "Give --holder, or --objection for all who hold it.", objects),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input", {"asked_by": ()},
        "Not asking: Atlantis. Give --asked-by for each."),
    Case("all_sponsors_ask_for_it", "topic", "proposed", "withdraw", "input",
        lambda _life: {"reference": OTHER, "asked_by": ()},
        "Not asking: unattributed. Give --asked-by for each; write unattributed for sponsors who are not named.",
        lambda life: life.does("propose", OTHER, by_state=(), unattributed=True)),
    Case("no_objection_stands", "topic", "debated", "circulate", "act", {},
        "Lemuria objects (2031/a#3). Record how it ended (lift objection).", objects),
    Case("silence_lasts_its_time", "topic", "debated", "circulate", "date",
        {"until": "2031-01-05T09:00 Europe/Lisbon"},
        "2031-01-05T09:00 Europe/Lisbon lies before 2031-01-06. Give --until a later time."),
    Case("silence_lasts_its_time", "topic", "debated", "circulate", "date",
        {"until": "2031-01-06T08:30 Europe/Lisbon", "time": "2031-01-06T08:30+00:00"},
        "2031-01-06T08:30 Europe/Lisbon lies before 2031-01-06T08:30+00:00. Give --until a later time."),
    Case("silence_lasts_its_time", "topic", "debated", "circulate", "date",
        {"until": "2031-01-08T23:59 Europe/Lisbon"},
        "It is to last 72 hours at least, and ends at 2031-01-08T23:59 Europe/Lisbon. "
        "Give --until 2031-01-09T00:00+00:00 or a later time.",
        asks_for_hours),
    Case("silence_lasts_its_time", "topic", "debated", "circulate", "date",
        {"until": "2031-01-09T08:29 Europe/Lisbon", "time": "2031-01-06T08:30Z"},
        "It is to last 72 hours at least, and ends at 2031-01-09T08:29 Europe/Lisbon. "
        "Give --until 2031-01-09T08:30+00:00 or a later time.",
        asks_for_hours),
    Case("time_has_come", "topic", "debated", "take position", "date",
        {"time": "2031-01-06T23:30+01:00"},
        "2031-01-06T23:30+01:00 has not come yet. Give the time at which it happened."),
    *(Case("time_is_known_on_the_last_day", "topic", "debated", act, "date", fields,
        "It ends at 2031-01-09T18:00 Europe/Lisbon; without a time, what may have come before then breaks it. "
        "Give --on its exact time with its zone.", circulated_until_today)
        for act, fields in (("revise", {}), ("take position", {"stance": "object"}), ("revise", {"on": "unknown"}))),
    Case("no_objection_stands_in_time", "topic", "debated", "record consensus", "act", {},
        "Lemuria objects (2031/a#3). Record how it ended (lift objection).", objects),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N."),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N, or --silence 2031/a#3.",
        lambda life: life.does("circulate", TOPIC)),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#1",)},
        "The text was not circulated. Circulate it first."),
    Case("circulation_is_the_latest", "topic", "debated", "record consensus", "input", {"silence": (f"{TOPIC}#1",)},
        "The latest is 2031/a#3. Give --silence that one.",
        circulated_and_over()),
    Case("silence_has_passed", "topic", "debated", "record consensus", "wait", {"silence": (f"{TOPIC}#3",)},
        "It ends at 2031-01-09T18:00 Europe/Lisbon. Wait until then.", lambda life: life.does("circulate", TOPIC)),
    Case("silence_was_kept", "topic", "debated", "record consensus", "act", {"silence": (f"{TOPIC}#3",)},
        "2031/a#4 (revise) broke it. Circulate the text anew, or take it to a meeting.",
        circulated_and_over("revise")),
    Case("circulated_text_is_still_its_text", "topic", "debated", "record consensus", "act",
        {"silence": (f"{TOPIC}#3",)},
        "2031/a#4 (revise) worded it anew since; if that is a mistake, annul it. "
        "Circulate the text anew, or take it to a meeting.", reworded_late()),
    Case("circulated_text_is_still_its_text", "topic", "debated", "record consensus", "act",
        {"silence": (f"{TOPIC}#3",)},
        "2031/a#4 (revise) worded it anew since; if that is a mistake, annul it. "
        "Once no objection stands, circulate the text anew, or take it to a meeting.", objected_late),
    Case("meeting_or_circulation_is_named", "topic", "debated", "record consensus", "input", {"evidence": Evidence()},
        "Neither is named. Give --meeting N, or circulate the text anew first.", reworded_late()),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def test_whoever_was_erased_cannot_be_told_from_others() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", text=en("No."), unattributed=True)
    life.does("redact", f"{TOPIC}#2")
    life.does("lift objection", TOPIC, holders=("Lemuria",))
    assert life.topic().objecting == {}


def test_a_lifting_whose_names_were_erased_is_one_still() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", holders=("Mu", "Thule"), text=en("No."), unattributed=True)
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(f"{TOPIC}#2",), unattributed=True)
    life.does("redact", f"{TOPIC}#3")
    assert len(life.topic().objecting[f"{TOPIC}#2"]) == 1
    again = life.fitting("lift objection", TOPIC, holders=("Thule",), objections=(f"{TOPIC}#2",))
    assert life.tries(again).records[0].act == "lift objection"


def test_some_who_hold_what_was_erased_hold_it_until_all_have_lifted_it() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, stance="object", holders=("Mu", "Thule"), text=en("No."), unattributed=True)
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(f"{TOPIC}#2",), unattributed=True)
    life.does("redact", f"{TOPIC}#2")
    assert list(life.topic().objecting) == [f"{TOPIC}#2"]
    life.does("lift objection", TOPIC, holders=(), objections=(f"{TOPIC}#2",))
    assert life.topic().objecting == {}
