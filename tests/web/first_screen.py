"""What a page shows at once: its links and words, without what is folded or recorded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

RECORDED = frozenset({"passage", "paper", "report"})
"""Classes of what people wrote, which is as long as they made it."""
HIDDEN = frozenset({"hidden", "skip", "printed", "asked"})
"""Classes of what is not in sight; what a choice asks for is shown once it is chosen."""
UNSEEN = frozenset({"script", "style", "svg", "head", "select", "datalist", "textarea"})
"""Elements whose words nobody reads as words of the page."""
ALONE = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end."""


class Shown(NamedTuple):
    """How much a page shows at once."""

    links: int
    words: int


class _Reader(HTMLParser):
    """Reads a page, and leaves out what is folded, hidden or recorded."""

    def __init__(self) -> None:
        """Begin before the page."""
        super().__init__()
        self.links, self.text = 0, list[str]()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a link that is in sight."""
        given = dict(attrs)
        classes = {*(given.get("class") or "").split()}
        is_hidden = tag in UNSEEN or "hidden" in given or "aria-hidden" in given or bool((HIDDEN | RECORDED) & classes)
        seen = not (is_hidden or self._is_folded(tag) or self._is_unseen)
        self.links += seen and tag == "a" and "href" in given
        if tag not in ALONE:
            self._open.append((tag if tag != "details" or "open" in given else "folded", not seen))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that were left open."""
        while self._open:
            last = self._open.pop()[0]
            if last == tag or (tag == "details" and last == "folded"):
                break

    def handle_data(self, data: str) -> None:
        """Keep words that are in sight."""
        if not self._is_unseen and not self._is_folded(""):
            self.text.append(data)

    @property
    def _is_unseen(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _is_folded(self, tag: str) -> bool:
        """Whether something stands in what is folded, and is not its heading."""
        return bool(self._open) and self._open[-1][0] == "folded" and tag != "summary"


def shown(page: str) -> Shown:
    """Count what a page shows at once.

    >>> shown('<p>Two words <a href="/">here</a></p><details><summary>More</summary><a href="/x">Less</a></details>')
    Shown(links=1, words=4)
    """
    reader = _Reader()
    reader.feed(page)
    return Shown(reader.links, len(re.findall(r"\w[\w’'./#-]*", " ".join(reader.text))))
