"""Judge what came back, against what the register says today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from escalade.templates.checks.document import shorten
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.parity import compare_facts
from escalade.templates.checks.reading.block import SCRIPTS
from escalade.templates.translation.segment import NoTranslationError, ReturnedSegment, Segment, Sheet, register_of
from escalade.workflow.rules.text import square_brackets
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.constraints import check
from escalade.workflow.values.errors import FieldError, Message, Option

UNDONE = ("lost", "empty", "left")
"""Where a file is incomplete, or may be, and nothing in it is wrong."""
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
"""The letters of the languages that have no script of their own."""


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


def judge(sheet: Sheet, segments: Mapping[str, Segment], name: str, same: Collection[str] = ()) -> Judgement:
    """Judge each segment of a file.

    Args:
        sheet: what came back.
        segments: what the register says today, by key.
        name: what a finding calls the file.
        same: the keys of what may stay as its source is.
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
        segment = segments.get(row.key)
        new = replace(segment, target=row.target) if segment and row.target != segment.target else None
        if new and not faults and row.key not in same and _is_left(new, sheet.slip.language):
            taken = Option(f"--same {row.key}")
            what = Message("It is as its source is, or in the letters of that; “{option}” takes it so.", option=taken)
            faults = [("left", what)]
        findings += [_finding(name, check, row.key, what) for check, what in faults]
        sound += [new] if new and not faults else []
    order = {key: place for place, key in enumerate(sheet.slip.sent)}
    return Judgement(
        tuple(sorted(findings, key=lambda one: order.get(one.place, len(order)))),
        tuple(sorted(sound, key=lambda one: order.get(one.key, len(order)))),
    )


def _lost(sheet: Sheet) -> Iterator[str]:
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
        source = shorten(segment.source)
        yield "stale", Message("Its source was changed since it was sent; it now reads “{source}”.", source=source)
    elif not row.target:
        yield "empty", Message("It has no translation.")
    else:
        yield from _differences(replace(segment, target=row.target))


def _differences(segment: Segment) -> Iterator[tuple[str, str]]:
    """Where a translation differs from its source in what must be the same."""
    try:
        check("line" if segment.is_line else "prose", segment.target, (segment.key,))
    except FieldError as problem:
        yield "unfit", str(problem)
        return
    if said := compare_facts([segment.target], [segment.source], "the source"):
        yield "differs", said
    here, there = square_brackets(segment.target), square_brackets(segment.source)
    if here != there:
        yield "differs", Message("Its square brackets are {here}, those of the source {there}.", here=here, there=there)


def _is_left(segment: Segment, language: str) -> bool:
    has_letters, script = any(map(str.isalpha, segment.target)), SCRIPTS.get(language, LATIN)
    return segment.target == segment.source or (has_letters and script.search(segment.target) is None)
