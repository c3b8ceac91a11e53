"""Every act on a page of its own, made from the table and its motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from escalade.web.acting import PLACES, Doing, done, possible
from escalade.web.address import address, reference_at
from escalade.web.fact import of_record
from escalade.web.hurdle import Hurdle, in_labels
from escalade.web.posted import Answers, Posted
from escalade.web.question import held
from escalade.web.trouble import ForeignFormError, NoOfficeError, status_of
from escalade.web.visit import Here
from escalade.workflow.act import as_cause
from escalade.workflow.errors import (
    MovedMeanwhileError,
    RefusalError,
    RequestError,
    StepNotAllowedError,
    UnknownReferenceError,
)
from escalade.workflow.motion import MOTIONS
from escalade.workflow.outlook import prospects
from escalade.workflow.path import way
from escalade.workflow.procedure import table

if TYPE_CHECKING:
    from escalade.web.question import Question
    from escalade.web.visit import Sight, Visit
    from escalade.workflow.act import Outcome
    from escalade.workflow.errors import EscaladeError
    from escalade.workflow.subject import Subject

ROUTER = APIRouter()
FORM = "act/form.html"


@ROUTER.get("/{place:path}/acts")
def listed(visit: Here, place: str) -> Response:
    """Every act that starts from where a subject stands."""
    if not visit.officer:
        return visit.sent_to(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        officer_in(sight)
        subject = sight.whole.subject(known(reference_at(place), sight))
        found = [one for one in prospects(subject, sight.whole, visit.officer) if possible(one.step.act, subject)]
        mine = [one for one in found if set(one.step.offices) & set(sight.offices)]
        others = [one for one in found if one not in mine]
        known_too = {"new": new_here(subject, sight), "together": together(subject, sight)}
        return visit.page("act/list.html", sight, {"subject": subject, "mine": mine, "others": others, **known_too})


@ROUTER.get("/{place:path}/acts/{act}")
def asked(visit: Here, place: str, act: str) -> Response:
    """The form of an act, and everything that still stands in its way."""
    if not visit.officer:
        return visit.sent_to(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        doing = prepared(visit, place, act, sight, None)
        return visit.page(FORM, sight, {**facts(doing), "hurdles": doing.hurdles()})


@ROUTER.post("/{place:path}/acts/{act}")
def answered(visit: Here, place: str, act: str, form: Posted) -> Response:
    """Do the act, or show what would be recorded, or say why not."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    with visit.reading() as sight:
        doing = prepared(visit, place, act, sight, form)
        preview = form.get("step") == "preview"
        try:
            outcome = done(doing, visit, doing.answers.one("seen"), dry_run=preview)
        except (RequestError, RefusalError) as error:
            return refused(doing, visit, error)
        if preview:
            return visit.page(FORM, sight, {**facts(doing), "hurdles": doing.hurdles(), **would_be(outcome, sight)})
        made = outcome.records[0]
        return visit.sent_to(f"{address(made.subject)}?made={quote(made.reference)}")


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


def officer_in(sight: Sight) -> None:
    """Refuse whoever holds no office today.

    Raises:
        NoOfficeError: the visitor holds none.
    """
    if not sight.offices:
        raise NoOfficeError(sight.officer)


def known(reference: str, sight: Sight) -> str:
    """A reference of something that is on record.

    Raises:
        UnknownReferenceError: nothing is so called.
    """
    return sight.register.resolve(reference)


def prepared(visit: Visit, place: str, act: str, sight: Sight, form: Any) -> Doing:
    """An act on a subject, as far as it was answered.

    Raises:
        NoOfficeError: the visitor holds no office.
        UnknownReferenceError: there is no such subject, or act on it.
    """
    officer_in(sight)
    reference = known(reference_at(place), sight)
    name = act.replace("-", " ")
    subject = sight.whole.subject(reference)
    if not possible(name, subject):
        raise UnknownReferenceError(act, kind="act on this page")
    return Doing(name, reference, Answers(form, visit.request.query_params, held(name, subject)), sight)


def facts(doing: Doing) -> dict[str, Any]:
    """What the page of an act shows, whatever came before."""
    seen = doing.answers.one("seen") or doing.sight.register.newest()
    return {
        "doing": doing,
        "way": way(doing.subject.kind, doing.subject.state, doing.act) if not doing.is_new else (),
        "seen": seen,
        "hurdles": [],
        "records": [],
        "warnings": [],
        "problem": "",
        "problem_key": "",
        "moved": [],
    }


def would_be(outcome: Outcome, sight: Sight) -> dict[str, Any]:
    """The records that the act would make."""
    return {
        "records": [(record, of_record(record, sight.whole)) for record in outcome.records],
        "warnings": [cause.sentence for cause in outcome.warnings],
    }


def refused(doing: Doing, visit: Visit, error: EscaladeError) -> Response:
    """The form once more, with what is wrong beside what was typed."""
    shown, questions = facts(doing), [*doing.own, *doing.evidence]
    if isinstance(error, MovedMeanwhileError):
        with visit.reading() as sight:
            shown |= {"moved": changes(doing.answers.one("seen"), sight), "seen": sight.register.newest()}
            shown["hurdles"] = Doing(doing.act, doing.reference, doing.answers, sight).hurdles()
    elif isinstance(error, StepNotAllowedError):
        shown["hurdles"] = doing.told([as_cause(error)])
    elif isinstance(error, RefusalError):
        shown["hurdles"] = doing.told(error.causes) or [Hurdle(str(error), doing.reference, "error")]
    else:
        shown |= {"problem": in_labels(str(error), questions), "problem_key": key_of(error, questions)}
    return visit.page(FORM, doing.sight, shown, status_of(error))


def key_of(error: EscaladeError, questions: list[Question]) -> str:
    """The field that a malformed answer was typed into, where it is known."""
    named = getattr(error, "field", "") or getattr(error, "option", "") or getattr(error, "path", "")
    parts = str(named).split(".")
    fits = (one.key for one in questions if one.key in parts or one.field.option in parts)
    return next(fits, "")


def changes(seen: str, sight: Sight) -> list[Any]:
    """The records made since a page was opened, as the visitor may see them."""
    later = sight.register.since(seen) if seen else ()
    found = []
    for record in later:
        subject = sight.standing.subject(record.subject)
        told_ = subject.record(record.reference)
        if told_ is not None:
            found.append((told_, of_record(told_, sight.whole)))
    return found
