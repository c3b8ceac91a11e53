"""Signing in with a password, and the session that begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response

from escalade.models.server.store import ServerStore
from escalade.web.auth.accounts import (
    Account,
    Accounts,
)
from escalade.web.auth.rate_limit import PER_NAME_AND_ADDRESS
from escalade.web.auth.session import MOST, Sessions
from escalade.web.forms.sign_in import is_here
from tests.web.browser import CHAIR, CHEAP, COUNCIL_DESK, DESK, PASSWORD, READER, Browser, does, hidden, said, signs_in
from tests.web.conftest import Visitors
from tests.web.operating import Serving

ELSEWHERE = ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\t//x"]


@pytest.mark.parametrize("onward", ELSEWHERE)
def test_signing_in_leads_to_no_other_site(onward: str, visitors: Visitors) -> None:
    assert not is_here(onward)
    assert signs_in(visitors(), DESK, onward=onward) == "/inbox"


def test_name_and_password_must_fit(visitors: Visitors) -> None:
    browser = visitors()
    for name, password in ((DESK, "another password"), ("Nobody at all", "a made-up password"), (DESK, "x" * 2000)):
        assert signs_in(browser, name, password) == "/sign-in"
    assert browser.get("/inbox", follow_redirects=False).status_code == 303


def test_a_form_from_elsewhere_signs_nobody_in(visitors: Visitors) -> None:
    browser = visitors()
    answer = browser.post("/sign-in", data={"name": DESK, "password": "a made-up password", "knock": "guessed"})
    assert answer.status_code == 403
    assert "escalade_session" not in browser.cookies


def test_the_cookie_of_a_session_is_kept_from_scripts_and_other_sites(visitors: Visitors) -> None:
    browser = visitors()
    knock = hidden(browser.get("/sign-in").text, "knock")
    data = {"name": DESK, "password": "a made-up password", "knock": knock}
    cookie = browser.post("/sign-in", data=data, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_whoever_signed_out_is_out_everywhere_the_token_is_known(visitors: Visitors) -> None:
    browser = visitors(DESK)
    token = browser.cookies["escalade_session"]
    browser.post("/sign-out", data={"form": hidden(browser.get("/").text, "form")})
    thief = visitors()
    thief.cookies.set("escalade_session", token)
    assert thief.get("/inbox", follow_redirects=False).status_code == 303


def test_signing_out_takes_the_form_of_the_session(visitors: Visitors) -> None:
    browser = visitors(DESK)
    assert browser.post("/sign-out", data={"form": "guessed"}).status_code == 403
    assert browser.get("/inbox").status_code == 200


def test_a_form_of_another_site_signs_nobody_out(visitors: Visitors) -> None:
    answer = visitors().post("/sign-out", data={"form": "guessed"}, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("set-cookie")) == (303, None)


def test_too_many_failures_of_a_name_make_whoever_tries_there_wait(visitors: Visitors) -> None:
    attacker, another = visitors(), visitors()
    for _ in range(PER_NAME_AND_ADDRESS):
        assert tried(attacker, DESK, "another password").status_code == 401
    refused = tried(attacker, DESK)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "Try again in 2 minutes." in said(refused)
    assert tried(attacker, READER).status_code == 303
    assert tried(another, DESK).status_code == 429  # at the same address


def tried(browser: Browser, name: str, password: str = PASSWORD) -> Response:
    """Send the form of signing in."""
    knock = hidden(browser.get("/sign-in").text, "knock")
    return browser.post("/sign-in", data={"name": name, "password": password, "knock": knock}, follow_redirects=False)


def test_a_member_finds_what_is_debated_on_their_first_page(visitors: Visitors) -> None:
    typed = {"words": "fog", "field_version__title.en": "Fog", "field_version__questions.en.0": "What?"}
    does(visitors(DESK), "/rounds/2020/acts/propose", **typed, field_by_state="Isle", on="2020-02-10")
    page = visitors(READER).get("/inbox")
    assert "Before the Group Put forward Fog" in said(page)
    assert 'class="progress brief"' in page.text
    assert "Before the Group" not in said(visitors(DESK).get("/inbox"))


def test_a_cookie_that_names_no_look_changes_nothing(visitors: Visitors) -> None:
    browser = visitors()
    browser.cookies.set("escalade_look", '"><script>')
    assert "data-look" not in browser.get("/").text


@pytest.mark.parametrize("path", ["/people", "/no-such-page", "/rounds/1817"])
def test_an_officers_desks_stand_above_every_page_of_theirs(path: str, visitors: Visitors) -> None:
    for name, desk in ((DESK, "/inbox"), (CHAIR, "/chair"), (COUNCIL_DESK, "/inbox")):
        assert f'<li><a href="{desk}">' in visitors(name).get(path).text, name
    for stranger in (visitors(READER), visitors()):
        assert '<li><a href="/chair">' not in stranger.get(path).text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ServerStore]:
    """What a server keeps, in a file that is not there yet."""
    kept = ServerStore(str(tmp_path / "kept" / "sessions.db"))
    (tmp_path / "kept").mkdir()
    yield kept
    kept.close()


def test_a_session_ends_in_time_and_with_its_account(tmp_path: Path, store: ServerStore) -> None:
    now = [0.0]
    account = Account("Ada", "a hash")
    held = {"Ada": account}
    sessions = Sessions(Accounts(tmp_path / "none.toml", held), store, 10, lambda: now[0])
    token = sessions.open(account)
    assert (found := sessions.find(token))
    assert found.account == account
    assert sessions.find("another") is None
    changed = Sessions(Accounts(tmp_path / "none.toml", {"Ada": Account("Ada", "another hash")}), store, 10)
    assert changed.find(changed.open(account)) is None
    now[0] = 10
    assert sessions.find(token) is None


def test_an_account_has_so_many_sessions_and_the_oldest_makes_room(tmp_path: Path, store: ServerStore) -> None:
    account = Account("Ada", "a hash")
    sessions = Sessions(Accounts(tmp_path / "none.toml", {"Ada": account}), store, 10)
    tokens = [sessions.open(account) for _ in range(MOST + 1)]
    assert [bool(sessions.find(token)) for token in tokens] == [False, *[True] * MOST]


def test_a_token_that_is_made_ends_no_session(tmp_path: Path, store: ServerStore) -> None:
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    sessions = Sessions(book, store, 60)
    session = sessions.open(book.read()[DESK])
    book.give_token(DESK)
    assert sessions.find(session) is not None


def test_who_signed_in_is_known_to_another_server_and_after_a_restart(serving: Serving) -> None:
    first = Browser(serving())
    signs_in(first, DESK)
    form = hidden(first.get("/inbox").text, "form")
    second = Browser(serving(), cookies=dict(first.cookies))
    assert second.get("/inbox").status_code == 200
    assert hidden(second.get("/inbox").text, "form") == form
    assert second.post("/sign-out", data={"form": form}).status_code == 200
    assert 'name="form"' not in first.get("/").text


def test_what_the_server_keeps_opens_no_session(serving: Serving, tmp_path: Path) -> None:
    browser = Browser(serving())
    signs_in(browser, DESK)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("accounts.sessions.db*"))
    token, form = browser.cookies["escalade_session"], hidden(browser.get("/inbox").text, "form")
    assert DESK.encode() in kept
    assert not any(secret.encode() in kept for secret in (token, form, PASSWORD))
