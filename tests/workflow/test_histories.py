"""Random histories: no way leads round the procedure."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from escalade.workflow.perform import perform
from escalade.workflow.records.record import (
    Opened,
    Record,
    acts,
    commitment_in,
    commitment_to,
    decode,
    encode,
    motion_of_act,
    personal_fields,
)
from escalade.workflow.subjects.standing import Memory
from tests.walk import Attempt, Walk, lived

SEEDS = st.integers(0, 2**32)
STEPS = 80
walks = settings(max_examples=6, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink


def passed(walk: Walk) -> Iterator[tuple[Attempt, tuple[Record, ...]]]:
    """What passes on a walk: each attempt with its records."""
    for attempt in walk.attempts(STEPS):
        if attempt.outcome is not None:
            yield attempt, attempt.outcome.records


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
def test_an_act_comes_to_the_same_whenever_it_is_tried(seed: int) -> None:
    for attempt, records in passed(Walk(seed)):
        again = perform(attempt.motion, attempt.standing)
        assert again == attempt.outcome
        assert [encode(record) for record in again.records] == [encode(record) for record in records]


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
