"""Where a register that holds nothing is begun, with a word."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from escalade.web.auth.bootstrap import (
    LARGEST,
    LargeFileError,
    NoConstitutionError,
    NotBegunHereError,
    constitute_body,
    example,
    fields_of,
)
from escalade.web.forms.form import would_be
from escalade.web.forms.form_data import Posted
from escalade.web.middleware.errors import sentence_for_visitors, status_of
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.refusal_view import describe_causes
from escalade.workflow.perform import as_cause
from escalade.workflow.values.errors import RefusalError, RequestError, StepNotAllowedError

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.values.errors import EscaladeError

ROUTER = APIRouter()
PAGE = "founding/constitute.html"
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
    preview, typed = form.get("step") == "preview", {key: str(form.get(key) or "") for key in ("word", "by")}
    try:
        visit.app_state.bootstrap.check(typed["word"])
        outcome = constitute_body(visit.app_state, form_fields(form, typed["by"].strip()), dry_run=preview)
    except NotBegunHereError:
        raise
    except (RequestError, RefusalError) as error:
        return render_refusal(visit, typed, error)
    if not preview:
        return visit.redirect_after(outcome.records[0].reference, "/body")
    with visit.reading() as sight:
        return render_form(visit, {"typed": typed, **would_be(outcome, sight)})


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
    return {**fields_of(file.filename, data), **({"by": by} if by else {})}


def render_form(visit: Visit, facts: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    """The form, with what is known so far."""
    known = {
        "typed": NOTHING,
        "problem": "",
        "hurdles": [],
        "records": [],
        "warnings": [],
        "example": example(),
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
