"""Doors that are gone: commands, options, addresses."""

from __future__ import annotations

import pytest

from escalade.commands.catalogue import ENTRIES
from tests.web.conftest import Visitors


@pytest.mark.parametrize("command", ["events", "precedents", "webhooks"])
def test_there_is_no_such_command(command: str) -> None:
    assert command not in ENTRIES


@pytest.mark.parametrize("path", ["/api/precedents", "/feeds/decisions.json"])
def test_there_is_no_such_address(path: str, visitors: Visitors) -> None:
    assert visitors().get(path).status_code == 404
