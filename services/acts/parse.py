"""Read what was typed or stands in a file as the fields of an act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from escalade.models.reader import Reader
from escalade.services.acts.field_file import FieldFileError, file_fields, holding
from escalade.services.acts.fields import (
    REGISTERS,
    Field,
    Kind,
    evidence_of,
    fields_of,
    is_lacking,
    own_fields,
)
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Evidence, Votes, fields
from escalade.workflow.motions.base import read_type
from escalade.workflow.motions.mismatch import Mismatch
from escalade.workflow.values.errors import FieldError, Message, Messages, Option, RequestError, Series, Word
from escalade.workflow.values.instant import local_time

TYPED_TEXT = 'en="…", once for each language'


class OptionError(RequestError):
    """The value of an option is not of its shape."""

    def __init__(self, option: str, clause: str, /, **facts: object) -> None:
        self.field = option
        super().__init__("{option} {problem}.", option=Option(f"--{option}"), problem=Message(clause, **facts))


def parse_value(field: Field, given: Any) -> Any:
    """The value of a field, from what its option was given."""
    if field.kind in {Kind.LINE, Kind.COUNT, Kind.VOTES} and is_lacking(given):
        return NOT_AT_HAND
    return PARSERS[field.kind](field, given) if field.kind in PARSERS else given


def _split_pairs(field: Field, given: tuple[str, ...]) -> list[tuple[str, str]]:
    """Keys and values, each written KEY=VALUE."""
    found: list[tuple[str, str]] = []
    for one in given:
        key, mark, value = one.partition("=")
        if not mark or not key:
            raise OptionError(field.option, "takes {form}, not “{text}”", form=field.metavar, text=one[:60])
        found.append((key, value))
    return found


def _once(field: Field, found: list[tuple[str, str]]) -> dict[str, str]:
    """Keys with their values, each key once."""
    for key, times in Counter(key for key, _ in found).items():
        if times > 1:
            raise OptionError(field.option, "gives “{key}” twice; give it once", key=key)
    return dict(found)


def _parse_pairs(field: Field, given: tuple[str, ...]) -> dict[str, Any]:
    return {key: _parse_paired(field, value) for key, value in _once(field, _split_pairs(field, given)).items()}


def _parse_paired(field: Field, value: str) -> Any:
    if field.of.base is int:
        if not value.isascii() or not value.isdigit():
            raise OptionError(field.option, "takes a whole number after the sign =, not “{text}”", text=value[:60])
        return int(value)
    return unhyphenate(field, value) if field.choices else value


def _parse_any(field: Field, given: tuple[str, ...]) -> dict[str, Any]:
    """Keys with their values; one that comes again has all of them, in order."""
    several: dict[str, tuple[str, ...]] = {}
    for key, value in _split_pairs(field, given):
        several[key] = (*several.get(key, ()), value)
    return {key: values if len(values) > 1 else values[0] for key, values in several.items()}


def _parse_text(field: Field, given: tuple[str, ...]) -> dict[str, str] | list[dict[str, str]] | str:
    """A text in its languages, or several, of which the nth of each language belong together; or *not at hand*."""
    if any(map(is_lacking, given)):
        if not field.may_lack or len(given) > 1:
            raise _no_text(field)
        return NOT_AT_HAND
    by_language: dict[str, list[str]] = {}
    for one in given:
        language, mark, value = one.partition("=")
        if not mark or not language.replace("-", "").isalnum():
            raise _no_text(field, one)
        if language.partition("-")[0] not in USUAL:
            _refuse_no_language(field, language)
        if language in by_language and field.kind is Kind.TEXT:
            raise OptionError(
                field.option, "is given twice in the language “{language}”; give it once", language=language
            )
        by_language.setdefault(language, []).append(value)
    counts = {language: len(values) for language, values in by_language.items()}
    if len(set(counts.values())) > 1:
        said = Series(Message("{count} in {language}", count=count, language=one) for one, count in counts.items())
        raise OptionError(
            field.option, "is to be given equally often in each language, and there are {counts}", counts=said
        )
    texts = [dict(zip(by_language, together, strict=True)) for together in zip(*by_language.values(), strict=True)]
    return texts if field.kind is Kind.TEXTS else texts[0]


def _no_text(field: Field, given: str | None = None) -> OptionError:
    """What is said of what is no text in a language."""
    facts: dict[str, object] = {"option": Option(f"--{field.option}"), "example": TYPED_TEXT}
    if given is None:
        return OptionError(field.option, "takes a text as {option} {example}", **facts)
    return OptionError(field.option, "takes a text as {option} {example}, not “{text}”", **facts, text=given[:60])


USUAL = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "pt", "ru", "zh"})
"""Languages of which nobody needs to be asked whether they exist."""


def _refuse_no_language(field: Field, tag: str) -> None:
    """Refuse a tag that no language has, or that is not the one it has."""
    from babel.core import Locale, get_global  # slow, and only for languages that are rarely written

    primary = tag.partition("-")[0]
    known = get_global("language_aliases").get(primary)
    if known and len(known) < len(primary):
        raise OptionError(
            field.option, "names the language “{language}”, which is written {tag}", language=tag, tag=known
        )
    if primary not in Locale("en").languages:
        raise OptionError(field.option, "names a language “{language}”; write a tag such as en or fr", language=tag)


def unhyphenate(field: Field, value: str) -> str:
    """A choice as records write it: `not-maintained` is `not maintained`."""
    return next((choice for choice in field.choices if choice.replace(" ", "-") == value.replace(" ", "-")), value)


def _parse_votes(field: Field, given: str) -> dict[str, int]:
    """The counts of a vote."""
    counts = [part.strip() for part in given.split(",")]
    names = Votes.__struct_fields__
    if len(counts) != len(names) or not all(count.isascii() and count.isdigit() for count in counts):
        raise OptionError(
            field.option,
            "takes three numbers, for, against and abstaining, such as 30,4,2, not “{text}”",
            text=given[:60],
        )
    return dict(zip(names, map(int, counts), strict=True))


def _parse_files(field: Field, given: tuple[str, ...] | str) -> Any:
    """Read files: each holds the whole field, or one key of it."""
    parts = [_from_file(field, one) for one in ((given,) if isinstance(given, str) else given)]
    if all(isinstance(part, dict) for part in parts):
        return _once(field, [pair for part in parts for pair in part.items()])
    if all(isinstance(part, list) for part in parts):
        return [one for part in parts for one in part]
    return parts[-1]


def _from_file(field: Field, one: str) -> Any:
    """Read one file: it holds the whole field, or one key of it."""
    key, mark, path = one.partition("=")
    keyed = bool(mark) and not Path(one).exists()
    if field.of.keys == "topic" and not keyed:
        raise OptionError(
            field.option,
            "takes {form}, such as 2017/ott={text}, not “{text}”",
            form=field.metavar,
            text=one[:60],
        )
    held = file_fields(path if keyed else one)
    held = held[field.path[-1]] if set(held) == {field.path[-1]} else held
    return {key: held} if keyed else held


PARSERS: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.LINES: lambda _, given: list(given),
    **dict.fromkeys((Kind.TEXT, Kind.TEXTS), _parse_text),
    **dict.fromkeys((Kind.CHOICE, Kind.FLAGS), unhyphenate),
    Kind.PAIRS: _parse_pairs,
    Kind.ANY: _parse_any,
    Kind.VOTES: _parse_votes,
    Kind.FILE: _parse_files,
}
"""By kind of field, what reads its option; of other kinds it is the value."""


def merge_input(act: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that options and file give; the options win."""
    fields: dict[str, Any] = {}
    for field in (*own_fields(act), *evidence_of(act)):
        given = values.get(field.parameter)
        if field.key == "questions" and given and len(given) == 1 and is_lacking(given[0]):
            put_field(fields, field._replace(path=(*field.path[:-1], "questions_not_at_hand")), value=True)
        elif is_given(field.option, given):
            put_field(fields, field, parse_value(field, given))
    for name in ("on", "entered_for", "audience"):
        if is_given(name.replace("_", "-"), values.get(f"act_{name}")):
            fields[name] = values[f"act_{name}"]
    path = values.get("act_from")
    return over(fields, of_act(act, path)) if path else fields


