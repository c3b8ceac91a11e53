"""The form of an act: prepared, shown, and shown again with what is wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from escalade.web.acting import Doing, done, possible
from escalade.web.address import address, reference_at
from escalade.web.fact import of_record
from escalade.web.hurdle import Hurdle, in_labels
from escalade.web.posted import Answers
from escalade.web.question import held
from escalade.web.trouble import ForeignFormError, NoOfficeError, OtherOfficeError, status_of
from escalade.workflow.act import as_cause
from escalade.workflow.errors import (
    MovedMeanwhileError,
    RefusalError,
    RequestError,
    StepNotAllowedError,
    UnknownReferenceError,
)
from escalade.workflow.path import way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import Response
    from starlette.datastructures import FormData

    from escalade.web.question import Question
    from escalade.web.visit import Sight, Visit
    from escalade.workflow.act import Outcome
    from escalade.workflow.errors import EscaladeError

FORM = "act/form.html"


def officer_in(sight: Sight) -> None:
    """Refuse whoever holds no office today.

    Raises:
        NoOfficeError: the visitor holds none.
    """
    if not sight.offices:
        raise NoOfficeError(sight.officer)


def holder_in(sight: Sight, *offices: str) -> None:
    """Refuse whoever holds none of the offices that a room is for.

    Raises:
        NoOfficeError: the visitor holds no office today.
        OtherOfficeError: they hold another one.
    """
    officer_in(sight)
    if not set(offices) & set(sight.offices):
        raise OtherOfficeError(sight.officer, sight.offices, offices)


def known(reference: str, sight: Sight) -> str:
    """A reference of something that is on record.

    Raises:
        UnknownReferenceError: nothing is so called.
    """
    return sight.register.resolve(reference)


def prepared(
    visit: Visit,
    place: str,
    act: str,
    sight: Sight,
    form: FormData | None,
    *,
    given: Mapping[str, str] = MappingProxyType({}),
    kind: type[Doing] = Doing,
) -> Doing:
    """An act on a subject, as far as it was answered.

    Args:
        visit: the visit.
        place: the path of the subject.
        act: the act, as addresses write it.
        sight: what the visitor may see.
        form: what was posted; None where the page is opened.
        given: what the room knows already, by the names of inputs.
        kind: how the room reads the answers.

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
    answers = Answers(form, visit.request.query_params, {**held(name, subject), **given})
    return kind(name, reference, answers, sight)


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


def answer(doing: Doing, visit: Visit, form: FormData, form_page: FormPage | None = None) -> Response:
    """Do the act, or show what would be recorded, or say why not.

    Raises:
        ForeignFormError: the form was not given by this session.
    """
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    page, preview = form_page or FormPage(), form.get("step") == "preview"
    try:
        outcome = done(doing, visit, doing.answers.one("seen"), dry_run=preview)
    except (RequestError, RefusalError) as error:
        return refused(doing, visit, error, page)
    if preview:
        known = {**facts(doing), "hurdles": doing.hurdles(), **would_be(outcome, doing.sight)}
        return visit.page(page.name, doing.sight, {**known, **page.more(doing, outcome)})
    made = outcome.records[0]
    onward = page.onward(outcome)
    return visit.sent_to(f"{onward}{'&' if '?' in onward else '?'}made={quote(made.reference)}")


class FormPage:
    """How a room shows the form of an act, and where it leads."""

    name = FORM

    def more(self, _doing: Doing, _outcome: Outcome | None) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def onward(self, outcome: Outcome) -> str:
        """Where whoever acted is sent."""
        return address(outcome.records[0].subject)


def refused(doing: Doing, visit: Visit, error: EscaladeError, page: FormPage) -> Response:
    """The form once more, with what is wrong beside what was typed."""
    shown, questions = facts(doing), [*doing.own, *doing.evidence]
    if isinstance(error, MovedMeanwhileError):
        with visit.reading() as sight:
            shown |= {"moved": changes(doing.answers.one("seen"), sight), "seen": sight.register.newest()}
            shown["hurdles"] = type(doing)(doing.act, doing.reference, doing.answers, sight).hurdles()
    elif isinstance(error, StepNotAllowedError):
        shown["hurdles"] = doing.told([as_cause(error)])
    elif isinstance(error, RefusalError):
        shown["hurdles"] = doing.told(error.causes) or [Hurdle(str(error), doing.reference, "error")]
    else:
        shown |= {"problem": in_labels(str(error), questions), "problem_key": key_of(error, questions)}
    return visit.page(page.name, doing.sight, {**shown, **page.more(doing, None)}, status_of(error))


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
