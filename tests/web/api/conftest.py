"""Programs that call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.web.api.bodies import FOG
from tests.web.browser import DESK
from tests.web.caller import Caller


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
