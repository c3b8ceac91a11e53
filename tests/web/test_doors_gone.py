"""What was taken away stays away: other ways in, and what they kept."""

from __future__ import annotations

from pathlib import Path

from escalade.models.backends import Location, create
from escalade.web.settings import Settings
from tests.web.browser import Browser, said
from tests.web.conftest import MakeApp


def test_no_page_begins_a_register_and_the_first_says_what_does(tmp_path: Path, make_app: MakeApp) -> None:
    create(place := Location(tmp_path / "register.db"))
    browser = Browser(make_app(Settings(register=place, accounts=tmp_path / "accounts.toml")))
    assert "This register holds nothing yet: whoever runs the server begins it with “escalade init”." in said(
        browser.get("/")
    )
    assert "No topic is shown at the moment." in said(browser.get("/room"))
