"""A paper of ours as a document: every passage with its facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escalade.templates.checks.document import (
    Annex,
    Document,
    DocumentPart,
    DocumentPassage,
    DocumentSection,
    Text,
    plain,
)
from escalade.templates.values.fact import SaidSentence, TracedFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.values.fact import Printable
    from escalade.templates.values.paper import Paper, Paragraph, TopicText
    from escalade.templates.values.paper import Section as Printed

PLACES = {"summary": "box, summary", "action": "box, action", "references": "box, references"}
_NUMBER = re.compile(r"\d+")


def document_of(paper: Paper, name: str = "") -> Document:
    """A paper of ours as the checks see it."""
    language = paper.tongue.language
    head: list[tuple[Printable, str]] = [(one, "draft notice") for one in paper.version]
    head += [(row.value, f"masthead, {row.key}") for row in paper.masthead]
    head += [(one, place) for one, place in ((paper.title, "title"), (paper.subtitle, "subtitle")) if one]
    head += [(one, f"remark {number}") for number, one in enumerate(paper.remarks, start=1)]
    box = tuple(
        DocumentPart(
            part.key, tuple(_passages(part.paragraphs, PLACES.get(part.key, f"box, {part.key}"))), str(part.title)
        )
        for part in paper.box
    )
    return Document(
        name=name or language,
        language=language,
        kind=paper.kind,
        is_ours=True,
        draft=tuple(passage(one, "draft") for one in paper.draft),
        masthead=tuple(passage(one, place) for one, place in head),
        box=box,
        sections=tuple(_section(section) for section in paper.sections),
        signature=tuple(passage(one, f"signature, line {line}") for line, one in enumerate(paper.signature, start=1)),
        annexes=tuple(_annex(one, number) for number, one in enumerate(paper.wordings, start=1)),
        unconfirmed=tuple(_unconfirmed(paper)),
    )


def passage(said: Printable, place: str, *, lead: str = "") -> DocumentPassage:
    """Something printed, and where."""
    key, facts = ("", (said,)) if isinstance(said, TracedFact) else (said.key, said.facts)
    return DocumentPassage(plain(said.text), place, key=key, lead=lead, facts=facts)


def _passages(paragraphs: Iterable[Paragraph], place: str) -> Iterator[DocumentPassage]:
    """Paragraphs with their remarks and lists; numbered ones by number."""
    for position, paragraph in enumerate(paragraphs, start=1):
        own = f"paragraph {paragraph.label}" if paragraph.label else place if position == 1 else f"{place}, {position}"
        yield passage(paragraph.said, own)
        yield from (passage(remark, f"{own}, remark") for remark in paragraph.remarks)
        for number, item in enumerate(paragraph.items, start=1):
            at = f"{own}, item {number}"
            yield passage(item.said, at, lead=plain(paragraph.said.text))
            yield from (passage(remark, f"{at}, remark") for remark in item.remarks)
        for number, line in enumerate(paragraph.lines, start=1):
            yield from (passage(cell, f"{own}, line {number}") for cell in line.cells)


def _section(section: Printed) -> DocumentSection:
    label = str(section.label or "")
    passages = tuple(_passages(section.paragraphs, f"section {label or section.key}"))
    numbers = tuple(str(paragraph.label) for paragraph in section.paragraphs if paragraph.label)
    return DocumentSection(section.key, label, plain(section.title.text), passages, numbers)


def _annex(wording: TopicText, position: int) -> Annex:
    """The text of a topic, in an annex where it is named as one."""
    place = f"annex {position}" if wording.name else f"text {position}"
    rest = [passage(one, f"{place}, remark") for one in wording.remarks]
    if wording.invitation:
        rest.append(passage(wording.invitation, f"{place}, invitation"))
    questions = (passage(one, f"{place}, question {number}") for number, one in enumerate(wording.questions, start=1))
    text = Text(passage(wording.title, f"{place}, title"), tuple(rest), tuple(questions))
    name = plain(str(wording.name or ""))
    number = _NUMBER.search(name)
    return Annex(name, number.group() if number else "", (text,), place)


def _unconfirmed(paper: Paper) -> Iterator[tuple[str, str]]:
    """What the paper prints and no source confirms in its language, once each."""
    doubted = frozenset(paper.tongue.pack.unconfirmed)
    seen: set[str] = set()
    for said, place in _worded(paper):
        if isinstance(said, SaidSentence) and said.key in doubted and said.key not in seen:
            seen.add(said.key)
            yield plain(said.text), place


def _worded(paper: Paper) -> Iterator[tuple[Printable | None, str]]:
    """Everything printed in the language's own words, and where."""
    yield from ((row.label, f"masthead, {row.key}") for row in paper.masthead)
    for part in paper.box:
        yield part.title, PLACES.get(part.key, f"box, {part.key}")
    for section in paper.sections:
        yield section.title, f"section {section.label or section.key}"
        for one in section.paragraphs:
            yield one.heading, f"paragraph {one.label}" if one.label else f"section {section.key}"
    yield from ((one.name, f"annex {number}") for number, one in enumerate(paper.wordings, start=1))
    yield from ((one, "text") for one in paper.printables())
