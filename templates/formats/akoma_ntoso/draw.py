"""Draw a paper as Akoma Ntoso: metadata, preface, body, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from escalade.templates.formats.akoma_ntoso.identification import (
    NAMESPACE,
    SYMBOLS,
    Identity,
    References,
    add,
    identify,
    tell_life,
)
from escalade.templates.languages.spoken import spoken
from escalade.templates.languages.spoken import stretches as in_languages
from escalade.templates.languages.typography import ORDINALS
from escalade.templates.values.fact import Printable, TracedFact, mark_emphasis, plain
from escalade.templates.values.fact import stretches as in_looks
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Seal, Section, TopicText
from escalade.workflow.values.dates import When
from escalade.workflow.values.errors import PaperError, Word

_ISOLATES = re.compile("[\u2066-\u2069]")
_FIGURE = re.compile(r"\d")
_LETTER = re.compile("[a-z0-9]")
"""What words that stand by themselves do not touch, in small letters."""
IN_ATTRIBUTES = frozenset({"date", "number", "symbol", "citation"})
"""Kinds of facts whose element says their value also where it holds no words."""
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def draw_xml(paper: Paper, seal: Seal | None) -> bytes:
    """A paper as Akoma Ntoso, in the profile of the United Nations.

    Raises:
        PaperError: it rests on no act.
    """
    origin = paper.origin
    if origin is None or not origin.acts:
        sentence = "The {kind} rests on no act on record and is not written as Akoma Ntoso."
        raise PaperError("unrecorded-paper", sentence, kind=Word(paper.kind))
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    Drawing(paper, References(Identity(paper, origin))).draw(root, seal)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


@dataclass(frozen=True)
class Drawing:
    """A paper as it is written."""

    paper: Paper
    known: References

    def draw(self, root: etree._Element, seal: Seal | None) -> None:
        """Write the whole paper."""
        kind, _, name = self.known.identity.classes
        document = add(root, kind, name=name, contains="originalVersion")
        meta = add(document, "meta")
        identify(meta, self.known, seal)
        tell_life(meta, self.known)
        self._preface(self._begin(document, "preface", "preface"))
        body = self._begin(document, "mainBody", "body")
        for number, section in enumerate(self.paper.sections, start=1):
            self._section(body, section, f"sec_{number}")
        if not self.paper.sections:
            add(body, "p")
        if self.paper.signature:
            conclusions = self._begin(document, "conclusions", "concl")
            for one in self.paper.signature:
                self.say(add(conclusions, "p"), "signature", one)
        if self.paper.wordings:
            annexes = add(document, "attachments")
            for number, wording in enumerate(self.paper.wordings, start=1):
                self._annex(annexes, wording, number)
        self.known.write(meta)

    def _begin(self, document: etree._Element, name: str, place: str) -> etree._Element:
        part = add(document, name, eId=place)
        part.set(XML_LANGUAGE, self.paper.tongue.tag.text)
        return part

    def say(self, parent: etree._Element, name: str, said: Printable, /, **attributes: str) -> etree._Element:
        """Write something printed as an element."""
        made = add(parent, name, **attributes)
        write_said(made, said, self.known)
        return made

    def _preface(self, preface: etree._Element) -> None:
        """Write what stands above the body: notices, masthead, title, box."""
        for one in self.paper.banner:
            self.say(preface, "p", one, **{"class": "draft"})
        for row in self.paper.masthead:
            self._row(preface, row)
        self.say(add(preface, "p", **{"class": "title"}), "docTitle", self.paper.title)
        if self.paper.subtitle:
            self.say(add(preface, "p", **{"class": "subtitle"}), "docTitle", self.paper.subtitle)
        for one in self.paper.remarks:
            self.say(preface, "p", one, **{"class": "remark"})
        for row in self.paper.letter:
            self._row(preface, row)
        for number, part in enumerate(self.paper.box, start=1):
            held = add(preface, "container", eId=f"preface__container_{number}", name=part.key)
            if part.title:
                self.say(add(held, "p", **{"class": "heading"}), "b", part.title)
            self._paragraphs(held, part.paragraphs, f"preface__container_{number}")

    def _row(self, preface: etree._Element, row: MastheadRow) -> None:
        """Write a line of the masthead, its symbol or date as the document's."""
        line = add(preface, "p", **{"class": row.key})
        if row.label:
            self.say(line, "span", row.label, **{"class": "label"})
            write_text(line, self.paper.tongue.pack.gap, self.known)
        value = row.value
        if isinstance(value, TracedFact) and row.key in SYMBOLS:
            write_as(line, "docNumber", value, self.known)
        elif isinstance(value, TracedFact) and isinstance(value.value, When) and value.value.day:
            write_as(line, "docDate", value, self.known, date=value.value.day.isoformat())
        else:
            write_said(line, value, self.known)

    def _section(self, body: etree._Element, section: Section, name: str) -> None:
        """Write a section of the body, its paragraphs under it."""
        made = add(body, "section", eId=name)
        if section.label:
            self.say(made, "num", section.label)
        if section.title:
            self.say(made, "heading", section.title)
        for number, paragraph in enumerate(section.paragraphs, start=1):
            own = f"{name}__para_{number}"
            inner = add(made, "paragraph", eId=own)
            if paragraph.label:
                self.say(inner, "num", paragraph.label)
            if paragraph.heading:
                self.say(inner, "heading", paragraph.heading)
            self._paragraph(add(inner, "content", eId=f"{own}__content"), paragraph, own)

    def _paragraphs(self, parent: etree._Element, paragraphs: Iterable[Paragraph], name: str) -> None:
        for number, paragraph in enumerate(paragraphs, start=1):
            self._paragraph(parent, paragraph, f"{name}__para_{number}")

    def _paragraph(self, parent: etree._Element, paragraph: Paragraph, name: str) -> None:
        """Write a paragraph, its list and its table."""
        self.say(parent, "p", paragraph.said)
        if paragraph.items:
            listed = add(parent, "blockList", eId=f"{name}__list_1")
            for number, item in enumerate(paragraph.items, start=1):
                made = add(listed, "item", eId=f"{name}__list_1__item_{number}")
                if item.label:
                    self.say(made, "num", item.label)
                self.say(made, "p", item.said)
        if paragraph.lines:
            table = add(parent, "table", eId=f"{name}__table_1")
            for number, line in enumerate(paragraph.lines):
                row = add(table, "tr")
                for cell in line.cells:
                    self.say(add(row, "td" if number else "th"), "p", cell)

    def _annex(self, annexes: etree._Element, wording: TopicText, number: int) -> None:
        """Write the text of a topic as a document of its own within the paper."""
        name = f"att_{number}"
        made = add(annexes, "attachment", eId=name)
        if wording.name:
            self.say(made, "heading", wording.name)
        document = add(made, "doc", name="annex", contains="originalVersion")
        identify(add(document, "meta"), self.known, None, f"annex_{number}")
        preface = self._begin(document, "preface", f"{name}__preface")
        self.say(add(preface, "p"), "docTitle", wording.title)
        for one in wording.remarks:
            self.say(preface, "p", one, **{"class": "remark"})
        body = self._begin(document, "mainBody", f"{name}__body")
        if wording.invitation:
            self.say(body, "p", wording.invitation)
        if wording.questions:
            listed = add(body, "blockList", eId=f"{name}__list_1")
            for place, question in enumerate(wording.questions, start=1):
                item = add(listed, "item", eId=f"{name}__list_1__item_{place}")
                if wording.numbered:
                    add(item, "num", f"{place}.")
                self.say(item, "p", question)
        if not wording.invitation and not wording.questions:
            add(body, "p")


