"""Judge what came back, against what the register says today."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.checks import parity
from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.finding import Case, PaperFinding, Severity
from escalade.templates.translation.sheet import NoTranslationError, register_of
from escalade.workflow.values.constraints import check
from escalade.workflow.values.errors import FieldError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.templates.checks.finding import CheckRemark
    from escalade.templates.translation.segment import Segment
    from escalade.templates.translation.sheet import ReturnedSegment, Sheet
    from escalade.workflow.subjects.standing import Standing

PARITY: tuple[Callable[[Case], Iterator[CheckRemark]], ...] = (
    parity.dates_are_the_same,
    parity.numbers_are_the_same,
    parity.symbols_are_the_same,
)
UNDONE = ("lost", "empty")
"""Where a file is incomplete, and nothing in it wrong."""
BRACKETS = "[]\uff3b\uff3d"


class Judgement(NamedTuple):
    """The faults of a file, and the segments that are sound."""

    findings: tuple[PaperFinding, ...]
    sound: tuple[Segment, ...]
    """With their new translation as target."""


def check_slip(sheet: Sheet, standing: Standing, name: str) -> None:
    """Refuse a file that was sent from another register.

    Raises:
        NoTranslationError: it was.
    """
    if sheet.slip.register != register_of(standing):
        raise NoTranslationError(name, Message("it was sent from another register"))
    if standing.subject(sheet.slip.round).state is None:
        raise NoTranslationError(name, Message("this register has no round {round}", round=sheet.slip.round))


def judge(sheet: Sheet, segments: Mapping[str, Segment], name: str) -> Judgement:
    """Judge each segment of a file.

    Args:
        sheet: what came back.
        segments: what the register says today, by key.
        name: what a finding calls the file.
    """
    counts = Counter(row.key for row in sheet.rows)
    divided = {row.key: row.fault for row in sheet.rows if row.fault}
    divided = {
        key: Message("It is in the file {count} times.", count=count) for key, count in counts.items() if count > 1
    } | divided
    lost = ((key, Message("{key} was sent, and is not in the file.", key=key)) for key in _lost(sheet))
    findings = [_finding(name, "lost", key, what) for key, what in lost]
    sound: list[Segment] = []
    for row in {row.key: row for row in reversed(sheet.rows)}.values():
        faults = list(_faults(row, divided.get(row.key, ""), sheet, segments))
        findings += [_finding(name, check, row.key, what) for check, what in faults]
        segment = segments.get(row.key)
        if not faults and segment and row.target != segment.target:
            sound.append(replace(segment, target=row.target))
    order = {key: place for place, key in enumerate(sheet.slip.sent)}
    return Judgement(
        tuple(sorted(findings, key=lambda one: order.get(one.place, len(order)))),
        tuple(sorted(sound, key=lambda one: order.get(one.key, len(order)))),
    )


def _lost(sheet: Sheet) -> Iterator[str]:
    """The keys that were sent and did not come back."""
    there = {row.key for row in sheet.rows}
    yield from (key for key in sheet.slip.sent if key not in there)


def _finding(name: str, check: str, key: str, what: str) -> PaperFinding:
    severity = Severity.WARNING if check in UNDONE else Severity.ERROR
    return PaperFinding(severity, check, name, key, what)


def _faults(
    row: ReturnedSegment, divided: str, sheet: Sheet, segments: Mapping[str, Segment]
) -> Iterator[tuple[str, str]]:
    """Find the faults of a segment: one that makes the rest idle, or all."""
    segment = segments.get(row.key)
    if divided:
        yield "split", divided
    elif row.key not in sheet.slip.sent:
        yield "unknown", Message("It was not sent in this file; the key was changed or added.")
    elif segment is None:
        gone = Message("The register no longer asks for it: it was replaced, or is official in that language by now.")
        yield "stale", gone
    elif {row.digest, sheet.slip.sent[row.key]} != {segment.digest}:
        source = _short(segment.source)
        yield "stale", Message("Its source was changed since it was sent; it now reads “{source}”.", source=source)
    elif not row.target:
        yield "empty", Message("It has no translation.")
    else:
        yield from _differences(replace(segment, target=row.target), sheet.slip.language)


def _differences(segment: Segment, language: str) -> Iterator[tuple[str, str]]:
    """Where a translation differs from its source in what must be the same."""
    try:
        check("line" if segment.is_line else "prose", segment.target, (segment.key,))
    except FieldError as problem:
        yield "unfit", str(problem)
        return
    sides = {"the source": (segment.source, segment.language), "the translation": (segment.target, language)}
    documents = {
        side: Document(side, tongue, masthead=(DocumentPassage(text, segment.key),))
        for side, (text, tongue) in sides.items()
    }
    for look in PARITY:
        yield from (("differs", remark.what) for remark in look(Case(documents)))
    counts = [sum(text.count(sign) for sign in BRACKETS) for text, _ in sides.values()]
    if counts[0] != counts[1]:
        facts = {"here": counts[1], "there": counts[0]}
        yield (
            "differs",
            Message("It has {here} square bracket where the source has {there}.", **facts)
            if facts["here"] == 1
            else Message("It has {here} square brackets where the source has {there}.", **facts),
        )


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
