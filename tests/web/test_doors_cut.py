"""Doors that are gone: commands, options, addresses."""

from __future__ import annotations

import pytest

from escalade.commands.catalogue import ENTRIES


@pytest.mark.parametrize("command", ["events", "webhooks"])
def test_there_is_no_such_command(command: str) -> None:
    assert command not in ENTRIES
