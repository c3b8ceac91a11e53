"""Registers that are opened, and what is said where they cannot be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.backends import (
    Place,
    connect,
)
from escalade.workflow.values.errors import RegisterError


def sentence(action: Callable[[], object]) -> str:
    """What is said when something fails."""
    with pytest.raises(RegisterError) as refusal:
        action()
    return str(refusal.value)


def opens(location: Place, *, write: bool = False) -> None:
    """Open a register, and close it."""
    connect(location, write=write).close()
