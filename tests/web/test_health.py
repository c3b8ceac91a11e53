"""Whether the server is alive, and ready."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.backends.ledger_identity import ExchangedRegisterError
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.register import open_register
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import Settings, accounts_beside
from tests.web.browser import CHEAP, DESK, PASSWORD, Browser, hidden, signs_in
from tests.web.caller import Caller
from tests.web.conftest import MakeApp
from tests.web.operating import FIELDS, PROPOSE, TYPED, Serving, asks


def test_the_server_is_alive_and_ready_while_the_register_opens(serving: Serving, place: Location) -> None:
    app = serving()
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (200, "ready\n")]
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        connection.execute("UPDATE made_with SET digest = 'another'")
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]
    place.path.unlink()
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]


@pytest.mark.parametrize("harm", ["the accounts", "the sessions"])
def test_the_server_is_not_ready_while_nobody_can_sign_in(harm: str, make_app: MakeApp, place: Location) -> None:
    path = accounts_beside(place)
    Accounts(path, cost=CHEAP).add(DESK, PASSWORD)
    setting = Settings(register=place, accounts=path)
    app, spoilt = make_app(setting), path if harm == "the accounts" else Path(setting.place_of_sessions)
    assert asks(app, "/ready") == (200, "ready\n")
    spoilt.chmod(0o644)
    app = make_app(setting)
    assert [asks(app, one) for one in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]


@pytest.mark.parametrize("other", ["another register", "an older copy"])
def test_a_register_that_was_exchanged_is_neither_shown_nor_written(
    other: str, serving: Serving, place: Location, tmp_path: Path
) -> None:
    app, older, first = serving(), tmp_path / "older.db", tmp_path / "first.db"
    shutil.copy(place.path, older)
    if other == "another register":
        older.unlink()
        create(Location(older))
        with open_register(Location(older)) as register:
            register.load(one.motion for one in parse_case(find_shipped_case("cwg_internet_2017")))
    desk = Caller(app, DESK)
    with Browser(app) as browser:
        signs_in(browser, DESK)
        tokens = {"form": hidden(browser.get("/inbox").text, "form"), "step": "act"}
        assert desk.act("propose", **FIELDS).status_code == 201
        moved(place.path, first)
        shutil.copy(older, place.path)
        before = place.path.read_bytes()
        answers = [browser.get(one) for one in ("/", "/topics/2020/mist", "/?as_of=2020-02-11", "/ready")]
        answers += [browser.post(PROPOSE, data={**TYPED, **tokens}), desk.act("propose", **FIELDS)]
        answers += [desk.get("topics"), desk.get("topics", as_of="2020-02-11")]
        assert {one.status_code for one in answers} == {503}
        assert [one.text for one in answers if "The register was exchanged while this server ran" not in one.text] == []
        assert place.path.read_bytes() == before
        moved(place.path, tmp_path / "other.db")
        moved(first, place.path)
        assert browser.get("/ready").status_code == 200
        assert "Mist" in browser.get("/topics/2020/mist").text


def moved(path: Path, to: Path) -> None:
    """Put a register elsewhere, with its journal."""
    for one in path.parent.glob(f"{path.name}*"):
        one.rename(to.with_name(one.name.replace(path.name, to.name)))


def test_an_act_that_is_under_way_while_the_register_is_exchanged_is_not_written(
    serving: Serving, place: Location, tmp_path: Path
) -> None:
    app_state = serving().state.app_state
    with app_state.readers.open():
        pass
    place.path.rename(tmp_path / "first.db")
    create(place)
    with pytest.raises(ExchangedRegisterError), app_state.writing():
        pytest.fail("it was opened to be written")
