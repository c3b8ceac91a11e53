"""The correction of one record, with the fields of that record's act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from escalade.services.acts.fields import CORRECTED_WORDS, TIME, Field, Kind, fields_of, own_fields
from escalade.web.forms.act import Doing
from escalade.web.i18n.term import OTHER_FIELD, SAID_BY_OTHER_FIELD
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.rules.mistake import something_is_corrected
from escalade.workflow.values.message import Message, Messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalade.services.acts.bind import ActInput
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.forms.form_data import Answers
    from escalade.web.rendering.refusal_view import Hurdle
    from escalade.workflow.records.record import Record
    from escalade.workflow.values.remedy import Cause

SET = "set"
"""How the paths begin of fields that hold no text in languages."""
TYPED = frozenset({Kind.DATE, Kind.LINE, Kind.LINES, Kind.CHOICE, Kind.COUNT, Kind.FLAG})
"""The kinds of fields that are shown as they are on record; others are set by their keys."""
WORDED = frozenset({Kind.TEXT, Kind.TEXTS})


class Correction(Doing):
    """A correction, as it is typed over what is on record."""

    def __init__(self, act: str, reference: str, answers: Answers, sight: Sight) -> None:
        """Ask for the fields of the record, where one is named."""
        super().__init__(act, reference, answers, sight)
        self.record = find_record(self.answers.one("words", "records"), sight)
        self.own = tuple(fields_to_correct(self.record.act)) if self.record else ()

    @property
    def is_ready(self) -> bool:
        """Whether it is said which record is meant."""
        return self.record is not None

    @property
    def known(self) -> dict[str, str]:
        """What the record says."""
        return inputs_of_record(self.record) if self.record else {}

    @property
    def rare(self) -> tuple[Field, ...]:
        """The fields in which nothing stands on record, to be folded.

        Why it is corrected is always asked.
        """
        return tuple(field for field in self.fields[1:] if field not in self.answered)

    def describe(self, causes: Iterable[Cause]) -> list[Hurdle]:
        """Causes as the page says them.

        That something is to be changed goes without saying before anything was.
        """
        told = super().describe(map(say_on_page, causes))
        return [hurdle for hurdle in told if "fields" not in hurdle.keys] if self.is_fresh else told

    def _values(self) -> dict[str, Any]:
        """The values typed, without texts that stand as they did."""
        values = {name: value for name, value in super()._values().items() if not name.startswith(f"field_{SET}__")}
        held = inputs_of_record(self.record) if self.record else {}
        for field in self.own:
            if field.path[0] == "texts" and values.get(field.parameter):
                values[field.parameter] = self._changed(field, values[field.parameter], held)
        return values

    def _changed(self, field: Field, typed: tuple[str, ...], held: Mapping[str, str]) -> tuple[str, ...]:
        """The languages of a text that say something else than the record; all questions where one does."""
        if field.kind is Kind.TEXTS:
            names = {name for name in held if name.startswith(f"{field.parameter}.")}
            same = all(self.answers.one(name).strip() == held[name].strip() for name in names)
            return () if same and len(typed) == len(names) else typed
        before = {f"{tag}={held.get(f'{field.parameter}.{tag}', '').strip()}" for tag in self.languages}
        return tuple(one for one in typed if one not in before)

    def collect_fields(self) -> ActInput:
        """The correction, with every field that was changed.

        Raises:
            RequestError: an answer cannot be read.
        """
        given = super().collect_fields()
        changed = dict(self._set()) if self.record else {}
        if changed:
            given.fields["fields"] = {**given.fields.get("fields", {}), **changed}
        return given

    def _set(self) -> list[tuple[str, Any]]:
        """The fields that are typed otherwise than they are on record, by their paths."""
        held, changed = values_of_record(self.record) if self.record else {}, []
        for field in self.own:
            if field.path[0] != SET:
                continue
            typed, before = self.answers.read_field(field, self.languages), held.get(field.path[1:])
            if normal(typed) != normal(before):
                changed.append((".".join(field.path[1:]), as_set(field, typed)))
        return changed


def say_on_page(cause: Cause) -> Cause:
    """A cause without what one types at a command to clear it."""
    remedy, todo = cause.remedy, Message("Change what stands below, or give what proves it.")
    if cause.rule != something_is_corrected.__name__ or "fields" not in remedy.given or remedy.without:
        return cause
    return replace(cause, sentence=Messages(cause.problem, todo))


def find_record(reference: str, sight: Sight) -> Record | None:
    """A record that the visitor may read; None where nothing is so called."""
    subject = sight.standing.subjects.get(reference.partition("#")[0]) if "#" in reference else None
    return subject.record(reference) if subject is not None else None


def fields_to_correct(act: str) -> list[Field]:
    """Why, the day, and each field of an act; then any other by its key."""
    own = {field.key: field for field in own_fields("correct")}
    asked = [own["why"], Field((SET, "on"), "on", Kind.DATE, CORRECTED_WORDS)]
    for field in fields_of(act):
        if field.kind in WORDED and field.key in own:
            asked.append(own[field.key])
        elif field.kind in TYPED and field.path != TIME:
            asked.append(field._replace(path=(SET, *field.path)))
    other = own["fields"]._replace(option=OTHER_FIELD.replace(" ", "-"), description=SAID_BY_OTHER_FIELD)
    return [*asked, other]


def values_of_record(record: Record) -> dict[tuple[str, ...], Any]:
    """The values of a record's fields that are no texts, by path."""
    held: dict[str, Any] = msgspec.to_builtins(record.motion)
    return {("on",): record.on, **{field.path: field.value_in(held) for field in fields_of(record.act)}}


def inputs_of_record(record: Record) -> dict[str, str]:
    """What the inputs of a correction hold before anything is typed."""
    found: dict[str, str] = {}
    values = values_of_record(record)
    for field in fields_to_correct(record.act)[1:-1]:
        path = field.path[1:]
        value = values.get(path) if field.path[0] == SET else value_of_text(record, field.key)
        if value == NOT_AT_HAND and field.may_lack:
            found[f"{field.parameter}.lacking"] = "1"
        elif field.kind is Kind.TEXT and isinstance(value, dict):
            found |= {f"{field.parameter}.{tag}": text for tag, text in value.items()}
        elif field.kind is Kind.TEXTS and isinstance(value, list | tuple):
            found |= {
                f"{field.parameter}.{tag}.{place}": text for place, one in enumerate(value) for tag, text in one.items()
            }
        elif (said := normal(value)) and field.kind not in WORDED:
            found[field.parameter] = "\n".join(said) if isinstance(said, tuple) else said
    return found


def value_of_text(record: Record, key: str) -> Any:
    """The text of a record's act that is so called."""
    values = values_of_record(record)
    return next((value for path, value in values.items() if path[-1] == key), None)


def normal(value: Any) -> str | tuple[str, ...]:
    """A value in the form in which typed and recorded ones are compared.

    >>> normal(None) == normal(""), normal(3) == normal("3"), normal(["a"]) == normal("a"), normal(False)
    (True, True, True, '')
    """
    if isinstance(value, list | tuple):
        found = tuple(map(str, value))
        return found[0] if len(found) == 1 else found or ""
    return "" if value in {None, False} else "1" if value is True else str(value).replace("not-at-hand", NOT_AT_HAND)


def as_set(field: Field, typed: Any) -> Any:
    """A value as `--set` takes it; nothing ends what is on record."""
    if field.kind is Kind.FLAG:
        return "true" if typed else "false"
    return tuple(typed) if isinstance(typed, list | tuple) else None if typed is None else str(typed)
