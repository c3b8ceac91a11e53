"""A passkey in a real browser, on a device of its own (WebAuthn, 11)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from tests.web.browser import DESK, PASSWORD
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import Person
from tests.web.chromium.server import serving

KEEPS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def gives_device(page: Page) -> tuple[CDPSession, str]:
    """Give a browser a device that holds passkeys."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made: dict[str, Any] = tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPS})
    return tools, made["authenticatorId"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_passkey_is_added_and_signs_in(kept: Path, tmp_path: Path, opened: Opened, language: str) -> None:
    with serving(with_accounts(kept, tmp_path, (DESK,))) as served:
        page = opened(served, base_url=f"http://localhost:{served.port}")
        tools, device = gives_device(page)
        desk = Person(page, language)
        desk.signs_in(DESK)
        page.goto(f"/{language}/access")
        page.locator("summary").get_by_text(desk.say("Add a passkey")).click()
        adding = page.locator("form[data-passkey]")
        adding.get_by_label(desk.say("What you call it")).fill("Made-up phone")
        adding.get_by_label(desk.say("Present password")).fill(PASSWORD)
        tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
        adding.get_by_role("button").click()
        adding.get_by_role("alert").wait_for()
        tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
        adding.get_by_role("button").click()
        page.get_by_text(desk.say("The passkey is added: you can sign in with it from now on.")).wait_for()
        assert "Made-up phone" in desk.said

        page.context.clear_cookies()
        page.goto(f"/{language}/sign-in?next=/people")
        page.get_by_role("button", name=desk.say("Sign in with a passkey")).click()
        page.wait_for_url(f"**/{language}/people")
        assert DESK in desk.said
        kept_keys = tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
        assert [one["isResidentCredential"] for one in kept_keys] == [True]


def test_without_scripts_no_passkey_is_offered(kept: Path, tmp_path: Path, opened: Opened) -> None:
    with serving(with_accounts(kept, tmp_path, (DESK,))) as served:
        page = opened(served, base_url=f"http://localhost:{served.port}", java_script_enabled=False)
        desk = Person(page)
        desk.signs_in(DESK)
        page.goto("/access")
        assert page.get_by_text("a browser is needed that knows passkeys").is_visible()
        assert not page.get_by_role("button", name="Add a passkey").is_visible()
