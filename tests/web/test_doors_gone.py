"""What was taken away stays away: other ways in, and what they kept."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from escalade.models.server.tables import ServerTable
from tests.web.browser import DESK
from tests.web.caller import Caller
from tests.web.operating import Serving

GONE_MODULES = ("web.api.idempotency", "models.server.answers")
GONE_TABLES = ("server_answer",)


@pytest.mark.parametrize("name", GONE_MODULES)
def test_nothing_of_it_is_left_to_import(name: str) -> None:
    assert find_spec(f"escalade.{name}") is None


@pytest.mark.parametrize("name", GONE_TABLES)
def test_nothing_of_it_is_kept(name: str) -> None:
    assert name not in ServerTable.metadata.tables


def test_a_key_for_repeated_calls_is_ignored(serving: Serving) -> None:
    caller, body = (
        Caller(serving(), DESK).client,
        {"of": ["2031"], "on": "2020-02-01", "title": {"en": "A made-up round"}},
    )
    first, again = (
        caller.post("/api/acts/open-round", json=body, headers={"idempotency-key": "made-up"}) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 409)
    assert "idempotency-replayed" not in again.headers
