"""The way to an act: every act that the table reaches, and line by line what leads to it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from escalade.services.acts.made_up import TOGETHER
from escalade.services.acts.suggestions import OTHER, Typist
from escalade.services.acts.ways import MOST, WayLine, find_way
from escalade.workflow.procedure import STATES, table, way
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.remedy import SEPARATOR
from tests.lives import CHAIR_NAME, COUNCIL_DESK, DESK, TOPIC, VICE_NAME, Life, at, en, objects
from tests.walk import TOPICS, lived
from tests.workflow.test_remedies import take_back

ACTS = sorted({step.act for step in table().values() if step.of == "topic" and step.stands_alone})
OBJECTED_NO_MORE = frozenset(
    {"approved", "launched", "closed", "cancelled", "withdrawn", "merged", "set aside", "declined", "lapsed"}
)
"""States in which an objection may end, and none can be taken any more."""
HAPPENED = frozenset({"meeting", "session", "sitting", "to_meeting", "to_session", "sittings"})


def name_meant(life: Life, lines: tuple[WayLine, ...]) -> str:
    """The topic that ANOTHER-TOPIC stands for: one that the lines put forward, or one of several of the round."""
    first = next((line for line in lines if OTHER in line.subject), None)
    if first is None or first.act in {"propose", "introduce"}:
        return "another"
    topics = [topic for topic in life.standing.topics_of(first.subject) if topic.reference != lines[-1].subject]
    fit = (topic for topic in topics if ("topic", topic.state, first.act) in table())
    return next(fit).reference.partition("/")[2]


def types(life: Life, line: WayLine, another: str = "another") -> None:
    """Type one line with what is true in a life, where meetings are convened as they happen."""
    if line.act == "convene":
        return
    reference = line.subject.replace(OTHER, another)
    given = {name: value.replace(OTHER, another) for name, value in line.given.items()}
    together = given.pop(TOGETHER, "").split(SEPARATOR) if given.get(TOGETHER) else []
    for _ in range(9):
        about = (given.get("records") or reference, *together)
        motion = life.fitting(line.act, *about, **fields(life, line, about, given))
        try:
            life.acts(motion)
        except RulesBrokenError as refusal:
            days = [when(cause.remedy.awaits).first for cause in refusal.causes if cause.remedy.kind == "wait"]
            if not any(days):
                raise
            life.today = max(filter(None, days))
        else:
            return


def fields(life: Life, line: WayLine, about: tuple[str, ...], given: dict[str, str]) -> dict[str, Any]:
    """What a line gives, and what its open words stand for where the life fills in something else."""
    life.passes(1 if line.act == "record consideration" else 0)
    made: dict[str, Any] = {
        "physical": (life.today + timedelta(days=90)).isoformat(), "left": en("They wait."), "text": en("No."),
        "conditions": (en("Publish it."),), "held": life.today.isoformat(),
    }  # fmt: skip
    blank = life.fitting(line.act, *about)
    found = {name: made[name] for name, value in given.items() if not value and name in made}
    for name, value in given.items():
        if value and name not in HAPPENED | {"records"}:
            old = getattr(blank, name)
            found[name] = (
                tuple(dict.fromkeys((*old, *value.split(SEPARATOR))))
                if isinstance(old, tuple)
                else int(value)
                if isinstance(old, int)
                else value
            )
    if line.act == "lift objection" and "#" in "".join(found.get("holders", ())):  # typed, it stands for all of them
        found |= {"objections": found["holders"], "holders": ()}
    if line.act == "record hearing":
        found["held"] = made["held"]
    if line.act == "call off hearing":
        found["reason"] = en("Nobody came.")
    return {name: value for name, value in found.items() if hasattr(blank, name)}


@pytest.mark.parametrize("state", [None, *STATES["topic"]])
def test_there_is_a_way_to_every_act_that_the_table_reaches_and_else_a_reason(state: str | None) -> None:
    life = at(Life(), state)
    for act in ACTS:
        found = find_way(life.subject(), act, life.standing)
        late = "It may still be entered late" in found.reason
        moved = life.subject().last_move
        again = moved is not None and moved.act == act and act != "propose" and not way("topic", state, act)
        assert ("Where it is a mistake" in found.reason) is again, f"{state}, {act}: {found.reason}"
        lacks_an_objection = act == "lift objection" and not found.lines and "None stands." in found.reason
        assert lacks_an_objection is (act == "lift objection" and state in OBJECTED_NO_MORE)
        reached = bool(way("topic", state, act)) and not lacks_an_objection
        assert bool(found.lines) is (late or again or reached), f"{state}, {act}: {found.reason}"
        assert late or again or bool(found.lines) is not bool(found.reason)
        assert not found.lines or (found.lines[-1].act, found.lines[-1].subject) == (act, TOPIC)
        printed = Typist(life.standing, speaker=DESK).commands_of(found)
        assert all(" --on DAY" in line or " --on 20" in line for line in printed)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink
@given(st.integers(0, 2**32), st.sampled_from(TOPICS), st.sampled_from(ACTS))
@example(417371291, "2032/a", "lapse")  # what was chosen is one of several
@example(3978305335, "2031/a", "take note")  # two are referred, and a third is left
@example(2101603496, "2032/a", "open debate")  # a meeting is convened anew on which a corrected confirmation rests
def test_what_a_way_says_typed_line_by_line_ends_in_the_act(seed: int, name: str, act: str) -> None:
    """Every line is allowed when its turn comes, and the last is the act that was asked about.

    Not shown: that each meeting which a line convenes is needed, since a life
    convenes its own; the search has tried them.
    """
    life = lived(seed, 50).life
    take_back(life)
    found = find_way(life.subject(name), act, life.standing)
    assert len(found.lines) <= MOST
    if found.reason and found.lines:
        return  # what comes late hangs on its day, and is tried below
    another = name_meant(life, found.lines)
    for line in found.lines:
        types(life, line, another)
    if found.lines:
        assert life.performed[-1].act_name() == act


def test_walks_come_to_ways_of_one_line_and_of_several() -> None:
    lengths = Counter[int]()
    for seed in range(12):
        life = lived(seed, 50).life
        for act in ACTS[::3]:
            lengths[min(len(find_way(life.subject(TOPIC), act, life.standing).lines), 2)] += 1
    assert min(lengths.values()) > 3, lengths


def printed(life: Life, act: str, speaker: str | None = None) -> list[str]:
    """The lines of a way as they are printed."""
    return Typist(life.standing, speaker=speaker).commands_of(find_way(life.subject(), act, life.standing))


def test_objections_and_endorsements_stand_in_the_way_as_lines() -> None:
    life = at(Life(), "debated")
    objects(life)
    assert [line.split()[1] for line in printed(life, "record consensus")] == ["lift-objection", "record-consensus"]
    life.does("lift objection", TOPIC)
    life.does("record no consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    lines = printed(life, "escalate", DESK)
    assert [line.split()[1] for line in lines] == ["endorse", "convene", "escalate"]
    assert lines[0] == "escalade endorse 2031/a#5 --as Ada --on DAY"
    assert lines[2] == "escalade escalate 2031/a --as Desk --to-session NAME --on DAY"


def test_a_debate_without_a_decision_to_refer_is_opened_again() -> None:
    life = at(Life(), "debated")
    life.does("record no consensus", TOPIC, refer=False)
    lines = printed(life, "escalate")
    assert [line.split()[1] for line in lines] == [
        "convene", "reopen-debate", "record-no-consensus", "convene", "escalate",
    ]  # fmt: skip
    assert "--refer" in lines[2]


def test_what_comes_late_is_no_dead_end() -> None:
    life = at(Life(), "closed")
    launched = life.subject().last("launch")
    assert launched is not None
    found = find_way(life.subject(), "extend", life.standing)
    assert found.reason == "It may still be entered late, with a day (--on) on which 2031/a was launched."
    (line,) = Typist(life.standing, speaker=DESK).commands_of(found)
    assert line == "escalade extend 2031/a --as Desk --on DAY --closes DATE"
    made = life.does("extend", TOPIC, on=launched.on)
    assert (made.records[0].after, life.subject().state) == ("launched", "closed")
    (line,) = printed(life, "take position", DESK)
    assert line.startswith("escalade take-position 2031/a --as COUNCIL-SECRETARIAT --on DAY")
    assert not find_way(life.subject(), "revise", life.standing).lines


def test_a_way_names_who_holds_the_office_and_offers_the_secretariat_its_own() -> None:
    life = at(Life(), "proposed")
    for speaker, who in ((DESK, "--as Desk --entered-for Ada"), (VICE_NAME, "--as Ada"), (CHAIR_NAME, "--as Ada")):
        assert who in printed(life, "open debate", speaker)[-1]
    assert "--as COUNCIL-SECRETARIAT" in printed(life, "take up", DESK)[-1], "two hold it"
    assert f'--as "{COUNCIL_DESK}"' in printed(life, "take up", COUNCIL_DESK)[-1]


def test_where_there_is_no_way_it_is_said_why() -> None:
    reasons = {
        ("withdrawn", "launch"): "“withdrawn” is an end of the procedure.",
        (
            "agreed",
            "propose",
        ): "It comes earlier in the procedure, which does not go back; what was a mistake is annulled.",
        ("debated", "receive merger"): "It comes with another act, and is none of its own.",
        ("debated", "issue"): "It is an act of another subject, a round: “escalade why ROUND issue” says what to type.",
        ("debated", "ponder"): "The procedure has no “ponder” for a topic.",
    }
    for (state, act), reason in reasons.items():
        life = at(Life(), state)
        assert find_way(life.subject(), act, life.standing) == ((), reason)


def test_where_any_of_several_topics_may_have_been_chosen_the_way_leaves_open_which() -> None:
    life = at(Life(), "referred")
    life.does("propose", "2031/b")
    life.does("propose", "2031/c")
    subjects = [
        line.subject for line in find_way(life.subject(), "lapse", life.standing).lines if line.act != "convene"
    ]
    assert (subjects[-2:], "2031/b" in subjects) == ([f"2031/{OTHER}", TOPIC], False)
