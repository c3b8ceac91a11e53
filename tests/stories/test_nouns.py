"""In the register of a body with nouns of its own, everything is said in them."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.i18n.language import LANGUAGES
from escalade.web.settings import Settings
from escalade.workflow.procedure import ROWS
from tests.web.browser import CHEAP, PASSWORD, Browser, signs_in
from tests.web.conftest import loop
from tests.web.crawl import pages as find_pages

from .conftest import Teller
from .other_kind import OF_BODY, SAID_OF_OURS
from .test_objections_council import council, decided, launched
from .test_standards_committee import called, committee

__all__ = ["called", "committee", "council", "decided", "launched", "loop"]
OFFICERS = {
    "launched": (None, "Made-up Chair", "Made-up Desk", "Made-up Council Desk"),
    "called": (None, "Made-up Chair", "Made-up Desk", "Made-up Returning Desk"),
}


ACTS = sorted({line[0].act.replace(" ", "-") for line in ROWS if line[0].of == "topic" and line[0].stands_alone})
"""What may be asked about a topic."""


FIRST = ("/", "/inbox", "/chair", "/sign-in", "/rounds/none", "/sessions/none")
_UNSEEN = re.compile(r"<(script|style|code)\b.*?</\1>|<[^>]*>", re.DOTALL)


_FOLDED = re.compile(r"\r\n[ \t]")
"""Where a line of a calendar goes on (RFC 5545, 3.1)."""


_SPOKEN = re.compile(r'(?:alt|title|placeholder|aria-label)="([^"]*)"')


@pytest.fixture(params=list(OFFICERS))
def body(request: pytest.FixtureRequest) -> tuple[Teller, str]:
    """A teller on the register of one of both bodies, and its name here."""
    return request.getfixturevalue(request.param), request.param


@pytest.fixture
def browsers(body: tuple[Teller, str], tmp_path: Path) -> Iterator[list[Browser]]:
    """A browser for a stranger and for each officer of the body."""
    teller, name = body
    password = hash_password(PASSWORD, CHEAP)
    accounts = {one: Account(one, password) for one in OFFICERS[name] if one}
    app = create_app(Settings(register=Location(teller.register), accounts=tmp_path / "accounts.toml"), accounts)
    opened = [Browser(app) for _ in OFFICERS[name]]
    for browser, officer in zip(opened, OFFICERS[name], strict=True):
        assert not officer or signs_in(browser, officer) != "/sign-in"
    yield opened
    for browser in opened:
        browser.close()
    close(app)


def pages(browser: Browser, language: str, counted: Counter[str]) -> dict[str, str]:
    """What every kind of page says that links lead to."""
    found: dict[str, str] = {}
    for path, answer in find_pages(browser, FIRST, counted, {"accept-language": language}):
        kind = answer.headers.get("content-type", "")
        if kind.startswith(("text/html", "image/svg", "text/calendar")):
            text = _FOLDED.sub("", answer.text)
            spoken = " ".join(_SPOKEN.findall(text))
            found[path] = " ".join(html.unescape(f"{_UNSEEN.sub(' ', text)} {spoken}").split())
    return found


def test_no_page_says_our_nouns(browsers: list[Browser]) -> None:
    counted = {language: Counter[str]() for language in LANGUAGES}
    in_english, of_desk = product(["en"], browsers), product(LANGUAGES, [browsers[2]])  # its pages show most
    for language, browser in (*in_english, *of_desk):  # every sentence in each language: tests/web/test_own_nouns.py
        told = pages(browser, language, counted[language])
        assert len(told) > len(FIRST) - 1
        found = {path: SAID_OF_OURS[language].search(OF_BODY.sub("", text)) for path, text in told.items()}
        assert {path: told[path][one.start() - 60 : one.end() + 60] for path, one in found.items() if one} == {}


REFUSED = (
    "close {topic} --on {early}", "extend {topic} --closes 2022-01-01 --on {early}", "cancel {topic} --on {early}",
    "call-off-hearing {topic} --on 2020-01-01", "approve {topic} --on {early}", "open-round {round}", "show session/None",
    "record-hearing {topic} --held 2020-01-01 --on {early}", "escalate {round} --to-session None --on {early}",
    "defer {new} --to-session '{session}' --on {early}", "launch {new} --opens 2022-01-02 --closes 2022-01-01 --on {early}",
    "propose {round}/new --on 2020-01-01", "receive {round} --concerns {topic} --on {early}", "plan none", "plan {round} --if x=y",
    "decline {new} --session '{session}' --sitting 9 --on {early}", "convene --session '{session}' --on {early}",
    "convene --session Third --opens 2022-02-01 --closes 2022-01-01 --sitting 1=2021-01-01 --on {early}",
    "record-consultation --online-from 2022-02-01 --online-to 2021-01-01 --on {early}", "dispatch XYZ/1 --on {early}",
    "appoint Somebody --office council-secretariat --on {early}", "correct {topic}#1 --on {early}", "circulate {new} --on {early}",
    "annul {topic}#1 --reason en=x --on {early}", "record-consideration {topic} --on {early}", "issue note {round}", "call {new}",
    "call {new} --letter", "note none", "record-responses {topic} --on 2020-01-01", "show '{round}/'", "why {topic} launch",
)  # fmt: skip
"""What is refused, or asked for in vain."""


READ = (
    "list", "show {topic}", "show {round}", "show body", "show meeting/1", "show 'session/{session}'", "history {topic}",
    "history {round}", "history body", "history 'session/{session}'", "inbox --all", "plan {round}", "plan {round} --on {early}",
    "consultations", "consultations --past", "decisions --session '{session}'", "agenda 2", "search made", "why {topic}", "why {new}", "why {round}", "why body",
)  # fmt: skip
"""What is read."""


NAMES = {
    "launched": {"round": "objection-1", "topic": "objection-1/return", "session": "Panel 1", "early": "2022-04-05",
                 "desk": "Made-up Desk", "new": "objection-1/new"},
    "called": {"round": "lamps", "topic": "lamps/glass", "session": "Ballot 2", "early": "2023-07-15",
               "desk": "Made-up Desk", "new": "lamps/new"},
}  # fmt: skip


_TYPED = re.compile(
    r"\((?:record|call off) \w+\)|\b(?:record|open|call off) (?:hearing|consultation|round)\b|“[^”]*”|named body, meeting or session|to give: .*|^  .*$|--\S+",
    re.MULTILINE,
)
"""What is typed, commands and options, which are those of the program."""


def test_no_reading_and_no_refusal_says_our_nouns(body: tuple[Teller, str]) -> None:
    teller, name = body
    names = NAMES[name]
    teller.does(
        f"propose {names['new']} --title en=New --question en=What? --by-state 'Made-up Land' --on {names['early']} --as 'Made-up Desk'"
    )
    for line in (*REFUSED, *READ, *(f"why {{{of}}} {act}" for of in ("topic", "new") for act in ACTS)):
        written = line.format(**names)
        code, out, err = teller.types(f"{written} --as 'Made-up Desk'")
        assert (code == 0) == (line in READ or line.startswith("why")), (written, out, err)
        told = OF_BODY.sub("", _TYPED.sub("", out + err))
        assert not (found := SAID_OF_OURS["en"].search(told)), (written, told[found.start() - 60 : found.end() + 60])
