"""The evidence of a record now, and that on which it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.subjects.evidence import evidence_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.workflow.motions import Evidence
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

PAPER = {"document": "{}", "paragraph": "§ {}"}
EVERYTHING = {"meeting": "meeting {}", "session": "{}", "sitting": "sitting {}", **PAPER}


def evidence_line(record: Record, standing: Standing, wanted: Mapping[str, str] = EVERYTHING) -> str:
    """Where it happened, what proves it, and on what it was recorded."""
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


def first_evidence(record: Record, standing: Standing) -> Evidence:
    """The evidence that a record was made on, whatever later ones say of it."""
    records = standing.subject(record.subject).records  # as of a day, some between may be missing
    return next(one.evidence for one in records if one.ordinal == record.ordinal)


def _words(evidence: Evidence, wanted: Mapping[str, str]) -> str:
    given = ((words, getattr(evidence, name)) for name, words in wanted.items())
    return ", ".join(words.format(value) for words, value in given if value is not None)
