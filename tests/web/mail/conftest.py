"""Readers who ask for mail, the pages, and the mail server."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from fast_mail_parser import PyMail
from sqlmodel import update

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.store import MailRow, ServerStore
from escalade.models.store.statements import watch_nothing
from escalade.web.auth.accounts import Accounts
from escalade.web.mail.delivery import Delivered, deliver, still_read_by
from escalade.web.mail.gather import Gatherer
from escalade.web.mail.letter import Sender
from escalade.web.mail.smtp import MailServer, parse_mail_server
from escalade.web.settings import Settings
from tests.web.browser import CHEAP, OFFICERS, PASSWORD, Browser, hidden, signs_in
from tests.web.conftest import MakeApp

from .post_office import PostOffice, links_in

SITE = "https://body.example"
NOW = 1_900_000_000.0
"""A moment in March 2030, a Sunday: what is asked for then begins then."""
SENDER = Sender("desk@body.example", SITE)


@dataclass
class World:
    """A register with its pages, its store, and a mail server."""

    place: Location
    accounts: Accounts
    store: ServerStore
    office: PostOffice
    browser: Browser
    now: float = NOW
    server: MailServer = field(init=False)

    def __post_init__(self) -> None:
        """Know the mail server."""
        self.server = MailServer(parse_mail_server(self.office.place))

    def queue(self) -> int:
        """Queue what is new."""
        with open_reader(self.place) as reader:
            gatherer = Gatherer(reader, self.store, self.accounts, SENDER, self.now)
            return gatherer.queue_news(watch_nothing)

    def deliver(self) -> Delivered:
        """Send what waits."""
        with open_reader(self.place) as reader:
            may_go = partial(still_read_by, store=self.store, reader=reader, accounts=self.accounts)
            try:
                return deliver(self.store, self.server, SENDER.address, may_go, lambda: self.now, watch_nothing)
            finally:
                self.server.close()

    def make_due(self, now: float) -> None:
        """Let all that waits be due by another clock."""
        with self.store.transaction() as within:
            within.exec(update(MailRow).values(due=now))

    def looks(self, minutes: float = 24 * 60) -> list[PyMail]:
        """Let time pass, look, send; the messages that the mail server took."""
        self.now += minutes * 60
        before = len(self.office.taken)
        self.queue()
        self.deliver()
        return self.office.taken[before:]

    def does(self, *lines: str) -> None:
        """Type command lines that must work."""
        for line in lines:
            assert run(["--register", str(self.place.path), *shlex.split(line)]) == 0, line

    def asks(self, address: str, *kinds: str, language: str = "en", name: str = "") -> str:
        """Ask for mail on the page, and confirm it; the key of the subscription."""
        if name:
            signs_in(self.browser, name)
        data = {"address": address, "kind": list(kinds), "language": language}
        page = self.browser.get("/mail").text
        data |= {"form": hidden(page, "form")} if name else {}
        assert self.browser.post("/mail", data=data).status_code == 200
        self.looks()
        found = [link for message in self.office.to(address) for link in links_in(message) if "/mail/" in link]
        key = found[-1].rpartition("/")[2]
        assert "is confirmed" in self.browser.post(f"/mail/{key}", data={"change": "confirm"}).text
        if name:
            self.browser.cookies.clear()
        return key


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that is open."""
    with PostOffice() as found:
        yield found


@pytest.fixture
def book(tmp_path: Path) -> Accounts:
    """The accounts of everybody, in a file."""
    found = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    for name in OFFICERS:
        found.add(name, PASSWORD)
    return found


@pytest.fixture
def world(
    place: Location, book: Accounts, office: PostOffice, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """All of it, at a moment of its own."""
    settings = Settings(register=place, accounts=book.path, mail=True)
    store = ServerStore(settings.place_of_sessions)
    browser = Browser(make_app(settings))
    found = World(place, book, store, office, browser)
    monkeypatch.setattr("escalade.web.routes.mail.time.time", lambda: found.now)
    yield found
    store.close()


def unfolded(ics: str) -> str:
    """A calendar, its long lines whole."""
    return re.sub(r"\r?\n[ \t]", "", ics)
