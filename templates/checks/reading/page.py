"""A paper of ours in HTML or Markdown as blocks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from escalade.templates.checks.reading.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "title"}
_SILENT = {"style", "script", "title"}
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&$\-+=:#.)])")
_MARKED = re.compile(r"(?<!\\)\*{1,3}|\\$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE = re.compile(r"(?P<heading>#{1,6}) +|(?P<quoted>>) ?|(?P<item>- +)")


class Page(HTMLParser):
    """What a page shows, block by block."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._open: str = ""
        self._lists: list[int] = []
        self._draft = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a list, a label or the notice of a draft."""
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div" and (self._draft or "draft" in classes):
            self._draft += 1
        if tag in {"ol", "ul"}:
            self._lists.append(0 if tag == "ol" else -1)
        if tag in _BLOCKS or tag in _SILENT:
            self._open, self._text = tag, []
        if tag == "br":
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "div" and self._draft:
            self._draft -= 1
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == self._open:
            if tag not in _SILENT:
                self._take(tag, "".join(self._text))
            self._open, self._text = "", []

    def handle_data(self, data: str) -> None:
        """Take text that stands in a block."""
        if self._open:
            self._text.append(data)

    def _take(self, tag: str, text: str) -> None:
        level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
        label = ""
        if tag == "li" and self._lists:
            numbered = self._lists[-1] >= 0
            self._lists[-1] += 1 if numbered else 0
            label = str(self._lists[-1]) if numbered else "•"
        self.blocks.append(Block(text, level, label, is_draft=bool(self._draft)))


def blocks_of_page(content: bytes, _name: str) -> Iterator[Block]:
    """The blocks of a page."""
    page = Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    yield from page.blocks


def blocks_of_markdown(content: bytes, _name: str) -> Iterator[Block]:
    """The blocks of a paper in Markdown, as our layout writes it."""
    for line in _COMMENT.sub("", content.decode("utf-8", "replace")).splitlines():
        match = _LINE.match(line.strip())
        text = line.strip()[match.end() :] if match else line.strip()
        bare = _ESCAPED.sub(r"\1", _MARKED.sub("", text))
        level = len(match["heading"]) if match and match["heading"] else 0
        label = "•" if match and match["item"] else ""
        yield Block(bare, level, label, is_draft=bool(match and match["quoted"]))
