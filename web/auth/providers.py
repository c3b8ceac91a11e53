"""The providers through which an organisation signs its people in.

A file of the operator names them, and whom of the register a claim of theirs
names. It holds no secret: that is in the environment, or in a file of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import msgspec

from escalade.models.files import read_secret, read_toml
from escalade.workflow.values.errors import EscaladeError, RequestError
from escalade.workflow.values.identity import find_voucher, mark_voucher

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?")
"""What a provider may be called in addresses."""
SECRET = "ESCALADE_SECRET_"  # noqa: S105  # the name of a variable begins so
"""How the variable begins that holds a secret; the provider's key follows, in capitals."""
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
"""Where a provider may be reached without TLS: on this machine."""
HOUR = 3600.0
"""How long what a provider said holds, in seconds."""
SEVERAL_OFFICERS = (
    "What {provider} says of you names more than one officer of this register, and nobody acts under "
    "two names at once, so you are not signed in. Ask whoever runs this server to name one."
)
NAMES_NOBODY = (
    "{provider} knows you, but nothing that it says of you names an officer or a member here, so you are "
    "not signed in. Ask whoever runs this server to add you."
)
TOO_MUCH = "has more keys and values than any file of providers"


class Statement(msgspec.Struct, frozen=True):
    """What a provider says of somebody, once it was checked."""

    subject: str
    at: int
    """When it was said, in seconds since 1970, UTC."""
    claims: dict[str, Any]
    """All of it: signed, and told besides to whoever shows what it gave."""
    session: str
    """What it calls its own session; empty where it does not say."""
    signed: str
    """The signed part, as it came."""


class ProviderFileError(EscaladeError):
    """The file of providers cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong, as a clause."""
        self.path = path
        super().__init__(f"The file of providers {path} {problem}.")


class UnnamedVisitorError(RequestError):
    """What a provider says of somebody names nobody here, or more than one."""


class UnknownProviderError(RequestError):
    """Nobody signs in through such a provider."""

    sentence = "Nobody signs in through “{provider}” here."


class ProviderRefusedError(RequestError):
    """A provider did not sign somebody in."""

    sentence = "{provider} did not sign you in; its answer was “{answer}”. Try again, or ask those who run {provider}."


class ProviderError(EscaladeError):
    """A provider does not do its part; the operator learns why."""

    reason: ClassVar[str]
    """What the log says of the provider, as a clause."""

    def __init__(self, provider: Provider, why: str) -> None:
        """Say what a visitor may read, and why in the log."""
        self.why = f"The provider “{provider.key}” ({provider.issuer}) {self.reason}{why}."
        super().__init__(provider=provider.name)


class UnreachableProviderError(ProviderError):
    """A provider does not answer, or not as one does."""

    reason = "cannot be reached: "
    sentence = (
        "{provider} cannot be reached, so nobody is signed in through it for now, and nothing was done. "
        "Try again in a few minutes."
    )


class UnprovenIdentityError(ProviderError):
    """What a provider sent does not prove who somebody is."""

    reason = "proved nobody’s identity: "
    sentence = (
        "What {provider} sent does not prove who you are, so you are not signed in. Try again; if that does not "
        "help, tell whoever runs this server, who finds the reason in its log."
    )


class MismatchedClientError(ProviderError):
    """A provider refuses this server, whoever signs in."""

    reason = "answered "
    sentence = (
        "{provider} and this server do not agree on how people sign in, so nobody is signed in through it for "
        "now. Tell whoever runs this server, who finds the reason in its log."
    )


MISMATCHES = {
    "invalid_client": "the client_id or the secret in the file of providers is not what it knows",
    "unauthorized_client": "it does not let this client sign people in by the code flow",
    "invalid_request": "it lacks something in what it was asked, or has another redirect URI for this client",
    "invalid_scope": "one of the scopes in the file of providers is not for this client",
    "unsupported_response_type": "it does not let this client sign people in by the code flow",
}
"""Answers that are about this server, and not about who signs in: what the operator is to look at."""


def tell_refusal(provider: Provider, answer: str) -> ProviderRefusedError | MismatchedClientError:
    """Tell a refusal of this server from one of whoever signs in."""
    if answer in MISMATCHES:
        return MismatchedClientError(provider, f"“{answer}”: {MISMATCHES[answer]}")
    is_code = answer.replace("_", "").isalpha() and answer.isascii()
    return ProviderRefusedError(provider=provider.name, answer=answer if is_code else "?")


class Voucher(msgspec.Struct, frozen=True):
    """What a provider said of somebody, and which officer that makes them."""

    officer: str
    facts: dict[str, Any]
    """What is kept of it beside their session, by columns."""
    seconds: float
    """How long it holds; then it is asked again."""


class ClaimRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that names an officer of the register."""

    name: str
    """The officer, exactly as the register has the name."""
    claim: str
    value: str

    def __str__(self) -> str:
        """The claim and its value, as they are kept beside a session."""
        return f"{self.claim}={self.value}"

    def is_in(self, claims: Mapping[str, Any]) -> bool:
        """Whether a provider claims this of somebody.

        An address of e-mail counts where the provider says that it verified it.
        """
        if self.claim == "email" and claims.get("email_verified") is not True:
            return False
        found = find_claim(claims, self.claim)
        return self.value in found if isinstance(found, list) else self.value == found


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A provider, and whom of the register its claims name."""

    key: str
    """What it is called in addresses."""
    name: str
    """What it is called on pages."""
    issuer: str
    header: str = ""
    """Which header of the trusted proxy names whoever comes; empty for one that speaks OpenID Connect."""
    client: str
    secret: str
    scopes: tuple[str, ...]
    officers: tuple[ClaimRule, ...]
    address: str
    """Where browsers reach the pages; empty: where the browser says it reached them."""

    def naming_of(self, claims: Mapping[str, Any]) -> ClaimRule:
        """What of the claims names an officer."""
        found = [one for one in self.officers if one.is_in(claims)]
        if not found:
            raise UnnamedVisitorError("names-nobody", NAMES_NOBODY, provider=self.name)
        if len({one.name for one in found}) > 1:
            raise UnnamedVisitorError("several-officers", SEVERAL_OFFICERS, provider=self.name)
        return found[0]

    def vouch(self, statement: Statement) -> Voucher:
        """Name the officer of whom it said something."""
        naming = self.naming_of(statement.claims)
        facts: dict[str, Any] = {"provider": self.key, "issuer": self.issuer, "claim": str(naming)}
        facts |= {"subject": statement.subject, "vouched": statement.at}
        facts |= {"sid": statement.session, "signed": statement.signed}
        return Voucher(naming.name, facts, inf if self.header else HOUR)

    def may_name(self, officer: str) -> bool:
        """Whether any claim names an officer."""
        return any(one.name == officer for one in self.officers)

    def still_names(self, officer: str, claim: str) -> bool:
        """Whether a claim of a running session still names its officer."""
        return any(one.name == officer and str(one) == claim for one in self.officers)


def find_claim(claims: Mapping[str, Any], name: str) -> Any:
    """Find a claim by its name, or by a path of names with points between.

    >>> find_claim({"a": {"b": ["c"]}, "a.d": "e"}, "a.b"), find_claim({"a.d": "e"}, "a.d")
    (['c'], 'e')
    >>> find_claim({"a": "text"}, "a.b") is None
    True
    """
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


class _ProviderEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    issuer: str
    officer: list[ClaimRule]
    client_id: str = ""
    header: str = ""
    secret_file: str = ""
    scopes: tuple[str, ...] = ("openid", "email")


class _ProviderFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provider: dict[str, _ProviderEntry]
    address: str = ""


def read_providers(path: Path | None, environment: Mapping[str, str] = os.environ) -> dict[str, Provider]:
    """Read who may vouch for officers, by key; nobody without a file."""
    if path is None:
        return {}
    held = read_toml(path, _ProviderFile, ProviderFileError, TOO_MUCH)
    address = held.address.rstrip("/")
    return {key: _provider(path, key, entry, address, environment) for key, entry in held.provider.items()}


def _provider(path: Path, key: str, entry: _ProviderEntry, address: str, environment: Mapping[str, str]) -> Provider:
    if problem := _find_problem(key, entry):
        raise ProviderFileError(path, problem)
    return Provider(
        key=key,
        name=entry.name,
        issuer=entry.issuer,
        header=entry.header,
        client=entry.client_id,
        secret=environment.get(variable_of(key), "") or _read_secret(path, key, entry.secret_file),
        scopes=entry.scopes,
        officers=tuple(entry.officer),
        address=address,
    )


def _find_problem(key: str, entry: _ProviderEntry) -> str:
    """Say what of an entry cannot be, as a clause; empty where all can."""
    if not KEY.fullmatch(key):
        return f"calls a provider “{key}”; use up to thirty small letters, digits and hyphens"
    issuer = urlsplit(entry.issuer)
    is_local = issuer.scheme == "http" and issuer.hostname in LOCAL
    fits_records = find_voucher(mark_voucher(entry.issuer, "1970-01-01T00:00:00Z"))
    if not (is_local or issuer.scheme == "https") or not fits_records or issuer.query or issuer.fragment:
        return f"gives “{key}” the issuer “{entry.issuer}”; an issuer is an address that begins with https://"
    if bool(entry.client_id) is bool(entry.header):
        return f"gives “{key}” no client_id and no header, or both; one of them says how it names people"
    if "openid" not in entry.scopes:
        return f"asks “{key}” for no scope “openid”, without which nobody is vouched for"
    return ""


def variable_of(key: str) -> str:
    """The variable of the environment that holds the secret of a provider.

    >>> variable_of("made-up")
    'ESCALADE_SECRET_MADE_UP'
    """
    return f"{SECRET}{key.upper().replace('-', '_')}"


def _read_secret(path: Path, key: str, name: str) -> str:
    """Read the secret of a client; empty for one that has none."""
    if not name:
        return ""
    return read_secret(path.parent / name, lambda why: ProviderFileError(path, f"names a secret of “{key}” {why}"))
