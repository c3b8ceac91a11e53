"""Options and a file, gathered into the fields of a motion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from escalade.services.acts.arguments import evidence_of, own_fields
from escalade.services.acts.bind import OptionError, parse_value
from escalade.services.acts.field_file import FieldFileError, file_fields
from escalade.workflow.motions import INSTEAD

if TYPE_CHECKING:
    from escalade.services.acts.fields import Field

REGISTERS = ("at", "salts", "identity", "erased")
"""Fields that the register gives, and no file of fields."""


def merge_input(act: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that options and file give; the options win.

    Raises:
        RequestError: a value or the file cannot be read.
    """
    fields: dict[str, Any] = {}
    for field in (*own_fields(act), *evidence_of(act)):
        given = values.get(field.parameter)
        if is_given(field.option, given):
            put_field(fields, field, parse_value(field, given))
    for name in ("on", "entered_for", "audience"):
        if is_given(name.replace("_", "-"), values.get(f"act_{name}")):
            fields[name] = values[f"act_{name}"]
    path = values.get("act_from")
    if not path:
        return fields
    given_way = {INSTEAD[name] for name in fields if name in INSTEAD}
    return over(fields, {name: value for name, value in of_act(act, path).items() if name not in given_way})


def is_given(option: str, value: Any) -> bool:
    """Whether an option was given; a count of nought is a count.

    Raises:
        OptionError: it was given nothing, which would not be recorded.
    """
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
    if field.several:
        here |= {field.several: value} if len(value) > 1 else {field.path[-1]: value[0]}
    else:
        here[field.path[-1]] = value


def over(newer: Mapping[str, Any], older: Mapping[str, Any]) -> dict[str, Any]:
    """What is newer over what is older, key by key."""
    merged = dict(older)
    for name, value in newer.items():
        held = merged.get(name)
        merged[name] = over(value, held) if isinstance(value, Mapping) and isinstance(held, Mapping) else value
    return merged


def of_act(act: str, path: str) -> dict[str, Any]:
    """The fields of one act in a file: its only act of that name.

    Raises:
        FieldFileError: the file holds another act, or several.
    """
    return of_held(act, file_fields(path), path)


def of_held(act: str, held: dict[str, Any], path: str) -> dict[str, Any]:
    """The fields of one act among those that a file holds.

    Raises:
        FieldFileError: the file holds another act, or several.
    """
    if isinstance(held.get("act"), list):
        mine = [one for one in held["act"] if isinstance(one, dict) and one.get("act") == act]
        if len(mine) != 1:
            raise FieldFileError(
                path, f"holds {len(mine)} acts “{act}”, and one is wanted; “escalade load” takes whole files"
            )
        held = dict(mine[0])
    if held.pop("act", act) != act:
        raise FieldFileError(path, f"holds another act than “{act}”")
    for name in REGISTERS:
        if name in held:
            raise FieldFileError(
                path, f"gives “{name}”, which the register gives; “escalade load” keeps what was recorded"
            )
    return held
