"""The correction of one record, with the fields of that record's act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from escalade.services.acts.bind import ActInput
from escalade.services.acts.fields import CORRECTED_WORDS, TIME, Field, Kind, fields_of, own_fields, value_at
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import Doing
from escalade.web.forms.form_data import Answers, hold
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.rules.mistake import something_is_corrected
from escalade.workflow.values.cached_property import once
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import Cause

SET = "set"
"""How the paths of the fields begin that are typed over those on record."""
NOT_TYPED = frozenset({Kind.FILE, Kind.OTHERS, Kind.ANY})
"""The kinds of fields that a form does not show as they are on record."""


class Correction(Doing):
    """A correction, as it is typed over what is on record."""

    def __init__(self, act: str, reference: str, answers: Answers, sight: Sight) -> None:
        """Ask for the fields of the record, where one is named."""
        super().__init__(act, reference, answers, sight)
        self.record = self.find_told(self.answers.one("words", "records"))
        self.is_ready = self.record is not None
        self.own = (*own_fields(act)[:1], *fields_to_correct(self.record.act)) if self.record else ()

    @property
    def known(self) -> dict[str, str]:
        """What the record says."""
        if self.record is None:
            return {}
        held = {"on": self.record.on, **msgspec.to_builtins(self.record.motion)}
        return {name: text for field in self.own for name, text in hold(field, value_at(held, field.path[1:]))}

    @once
    def rare(self) -> tuple[Field, ...]:
        """The fields in which nothing stands on record, to be folded.

        Why it is corrected is always asked.
        """
        return tuple(field for field in self.own[1:] if field not in self.answered)

    def describe(self, causes: Iterable[Cause]) -> list[Hurdle]:
        """Causes as the page says them.

        That something is to be changed goes without saying before anything was.
        """
        asked = (cause for cause in causes if not (self.is_fresh and "fields" in cause.remedy.given))
        return super().describe(map(say_on_page, asked))

    def collect_fields(self) -> ActInput:
        """The correction, with every field that was changed."""
        given = super().collect_fields()
        if changed := dict(self._changed()):
            given.fields["fields"] = changed
        return given

    def _changed(self) -> Iterator[tuple[str, Any]]:
        """The fields that are typed otherwise than they are on record, by their paths."""
        on_record = Answers(held=self.known)
        for field in self.own[1:]:
            typed, before = (one.read_field(field, self.languages) for one in (self.answers, on_record))
            if field.kind is Kind.TEXT:  # languages that are left alone stay, and so does what was emptied
                typed = before if typed == () else tuple(one for one in typed if one not in before) or before
            if typed != before and not (field.kind is Kind.TEXTS and typed == ()):
                yield ".".join(field.path[1:]), typed


def say_on_page(cause: Cause) -> Cause:
    """A cause without what one types at a command to clear it."""
    remedy, todo = cause.remedy, Message("Change what stands below, or give what proves it.")
    if cause.rule != something_is_corrected.__name__ or "fields" not in remedy.given or remedy.without:
        return cause
    return replace(cause, sentence=Messages(cause.problem, todo))


def fields_to_correct(act: str) -> Iterator[Field]:
    """The day, and each field of an act that can be typed over."""
    yield Field((SET, "on"), "on", Kind.DATE, CORRECTED_WORDS)
    for field in fields_of(act):
        if field.kind not in NOT_TYPED and field.path != TIME:
            yield field._replace(path=(SET, *field.path))
