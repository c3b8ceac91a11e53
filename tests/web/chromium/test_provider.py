"""Signing in through a provider, acting, and signing out, in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from escalade.models.reader import open_reader
from tests.programs import OPENID_PROVIDER, need
from tests.web.browser import DESK
from tests.web.chromium.conftest import Opened
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served, free_port, serving
from tests.web.openid.conftest import written
from tests.web.openid.issuers import CertifiedIssuer, MockIssuer, running

PRESS = "() => [...document.querySelectorAll('form.act button')].at(-1).click()"
PROPOSED = {
    "words": "fog",
    "field_version__title.en": "Fog signals",
    "field_version__questions.en.0": "What is a good signal?",
    "field_by_state": "Made-up Land",
    "on": "2020-02-10",
}
ADA = {"email": "desk@made-up.example", "email_verified": True}


@contextmanager
def certified_house(served: Served, port: int, log: Path) -> Iterator[None]:
    """The certified provider, which knows one person."""
    with running(CertifiedIssuer(need(OPENID_PROVIDER), log, served.address, port=port)) as issuer:
        issuer.put("ada", ADA)
        yield


def sign_in_there(page: Page) -> None:
    """Fill in the forms of the certified provider."""
    page.get_by_placeholder("Enter any login").fill("ada")
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


@contextmanager
def mock_house(served: Served, port: int, log: Path) -> Iterator[None]:  # noqa: ARG001  # it lets any pages ask
    """The provider from PyPI, which knows one person."""
    with running(MockIssuer(log, port=port)) as issuer:
        issuer.put("ada", ADA)
        yield


def choose_there(page: Page) -> None:
    """Fill in the form of the provider from PyPI."""
    page.locator('input[name="sub"]').fill("ada")
    page.get_by_role("button", name="Authorize").click()


HOUSES = {
    "certified": (certified_house, sign_in_there, "Yes, sign me out"),
    "mock": (mock_house, choose_there, "End session"),
}


@pytest.fixture(params=HOUSES)
def house(
    request: pytest.FixtureRequest, kept: Path, tmp_path: Path
) -> Iterator[tuple[Served, Callable[[Page], None], str]]:
    """Pages whose people sign in through a provider, how they do so there, and its last button."""
    start, fill_in, button = HOUSES[request.param]
    register, port = Path(shutil.copy(kept, tmp_path / "register.db")), free_port()
    providers = written(tmp_path / "providers.toml", staff=f"http://127.0.0.1:{port}")
    with serving(register, "--providers", str(providers)) as served, start(served, port, tmp_path / "log"):
        yield served, fill_in, button


def test_an_officer_signs_in_acts_and_signs_out_through_a_provider(
    house: tuple[Served, Callable[[Page], None], str], opened: Opened
) -> None:
    served, fill_in, button = house
    desk = Person(opened(served))
    desk.page.goto("/fr/rounds/2020")
    desk.page.get_by_role("link", name="Se connecter").click()
    desk.page.get_by_role("button", name="Se connecter par Made-up staff").click()
    desk.page.wait_for_url(lambda url: not url.startswith(served.address))  # the page leads on by itself
    fill_in(desk.page)
    desk.page.wait_for_url(f"{served.address}/fr/**")
    desk.page.goto("/rounds/2020/acts/propose")
    desk.types(PROPOSED)
    desk.page.evaluate(PRESS)
    desk.page.get_by_text("Recorded: Fog signals.").wait_for()
    with open_reader(served.register) as reader:
        record = reader.standing().record("2020/fog#1")
    assert record.officer == DESK
    assert re.fullmatch(r"vouched for by http://127\.0\.0\.1:\d+ at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.identity)
    desk.page.locator("summary", has_text=DESK).click()
    desk.page.get_by_role("button", name="Sign out").click()
    desk.page.wait_for_url(lambda url: not url.startswith(served.address))
    desk.page.get_by_role("button", name=button).click()
    desk.page.wait_for_url(lambda url: url.startswith(served.address))
    desk.page.goto("/inbox")
    assert "/sign-in" in desk.page.url
