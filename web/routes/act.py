"""Every act on a page of its own, made from the table and its motion."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import PLACES, Doing, possible
from escalade.web.forms.correction import Correction
from escalade.web.forms.decision import DECISIONS, OFFICE, Decision
from escalade.web.forms.form import answer, officer_in, open_form, prepare_form
from escalade.web.forms.form_data import Answers, Held
from escalade.web.middleware.request_context import Here, Visit
from escalade.web.rendering.address import reference_at
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.inbox.outlook import Prospect, prospects
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import table
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.reference import round_of

ROUTER = APIRouter()


@ROUTER.get("/{place:path}/acts")
def list_acts(visit: Here, place: str) -> Response:
    """Every act that starts from where a subject stands."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        officer_in(sight)
        subject = sight.whole.subject(sight.register.resolve(reference_at(place)))
        found = [one for one in prospects(subject, sight.whole, visit.officer) if possible(one.step.act, subject)]
        mine = {step.act for step in table().values() if set(step.offices) & set(sight.offices)}
        fresh = [act for act in PLACES.get(subject.kind, ()) if act in mine]
        known = {"subject": subject, "seen": sight.standing, "new": fresh, "together": together(subject, sight)}
        known |= {"open": [one for one in found if one.is_open]}
        known |= {"shut": [(one, reasons(one, subject, sight)) for one in found if not one.is_open]}
        return visit.page("act/list.html", sight, known)


def reasons(one: Prospect, subject: Subject, sight: Sight) -> list[Hurdle]:
    """Why an act of the visitor's own office cannot be done now."""
    if not set(one.step.offices) & set(sight.offices):
        return []
    hurdles = Doing(one.step.act, subject.reference, Answers(), sight).hurdles()
    return [hurdle for hurdle in hurdles if not hurdle.keys]


@ROUTER.get("/{place:path}/acts/{act}")
def show_act(visit: Here, place: str, act: str) -> Response:
    """The form of an act, and everything that still stands in its way."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    if act == "issue" and place.startswith(("rounds/", "topics/")):
        return visit.redirect(f"/rounds/{quote(round_of(reference_at(place)))}/papers/note")
    with visit.reading() as sight:
        if is_on_a_sheet(act.replace("-", " "), sight.register.resolve(reference_at(place)), sight):
            return visit.redirect(f"/chair/{act}/{quote(place)}?{visit.request.url.query}")
        return open_form(prepare(visit, place, act, sight), visit)


def is_on_a_sheet(act: str, reference: str, sight: Sight) -> bool:
    """Whether the form of an act there is the chair's sheet."""
    state = sight.whole.subject(reference).state
    every = [step for step in table().values() if (step.of, step.act) == ("topic", act)]
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
    steps = [step for step in table().values() if step.of == "topic" and step.origin in states]
    mine = dict.fromkeys(step.act for step in steps if set(step.offices) & set(sight.offices))
    return [act for act in mine if possible(act, subject) and MOTIONS[act].argument == "topics"]
