"""One walk over a motion: its leaves, each with what it is.

A mark stands where a field is declared (`TopicName`, `Day`, `Text`). Checking, resolving, completing,
offering, searching and telling are tables by mark, so that a field declared is a field known.
"""

import types
from collections.abc import Callable, Mapping
from functools import cache
from operator import is_not
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions.base import NOT_AT_HAND, fields

TEXTS = frozenset({"text", "passage"})
"""The marks of texts in their languages."""
UNMARKED: dict[Any, str] = {str: "line", int: "count", bool: "flag", Any: "any"}
"""What a type is that says no more; a struct is a fact."""

Path = tuple[str | int, ...]
S = TypeVar("S")


class ValueType(NamedTuple):
    """What a type says of its values."""

    base: Any
    """The type of one of them."""
    mark: str
    keys: str = ""
    """What the keys are, where values stand by key."""
    many: bool = False
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    """Whether it may be said to be *not at hand*."""


class Leaf(NamedTuple):
    """A value of a motion, or a key of one, and what it is."""

    path: Path
    """That of a key is the path of what holds it."""
    mark: str
    value: Any
    holder: Any
    """The struct that it stands in, next above it."""


Visit = Callable[[Leaf], Any]
Marks = frozenset[str] | None
Way = Callable[[Any, Path, Visit, Any], Any]


def said_of(annotation: Any) -> tuple[str, dict[str, Any]]:
    """The sentence that a user reads of a type, and what else is said of it."""
    metas = [meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta)]
    extra = {name: value for meta in metas for name, value in (meta.extra or {}).items()}
    return next((meta.description for meta in metas if meta.description), ""), extra


@cache
def read_type(annotation: Any) -> ValueType:
    """Read what a type says of its values."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, mark = read_type(arguments[0]), said_of(annotation)[1].get("is")
        return inner._replace(mark=mark) if mark else inner
    if origin in {Union, types.UnionType}:
        first, *_ = _members(annotation)
        return read_type(first)._replace(may_lack=any(get_args(one) == (NOT_AT_HAND,) for one in arguments))
    if origin is tuple:
        return read_type(arguments[0])._replace(many=True)
    if origin is Literal:
        return ValueType(str, "choice", choices=arguments)
    if origin is not None:
        return read_type(arguments[1])._replace(keys=read_type(arguments[0]).mark)
    return ValueType(annotation, UNMARKED.get(annotation, "fact"))


def _members(annotation: Any) -> list[Any]:
    members = (one for one in get_args(annotation) if one is not type(None))
    return [one for one in members if get_args(one) != (NOT_AT_HAND,)]


def walk(shape: Any, value: S, visit: Visit, marks: Marks = None) -> S:
    """Show the leaves of a value; give it with what is answered for each.

    A default is shown to nobody, nor what was erased, nor *not at hand*. Behind its leaves each fact within is
    shown as one.

    Args:
        shape: the type, such as that of a motion.
        value: a value of it, or what was typed to become one; what is not of its shape stays as it is.
        visit: answers each leaf with itself, or with what takes its place.
        marks: the marks of the leaves that are shown; of all where none is given.
    """
    new: S = _way(shape, marks)(value, (), visit, None)
    return new


def list_leaves(value: msgspec.Struct, marks: Marks = None) -> list[Leaf]:
    """List the leaves of a motion, or of a part of one, as `walk` shows them."""
    found: list[Leaf] = []

    def note(leaf: Leaf) -> Any:
        """Note it, and leave it as it is."""
        found.append(leaf)
        return leaf.value

    walk(type(value), value, note, marks)
    return found


def _leave(value: Any, _path: Path, _visit: Visit, _holder: Any) -> Any:
    return value


@cache
def _way(annotation: Any, marks: Marks) -> Way:
    """Find the way through values of a type, made once."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated and "is" not in said_of(annotation)[1]:
        return _way(arguments[0], marks)
    if origin in {Union, types.UnionType}:
        return _way(_members(annotation)[0], marks)
    if origin is tuple:
        return _through_list(_way(arguments[0], marks))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _through_table(_way(arguments[0], marks), _way(arguments[1], marks))
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _through_fact(annotation, marks)
    return _to_leaf(read_type(annotation).mark, marks)


def _to_leaf(mark: str, marks: Marks) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        return value if value is None or value == NOT_AT_HAND else visit(Leaf(path, mark, value, holder))

    if marks is not None and mark not in marks:
        return _leave
    return _through_anything(way, _to_leaf("line", marks)) if mark == "any" else way


def _through_anything(to_leaf: Way, to_key: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        inner = _through_table(to_key, way) if isinstance(value, Mapping) else to_leaf
        return (_through_list(way) if isinstance(value, list | tuple) else inner)(value, path, visit, holder)

    return way


def _through_list(inner: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        new = [inner(one, (*path, place), visit, holder) for place, one in enumerate(value)]
        return type(value)(new) if any(map(is_not, new, value)) else value

    return _leave if inner is _leave else way


def _through_table(of_key: Way, of_value: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        new = {
            of_key(key, path, visit, holder): of_value(one, (*path, key), visit, holder) for key, one in value.items()
        }
        return new if any(map(is_not, (*new, *new.values()), (*value, *value.values()))) else value

    return _leave if of_key is _leave is of_value else way


def _through_fact(shape: type[msgspec.Struct], marks: Marks) -> Way:
    every = [(place, one.name, _default(one), _way(one.type, marks)) for place, one in enumerate(fields(shape))]
    known, is_shown = [one for one in every if one[-1] is not _leave], marks is None or "fact" in marks

    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, shape):
            typed = value if isinstance(value, dict) else {}
            there = {one: go(typed[one], (*path, one), visit, typed) for _, one, _, go in known if one in typed}
            return {**typed, **there} if there else value
        held, erased, changed = msgspec.structs.astuple(value), getattr(value, "erased", ()), {}
        for place, name, default, go in known:
            old = held[place]
            if old != default and name not in erased and (new := go(old, (*path, name), visit, value)) is not old:
                changed[name] = new
        value = msgspec.structs.replace(value, **changed) if changed else value
        return visit(Leaf(path, "fact", value, holder)) if is_shown and path else value

    return way if known or is_shown else _leave


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
