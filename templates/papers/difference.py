"""The text of a topic at two moments, as two papers to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.templates.languages.tongue import Tongue
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.values.dates import when

Version = tuple[Record, TextVersion]
_ARROWS = {"ltr": "→", "rtl": "←"}


def versions(old: Version, new: Version, tongue: Tongue) -> tuple[Paper, Paper]:
    """Two texts of a topic in one language, each as a paper."""
    arrow = _ARROWS[tongue.pack.direction]
    moments = f" {arrow} ".join(tongue.isolate_text(_moment(record, tongue)) for record, _ in (old, new))
    records = tuple(record.reference for record, _ in (old, new))
    subject = old[0].subject
    between = SaidSentence("difference", moments, (TracedFact(subject, records, subject),))
    return _paper(*old, tongue, between), _paper(*new, tongue, between)


def _paper(record: Record, version: TextVersion, tongue: Tongue, between: SaidSentence) -> Paper:
    title = TracedFact(version.title, (record.reference,), version.title.get(tongue.language, ""))
    return Paper(
        kind="difference",
        tongue=tongue,
        title=TracedFact(record.subject, (record.reference,), record.subject),
        subtitle=between,
        sections=(Section("text", title, tuple(_paragraphs(record, version, tongue.language))),),
    )


def _paragraphs(record: Record, version: TextVersion, language: str) -> Iterator[Paragraph]:
    source = (record.reference,)
    if text := version.invitation.get(language):
        yield Paragraph(TracedFact(version.invitation, source, text))
    for number, question in enumerate(version.questions, start=1):
        label = SaidSentence("number", f"{number}." if version.numbering == "numbered" else "–")
        if text := question.get(language):
            yield Paragraph(TracedFact(question, source, text), label=label)


def _moment(record: Record, tongue: Tongue) -> str:
    day = tongue.date(when(record.on)) if record.on else None
    return f"{record.reference} ({day})" if day else record.reference
