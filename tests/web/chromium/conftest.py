"""Chromium, the real one; what it is missing for is skipped, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from escalade.models.backends.location import Location
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import accounts_beside
from tests.programs import CHROMIUM, need
from tests.web.browser import CHEAP, OFFICERS, PASSWORD
from tests.web.chromium.scene import played
from tests.web.chromium.server import Served, serving

ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps it from asking the network for anything of its own."""


@pytest.fixture(scope="module")  # its event loop stays on the thread, where others run their own
def chromium() -> Iterator[Browser]:
    """The browser, for the tests of one module; each visitor has a context of their own."""
    executable = need(CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ALONE))
        yield browser
        browser.close()


Opened = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """New browsers that know nothing of each other, each with one page."""
    contexts: list[BrowserContext] = []

    def one(served: Served, **options: object) -> Page:
        context = chromium.new_context(**{"base_url": served.address, "locale": "en-GB", **options})  # type: ignore[arg-type]  # as Playwright types each
        contexts.append(context)
        context.set_default_timeout(30_000)
        return context.new_page()

    yield one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def full_swing(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of a round in full swing, to be copied."""
    return played(Path(shutil.copy(kept, tmp_path_factory.mktemp("full-swing") / "register.db")))


@pytest.fixture(scope="module")
def scene(full_swing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A round in full swing, served to the tests of one module."""
    with serving(with_accounts(full_swing, tmp_path_factory.mktemp("scene"), OFFICERS)) as served:
        yield served


def with_accounts(register: Path, folder: Path, names: tuple[str, ...]) -> Path:
    """A copy of a register, with an account for each name beside it."""
    copy = Path(shutil.copy(register, folder / "register.db"))
    book = Accounts(accounts_beside(Location(copy)), cost=CHEAP)
    for name in names:
        book.add(name, PASSWORD)
    return copy
