"""Settings that hold while the pages are served."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from escalade.models.backends.location import Database, Place, data_folder

BESIDE = ".accounts.toml"
"""What the file of accounts is called, beside a register of the same name."""

SESSIONS = ".sessions.db"
"""What the file of sessions is called, beside the accounts of the same name."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where things lie, and how far they are trusted."""

    register: Place
    accounts: Path
    sessions: str = ""
    """Where sessions are kept: a file, or the URL of a database; beside the accounts unless named."""
    secure: bool = False
    """Whether browsers reach the pages by TLS alone."""
    proxy: str = "127.0.0.1,::1"
    """The addresses and networks of the proxy before the pages, which is believed about who comes."""
    session_hours: float = 10
    """How many hours a session lasts; then one signs in anew."""
    backups: Path | None = None
    """The folder of the copies of the register, whose age is told."""
    metrics: bool = False
    """Whether what is counted is told to whoever shows a token."""
    log: bool = False
    """Whether what happens is told on standard error, as lines of JSON."""
    mail: bool = False
    """Whether pages offer mail, which “escalade mail” sends."""
    providers: Path | None = None
    """The file of the providers through which people sign in."""
    key: Path | None = None
    """The key that signs the checkpoints shown in the room."""

    @property
    def place_of_sessions(self) -> str:
        """Where sessions are kept."""
        return self.sessions or sessions_beside(self.accounts)


def sessions_beside(accounts: Path) -> str:
    """Where the sessions of accounts lie, unless told."""
    name = accounts.name
    stem = name.removesuffix(BESIDE) if name.endswith(BESIDE) else accounts.stem
    return str(accounts.with_name(f"{stem}{SESSIONS}"))


def accounts_beside(register: Place) -> Path:
    """Where the accounts of a register lie, unless told.

    Those of a register on a server lie in the platform's own folder, each
    under a name of its own.
    """
    if isinstance(register, Database):
        return Path(data_folder()) / f"{register.name}-{sha256(str(register).encode()).hexdigest()[:12]}{BESIDE}"
    return register.path.with_name(f"{register.path.stem}{BESIDE}")
