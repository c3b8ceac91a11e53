"""The characters of a text: those that readers see, and those they do not.

What nobody sees can make two names look like one, and two texts alike that are not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from escalade.workflow.values.errors import FieldError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

BESIDE = 12
"""How many characters beside an invisible one are shown, so that it can be found."""

_BIDI = "[\u202a-\u202e\u2066-\u2069]"
_UNSEEN = "[\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
"""What has no shape and no use in writing; it makes two names look like one.

Joiners and marks of direction are not among them: Persian, Arabic and Hindi need them.
"""
_SOFT_HYPHEN = "\u00ad"
"""A hyphen seen at the end of a line alone: of use in a passage, and in no name."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def check_text(value: str, path: tuple[str, ...], most: int, *, allowed: str = "") -> None:
    """Refuse a text that is empty, too long, or holds what nobody sees.

    Args:
        value: the text.
        path: where it stands.
        most: how many characters fit there.
        allowed: control characters that a passage needs.

    Raises:
        FieldError: names the field and the first such character.
    """
    if is_plain(value, most):
        return
    for problem in _problems(value, most, allowed):
        raise FieldError(".".join(path), problem)


def _problems(value: str, most: int, allowed: str) -> Iterator[Message]:
    """What is wrong with a text, the worst first."""
    if _is_empty(value):
        yield Message("is empty")
    if len(value) > most:
        yield Message("has {count} characters; at most {most} fit there", count=f"{len(value):,}", most=f"{most:,}")
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in allowed:
            yield Message("holds the control character U+{code}; remove it", code=f"{ord(character):04X}")
    if found := re.search(_BIDI, value):
        yield Message("holds the bidirectional override U+{code}; remove it", code=f"{ord(found[0]):04X}")
    if (at := _unseen_at(value, hyphens="\n" in allowed)) is not None:
        facts = {"code": f"{ord(value[at]):04X}", "before": value[max(at - BESIDE, 0) : at]}
        if at:
            yield Message("holds the invisible character U+{code} after “{before}”; remove it", **facts)
        else:
            facts["next"] = value[1 : 1 + BESIDE]
            yield Message("holds the invisible character U+{code} before “{next}”; remove it", **facts)


def is_plain(value: str, most: int) -> bool:
    """Whether a text is seen, fits, and has nothing that is not printed."""
    return len(value) <= most and value.isprintable() and not _is_empty(value)


def _is_empty(value: str) -> bool:
    return not value.strip() if value.isascii() else not any(map(is_seen, value))


def _unseen_at(value: str, *, hyphens: bool) -> int | None:
    """Where the first character stands that nobody sees."""
    found = re.search(_UNSEEN, value)
    places = [found.start() if found else -1, -1 if hyphens else value.find(_SOFT_HYPHEN)]
    return min((place for place in places if place >= 0), default=None)


def is_seen(character: str) -> bool:
    """Whether a reader sees a character that stands by itself.

    Spaces, marks on other characters, and signs that only steer are not seen,
    nor are the letters and symbols that Unicode draws as blanks.
    """
    return unicodedata.category(character)[0] not in "CZM" and character not in _BLANK
