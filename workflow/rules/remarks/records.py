"""Remarks on the records that an act is about, on those of the same act, and on who did it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import msgspec

from escalade.workflow.motions import NOT_AT_HAND, Annul, Confirm, Correct, Endorse
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.procedure import CHAIR, SECRETARIAT, VICE_CHAIR
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import Change, RuleProblem, cite, do, itself, remark
from escalade.workflow.subjects.evidence import confirmations_of, is_provisional, presider_of, when_and_where
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Remedy
from escalade.workflow.values.step import OF_RECORDS
from escalade.workflow.values.symbols import Symbol, SymbolError


@remark("change")
def act_is_of_several_records(change: Change) -> Iterator[RuleProblem]:
    """Say which records go with one that is annulled, or stay beside one that is corrected or confirmed."""
    act, standing = cast("OnRecord", change.motion), change.standing
    record = change.earlier.record(cast("OnRecord", change.record.motion).records[0])
    if isinstance(act, Annul):
        others = [one for one in record.touched if one not in act.records]
        named = next((one for one in act.records if one in record.touched), None)
        if others and named == record.reference:
            facts = {"record": cite(record), "others": Series(others)}
            yield RuleProblem(Message("{record} is annulled with the rest of its act: {others}.", **facts))
        return
    others = [name for name in change.earlier.list_alike(record) if name not in act.records]
    for other in map(standing.record, others):
        again = Remedy(kind="input", without={"records": record.reference}).taking({"records": itself(other)})
        if not other.annulled_by and (said := _says_still(act, record, other, standing)):
            yield RuleProblem(said, again)


def _says_still(act: OnRecord, record: Record, other: Record, after: Standing) -> Message | None:
    """Say that a record goes on saying what another of its act says no more, or that it still waits."""
    facts = {"other": other.reference, "record": cite(record)}
    if isinstance(act, Correct) and _says_the_same(other, record, after.record(record.reference)):
        return Message(
            "{other} belongs to the same act as {record}, and stays as it is: where the same is wrong there, correct "
            "it too (correct).",
            **facts,
        )
    if isinstance(act, Confirm) and is_provisional(other, after):
        return Message(
            "{other} belongs to the same act as {record}, and is not confirmed with it: where the document bears it "
            "out, confirm it too (confirm).",
            **facts,
        )
    return None


def _says_the_same(other: Record, was: Record, now: Record) -> bool:
    said, before, corrected = _what_is_said(other), _what_is_said(was), _what_is_said(now)
    changed = (name for name in before.keys() | corrected.keys() if before.get(name) != corrected.get(name))
    return any(said.get(name) == before.get(name) for name in changed)


def _what_is_said(record: Record) -> dict[str, Any]:
    evidence = {f"evidence.{name}": value for name, value in msgspec.to_builtins(record.evidence).items()}
    evidence.pop("evidence.paragraph", None)
    return {**record.motion.to_payload(), **evidence, "on": record.on}


@remark("change")
def act_is_recorded_once(change: Change) -> Iterator[RuleProblem]:
    """Say that an act says what another one says of the same day and place."""
    record = change.record
    same = (
        one for one in change.before.live if one.act == record.act and when_and_where(one) == when_and_where(record)
    )
    earlier = next((one for one in same if one.motion.to_payload() == record.motion.to_payload()), None)
    if earlier:
        note = Message("If it was entered twice, annul {record} (annul).", record=record.reference)
        remedy = do("annul", record.office or SECRETARIAT, record.subject, note, records=itself(record), why=None)
        yield RuleProblem(Message("{earlier} says the same of the same day and place.", earlier=cite(earlier)), remedy)


def find_other_presider(record: Record, standing: Standing) -> str | None:
    """Find who is on record as presiding where another acted as the chair, and could have acted so themselves."""
    who = record.entered_for or record.officer
    if record.office != CHAIR or not record.evidence.meeting or record.act in OF_RECORDS or who == NOT_AT_HAND:
        return None
    presider, meeting = presider_of(record, standing), standing.gathering(record.evidence.place)
    if presider is None or presider.name == who:
        return None
    sittings = meeting.convened.sittings_presided_by if meeting and record.evidence.sitting is None else {}
    held = standing.body.offices_of(presider.name, when(record.on))
    return None if {CHAIR, VICE_CHAIR}.isdisjoint(held) or who in sittings.values() else presider.name


def say_who_presided(record: Record, presider: str) -> Message:
    """Say who presided and who acted as the chair, and how the one or the other is put right."""
    return Message(
        "{presider} is on record as presiding at {meeting}, and {record} is an act of {chair} as chair: where "
        "{presider} did it, annul it and record it anew; where {chair} presided, enter that (convene --presided-by).",
        presider=presider, meeting=record.evidence.place or "", record=cite(record),
        chair=record.entered_for or record.officer,
    )  # fmt: skip


@remark("change")
def chair_of_the_act_presided(change: Change) -> Iterator[RuleProblem]:
    """Say once of an act of the chair, or of one that is endorsed, that another is on record as presiding."""
    record, standing = change.record, change.standing
    mine = [standing.record(name) for name in record.motion.records] if isinstance(record.motion, Endorse) else [record]
    for one in mine:
        presider = find_other_presider(one, standing) if one.reference in one.touched[:1] else None
        if presider:
            yield RuleProblem(say_who_presided(one, presider))


@remark("change")
def newer_revision_proves_it(change: Change) -> Iterator[RuleProblem]:
    """Say that a confirmation is by a revision older than what it replaces."""
    record, motion, new = change.record, change.record.motion, change.record.evidence.document
    named = [change.before.record(name) for name in motion.records] if isinstance(motion, Confirm) else []
    for confirmed in filter(None, named):
        earlier = [confirmed, *confirmations_of(confirmed, change.before)]
        old = next((one.evidence.document for one in reversed(earlier) if one.evidence.document), None)
        counts = confirmations_of(confirmed, change.after)[-1].reference == record.reference
        if counts and old and new and is_older_revision(new, old):
            said = Message(
                "{new} is older than {old}, which proved {record} so far, and now takes its place: where that is not "
                "meant, annul this confirmation (annul).",
                new=new, old=old, record=cite(confirmed),
            )  # fmt: skip
            yield RuleProblem(said)


def is_older_revision(one: str, other: str) -> bool:
    """Whether a document is an earlier revision of another.

    >>> is_older_revision("FO22/7(Rev.1)", "FO22/7(Rev.2)"), is_older_revision("FO22/7", "FO22/8")
    (True, False)
    """
    try:
        (document, first), (same, second) = map(_revision, (Symbol.parse(one), Symbol.parse(other)))
    except SymbolError:
        return False
    return document == same and first < second


def _revision(symbol: Symbol) -> tuple[tuple[object, ...], int]:
    number = max((number for kind, number in symbol.marks if kind == "Rev"), default=0)
    return (symbol.series, symbol.path, tuple(mark for mark in symbol.marks if mark[0] != "Rev")), number
