"""What holds while the pages are served."""

from __future__ import annotations

from pathlib import Path

import msgspec

from escalade.models.location import Location

BESIDE = ".accounts.toml"
"""What the file of accounts is called, beside a register of the same name."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Where things lie, and how far they are trusted."""

    register: Location
    accounts: Path
    secure: bool = False
    """Whether browsers reach the pages by TLS alone."""
    hours: float = 10
    """How long a session lasts."""


def accounts_beside(register: Location) -> Path:
    """Where the accounts of a register lie, unless told."""
    return register.path.with_name(f"{register.path.stem}{BESIDE}")
