"""The file of accounts, their passwords and their tokens."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.models.files import MOST_SIGNS
from escalade.web.app import create_app
from escalade.web.auth.accounts import (
    COST,
    LARGEST,
    NOBODY,
    AccountFileError,
    Accounts,
    Cost,
    hash_password,
)
from escalade.web.settings import Settings
from escalade.workflow.values.errors import RequestError
from tests.web.browser import CHEAP, DESK, PASSWORD, READER, Browser, hidden, signs_in


def test_accounts_are_kept_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    book = Accounts(path, cost=CHEAP)
    book.add("Ada", "a made-up password")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "a made-up password" not in path.read_text("utf-8")
    another = Accounts(path, cost=CHEAP)
    assert another.verify("Ada", "a made-up password") == another.read()["Ada"]
    assert another.verify("Ada", "another password") is None
    book.remove("Ada")
    assert another.read() == {}
    with pytest.raises(RequestError, match="Ada"):
        book.remove("Ada")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    Accounts(path, cost=CHEAP).add("Ada", "a made-up password")
    path.chmod(0o644)
    with pytest.raises(AccountFileError, match="chmod 600"):
        Accounts(path).read()


@pytest.mark.parametrize("text", ["[account", "account = 3", "[account.Ada]\npassword = 3"])
def test_a_file_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    with pytest.raises(AccountFileError, match="is not of its shape"):
        Accounts(path).read()


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(AccountFileError, match="cannot be written"):
        Accounts(tmp_path / "nowhere" / "accounts.toml").add("Ada", "a made-up password")
    (tmp_path / "folder").mkdir(mode=0o700)
    with pytest.raises(AccountFileError, match="cannot be read"):
        Accounts(tmp_path / "folder").read()


def test_a_password_is_hashed_at_the_cost_that_an_unknown_name_takes(tmp_path: Path) -> None:
    assert Cost(memory=65536, passes=3, lanes=4) == COST
    path = tmp_path / "accounts.toml"
    Accounts(path).add("Ada", PASSWORD)
    for found in (hash_password(PASSWORD), Accounts(path).read()["Ada"].password, NOBODY):
        assert found.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("length", [11, 1001])
def test_a_password_is_neither_short_nor_endless(length: int) -> None:
    with pytest.raises(RequestError, match=str(length)):
        hash_password("x" * length)


def test_a_token_finds_its_account_until_it_is_revoked_or_the_password_changes(tmp_path: Path) -> None:
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    book.add(READER, "a made-up password")
    kept, shown = book.give_token(DESK)
    _, another = book.give_token(DESK)
    found = Accounts(tmp_path / "accounts.toml").bearer(f"Bearer {shown}")
    assert found is not None
    assert (found.account.name, found.token.scope) == (DESK, "act")
    assert book.bearer("Bearer escalade_guessed") is None
    assert shown not in book.path.read_text("utf-8")
    book.revoke_token(DESK, kept.name)
    assert book.bearer(f"Bearer {shown}") is None
    assert book.bearer(f"Bearer {another}") is not None
    book.add(DESK, "another made-up password")
    assert book.bearer(f"Bearer {another}") is None


HARMS = ("others may read it", "it is a folder", "it cannot be reached", "it is damaged", "it is a pipe", "it is large",
         "it has long keys", "it has many values")  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_a_file_of_accounts_that_cannot_be_used_is_one_answer_for_pages_and_calls(
    harm: str, place: Location, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apart" / "accounts.toml"
    path.parent.mkdir()
    book = Accounts(path, cost=CHEAP)
    book.add(DESK, PASSWORD)
    _, token = book.give_token(DESK)
    with Browser(create_app(Settings(register=place, accounts=path))) as browser:
        knock = hidden(browser.get("/sign-in").text, "knock")
        signs_in(browser, DESK)
        browser.cookies.set("escalade_knock", knock)
        spoil(path, harm)
        sent = {"name": DESK, "password": PASSWORD, "knock": knock}
        told = [browser.get("/inbox"), browser.get("/"), browser.post("/sign-in", data=sent)]
        calls = [
            browser.get(f"/api/{one}", headers={"authorization": f"Bearer {token}"}) for one in ("topics", "inbox")
        ]
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
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, PASSWORD)
    spoil(book.path, harm)
    with pytest.raises(AccountFileError, match=problem):
        book.read()


def spoil(path: Path, harm: str) -> None:
    """Make a file of accounts such that it cannot be used."""
    if harm == "others may read it":
        path.chmod(0o644)
    elif harm == "it is a folder":
        path.unlink()
        path.mkdir(mode=0o700)
    elif harm == "it cannot be reached":
        shutil.rmtree(path.parent)
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
