"""Rules of acts on earlier records: confirm, endorse, correct, annul."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.finality import is_provisional
from escalade.workflow.history import corrected
from escalade.workflow.motion import NOT_AT_HAND, Correct
from escalade.workflow.procedure import ALWAYS, OF_RECORDS, table
from escalade.workflow.rules.always import named_record
from escalade.workflow.rules.base import NOTHING, Problem, Trial, do, give, rule
from escalade.workflow.rules.given import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.record import Record


@rule
def final_document_is_named(trial: Trial) -> Iterator[Problem]:
    """Evidence is confirmed by the final document."""
    evidence = trial.motion.evidence
    if not evidence.document or evidence.provisional:
        yield Problem("", give("document", "Give --document SYMBOL, final and not provisional."))


@rule
def something_waits_for_it(trial: Trial) -> Iterator[Problem]:
    """A record is confirmed while its evidence is provisional, or words are not at hand."""
    record = named_record(trial)
    if record is None:
        return
    lacks_words = getattr(record.motion, "words", None) == NOT_AT_HAND and trial.field("words")
    if record.annulled_by or record.act in OF_RECORDS or not (is_provisional(record, trial.standing) or lacks_words):
        yield Problem(f"{record.reference} ({record.act}) needs no confirmation.", NOTHING)


@rule
def act_waits_for_endorsement(trial: Trial) -> Iterator[Problem]:
    """An act is endorsed that was entered for an officer and waits."""
    record = named_record(trial)
    if record is not None and (record.annulled_by or not record.waits):
        why = "was annulled" if record.annulled_by else "does not wait for anyone"
        yield Problem(f"{record.reference} ({record.act}) {why}.", NOTHING)


@rule
def record_can_be_corrected(trial: Trial) -> Iterator[Problem]:
    """A record is corrected that is in force and tells what happened."""
    record = named_record(trial)
    if record is not None and (record.annulled_by or record.act in OF_RECORDS):
        yield Problem(f"{record.reference} ({record.act}) is not.", NOTHING)


@rule
def something_is_corrected(trial: Trial) -> Iterator[Problem]:
    """A correction says what the record should say."""
    record = named_record(trial)
    if record is None or not isinstance(trial.motion, Correct):
        return
    if not trial.motion.fields and not msgspec.to_builtins(trial.motion.evidence):
        yield Problem("", give("fields", "Give --set FIELD=VALUE, a text, or evidence."))
        return
    try:
        after = corrected(record, trial.motion)
    except msgspec.ValidationError as error:
        yield Problem(f"{record.act}: {error}.", give("fields", "Give a field of that act, in its shape."))
        return
    if after == record:
        yield Problem("Nothing would change.", give("fields", "Give what changes."))


@rule
def corrected_act_holds_under_its_row(trial: Trial) -> Iterator[Problem]:
    """An act that is corrected still holds under the row it was recorded under."""
    record = named_record(trial)
    if record is None or not isinstance(trial.motion, Correct):
        return
    try:
        motion = corrected(record, trial.motion).motion
    except msgspec.ValidationError:
        return
    subject = trial.subject.until(record)
    step = table(record.procedure).get((subject.kind, record.before, record.act))
    again = Trial(subject, motion, trial.standing.after(subject).within(record.touched), step) if step else None
    for name in step.rules if again and step else ():
        if name in ALWAYS and name != "day_is_not_in_the_future":
            continue
        for cause in named(name).causes(again) if again else ():
            if cause.severity == "error":
                yield Problem(cause.sentence, cause.remedy)


@rule
def act_can_be_annulled(trial: Trial) -> Iterator[Problem]:
    """An act is annulled that is in force; acts on records are not, nor is the constitution."""
    record = named_record(trial)
    if record is None:
        return
    if record.annulled_by:
        yield Problem(f"{record.reference} was annulled by {record.annulled_by}.", NOTHING)
    elif record.act in {"annul", "constitute"}:
        yield Problem(f"{record.reference} ({record.act}) stays.", NOTHING)


@rule
def it_was_the_last_move(trial: Trial) -> Iterator[Problem]:
    """An act that moved a subject is annulled while it is the last that did."""
    record, last = named_record(trial), trial.subject.last_move
    if (
        record is not None
        and record.moved
        and last is not None
        and last.reference != record.reference
        and not record.annulled_by
    ):
        yield Problem(
            f"{last.reference} ({last.act}) came after {record.reference}.",
            do("annul", last.office or "", trial.subject.reference, "Annul that one first.", records=last.reference),
        )


@rule
def nothing_rests_on_it(trial: Trial) -> Iterator[Problem]:
    """An act is annulled while nothing rests on it."""
    record = named_record(trial)
    if record is None:
        return
    for name in _resting(trial, record):
        other = trial.standing.record(name)
        if not other.annulled_by and other.act != "annul" and name not in record.touched:
            yield Problem(
                f"{name} ({other.act}) rests on {record.reference}.",
                do("annul", other.office or "", other.subject, "Annul that one first.", records=name),
            )
            return


def _resting(trial: Trial, record: Record) -> tuple[str, ...]:
    """The records that rest on one: later moves, and whatever names it."""
    if trial.subject.kind == "topic":
        later = (other for other in trial.subject.live if other.ordinal > record.ordinal)
        return tuple(other.reference for other in later if not record.moved and (other.moved or _lifts(other, record)))
    if trial.subject.kind in {"meeting", "session"}:
        return trial.standing.naming.get(trial.subject.reference, ()) if record.act == "convene" else ()
    if record.act == "open round":
        return tuple(
            topic.newest for topic in trial.standing.topics_of(trial.subject.reference) if topic.state != "annulled"
        )
    name = getattr(record.motion, "name", None)
    if record.act == "appoint" and isinstance(name, str):
        made = trial.standing.naming.get(f"by:{name}", ())
        return tuple(other for other in made if trial.standing.record(other).at >= record.at)
    return ()


def _lifts(other: Record, record: Record) -> bool:
    return other.act == "lift objection" and getattr(other.motion, "holder", None) == getattr(
        record.motion, "holder", object()
    )