def is_given(option: str, value: Any) -> bool:
    """Whether an option was given; a count of nought is a count."""
    if value is None or value is False or value == ():
        return False
    if value == "":
        raise OptionError(option, "is empty; give it a value, or leave it out")
    return True


def put_field(fields: dict[str, Any], field: Field, value: Any) -> None:
    """Put a value where its field stands."""
    here = fields
    for name in field.path[:-1]:
        here = here.setdefault(name, {})
    here[field.path[-1]] = value


def over(newer: Mapping[str, Any], older: Mapping[str, Any]) -> dict[str, Any]:
    """Lay newer values over older ones, key by key."""
    merged = dict(older)
    for name, value in newer.items():
        held = merged.get(name)
        merged[name] = over(value, held) if isinstance(value, Mapping) and isinstance(held, Mapping) else value
    return merged


def of_act(act: str, path: str) -> dict[str, Any]:
    """The fields of one act in a file: its only act of that name."""
    held = file_fields(path)
    if isinstance(held.get("act"), list):
        mine = [one for one in held["act"] if isinstance(one, dict) and one.get("act") == act]
        if len(mine) != 1:
            raise FieldFileError(
                path,
                "holds {count} acts “{act}”, and one is wanted; “escalade load” takes whole files",
                count=len(mine),
                act=Word(act),
            )
        held = dict(mine[0])
    if held.pop("act", act) != act:
        raise FieldFileError(path, "holds another act than “{act}”", act=Word(act))
    for name in REGISTERS:
        if name in held:
            raise FieldFileError(
                path,
                "gives “{name}”, which the register gives; “escalade load” keeps what was recorded",
                name=name,
            )
    return held


