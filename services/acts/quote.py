"""A word as a person types it in a shell."""

from __future__ import annotations

import shlex

UNQUOTABLE = frozenset('"$`\\!')
"""What double quotes do not make plain in a shell."""


def quote_word(word: str) -> str:
    """A word as it is typed: in double quotes where a shell needs any."""
    key, mark, value = word.partition("=")
    if mark and key.isascii() and key.replace("-", "").isalnum():
        return f"{key}={quote_word(value)}"
    safe = shlex.quote(word.replace("#", ""))
    plain = safe == word.replace("#", "") and not word.startswith("#")
    return word if plain else f'"{word}"' if not set(word) & UNQUOTABLE else shlex.quote(word)
