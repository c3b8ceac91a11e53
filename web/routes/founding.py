"""Where a register that holds nothing is begun, with a word."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Response
from msgspec.structs import replace
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from escalade.services.acts.fields import fields_of
from escalade.web.auth.bootstrap import (
    ACT,
    LARGEST,
    LargeFileError,
    NoConstitutionError,
    NotBegunHereError,
    constitute_body,
    example,
)
from escalade.web.auth.bootstrap import (
    fields_of as fields_of_file,
)
from escalade.web.forms.form import would_be
from escalade.web.forms.form_data import Posted
from escalade.web.forms.founding import BY_OFFICE, CHECK, STEPS, Founding, spread, step_of
from escalade.web.i18n.language import LANGUAGES, catalogue
from escalade.web.i18n.term import SPOKEN
from escalade.web.i18n.wording import upper_first
from escalade.web.middleware.errors import sentence_for_visitors, status_of
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.refusal_view import describe_causes
from escalade.workflow.perform import as_cause
from escalade.workflow.procedure import OFFICES
from escalade.workflow.values.errors import RefusalError, RequestError, StepNotAllowedError

if TYPE_CHECKING:
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.values.errors import EscaladeError

ROUTER = APIRouter()
PAGE, STEP = "founding/constitute.html", "founding/step.html"
WHO = ("as", "Entered by")
"""What the option for whoever acts is called on this page."""
NOTHING = {"word": "", "by": ""}
"""What is typed into a form that was just opened."""


@ROUTER.get("/constitute")
def show_form(visit: Here) -> Response:
    """The form that begins the register; there is none where nothing is begun."""
    if not visit.app_state.bootstrap.is_open:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return render_form(visit, {})


@ROUTER.post("/constitute")
def submit_form(visit: Here, form: Posted) -> Response:
    """Constitute the body, or show what would be recorded, or say why not."""
    typed = {key: str(form.get(key) or "") for key in ("word", "by")}
    stepped = "stepped" in form
    preview = form.get("step") == "preview" or (stepped and form.get("step") != "act")
    try:
        visit.app_state.bootstrap.check(typed["word"])
        if "more" in form or str(form.get("step")).startswith("to-"):
            filled = begin(visit, form)
            if filled.at < CHECK:
                return render_step(visit, filled, {})
        fields = begin(visit, form).collect_fields() if stepped else form_fields(form, "")
        by = typed["by"].strip()
        outcome = constitute_body(visit.app_state, {**fields, **({"by": by} if by else {})}, dry_run=preview)
    except NotBegunHereError:
        raise
    except (RequestError, RefusalError) as error:
        return render_step_again(visit, form, error) if stepped else render_refusal(visit, typed, error)
    if not preview:
        return visit.redirect_after(outcome.records[0].reference, "/body")
    with visit.reading() as sight:
        known = would_be(outcome, sight)
        return (
            render_step(visit, begin(visit, form), known) if stepped else render_form(visit, {"typed": typed, **known})
        )


def begin(visit: Visit, form: FormData) -> Founding:
    """What the steps hold, with what a file says where one came.

    Raises:
        RequestError: the file cannot be read, or is too large.
    """
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        fields = form_fields(form, str(form.get("by") or "").strip())
        kept = [(name, value) for name, value in form.multi_items() if name in {"word", "step"}]
        form = FormData([*kept, ("by", str(fields.pop("by", ""))), *spread(fields)])
    say = catalogue(visit.language).gettext
    return Founding(form, visit.language, {office: upper_first(say(SPOKEN.get(office, office))) for office in OFFICES})


def render_step(visit: Visit, filled: Founding, facts: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    """One step, with what the others hold carried along."""
    known = {"doing": filled, "steps": [title for title, _ in STEPS], "problem": "", "hurdles": [], "records": []}
    return visit.page(STEP, None, {**known, "warnings": [], "by_office": BY_OFFICE, **facts}, status)


def render_step_again(visit: Visit, form: FormData, error: EscaladeError) -> Response:
    """The last step, with what is wrong and the step where it is mended."""
    causes = error.causes if isinstance(error, RefusalError) else ()
    causes = (as_cause(error),) if isinstance(error, StepNotAllowedError) else causes
    hurdles = [replace(one, labels=(*one.labels, WHO)) for one in describe_causes(causes, fields_of(ACT))]
    places = [step_of((*cause.remedy.given, *hurdle.keys)) for cause, hurdle in zip(causes, hurdles, strict=True)]
    facts = {
        "hurdles": list(zip(hurdles, places, strict=True)),
        "problem": "" if causes else sentence_for_visitors(error),
    }
    filled = begin(visit, form)
    filled.at = CHECK
    return render_step(visit, filled, facts, status_of(error))


def form_fields(form: FormData, by: str) -> dict[str, Any]:
    """The fields that the form brings; who is typed wins over the file.

    Raises:
        NoConstitutionError: no file was chosen.
        RequestError: it cannot be read, or is too large.
    """
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoConstitutionError
    data = file.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise LargeFileError(file.filename)
    return {**fields_of_file(file.filename, data), **({"by": by} if by else {})}


def render_form(visit: Visit, facts: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    """The form, with what is known so far."""
    known = {
        "typed": NOTHING,
        "problem": "",
        "hurdles": [],
        "records": [],
        "warnings": [],
        "example": example(),
        "tongues": tuple(LANGUAGES),
        **facts,
    }
    return visit.page(PAGE, None, known, status)


def render_refusal(visit: Visit, typed: dict[str, str], error: EscaladeError) -> Response:
    """The form once more, with what is wrong."""
    causes = error.causes if isinstance(error, RefusalError) else ()
    causes = (as_cause(error),) if isinstance(error, StepNotAllowedError) else causes
    facts = {
        "typed": typed,
        "hurdles": describe_causes(causes, ()),
        "problem": "" if causes else sentence_for_visitors(error),
    }
    return render_form(visit, facts, status_of(error))
