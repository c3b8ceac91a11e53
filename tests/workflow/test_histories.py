"""Random histories: no way leads round the procedure."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from escalade.workflow.perform import perform
from escalade.workflow.procedure import BACKWARDS, SAME, table
from escalade.workflow.records.reassembly import acts, motion_of_act
from escalade.workflow.records.record import (
    Opened,
    Record,
    commitment_in,
    commitment_to,
    decode,
    encode,
    personal_fields,
)
from escalade.workflow.rules.text import find_brackets
from escalade.workflow.subjects.standing import Memory, Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import COMES_LATE
from tests.lives import BOTH, TOPIC
from tests.walk import Attempt, Walk, lived

COUNCIL_ACTS = frozenset(step.act for step in table().values() if "officer_did_not_escalate" in step.rules)


SEEDS = st.integers(0, 2**32)


STEPS = 80


walks = settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink


def passed(walk: Walk) -> Iterator[tuple[Attempt, tuple[Record, ...]]]:
    """What passes on a walk: each attempt with its records."""
    for attempt in walk.attempts(STEPS):
        if attempt.outcome is not None:
            yield attempt, attempt.outcome.records


def topics(standing: Standing) -> Iterator[Topic]:
    """Every topic there is."""
    yield from (subject for subject in standing.subjects.values() if isinstance(subject, Topic))


def led_by(record: Record) -> set[str | None]:
    """Where the row of a record leads; an annulment leads back, to an origin or to nothing."""
    of = kind_of(record.subject)
    step = table()[of, record.before, record.act]
    if step.to == BACKWARDS:
        origins = {row.origin or "annulled" for row in table().values() if (row.of, row.to) == (of, record.before)}
        return {*origins, record.before}
    return {record.before if step.to == SAME else step.to}


def test_walks_come_to_what_is_looked_at_on_them() -> None:
    acts_, entered = set[str](), False
    for seed in range(12):
        for _, records in passed(Walk(seed)):
            acts_ |= {record.act for record in records}
            entered |= any(record.entered_for for record in records)
    assert {"record consensus", "approve", "launch", "correct", "annul", "redact"} <= acts_
    assert entered


@walks
@given(SEEDS)
def test_no_state_is_reached_but_through_the_table(seed: int) -> None:
    for attempt, records in passed(Walk(seed)):
        states: dict[str, str | None] = {}
        for record in records:
            subject = attempt.standing.subject(record.subject)
            if record.act in COMES_LATE and kind_of(record.subject) == "topic":
                assert record.before in {subject.state, *(move.after for move in subject.live if move.moved)}
            else:
                assert record.before == states.get(record.subject, subject.state)
            assert record.after in led_by(record)
            states[record.subject] = record.after


@walks
@given(SEEDS)
def test_an_act_comes_to_the_same_whenever_it_is_tried(seed: int) -> None:
    for attempt, records in passed(Walk(seed)):
        again = perform(attempt.motion, attempt.standing)
        assert again == attempt.outcome
        assert [encode(record) for record in again.records] == [encode(record) for record in records]


@walks
@given(SEEDS)
def test_no_topic_is_agreed_while_an_objection_stands_or_a_bracket_does(seed: int) -> None:
    walk = Walk(seed)
    for _ in walk.attempts(STEPS):
        for topic in topics(walk.life.standing):
            if topic.state == "agreed":
                assert topic.objections == {}
            if topic.state in {"agreed", "approved", "launched", "closed"}:
                assert topic.version.title
                assert topic.version.questions
                assert find_brackets(topic.version) == ()


@walks
@given(SEEDS)
def test_only_an_agreed_or_approved_topic_is_launched(seed: int) -> None:
    for attempt, records in passed(Walk(seed)):
        for record in records:
            if record.act == "launch":
                topic = attempt.standing.topic(record.subject)
                assert topic
                assert topic.state in {"agreed", "approved"}
                assert topic.waiting == ()
                assert topic.last("record consensus" if topic.state == "agreed" else "approve")


def test_whoever_escalated_logs_no_decision() -> None:
    logged = [one for seed in range(12) for one in passed(escalated(seed)) if one[0].motion.act_name() in COUNCIL_ACTS]
    tried = 0
    for attempt, records in logged:
        for record in records:
            if kind_of(record.subject) != "topic" or record.office == "chair":
                continue
            of_the_round = attempt.standing.topics_of(record.subject)
            escalators = {one.officer for topic in of_the_round for one, _ in topic.escalations}
            assert record.officer not in escalators
            for officer in escalators:
                with pytest.raises(RulesBrokenError) as refusal:
                    perform(msgspec.structs.replace(attempt.motion, by=officer), attempt.standing)
                assert "officer_did_not_escalate" in {cause.rule for cause in refusal.value.causes}
                tried += 1
    assert tried > 0, "no walk came to a decision on what was escalated"


def escalated(seed: int) -> Walk:
    """A walk on which a topic was escalated, by whoever may log decisions too."""
    walk = Walk(seed)
    walk.life.brings(TOPIC, "unresolved")
    walk.life.does("escalate", TOPIC, by=BOTH)
    return walk


@walks
@given(SEEDS)
def test_who_acts_holds_the_office_on_that_day(seed: int) -> None:
    for attempt, records in passed(Walk(seed)):
        body = attempt.standing.body
        for record in records:
            if record.act in {"constitute", "endorse"}:
                continue
            if record.entered_for:
                assert body.holds(record.officer, "secretariat", attempt_day(attempt))
            elif record.office == "chair":
                day = attempt_day(attempt)
                assert body.holds(record.officer, "chair", day) or body.holds(record.officer, "vice-chair", day)
            else:
                assert body.holds(record.officer, record.office or "", attempt_day(attempt))


def attempt_day(attempt: Attempt) -> When:
    """The day of an act."""
    return when(attempt.motion.on)


@walks
@given(SEEDS)
def test_every_record_is_read_back_from_its_bytes(seed: int) -> None:
    walk = lived(seed, STEPS)
    for record in walk.life.records:
        data = encode(record)
        back = decode(data, opened(record))
        assert encode(back) == data
        assert back.motion.to_payload() == record.motion.to_payload()
        closed = decode(data, {})
        assert encode(closed) == data
        assert all(commitment_in(getattr(closed.motion, name)) for name in personal_fields(record.motion))


def opened(record: Record) -> dict[str, Opened]:
    """The personal texts of a record, by their commitments."""
    payload, salts = record.motion.to_payload(), record.motion.salts
    return {
        commitment_to(payload[name], salts[name]): Opened(salts[name], payload[name])
        for name in personal_fields(record.motion)
    }


@walks
@given(SEEDS)
def test_every_act_is_made_again_from_its_records(seed: int) -> None:
    walk = lived(seed, STEPS)
    ledger = in_order(walk)
    memory = Memory()
    for records in acts(ledger):
        motion = motion_of_act(records)
        outcome = perform(motion, memory.standing(walk.life.today))
        assert [encode(record) for record in outcome.records] == [encode(record) for record in records]
        for record in outcome.records:
            memory.take(record)
    assert memory.subjects.keys() == walk.life.memory.subjects.keys()


def in_order(walk: Walk) -> list[Record]:
    """The records of a walk, act by act."""
    memory, ledger = Memory(), list[Record]()
    for motion in walk.life.performed:
        outcome = perform(motion, memory.standing(walk.life.today))
        for record in outcome.records:
            memory.take(record)
            ledger.append(record)
    return ledger
