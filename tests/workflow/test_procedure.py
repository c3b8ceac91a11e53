"""The procedure: an act is possible exactly where the table has a row."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import MOTIONS, Motion
from escalade.workflow.procedure import (
    ADDRESSEE,
    ANNULLED,
    BACKWARDS,
    COUNCIL_SECRETARIAT,
    ENDS,
    OFFICES,
    OWN,
    PROCEDURE,
    ROWS,
    SAME,
    STATES,
    way,
)
from escalade.workflow.records.record import encode
from escalade.workflow.records.validation import NEW
from escalade.workflow.rules.trial import PREFIX, find_rules
from escalade.workflow.values.errors import RequestError, RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.step import BASES, COMPANIONS, Step
from tests.lives import (
    HOLDERS,
    NAMES,
    PREPARED,
    ROUND,
    Life,
    at,
    nothing,
)

PLACES = [(kind, state) for kind, states in STATES.items() for state in (None, *states)]
OF_RECORDS = {act for act, shape in MOTIONS.items() if "records" in shape.__struct_fields__}
ACTS = [act for act in MOTIONS if act not in COMPANIONS]


def bare(life: Life, act: str, name: str, officer: str) -> Motion:
    """A motion with nothing in it but its subject, its officer and its day."""
    about: dict[str, Any] = {"records": (life.subject(name).newest,)} if act in OF_RECORDS else {"of": (name,)}
    return MOTIONS[act](by=officer, on=life.today.isoformat(), **about)


@pytest.mark.parametrize(("kind", "state"), PLACES)
def test_what_the_table_lacks_is_refused_whoever_asks(kind: str, state: str | None) -> None:
    life, name = at(Life(), state, kind), NAMES[kind]
    if kind == "round" and state is None:
        assert life.subject(ROUND).state is None
    written = [encode(record) for record in life.records]
    life.passes(1)  # on the day of a move, what may come late may have come before it
    for act in ACTS:
        if (kind, state, act) in PROCEDURE.steps:
            continue
        expected = StepNotAllowedError if state or act in NEW else RequestError
        for officer in HOLDERS.values():
            with pytest.raises(expected):
                life.tries(bare(life, act, name, officer))
    assert [encode(record) for record in life.records] == written
    assert life.subject(name).state == state


OF_ONE_OFFICER = {"take over"}
"""Acts that belong to the officer whom a record names, not to an office alone."""


@pytest.mark.parametrize(
    "step",
    [step for step in PROCEDURE.steps.values() if step.act not in OF_RECORDS | COMPANIONS | OF_ONE_OFFICER],
    ids=lambda step: f"{step.of}-{step.origin}-{step.act}",
)
def test_a_row_is_open_to_its_offices_alone(step: Step) -> None:
    life, name = at(Life(), step.origin, step.of), NAMES[step.of]
    PREPARED.get(step.act, nothing)(life)
    for office in OFFICES:
        its_own = {"office": office} if step.act == "appoint" and office == COUNCIL_SECRETARIAT else {}
        motion = life.fitting(step.act, name, by=HOLDERS[office], **its_own)
        written = [encode(record) for record in life.records]
        if office in step.offices or not step.offices:
            first = life.tries(motion).records[0]
            assert (first.before, first.act, first.office) == (
                step.origin,
                step.act,
                office if step.offices else None,
            )
        else:
            with pytest.raises(RulesBrokenError) as refusal:
                life.tries(motion)
            assert "officer_holds_the_office_then_or_now" in {cause.rule for cause in refusal.value.causes}
        assert [encode(record) for record in life.records] == written


@pytest.mark.parametrize(
    ("kind", "state", "act", "path"),
    [
        ("topic", None, "launch", ["introduce", "approve", "launch"]),
        ("topic", "proposed", "record consensus", ["open debate", "record consensus"]),
        ("topic", "agreed", "close", ["launch", "close"]),
        ("topic", "closed", "launch", []),
        ("topic", "debated", "receive merger", ["receive merger"]),
        ("body", None, "appoint", ["constitute", "appoint"]),
        ("meeting", None, "approve report", ["convene", "approve report"]),
        ("round", "annulled", "receive", []),
    ],
)
def test_the_way_is_the_shortest_through_the_table(kind: str, state: str | None, act: str, path: list[str]) -> None:
    assert [step.act for step in way(kind, state, act)] == path


def test_states_are_named_once() -> None:
    assert all(len(set(states)) == len(states) for states in STATES.values())


STEPS = [step for row in ROWS for step in row]


def test_each_row_stands_once_and_names_what_there_is() -> None:
    assert len(PROCEDURE.steps) == len(STEPS)
    assert {step.act for step in STEPS} == set(MOTIONS)
    for step in STEPS:
        assert {step.origin, step.to} <= {None, SAME, BACKWARDS, *STATES[step.of]}, step
        assert step.offices or step.act == "constitute", step
        assert {*step.offices} <= {*OFFICES, OWN, ADDRESSEE}, step
        assert step.basis in BASES, step
        asked = {rule.removeprefix(PREFIX) for rule in step.rules if rule.startswith(PREFIX)}
        assert asked <= {*MOTIONS[step.act].__struct_fields__}, step
        assert find_rules(step.rules), step


@pytest.mark.parametrize("kind", STATES)
def test_every_state_is_reached_and_every_topic_may_end(kind: str) -> None:
    arrows: list[tuple[str | None, str | None]]
    arrows = [(step.origin, ANNULLED if step.to == BACKWARDS else step.to) for step in STEPS if step.of == kind]
    assert leading_to({None}, arrows) >= {*STATES[kind]}
    if kind == "topic":
        assert leading_to({*ENDS}, [(to, origin) for origin, to in arrows]) >= {*STATES[kind]}


def leading_to(found: set[str | None], arrows: list[tuple[str | None, str | None]]) -> set[str | None]:
    """All that arrows lead to from some states."""
    while more := {head for tail, head in arrows if tail in found} - found:
        found |= more
    return found
