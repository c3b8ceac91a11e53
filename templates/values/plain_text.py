"""A text without the characters that no file may hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML and PDF cannot hold: the few that are not allowed, as the compiler
of expressions takes ten times as long over the many that are."""


def plain(text: str) -> str:
    """A text as it can be printed; what cannot shows as a mark for it."""
    return _ILLEGAL.sub("\ufffd", text.replace("\t", " ").replace("\r", "")).strip("\n")
