"""Lay what is given anew over what is on record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.services.acts.field_errors import option_at
from escalade.services.acts.fields import Field, Kind, evidence_of, fields_of, hyphenate
from escalade.services.acts.parse import OptionError, over, parse_value, split_time, votes
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, TextVersion
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import CommandLine, Message, Messages, Option, Series, Word
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.motions.mismatch import Mismatch
    from escalade.workflow.records.record import Record

SPONSORS = ("by_state", "by_group", "chairs_compromise")
"""The fields that say who sponsors a topic; one that is known ends that nobody is named."""
_NUMBER = re.compile(r"[0-9]{1,4}", re.ASCII)
SET = "set"
"""The option that gives a field of a record."""
LACKING = NOT_AT_HAND.replace(" ", "-")
SHOWN = {
    Kind.VOTES: "30,4,2",
    Kind.DATE: "2017-05-24",
    Kind.COUNT: "2",
    Kind.FLAG: "true",
    Kind.TEXT: 'en="…"',
    Kind.TEXTS: 'en="…"',
}
"""By kind of field, a value as it is typed."""


class NoSuchFieldError(RequestError):
    """A correction names what the act of the record does not have."""

    def __init__(self, record: str, act: str, name: str) -> None:
        """Name the record, its act, the field, and the fields there are.

        What is evidence is no field, and has an option of its own.
        """
        self.record, self.name = record, name
        stands = Message(
            "{record} ({act}) has no “{name}”. Its fields are: {fields}.",
            record=record,
            act=Word(act),
            name=name,
            fields=Series(["on", *(name.replace("_", "-") for name in names_of(act))]),
        )
        own, evidence = ({field.option for field in fields} for fields in (fields_of(act), evidence_of("correct")))
        of_evidence = name.replace("_", "-") in evidence - own
        option = Message("Give {option}.", option=Option(f"--{name.replace('_', '-')}"))
        super().__init__(Messages(stands, option if of_evidence else ""))


class ValueShapeError(RequestError):
    """A correction gives a field a value that its act does not take."""

    def __init__(self, record: str, act: str, field: Field) -> None:
        """Name the record, its act and the field, and show how it is typed."""
        self.record, self.act, self.field = record, act, field.path[-1]
        path = ".".join(field.path).replace("_", "-")
        choices = hyphenate(field.choices) if field.kind is Kind.CHOICE else ()
        form = field.metavar.partition("|")[0]
        example = choices[0] if choices else SHOWN.get(field.kind, form)
        facts = {
            "record": record,
            "act": Word(act),
            "field": path,
            "line": CommandLine(f"--{SET} {path}={example}", value=example),
        }
        if choices:
            said = Message(
                "“{field}” of {record} ({act}) takes one of {choices}: {line}.", **facts, choices=Series(choices)
            )
        elif example == form:
            said = Message("“{field}” of {record} ({act}) is typed {line}.", **facts)
        else:
            shape = form or Message("true or false")
            said = Message("“{field}” of {record} ({act}) takes {form}, as in {line}.", **facts, form=shape)
        super().__init__(said)


class OneRecordError(RequestError):
    """A correction changes one record."""

    def __init__(self) -> None:
        """Say how several are corrected."""
        super().__init__("A correction changes one record: escalade correct RECORD. Correct others one by one.")


class OneTextError(RequestError):
    """A launched text is given, and several topics are launched."""

    def __init__(self) -> None:
        """Say how each is launched with its own text."""
        super().__init__(
            "A launched text is that of one topic. Launch each topic whose text is given by an act of its own."
        )


def corrections(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields of a correction, worked out on the record as it stands.

    Raises:
        RequestError: it names several records, or a field that is none.
    """
    full = dict(fields)
    texts, dotted = full.pop("texts", {}), full.pop("fields", {})
    if len(full["records"]) > 1:
        raise OneRecordError
    if not full["records"] or not (texts or dotted):
        return {**full, "fields": dotted} if dotted else full
    record = own(full["records"][0], reader)
    held: dict[str, Any] = msgspec.to_builtins(record.motion)
    changed: dict[str, Any] = {}
    for name, value in texts.items():
        field = _text_of(record, name)
        set_at(changed, held, list(field.path), _joined(value, _at(held, field.path), field))
    for typed, value in dotted.items():
        first, dot, rest = typed.partition(".")
        path = f"{first.replace('-', '_')}{dot}{rest}"
        if path not in {"on", "audience"} and path.partition(".")[0] not in names_of(record.act):
            raise NoSuchFieldError(record.reference, record.act, typed)
        if isinstance(value, tuple) and not takes_several(path, record.act):
            raise OptionError(SET, Message("gives “{path}” twice; give it once", path=path))
        steps = path.split(".")
        set_at(changed, held, steps, parse_set_value(path, record.act, value, _at({**held, **changed}, tuple(steps))))
    if "on" in changed and (held.get("time") or "T" in str(changed["on"])):
        changed = {"time": None, **split_time(record.act, changed, reader)}
    return {**full, "fields": _in_shape(record, held, _with_sponsor(changed, record.act))}


