"""A paper of ours in HTML or Markdown as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from escalade.templates.checks.reading.block import Block
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "title"}
_SILENT = {"style", "script", "title"}
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&$\-+=:#.)])")
_MARKED = re.compile(r"(?<!\\)\*{1,3}|\\$")
MOST_OPEN = 100
"""How many tags or remarks may lack their end: for each, all that follows is looked through."""
_LINE = re.compile(r"(?P<heading>#{1,6}) +|(?P<quoted>>) ?|(?P<item>- +)")


def tell_unreadable(name: str, problem: str) -> RequestError:
    """Say why a page or text cannot be read in little time."""
    return RequestError("unreadable-page", "{name} cannot be checked: {problem}.", name=name, problem=problem)


class HtmlPage(HTMLParser):
    """A reader of a page, block by block."""

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


def blocks_of_page(content: bytes, name: str) -> Iterator[Block]:
    """The blocks of a page.

    Raises:
        RequestError: too much of its markup has no end.
    """
    page, text = HtmlPage(), content.decode("utf-8", "replace")
    if count_open(text) > MOST_OPEN:
        raise tell_unreadable(name, Message("its markup has no end"))
    page.feed(text)
    page.close()
    yield from page.blocks


def count_open(text: str) -> int:
    """Count the tags, values, remarks and sections that lack their end."""
    heads = [piece.partition(">") for piece in text.split("<")[1:]]
    remarks = sum("-->" not in piece for piece in text.split("<!--")[1:])
    return remarks + text.count("<![") + sum(not end or head.count('"') % 2 == 1 for head, end, _ in heads)


def without_remarks(text: str) -> str:
    """A text without its remarks; one that has no end is text."""
    first, *pieces = text.split("<!--")
    ended = max((place for place, piece in enumerate(pieces) if "-->" in piece), default=-1)
    kept, inside = [first], False
    for place, piece in enumerate(pieces):
        inside = inside or place <= ended
        _, mark, after = piece.partition("-->") if inside else ("", "", f"<!--{piece}")
        inside = inside and not mark
        kept.append("" if inside else after)
    return "".join(kept)


def blocks_of_markdown(content: bytes, _name: str) -> Iterator[Block]:
    """The blocks of a paper in Markdown, as our layout writes it."""
    for line in without_remarks(content.decode("utf-8", "replace")).splitlines():
        match = _LINE.match(line.strip())
        text = line.strip()[match.end() :] if match else line.strip()
        bare = _ESCAPED.sub(r"\1", _MARKED.sub("", text))
        level = len(match["heading"]) if match and match["heading"] else 0
        label = "•" if match and match["item"] else ""
        yield Block(bare, level, label, is_draft=bool(match and match["quoted"]))
