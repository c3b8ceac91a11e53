"""Every act on a page of its own, made from the table and its motion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Response

from escalade.web.forms.act import PLACES, Doing, possible
from escalade.web.forms.correction import Correction
from escalade.web.forms.form import FORM, FormPage, ahead, answer, facts, find_reference, officer_in, prepare_form
from escalade.web.forms.form_data import Posted
from escalade.web.i18n.term import summary
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.address import reference_at
from escalade.workflow.inbox.outlook import prospects
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import table
from escalade.workflow.values.reference import round_of

if TYPE_CHECKING:
    from escalade.web.auth.scoped_reader import Sight
    from escalade.workflow.perform import Outcome
    from escalade.workflow.subjects.subject import Subject

ROUTER = APIRouter()
KINDS = {"correct": Correction}
"""How the answers to some acts are read; those to all others as `Doing` does."""


class ActPage(FormPage):
    """How the form of any act is shown, and where it leads."""

    def onward(self, outcome: Outcome) -> str:
        """After somebody was given an office, lead to where they are invited."""
        return "/people" if outcome.records[0].act == "appoint" else super().onward(outcome)


PAGE = ActPage()


@ROUTER.get("/{place:path}/acts")
def list_acts(visit: Here, place: str) -> Response:
    """Every act that starts from where a subject stands."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        officer_in(sight)
        subject = sight.whole.subject(find_reference(reference_at(place), sight))
        found = [one for one in prospects(subject, sight.whole, visit.officer) if possible(one.step.act, subject)]
        mine = [one for one in found if set(one.step.offices) & set(sight.offices)]
        others = [one for one in found if one not in mine]
        known = {"subject": subject, "mine": mine, "others": others, "seen": sight.standing}
        fresh, shared = new_here(subject, sight), together(subject, sight)
        acts = {*(one.step.act for one in found), *fresh, *shared}
        known |= {"new": fresh, "together": shared, "summaries": {act: summary(act) for act in acts}}
        return visit.page("act/list.html", sight, known)


@ROUTER.get("/{place:path}/acts/{act}")
def show_act(visit: Here, place: str, act: str) -> Response:
    """The form of an act, and everything that still stands in its way."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    if act == "issue" and place.startswith(("rounds/", "topics/")):
        return visit.redirect(f"/secretariat/rounds/{quote(round_of(reference_at(place)))}/papers/note")
    with visit.reading() as sight:
        doing = prepare_form(visit, place, act, sight, None, KINDS.get(act, Doing))
        return visit.page(FORM, sight, {**facts(doing), "hurdles": ahead(doing)[0]})


@ROUTER.post("/{place:path}/acts/{act}")
def submit_act(visit: Here, place: str, act: str, form: Posted) -> Response:
    """Do the act, or show what would be recorded, or say why not."""
    return answer(visit, form, lambda sight: prepare_form(visit, place, act, sight, form, KINDS.get(act, Doing)), PAGE)


def new_here(subject: Subject, sight: Sight) -> list[str]:
    """The acts of the visitor that bring something new in here."""
    return [act for act in PLACES.get(subject.kind, ()) if offices_for(act) & set(sight.offices)]


def together(subject: Subject, sight: Sight) -> list[str]:
    """The acts of the visitor on several topics of a round."""
    if subject.kind != "round":
        return []
    many = [act for act in MOTIONS if MOTIONS[act].argument == "topics" and possible(act, subject)]
    return [act for act in many if offices_for(act) & set(sight.offices)]


def offices_for(act: str) -> set[str]:
    """The offices that may do an act, from wherever it starts."""
    return {office for step in table().values() if step.act == act for office in step.offices}
