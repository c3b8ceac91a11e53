"""What commands and the API answer, as data: one shape for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.services.views.evidence import recorded_evidence
from escalade.workflow.values.errors import StepNotAllowedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.integrity.verify import Verification
    from escalade.models.reader import TopicRow
    from escalade.services.acts.suggestions import Typist
    from escalade.services.views.difference import Difference
    from escalade.templates.checks.finding import PaperFinding
    from escalade.workflow.acts import Outcome
    from escalade.workflow.inbox.outlook import Outlook, Prospect
    from escalade.workflow.inbox.pages import InboxItem
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.errors import RefusalError
    from escalade.workflow.values.remedy import Cause
    from escalade.workflow.values.step import Step

Data = dict[str, Any]


def of_row(row: TopicRow) -> Data:
    """Where a topic stands."""
    return row._asdict()


def record_fields(record: Record) -> Data:
    """Every field of a record, with its reference."""
    import msgspec

    fields: Data = msgspec.to_builtins(record)
    return {"reference": record.reference, **fields}


def of_record(record: Record, standing: Standing) -> Data:
    """A record: its fields, and how its evidence came to be."""
    import msgspec

    from escalade.workflow.subjects.evidence import is_provisional

    first = msgspec.to_builtins(recorded_evidence(record, standing))
    return {**record_fields(record), "provisional": is_provisional(record, standing), "evidence_as_recorded": first}


def of_subject(subject: Subject, standing: Standing) -> Data:
    """A subject: where it stands, and its records."""
    return {
        "reference": subject.reference,
        "kind": subject.kind,
        "state": subject.state,
        "newest": subject.told[-1].reference if subject.told else subject.newest,
        "records": [of_record(record, standing) for record in subject.told],
    }


def of_outcome(act: str, outcome: Outcome, *, dry_run: bool) -> Data:
    """What an act came to: its records, and what is warned of."""
    import msgspec

    said = [msgspec.to_builtins(cause) for cause in outcome.warnings]
    return {
        "act": act,
        "records": [record_fields(one) for one in outcome.records],
        "warnings": said,
        "dry_run": dry_run,
    }


def of_cause(cause: Cause, typist: Typist) -> Data:
    """One cause with all its fields, and the command that clears it."""
    import msgspec

    remedy = {**msgspec.to_builtins(cause.remedy), "command": typist.command(cause)}
    return {
        "rule": cause.rule,
        "subject": cause.subject,
        "sentence": cause.sentence,
        "severity": cause.severity,
        "remedy": remedy,
    }


def of_refusal(refusal: RefusalError, typist: Typist) -> list[Data]:
    """Every cause of a refusal."""
    return [of_cause(cause, typist) for cause in causes_of(refusal)]


def causes_of(refusal: RefusalError) -> tuple[Cause, ...]:
    """The causes of a refusal; a step that the table lacks is one."""
    from escalade.workflow.acts import as_cause

    return (as_cause(refusal),) if isinstance(refusal, StepNotAllowedError) else refusal.causes


def of_prospects(subject: Subject, found: Iterable[Prospect], typist: Typist) -> Data:
    """Every step that starts from where a subject stands."""
    steps = [of_prospect(prospect, subject, typist) for prospect in found]
    return {"subject": subject.reference, "state": subject.state, "steps": steps}


def of_prospect(prospect: Prospect, subject: Subject, typist: Typist) -> Data:
    """A step that may follow, and what stands in its way."""
    from escalade.services.acts.suggestions import office_of

    step = prospect.step
    return {
        "act": step.act,
        "to": step.to,
        "offices": list(step.offices),
        "open": prospect.is_open,
        "causes": [of_cause(cause, typist) for cause in prospect.causes],
        "command": typist.act_command(step.act, subject.reference, office_of(step)),
    }


def of_answer(answer: Outlook, typist: Typist) -> Data:
    """What stands in the way of one act, and the way to it."""
    return {
        "subject": answer.subject,
        "state": answer.state,
        "act": answer.act,
        "causes": [of_cause(cause, typist) for cause in answer.causes],
        "way": [
            {"from": step.origin, "act": step.act, "to": step.to, "offices": list(step.offices)} for step in answer.way
        ],
        "commands": commands_of(answer, typist),
    }


def commands_of(answer: Outlook, typist: Typist) -> list[str]:
    """What to type: what clears the way, then the steps of the way."""
    from escalade.services.acts.suggestions import office_of

    clearing = [command for cause in answer.causes if (command := typist.command(cause))]
    steps = [typist.act_command(step.act, answer.subject, office_of(step)) for step in answer.way]
    return list(dict.fromkeys((*clearing, *steps)))


def of_entry(entry: InboxItem, typist: Typist) -> Data:
    """What waits, and the commands with which it may be done."""
    known = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return {**known, "commands": commands_for(entry, typist)}


def commands_for(entry: InboxItem, typist: Typist) -> list[str]:
    """The commands with which one thing that waits may be done."""
    given = {**entry.given, **({"records": entry.record} if entry.record else {})}
    return [typist.act_command(act, entry.subject, entry.office, given) for act in entry.acts]


def of_step(step: Step) -> Data:
    """A step of the table."""
    from escalade.workflow.rules import named

    return {
        "of": step.of,
        "from": step.origin,
        "act": step.act,
        "to": step.to,
        "offices": list(step.offices),
        "basis": step.basis,
        "since": step.since,
        "until": step.until,
        "rules": [{"rule": name, "sentence": named(name).sentence} for name in step.rules],
    }


def of_difference(old: Record, new: Record, changes: Iterable[Difference]) -> Data:
    """What changed from one text of a topic to another."""
    sides = {"from": old.reference, "to": new.reference}
    return {"subject": new.subject, **sides, "changes": [change._asdict() for change in changes]}


def of_finding(found: PaperFinding) -> Data:
    """One thing that a check found in a paper."""
    from dataclasses import asdict

    return {**asdict(found), "severity": str(found.severity)}


def of_check(papers: Iterable[str], findings: Iterable[PaperFinding]) -> Data:
    """What was checked, and what was found: errors first."""
    ordered = sorted(findings, key=lambda one: one.severity != "error")
    errors = sum(one.severity == "error" for one in ordered)
    counts = {"errors": errors, "warnings": len(ordered) - errors}
    return {"papers": list(papers), **counts, "findings": [of_finding(one) for one in ordered]}


def of_verification(found: Verification, since: int) -> Data:
    """What was checked of the ledger, and what was found."""
    findings, absent = (
        [{"where": finding.where, "what": finding.what} for finding in those]
        for those in (found.findings, found.absent)
    )
    return {"records": found.records, "since": since, "root": found.root, "findings": findings, "absent": absent}
