"""The history of a subject: its records as corrected, confirmed, annulled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.workflow.motions import (
    COMMON,
    MOTIONS,
    SUPPLIED,
    Confirm,
    Correct,
    Evidence,
    LiftObjection,
    Redact,
    TakePosition,
)
from escalade.workflow.motions.base import fields_given
from escalade.workflow.records.record import Record, personal_fields, seal_text
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import COMES_LATE, OF_RECORDS

if TYPE_CHECKING:
    from escalade.workflow.procedure import Procedure

NO_SALT = "00"
"""What a text is sealed with that a correction gave: its own salt stays with that one."""
HeldObjection = tuple[str, str]
"""An objection as it is kept: its holder, and the record of the position."""
BRINGING_IN, ONLY_ADDING = frozenset({"convene", "open round"}), frozenset({"convene", "receive"})
"""Acts that bring a meeting, session or round in, and those that only add to one: they go with it."""
CHANGING = OF_RECORDS - {"annul", "receive translation"}
"""Acts that change what an earlier record says."""


def effective_records(records: Iterable[Record], later: Iterable[Record] = ()) -> tuple[Record, ...]:
    """A subject's records as later ones leave them, with translations."""
    written = tuple(records)
    told = original_records(written)
    if not (later or (told is not written and any(record.act == "receive translation" for record in told))):
        return told
    from escalade.workflow.records.texts import translate_records  # noqa: PLC0415  # only where something was translated

    return translate_records(told, later)


def original_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The effective records, each in the languages of its own words."""
    written = tuple(records)
    if OF_RECORDS.isdisjoint([record.act for record in written]):
        return written
    told = {record.reference: record for record in written}
    for later in tuple(told.values()):
        if later.act == "annul":
            for name in _taken_along(later, told):
                told[name] = msgspec.structs.replace(told[name], annulled_by=later.reference)
    changing = [record for record in told.values() if record.act in CHANGING and not record.annulled_by]
    for later in changing:
        for name in later.motion.records if isinstance(later.motion, Correct) else ():
            if told[name].act == "confirm":
                told[name] = overlaid(told[name], later)
    for later in _confirmed_by_day([told[one.reference] if one.act == "confirm" else one for one in changing]):
        for name in later.motion.records:  # type: ignore[attr-defined]  # so do these three
            told[name] = overlaid(told[name], later)
    return tuple(told.values())


def _taken_along(annulment: Record, told: Mapping[str, Record]) -> Iterator[str]:
    for name in annulment.motion.records:  # type: ignore[attr-defined]  # it names records
        yield name
        if told[name].moved and told[name].act in BRINGING_IN:
            since = (one for one in told.values() if told[name].ordinal < one.ordinal < annulment.ordinal)
            yield from (one.reference for one in since if one.act in ONLY_ADDING and not one.annulled_by)


def _confirmed_by_day(changing: Sequence[Record]) -> Iterator[Record]:
    confirming: dict[str, list[Record]] = {}
    for record in changing:
        if isinstance(record.motion, Confirm):
            confirming[record.motion.records[0]] = [*confirming.get(record.motion.records[0], ()), record]
    in_turn = {name: iter(in_order_of_days(records)) for name, records in confirming.items()}
    for record in changing:
        yield next(in_turn[record.motion.records[0]]) if isinstance(record.motion, Confirm) else record


def in_order_of_days(records: Iterable[Record]) -> list[Record]:
    """Sort records by the last day each may have; unknown days come first."""
    return sorted(records, key=lambda record: when(record.on).last or date.min)


def overlaid(record: Record, later: Record) -> Record:
    """A record as a later one leaves it; what was corrected before stays so."""
    motion = later.motion
    if later.reference in record.corrected_by:
        return record
    if isinstance(motion, Correct):
        changed = apply_correction(record, motion)
        return msgspec.structs.replace(changed, corrected_by=(*record.corrected_by, later.reference))
    if isinstance(motion, Confirm):
        lifted = {"provisional": False} if motion.evidence.document else {}
        evidence = merge_evidence(record.evidence, motion.evidence, **lifted)
        text = dict.fromkeys(fields_given(type(record.motion), SUPPLIED)[:1], motion.words) if motion.words else {}
        supplied = msgspec.structs.replace(record.motion, **text)
        return msgspec.structs.replace(record, evidence=evidence, motion=supplied, confirmed_by=later.reference)
    if isinstance(motion, Redact):
        own, names = record.motion, personal_fields(record.motion)
        given = {name: msgspec.to_builtins(getattr(own, name)) for name in names if name not in own.erased}
        gone = {name: seal_text(value, own.salts.get(name, NO_SALT)) for name, value in given.items()}
        erased = msgspec.structs.replace(own, **gone, erased=names)
        return msgspec.structs.replace(record, motion=erased, redacted_by=later.reference)
    return msgspec.structs.replace(record, endorsed_by=later.reference)


def apply_correction(record: Record, correction: Correct) -> Record:
    """A record with its fields, day and evidence as a correction states them."""
    fields = {} if "fields" in correction.erased else dict(correction.fields)
    fixed = sorted((COMMON - {"on", "audience"}) & fields.keys())
    if fixed:
        raise msgspec.ValidationError(f"“{fixed[0]}” stays as it was recorded")
    evidence = merge_evidence(record.evidence, correction.evidence)
    on = str(fields.pop("on", record.on))
    fields.pop("audience", None)  # its readers are told with those of its subject
    payload = {**record.motion.to_payload(), **fields}
    common = {
        name: getattr(record.motion, name)
        for name in ("of", "by", "entered_for", "audience", "identity", "at", "salts")
    }
    erased = tuple(name for name in record.motion.erased if name not in fields)
    every = {"act": record.act, **common, "erased": erased, "on": on, "evidence": msgspec.to_builtins(evidence)}
    try:
        motion = msgspec.convert({**every, **payload}, MOTIONS[record.act])
    except msgspec.ValidationError as error:
        from escalade.workflow.motions.mismatch import MismatchError, find_mismatch  # noqa: PLC0415  # only where one is refused

        mismatch = find_mismatch({**every, **payload}, MOTIONS[record.act])
        raise (MismatchError(mismatch) if mismatch else error) from error
    return msgspec.structs.replace(record, motion=motion, evidence=evidence, on=on)


def merge_evidence(old: Evidence, new: Evidence, **fixed: Any) -> Evidence:
    """Evidence with what newer evidence adds to it or replaces."""
    given: Mapping[str, Any] = msgspec.to_builtins(new)
    attached, names = (*old.attachments, *new.attachments), (*old.attachment_names, *new.attachment_names)
    are_known = len(names) == len(attached)
    both = {**given, "attachments": attached, "attachment_names": names if are_known else ()}
    return msgspec.structs.replace(old, **{**both, **fixed})


def in_force(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records that tell what happened: not annulled, not about others."""
    return tuple([record for record in records if not record.annulled_by and record.act not in OF_RECORDS])


