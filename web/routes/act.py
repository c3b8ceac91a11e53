"""Every act on a page of its own, made from the table and its motion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Response
from msgspec.structs import replace
from starlette.datastructures import FormData

from escalade.services.acts.bind import ActInput
from escalade.services.acts.fields import CORRECTED_WORDS, TIME, Field, Kind, fields_of, own_fields, value_at
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import PLACES, Doing, possible
from escalade.web.forms.choices import find_records
from escalade.web.forms.decision import DECISIONS, OFFICE, Decision
from escalade.web.forms.form import answer, officer_in, open_form, prepare_form
from escalade.web.forms.form_data import Answers, Held, hold
from escalade.web.middleware.request_context import Here, SignedIn, Visit
from escalade.web.rendering.address import reference_at
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.inbox.outlook import Prospect, prospects
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.mistake import something_is_corrected
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import Message, Messages
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.remedy import Cause

ROUTER = APIRouter()


@ROUTER.get("/{place:path}/acts")
def list_acts(visit: SignedIn, place: str) -> Response:
    """Every act that starts from where a subject stands."""
    with visit.reading() as sight:
        officer_in(sight)
        subject = sight.whole.subject(sight.register.resolve(reference_at(place)))
        found = [
            one
            for one in prospects(subject, sight.whole, visit.officer)
            if possible(one.step.act, subject) and has_records(one.step.act, subject, sight)
        ]
        mine = {step.act for step in PROCEDURE.steps.values() if set(step.offices) & set(sight.offices)}
        fresh = [act for act in PLACES.get(subject.kind, ()) if act in mine]
        known = {"subject": subject, "seen": sight.standing, "new": fresh, "together": together(subject, sight)}
        known |= {"open": [one for one in found if one.is_open]}
        known |= {"shut": [(one, reasons(one, subject, sight)) for one in found if not one.is_open]}
        return visit.page("act/list.html", sight, known)


def has_records(act: str, subject: Subject, sight: Sight) -> bool:
    """Whether there is a record that an act can be about, if it is about one."""
    return MOTIONS[act].argument != "records" or bool(find_records(act, subject, sight))


def reasons(one: Prospect, subject: Subject, sight: Sight) -> list[Hurdle]:
    """Why an act of the visitor's own office cannot be done now."""
    if not set(one.step.offices) & set(sight.offices):
        return []
    hurdles = Doing(one.step.act, subject.reference, Answers(), sight).hurdles()
    return [hurdle for hurdle in hurdles if not hurdle.keys]


@ROUTER.get("/{place:path}/acts/{act}")
def show_act(visit: SignedIn, place: str, act: str) -> Response:
    """The form of an act, and everything that still stands in its way."""
    if act == "issue" and place.startswith(("rounds/", "topics/")):
        return visit.redirect(f"/rounds/{quote(round_of(reference_at(place)))}/papers/note")
    with visit.reading() as sight:
        if is_on_a_sheet(act.replace("-", " "), sight.register.resolve(reference_at(place)), sight):
            return visit.redirect(f"/chair/{act}/{quote(place)}?{visit.request.url.query}")
        return open_form(prepare(visit, place, act, sight), visit)


def is_on_a_sheet(act: str, reference: str, sight: Sight) -> bool:
    """Whether the form of an act there is the chair's sheet."""
    state = sight.whole.subject(reference).state
    every = [step for step in PROCEDURE.steps.values() if (step.of, step.act) == ("topic", act)]
    offices = {office for step in [one for one in every if one.origin == state] or every for office in step.offices}
    return "chair" in offices and bool({"chair", "vice-chair", "secretariat"} & set(sight.offices))


@ROUTER.post("/{place:path}/acts/{act}")
def submit_act(visit: Here, place: str, act: str, form: Held) -> Response:
    """Do the act, or show what would be recorded, or say why not."""
    return answer(visit, form, lambda sight: prepare(visit, place, act, sight, form))


def prepare(visit: Visit, place: str, act: str, sight: Sight, form: FormData | None = None) -> Doing:
    """An act as far as it was answered, of the kind that reads it."""
    name = act.replace("-", " ")
    kind: type[Doing] = Correction if name == "correct" else Doing
    if name in DECISIONS and OFFICE in sight.offices:
        kind = Decision
    return prepare_form(visit, place, act, sight, form, kind)


def together(subject: Subject, sight: Sight) -> list[str]:
    """The acts of the visitor that start from some topic of a round."""
    states = {row.state for row in sight.register.topics(subject.reference)} if subject.kind == "round" else set()
    steps = [step for step in PROCEDURE.steps.values() if step.of == "topic" and step.origin in states]
    mine = dict.fromkeys(step.act for step in steps if set(step.offices) & set(sight.offices))
    return [act for act in mine if possible(act, subject) and MOTIONS[act].argument == "topics"]


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

    @cached_property
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
