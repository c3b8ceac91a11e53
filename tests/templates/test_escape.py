"""The text of a user stays text: in every form, whatever it looks like."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from escalade.templates.formats.layout import in_html, in_markdown
from escalade.templates.languages.typography import set_text

from .conftest import Register

HOSTILE = (
    "{{ 7*7 }}{% for x in y %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "# Heading #",
    "**bold** _it_ `code` ~~gone~~",
    "[link](http://example.org) www.example.org",
    "| a | b |",
    "- item",
    "1. item",
    "=HYPERLINK(1)",
    "<!-- escalade-seal: 1:2 -->",
    "&lt;b&gt; &amp; $x$ \\",
    "]]> \u202e 😀",
)
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "div", "header", "h1", "h2", "h3", "p", "span", "section",
    "ul", "ol", "li", "br",
}  # fmt: skip


class Reader(HTMLParser):
    """What a browser would see: elements, and text."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, but for references to the annexes of the paper."""
        if tag == "a" and [name for name, _ in attrs] == ["href"] and str(attrs[0][1]).startswith("#annex-"):
            return
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def spoken(register: Register, text: str) -> None:
    """Put a hostile text wherever users may write one."""
    on, desk = {"on": "2031-03-04"}, {"by": "Made-up Desk", "on": "2031-03-04"}
    version = {"title": {"en": text}, "invitation": {"en": text}, "questions": [{"en": text}], "source": "LA31/3"}
    register.act("revise", "2031/glass", **desk, version=version)
    position: dict[str, Any] = {"holders": (text,), "stance": "support", "text": {"en": text}, "source": text}
    register.act("take position", "2031/glass", **desk, **position)
    register.act("record statement", "2031/glass", **desk, holders=(text,), text={"en": f"{text}\n{text}"})
    at: dict[str, Any] = {"evidence": {"meeting": "1", "paragraph": text}, "refer": True}
    failed = {**at, "tried": {"en": text}, "words": {"en": text}}
    register.act("record no consensus", "2031/glass", "2031/wick", by="Made-up Chair", **on, **failed)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\u202e" not in text])
def test_hostile_text_is_shown_and_nothing_more(lanterns: Register, text: str) -> None:
    spoken(lanterns, text)
    reader = Reader()
    reader.feed(lanterns.text("note", "2031", form="html"))
    assert reader.text.count(set_text(text, "en")) >= 5
    assert reader.text.count(text) + reader.text.count(set_text(text, "en")) >= 8
    assert reader.elements <= ELEMENTS
    assert reader.attributes <= {"lang", "dir", "charset", "name", "content", "class", "role", "id", "data-records"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_line_of_markdown_is_escaped_and_can_be_read_back(text: str) -> None:
    escaped = str(in_markdown(text))
    assert re.sub(r"\\(_|[^\w\s])", r"\1", escaped) == text.strip()
    assert not re.match(r"([-+=:#|>*]|\d+[.)] )", escaped)
    assert not re.search(r"(?<!\\)[<>*_`|\[\]&$~]", escaped)


def test_lines_of_a_passage_stay_lines() -> None:
    assert in_markdown("one\n\n- two\n# three\n") == "one\\\n\\- two\\\n\\# three"
    assert in_html("one\n\n<two>\n") == "one<br>&lt;two&gt;"


def test_what_needs_no_escape_stays_as_it_is() -> None:
    text = "C17/130(Rev.1), 2017/ott#7: 13-14 octobre 2016, l'accès à l'Internet?"
    assert (in_markdown(text), in_html(text)) == (text, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_can_be_read_back(text: str) -> None:
    assert html.unescape(in_html(text)) == text