def may_come_late(record: Record) -> bool:
    """Whether a record of a topic takes its place by its day."""
    return record.act in COMES_LATE and kind_of(record.subject) == "topic"


def order_as_happened(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Put the records of a topic in the order in which they happened.

    An act that may come late stands in the stretch between two moves where its day belongs;
    it still says the states of its writing, and the table leads it on from there (`fold`).
    """
    may_be_late = [may_come_late(record) for record in records]
    if not any(may_be_late):
        return records
    order: list[Record] = []
    state, latest = None, date.min
    timed = any(getattr(record.motion, "time", None) for record in records)
    for record, is_free in zip(records, may_be_late, strict=True):
        day = when(record.on)
        is_last = is_free and not timed and record.before == state and (day.last or date.max) >= latest
        place = len(order) if is_last else find_place(order, record)
        order[place:] = [record, *order[place:]]
        state, latest = record.after if is_move(record) else state, max(latest, day.first or date.min)
    return tuple(order)


class Course(NamedTuple):
    """A subject's records as they happened, and the state that each found."""

    told: tuple[Record, ...]
    states: tuple[str | None, ...]
    """One more than the records: the last is the state at the end."""


def read_course(kind: str, told: tuple[Record, ...], procedure: Procedure | None = None) -> Course:
    """The course of records in this order, by a table or the one in force.

    Where each leads on to the next as it was written, that is their course under the
    table in force, which they were written under.
    """
    states: list[str | None] = [None]
    for record in told:
        if procedure or record.annulled_by or (record.act not in OF_RECORDS and record.before != states[-1]):
            from escalade.workflow.machine import fold  # noqa: PLC0415  # loading it takes as long as showing a topic

            return Course(*(fold(kind, told, procedure) if procedure else fold(kind, told)))
        states.append(states[-1] if record.act in OF_RECORDS else record.after)
    return Course(told, tuple(states))


def came_later(later: Record, day: When, time: str | None) -> bool:
    """Whether a record certainly came after a day, or a time of that day."""
    if not when(later.on).may_precede(day):
        return True
    other = getattr(later.motion, "time", None)
    if not time or not other:
        return False
    from escalade.workflow.values.instant import instant  # noqa: PLC0415  # only where a time is at stake

    return instant(other) > instant(time)


def is_move(record: Record) -> bool:
    """Whether a record in force changed the state of its subject."""
    return record.moved and not record.annulled_by and record.act not in OF_RECORDS


class Interval(msgspec.Struct, frozen=True):
    """The records between two moves of a topic, by their places."""

    move: Record
    """The move behind which it begins."""
    start: int
    end: int


def list_stretches(happened: Sequence[Record]) -> Iterator[Interval]:
    """List the stretches between the moves of a topic, latest first."""
    end = len(happened)
    for place in reversed(range(end)):
        if is_move(happened[place]):
            yield Interval(happened[place], place + 1, end)
            end = place


def find_stretches(happened: Sequence[Record], day: When) -> Iterator[Interval]:
    """Find the stretches between moves in which a day may lie, latest first."""
    for one in list_stretches(happened):
        on = when(one.move.on)
        if on.may_precede(day):
            yield one
            if not day.may_precede(on):
                return


def find_place(happened: Sequence[Record], record: Record) -> int:
    """Find where a record belongs among those made before, as they happened."""
    place, time = len(happened), getattr(record.motion, "time", None)
    if may_come_late(record):
        day = when(record.on)
        reached, every = list(find_stretches(happened, day)), list(list_stretches(happened))
        fitting = [one for one in reached or every if one.move.after == record.before] or reached or every[-1:]
        places = range(fitting[0].start, fitting[0].end) if fitting else range(place, place)
        return next((one for one in places if came_later(happened[one], day, time)), places.stop)
    if record.act not in OF_RECORDS:  # what may come late gives way to what certainly happened before it
        while place and may_come_late(happened[place - 1]) and came_later(happened[place - 1], when(record.on), time):
            place -= 1
    return place


def objections_in(record: Record) -> dict[HeldObjection, Record]:
    """The objections that a record raises, or maintains."""
    if isinstance(record.motion, TakePosition) and record.motion.stance == "object":
        return {(name, record.reference): record for name in record.motion.holders}
    return {}


def find_endings(lifting: LiftObjection, standing: Mapping[HeldObjection, Record]) -> tuple[HeldObjection, ...]:
    """The objections that a lifting ends, among those that stand.

    A name that nobody bears any more is that of a holder who was erased since:
    it was somebody's once. One that its holder maintained ends whole, whichever of its records is named.
    """
    ends = meant = find_meant(lifting, standing)
    if lifting.holders or not lifting.objections:
        latest = {name: (name, record) for name, record in meant}
        named = tuple(latest[name] for name in lifting.holders if name in latest)
        others = [one for one in meant if one not in named and _may_be_meant(standing[one], lifting)]
        ends = (*named, *others[: len(lifting.holders) - len(named)])
    whole = {name for name, record in ends if is_attributed(standing[name, record])}
    return (*ends, *(one for one in standing if one not in ends and one[0] in whole and is_attributed(standing[one])))


def is_attributed(position: Record) -> bool:
    """Whether whoever takes a position is named."""
    return not getattr(position.motion, "unattributed", False)


def find_meant(lifting: LiftObjection, standing: Mapping[HeldObjection, Record]) -> tuple[HeldObjection, ...]:
    """The objections of the records that a lifting names; or all."""
    return tuple(one for one in standing if not lifting.objections or one[1] in lifting.objections)


def is_erased(record: Record) -> bool:
    """Whether the names of those who hold a position were erased."""
    return "holders" in record.motion.erased


def _may_be_meant(record: Record, lifting: LiftObjection) -> bool:
    # A lifting that names the record, and some of its holders, leaves those who were erased: another ends it.
    return not lifting.objections if is_erased(record) else "holders" in lifting.erased