def split_time(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Keep an exact time beside its day, which is the day at the seat."""
    on = fields.get("on")
    if not isinstance(on, str) or "T" not in on:
        return fields
    if "time" not in MOTIONS[act].__struct_fields__:
        option = "on"
        raise OptionError(option, "takes a day for “{act}”, not an exact time", act=Word(act))
    return {**fields, "on": local_time(on, reader.standing().body.time_zone).date().isoformat(), "time": on}


_PLAIN = {
    "str": Message("a text"),
    "int": Message("a whole number"),
    "bool": Message("true or false"),
    "array": Message("a list"),
    "object": Message("a table of keys and values"),
    "null": Message("nothing"),
    "datetime": Message("a time without quotes"),
    "time": Message("a time without quotes"),
}


class MalformedFieldError(RequestError):
    """A field of a motion is unknown, or not of its shape."""

    def __init__(self, act: str, mismatch: Mismatch | None) -> None:
        unknown = mismatch.found if mismatch and mismatch.problem == "unknown" else ""
        self.act, self.field = act, ".".join(filter(None, (mismatch.path if mismatch else "", unknown)))
        said = Message("“{act}” is not of its shape.", act=Word(act))
        super().__init__(_sentence(act, mismatch) if mismatch else said)


class MalformedTextError(RequestError):
    """A text is empty, too long, or holds what nobody sees."""

    def __init__(self, field: Field, error: FieldError) -> None:
        self.field = error.field
        within = ", ".join(error.field.split(".")[len(field.path) :])
        said = "{option} ({part}) {problem}." if within else "{option} {problem}."
        super().__init__(said, option=Option(f"--{field.option}"), part=within, problem=error.problem)


@contextmanager
def name_option(act: str) -> Iterator[None]:
    """Say what is wrong with a field in the words of the command line."""
    try:
        yield
    except FieldError as error:
        field = option_at(act, error.field)
        if field is None:
            raise
        raise MalformedTextError(field, error) from error


def _sentence(act: str, mismatch: Mismatch) -> str:
    """The whole sentence."""
    path, field = mismatch.path, option_at(act, mismatch.path)
    option = Option(f"--{field.option}") if field else ""
    lines = holding(field.option) if field else ""
    shape = Message("For {option}, {lines}.", option=option, lines=lines) if lines else ""
    if mismatch.problem == "unknown":
        said = "“{act}” has no field “{field}” within “{path}”." if path else "“{act}” has no field “{field}”."
        unknown = Message(said, act=act, field=mismatch.found, path=path)
        return Messages(unknown, Message("It has: {fields}.", fields=Series(_names(act, path))), shape)
    if field and field.choices and mismatch.problem == "choice":
        return Message("{option} takes {choices}.", option=option, choices=Series(field.choices, " or "))
    facts = {"option": option, "path": path, "act": act, "problem": describe_mismatch(mismatch)}
    if field:
        return Messages(Message("{option} is not of its shape: {problem}.", **facts), shape)
    said = "The field “{path}” is not of its shape: {problem}." if path else "“{act}” is not of its shape: {problem}."
    return Message(said, **facts)


def describe_mismatch(mismatch: Mismatch) -> Message:
    """Say as a clause how a value is wrong."""
    expected, found = _either(mismatch.expected), mismatch.found
    match mismatch.problem:
        case "kind":
            return Message("expected {wanted}, got {given}", wanted=expected, given=_either((found,)))
        case "choice":
            return Message("“{value}” is none of {choices}", value=found, choices=Series(mismatch.expected))
        case "unknown":
            return Message("it contains unknown field {field}", field=found)
        case "missing":
            return Message("it lacks the field {field}", field=found)
        case "length":
            return Message("expected {wanted} of length {length}", wanted=expected, length=found)
        case "bound":
            return Message("expected {wanted} {bound}", wanted=expected, bound=found)


def _either(kinds: tuple[str, ...]) -> Series:
    """One of several kinds, in plain words; what may be missing is not said."""
    names = [name for name in kinds if name != "null"] or kinds
    return Series((_PLAIN.get(name, name) for name in names), " or ")


def option_at(act: str, path: str) -> Field | None:
    """The option whose field stands at a path, or holds it."""
    steps = _steps(path)
    known = [field for field in fields_of(act) if list(field.path) == steps[: len(field.path)]]
    return known[0] if known else None


def _names(act: str, path: str) -> list[str]:
    """The fields that an act has, or what stands within it at a path."""
    within: Any = MOTIONS[act]
    for step in _steps(path):
        within = next((read_type(info.type).base for info in fields(within) if info.name == step), within)
    if within is not MOTIONS[act]:
        return list(within.__struct_fields__)
    own = [name for name in MOTIONS[act].__struct_fields__ if name not in REGISTERS]
    return [*own, *(f"evidence.{name}" for name in Evidence.__struct_fields__)]


def _steps(path: str) -> list[str]:
    return re.sub(r"\[[^\]]*\]", "", path).split(".")