def write_said(parent: etree._Element, said: Printable, known: References) -> None:
    """Write something printed, each fact in its words as an element."""
    if said.emphasis:
        for part, bold, italic in in_looks(mark_emphasis(said)):
            inner = add(parent, "b") if bold else parent
            write_text(add(inner, "i") if italic else inner, part, known)
        return
    parts = [(language, _bare(part)) for language, part in in_languages(spoken(said).text)]
    whole, at = "".join(part for _, part in parts), 0
    facts = (said,) if isinstance(said, TracedFact) else said.facts
    found, absent = find_facts(whole, facts)
    for first, end, fact in found:
        _write_stretch(parent, parts, (at, first), known)
        _write_stretch(make_fact(parent, fact, known), parts, (first, end), known)
        at = end
    _write_stretch(parent, parts, (at, len(whole)), known)
    for fact in absent:
        if fact.kind in IN_ATTRIBUTES:
            make_fact(parent, fact, known)
        else:
            add(parent, "marker", name=fact.kind, refersTo=refer_to(fact, known))


def find_facts(
    text: str, facts: tuple[TracedFact, ...]
) -> tuple[list[tuple[int, int, TracedFact]], tuple[TracedFact, ...]]:
    """Find where facts stand in a text, and those whose words are not there.

    The longest is placed first. Grammar changes words, and a proof has none.
    """
    placed: dict[int, tuple[int, int, TracedFact]] = {}
    for number in sorted(range(len(facts)), key=lambda number: -len(facts[number].text)):
        taken = placed.values()
        places = (place for words in _wordings(facts[number]) for place in _places(text, words))
        free = next((one for one in places if all(one[1] <= at[0] or one[0] >= at[1] for at in taken)), None)
        if free:
            placed[number] = (*free, facts[number])
    absent = tuple(fact for number, fact in enumerate(facts) if number not in placed)
    return sorted(placed.values(), key=lambda one: one[0]), absent


