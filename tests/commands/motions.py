"""What an act that is typed comes to."""

from __future__ import annotations

from typing import Any

from .conftest import Shell


def last(shell: Shell, reference: str) -> dict[str, Any]:
    """The newest record of a subject."""
    found: dict[str, Any] = shell(f"history '{reference}' --format json").data[-1]
    return found


def motion(shell: Shell, line: str) -> dict[str, Any]:
    """The motion of the first record that an act would make."""
    called = shell(f"{line} --dry-run --format json")
    assert called.code == 0, called.err
    found: dict[str, Any] = called.data["records"][0]["motion"]
    return found
