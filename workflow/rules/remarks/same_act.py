"""Remarks on the other records of an act, where one of them is annulled, corrected or confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.motions import Annul, Confirm, Correct
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.trial.rule import NOTHING, Change, RuleProblem, cite, do, itself, remark
from escalade.workflow.subjects.evidence import is_provisional, when_and_where
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Held, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


@remark("change")
def act_is_of_several_records(change: Change) -> Iterator[RuleProblem]:
    """Say which records go with one that is annulled, or stay beside one that is corrected or confirmed."""
    motion, act = change.record.motion, change.motion
    if not isinstance(motion, OnRecord) or not isinstance(act, OnRecord):
        return
    record = change.earlier.record(motion.records[0])
    if isinstance(act, Annul):
        others = [one for one in record.touched if one not in act.records]
        named = next((one for one in act.records if one in record.touched), None)
        if others and named == record.reference:
            facts = {"record": cite(record), "others": Series(others)}
            yield RuleProblem(Message("{record} is annulled with the rest of its act: {others}.", **facts), NOTHING)
        return
    for name in change.earlier.list_alike(record):
        other = change.standing.record(name)
        if name not in act.records and not other.annulled_by:
            yield from _staying(act, record, other, change.standing)


def _staying(motion: OnRecord, record: Record, other: Record, after: Standing) -> Iterator[RuleProblem]:
    """Say that a record goes on saying what another of its act says no more, or that it still waits."""
    held = Held(other.reference, other.reference)
    again = Remedy(kind="input", without={"records": record.reference}).taking({"records": held})
    facts = {"other": other.reference, "record": cite(record)}
    if isinstance(motion, Correct) and _says_the_same(other, record, after.record(record.reference)):
        said = Message(
            "{other} belongs to the same act as {record}, and stays as it is: where the same is wrong there, correct "
            "it too (correct).",
            **facts,
        )  # fmt: skip
        yield RuleProblem(said, again)
    elif isinstance(motion, Confirm) and is_provisional(other, after):
        said = Message(
            "{other} belongs to the same act as {record}, and is not confirmed with it: where the document bears it "
            "out, confirm it too (confirm).",
            **facts,
        )  # fmt: skip
        yield RuleProblem(said, again)


@remark("change")
def act_is_recorded_once(change: Change) -> Iterator[RuleProblem]:
    """Say that an act says what another one says of the same day and place."""
    record = change.record
    alike = (
        one for one in change.before.live if (one.act, when_and_where(one)) == (record.act, when_and_where(record))
    )
    earlier = next((one for one in alike if one.motion.to_payload() == record.motion.to_payload()), None)
    if earlier:
        note = Message("If it was entered twice, annul {record} (annul).", record=record.reference)
        remedy = do("annul", record.office or SECRETARIAT, record.subject, note, records=itself(record), why=None)
        said = Message("{earlier} says the same of the same day and place.", earlier=cite(earlier))
        yield RuleProblem(said, remedy)


def _says_the_same(other: Record, was: Record, now: Record) -> bool:
    """Whether a record says what a correction changed in another of its act."""
    said, before, corrected = _what_is_said(other), _what_is_said(was), _what_is_said(now)
    changed = (name for name in before.keys() | corrected.keys() if before.get(name) != corrected.get(name))
    return any(said.get(name) == before.get(name) for name in changed)


def _what_is_said(record: Record) -> dict[str, Any]:
    """What a record says that others of its act may say too; each has a paragraph of its own."""
    evidence = {f"evidence.{name}": value for name, value in msgspec.to_builtins(record.evidence).items()}
    evidence.pop("evidence.paragraph", None)
    return {**record.motion.to_payload(), **evidence, "on": record.on}
