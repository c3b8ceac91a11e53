"""A paper of ours as a document: every passage with its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from escalade.templates.checks.document import (
    BOX_PLACES,
    Annex,
    Document,
    DocumentPart,
    DocumentPassage,
    DocumentSection,
    item_place,
    plain,
)
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Part, TopicText
from escalade.templates.values.paper import Section as Printed
from escalade.workflow.values.errors import Message, Word

_NUMBER = re.compile(r"\d+")


def document_of(paper: Paper, name: str = "") -> Document:
    """A paper of ours as the checks see it."""
    language = paper.tongue.language
    box = tuple(DocumentPart(part.key, tuple(_passages(part.paragraphs, _place_of(part.key)))) for part in paper.box)
    return Document(
        name=name or language,
        language=language,
        kind=paper.kind,
        is_ours=True,
        draft=tuple(passage(one, Word("draft")) for one in paper.draft),
        masthead=tuple(_above(one, place) for one, place in _head(paper)),
        box=box,
        sections=tuple(_section(section) for section in paper.sections),
        signature=tuple(
            passage(one, Message("signature, line {line}", line=line))
            for line, one in enumerate(paper.signature, start=1)
        ),
        annexes=tuple(_annex(one, number) for number, one in enumerate(paper.wordings, start=1)),
        labels=tuple(passage(one, place) for one, place in _labels(paper) if one),
    )


def _labels(paper: Paper) -> Iterator[tuple[Printable | None, str]]:
    """Everything printed that says nothing of its own, and where: titles, and what stands before a line."""
    yield from ((row.label, Message("masthead, {row}", row=Word(row.key))) for row in paper.masthead)
    yield from ((row.label, Message("letter, {row}", row=Word(row.key))) for row in paper.letter)
    groups: list[tuple[Part | Printed, str]] = [(part, _place_of(part.key)) for part in paper.box]
    groups += ((one, Message("section {label}", label=one.label or one.key)) for one in paper.sections)
    yield from ((group.title, place) for group, place in groups)
    for one, place in ((one, place) for group, place in groups for one in group.paragraphs):
        yield one.heading, Message("paragraph {number}", number=one.label) if one.label else place
        yield one.label if one.label and not str(one.label)[0].isdecimal() else None, place
    yield from ((one.name, Message("annex {number}", number=at)) for at, one in enumerate(paper.wordings, start=1))


def _head(paper: Paper) -> Iterator[tuple[Printable, str]]:
    """Everything above the box, and where."""
    yield from ((one, Message("draft notice")) for one in paper.version)
    yield from ((row.value, Message("masthead, {row}", row=Word(row.key))) for row in paper.masthead)
    yield from ((one, Word(place)) for one, place in ((paper.title, "title"), (paper.subtitle, "subtitle")) if one)
    yield from ((one, Message("remark {number}", number=number)) for number, one in enumerate(paper.remarks, start=1))
    yield from ((row.value, Message("letter, {row}", row=Word(row.key))) for row in paper.letter)


def _above(value: Printable, place: str) -> DocumentPassage:
    """Something above the box; the symbol of a revision in one piece, beside the words that say it."""
    if isinstance(value, TracedFact) and value.kind == "symbol" and "\n" in value.text:
        whole = passage(value.reword(str(value.value)), place)
        return replace(whole, printed=plain(value.text))
    return passage(value, place)


def _place_of(part: str) -> str:
    return BOX_PLACES.get(part) or Message("box, {part}", part=Word(part))


def passage(said: Printable, place: str, *, lead: str = "") -> DocumentPassage:
    """Something printed, and where."""
    key, facts = ("", (said,)) if isinstance(said, TracedFact) else (said.key, said.facts)
    return DocumentPassage(plain(said.text), place, key=key, lead=lead, facts=facts)


def _passages(paragraphs: Iterable[Paragraph], place: str) -> Iterator[DocumentPassage]:
    """Paragraphs with their lists; numbered ones by number."""
    for position, paragraph in enumerate(paragraphs, start=1):
        further = Message("{place}, {number}", place=place, number=position) if position > 1 else place
        own = Message("paragraph {number}", number=_number_of(paragraph.label)) if paragraph.label else further
        yield passage(paragraph.said, own)
        for number, item in enumerate(paragraph.items, start=1):
            at = item_place(own, number)
            yield passage(item.said, at, lead=plain(paragraph.said.text))
        for number, line in enumerate(paragraph.lines, start=1):
            at = Message("{place}, line {line}", place=own, line=number)
            yield from (passage(cell, at) for cell in line.cells)


def _number_of(label: Printable) -> str:
    """The number of a paragraph, alike in every language: Arabic writes a placeholder with a letter of its own."""
    if isinstance(label, SaidSentence) and label.key == "report.number":
        return f"X.{label.facts[0].text}"
    return str(label)


def _section(section: Printed) -> DocumentSection:
    label = str(section.label or "")
    passages = tuple(_passages(section.paragraphs, Message("section {label}", label=label or section.key)))
    numbers = tuple(str(paragraph.label) for paragraph in section.paragraphs if paragraph.label)
    return DocumentSection(section.key, label, passages, numbers)


def _annex(wording: TopicText, position: int) -> Annex:
    """The text of a topic, in an annex where it is named as one."""
    place = Message("annex {number}", number=position) if wording.name else Message("text {number}", number=position)
    said = [(wording.title, Message("{place}, title", place=place))]
    said += ((one, Message("{place}, remark", place=place)) for one in wording.remarks)
    said += [(wording.invitation, Message("{place}, invitation", place=place))] if wording.invitation else []
    said += (
        (one, Message("{place}, question {number}", place=place, number=number))
        for number, one in enumerate(wording.questions, start=1)
    )
    name = plain(str(wording.name or ""))
    number = _NUMBER.search(name)
    return Annex(name, number.group() if number else "", tuple(passage(one, at) for one, at in said), place)
