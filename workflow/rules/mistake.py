"""Rules of acts on earlier records, and of who may read a record."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from escalade.workflow.motions import COMMON, NOT_AT_HAND, SUPPLIED, Correct, Evidence, Issue
from escalade.workflow.motions.mismatch import MismatchError
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.records.audience import READERS, WITH_OWN_READERS, may_read, strictest
from escalade.workflow.records.history import apply_correction
from escalade.workflow.records.record import Record, personal_fields
from escalade.workflow.records.validation import GATHERINGS, check
from escalade.workflow.rules.trial import RuleProblem, Trial, cite, do, give, itself, leave_out, rule_of
from escalade.workflow.subjects.evidence import confirmations_of, is_provisional
from escalade.workflow.values.errors import Message, RequestError, Series, Word
from escalade.workflow.values.reference import kind_of, record_parts
from escalade.workflow.values.remedy import REQUEST, Held, Remedy
from escalade.workflow.values.step import OF_RECORDS

NEVER_NARROWER = Message("What some may read is never hidden from them again: words are erased instead (redact).")


def followed(trial: Trial) -> Record | None:
    """The record whose readers an act has: the one that it is about, or what brought its subject in."""
    return (trial.target if trial.field("records") else None) or next(iter(trial.subject.readable), None)


def readers_given(trial: Trial) -> object:
    """The readers that a correction gives to a record; None where it gives none."""
    return trial.motion.fields.get("audience") if isinstance(trial.motion, Correct) else None


def default_readers(trial: Trial) -> str:
    """The readers of a record of an act that names none: those of what it follows, or of fewer where views are."""
    record, given = followed(trial), readers_given(trial)
    own = (record.audience, trial.motion.reader) if record else (trial.motion.reader,)
    return str(given) if given else strictest(own)


@rule_of("own")
def record_is_for_the_readers_of_its_subject(trial: Trial) -> Iterator[RuleProblem]:
    """A record is for whoever may read what brought its subject in, or the record that it is about."""
    wanted, record = trial.motion.audience, followed(trial)
    if wanted is None or record is None or trial.step.act in WITH_OWN_READERS:
        return
    due = readers_given(trial) or record.audience
    if wanted != due:
        said = Message("{record} has other readers: {readers}.", record=cite(record), readers=Word(str(due)))
        yield RuleProblem(said, leave_out("audience", "Leave --audience out."))


@rule_of("entry")
def readers_only_become_more(trial: Trial) -> Iterator[RuleProblem]:
    """Who may read a record is corrected by itself, to more readers than it has, and never undone."""
    record, wanted = trial.target, readers_given(trial)
    if record is None:
        return
    if isinstance(record.motion, Correct) and "audience" in record.motion.fields:
        yield RuleProblem(Message("{record} stays.", record=cite(record)), Remedy(kind="none", note=NEVER_NARROWER))
    if wanted is None:
        return
    if wanted not in READERS:
        yield RuleProblem("", give("fields", "Give public, members or office."))
    elif trial.motion.evidence != Evidence() or len(trial.field("fields")) > 1:
        yield RuleProblem("", give("fields", "Correct the rest in another act."))
    elif record.act not in WITH_OWN_READERS and record.ordinal > 1:
        first = trial.subject.readable[0]
        said = Message("{record} has the readers of {first}.", record=cite(record), first=cite(first))
        note = Message("Open that one, and with it all that followed.")
        yield RuleProblem(said, do("correct", first.office or SECRETARIAT, first.subject, note, records=itself(first)))
    elif may_read(wanted, record.audience):
        said = Message("Whoever is meant may read {record} already.", record=cite(record))
        yield RuleProblem(said, Remedy(kind="none", note=NEVER_NARROWER))


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
    if waits and not evidence.document and not evidence.provisional:
        yield RuleProblem("", give("document", "Give --document SYMBOL, final and not provisional."))
    if not evidence.provisional:
        return
    note = Message(
        "Give --document SYMBOL, final and not provisional. One that is not final is entered by a correction (correct)."
    )
    remedy = give("document", note)
    if record is not None and evidence.document and not record.annulled_by and record.act not in OF_RECORDS:
        said = {"document": evidence.document, "paragraph": evidence.paragraph, "provisional": "true"}
        given = {name: Held(value, REQUEST) for name, value in said.items() if value}
        office = record.office or SECRETARIAT
        remedy = do("correct", office, record.subject, note, records=itself(record), **given)
    yield RuleProblem("", remedy)


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
        remedy = leave_out("words", "Leave --words out.")
        yield RuleProblem(Message("{record} lacks none.", record=record.reference), remedy)


def text_lacking(record: Record) -> bool:
    """Whether the text of a record that a confirmation may supply is not at hand."""
    return any(getattr(record.motion, name, None) == NOT_AT_HAND for name in SUPPLIED)


@rule_of("entry")
def act_waits_for_endorsement(trial: Trial) -> Iterator[RuleProblem]:
    """An act is endorsed that was entered for an officer and waits."""
    record = trial.target
    if record is not None and record.annulled_by:
        yield RuleProblem(Message("{record} was annulled.", record=cite(record)))
    elif record is not None and not record.waits:
        yield RuleProblem(Message("{record} does not wait for anyone.", record=cite(record)))


@rule_of("entry")
def act_can_be_annulled(trial: Trial) -> Iterator[RuleProblem]:
    """An act is annulled that is in force; acts on records are not, nor is the constitution."""
    record = trial.target
    if record is not None and record.annulled_by:
        facts = {"record": record.reference, "other": record.annulled_by}
        yield RuleProblem(Message("{record} was annulled by {other}.", **facts))
    elif record is not None and record.act in STAYS:
        remedy = Remedy(kind="none", note=STAYS[record.act])
        yield RuleProblem(Message("{record} stays.", record=cite(record)), remedy)


@rule_of("entry")
def record_holds_a_personal_text(trial: Trial) -> Iterator[RuleProblem]:
    """What is erased is a personal text or a file, and once."""
    record = trial.target
    erased = record_parts(record.redacted_by)[1] if record is not None and record.redacted_by else None
    is_worded_anew = erased and record and any(record_parts(name)[1] > erased for name in record.corrected_by)
    if record is not None and erased and not is_worded_anew:
        facts = {"record": cite(record), "other": record.redacted_by}
        yield RuleProblem(Message("Those of {record} were erased by {other}.", **facts))
    elif record is not None and not (
        personal_fields(record.motion) or isinstance(record.motion, Issue) or record.evidence.attachments
    ):
        yield RuleProblem(Message("{record} holds none.", record=cite(record)))


@rule_of("entry")
def record_or_confirmation_can_be_corrected(trial: Trial) -> Iterator[RuleProblem]:
    """A record is corrected that is in force and tells what happened, or confirms what does."""
    record = trial.target
    if record is None:
        return
    if record.annulled_by or record.act in OF_RECORDS - {"confirm"}:
        can_be_annulled = not record.annulled_by and record.act not in STAYS
        note = Message("Correct the record that it is about, or annul it.") if can_be_annulled else ""
        yield RuleProblem(Message("{record} is not.", record=cite(record)), Remedy(kind="none", note=note))
    elif record.act == "confirm" and "records" in (trial.field("fields") or {}):
        annulled = Remedy(kind="none", note="Annul it, and confirm the other record.")
        yield RuleProblem(Message("{record} stays with its record.", record=cite(record)), annulled)


@rule_of("entry")
def something_is_corrected(trial: Trial) -> Iterator[RuleProblem]:
    """A correction says what the record should say."""
    record = trial.target
    if record is None or not isinstance(trial.motion, Correct):
        return
    motion, known = trial.motion, type(record.motion).__struct_fields__
    lacking = [] if "fields" in motion.erased else sorted({*motion.fields} - {*known, *COMMON})
    remedy = give("fields", "Give a field of that act, in its shape.")
    if not motion.fields and not msgspec.to_builtins(motion.evidence):
        yield RuleProblem("", give("fields", "Give --set FIELD=VALUE, a text, or evidence."))
    elif lacking:
        names = Series(["on", *(name for name in known if name not in COMMON)])
        facts = {"record": record.reference, "act": Word(record.act), "name": lacking[0], "fields": names}
        yield RuleProblem(Message("{record} ({act}) has no “{name}”. Its fields are: {fields}.", **facts), remedy)
    else:
        try:
            after = apply_correction(record, motion)
            check(after.motion, trial.standing, record.motion)
        except (msgspec.ValidationError, RequestError) as error:
            said = str(error)
            if isinstance(error, MismatchError):  # without the decoder's names for types
                said = Message("the field “{field}” is not of its shape.", field=error.field)
            yield RuleProblem(Message("{act}: {problem}", act=Word(record.act), problem=said), remedy)
        else:  # what was erased, or is told elsewhere, is not there to be compared
            if after == record and "fields" not in motion.erased and "audience" not in motion.fields:
                yield RuleProblem("Nothing would change.", give("fields", "Give what changes."))


@rule_of("entry")
def it_comes_with_a_convening(trial: Trial) -> Iterator[RuleProblem]:
    """A day moves with the sitting that is convened on another day."""
    first = record_parts(trial.standing.act[0])[0] if trial.standing.act else trial.subject.reference
    if kind_of(first) not in GATHERINGS or trial.subject.kind in GATHERINGS:
        yield RuleProblem("", Remedy(kind="none", note="Give the sitting its day (convene --sitting)."))
