"""Constraints on single values: a line, a passage, a date, a number.

Each check names the field and the problem; what passes it can be recorded,
printed and read back.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import FieldError
from escalade.workflow.values.identity import COPIED, LOADED, find_voucher
from escalade.workflow.values.instant import instant
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


Place = tuple[str | int, ...]
"""Where a value stands: the names of fields and keys, and places in a list, which no error names."""
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


def check_text(value: str, path: Place, most: int, *, allowed: str = "") -> None:
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
        raise _wrong(path, problem)


def _wrong(path: Place, problem: Message) -> FieldError:
    """Say of a field what is wrong with it."""
    return FieldError(".".join([step for step in path if isinstance(step, str)]), problem)


def _problems(value: str, most: int, allowed: str) -> Iterator[Message]:
    """List what is wrong with a text, the worst first."""
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
    """Find the first character that nobody sees."""
    found = re.search(_UNSEEN, value)
    places = [found.start() if found else -1, -1 if hyphens else value.find(_SOFT_HYPHEN)]
    return min((place for place in places if place >= 0), default=None)


def is_seen(character: str) -> bool:
    """Whether a reader sees a character that stands by itself.

    Spaces, marks on other characters, and signs that only steer are not seen,
    nor are the letters and symbols that Unicode draws as blanks.
    """
    return unicodedata.category(character)[0] not in "CZM" and character not in _BLANK


LINE, PASSAGE = 500, 20_000
"""The longest text of one line, and of several, in characters."""

LARGEST = 2**53 - 1
"""The largest whole number that canonical JSON holds exactly (RFC 8785)."""

LONGEST_SPAN = 3660
"""The most hours, days or weeks that a span is counted by: every calendar can."""

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32,128}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)


def check_line(value: str, path: Place) -> None:
    """Refuse a line that is empty, too long, or holds what nobody sees.

    Raises:
        FieldError: names the field and the first such character.
    """
    if not _is_plain_line(value):
        check_text(value, path, LINE)


def check_passage(value: str, path: Place) -> None:
    """Refuse a passage likewise; it may have several lines.

    Raises:
        FieldError: names the field and the first such character.
    """
    check_text(value, path, PASSAGE, allowed="\n\t")


def check_date(value: str, _path: Place) -> None:
    """Refuse a date that is none.

    Raises:
        DateError: it is not written as a date, or does not exist.
    """
    when(value)


def check_instant(value: str, _path: Place) -> None:
    """Refuse a time that is none, or that lacks its zone.

    Raises:
        InstantError: it is not written so, or no clock there shows it.
    """
    instant(value)


def check_language(value: str, path: Place) -> None:
    """Refuse a language tag that is none.

    Raises:
        FieldError: names the tag.
    """
    if not _is_language(value):
        raise _wrong(path, Message("names a language “{language}”; write a tag such as en or fr", language=value))


@lru_cache(maxsize=1024)
def _is_plain_line(value: str) -> bool:
    return is_plain(value, LINE)


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    return _LANGUAGE.fullmatch(tag) is not None


_CODES = re.compile(r"(?:[\w!.() +-]|\{(?:year|number|mark|form|letter)\})+", re.ASCII)
_NEEDED = ("{number}", "{mark}", "{form}", "{letter}")


def check_file_codes(value: str, path: Place) -> None:
    """Refuse what cannot name each file of a series by itself.

    Raises:
        FieldError: it has other characters than file names, or lacks a part.
    """
    if not _CODES.fullmatch(value):
        raise _wrong(path, Message("has more than letters, digits, !, and the parts of a file's name"))
    if lacking := [part for part in _NEEDED if part not in value]:
        raise _wrong(path, Message("lacks {part}, so that two files would have one name", part=lacking[0]))


def check_span(value: int, path: Place) -> None:
    """A span of hours, days or weeks is one that a calendar can count.

    Raises:
        FieldError: it is negative, or longer than anybody plans.
    """
    check_count(value, path)
    if value > LONGEST_SPAN:
        raise _wrong(
            path,
            Message(
                "counts at most {most}, not {value}",
                most=f"{LONGEST_SPAN:,}",
                value=f"{value:,}",
            ),
        )


def check_number(value: str, path: Place) -> None:
    """Refuse a key that is not a whole number.

    Raises:
        FieldError: names the key.
    """
    if not (value.isascii() and value.isdigit()):
        raise _wrong(path, Message("has a number “{number}”; write a whole number", number=value))


def check_count(value: int, path: Place) -> None:
    """Refuse a whole number below nought, or too large to be written exactly.

    Raises:
        FieldError: names the number.
    """
    if not 0 <= value <= LARGEST:
        raise _wrong(path, Message("is a number below nought, or too large"))


def check_moment(value: str, path: Place) -> None:
    """Refuse a moment that is none.

    Raises:
        FieldError: names the text.
    """
    try:
        exists = _MOMENT.fullmatch(value) and datetime.fromisoformat(value)
    except ValueError:
        exists = None
    if not exists:
        raise _wrong(path, Message("is no moment: “{moment}”; write 2017-05-24T09:30:00.000000Z", moment=value))


def check_digest(value: str, path: Place) -> None:
    """Refuse a hash that is not 64 small hexadecimal digits.

    Raises:
        FieldError: names the field.
    """
    if not is_digest(value):
        raise _wrong(path, Message("is no hash: the SHA-256 of a file, in 64 small hexadecimal digits"))


def is_digest(value: str) -> bool:
    """Whether a text can be a hash, or a commitment."""
    return _DIGEST.fullmatch(value) is not None


def check_salt(value: str, path: Place) -> None:
    """Refuse a salt that is not at least sixteen bytes in hexadecimal.

    Raises:
        FieldError: names the field.
    """
    if len(value) % 2 or not _SALT.fullmatch(value):
        raise _wrong(path, Message("is no salt: at least sixteen bytes in small hexadecimal digits"))


def check_identity(value: str, path: Place) -> None:
    """Refuse a way to know who acts that the register does not have.

    Raises:
        FieldError: names the field.
    """
    check_line(value, path)
    if value not in {"claimed", "signed in"} and not value.startswith((LOADED, COPIED)) and not find_voucher(value):
        problem = Message(
            "is not how it is known who acts: claimed, signed in, vouched for by an issuer at a moment, "
            "loaded by an officer, or copied"
        )
        raise _wrong(path, problem)


def in_languages(check: Callable[[str, Place], None]) -> Callable[[Mapping[str, str], Place], None]:
    """Make the check of a text in its languages from that of its words."""

    def check_each(value: Mapping[str, str], path: Place) -> None:
        """Refuse a text that is empty, a tag that is none, and words that do not pass."""
        if not value:
            raise _wrong(path, Message("is empty"))
        for language, words in value.items():
            check_language(language, path)
            check(words, (*path, language))

    return check_each


def check_anything(value: Any, path: Place) -> None:
    """Check a value of no declared type by what it is.

    Raises:
        FieldError: it is malformed, or neither a text nor a whole number.
    """
    if isinstance(value, str):
        check_passage(value, path)
    elif isinstance(value, int):
        check_count(value, path)
    elif value is not None:
        raise _wrong(path, Message("holds what is neither a text nor a whole number"))
