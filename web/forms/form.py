"""The form of an act: prepared, sent, and shown again when refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from fastapi import Response
from starlette.datastructures import FormData

from escalade.models.store.clock import Stamp, new_salt, now
from escalade.services.acts.bind import bind
from escalade.services.acts.fields import Kind
from escalade.services.papers.languages import languages_for
from escalade.templates.languages.tongue import Tongue, tongue
from escalade.web.auth.scoped_reader import Sight, as_seen
from escalade.web.forms.act import Doing, ShortNameError, possible, submit
from escalade.web.forms.form_data import Answers
from escalade.web.forms.sign_in import render_unsent
from escalade.web.i18n.term import asked
from escalade.web.middleware.errors import (
    ActInThePastError,
    NoOfficeError,
    OtherOfficeError,
    SeenAsPublicError,
    sentence_for_visitors,
    status_of,
)
from escalade.web.middleware.request_context import Visit
from escalade.web.rendering.address import reference_at
from escalade.web.rendering.record_view import of_record
from escalade.web.rendering.refusal_view import Hurdle
from escalade.web.room.view import show_in_room
from escalade.workflow.perform import Outcome, as_cause, perform
from escalade.workflow.procedure import way
from escalade.workflow.rules.always import titles
from escalade.workflow.subjects.language_versions import IN_ONE_LANGUAGE
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import (
    EscaladeError,
    MovedMeanwhileError,
    RefusalError,
    RequestError,
    RulesBrokenError,
    StepNotAllowedError,
    UnknownReferenceError,
)


def under_way(kind: str, sight: Sight) -> Gathering | None:
    """Find the meeting being held, else the last held without a report.

    Before the first, that one.
    """
    today = sight.standing.today.isoformat()
    there = [row for row in sight.register.gatherings(kind) if row[1] in {"convened", "reported"}]
    begun = [row for row in there if row[2] <= today]
    awaiting = [row for row in begun if row[1] == "convened"]
    names = (name for name, _, _ in [*awaiting, *begun, *reversed(there)])
    return next((one for name in names if (one := sight.standing.gathering(name))), None)


def day_of(gathering: Gathering, today: date) -> str:
    """The day of an act there: today while it is held, else its last day."""
    now = when(today.isoformat())
    held = gathering.opens.may_precede(now) and now.may_precede(gathering.closes)
    return now.text if held or gathering.closes.last is None else gathering.closes.text


def spoken(visit: Visit, standing: Standing, kind: str) -> tuple[Tongue, tuple[str, ...]]:
    """The language asked for (`?in=fr`), else the page's, else the first.

    And every language that may be asked for.
    """
    tags, _ = languages_for(kind, standing.body)
    wanted = (visit.request.query_params.get("in"), visit.language, *tags)
    return tongue(next(tag for tag in wanted if tag in tags)), tags


D = TypeVar("D", bound=Doing)
IN_THE_ROOM = "room"
"""The button that shows an act in the room, and records nothing."""
PREVIEWS = frozenset({"preview", IN_THE_ROOM})
OF_FILES = (("audience", "Readers"), ("accept-hidden", "Attach it all the same, with what its readers do not see"))
"""What a form calls the ways to attach a file that hides something."""


def officer_in(sight: Sight) -> None:
    """Refuse whoever holds no office today."""
    if sight.seen_as:
        raise SeenAsPublicError
    if not sight.offices:
        raise NoOfficeError(sight.officer)


def holder_in(sight: Sight, *offices: str) -> None:
    """Refuse whoever holds none of the offices that a room is for."""
    officer_in(sight)
    if not set(offices) & set(sight.offices):
        facts = {"offices": titles(offices, " or "), "officer": sight.officer, "held": titles(sight.offices)}
        raise OtherOfficeError(**facts)


def prepare_form(visit: Visit, place: str, act: str, sight: Sight, form: FormData | None, kind: type[D]) -> D:
    """An act at the path of a subject, as far as it was answered."""
    if sight.past:
        raise ActInThePastError
    holder_in(sight, *(kind.offices or sight.offices))
    reference = sight.register.resolve(reference_at(place))
    name = act.replace("-", " ")
    subject = sight.whole.subject(reference)
    if not possible(name, subject):
        raise UnknownReferenceError(act, kind="act on this page")
    doing = kind(name, reference, Answers(form, visit.request.query_params), sight)
    doing.answers.hold(doing.known)
    return doing


def facts(doing: Doing) -> dict[str, Any]:
    """Gather the facts for the page of an act, whatever came before."""
    return {
        "doing": doing,
        "way": way(doing.subject.kind, doing.subject.state, doing.act) if not doing.is_new else (),
        "seen": doing.answers.one("seen") or doing.sight.register.newest(),
        **dict.fromkeys(("hurdles", "records", "warnings", "moved"), ()),
        **dict.fromkeys(("problem", "problem_key", "in_room"), ""),
    }


def answer(visit: Visit, form: FormData, prepare: Callable[[Sight], Doing]) -> Response:
    """Do the act, or show what would be recorded, or say why not.

    The register is read, closed, written, and read anew for the page.
    A form that another session was given records nothing; what was typed is kept.
    """
    if not visit.carries(form.get("form")):
        return render_unsent(visit, form)
    if form.get("more"):
        with visit.reading() as sight:
            return show(prepare(sight), visit)
    preview = form.get("step") in PREVIEWS
    try:
        with visit.reading() as sight:
            doing = prepare(sight)
            given = doing.collect_fields()
            preview = preview or doing.asks_again
        outcome = submit(given, visit, form, dry_run=preview)
    except (RequestError, RefusalError) as error:
        with visit.reading() as sight:
            return show_refusal(prepare(sight), visit, error)
    if preview:
        with visit.reading() as sight:
            return show(prepare(sight), visit, outcome)
    return visit.redirect_after(outcome.records, doing.onward(visit, outcome))


def open_form(doing: Doing, visit: Visit) -> Response:
    """The form as it is opened, with all that still stands in the way."""
    hurdles, outcome = ahead(doing)
    known = {**facts(doing), "hurdles": hurdles, **doing.show_more(visit, outcome)}
    return visit.page(doing.page, doing.sight, known)


def show(doing: Doing, visit: Visit, outcome: Outcome | None = None, status: int = 200, **more: Any) -> Response:
    """The form with what was typed, and with what would be recorded."""
    known = {**facts(doing), **more}
    if outcome is not None:
        known["records"] = [(record, of_record(record, doing.sight.whole)) for record in outcome.records]
        known["warnings"] = [cause for cause in outcome.warnings if cause.rule != IN_ONE_LANGUAGE]
        if doing.answers.one("step") == IN_THE_ROOM:
            known["in_room"] = show_in_room(outcome, doing.sight, visit.app_state.stage)
    return visit.page(doing.page, doing.sight, {**known, **doing.show_more(visit, outcome)}, status)


def ahead(doing: Doing) -> tuple[list[Hurdle], Outcome | None]:
    """Find what is in the way of an act as typed; else try it."""
    try:
        return [], attempt(doing, doing.sight.whole)
    except RefusalError as refusal:
        return doing.describe(refusal.causes) or doing.hurdles(), None
    except RequestError:
        return doing.hurdles(), None


def attempt(doing: Doing, standing: Standing) -> Outcome:
    """Try an act as typed, on what a page reads; nothing is written."""
    sight, given = doing.sight, doing.collect_fields()
    motion, _ = bind(given, sight.register)
    try:
        return perform(Stamp(now, new_salt).on(motion, standing.last_at), standing)
    except RulesBrokenError as refusal:
        raise as_seen(refusal, given, sight) from refusal


def show_refusal(doing: Doing, visit: Visit, error: EscaladeError) -> Response:
    """The form once more, with what is wrong beside what was typed."""
    shown: dict[str, Any] = {"hurdles": [], "problem_key": ""}
    if isinstance(error, MovedMeanwhileError):
        shown |= {"moved": changes(doing.answers.one("seen"), doing.sight), "seen": doing.sight.register.newest()}
        shown["hurdles"] = ahead(doing)[0]
    elif isinstance(error, RefusalError):
        shown["hurdles"] = tell_refusal(error, doing)
    else:
        labels = (*((one.option, asked(one)) for one in (*doing.own, *doing.evidence)), *OF_FILES)
        shown |= {
            "problem": Hurdle(sentence_for_visitors(error), doing.reference, "error", labels=labels),
            "problem_key": key_of(error, doing),
        }
    doing.focus = find_focus(doing, shown)
    return show(doing, visit, status=status_of(error), **shown)


def tell_refusal(error: EscaladeError, doing: Doing) -> list[Hurdle]:
    """Why an act was refused, each cause with its remedy."""
    if isinstance(error, StepNotAllowedError):
        return doing.describe([as_cause(error)])
    causes = doing.describe(error.causes) if isinstance(error, RefusalError) else []
    keys = tuple(filter(None, [key_of(error, doing)]))
    return causes or [Hurdle(sentence_for_visitors(error), doing.reference, "error", keys)]


def find_focus(doing: Doing, shown: Mapping[str, Any]) -> str:
    """The first field on the page of which something is said."""
    wrong = {shown["problem_key"], *(key for hurdle in shown["hurdles"] for key in hurdle.keys)}
    fields = [doing.argument, *(field.key for field in doing.own), "on", *(field.key for field in doing.evidence)]
    return next((key for key in (*fields, "entered_for") if key and key in wrong), "")


def key_of(error: EscaladeError, doing: Doing) -> str:
    """The field that a malformed answer was typed into, where it is known."""
    fields = [*doing.own, *doing.evidence]
    if isinstance(error, ShortNameError):
        return doing.argument
    if isinstance(error, DateError):
        days = [("on", "on"), *((one.parameter, one.key) for one in fields if one.kind is Kind.DATE)]
        return next((key for name, key in days if error.text and error.text in doing.answers.date(name)), "")
    parts = error.field.split(".") if isinstance(error, RequestError) else ()
    fits = (one.key for one in fields if one.key in parts or one.option in parts)
    return next(fits, "")


def changes(seen: str, sight: Sight) -> list[Any]:
    """The records made since a page was opened, as the visitor may see them."""
    later = sight.register.since(seen) if seen else ()
    told = filter(None, (sight.standing.find_record(record.reference) for record in later))
    return [(record, of_record(record, sight.whole)) for record in told]
