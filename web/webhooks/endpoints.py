"""The endpoints that other systems have for acts.

A file of the operator names them. It holds no secret: those are in the
environment, or in files of their own.
"""

from __future__ import annotations

import binascii
import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from standardwebhooks import Webhook

from escalade.models.files.operator_file import read_operator_file
from escalade.models.files.secret_file import SecretFileError, read_secret_file
from escalade.workflow.motions import MOTIONS
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")
"""What an endpoint may be called."""
SECRET = "ESCALADE_WEBHOOK_"  # noqa: S105  # the name of a variable begins so
"""How the variable begins that holds a secret; the endpoint's name follows, in capitals."""
SHORTEST_SECRET, LONGEST_SECRET = 24, 64
"""How many bytes a secret has, as Standard Webhooks asks."""


class EndpointFileError(EscaladeError):
    """The file of endpoints cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong, as a clause."""
        self.path = path
        super().__init__(f"The file of endpoints {path} {problem}.")


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where another system is told of acts."""

    name: str
    url: str
    audience: str
    """It is told what this audience may read."""
    acts: frozenset[str]
    """The acts of which it is told; empty for all."""
    signers: tuple[Webhook, ...]
    """One for each secret: two while a secret is changed."""
    allow_private: bool
    """Whether it may lie in a network that is not the internet."""
    site: str
    """Where browsers reach the pages; empty where that was not said."""

    def wants(self, act: str) -> bool:
        """Whether it is told of an act."""
        return not self.acts or act in self.acts


class _EndpointEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str
    secret_file: str = ""
    audience: str = READERS[0]
    acts: tuple[str, ...] = ()
    allow_private: bool = False


class _EndpointFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    endpoint: dict[str, _EndpointEntry]
    site: str = ""


def read_endpoints(path: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Endpoint]:
    """Read who is told of acts, by name.

    Raises:
        EndpointFileError: the file or the secret of one cannot be read, or is not of its shape.
    """
    held = read_operator_file(path, _EndpointFile, "endpoints", EndpointFileError)
    return {name: _endpoint(path, name, entry, held.site, environment) for name, entry in held.endpoint.items()}


def _endpoint(path: Path, name: str, entry: _EndpointEntry, site: str, environment: Mapping[str, str]) -> Endpoint:
    """An endpoint as it stands in a file.

    Raises:
        EndpointFileError: something of it cannot be.
    """
    if problem := _find_problem(name, entry):
        raise EndpointFileError(path, problem)
    return Endpoint(
        name=name,
        url=entry.url,
        audience=entry.audience,
        acts=frozenset(entry.acts),
        signers=_read_signers(path, name, entry, environment),
        allow_private=entry.allow_private,
        site=site.rstrip("/"),
    )


def _find_problem(name: str, entry: _EndpointEntry) -> str:
    """Say what of an entry cannot be, as a clause; empty where all can."""
    if not NAME.fullmatch(name):
        return f"calls an endpoint “{name}”; use up to thirty small letters, digits and hyphens"
    if not _is_address(entry):
        return (
            f"gives “{name}” no address that can be used; one begins with https:// (http:// only with "
            "allow_private = true) and holds no name or password"
        )
    if entry.audience not in READERS:
        return f"gives “{name}” the audience “{entry.audience}”; there are {', '.join(READERS)}"
    if unknown := sorted(set(entry.acts) - set(MOTIONS)):
        return f"tells “{name}” of “{unknown[0]}”, which is no act; “escalade procedure” names all"
    return ""


def _is_address(entry: _EndpointEntry) -> bool:
    """Whether an endpoint can be reached at its address."""
    try:
        url = urlsplit(entry.url)
        is_whole = bool(url.hostname) and url.port != 0 and entry.url.isascii() and entry.url.isprintable()
    except ValueError:
        return False
    is_safe = url.scheme == "https" or (url.scheme == "http" and entry.allow_private)
    return is_whole and is_safe and "@" not in url.netloc and not url.fragment


def variable_of(name: str) -> str:
    """The variable of the environment that holds the secret of an endpoint.

    >>> variable_of("made-up")
    'ESCALADE_WEBHOOK_MADE_UP'
    """
    return f"{SECRET}{name.upper().replace('-', '_')}"


def _read_signers(path: Path, name: str, entry: _EndpointEntry, environment: Mapping[str, str]) -> tuple[Webhook, ...]:
    """Read what signs for an endpoint; each line is a secret.

    Raises:
        EndpointFileError: there is no secret, or one is none.
    """
    try:
        kept = read_secret_file(path.parent / entry.secret_file) if entry.secret_file else ""
    except SecretFileError as error:
        raise EndpointFileError(path, f"names a secret of “{name}” {error}") from error
    secrets = (environment.get(variable_of(name), "") or kept).split()
    if not secrets:
        where = f"name secret_file, or set {variable_of(name)}"
        raise EndpointFileError(path, f"gives “{name}” no secret, and nothing is sent unsigned; {where}")
    if not all(map(_is_secret, secrets)):
        shape = f"one is whsec_ and {SHORTEST_SECRET} to {LONGEST_SECRET} random bytes in base64"
        raise EndpointFileError(path, f"gives “{name}” a secret that is none; {shape}")
    return tuple(map(Webhook, secrets))


def _is_secret(text: str) -> bool:
    """Whether a text is a secret as Standard Webhooks writes it."""
    try:
        key = binascii.a2b_base64(text.removeprefix("whsec_"), strict_mode=True)
    except binascii.Error:
        return False
    return text.startswith("whsec_") and SHORTEST_SECRET <= len(key) <= LONGEST_SECRET
