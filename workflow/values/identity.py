"""How it is known who acts: claimed, signed in, vouched for, loaded."""

import re
from typing import Annotated

import msgspec

LOADED = "loaded by "
"""How the identity of an act from a file begins; whoever loaded it follows."""
COPIED = "copied with round "
"""How the identity of an act in a working copy begins; the round follows, and what was known of it."""
VOUCHED = "vouched for by "
"""How the identity of somebody whom a provider signed in begins; its issuer and the moment follow."""
# Compiled where one is met: few acts are vouched for, and every reading would wait for it.
_VOUCHED = rf"{VOUCHED}(https?://[!-~]+) at (\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
Identity = Annotated[str, msgspec.Meta(extra={"is": "identity"})]
"""Claimed, signed in, vouched for by a provider, loaded by somebody who said so, or copied with a round."""


def mark_loaded(officer: str) -> str:
    """Say of an act from a file who loaded it."""
    return f"{LOADED}{officer}"


def mark_voucher(issuer: str, moment: str) -> str:
    """Say which provider (a URL) vouched for an officer, and when, in UTC."""
    return f"{VOUCHED}{issuer} at {moment}"


def find_voucher(identity: str) -> tuple[str, str] | None:
    """Name who vouched for an officer and when; None where nobody did.

    >>> find_voucher("vouched for by https://login.example at 2020-01-31T09:00:00Z")
    ('https://login.example', '2020-01-31T09:00:00Z')
    """
    found = re.fullmatch(_VOUCHED, identity)
    return (found[1], found[2]) if found else None


def mark_copy(identity: str, round_: str) -> str:
    """Say of an act in a working copy of a round how it was known who acted.

    >>> mark_copy("claimed", "2017"), mark_copy("copied with round 2017: claimed", "2017")
    ('copied with round 2017: claimed', 'copied with round 2017: claimed')
    """
    return identity if identity.startswith(COPIED) else f"{COPIED}{round_}: {identity}"


def name_round_of_copy(identity: str) -> str:
    """Name the round that an act was copied with; empty where it is no copy."""
    return identity.removeprefix(COPIED).partition(": ")[0] if identity.startswith(COPIED) else ""
