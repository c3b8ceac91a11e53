"""Pages as one finds them by their links: a few of each kind."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from httpx2 import Response

from escalade.web.i18n.language import LANGUAGES
from tests.web.browser import Browser

ENOUGH = 2
"""How many pages of one kind are looked at."""
_ELSEWHERE = (*(f"/{tag}/" for tag in LANGUAGES), "/static/", "/api/", "/papers/", "/drafts/", "/feeds/", "/sign-out")
"""Where links are not followed: other languages, and what is no page."""
_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')
_NAMED = re.compile(r"\b(topics/[^/?]+|rounds|meetings|sessions)/[^/?]+|\b(records)/\d+|=[^&]*")


def kind_of_page(path: str) -> str:
    """What two addresses share that differ in what they are about.

    >>> kind_of_page("/topics/2017/ott/acts/approve?seen=2017/ott%237"), kind_of_page("/rounds/2017/plan")
    ('/topics/acts/approve?seen', '/rounds/plan')
    """
    return _NAMED.sub(lambda found: (found[1] or found[2] or "").partition("/")[0], path)


def pages(
    browser: Browser,
    first: Sequence[str],
    counted: Counter[str],
    headers: dict[str, str] | None = None,
    enough: int = ENOUGH,
) -> Iterator[tuple[str, Response]]:
    """What links lead to, so many of each kind; each of *first* is looked at.

    Args:
        browser: whoever looks.
        first: the addresses to begin at.
        counted: how many of each kind were looked at, by whoever shares it.
        headers: what is sent with each.
        enough: how many of a kind are looked at.
    """
    waiting, seen = deque(first), {*first}
    while waiting:
        path = waiting.popleft()
        if path not in first and counted[kind_of_page(path)] >= enough:
            continue
        counted[kind_of_page(path)] += 1
        page = browser.get(path, headers=headers)
        yield path, page
        links = {html.unescape(found): None for found in _LINK.findall(page.text)}
        waiting.extend(link for link in links if link not in seen and not link.startswith(_ELSEWHERE))
        seen.update(links)
