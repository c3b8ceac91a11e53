"""Lettering: how items of lists are lettered in an alphabet of its own."""

from __future__ import annotations

import msgspec


class Lettering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern and its alphabet, where others have a pattern alone."""

    pattern: str
    alphabet: tuple[str, ...]

    def format(self, label: str) -> str:
        """A label of the Latin alphabet, as its letters stand in this one.

        >>> Lettering("{})", ("أ", "ب", "ج")).format("b")
        'ب)'
        """
        position = 0
        for letter in label:
            position = position * 26 + ord(letter) - ord("a") + 1
        return self.pattern.format(self._letters(position - 1))

    def _letters(self, position: int) -> str:
        before, letter = divmod(position, len(self.alphabet))
        return (self._letters(before - 1) if before else "") + self.alphabet[letter]
