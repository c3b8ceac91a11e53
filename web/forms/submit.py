"""A form that was sent: done, shown beforehand, or told what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.acts.bind import bind
from escalade.web.auth.anonymise import as_seen
from escalade.web.forms.act import submit
from escalade.web.forms.form import FORM, facts
from escalade.web.middleware.errors import ForeignFormError, sentence_for_visitors, status_of
from escalade.web.rendering.address import address
from escalade.web.rendering.record_view import of_record
from escalade.web.rendering.refusal_view import Hurdle
from escalade.workflow.acts import as_cause, perform
from escalade.workflow.subjects.amendment import IN_ONE_LANGUAGE
from escalade.workflow.values.errors import (
    MovedMeanwhileError,
    RefusalError,
    RequestError,
    RulesBrokenError,
    StepNotAllowedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import Response
    from starlette.datastructures import FormData

    from escalade.web.auth.sight import Sight
    from escalade.web.forms.act import Doing
    from escalade.web.forms.question import Question
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.acts import Outcome
    from escalade.workflow.values.errors import EscaladeError


def would_be(outcome: Outcome, sight: Sight) -> dict[str, Any]:
    """The records that the act would make, and what is warned of."""
    return {
        "records": [(record, of_record(record, sight.whole)) for record in outcome.records],
        "warnings": [cause.sentence for cause in outcome.warnings if cause.rule != IN_ONE_LANGUAGE],
    }


def answer(
    visit: Visit, form: FormData, prepare: Callable[[Sight], Doing], form_page: FormPage | None = None
) -> Response:
    """Do the act, or show what would be recorded, or say why not.

    The register is read, closed, written, and read anew for the page.

    Args:
        visit: the visit.
        form: what was posted.
        prepare: makes the act from the answers, and from what the visitor sees.
        form_page: how the room shows it.

    Raises:
        ForeignFormError: the form was not given by this session.
    """
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    page, preview = form_page or FormPage(), form.get("step") == "preview"
    try:
        with visit.reading() as sight:
            doing = prepare(sight)
            given = doing.given()
            preview = preview or page.asks_again(doing)
        outcome = submit(given, visit, dry_run=preview)
    except (RequestError, RefusalError) as error:
        with visit.reading() as sight:
            return show_refused(prepare(sight), visit, error, page)
    if preview:
        with visit.reading() as sight:
            return show_preview(prepare(sight), visit, outcome, page)
    return visit.sent_after(outcome.records[0].reference, page.onward(outcome))


def show_preview(doing: Doing, visit: Visit, outcome: Outcome, page: FormPage) -> Response:
    """The form, with what would be recorded."""
    known = {**facts(doing), "hurdles": doing.hurdles(), **would_be(outcome, doing.sight)}
    return visit.page(page.name, doing.sight, {**known, **page.more(doing, outcome)})


def ahead(doing: Doing) -> tuple[list[Hurdle], Outcome | None]:
    """What is in the way of an act as it is typed; else what it comes to.

    Nothing is written: it is tried on the register as the page reads it.
    """
    sight = doing.sight
    try:
        given = doing.given()
        motion, _ = bind(given, sight.register)
        outcome = perform(Stamp(now, new_salt).on(motion, sight.whole.last_at), sight.whole)
    except RulesBrokenError as refusal:
        return doing.told(as_seen(refusal, given, sight).causes) or doing.hurdles(), None
    except RefusalError as refusal:
        return doing.told(refusal.causes) or doing.hurdles(), None
    except RequestError:
        return doing.hurdles(), None
    return [], outcome


class FormPage:
    """How a room shows the form of an act, and where it leads."""

    name = FORM

    def more(self, _doing: Doing, _outcome: Outcome | None) -> dict[str, Any]:
        """What the page shows beside the form."""
        return {}

    def asks_again(self, _doing: Doing) -> bool:
        """Whether whoever does it is to see something before it is done."""
        return False

    def onward(self, outcome: Outcome) -> str:
        """Where whoever acted is sent."""
        return address(outcome.records[0].subject)


def show_refused(doing: Doing, visit: Visit, error: EscaladeError, page: FormPage) -> Response:
    """The form once more, with what is wrong beside what was typed."""
    shown, questions = facts(doing), [*doing.own, *doing.evidence]
    if isinstance(error, MovedMeanwhileError):
        shown |= {"moved": changes(doing.answers.one("seen"), doing.sight), "seen": doing.sight.register.newest()}
        shown["hurdles"] = doing.hurdles()
    elif isinstance(error, StepNotAllowedError):
        shown["hurdles"] = doing.told([as_cause(error)])
    elif isinstance(error, RefusalError):
        shown["hurdles"] = doing.told(error.causes) or [Hurdle(str(error), doing.reference, "error")]
    else:
        labels = tuple((one.field.option, one.label) for one in questions)
        shown |= {
            "problem": Hurdle(sentence_for_visitors(error), doing.reference, "error", labels=labels),
            "problem_key": key_of(error, questions),
        }
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
