"""Draw a paper as Akoma Ntoso: metadata, preface, body, annexes."""

from __future__ import annotations

from collections.abc import Iterable
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
from escalade.templates.formats.akoma_ntoso.inline import (
    XML_LANGUAGE,
    write_as,
    write_said,
    write_text,
)
from escalade.templates.values.fact import Printable, TracedFact
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Seal, Section, TopicText
from escalade.workflow.values.dates import When
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.message import Word


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
            self._conclusions(self._begin(document, "conclusions", "concl"))
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

    def _conclusions(self, conclusions: etree._Element) -> None:
        for one in self.paper.signature:
            self.say(add(conclusions, "p"), "signature", one)

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
