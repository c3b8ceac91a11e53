"""Programs that call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.api.bodies import FOG
from tests.web.browser import DESK
from tests.web.caller import Caller, with_tokens
from tests.web.conftest import MakeApp


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of a register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


@pytest.fixture
def desk(app: FastAPI) -> Iterator[Caller]:
    """A program of the secretariat, which put a topic forward."""
    caller = Caller(app, DESK)
    answer = caller.act("propose", **FOG)
    assert answer.status_code == 201, answer.text
    yield caller
    caller.client.close()


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[Caller]:
    """A program with no token."""
    caller = Caller(app)
    yield caller
    caller.client.close()
