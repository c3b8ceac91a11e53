"""A register is begun on the page or by a call, with the word of its server."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends import Location, create
from escalade.models.reader import open_reader
from escalade.services.acts.bind import convert_fields
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


@pytest.mark.parametrize("path", ["/fr/constitute"])
def test_a_french_page_says_what_is_wrong_in_french(path: str, begun: tuple[FastAPI, str]) -> None:
    answer = Browser(begun[0]).post(path, data={"word": "guessed"})
    assert answer.status_code == 403
    assert "Ce n’est pas le mot" in said(answer)
    assert 'lang="en">This' not in answer.text


def typed_in(page: str) -> dict[str, list[str]]:
    """What a form holds, as a browser without scripts would send it."""
    held: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        off = re.search(r'type="(checkbox|radio)"', tag) and " checked" not in tag
        if name and 'type="file"' not in tag and not off:
            held.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n([^<]*)</textarea>', page):
        held.setdefault(name, []).append(unescape(text))
    return {name: values for name, values in held.items() if name not in {"words", "q"}}


def goes(browser: Browser, page: Response, step: str, file: str = "", **typed: str) -> Response:
    """Fill in what a step asks for, and press one of its buttons."""
    held = {**typed_in(page.text), **{name.replace("__dot__", "."): [value] for name, value in typed.items()}}
    assert typed.keys() - {"word"} <= {name.replace(".", "__dot__") for name in typed_in(page.text)}
    files = {"file": ("body.toml", file)} if file else None
    return browser.post("/constitute", data={**held, "step": step}, files=files)


def test_a_body_is_constituted_step_by_step_and_going_back_loses_nothing(
    begun: tuple[FastAPI, str], empty: Location
) -> None:
    app, word = begun
    browser = Browser(app)
    page = goes(browser, browser.get("/constitute"), "to-0", word=word)
    page = goes(
        browser, page, "to-1",
        field_name__dot__en="Made-up Group", field_superior_body__dot__en="Made-up Assembly",
    )  # fmt: skip
    page = goes(
        browser, page, "to-2", field_mandate__dot__en="It studies lamps.",
        field_texts__mandate__citation__dot__en="Made-up Decision 1",
        field_texts__modalities__citation__dot__en="Made-up Decision 2",
        field_texts__referral__citation__dot__en="Made-up Decision 3",
    )  # fmt: skip
    back = goes(browser, page, "to-1", field_membership__dot__en="open to all keepers")
    assert "It studies lamps.</textarea>" in back.text
    page = goes(browser, goes(browser, back, "to-0"), "to-2")
    assert "open to all keepers</textarea>" in page.text
    page = goes(
        browser,
        goes(browser, page, "to-3"),
        "to-4",
        field_seat__dot__en="Made-up Harbour",
        field_time_zone="Europe/Lisbon",
    )
    refused = goes(browser, goes(browser, goes(browser, page, "to-5"), "to-6"), "to-7")
    assert "What stands in the way" in said(refused)
    assert "Give “Entered by”. The first officers" in said(refused)
    page = goes(browser, goes(browser, refused, "to-4"), "to-5", field_symbol_series="MG")
    assert "Council secretariat</textarea>" in page.text
    page = goes(browser, page, "to-6")
    page = goes(
        browser, page, "to-7", by=DESK, since="2020-01-06", field_officers__secretariat=DESK,
        **{"field_officers__council-secretariat": "Made-up Assembly Desk"},
    )  # fmt: skip
    assert "Before it is recorded" in said(page), said(page)
    assert size(empty) == 0
    answer = goes(browser, page, "act")
    assert (answer.status_code, answer.url.path, size(empty)) == (200, "/body", 1)
    with open_reader(empty) as register:
        motion: Any = register.standing().record("body#1").motion
    assert (motion.name, motion.membership) == ({"en": "Made-up Group"}, {"en": "open to all keepers"})
    assert [(one.name, one.office, one.desk) for one in motion.officers] == [
        (DESK, "secretariat", True),
        ("Made-up Assembly Desk", "council-secretariat", True),
    ]


def test_the_steps_hold_all_that_a_file_says(begun: tuple[FastAPI, str], empty: Location) -> None:
    app, word = begun
    browser = Browser(app)
    page = goes(browser, browser.get("/constitute"), "to-0", example(), word=word)
    assert "Erfundene Arbeitsgruppe Leuchttürme</textarea>" in page.text
    for place in range(1, 8):
        page = goes(browser, page, f"to-{place}")
    assert goes(browser, page, "act").url.path == "/body", said(page)
    with open_reader(empty) as register:
        motion: Any = register.standing().record("body#1").motion
    wanted = msgspec.to_builtins(convert_fields("constitute", FIELDS))
    assert {name: value for name, value in msgspec.to_builtins(motion).items() if name in wanted} == wanted


def test_the_room_of_a_register_that_holds_nothing_shows_no_topic(begun: tuple[FastAPI, str]) -> None:
    answer = Browser(begun[0]).get("/room")
    assert (answer.status_code, "No topic is shown at the moment." in said(answer)) == (200, True)
