"""A command line that was refused, typed again with what it lacked."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from escalade.services.acts.fields import Kind, evidence_fields, fields_of
from escalade.workflow.values.remedy import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Place = tuple[str, ...]
"""What an option fills: its name, and the language or key where it may come again."""

SEVERAL = frozenset({Kind.TEXT, Kind.TEXTS, Kind.LINES, Kind.PAIRS, Kind.ANY})
UNQUOTABLE = frozenset('"$`\\!')
"""What double quotes do not make plain in a shell."""
GONE_WITH = {"--provisional": "--document"}
"""A flag that said something of an option which is given anew."""


def complete_line(
    words: tuple[str, ...],
    inputs: Iterable[str],
    act: str,
    without: Mapping[str, str] = {},  # never written to
) -> list[str]:
    """The words of a line, then the options that it lacked or had wrong.

    Args:
        words: the line as it was typed, without the program.
        inputs: options with their values; of two for one place, the last.
        act: the act that the line performs.
        without: options to be left out, by their names, of several values some
            or all; what stands behind the command by no name.
    """
    command, options = act.replace(" ", "-"), list(_options(words))
    alone = [(name, value) for name, values in without.items() for value in values.split(SEPARATOR)]
    refused = [place for name, value in alone for place in _refused(name, value, options, command)]
    several = {f"--{one.option}" for one in (*fields_of(act), *evidence_fields()) if one.kind in SEVERAL}
    anew = {_place(*_parted(option), several): option for option in inputs}
    given = {name for name, *_ in anew}
    kept: list[str] = []
    for name, value, typed in options:
        superseded = _place(name, value, several) in anew or (name in given and not value) or (name, value) in refused
        if not superseded and GONE_WITH.get(name) not in given:
            kept += map(quote_word, typed)
    return [*kept, *anew.values()]


def _refused(
    name: str, value: str, options: list[tuple[str, str, list[str]]], command: str
) -> Iterator[tuple[str, str]]:
    """Find the values that a line leaves out: those refused, or all."""
    if name:
        there = [(one, typed) for one, typed, _ in options if one == name]
        yield from [one for one in there if value == one[1].partition("=")[0] or _means(one[1], value)] or there
    else:
        there = [
            (one, typed) for one, typed, _ in options
            if not one.startswith("--") and one != command and not value.startswith(f"{one}/")  # a round stays
        ]  # fmt: skip
        yield from [one for one in there if _means(one[0], value)] or there


def _means(typed: str, value: str) -> bool:
    """Whether a word that was typed means a value; a reference may be shortened."""
    return typed == value or value.endswith(f"/{typed}")


def _parted(option: str) -> tuple[str, str]:
    name, _, value = option.partition(" ")
    return name, value


def _place(name: str, value: str, several: set[str]) -> Place:
    return (name, value.partition("=")[0]) if name in several else (name,)


def _options(words: tuple[str, ...]) -> Iterator[tuple[str, str, list[str]]]:
    """Each option of a line with its value, and each other word, as typed."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, mark, value = word.partition("=")
        if not word.startswith("--") or mark or word in GONE_WITH or not rest or rest[0].startswith("--"):
            yield (name, value, [word]) if word.startswith("--") else (word, "", [word])
        else:
            value = rest.pop(0)
            yield name, value, [word, value]


def quote_word(word: str) -> str:
    """A word as it is typed: in double quotes where a shell needs any."""
    key, mark, value = word.partition("=")
    if mark and key.isascii() and key.replace("-", "").isalnum():
        return f"{key}={quote_word(value)}"
    safe = shlex.quote(word.replace("#", ""))
    plain = safe == word.replace("#", "") and not word.startswith("#")
    return word if plain else f'"{word}"' if not set(word) & UNQUOTABLE else shlex.quote(word)