def names_of(act: str) -> list[str]:
    """The names of the fields of an act, each once."""
    return list(dict.fromkeys(field.path[0] for field in fields_of(act)))


def _with_sponsor(changed: dict[str, Any], act: str) -> dict[str, Any]:
    """A sponsor who is known is named."""
    is_known = "unattributed" in names_of(act) and any(changed.get(name) for name in SPONSORS)
    return {"unattributed": False, **changed} if is_known else changed


def own(reference: str, reader: Reader) -> Record:
    """A record in the languages in which it was worded itself.

    Raises:
        UnknownReferenceError: there is no such record.
    """
    standing = reader.standing()
    found = standing.record(reference)
    return standing.subject(found.subject).own[found.ordinal - 1]


def _text_of(record: Record, name: str) -> Field:
    """The field of a record's act that holds a text so called."""
    for field in fields_of(record.act):
        if field.path[-1] == name and field.kind in {Kind.TEXT, Kind.TEXTS}:
            return field
    raise NoSuchFieldError(record.reference, record.act, name)


def _at(held: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return held


def _joined(value: Any, held: Any, field: Field) -> Any:
    """A text with the languages that the correction leaves alone."""
    if isinstance(value, Mapping) and isinstance(held, Mapping):
        return over(value, held)
    if field.kind is Kind.TEXTS and isinstance(held, list | tuple) and len(held) == len(value):
        return [over(new, old) for new, old in zip(value, held, strict=True)]
    return value


def set_at(changed: dict[str, Any], held: Mapping[str, Any], path: list[str], value: Any) -> None:
    """Set what stands at a path, beside what else its field holds."""
    first, *rest = path
    changed[first] = _with(changed.get(first, held.get(first)), rest, value)


def _with(held: Any, path: list[str], value: Any) -> Any:
    """A value with what stands at a path within it replaced."""
    if not path:
        return value
    first, *rest = path
    if isinstance(held, list | tuple) and _NUMBER.fullmatch(first) and int(first) < len(held):
        return [_with(one, rest, value) if place == int(first) else one for place, one in enumerate(held)]
    known = dict(held) if isinstance(held, Mapping) else {}
    return {**known, first: _with(known.get(first), rest, value)}


def _in_shape(record: Record, held: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """Turn typed text into the numbers and flags that fields hold.

    What is not of the act's shape, and no field that is typed, is left to the procedure to refuse.

    Raises:
        ValueShapeError: a value is not of the shape of its field.
    """
    try:
        motion = msgspec.convert({**held, **changed}, MOTIONS[record.act], strict=False)
    except msgspec.ValidationError:
        refuse_shape(record, find_mismatch({**held, **changed}, MOTIONS[record.act]))
        return dict(changed)
    return {name: msgspec.to_builtins(getattr(motion, name, value)) for name, value in changed.items()}


def with_languages(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Lay a text that is given over the one on record.

    Its other parts and languages stay, as far as its questions are as many as they were. An
    invitation that is given empty is taken out.

    Raises:
        OneTextError: several topics are to be launched with it.
    """
    if act == "launch" and fields.get("text") and len(fields.get("of", ())) > 1:
        raise OneTextError
    standing = reader.standing()
    topics = {name: standing.topic(name) for name in fields.get("of", ()) if kind_of(name) == "topic"}
    held = {name: msgspec.to_builtins(one.own_version) for name, one in topics.items() if one}
    if act in {"revise", "launch"} and len(held) == 1:
        name = "version" if act == "revise" else "text"
        (text,) = held.values()
        return {**fields, name: _text_over(fields[name], text)} if fields.get(name) else fields
    if act == "approve" and isinstance(fields.get("amended"), dict):
        amended = fields["amended"].items()
        return {**fields, "amended": {name: _text_over(text, held.get(name, {})) for name, text in amended}}
    return fields


def _text_over(given: Any, held: dict[str, Any]) -> Any:
    """A text as it is given, over that on record."""
    try:
        msgspec.convert(given, TextVersion)
    except msgspec.ValidationError:  # the motion is refused for it
        return given
    worded = {tag for part in (given.get("title", {}), *given.get("questions", ())) for tag in part}
    asked = {"questions": given["questions"]} if given.get("questions") else {}
    if given.get("questions_not_at_hand"):
        held = {name: value for name, value in held.items() if name != "questions"}
    elif asked and len(held.get("questions", ())) == len(asked["questions"]):
        asked = {"questions": [over(*pair) for pair in zip(asked["questions"], held["questions"], strict=True)]}
    listed = (
        [] if _asks_as_many_languages(given, held) else ["numbering"]
    )  # who gives all questions says how they stand
    inviting = [] if given.get("invitation") == {} else ["invitation"]  # given empty, it is taken out
    kept = {name: held[name] for name in ("title", *inviting, "questions", *listed) if held.get(name)}
    standing = {tag: said for tag, said in held.get("standing", {}).items() if tag not in worded}
    lacking = {"questions_not_at_hand": True} if held.get("questions_not_at_hand") and not asked else {}
    full = {**lacking, **over({**given, **asked}, kept)}
    return {**full, "standing": {**standing, **full.get("standing", {})}} if standing else full


def _asks_as_many_languages(given: dict[str, Any], held: dict[str, Any]) -> bool:
    """Whether the questions are given in every language in which they are on record."""
    asked, before = (
        {tag for question in one.get("questions", ()) for tag in question} for one in (given, held)
    )  # fmt: skip
    return bool(asked) and asked >= before


def with_whole_act(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Confirm every record of an act that has the same evidence."""
    standing = reader.standing()
    found: dict[str, None] = {}
    for name in fields.get("records", ()):
        one = standing.record(name)
        alike = (other for other in map(standing.record, one.touched) if other.act == one.act and not other.annulled_by)
        same = [other.reference for other in alike if other.evidence == one.evidence]
        found.update(dict.fromkeys([name, *same]))
    return {**fields, "records": list(found)}


def takes_several(path: str, act: str) -> bool:
    """Whether what stands at a path may be given more than once."""
    field = _field_at(path, act)
    return field is not None and field.kind in {Kind.LINES, Kind.TEXT, Kind.TEXTS, Kind.PAIRS}


def parse_set_value(path: str, act: str, value: Any, held: Any) -> Any:
    """Read a value as the act's own option takes it.

    Args:
        path: where the field stands.
        act: the act of the record.
        value: what was given; of several, all.
        held: what the record holds there, which pairs and languages that are not given keep.

    Raises:
        RequestError: it is typed as its option does not take it.
    """
    field, typed = _field_at(path, act), (value,) if isinstance(value, str) else value
    if field is None or not isinstance(typed, tuple):
        return value
    match field.kind:
        case Kind.VOTES:
            return votes(field, typed[-1])
        case Kind.PAIRS | Kind.TEXT | Kind.TEXTS if all("=" in one for one in typed) or typed == (LACKING,):
            return _over_held(field, parse_value(field, typed), held)
        case Kind.LINES:
            return typed
        case Kind.CHOICE | Kind.LINE | Kind.COUNT:
            return parse_value(field, value)
    return value


def _over_held(field: Field, value: Any, held: Any) -> Any:
    """Pairs and languages over those that are held."""
    both = isinstance(value, Mapping) and isinstance(held, Mapping)
    return over(value, held) if both and field.kind is not Kind.TEXTS else value


def refuse_shape(record: Record, mismatch: Mismatch | None) -> None:
    """Refuse a value that is not of its field's shape, and show that.

    Raises:
        ValueShapeError: the field is one that is typed.
    """
    field = option_at(record.act, mismatch.path) if mismatch else None
    if field is not None and field.kind not in {Kind.FILE, Kind.OTHERS, Kind.ANY}:
        raise ValueShapeError(record.reference, record.act, field)


def _field_at(path: str, act: str) -> Field | None:
    return next((one for one in fields_of(act) if path == ".".join(one.path)), None)
