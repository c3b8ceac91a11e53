"""What was taken away stays away: other ways in, and what they kept."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.server.tables import ServerTable, SessionRow
from escalade.web.auth.openid import OpenIdClient
from escalade.web.settings import Settings
from tests.web.browser import DESK, Browser, said
from tests.web.caller import Caller
from tests.web.conftest import MakeApp, Visitors
from tests.web.operating import Serving

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
GONE_MODULES = (
    "web.api.idempotency",
    "models.server.answers",
    "web.auth.passkeys",
    "models.server.passkeys",
    "web.auth.second_factor",
    "web.auth.bootstrap",
    "web.routes.founding",
    "web.forms.founding",
)
GONE_PACKAGES = ("fido2", "pyotp")
GONE_TABLES = ("server_answer", "server_passkey", "server_secret", "server_provider_session", "server_voucher")
GONE_ADDRESSES = (
    ("POST", "/sign-in/passkey"),
    ("POST", "/sign-in/code"),
    ("GET", "/static/passkey.js"),
    ("GET", "/constitute"),
    ("POST", "/constitute"),
    ("POST", "/api/acts/propose"),
)


@pytest.mark.parametrize("name", GONE_MODULES)
def test_nothing_of_it_is_left_to_import(name: str) -> None:
    assert find_spec(f"escalade.{name}") is None


@pytest.mark.parametrize("name", GONE_PACKAGES)
def test_no_package_is_asked_for_that_served_it_alone(name: str) -> None:
    assert name not in PROJECT.read_text("utf-8")


@pytest.mark.parametrize(("method", "path"), GONE_ADDRESSES)
def test_nothing_answers_there(method: str, path: str, visitors: Visitors) -> None:
    assert visitors(DESK).request(method, path).status_code == 404


def test_a_browser_that_signed_in_keeps_no_cookie_but_that_of_its_session(visitors: Visitors) -> None:
    assert set(visitors(DESK).cookies) == {"escalade_session"}


@pytest.mark.parametrize("name", GONE_TABLES)
def test_nothing_of_it_is_kept(name: str) -> None:
    assert name not in ServerTable.metadata.tables


def test_no_page_begins_a_register_and_the_first_says_what_does(tmp_path: Path, make_app: MakeApp) -> None:
    create(place := Location(tmp_path / "register.db"))
    browser = Browser(make_app(Settings(register=place, accounts=tmp_path / "accounts.toml")))
    assert "This register holds nothing yet: whoever runs the server begins it with “escalade init”." in said(
        browser.get("/")
    )
    assert "No topic is shown at the moment." in said(browser.get("/room"))


def test_nothing_is_kept_with_which_a_provider_could_be_asked_again() -> None:
    assert {"asked", "confirmed", "sealed"}.isdisjoint(SessionRow.model_fields)
    assert not hasattr(OpenIdClient, "renew")


def test_a_key_for_repeated_calls_is_ignored(serving: Serving) -> None:
    caller = Caller(serving(), DESK).client
    body = {"of": ["2031"], "on": "2020-02-01", "title": {"en": "A made-up round"}}
    first, again = (
        caller.post("/api/acts", json={"act": "open round", **body}, headers={"idempotency-key": "made-up"})
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 409)
    assert "idempotency-replayed" not in again.headers
