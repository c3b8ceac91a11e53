"""A text without the characters that no file may hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML and PDF cannot hold."""


def plain(text: str) -> str:
    """A text as it can be printed; what cannot shows as a mark for it."""
    return _ILLEGAL.sub("\ufffd", text.replace("\t", " ").replace("\r", "")).strip("\n")
