"""Constraints on single values: a line, a passage, a date, a number.

Each says what is wrong with a value of a mark; what passes it can be recorded,
printed and read back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import FieldError, Message
from escalade.workflow.values.identity import COPIED, LOADED, find_voucher
from escalade.workflow.values.instant import instant

LINE, PASSAGE = 500, 20_000
"""The longest text of one line, and of several, in characters."""

LARGEST = 2**53 - 1
"""The largest whole number that canonical JSON holds exactly (RFC 8785)."""

LONGEST_SPAN = 3660
"""The most hours, days or weeks that a span is counted by: every calendar can."""

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
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]+")
_SALT = re.compile(r"(?:[0-9a-f]{2}){16,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_CODES = re.compile(r"(?:[\w!.() +-]|\{(?:year|number|mark|form|letter)\})+", re.ASCII)
_NEEDED = ("{number}", "{mark}", "{form}", "{letter}")


def check(mark: str, value: Any, path: tuple[str | int, ...]) -> None:
    """Refuse a value that is not what its mark says; an unknown one is a line.

    The error names the path of fields and keys at which it stands, and no places in a list.
    """
    if problem := _PROBLEMS.get(mark, _of_line)(value):
        raise FieldError(".".join([step for step in path if isinstance(step, str)]), problem)


@lru_cache(maxsize=1024)
def _of_line(value: str) -> Message | None:
    return next(_problems(value, LINE, ""), None)


def _of_passage(value: str) -> Message | None:
    return next(_problems(value, PASSAGE, "\n\t"), None)


def _problems(value: str, most: int, allowed: str) -> Iterator[Message]:
    """List what is wrong with a text, the worst first; some control characters may be allowed."""
    if not value.strip() if value.isascii() else not any(map(_is_seen, value)):
        yield Message("is empty")
    if len(value) > most:
        yield Message("has {count} characters; at most {most} fit there", count=f"{len(value):,}", most=f"{most:,}")
    if value.isprintable():
        return
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


def _unseen_at(value: str, *, hyphens: bool) -> int | None:
    found = re.search(_UNSEEN, value)
    places = [found.start() if found else -1, -1 if hyphens else value.find(_SOFT_HYPHEN)]
    return min((place for place in places if place >= 0), default=None)


def _is_seen(character: str) -> bool:
    """Whether a reader sees a character that stands by itself.

    Spaces, marks on other characters, and signs that only steer are not seen,
    nor are the letters and symbols that Unicode draws as blanks.
    """
    return unicodedata.category(character)[0] not in "CZM" and character not in _BLANK


def _of_shape(shape: re.Pattern[str], say: Callable[[str], Message]) -> Callable[[str], Message | None]:
    """What says what is wrong with a text that is to have a shape."""
    return lru_cache(maxsize=1024)(lambda value: None if shape.fullmatch(value) else say(value))


def _of_file_codes(value: str) -> Message | None:
    if not _CODES.fullmatch(value):
        return Message("has more than letters, digits, !, and the parts of a file's name")
    lacking = next((part for part in _NEEDED if part not in value), "")
    return Message("lacks {part}, so that two files would have one name", part=lacking) if lacking else None


def _of_count(value: int) -> Message | None:
    return None if 0 <= value <= LARGEST else Message("is a number below nought, or too large")


def _of_span(value: int) -> Message | None:
    if value <= LONGEST_SPAN:
        return _of_count(value)
    return _of_count(value) or Message(
        "counts at most {most}, not {value}", most=f"{LONGEST_SPAN:,}", value=f"{value:,}"
    )


def _of_moment(value: str) -> Message | None:
    try:
        exists = _MOMENT.fullmatch(value) and datetime.fromisoformat(value)
    except ValueError:
        exists = None
    if exists:
        return None
    return Message("is no moment: “{moment}”; write 2017-05-24T09:30:00.000000Z", moment=value)


def is_digest(value: str) -> bool:
    """Whether a text can be a hash, or a commitment."""
    return _DIGEST.fullmatch(value) is not None


def _of_identity(value: str) -> Message | None:
    if value in {"claimed", "signed in"} or value.startswith((LOADED, COPIED)) or find_voucher(value):
        return _of_line(value)
    return _of_line(value) or Message(
        "is not how it is known who acts: claimed, signed in, vouched for by an issuer at a moment, "
        "loaded by an officer, or copied"
    )


def _of_anything(value: Any) -> Message | None:
    if isinstance(value, str):
        return _of_passage(value)
    return _of_count(value) if isinstance(value, int) else Message("holds what is neither a text nor a whole number")


def _of_date(value: str) -> None:
    when(value)


def _of_instant(value: str) -> None:
    instant(value)


_PROBLEMS: dict[str, Callable[[Any], Message | None]] = {
    "any": _of_anything,
    **dict.fromkeys(("condition", "count", "sitting"), _of_count),
    "date": _of_date,
    "digest": _of_shape(
        _DIGEST, lambda _: Message("is no hash: the SHA-256 of a file, in 64 small hexadecimal digits")
    ),
    "file codes": _of_file_codes,
    "identity": _of_identity,
    "instant": _of_instant,
    "language": _of_shape(
        _LANGUAGE, lambda tag: Message("names a language “{language}”; write a tag such as en or fr", language=tag)
    ),
    "moment": _of_moment,
    "number": _of_shape(_NUMBER, lambda value: Message("has a number “{number}”; write a whole number", number=value)),
    "prose": _of_passage,
    "salt": _of_shape(_SALT, lambda _: Message("is no salt: at least sixteen bytes in small hexadecimal digits")),
    "span": _of_span,
}
"""By mark, what says what is wrong with a value; dates and times refuse it themselves."""
