"""Texts and dates as a reader of the terminal sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalade.workflow.values.errors import Message


def text_in(text: Any, language: str | None = None) -> str:
    """A text in one of its languages: the one asked for, English, the first.

    *Not at hand* and other plain values are given as they are.
    """
    if not isinstance(text, Mapping):
        return "" if text is None else str(text)
    for tag in (language, "en"):
        if tag in text:
            return str(text[tag])
    return str(next(iter(text.values()), ""))


A_DAY_UNKNOWN = "a day unknown"
UNKNOWN_DAY = f"on {A_DAY_UNKNOWN}"


def day(on: str | None, unknown: str = "unknown") -> str:
    """A date as a person reads it."""
    if not on:
        return ""
    begin, dots, end = on.partition("..")
    if dots:
        return f"between {begin} and {end}" if begin else f"by {end}"
    return unknown if on == "unknown" else on


def day_and_time(record: Any) -> str:
    """The day of a record, with the exact time that it may have beside it."""
    time = getattr(record.motion, "time", None)
    return f"{day(record.on)} ({time})" if time else day(record.on)


def day_phrase(on: str | None) -> str:
    """On a day, by it, between two, in a month or year, or nobody knows when.

    >>> day_phrase("2017-10"), day_phrase("..2017-03-31"), day_phrase("2017-03-30..2017-03-31")
    ('in 2017-10', 'by 2017-03-31', 'between 2017-03-30 and 2017-03-31')
    """
    text = day(on, UNKNOWN_DAY)
    if text.startswith(("by ", "between ", UNKNOWN_DAY)):
        return text
    return f"{'on' if len(text) == len('2017-10-31') else 'in'} {text}"


def join_names(names: Sequence[str]) -> str:
    """Names as one list.

    >>> join_names(["a"]), join_names(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last


MOST_NAMED = 5
"""How many of the acts that are left out are named."""


def say_left_out(records: Sequence[str]) -> Message:
    """Say which acts on unknown days an earlier day leaves out."""
    named = ", ".join((*records[:MOST_NAMED], *(["…"] if records[MOST_NAMED:] else [])))
    return Message(
        "Acts on unknown days that are left out, since nothing tells that they had happened by then: "
        "{number} ({records}).",
        number=len(records),
        records=named,
    )


def number_of(count: int, noun: str) -> str:
    """So many of something, such as one act or seven.

    >>> number_of(1, "act"), number_of(7, "act")
    ('1 act', '7 acts')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"
