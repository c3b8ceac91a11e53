"""Signing in and out, and what it protects."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.files.toml import MOST_SIGNS
from escalade.web.app import create_app
from escalade.web.auth import rate_limit
from escalade.web.auth.accounts import (
    COST,
    LARGEST,
    NOBODY,
    Account,
    AccountFileError,
    Book,
    Cost,
    NoAccountError,
    PasswordError,
    hash_password,
)
from escalade.web.auth.rate_limit import (
    OF_ADDRESS,
    OF_DEVICE,
    OF_NAME,
    OF_PAIR,
    SECONDS,
    Attempt,
    RateLimit,
    device_in,
    new_device,
)
from escalade.web.auth.session import MOST, Sessions
from escalade.web.routes.account import is_here
from escalade.web.settings import Settings
from tests.web.browser import CHEAP, DESK, PASSWORD, READER, Browser, hidden, said, signs_in
from tests.web.conftest import Visitors


def test_who_signs_in_goes_where_they_were_going(visitors: Visitors) -> None:
    assert signs_in(visitors(), DESK, onward="/rounds/2020") == "/rounds/2020"


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


def test_too_many_failures_make_whoever_tries_there_wait_and_not_the_officer(visitors: Visitors) -> None:
    attacker, officer, elsewhere = visitors(), visitors(DESK), visitors()
    for _ in range(OF_PAIR):
        assert tried(attacker, DESK, "another password").status_code == 401
    refused = tried(attacker, DESK)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert "Try again in 2 minutes." in said(refused)
    assert tried(attacker, READER).status_code == 303
    assert tried(officer, DESK).status_code == 303
    assert tried(elsewhere, DESK).status_code == 429  # the browser is not known, and at the attacker's address


def tried(browser: Browser, name: str, password: str = PASSWORD) -> Response:
    """Send the form of signing in."""
    knock = hidden(browser.get("/sign-in").text, "knock")
    return browser.post("/sign-in", data={"name": name, "password": password, "knock": knock}, follow_redirects=False)


def test_who_holds_no_office_reads_as_a_member(visitors: Visitors) -> None:
    browser = visitors(READER)
    assert "you hold no office today" in said(browser.get("/inbox"))
    assert browser.get("/rounds/2020/acts").status_code == 403


def test_attempts_are_counted_by_name_and_address_and_fall_in_time() -> None:
    now = [0.0]
    limit = RateLimit(lambda: now[0])
    ada = Attempt("Ada", "192.0.2.1")
    assert [limit.admit(ada) for _ in range(OF_PAIR + 1)] == [*[0] * OF_PAIR, SECONDS // OF_PAIR]
    assert limit.admit(Attempt("Ada", "192.0.2.2")) == 0
    assert limit.admit(Attempt("Bo", "192.0.2.1")) == 0
    now[0] = SECONDS / OF_PAIR
    assert [limit.admit(ada), limit.admit(ada) > 0] == [0, True]
    limit.forgive(ada)
    assert limit.admit(ada) == 0


def test_one_address_has_so_many_attempts_whatever_the_names() -> None:
    limit = RateLimit(lambda: 0.0)
    found = [limit.admit(Attempt(f"Made-up {number}", "2001:db8::1")) for number in range(OF_ADDRESS)]
    assert not any(found)
    assert limit.admit(Attempt("Ada", "2001:db8::2")) > 0
    assert limit.admit(Attempt("Ada", "2001:db8:0:1::2")) == 0


def test_many_addresses_use_up_a_name_but_not_the_browser_that_is_known() -> None:
    limit = RateLimit(lambda: 0.0)
    assert not any(limit.admit(Attempt("Ada", f"192.0.2.{number}")) for number in range(OF_NAME))
    assert limit.admit(Attempt("Ada", "198.51.100.1")) > 0
    known = Attempt("Ada", "198.51.100.1", "a browser")
    assert [limit.admit(known) for _ in range(OF_DEVICE)] == [0] * OF_DEVICE
    assert limit.admit(known) > 0


def test_counts_take_no_more_room_than_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "MOST", 30)
    limit = RateLimit(lambda: 0.0)
    for number in range(100):
        limit.admit(Attempt("x" * 1000 * number, f"192.0.2.{number}"))
    assert len(limit) == 30
    assert {len(key) for key in Attempt("x" * 1000, "192.0.2.1").limits} == {16}


def test_a_browser_is_known_by_its_cookie_until_the_password_is_another() -> None:
    ada, bo = Account("Ada", "a hash"), Account("Bo", "a hash")
    cookie = new_device(ada)
    assert device_in(cookie, ada) == cookie.partition(".")[0]
    strangers = [bo, None, Account("Ada", "another hash")]
    assert {device_in(cookie, one) for one in strangers} | {device_in(one, ada) for one in ("", "x.y", "x")} == {""}


def test_a_session_ends_in_time_and_with_its_account(tmp_path: Path) -> None:
    now = [0.0]
    account = Account("Ada", "a hash")
    held = {"Ada": account}
    sessions = Sessions(Book(tmp_path / "none.toml", held), 10, lambda: now[0])
    token = sessions.open(account)
    assert (found := sessions.find(token))
    assert found.account == account
    assert sessions.find("another") is None
    changed = Sessions(Book(tmp_path / "none.toml", {"Ada": Account("Ada", "another hash")}), 10)
    assert changed.find(changed.open(account)) is None
    now[0] = 10
    assert sessions.find(token) is None


def test_an_account_has_so_many_sessions_and_the_oldest_makes_room(tmp_path: Path) -> None:
    account = Account("Ada", "a hash")
    sessions = Sessions(Book(tmp_path / "none.toml", {"Ada": account}), 10)
    tokens = [sessions.open(account) for _ in range(MOST + 1)]
    assert [bool(sessions.find(token)) for token in tokens] == [False, *[True] * MOST]


def test_accounts_are_kept_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    book = Book(path, cost=CHEAP)
    book.add("Ada", "a made-up password")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "a made-up password" not in path.read_text("utf-8")
    another = Book(path, cost=CHEAP)
    assert another.verified("Ada", "a made-up password") == another.accounts()["Ada"]
    assert another.verified("Ada", "another password") is None
    book.remove("Ada")
    assert another.accounts() == {}
    with pytest.raises(NoAccountError, match="Ada"):
        book.remove("Ada")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    Book(path, cost=CHEAP).add("Ada", "a made-up password")
    path.chmod(0o644)
    with pytest.raises(AccountFileError, match="chmod 600"):
        Book(path).accounts()


@pytest.mark.parametrize("text", ["[account", "account = 3", "[account.Ada]\npassword = 3"])
def test_a_file_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    with pytest.raises(AccountFileError, match="is not of its shape"):
        Book(path).accounts()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(AccountFileError, match="cannot be written"):
        Book(tmp_path / "nowhere" / "accounts.toml").add("Ada", "a made-up password")
    (tmp_path / "folder").mkdir(mode=0o700)
    with pytest.raises(AccountFileError, match="cannot be read"):
        Book(tmp_path / "folder").accounts()


def test_a_password_is_hashed_at_the_cost_that_an_unknown_name_takes(tmp_path: Path) -> None:
    assert Cost(memory=65536, passes=3, lanes=4) == COST
    path = tmp_path / "accounts.toml"
    Book(path).add("Ada", PASSWORD)
    for found in (hash_password(PASSWORD), Book(path).accounts()["Ada"].password, NOBODY):
        assert found.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("length", [11, 1001])
def test_a_password_is_neither_short_nor_endless(length: int) -> None:
    with pytest.raises(PasswordError, match=str(length)):
        hash_password("x" * length)


def test_a_token_finds_its_account_until_it_is_revoked_or_the_password_changes(tmp_path: Path) -> None:
    book = Book(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    book.add(READER, "a made-up password")
    kept, shown = book.give_token(DESK)
    _, another = book.give_token(DESK)
    found = Book(tmp_path / "accounts.toml").bearer(shown)
    assert found is not None
    assert found.name == DESK
    assert book.bearer("escalade_guessed") is None
    assert shown not in book.path.read_text("utf-8")
    book.revoke_token(DESK, kept.name)
    assert book.bearer(shown) is None
    assert book.bearer(another) is not None
    book.add(DESK, "another made-up password")
    assert book.bearer(another) is None


def test_a_token_that_is_made_ends_no_session(tmp_path: Path) -> None:
    book = Book(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    sessions = Sessions(book, 60)
    session = sessions.open(book.accounts()[DESK])
    book.give_token(DESK)
    assert sessions.find(session) is not None


HARMS = ("others may read it", "it is a folder", "it cannot be reached", "it is damaged", "it is a pipe", "it is large",
         "it has long keys", "it has many values")  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_a_file_of_accounts_that_cannot_be_used_is_one_answer_for_pages_and_calls(
    harm: str, place: Location, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apart" / "accounts.toml"
    path.parent.mkdir()
    book = Book(path, cost=CHEAP)
    book.add(DESK, PASSWORD)
    _, token = book.give_token(DESK)
    with Browser(create_app(Settings(register=place, accounts=path))) as browser:
        knock = hidden(browser.get("/sign-in").text, "knock")
        signs_in(browser, DESK)
        browser.cookies.set("escalade_knock", knock)
        spoil(path, harm)
        sent = {"name": DESK, "password": PASSWORD, "knock": knock}
        told = [browser.get("/inbox"), browser.get("/"), browser.post("/sign-in", data=sent)]
        calls = [browser.get(f"/api/{one}", headers={"authorization": f"Bearer {token}"}) for one in ("list", "inbox")]
        assert {one.status_code for one in (*told, *calls)} == {503}
        assert all("The accounts cannot be used" in one.text for one in (*told, *calls))
        assert not any(str(tmp_path) in one.text for one in (*told, *calls))
        assert browser.get("/nowhere").status_code == 404
    err = capsys.readouterr().err
    assert err.count(str(path)) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        ("it is a pipe", "it is a device or a pipe, and no file"),
        ("it is large", "it is larger than 8,000,000 bytes"),
        ("it has long keys", "has more keys and values than any file of accounts"),
        ("it has many values", "has more keys and values than any file of accounts"),
    ],
)
def test_a_file_of_accounts_is_read_in_little_room(harm: str, problem: str, tmp_path: Path) -> None:
    book = Book(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, PASSWORD)
    spoil(book.path, harm)
    with pytest.raises(AccountFileError, match=problem):
        book.accounts()


def spoil(path: Path, harm: str) -> None:
    """Make a file of accounts such that it cannot be used."""
    if harm == "others may read it":
        path.chmod(0o644)
    elif harm == "it is a folder":
        path.unlink()
        path.mkdir(mode=0o700)
    elif harm == "it cannot be reached":
        path.unlink()
        path.parent.rmdir()
        path.parent.write_text("")
    elif harm == "it is a pipe":
        path.unlink()
        os.mkfifo(path, 0o600)
    elif harm == "it is large":
        os.truncate(path, LARGEST + 1)
    elif harm == "it has long keys":
        path.write_text(f"{'a.' * 20_000}a = 1")
    elif harm == "it has many values":
        path.write_text("a = 1\n" * MOST_SIGNS)
    else:
        path.write_text("[account")
