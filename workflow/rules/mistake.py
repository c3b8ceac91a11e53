"""Rules of acts on earlier records: confirm, endorse, annul, redact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import NOT_AT_HAND, SUPPLIED, Appoint
from escalade.workflow.procedure import ANNULLED, SECRETARIAT, table
from escalade.workflow.records.history import order_as_happened
from escalade.workflow.records.record import personal_fields
from escalade.workflow.rules.trial.retrial import Ground, fallen_at, has_row, newly_broken, resting_on
from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, cite, do, give, itself, leave_out, rule
from escalade.workflow.subjects.evidence import confirmations_of, is_provisional
from escalade.workflow.subjects.topic import WORDING
from escalade.workflow.values.message import Message, Word
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import REQUEST, Held, Remedy
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.records.record import Record

STAYS = {
    "annul": Message("Record the act again."),
    "constitute": Message("Amend the constitution instead."),
    "redact": Message("What was erased is gone."),
}
"""Acts that are never annulled, and what is done instead."""


@rule
def document_is_final(trial: Trial) -> Iterator[RuleProblem]:
    """Evidence is confirmed by the final document; words alone need none, nor does what a document proves already."""
    evidence, record = trial.motion.evidence, trial.target
    waits = record is not None and is_provisional(record, trial.standing) and not trial.field("words")
    if evidence.provisional:
        note = Message(
            "Give --document SYMBOL, final and not provisional. One that is not final is entered by a correction "
            "(correct)."
        )
        yield RuleProblem("", _enter_provisional(trial, note))
    elif waits and not evidence.document:
        yield RuleProblem("", give("document", "Give --document SYMBOL, final and not provisional."))


def _enter_provisional(trial: Trial, note: Message) -> Remedy:
    """The remedy that is a correction, which enters what is not final."""
    record, evidence = trial.target, trial.motion.evidence
    if record is None or not evidence.document or record.annulled_by or record.act in OF_RECORDS:
        return give("document", note)
    given = {name: Held(said, REQUEST) for name in ("document", "paragraph") if (said := getattr(evidence, name))}
    flag = {"provisional": Held("true", REQUEST)}
    return do("correct", record.office or SECRETARIAT, record.subject, note, records=itself(record), **given, **flag)


@rule
def confirmation_says_something_new(trial: Trial) -> Iterator[RuleProblem]:
    """A confirmation says something new: a document, a paragraph, an attachment, or words that were not at hand."""
    record, given = trial.target, trial.motion.evidence
    if record is None:
        return
    if record.annulled_by or record.act in OF_RECORDS:
        yield RuleProblem(Message("{record} needs no confirmation.", record=cite(record)), NOTHING)
        return
    made = [one for one in trial.subject.records if one.reference == record.reference]
    known = [one.evidence for one in (*made, *confirmations_of(record, trial.subject), record)]
    document = given.document or record.evidence.document
    is_new = (
        is_provisional(record, trial.standing)
        or (text_lacking(record) and trial.field("words"))
        or document not in {one.document for one in known}
        or (given.paragraph, document) not in {(one.paragraph, one.document) for one in known} | {(None, document)}
        or not set(given.attachments) <= {digest for one in known for digest in one.attachments}
    )
    if not is_new:
        known_by = Message("{record} is confirmed by {document} already.", record=cite(record), document=document or "")
        yield RuleProblem(known_by if document else "Nothing is given.", NOTHING)


@rule
def text_was_not_at_hand(trial: Trial) -> Iterator[RuleProblem]:
    """A confirmation supplies words, or a summary, that were not at hand; recorded ones are corrected instead."""
    record = trial.target
    if record is not None and trial.field("words") and not text_lacking(record):
        yield RuleProblem(
            Message("{record} lacks none.", record=record.reference), leave_out("words", "Leave --words out.")
        )


def text_lacking(record: Record) -> bool:
    """Whether the text of a record that a confirmation may supply is not at hand."""
    return any(getattr(record.motion, name, None) == NOT_AT_HAND for name in SUPPLIED)


@rule
def act_waits_for_endorsement(trial: Trial) -> Iterator[RuleProblem]:
    """An act is endorsed that was entered for an officer and waits."""
    record = trial.target
    if record is not None and (record.annulled_by or not record.waits):
        problem = (
            Message("{record} was annulled.", record=cite(record))
            if record.annulled_by
            else Message("{record} does not wait for anyone.", record=cite(record))
        )
        yield RuleProblem(problem, NOTHING)


@rule
def act_can_be_annulled(trial: Trial) -> Iterator[RuleProblem]:
    """An act is annulled that is in force; acts on records are not, nor is the constitution."""
    record = trial.target
    if record is None:
        return
    if record.annulled_by:
        yield RuleProblem(
            Message("{record} was annulled by {other}.", record=record.reference, other=record.annulled_by),
            NOTHING,
        )
    elif record.act in STAYS:
        remedy = Remedy(kind="none", note=STAYS[record.act])
        yield RuleProblem(Message("{record} stays.", record=cite(record)), remedy)


@rule
def it_was_the_last_move(trial: Trial) -> Iterator[RuleProblem]:
    """An act that moved a subject is annulled while it is the last that did."""
    record, last = trial.target, trial.subject.last_move
    if record is None or last is None or record not in trial.subject.live:
        return
    if record.moved and last.reference != record.reference:
        yield RuleProblem(
            Message("{later} came after {record}.", later=cite(last), record=record.reference), _annul(trial, last)
        )


@rule
def nothing_recorded_since_rests_on_it(trial: Trial) -> Iterator[RuleProblem]:
    """An act is annulled while nothing that was recorded after it would fall without it."""
    record = trial.target
    if record is None:
        return
    if trial.subject.kind != "topic":
        yield from _first_of(trial, record, _resting(trial, record))
    elif record in trial.subject.live and (not record.moved or record == trial.subject.last_move):
        yield from _first_of(trial, record, (other.reference for other in _falling(trial, record)))


def _falling(trial: Trial, record: Record) -> Iterator[Record]:
    """What was recorded after an act on a topic, and has no row or is broken without it; a text holds every move."""
    live = trial.subject.live
    without = order_as_happened(tuple(one for one in live if one != record))
    grounds = Ground(live, trial.standing), Ground(without, trial.standing)
    state: str | None = ANNULLED
    for other in without:
        falls = (other.moved and isinstance(record.motion, WORDING)) or not has_row(other, state)
        if other.ordinal > record.ordinal and (falls or any(newly_broken(other.reference, *grounds))):
            yield other
        state = other.after if other.moved else state


@rule
def no_call_was_issued_on_it(trial: Trial) -> Iterator[RuleProblem]:
    """A launch is annulled while no call was issued on it."""
    record, name = trial.target, trial.subject.reference
    if record is None or record.act != "launch":
        return
    for issued, paper in trial.standing.round(name).papers:
        if paper.kind == "call" and paper.subject == name:
            detail = Message("{record} issued {symbol}.", record=cite(issued), symbol=paper.symbol)
            yield RuleProblem(detail, _cancel(trial))


def _cancel(trial: Trial) -> Remedy:
    """The remedy that cancels a consultation; none where it is over."""
    subject = trial.subject
    if (subject.kind, subject.state, "cancel") not in table():
        return NOTHING
    return do("cancel", SECRETARIAT, subject.reference, "Cancel the consultation instead (cancel).")


def _first_of(trial: Trial, record: Record, resting: Iterable[str]) -> Iterator[RuleProblem]:
    """The first of the records that rest on one, and that it be annulled before."""
    for other in map(trial.standing.record, resting):
        if not other.annulled_by and other.act != "annul" and other.reference not in record.touched:
            detail = Message("{other} rests on {record}.", other=cite(other), record=record.reference)
            yield RuleProblem(detail, _annul(trial, other))
            return


@rule
def record_holds_a_personal_text(trial: Trial) -> Iterator[RuleProblem]:
    """What is erased is a personal text, and once."""
    record = trial.target
    if record is not None and record.redacted_by and not _corrected_since(record):
        yield RuleProblem(
            Message("Those of {record} were erased by {other}.", record=cite(record), other=record.redacted_by),
            NOTHING,
        )
    elif record is not None and not personal_fields(record.motion):
        yield RuleProblem(Message("{record} holds none.", record=cite(record)), NOTHING)


def _corrected_since(record: Record) -> bool:
    """Whether a correction worded the record anew after its texts were erased."""
    erased = record_parts(record.redacted_by or "")[1]
    return any(record_parts(name)[1] > erased for name in record.corrected_by)


def _annul(trial: Trial, other: Record) -> Remedy:
    """The remedy that another act is annulled first, where it can be."""
    subject = trial.standing.subject(other.subject)
    if (subject.kind, subject.state, "annul") not in table():
        return Remedy(
            kind="none",
            note=Message("That one stays: {subject} is {state}.", subject=subject.reference, state=Word(subject.state)),
        )
    office = other.office or SECRETARIAT
    return do("annul", office, other.subject, "Annul that one first.", records=itself(other))


def _resting(trial: Trial, record: Record) -> tuple[str, ...]:
    """The records that rest on one that is none of a topic: whatever names it."""
    subject = trial.subject
    if record.act == "convene":
        found = {other.reference: other.at for other in _convened_by(trial, record)}
        return tuple(sorted(found, key=found.__getitem__, reverse=True))  # the last can be annulled
    if record.act == "issue":
        return tuple(other.reference for other in subject.every("dispatch") if record.reference in other.motion.records)  # type: ignore[attr-defined]  # it names what was sent
    if record.act == "open round":
        moves = (topic.last_move for topic in trial.standing.topics_of(subject.reference))
        return tuple(move.reference for move in moves if move)
    if isinstance(record.motion, Appoint):
        made = trial.standing.naming.get(f"by:{record.motion.name}", ())
        return tuple(other for other in made if trial.standing.record(other).at >= record.at)
    return ()


def _convened_by(trial: Trial, record: Record) -> Iterator[Record]:
    """What happened at a gathering, or leads there, and would not hold without a record convening it."""
    subject = trial.subject
    if record.moved:
        return resting_on(subject, trial.standing)
    others = tuple(other for other in subject.live if other.reference != record.reference)
    without = type(subject)(subject.reference, others)
    return (other for other, _ in fallen_at(without, trial.standing))
