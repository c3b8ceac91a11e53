"""Rules of who may read a record."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import Correct, Evidence
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.records.audience import READERS, WITH_OWN_READERS, may_read, strictest
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, do, give, itself, leave_out, rule_of
from escalade.workflow.values.message import Message, Word
from escalade.workflow.values.remedy import Remedy

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
