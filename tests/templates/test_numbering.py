"""Lists of a Word file: what they cannot count keeps the number that was printed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from lxml import etree

from escalade.templates.checks.reading.package import W
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.word.draw import NUMBERING, POOL, Lists, draw_word, prepare_lists
from escalade.templates.formats.word.language import STYLES
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, Paragraph, Section

from .conftest import Register

NONE = Lists({}, {})
SPACE = f'xmlns:w="{W[1:-1]}"'


def test_a_template_without_lists_has_none_to_count() -> None:
    assert prepare_lists({}, "{})") == (b"", NONE)
    assert prepare_lists({NUMBERING: b"<x/>"}, "{})") == (b"<x/>", NONE)


def test_styles_that_rest_on_each_other_or_on_none_are_not_numbered() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="First"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum></w:numbering>'
    based = {"First": "", "Second": "First", "Third": "Fourth", "Fourth": "Third", "Fifth": "Gone"}
    styles = "".join(
        f'<w:style w:styleId="{name}">{f"""<w:basedOn w:val="{on}"/>""" if on else ""}</w:style>'
        for name, on in based.items()
    )
    given = {NUMBERING: lists.encode(), STYLES: f"<w:styles {SPACE}>{styles}</w:styles>".encode()}
    assert prepare_lists(given, "{})")[1] == Lists({"First": 0, "Second": 0}, {})


def test_labels_stand_where_a_line_begins(round_of_2017: Register) -> None:
    """A label extends from there into its line: those on the left of an Arabic box stood beyond it."""
    for language, side in (("en", "left"), ("ar", "right")):
        part = parts_of(draw_word(round_of_2017.paper("note", "2017", language), None), "note.docx")[NUMBERING]
        assert {one.get(f"{W}val") for one in etree.fromstring(part).iter(f"{W}lvlJc")} == {side}


def test_lists_beyond_those_that_begin_anew_keep_their_letters(round_of_2017: Register) -> None:
    def said(text: str) -> SaidSentence:
        return SaidSentence("x", text)

    one = Paragraph(said("Lead:"), (Item(said("entry"), said("(a)")),))
    paper = replace(round_of_2017.paper("note", "2017"), sections=(Section("x", said("Made up"), (one,) * (POOL + 2)),))
    texts = [one.text for one in Document(BytesIO(draw_word(paper, None))).paragraphs if one.text.endswith("entry")]
    assert texts == ["entry"] * POOL + ["(a)\tentry"] * 2
