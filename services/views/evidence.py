"""What bears a record out, now and when it was made; what contradicts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

import msgspec

from escalade.workflow.motions import Correct, Evidence
from escalade.workflow.records.history import overlaid
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.standing import Standing

PAPER = {"document": "{}", "paragraph": "§ {}"}
EVERYTHING = {"meeting": "meeting {}", "session": "{}", "sitting": "sitting {}", **PAPER}


def evidence_line(record: Record, standing: Standing, wanted: Mapping[str, str] = EVERYTHING) -> str:
    """Say where it happened, what proves it, and on what it was recorded."""
    final, first = evidence_of(record, standing), first_evidence(record, standing)
    replaced = {
        name: words for name, words in wanted.items() if getattr(first, name) not in (None, getattr(final, name))
    }
    lifted = first.provisional and not final.provisional
    before = _words(first, {"document": PAPER["document"], **replaced} if lifted else replaced)
    if before:
        return f"{_words(final, wanted)}; recorded on {before}{', provisional' if lifted else ''}"
    unproved = record.confirmed_by and not first.document
    return f"{_words(final, wanted)}{'; recorded before there was a document' if unproved else ''}"


def find_as_written(record: Record, standing: Standing) -> Record | None:
    """Find a record as it was written down; None where none corrected it.

    Texts that were erased are not in it, nor what its reader may not read. Whoever is not to be named now, or was
    not at first, is named by neither.
    """
    written = standing.subject(record.subject).readable if record.corrected_by else ()
    found = next((one for one in written if one.reference == record.reference), None)
    motion = record.motion
    if found is None or True not in {getattr(one, "unattributed", False) for one in (motion, found.motion)}:
        return found
    names = {name: getattr(motion, name) for name in ("unattributed", "holders") if hasattr(motion, name)}
    return msgspec.structs.replace(found, motion=msgspec.structs.replace(found.motion, **names))


def list_changes(correction: Record, standing: Standing) -> Iterator[tuple[str, Any, Any]]:
    """List what a correction changed but for the day, and what was before."""
    motion = correction.motion
    if not isinstance(motion, Correct) or "fields" in motion.erased:
        return
    for name in motion.records:
        corrected = standing.record(name)
        before = find_as_written(corrected, standing)
        for earlier in takewhile(correction.reference.__ne__, corrected.corrected_by):
            before = overlaid(before, standing.record(earlier)) if before else None
        if before and correction.reference in corrected.corrected_by:
            fields = {name: value for name, value in motion.fields.items() if name != "on"}  # as of a day, told anew
            yield from _differing(msgspec.to_builtins(before.motion), fields)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any, Any]]:
    for key, new in after.items():
        old, name = before.get(key), f"{within}{key}"
        if isinstance(new, Mapping):
            yield from _differing(old or {}, new, f"{name}.")
        elif (list(old) if isinstance(old, tuple) else old) != new:
            yield name, old, new


def first_evidence(record: Record, standing: Standing) -> Evidence:
    """The evidence that a record was made on, whatever later ones say of it."""
    records = standing.subject(record.subject).records  # as of a day, some between may be missing
    return next(one.evidence for one in records if one.ordinal == record.ordinal)


def _words(evidence: Evidence, wanted: Mapping[str, str]) -> str:
    given = ((words, getattr(evidence, name)) for name, words in wanted.items())
    return ", ".join(words.format(value) for words, value in given if value is not None)


def list_contradictions(record: Record, standing: Standing) -> tuple[list[str], list[str]]:
    """List the records that one contradicts, and those that contradict it."""
    topic = standing.topic(record.subject)
    if topic is None or not topic.late_records:
        return [], []
    from escalade.workflow.judge.problem import find_contradictions  # only where one may be

    found = find_contradictions(topic, standing)
    name = record.reference
    return (
        list(dict.fromkeys(one.record.reference for one in found if one.late.reference == name)),
        list(dict.fromkeys(one.late.reference for one in found if one.record.reference == name)),
    )


def list_replacing(record: Record, standing: Standing) -> list[str]:
    """List the later positions of the same holders that took the place of one."""
    subject = standing.subjects.get(record.subject) if record.act == "take position" else None
    return list(subject.list_replacing(record)) if isinstance(subject, Question) else []


def list_maintained(record: Record, standing: Standing) -> list[str]:
    """List the records of the objections that a position maintains."""
    topic = standing.topic(record.subject) if record.act == "take position" else None
    names = getattr(record.motion, "holders", ()) if topic else ()
    first = {topic.upheld(name, record.reference) for name in names} if topic else set()
    return sorted(first - {record.reference})


def list_liftings(record: Record, standing: Standing) -> dict[str, str]:
    """List the records by which an objection ended, each with how it did."""
    topic = standing.topic(record.subject) if record.act == "take position" else None
    return topic.liftings_of(record) if topic else {}
