"""What was typed, read as the value of a field."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from escalade.desk.field import Field, Kind
from escalade.models.cases import spelling
from escalade.workflow.errors import RequestError
from escalade.workflow.motion import NOT_AT_HAND

VOTES = ("votes_for", "against", "abstaining")
LARGEST_FILE = 10_000_000
"""The size beyond which a file of fields is no such file, in bytes."""


class OptionError(RequestError):
    """The value of an option is not of its shape."""

    def __init__(self, option: str, problem: str) -> None:
        """Name the option, and how it is written."""
        self.option = option
        super().__init__(f"--{option} {problem}.")


class FieldFileError(RequestError):
    """A file that holds fields cannot be read."""

    def __init__(self, path: str, problem: str) -> None:
        """Name the file and what is wrong with it."""
        self.path = path
        super().__init__(f"The file {path} {problem}.")


def read(field: Field, given: Any) -> Any:
    """The value of a field, from what its option was given.

    Raises:
        RequestError: it is not of the field's shape.
    """
    readers: dict[Kind, Callable[[], Any]] = {
        Kind.LINES: lambda: list(given),
        Kind.TEXT: lambda: text(field, given),
        Kind.TEXTS: lambda: texts(field, given),
        Kind.CHOICE: lambda: unhyphenated(field, given),
        Kind.FLAGS: lambda: unhyphenated(field, given),
        Kind.PAIRS: lambda: {key: _paired(field, value) for key, value in pairs(field, given)},
        Kind.ANY: lambda: dict(pairs(field, given)),
        Kind.VOTES: lambda: votes(field, given),
        Kind.FILE: lambda: from_files(field, given),
    }
    return readers[field.kind]() if field.kind in readers else given


def pairs(field: Field, given: tuple[str, ...]) -> list[tuple[str, str]]:
    """Keys and values, each written KEY=VALUE.

    Raises:
        OptionError: one is not, or a key comes twice.
    """
    found: list[tuple[str, str]] = []
    for one in given:
        key, mark, value = one.partition("=")
        if not mark or not key:
            raise OptionError(field.option, f"takes {field.metavar}, not “{one[:60]}”")
        found.append((key, value))
    return found


def text(field: Field, given: tuple[str, ...]) -> dict[str, str] | str:
    """A text in its languages, or *not at hand*.

    Raises:
        OptionError: a language is missing or comes twice.
    """
    if any(one.replace("-", " ") == NOT_AT_HAND for one in given):
        if not field.may_lack or len(given) > 1:
            raise OptionError(field.option, f"takes a text as --{field.option} {EXAMPLE}")
        return NOT_AT_HAND
    said: dict[str, str] = {}
    for language, value in _in_languages(field, given):
        if language in said:
            raise OptionError(field.option, f"is given twice in the language “{language}”; give it once")
        said[language] = value
    return said


EXAMPLE = 'en="…", once for each language'


def _in_languages(field: Field, given: tuple[str, ...]) -> list[tuple[str, str]]:
    for one in given:
        language, mark, _ = one.partition("=")
        if not mark or not language.replace("-", "").isalnum():
            raise OptionError(field.option, f"takes a text as --{field.option} {EXAMPLE}, not “{one[:60]}”")
    return [(one.partition("=")[0], one.partition("=")[2]) for one in given]


def texts(field: Field, given: tuple[str, ...]) -> list[dict[str, str]]:
    """Several texts in order: the nth of each language belong together.

    Raises:
        OptionError: the languages do not have equally many.
    """
    by_language: dict[str, list[str]] = {}
    for language, value in _in_languages(field, given):
        by_language.setdefault(language, []).append(value)
    counts = {language: len(values) for language, values in by_language.items()}
    if len(set(counts.values())) > 1:
        said = ", ".join(f"{count} in {language}" for language, count in counts.items())
        raise OptionError(field.option, f"is to be given equally often in each language, and there are {said}")
    return [dict(zip(by_language, together, strict=True)) for together in zip(*by_language.values(), strict=True)]


def unhyphenated(field: Field, value: str) -> str:
    """A choice as records write it: `not-maintained` is `not maintained`."""
    return next((choice for choice in field.choices if choice.replace(" ", "-") == value.replace(" ", "-")), value)


def _paired(field: Field, value: str) -> Any:
    if field.of is int:
        if not value.isascii() or not value.isdigit():
            raise OptionError(field.option, f"takes a whole number after the sign =, not “{value[:60]}”")
        return int(value)
    return unhyphenated(field, value) if field.choices else value


def votes(field: Field, given: str) -> dict[str, int]:
    """The counts of a vote.

    Raises:
        OptionError: they are not three whole numbers.
    """
    counts = [part.strip() for part in given.split(",")]
    if len(counts) != len(VOTES) or not all(count.isascii() and count.isdigit() for count in counts):
        raise OptionError(field.option, f"takes FOR,AGAINST,ABSTAINING, such as 30,4,2, not “{given[:60]}”")
    return dict(zip(VOTES, map(int, counts), strict=True))


def from_files(field: Field, given: tuple[str, ...] | str) -> Any:
    """What files hold: the whole field, or one key of it each.

    Raises:
        RequestError: a file cannot be read, or is of no key where one is needed.
    """
    whole: Any = None
    for one in (given,) if isinstance(given, str) else given:
        key, mark, path = one.partition("=")
        keyed = bool(mark) and not Path(one).exists()
        if field.path[-1] == "amended" and not keyed:
            raise OptionError(field.option, f"takes {field.metavar}, such as 2017/ott={one[:60]}, not “{one[:60]}”")
        held = file_fields(path if keyed else one)
        held = held[field.path[-1]] if set(held) == {field.path[-1]} else held
        held = {key: held} if keyed else held
        whole = {**whole, **held} if isinstance(whole, dict) and isinstance(held, dict) else held
    return whole


def file_fields(path: str) -> dict[str, Any]:
    """The fields that a TOML or JSON file holds.

    Raises:
        FieldFileError: it cannot be read, or is not of that format.
    """
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise FieldFileError(path, f"is larger than {LARGEST_FILE // 1_000_000} MB")
        return fields_in(path, file.read_bytes())
    except OSError as error:
        raise FieldFileError(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from error


def fields_in(name: str, data: bytes) -> dict[str, Any]:
    """The fields that the bytes of a TOML or JSON file hold.

    Raises:
        FieldFileError: they are not of the format that its name says.
    """
    in_json = name.endswith(".json")
    try:
        content = data.decode("utf-8")
        found = json.loads(content) if in_json else spelling.read(tomllib.loads(content))
    except UnicodeDecodeError as error:
        raise FieldFileError(name, "is not written in UTF-8") from error
    except RecursionError as error:
        raise FieldFileError(name, "is nested too deeply to be one of fields") from error
    except ValueError as error:
        raise FieldFileError(name, f"is not {'JSON' if in_json else 'TOML'}: {error}") from error
    if not isinstance(found, Mapping):
        raise FieldFileError(name, "does not hold fields with their values")
    return dict(found)
