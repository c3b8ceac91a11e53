"""Every page that links lead to, one or two of each kind."""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from contextlib import closing
from functools import cache
from urllib.parse import urljoin, urlsplit

import httpx2

from escalade.web.i18n.language import split_language
from tests.web.browser import hidden, signs_in
from tests.web.chromium.server import Served

OF_A_KIND = 3
"""How many pages that differ in what they are about, not in what they show."""

BEGINNINGS = ("/", "/sign-in", "/no-such-page")
EXPECTED = {"/no-such-page": 404, "/drafts/report/en.docx": 409}
"""What pages answer that are not simply there; no act is on record of some meetings."""

HOLDS_A_FORM = 'enctype="multipart/form-data" class="act"'
"""How the form of an act is told on a page."""

_LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
_NAMES = re.compile(r"(?<=/)(\d{4}/[a-z]+|\d{4}|\d+|Assembly%20\d{4})(?=[/.?]|$)")


def kind_of(path: str) -> str:
    """What kind of page it is: its address without names and numbers.

    >>> kind_of("/topics/2020/fog/records/3")
    '/topics/*/records/*'
    """
    return _NAMES.sub("*", path.partition("?")[0])


def visitor(served: Served, name: str = "") -> httpx2.Client:
    """Someone who asks for pages, signed in or not."""
    client = httpx2.Client(base_url=served.address, follow_redirects=True, headers={"accept-language": "en"})
    if name:
        assert signs_in(client, name) != "/sign-in"
    return client


@cache
def pages_of(served: Served, name: str) -> dict[str, str]:
    """The pages that somebody comes to before anything is done."""
    with closing(visitor(served, name)) as client:
        return pages(client)


def pages(client: httpx2.Client) -> dict[str, str]:
    """The HTML of each page that a visitor comes to, by its path."""
    found: dict[str, str] = {}
    waiting, seen, kinds = deque(BEGINNINGS), set(BEGINNINGS), Counter[str]()
    while waiting:
        path = waiting.popleft()
        if kinds[kind_of(path)] == OF_A_KIND:
            continue
        answer = client.get(path)
        if not answer.headers["content-type"].startswith("text/html") or "content-disposition" in answer.headers:
            continue
        kinds[kind_of(path)] += 1
        found[path] = answer.text
        assert answer.status_code == EXPECTED.get(kind_of(path), 200), (path, answer.text)
        onward = [within(path, link) for link in _LINK.findall(answer.text)]
        fresh = [link for link in dict.fromkeys(onward) if link and link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return found


def refusals(client: httpx2.Client, shown: dict[str, str]) -> dict[str, str]:
    """The HTML of each act's form that comes back with what is wrong, by its path; `shown` is what came first."""
    found: dict[str, str] = {}
    for path, text in shown.items():
        if HOLDS_A_FORM in text:
            tokens = {name: hidden(text, name) for name in ("form", "seen")}
            for day in ("2999-01-01", "yesterday"):
                answer = client.post(path.partition("?")[0], data={**tokens, "step": "act", "on": day})
                assert answer.status_code in {409, 422}, (path, answer.text)
                found[f"{path} on {day}"] = answer.text
    return found


def within(page: str, link: str) -> str:
    """The path that a link on a page leads to; empty where it leads elsewhere."""
    whole = urlsplit(urljoin(f"http://here{page}", html.unescape(link)))
    inside = whole.netloc == "here" and not split_language(whole.path)[0]
    return f"{whole.path}{f'?{whole.query}' if whole.query else ''}" if inside else ""
