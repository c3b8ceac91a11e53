"""Decode a motion, and refuse one that cannot be read.

A malformed motion, or one that names what does not exist, is a request error.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import chain, compress
from operator import ne
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from escalade.workflow.motions import Defer, RevokeKey, TextVersion
from escalade.workflow.motions.base import DESTINATIONS, Evidence, destinations, fields_given
from escalade.workflow.records.record import commitment_in, personal_fields
from escalade.workflow.values.constraints import (
    Path,
    check_anything,
    check_count,
    check_date,
    check_digest,
    check_file_codes,
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
from escalade.workflow.values.errors import FieldError, RequestError, UnknownReferenceError
from escalade.workflow.values.instant import local_time
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import find_similar, kind_of, record_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion
    from escalade.workflow.subjects.standing import Standing


NEW = frozenset({"propose", "introduce", "open round", "convene", "constitute"})
"""Acts that may be the first of their subject."""
RECORDS, TOPICS = (
    ("records", "paragraphs", "silence", "objections", "replaced"),
    ("into", "replaces", "set_aside", "leaving"),
)
"""Fields that name records, and fields that name topics."""
GATHERINGS = frozenset({"meeting", "session"})
"""Kinds of subjects that may be called off."""
MENTIONS = (*RECORDS, *TOPICS)


def check(motion: Motion, standing: Standing, before: Motion | None = None) -> None:
    """Refuse a motion that is malformed, or that names what does not exist.

    Args:
        motion: the wish.
        standing: what there is.
        before: the motion that this one corrects; what is wrong with that one
            too is passed over, such as a session that was annulled since.

    Raises:
        RequestError: what is malformed, or unknown, as a sentence.
    """
    if before is None:
        _check_erased(motion)
    checker(type(motion))(_without_erased(motion) if motion.erased else motion, ())
    known = set(map(str, _problems(before, standing))) if before is not None else set()
    for problem in _problems(motion, standing):
        if str(problem) not in known:
            raise problem


def _check_erased(motion: Motion) -> None:
    """Refuse to take for erased what is no personal text, or no commitment.

    Raises:
        FieldError: names the field.
    """
    for name in motion.erased:
        if name not in personal_fields(motion) or commitment_in(getattr(motion, name)) is None:
            problem = Message("is named among the texts that were erased, and no commitment stands in its place")
            raise FieldError(name, problem)


def _without_erased(motion: Motion) -> Motion:
    """A motion without what stands in the place of erased texts."""
    empty = type(motion)()
    return msgspec.structs.replace(motion, **{name: getattr(empty, name) for name in motion.erased})


def _problems(motion: Motion, standing: Standing) -> Iterator[RequestError]:
    """Everything about a well-shaped motion that cannot be read."""
    for field, problem in _contradictions(motion):
        yield FieldError(field, problem)
    if time := getattr(motion, "time", None):
        yield from _of_time(time, motion, standing)
    for field in ("holders", "leaving"):
        for name in list_repeats(getattr(motion, field, ())):
            yield FieldError(field, Message("names {holder} twice; name each once", holder=name))
    if len(motion.of) > 1 and len(set(motion.of)) != len(motion.of):
        yield RequestError(Message("The act names the same subject twice; name each once."))
    may_be_new = motion.act_name() in NEW
    for reference in motion.of:
        kind = kind_of(reference)
        if not may_be_new and standing.subject(reference).state is None:
            yield unknown(reference, kind, standing)
    yield from _unknown_places(motion, standing)
    if fields_given(type(motion), MENTIONS):
        yield from _unknown_mentions(motion, standing)


def _contradictions(motion: Motion) -> Iterator[tuple[str, str]]:
    """Fields that contradict each other, or name nothing."""
    if not getattr(motion, "records", motion.of):
        yield "records" if hasattr(motion, "records") else "of", "names nothing that the act is about"
    if motion.evidence.meeting and motion.evidence.session:
        yield "evidence", "names a meeting and a session; an act happens at one of them"
    if len(motion.evidence.attachment_names) not in {0, len(motion.evidence.attachments)}:
        yield "evidence.attachment_names", "does not give one name for each file that is attached"
    if isinstance(motion, RevokeKey) and motion.since and motion.reason != "compromised":
        yield "since", "says since when others had the secret, and goes with --reason compromised"
    for version in motion.having("version", "text").values():
        if isinstance(version, TextVersion) and version.questions_not_at_hand and version.questions:
            yield "version.questions_not_at_hand", "stands beside questions; give one or the other"
    for reference in getattr(motion, "amended", ()):
        if reference not in motion.of:
            yield "amended", f"has a text for {reference}, which the act is not about"


def list_repeats(names: tuple[str, ...]) -> Iterator[str]:
    """Give each name that stands there more than once."""
    return (name for name in dict.fromkeys(names) if names.count(name) > 1)


def _of_time(time: str, motion: Motion, standing: Standing) -> Iterator[FieldError]:
    """An exact time that lies on another day, at the seat, than the act."""
    day = local_time(time, standing.body.time_zone).date().isoformat()
    if day != motion.on:
        facts = {"time": time, "day": day, "other": motion.on}
        yield FieldError("time", Message("is {time}, on {day} at the seat, and the day is {other}", **facts))


def _unknown_places(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    """Meetings and sessions that were never convened; what is put off may name one by number before it is."""
    for place in (motion.evidence.place, *destinations(motion.having(*DESTINATIONS))):
        is_ahead = place != motion.evidence.place and isinstance(motion, Defer) and standing.is_ahead(place)
        if place and standing.gathering(place) is None and not (is_ahead and any(map(str.isdecimal, place))):
            yield unknown(place, kind_of(place), standing)


def _unknown_mentions(motion: Motion, standing: Standing) -> Iterator[UnknownReferenceError]:
    """Records and topics that do not exist.

    Raises:
        UnknownReferenceError: there is no such record.
        MalformedReferenceError: a reference cannot be one.
    """
    for record in chain.from_iterable(motion.having(*RECORDS).values()):
        record_parts(record)
        standing.record(record)
    several = chain.from_iterable(motion.having("set_aside", "leaving").values())
    for reference in (*motion.having("into", "replaces").values(), *several):
        if reference and (kind_of(reference) != "topic" or standing.topic(reference) is None):
            yield unknown(reference, "topic", standing)


def unknown(reference: str, kind: str, standing: Standing) -> UnknownReferenceError:
    """The error that names what does not exist, and the nearest there is."""
    names = (name for name in standing.subjects if name != reference and kind_of(name) == kind)
    off = standing.find_calling_off(reference)
    nearest = [one for one in find_similar(reference, names) if kind not in GATHERINGS or standing.gathering(one)]
    return UnknownReferenceError(reference, kind=kind, nearest=nearest, called_off=off.reference if off else "")


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
    "file codes": check_file_codes,
}


@cache
def checker(annotation: Any) -> Checker:
    """Find the checks of a type's values, made once for each type."""
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
        """Take the literal, or what the other checks take."""
        if value is not None and not (isinstance(value, str) and value in literal):
            inner(value, path)

    return check


def _of_each(inner: Checker) -> Checker:
    def check(value: Any, path: Path) -> None:
        """Check each item."""
        for one in value:
            inner(one, path)

    return check


def _of_items(of_key: Checker, of_value: Checker) -> Checker:
    def check(value: Any, path: Path) -> None:
        """Check that there are items, and each."""
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
        """Check each field of a fact."""
        every = msgspec.structs.astuple(value)
        for given, (name, inner) in compress(zip(every, checks, strict=True), map(ne, every, defaults)):
            inner(given, (*path, name))

    return check


def _default(field: msgspec.structs.FieldInfo) -> Any:
    """The default of a field."""
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
