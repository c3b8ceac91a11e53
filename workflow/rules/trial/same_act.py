"""Warnings of the other records of an act, where one of them is annulled, corrected or confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.motions import Annul, Confirm, Correct
from escalade.workflow.rules.trial.rule import cite
from escalade.workflow.subjects.evidence import is_provisional
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import Cause, Held, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

OF_ONE_ACT = "act_is_of_several_records"
"""What the warning is called where an act goes whole, or another record of it stays; no row asks it."""


def warn_of_the_same_act(motion: Motion, before: Standing, after: Standing) -> Iterator[Cause]:
    """Warn of the records that go with one that is annulled, or stay beside one that is corrected or confirmed."""
    if isinstance(motion, Annul):
        yield from _going_too(motion.records, before)
    elif isinstance(motion, Correct | Confirm):
        for record in map(before.record, motion.records):
            for name in before.list_alike(record):
                other = after.record(name)
                if name not in motion.records and not other.annulled_by:
                    yield from _staying(motion, record, other, after)


def _going_too(named: tuple[str, ...], before: Standing) -> Iterator[Cause]:
    """Warn of the records of an act that are annulled with those that are named."""
    acts = {touched: name for name in reversed(named) if len(touched := before.act_records(name)) > 1}
    for touched, name in acts.items():
        others = [one for one in touched if one not in named]
        if others:
            said = Message(
                "{record} is annulled with the rest of its act: {others}.",
                record=cite(before.record(name)),
                others=Series(others),
            )
            yield _warning(name, said, Remedy(kind="none"))


def _staying(motion: Motion, record: Record, other: Record, after: Standing) -> Iterator[Cause]:
    """Warn of a record that goes on saying what another of its act says no more, or that still waits."""
    held = Held(other.reference, other.reference)
    again = Remedy(kind="input", without={"records": record.reference}).taking({"records": held})
    facts = {"other": other.reference, "record": cite(record)}
    if isinstance(motion, Correct) and _says_the_same(other, record, after.record(record.reference)):
        said = Message(
            "{other} belongs to the same act as {record}, and stays as it is: where the same is wrong there, correct "
            "it too (correct).",
            **facts,
        )  # fmt: skip
        yield _warning(record.reference, said, again)
    elif isinstance(motion, Confirm) and is_provisional(other, after):
        said = Message(
            "{other} belongs to the same act as {record}, and is not confirmed with it: where the document bears it "
            "out, confirm it too (confirm).",
            **facts,
        )  # fmt: skip
        yield _warning(record.reference, said, again)


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


def _warning(record: str, sentence: Message, remedy: Remedy) -> Cause:
    subject, _ = record_parts(record)
    return Cause(rule=OF_ONE_ACT, subject=subject, sentence=sentence, remedy=remedy, severity="warning")
