"""Rules of acts on earlier records: confirm, endorse, annul, redact."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import NOT_AT_HAND, SUPPLIED
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.records.record import Record, personal_fields
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, do, give, itself, leave_out, rule_of
from escalade.workflow.subjects.evidence import confirmations_of, is_provisional
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import REQUEST, Held, Remedy
from escalade.workflow.values.step import OF_RECORDS

STAYS = {
    "annul": Message("Record the act again."),
    "constitute": Message("Amend the constitution instead."),
    "redact": Message("What was erased is gone."),
}
"""Acts that are never annulled, and what is done instead."""


@rule_of("own")
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


@rule_of("entry")
def confirmation_says_something_new(trial: Trial) -> Iterator[RuleProblem]:
    """A confirmation says something new: a document, a paragraph, an attachment, or words that were not at hand."""
    record, given = trial.target, trial.motion.evidence
    if record is None:
        return
    if record.annulled_by or record.act in OF_RECORDS:
        yield RuleProblem(Message("{record} needs no confirmation.", record=cite(record)))
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
        yield RuleProblem(known_by if document else "Nothing is given.")


@rule_of("own")
def text_was_not_at_hand(trial: Trial) -> Iterator[RuleProblem]:
    """A confirmation supplies words, or a summary, that were not at hand; recorded ones are corrected instead."""
    record = trial.target
    if record is not None and trial.record is not None:  # judged again, it has supplied them itself
        record = next(one for one in trial.subject.records if one.reference == record.reference)
    if record is not None and trial.field("words") and not text_lacking(record):
        yield RuleProblem(
            Message("{record} lacks none.", record=record.reference), leave_out("words", "Leave --words out.")
        )


def text_lacking(record: Record) -> bool:
    """Whether the text of a record that a confirmation may supply is not at hand."""
    return any(getattr(record.motion, name, None) == NOT_AT_HAND for name in SUPPLIED)


@rule_of("entry")
def act_waits_for_endorsement(trial: Trial) -> Iterator[RuleProblem]:
    """An act is endorsed that was entered for an officer and waits."""
    record = trial.target
    if record is not None and (record.annulled_by or not record.waits):
        problem = (
            Message("{record} was annulled.", record=cite(record))
            if record.annulled_by
            else Message("{record} does not wait for anyone.", record=cite(record))
        )
        yield RuleProblem(problem)


@rule_of("entry")
def act_can_be_annulled(trial: Trial) -> Iterator[RuleProblem]:
    """An act is annulled that is in force; acts on records are not, nor is the constitution."""
    record = trial.target
    if record is None:
        return
    if record.annulled_by:
        yield RuleProblem(
            Message("{record} was annulled by {other}.", record=record.reference, other=record.annulled_by)
        )
    elif record.act in STAYS:
        remedy = Remedy(kind="none", note=STAYS[record.act])
        yield RuleProblem(Message("{record} stays.", record=cite(record)), remedy)


@rule_of("entry")
def record_holds_a_personal_text(trial: Trial) -> Iterator[RuleProblem]:
    """What is erased is a personal text, and once."""
    record = trial.target
    if record is not None and record.redacted_by and not _corrected_since(record):
        yield RuleProblem(
            Message("Those of {record} were erased by {other}.", record=cite(record), other=record.redacted_by)
        )
    elif record is not None and not personal_fields(record.motion):
        yield RuleProblem(Message("{record} holds none.", record=cite(record)))


def _corrected_since(record: Record) -> bool:
    """Whether a correction worded the record anew after its texts were erased."""
    erased = record_parts(record.redacted_by or "")[1]
    return any(record_parts(name)[1] > erased for name in record.corrected_by)
