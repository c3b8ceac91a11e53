"""Pages in other languages hold no English of ours: titles, hints, refusals, pages that are not there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.settings import Settings
from tests.web.browser import CHEAP, PASSWORD, Browser, hidden, signs_in
from tests.web.catalogue import OTHERS, translated, waiting
from tests.web.crawl import pages

ENGLISH = re.compile(
    r"\b(?:the|of|and|is|not|by|from|was|has|its|this|that|are|were|been|which|with|for|to|in|at|no|or|it|as|an|how|what"
    r"|when|who|where|gathering|online|meeting|hearing|round|topic|give|any|one|sitting|chair|desk|launched|agreed|referred"
    r"|proposed|debated|late|NAME|DAY|TITLE|OFFICER|REF|TEXT|WORDS|UNTIL|FILE)\b"
)
"""Words that English sentences are made of and others are not."""
ALSO = {"es": {"no"}, "fr": {"or"}}
"""Words of these that another language has too."""
OF_THE_CASE = re.compile(
    r"«[^»]*»|“[^”]*”|\b(?:body|meeting|session|round|one-language|[\w-]*physical-meeting[\w-]*)\b(?=[#/ ]|$)"
    r"|over.the.top|\bnouns\.\w+|https?://\S+|[(\uff08](?:vice-)?chair[)\uff09]"
)
"""What the case says itself, references, addresses, and values that are typed."""
TYPED = re.compile(
    r"\bescalade [a-z][^.;»]*|«[^»]*»|“[^”]*”|\([^)]*\)|--\S+(?: [a-z]+-\S+| [A-Z]+\b)?|\S*[/=_+-]\S*|{\w+}|%\(\w+\)s"
)
"""What a translation quotes, or names as it is typed."""
KEYS = re.compile(r"--between \S+|\b(?:signed in|vouched for by|loaded by|copied with round|body\W.{0,6}meeting)\b")
"""Values that are typed in English on whatever page."""
OFFICERS = (None, "Majed Al-Mazyed", "Secretariat", "Council secretariat")
FIRST = ("/", "/inbox", "/sign-in", "/rounds/none", "/sessions/none", "/meetings/99", "/topics/2017/none", "/nowhere")
_VOID = frozenset({"br", "img", "input", "meta", "link", "hr", "col", "wbr", "source"})


class TextNodes(HTMLParser):
    """The text nodes of a page, without code and what is marked as of another language."""

    def __init__(self, language: str) -> None:
        """Begin outside everything."""
        super().__init__()
        self._language = language
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element; take what it says in attributes."""
        named = dict(attrs)
        unread = (
            tag in {"script", "style", "code", "pre"}
            or named.get("lang", self._language) != self._language
            or self._is_unread
        )
        self.found += [text for name in ("alt", "title", "aria-label") if (text := named.get(name)) and not unread]
        if tag not in _VOID:
            self.open.append((tag, unread))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and what was left open in it."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take what stands in an element."""
        if data.strip() and not self._is_unread:
            self.found.append(" ".join(data.split()))

    @property
    def _is_unread(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def english(page: Response, language: str) -> Iterator[str]:
    """What a page in another language says in English; what waits for its translation may."""
    if page.headers.get("content-type", "").startswith("text/html"):
        nodes, shared = TextNodes(language), ALSO.get(language, set())
        nodes.feed(page.text.translate(dict.fromkeys(map(ord, f"{OPEN}{CLOSE}"))))
        for text in nodes.found:
            if set(ENGLISH.findall(OF_THE_CASE.sub(" ", waiting(language).sub(" ", text)))) - shared:
                yield text


def with_previews(browser: Browser, counted: Counter[str], enough: int) -> Iterator[tuple[str, Response]]:
    """Each kind of page, and what each form answers that is sent as it stands."""
    for path, page in pages(browser, FIRST, counted, enough=enough):
        yield path, page
        with suppress(AssertionError):
            form = {name: hidden(page.text, name) for name in ("form", "seen")}
            yield f"preview of {path}", browser.post(path.partition("?")[0], data={**form, "step": "preview"})


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The pages of the round of 2017, with an account for each office."""
    register = tmp_path_factory.mktemp("english") / "register.db"
    assert run(["--quiet", "--register", str(register), "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    password = hash_password(PASSWORD, CHEAP)
    accounts = {officer: Account(officer, password) for officer in OFFICERS if officer}
    settings = Settings(register=Location(register), accounts=register.with_name("accounts.toml"), mail=True)
    app = create_app(settings, accounts)
    yield app
    close(app)


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_in_another_language_holds_english_of_ours(app: FastAPI, language: str) -> None:
    counted = Counter[str]()
    # what no catalogue knows is English in each language, and each has what one knows: the office sees most of it
    officers, enough = (OFFICERS, 2) if language == "fr" else (("Secretariat",), 1)
    for officer in officers:
        with Browser(app, headers={"accept-language": language}) as browser:
            assert officer is None or signs_in(browser, officer) != "/sign-in"
            read = with_previews(browser, counted, enough)
            found = {path: told for path, page in read if (told := list(english(page, language)))}
        assert found == {}


def test_no_translation_holds_english_of_ours() -> None:
    for language in OTHERS:
        said = translated(language).values()
        read = {text: set(ENGLISH.findall(TYPED.sub(" ", KEYS.sub(" ", text)))) for text in said}
        assert {text: words for text, words in read.items() if words - ALSO.get(language, set())} == {}
