"""Every fact of one record, as lines under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.commands.reads.remarks import by, remarks
from escalade.services.views.evidence import evidence_line
from escalade.services.views.text import day
from escalade.workflow.motions import TextVersion

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

Facts = list[tuple[str, list[str]]]


def of_record(
    record: Record, standing: Standing, language: str | None, kept: Callable[[str], str] = lambda _digest: ""
) -> Facts:
    """Every fact of a record, and what later records say of it."""
    moved = f"{record.before or 'new'} → {record.after}" if record.moved else f"stays {record.after}"
    facts: Facts = [
        ("record", [record.reference]),
        ("act", [f"{record.act}: {moved}"]),
        ("by", [by(record)]),
        ("day", [day(record.on)]),
        ("recorded", [f"{record.at}, identity {record.identity}"]),
        ("readers", [record.audience]),
        ("evidence", [evidence_line(record, standing)]),
        ("attached", [kept(digest) or f"{digest}, not kept here" for digest in record.evidence.attachments]),
        ("same act", list(record.touched) if len(record.touched) > 1 else []),
    ]
    facts += [
        (name.replace("_", " "), list(_lines(getattr(record.motion, name), language)))
        for name in record.motion.checked_payload()
    ]
    facts.append(("remarks", remarks(record, standing)))
    return [(heading, lines) for heading, lines in facts if any(lines)]


def _lines(value: Any, language: str | None) -> Iterator[str]:
    """A field's value, a line for each thing it says."""
    if isinstance(value, TextVersion):
        yield from _of_text(value, language)
    elif isinstance(value, msgspec.Struct):
        yield from _lines(msgspec.to_builtins(value), language)
    elif isinstance(value, Mapping) and isinstance(value.get(language), str):
        yield f"{language}: {value[language]}"
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            mark = ":" if isinstance(inner, str | int) else ","
            yield from (f"{key}{mark} {line}" for line in _lines(inner, language))
    elif isinstance(value, list | tuple):
        yield from (f"- {'; '.join(_lines(inner, language))}" for inner in value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    else:
        yield str(value)


def _of_text(text: TextVersion, language: str | None) -> Iterator[str]:
    """A text version: title, invitation, and the questions as they are numbered."""
    questions = zip(marks(text), text.questions, strict=True)
    for name, part in (("title", text.title), ("invitation", text.invitation), *questions):
        tags = [language] if language and language in part else list(part)
        yield from (f"{name} {tag}: {part[tag]}" for tag in tags)
    yield from (f"standing {tag}: {standing}" for tag, standing in text.standing.items())
    if text.source:
        yield f"from {text.source}"


def marks(text: TextVersion) -> list[str]:
    """What stands before each question: its number, or a bullet."""
    return [f"{place}." if text.numbering == "numbered" else "•" for place, _ in enumerate(text.questions, 1)]
