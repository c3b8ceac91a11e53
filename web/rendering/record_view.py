"""Show a record as labels with values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec

from escalade.services.acts.fields import Field, Kind, fields_of
from escalade.services.views.difference import Change, compare_words
from escalade.services.views.evidence import find_as_written
from escalade.templates.papers.facts.view import language_of_names
from escalade.workflow.inbox.items import InboxItem
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import acts_for_the_chair, evidence_of, is_shown_provisional, presider_of
from escalade.workflow.subjects.language_versions import Amendment, amendment
from escalade.workflow.subjects.stand import Obligation, obligations
from escalade.workflow.subjects.standing import Standing

AMENDED, NOUNS = ("amended",), ("nouns",)
"""The field that an amendment is shown in the place of; and what a body calls its things."""
OF_TOPICS = frozenset({"sister", "topic", "topic or round"})
"""The marks of what leads to a topic or round."""


class RecordField(msgspec.Struct, frozen=True):
    """One field of a record: its label, and how its value is to be shown."""

    label: str
    kind: str
    value: Any


class Amended(NamedTuple):
    """An amendment, and what went and came in each part."""

    made: Amendment
    changes: list[tuple[Change, list[tuple[str, str]]]]


def of_record(record: Record, standing: Standing) -> list[RecordField]:
    """List the fields that the act of a record adds."""
    told = [_fact(field, value, standing) for field, value in _given(record) if field.path != AMENDED]
    return [
        *told,
        *_amended(record, standing),
        *_of_evidence(record, standing),
    ]


def of_first_record(record: Record, standing: Standing) -> list[RecordField]:
    """List what a record said at first, where it was corrected since."""
    written = find_as_written(record, standing)
    if written is None:
        return []
    now, then = ([*of_record(one, standing), RecordField("Day", "date", one.on)] for one in (record, written))
    return [field for field in then if field not in now]


def _amended(record: Record, standing: Standing) -> Iterator[RecordField]:
    """How a decision amended the text of its topic: what it was, and what it became."""
    topic = standing.topic(record.subject) if record.act == "approve" else None
    found = amendment(record, topic) if topic else None
    if found:
        yield RecordField("Amended", "amendment", Amended(found, compare_words(found.before, found.after)))


def _fact(field: Field, value: Any, standing: Standing) -> RecordField:
    """A field with its value; names of Members as the body's languages have them."""
    if field.path == NOUNS:
        return RecordField(field.label, "names", [{tag: form["one"] for tag, form in forms.items()} for forms in value])
    if field.of.mark in OF_TOPICS:
        return RecordField(field.label, "references", (value,) if isinstance(value, str) else tuple(value))
    if field.of.mark == "member":
        names = (value,) if isinstance(value, str) else value
        return RecordField(field.label, "names", name_members(names, standing))
    return RecordField(field.label, field.kind.value, value)


def name_members(names: Iterable[str], standing: Standing) -> tuple[Mapping[str, str] | str, ...]:
    """Names of Members, in the languages in which the constitution has them.

    A list may give other languages alone than that in which names are entered.
    """
    constitution = standing.body.constitution()
    known, typed = (constitution.names, language_of_names(constitution)) if constitution else ({}, None)
    return tuple({**({typed: name} if typed else {}), **known[name]} if name in known else name for name in names)


def condition_of(waits: InboxItem, standing: Standing) -> Mapping[str, str] | str:
    """The words of a condition that waits to be met; else empty."""
    topic = standing.topic(waits.subject) if "condition" in waits.given else None
    every = obligations(topic, standing) if topic else ()
    return next((words_of(one, standing) for one in every if str(one.number) == waits.given["condition"]), "")


def words_of(condition: Obligation, standing: Standing) -> Mapping[str, str] | str:
    """The words of a condition, as it was decided; else empty."""
    texts, number = getattr(standing.record(condition.record).motion, "conditions", ()), condition.number or 0
    return texts[number - 1] if 0 < number <= len(texts) else ""


def _given(record: Record) -> Iterator[tuple[Field, Any]]:
    payload = record.motion.to_payload()
    for field in fields_of(record.act):
        value = field.value_in(payload)
        if value not in (None, "", False, [], {}, ()):
            held = value.values() if field.path == NOUNS else value
            yield field, list(held) if field.kind is Kind.FILE and isinstance(value, dict) else value


def _of_evidence(record: Record, standing: Standing) -> Iterator[RecordField]:
    evidence, presider = evidence_of(record, standing), presider_of(record, standing)
    for name in ("meeting", "session", "sitting", "document", "paragraph"):
        value = getattr(evidence, name)
        if value:
            yield RecordField(name.capitalize(), "line", value)
    if evidence.attachments:
        named = zip_longest(evidence.attachments, evidence.attachment_names)
        of = f"?of={quote(record.reference)}" if standing.find_record(record.reference) else ""
        files = [(name or digest[:8], of and f"/papers/{digest}{of}", digest) for digest, name in named]
        yield RecordField("Attached", "files", files)
    if is_shown_provisional(record, standing):
        yield RecordField("Provisional", "flag", value=True)
    if presider:
        yield RecordField("Presided by", "line", presider.name)
    if acts_for_the_chair(record, standing) or (presider and presider.acting):
        yield RecordField("Acting for the chair", "flag", value=True)
