"""A register is begun on the page or by a call, with the word of its server."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends import Location, create
from escalade.models.reader import open_reader
from escalade.models.store.errors import ExistingRegisterError
from escalade.web.auth.accounts import Account
from escalade.web.auth.bootstrap import example, prepare_word
from escalade.web.settings import Settings
from tests.web.browser import DESK, Browser, said, signs_in
from tests.web.caller import TOKENS, with_tokens
from tests.web.conftest import MakeApp

FIELDS: dict[str, Any] = {name: value for name, value in tomllib.loads(example())["act"][0].items() if name != "act"}


@pytest.fixture
def empty(tmp_path: Path) -> Location:
    """A register that holds nothing."""
    create(found := Location(tmp_path / "register.db"))
    return found


@pytest.fixture
def begun(empty: Location, accounts: dict[str, Account], make_app: MakeApp) -> tuple[FastAPI, str]:
    """A server that was started to begin it, and its word."""
    word = prepare_word(empty)
    setting = Settings(register=empty, accounts=empty.path.with_name("accounts.toml"))
    return make_app(setting, with_tokens(accounts), word), word


def size(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as register:
        return register.size()


def sends(app: FastAPI, word: str, step: str = "act", *, whole: str | None = None, by: str = "") -> Response:
    """Fill in the form, and send it."""
    file = {"file": ("body.toml", example() if whole is None else whole)} if whole != "" else None
    return Browser(app).post("/constitute", data={"word": word, "by": by, "step": step}, files=file)


def calls(app: FastAPI, token: str, **fields: Any) -> Response:
    """Call for it."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return Browser(app).post("/api/acts/constitute", json=fields, headers=headers)


def test_the_page_begins_the_register_and_its_officers_act(begun: tuple[FastAPI, str], empty: Location) -> None:
    app, word = begun
    assert "Constitute the body" in said(Browser(app).get("/"))
    assert "This register holds nothing yet." in said(Browser(app).get("/constitute"))
    shown = sends(app, word, "preview")
    assert "What will be recorded" in said(shown)
    assert size(empty) == 0
    answer = sends(app, word)
    assert (answer.status_code, answer.url.path, size(empty)) == (200, "/body", 1)
    with open_reader(empty) as register:
        record = register.standing().record("body#1")
    assert (record.officer, record.identity) == (DESK, "claimed")
    browser = Browser(app)
    signs_in(browser, DESK)
    assert browser.get("/secretariat").status_code == 200


def test_the_word_is_spent_with_the_act(begun: tuple[FastAPI, str], empty: Location) -> None:
    app, word = begun
    assert calls(app, word, **FIELDS).status_code == 201
    assert Browser(app).get("/constitute").status_code == 404
    assert sends(app, word).status_code == 403
    assert calls(app, word, **FIELDS).status_code == 403
    assert size(empty) == 1


def test_no_other_word_and_no_token_of_an_officer_begins_it(begun: tuple[FastAPI, str], empty: Location) -> None:
    app, word = begun
    for other in ("", "guessed", TOKENS[DESK], word[:-1], f"{word}x", "\u00e9"):
        assert sends(app, other).status_code == 403, other
    for other in ("", "guessed", TOKENS[DESK], word[:-1]):
        assert calls(app, other, **FIELDS).status_code == 401, other
    assert size(empty) == 0


def test_nothing_is_begun_where_the_server_was_not_started_for_it(
    empty: Location, accounts: dict[str, Account], make_app: MakeApp
) -> None:
    app = make_app(Settings(register=empty, accounts=empty.path.with_name("accounts.toml")), with_tokens(accounts))
    assert Browser(app).get("/constitute").status_code == 404
    assert "/constitute" not in Browser(app).get("/").text
    for word in ("", "guessed", TOKENS[DESK]):
        assert sends(app, word).status_code == 403
        assert calls(app, word, **FIELDS).status_code == 403
    assert size(empty) == 0


def test_a_register_that_was_begun_elsewhere_meanwhile_stays_as_it_is(
    begun: tuple[FastAPI, str], empty: Location, accounts: dict[str, Account], make_app: MakeApp
) -> None:
    app, word = begun
    other = prepare_word(empty)
    setting = Settings(register=empty, accounts=empty.path.with_name("accounts.toml"))
    assert calls(make_app(setting, accounts, other), other, **FIELDS).status_code == 201
    assert calls(app, word, **FIELDS).status_code == 409
    assert sends(app, word).status_code == 409
    assert size(empty) == 1


def test_what_is_wrong_is_said_and_the_word_lasts(begun: tuple[FastAPI, str], empty: Location) -> None:
    app, word = begun
    for whole, status, expected in [
        ("", 422, "No file was chosen."),
        ("no TOML", 422, "is not TOML"),
        ('act = "propose"', 422, "holds another act than “constitute”"),
        (f"x = {'1' * 1_000_001}", 422, "is larger than 1,000,000 bytes"),
        ('by = "Made-up Desk"', 409, "What stands in the way"),
    ]:
        answer = sends(app, word, whole=whole)
        assert (answer.status_code, expected in said(answer)) == (status, True), said(answer)
    assert calls(app, word, by=DESK).json()["causes"]
    assert calls(app, word, colour="red").status_code == 422
    assert size(empty) == 0
    assert sends(app, word, by="Made-up Chair").status_code == 200


def test_a_word_is_made_for_a_register_that_holds_nothing(tmp_path: Path, place: Location) -> None:
    absent = Location(tmp_path / "absent.db")
    assert len(prepare_word(absent)) > 40
    assert size(absent) == 0
    with pytest.raises(ExistingRegisterError):
        prepare_word(place)


@pytest.mark.parametrize("path", ["/fr/constitute"])
def test_a_french_page_says_what_is_wrong_in_french(path: str, begun: tuple[FastAPI, str]) -> None:
    answer = Browser(begun[0]).post(path, data={"word": "guessed"})
    assert answer.status_code == 403
    assert "Ce n’est pas le mot" in said(answer)
    assert 'lang="en">This' not in answer.text
