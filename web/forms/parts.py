"""The parts of a long form: one says first which are to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.web.forms.form_data import inputs_of
from escalade.web.i18n.term import OF_A_CONSTITUTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.services.acts.fields import Field
    from escalade.web.forms.form_data import Answers

KEYS = (
    ("name", "acronym", "superior_body"),
    ("mandate", "tasks", "texts"),
    ("membership", "participants", "addressees"),
    ("seat", "time_zone", "website", "contact", "silence_hours", "holidays", "holiday_calendar"),
    ("symbol_series", "file_names", "languages"),
    ("names", "office_titles", "nouns"),
)
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "amend constitution": dict(zip(OF_A_CONSTITUTION, KEYS, strict=True)),
}
"""By act, what the parts of its form are called, and the keys of the fields of each."""


def choose_parts(act: str, answers: Answers, fields: Iterable[Field], languages: Sequence[str]) -> tuple[str, ...]:
    """The parts that are filled in: those asked for, and those with an answer."""
    parts = PARTS.get(act, {})
    asked = answers.all("part", "part")
    answered = {one.key for one in fields if any(answers.one(name).strip() for name in inputs_of(one, languages))}
    return tuple(part for part, keys in parts.items() if part in asked or answered.intersection(keys))


def fields_in(act: str, chosen: Sequence[str], fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields of the parts that are filled in; nothing before one is.

    An act without parts has all of its fields.
    """
    parts = PARTS.get(act)
    if parts is None:
        return tuple(fields)
    others = {key for part, keys in parts.items() if part not in chosen for key in keys}
    return tuple(field for field in fields if field.key not in others) if chosen else ()
