"""How it is known who acts: claimed, signed in, or loaded by another."""

from typing import Annotated

import msgspec

LOADED = "loaded by "
"""How the identity of an act from a file begins; whoever loaded it follows."""

Identity = Annotated[str, msgspec.Meta(extra={"is": "identity"})]
"""Claimed, signed in, or loaded by somebody who said so."""


def identity_of(officer: str) -> str:
    """Say of an act from a file who loaded it.

    >>> identity_of("Desk")
    'loaded by Desk'
    """
    return f"{LOADED}{officer}"