def _wordings(fact: TracedFact) -> Iterator[str]:
    """The words of a fact; of a citation also those behind its noun, which several share."""
    words = _bare(fact.text)
    yield words
    figure = _FIGURE.search(words) if fact.kind == "citation" else None
    if figure:
        yield words[figure.start() :]


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Every place at which words stand by themselves, in any case."""
    text, words, end = _in_lower_case(text), _in_lower_case(words), 0
    while words and (first := text.find(words, end)) >= 0:
        end = first + len(words)
        if _LETTER.match(text[first - 1 : first]) or _LETTER.match(text, end):
            end = first + 1
        else:
            yield first, end


def _in_lower_case(text: str) -> str:
    """A text in small letters, each where it was: one letter alone would become two."""
    return text.replace("\u0130", "i").lower()


def make_fact(parent: etree._Element, fact: TracedFact, known: References) -> etree._Element:
    """Make the element of a fact, by its kind."""
    records, value = refer_to(fact, known), fact.value
    person = (str(value), fact.record)
    if isinstance(value, When) and value.day:
        return add(parent, "date", date=value.day.isoformat(), refersTo=records)
    if fact.kind == "number":
        return add(parent, "quantity", normalized=str(value), refersTo=records)
    if fact.kind in {"symbol", "citation"}:
        shown = known.identity.paper.tongue.pick(value)[0] if isinstance(value, Mapping) else fact.text
        return add(parent, "ref", href=known.to("TLCReference", shown, _name_of(value)), refersTo=records)
    if person in known.identity.origin.persons:
        return add(parent, "person", refersTo=f"{known.to('TLCPerson', str(value))} {records}")
    if fact.kind == "name":
        return add(parent, "entity", name="name", refersTo=records)
    return add(parent, "inline", name=fact.kind, refersTo=records)


def write_as(parent: etree._Element, name: str, fact: TracedFact, known: References, **attributes: str) -> None:
    """Write a fact as an element of a name, such as docNumber."""
    write_text(add(parent, name, refersTo=refer_to(fact, known), **attributes), _bare(fact.text), known)


def _name_of(value: object) -> str:
    return str(value.get("en") or next(iter(value.values()))) if isinstance(value, Mapping) else str(value)


def refer_to(fact: TracedFact, known: References) -> str:
    """The references to the records of a fact."""
    return known.to_records(fact.records)


def _bare(text: str) -> str:
    return plain(_ISOLATES.sub("", text))


def _write_stretch(
    parent: etree._Element, parts: list[tuple[str | None, str]], stretch: tuple[int, int], known: References
) -> None:
    """Write a stretch of a text, what is in another language with its name."""
    (first, end), at = stretch, 0
    for language, part in parts:
        shown = part[max(first - at, 0) : max(end - at, 0)]
        if shown:
            into = parent
            if language is not None:
                into = add(parent, "span")
                into.set(XML_LANGUAGE, language)
            write_text(into, shown, known)
        at += len(part)


def write_text(parent: etree._Element, text: str, known: References) -> None:
    """Write a text behind what stands there, its lines kept as lines.

    The endings of its ordinals are raised.
    """
    ordinals = ORDINALS.get(known.identity.paper.tongue.language)
    for number, line in enumerate(text.split("\n")):
        if number:
            add(parent, "eol")
        at = 0
        for found in ordinals.finditer(line) if ordinals else ():
            _append(parent, line[at : found.start(2)])
            add(parent, "sup", found[2])
            at = found.end()
        _append(parent, line[at:])


def _append(parent: etree._Element, text: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
