"""A value of --set, typed as the act's own option takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from escalade.services.acts.field_errors import option_at
from escalade.services.acts.fields import Field, Kind, fields_of, hyphenate
from escalade.services.acts.parse import over, parse_value, votes
from escalade.workflow.motions import NOT_AT_HAND, SEVERAL
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series, Word

if TYPE_CHECKING:
    from escalade.workflow.motions.mismatch import Mismatch
    from escalade.workflow.records.record import Record

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


class ValueShapeError(RequestError):
    """A correction gives a field a value that its act does not take."""

    def __init__(self, record: str, act: str, field: Field) -> None:
        """Name the record, its act and the field, and show how it is typed."""
        self.record, self.act, self.field = record, act, field.path[-1]
        path = ".".join(field.path).replace("_", "-")
        choices = hyphenate(field.choices) if field.kind is Kind.CHOICE else ()
        form = field.metavar.partition("|")[0]
        example = choices[0] if choices else SHOWN.get(field.kind, form)
        facts = {"record": record, "act": Word(act), "field": path, "line": f"--{SET} {path}={example}"}
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
            return _joined(field, parse_value(field, typed), held)
        case Kind.LINES if path not in SEVERAL:
            return typed
        case Kind.CHOICE | Kind.LINE | Kind.COUNT:
            return parse_value(field, value)
    return value


def _joined(field: Field, value: Any, held: Any) -> Any:
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
    return next((one for one in fields_of(act) if path in {".".join(one.path), one.several}), None)
