"""Whether a value can be read: made once for each type, from its fields.

What is malformed (a size, a character, a date, a language) is a request error
before the procedure is asked.
"""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from escalade.workflow.errors import FieldError
from escalade.workflow.when import when

LINE, PASSAGE = 500, 20_000
"""The longest text of one line, and of several, in characters."""

Path = tuple[str, ...]
Checker = Callable[[Any, Path], None]

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*|sealed", re.ASCII)


def check_line(value: str, path: Path) -> None:
    """Refuse a line that is empty, too long, or holds what nobody sees.

    Raises:
        FieldError: names the field and the first such character.
    """
    _check_text(value, path, LINE, "")


def check_passage(value: str, path: Path) -> None:
    """Refuse a passage likewise; it may have several lines.

    Raises:
        FieldError: names the field and the first such character.
    """
    _check_text(value, path, PASSAGE, "\n\t")


def _check_text(value: str, path: Path, most: int, allowed: str) -> None:
    field = ".".join(path)
    if not value.strip():
        raise FieldError(field, "is empty")
    if len(value) > most:
        raise FieldError(field, f"has {len(value):,} characters; at most {most:,} fit there")
    if value.isprintable() and value.isascii():
        return
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in allowed:
            raise FieldError(field, f"holds the control character U+{ord(character):04X}; remove it")
    if found := _BIDI.search(value):
        raise FieldError(field, f"holds the bidirectional override U+{ord(found[0]):04X}; remove it")


def check_date(value: str, _path: Path) -> None:
    """Refuse a date that is none.

    Raises:
        DateError: it is not written as a date, or does not exist.
    """
    when(value)


def check_language(value: str, path: Path) -> None:
    """Refuse a language tag that is none.

    Raises:
        FieldError: names the tag.
    """
    if not _LANGUAGE.fullmatch(value):
        raise FieldError(".".join(path), f"names a language “{value}”; write a tag such as en or fr")


def check_number(value: str, path: Path) -> None:
    """Refuse a key that is not a whole number.

    Raises:
        FieldError: names the key.
    """
    if not (value.isascii() and value.isdigit()):
        raise FieldError(".".join(path), f"has a number “{value}”; write a whole number")


def check_anything(value: Any, path: Path) -> None:
    """Check a value of no declared type by what it holds.

    Raises:
        FieldError: a text in it is malformed, or a number is not whole.
    """
    if isinstance(value, str):
        check_passage(value, path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            check_line(key, path)
            check_anything(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            check_anything(inner, path)
    elif isinstance(value, float):
        raise FieldError(".".join(path), "holds a number that is not whole")


def pass_over(_value: Any, _path: Path) -> None:
    """Find nothing wrong with what its type says enough about."""


MARKED: dict[str, Checker] = {
    "date": check_date,
    "language": check_language,
    "passage": check_passage,
    "number": check_number,
}


@cache
def checker(annotation: Any) -> Checker:
    """What checks the values of a type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marks = [
            meta.extra["is"] for meta in annotation.__metadata__ if getattr(meta, "extra", None) and "is" in meta.extra
        ]
        return MARKED[marks[0]] if marks else checker(arguments[0])
    if origin in {Union, types.UnionType}:
        return _of_either(arguments)
    if origin is tuple:
        return _of_each(checker(arguments[0]))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _of_items(checker(arguments[0]), checker(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _of_fields(annotation)
    plain: dict[Any, Checker] = {str: check_line, Any: check_anything}
    return pass_over if origin is Literal else plain.get(annotation, pass_over)


def _of_either(arguments: tuple[Any, ...]) -> Checker:
    """Values of a union: literals pass, mappings and texts by their type."""
    kinds = [argument for argument in arguments if argument is not type(None) and get_origin(argument) is not Literal]
    inner = checker(kinds[0]) if kinds else pass_over
    literal = {value for argument in arguments if get_origin(argument) is Literal for value in get_args(argument)}

    def check(value: Any, path: Path) -> None:
        if value is not None and not (isinstance(value, str) and value in literal):
            inner(value, path)

    return check


def _of_each(inner: Checker) -> Checker:
    def check(value: Any, path: Path) -> None:
        for one in value:
            inner(one, path)

    return check


def _of_items(of_key: Checker, of_value: Checker) -> Checker:
    def check(value: Any, path: Path) -> None:
        for key, inner in value.items():
            of_key(key, path)
            of_value(inner, (*path, key))

    return check


def _of_fields(shape: type[msgspec.Struct]) -> Checker:
    fields = [(field.name, field.default, checker(field.type)) for field in msgspec.structs.fields(shape)]
    fields = [entry for entry in fields if entry[2] is not pass_over]

    def check(value: Any, path: Path) -> None:
        for name, default, inner in fields:
            given = getattr(value, name)
            if given is not None and given is not default and given != default:
                inner(given, (*path, name))

    return check
