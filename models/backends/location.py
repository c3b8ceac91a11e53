"""The location of a register: a user's file, or a database of a server."""

from __future__ import annotations

import os
import sys
from os import curdir, sep, stat
from os.path import expanduser, isabs, join
from pathlib import Path
from stat import S_IFMT
from typing import NamedTuple

from escalade.workflow.values.errors import Message, RegisterError, RequestError

SERVER = frozenset({"postgresql", "postgres"})
"""What the URL of a database on a PostgreSQL server begins with."""
SECRET = frozenset({"password", "sslpassword"})
"""What a URL may say and nobody is shown."""


class Location(str):
    """A register in an SQLite file: its path."""

    __slots__ = ()

    @property
    def path(self) -> Path:
        """The path as an object, for whoever walks from there."""
        from pathlib import Path  # takes as long to import as a short command to answer

        return Path(self)


class Database(NamedTuple):
    """A register in a database of a PostgreSQL server."""

    url: str
    shown: str
    """The URL without what is secret."""
    name: str
    """The name of the database; the server has one where none is given."""

    has_password: bool = False
    """Whether the URL says a password."""

    def __str__(self) -> str:
        return self.shown

    def __repr__(self) -> str:
        """Print the address, which tells no password."""
        return self.shown


Place = Location | Database


class ServerAddressError(RequestError):
    """The URL of a database cannot be read, and may hold a password."""

    sentence = (
        "The URL of the register {problem}. Write postgresql://user@host:port/database; "
        "in a name or password, @ is written %40, : is %3A and / is %2F."
    )


def kind_at(path: str) -> int | None:
    """The kind of what lies somewhere; None where nothing does."""
    try:
        return S_IFMT(stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def locate(text: str | None) -> Place:
    """Locate a register, by a path or URL; else in the platform's own place."""
    if text is None:
        return Location(f"{data_folder()}{sep}register.db")
    scheme, mark, rest = text.partition("://")
    if mark and scheme == "sqlite":
        return Location(rest.removeprefix("/") or curdir)
    if mark and scheme in SERVER:
        return database(text)
    if mark:
        sentence = (
            "No register lies on {kind}: escalade keeps them in SQLite files, "
            "named by their path, and on PostgreSQL, named as postgresql://host/database."
        )
        raise RegisterError("unsupported-register", sentence, kind=text.partition(":")[0])
    return Location(text or curdir)


def database(url: str) -> Database:
    """Parse the URL of a database."""
    from urllib.parse import parse_qsl, unquote, urlencode, urlsplit  # only where there is a server

    try:
        parts = urlsplit(url)
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise ServerAddressError(problem=Message("cannot be read")) from None
    if parts.netloc.count("@") > 1 or "@" in parts.path or parts.fragment:
        problem = Message("is not clear about where its user, its password and its host end")
        raise ServerAddressError(problem=problem)
    user, mark, host = parts.netloc.rpartition("@")
    shown = f"{user.partition(':')[0]}{mark}{host}"
    query = urlencode([pair for pair in asked if pair[0] not in SECRET], safe="/:,")
    name = unquote(parts.path.removeprefix("/")) or dict(asked).get("dbname") or unquote(user.partition(":")[0])
    address = f"{parts.scheme}://{shown}{parts.path}{'?' if query else ''}{query}"
    secret = ":" in user or any(key in SECRET for key, _ in asked)
    return Database(url, address, name or "register", secret)


def safe(word: str) -> str:
    """Hide the password of a URL in a word of a command line."""
    option, mark, rest = word.partition("=") if word.startswith("--register=") else ("", "", word)
    scheme, found, _ = rest.partition("://")
    if not found or scheme not in SERVER:
        return word
    try:
        return f"{option}{mark}{database(rest)}"
    except ServerAddressError:
        return f"{option}{mark}{scheme}://"


NAME = "escalade"
ONE_FOLDER = {"win32": ("LOCALAPPDATA", "~/AppData/Local"), "darwin": ("", "~/Library/Application Support")}
"""Platforms with one folder for data and settings: the variable, and where it is without."""


def data_folder(platform: str = sys.platform) -> str:
    """The folder of registers, unless told otherwise."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_DATA_HOME", "~/.local/share")))


def settings_folder(platform: str = sys.platform) -> str:
    """The folder of the user's settings."""
    return _folder(*ONE_FOLDER.get(platform, ("XDG_CONFIG_HOME", "~/.config")))


def _folder(variable: str, otherwise: str) -> str:
    """Our folder in the one that a variable names; a relative path names none."""
    named = os.environ.get(variable, "")
    return join(named if isabs(named) else expanduser(otherwise), NAME)
