"""Lay what is given anew over what is on record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from escalade.models.reader import Reader
from escalade.services.acts.fields import Field, Kind, evidence_of, fields_of, hyphenate, is_lacking, value_at
from escalade.services.acts.parse import OptionError, option_at, over, parse_value, split_time
from escalade.workflow.motions import MOTIONS, TextVersion
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import CommandLine, Message, Messages, Option, RequestError, Series, Word
from escalade.workflow.values.reference import kind_of

SPONSORS = ("by_state", "by_group", "chairs_compromise")
"""The fields that say who sponsors a topic; one that is known ends that nobody is named."""
_NUMBER = re.compile(r"[0-9]{1,4}", re.ASCII)
SET = "set"
"""The option that gives a field of a record."""
SEVERAL = frozenset({Kind.LINES, Kind.PAIRS, Kind.TEXT, Kind.TEXTS})
"""The kinds of fields that a correction may be given several times."""
TYPED = SEVERAL | {Kind.CHOICE, Kind.COUNT, Kind.LINE, Kind.VOTES}
"""The kinds of fields that a correction takes as their options do."""
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
        self.record, self.act, self.field = record, act, field.path[-1]
        path = ".".join(field.path).replace("_", "-")
        choices = hyphenate(field.choices) if field.kind is Kind.CHOICE else ()
        form = field.metavar.partition("|")[0]
        example = choices[0] if choices else SHOWN.get(field.kind, form)
        said = (
            "“{field}” of {record} ({act}) takes one of {choices}: {line}."
            if choices
            else "“{field}” of {record} ({act}) is typed {line}."
            if example == form
            else "“{field}” of {record} ({act}) takes {form}, as in {line}."
        )
        super().__init__(
            said,
            record=record,
            act=Word(act),
            field=path,
            line=CommandLine(f"--{SET} {path}={example}", value=example),
            choices=Series(choices),
            form=form or Message("true or false"),
        )


def corrections(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields of a correction, worked out on the record as it stands."""
    full = dict(fields)
    texts, dotted = full.pop("texts", {}), full.pop("fields", {})
    if len(full["records"]) > 1:
        sentence = "A correction changes one record: escalade correct RECORD. Correct others one by one."
        raise RequestError("one-record", sentence)
    if not full["records"] or not (texts or dotted):
        return {**full, "fields": dotted} if dotted else full
    record = own(full["records"][0], reader)
    held: dict[str, Any] = msgspec.to_builtins(record.motion)
    changed = _read_changes(record, held, texts, dotted)
    if "on" in changed and (held.get("time") or "T" in str(changed["on"])):
        changed = {"time": None, **split_time(record.act, changed, reader)}
    if "unattributed" in names_of(record.act) and any(changed.get(name) for name in SPONSORS):
        changed = {"unattributed": False, **changed}
    return {**full, "fields": _in_shape(record, held, changed)}


def _read_changes(
    record: Record, held: dict[str, Any], texts: Mapping[str, Any], dotted: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields that are given, by texts and by paths, each with what else it holds."""
    anew, named = held, list[str]()
    for name, value in texts.items():
        path = list(_text_of(record, name).path)
        anew, named = _with(anew, path, _over_held(value, value_at(anew, path))), [*named, path[0]]
    for typed, value in dotted.items():
        first, dot, rest = typed.partition(".")
        path = [first.replace("-", "_"), *(rest.split(".") if dot else ())]
        if path not in (["on"], ["audience"]) and path[0] not in names_of(record.act):
            raise NoSuchFieldError(record.reference, record.act, typed)
        field = next((one for one in fields_of(record.act) if list(one.path) == path), None)
        if isinstance(value, tuple) and not (field and field.kind in SEVERAL):
            raise OptionError(SET, "gives “{path}” twice; give it once", path=".".join(path))
        read = read_anew(field, value, value_at(anew, path)) if field else value
        anew, named = _with(anew, path, read), [*named, path[0]]
    return {name: anew[name] for name in named}


def names_of(act: str) -> list[str]:
    """The names of the fields of an act, each once."""
    return list(dict.fromkeys(field.path[0] for field in fields_of(act)))


def own(reference: str, reader: Reader) -> Record:
    """A record in the languages in which it was worded itself."""
    standing = reader.standing()
    found = standing.record(reference)
    return standing.subject(found.subject).own[found.ordinal - 1]


def _text_of(record: Record, name: str) -> Field:
    """The field of a record's act that holds a text so called."""
    for field in fields_of(record.act):
        if field.path[-1] == name and field.kind in {Kind.TEXT, Kind.TEXTS}:
            return field
    raise NoSuchFieldError(record.reference, record.act, name)


def read_anew(field: Field, value: Any, held: Any) -> Any:
    """Read a value as the field's option takes it, over what is held there.

    What was not typed stays as it is, and so does a text without its language.
    """
    typed = (value,) if isinstance(value, str) else value
    if field.kind not in TYPED or not isinstance(typed, tuple):
        return value
    if field.kind in SEVERAL - {Kind.LINES} and not (all("=" in one for one in typed) or is_lacking(typed[0])):
        return value
    return _over_held(parse_value(field, typed if field.kind in SEVERAL else value), held)


def _over_held(value: Any, held: Any) -> Any:
    """A value with the keys and languages that the correction leaves alone."""
    if isinstance(value, Mapping) and isinstance(held, Mapping):
        return over(value, held)
    if isinstance(value, list) and isinstance(held, list | tuple) and len(held) == len(value):
        return [_over_held(new, old) for new, old in zip(value, held, strict=True)]
    return value


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
    """
    try:
        motion = msgspec.convert({**held, **changed}, MOTIONS[record.act], strict=False)
    except msgspec.ValidationError as error:
        mismatch = find_mismatch({**held, **changed}, MOTIONS[record.act])
        field = option_at(record.act, mismatch.path) if mismatch else None
        if field is not None and field.kind not in {Kind.FILE, Kind.OTHERS, Kind.ANY}:
            raise ValueShapeError(record.reference, record.act, field) from error
        return dict(changed)
    return {name: msgspec.to_builtins(getattr(motion, name, value)) for name, value in changed.items()}


def with_languages(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Lay a text that is given over the one on record.

    Its other parts and languages stay, as far as its questions are as many as they were. An
    invitation that is given empty is taken out.
    """
    if act == "launch" and fields.get("text") and len(fields.get("of", ())) > 1:
        sentence = "A launched text is that of one topic. Launch each topic whose text is given by an act of its own."
        raise RequestError("one-text", sentence)
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
    if given.get("questions_not_at_hand"):
        held = {name: value for name, value in held.items() if name != "questions"}
    asked = {"questions": _over_held(given["questions"], held.get("questions"))} if given.get("questions") else {}
    asked_in, before = ({tag for one in text.get("questions", ()) for tag in one} for text in (given, held))
    listed = [] if asked_in and asked_in >= before else ["numbering"]  # who gives all questions says how they stand
    inviting = [] if given.get("invitation") == {} else ["invitation"]  # given empty, it is taken out
    kept = {name: held[name] for name in ("title", *inviting, "questions", *listed) if held.get(name)}
    standing = {tag: said for tag, said in held.get("standing", {}).items() if tag not in worded}
    lacking = {"questions_not_at_hand": True} if held.get("questions_not_at_hand") and not asked else {}
    full = {**lacking, **over({**given, **asked}, kept)}
    return {**full, "standing": {**standing, **full.get("standing", {})}} if standing else full


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
