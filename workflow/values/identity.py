"""The identity of an act's officer: claimed, signed in, loaded or copied."""

from typing import Annotated

import msgspec

LOADED = "loaded by "
"""How the identity of an act from a file begins; whoever loaded it follows."""

COPIED = "copied with round "
"""How the identity of an act in a working copy begins; the round follows, and what was known of it."""

Identity = Annotated[str, msgspec.Meta(extra={"is": "identity"})]
"""Claimed, signed in, loaded by somebody who said so, or copied with a round."""


def identity_of(officer: str) -> str:
    """Say of an act from a file who loaded it.

    >>> identity_of("Desk")
    'loaded by Desk'
    """
    return f"{LOADED}{officer}"


def mark_copied(identity: str, round_: str) -> str:
    """Say of an act in a working copy of a round how it was known who acted.

    >>> mark_copied("claimed", "2017"), mark_copied("copied with round 2017: claimed", "2017")
    ('copied with round 2017: claimed', 'copied with round 2017: claimed')
    """
    return identity if identity.startswith(COPIED) else f"{COPIED}{round_}: {identity}"


def find_copied_round(identity: str) -> str:
    """Name the round that an act was copied with; empty where it is no copy.

    >>> find_copied_round("copied with round 2017: claimed"), find_copied_round("claimed")
    ('2017', '')
    """
    return identity.removeprefix(COPIED).partition(": ")[0] if identity.startswith(COPIED) else ""
