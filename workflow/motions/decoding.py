"""Whether a value can be read: made once for each type, from its fields.

What is malformed (a size, a character, a date, a language) is a request error
before the procedure is asked.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import compress
from operator import ne
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions.base import Evidence
from escalade.workflow.values.constraints import (
    Path,
    check_anything,
    check_count,
    check_date,
    check_digest,
    check_identity,
    check_instant,
    check_language,
    check_line,
    check_moment,
    check_number,
    check_passage,
    check_salt,
    check_span,
)
from escalade.workflow.values.errors import FieldError
from escalade.workflow.values.message import Message

Checker = Callable[[Any, Path], None]


def pass_over(_value: Any, _path: Path) -> None:
    """Find nothing wrong with what its type says enough about."""


MARKED: dict[str, Checker] = {
    "date": check_date,
    "language": check_language,
    "passage": check_passage,
    "number": check_number,
    "moment": check_moment,
    "salt": check_salt,
    "digest": check_digest,
    "instant": check_instant,
    "identity": check_identity,
    "span": check_span,
}


@cache
def checker(annotation: Any) -> Checker:
    """What checks the values of a type; the evidence of many acts is the same."""
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
        check = _of_fields(annotation)
        return lru_cache(maxsize=1024)(check) if annotation is Evidence else check
    plain: dict[Any, Checker] = {str: check_line, int: check_count, Any: check_anything}
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
        if not value:
            raise FieldError(".".join(path), Message("is empty"))
        for key, inner in value.items():
            of_key(key, path)
            of_value(inner, (*path, key))

    return check


def _of_fields(shape: type[msgspec.Struct]) -> Checker:
    fields = msgspec.structs.fields(shape)
    defaults = tuple(map(_default, fields))
    checks = tuple((field.name, checker(field.type)) for field in fields)

    def check(value: Any, path: Path) -> None:
        every = msgspec.structs.astuple(value)
        for given, (name, inner) in compress(zip(every, checks, strict=True), map(ne, every, defaults)):
            inner(given, (*path, name))

    return check


def _default(field: msgspec.structs.FieldInfo) -> Any:
    """What stands in a field where nothing was given."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
