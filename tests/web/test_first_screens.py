"""There are few kinds of page, and what an officer sees first is short."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.web.auth.accounts import Account
from escalade.web.rendering.page import Pages
from escalade.web.routes.people import invite
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, Browser, does, signs_in
from tests.web.chromium.scene import played
from tests.web.conftest import MakeApp
from tests.web.first_screen import shown
from tests.web.operating import Serving
from tests.web.test_page_matrix import OPENED, PUBLIC

MOST_PUBLIC, MOST = 14, 24
MOST_LINKS, MOST_WORDS = 30, 250
FIRST = (
    *("/", "/rounds/2020", "/rounds/2021", "/topics/2021/fog", "/topics/2020/light", "/sessions/Assembly 2020"),
    *("/meetings/1", "/inbox", "/chair", "/rounds/2020/plan", "/rounds/2020/papers/note", "/people"),
    *("/help/chair", "/help/secretariat", "/help/council-secretariat"),
)
"""What an officer opens in a round in full swing."""


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The kinds of page that are drawn: each has a template of its own."""
    drawn, render = set[str](), Pages.render

    def note(self: Pages, name: str, language: str, prefix: str, facts: Mapping[str, Any]) -> str:
        drawn.update({name} if name.endswith(".html") else ())
        return render(self, name, language, prefix, facts)

    monkeypatch.setattr(Pages, "render", note)
    return drawn


def test_there_are_few_kinds_of_page(serving: Serving, kinds: set[str]) -> None:
    app = serving(mail=True)
    stranger, officers = Browser(app), {name: Browser(app) for name in (CHAIR, DESK, COUNCIL_DESK)}
    for name, browser in officers.items():
        signs_in(browser, name)
    asked = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    assert does(officers[DESK], "/rounds/2020/acts/propose", words="fog", **asked, on="2020-02-10").is_success
    kinds.clear()
    invite(app.state.app_state, "Made-up Newcomer", DESK, "made-up-token")
    newcomer = "/welcome/made-up-token"
    for path in (*(path for path, whose in OPENED.values() if whose == PUBLIC), "/mail", newcomer):
        assert stranger.get(path).status_code == 200, path
    assert len(kinds) <= MOST_PUBLIC, kinds
    for browser, (path, _) in product(officers.values(), OPENED.values()):
        browser.get(path)
    kinds.discard("trouble.html")  # what is said where a page is for another office
    assert len(kinds) <= MOST, kinds


def test_what_an_officer_sees_first_is_short(
    kept: Path, accounts: dict[str, Account], make_app: MakeApp, tmp_path: Path
) -> None:
    register = played(Path(shutil.copy(kept, tmp_path / "register.db")))
    app = make_app(Settings(register=Location(register), accounts=tmp_path / "accounts.toml"), accounts)
    long = {}
    for name in (CHAIR, DESK, COUNCIL_DESK):
        browser = Browser(app)
        signs_in(browser, name)
        for path in FIRST:
            links, words = shown(browser.get(path).text)
            if links > MOST_LINKS or words > MOST_WORDS:
                long[name, path] = (links, words)
    assert long == {}
