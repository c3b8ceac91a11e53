"""What is for officers, and what everybody may read of the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.models.cases import schema as case_schema
from escalade.services.acts.suggestions import Typist
from escalade.services.views.diagram import draw_diagram
from escalade.services.views.inbox import Waiting, describe_item
from escalade.services.views.office_calendar import seat_of
from escalade.services.views.outlook import StepData, describe_step
from escalade.web.api.call import After, Asked, Limit, Page, Text
from escalade.web.api.reading import OPEN, find_visible
from escalade.web.api.schema import TOKEN, files, reads
from escalade.workflow.inbox.cursor import bookmark_in
from escalade.workflow.inbox.pages import Inbox
from escalade.workflow.procedure import STATES, rows

if TYPE_CHECKING:
    from escalade.web.auth.sight import Sight

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)
Kind = Literal[*STATES]  # type: ignore[valid-type]  # the kinds are those of the table
FORMS = {"mermaid": "text/plain", "dot": "text/plain", "svg": "image/svg+xml"}
Form = Literal["mermaid", "dot", "svg"]


@ROUTER.get(
    "/inbox", responses=reads(list[Waiting], "What waits, by the day it is due."),
    openapi_extra={"security": TOKEN},
)  # fmt: skip
def inbox(
    reading: Asked, *, everyone: Annotated[bool, Query(alias="all")] = False, after: After = "", limit: Limit = 100
) -> Response:
    """What waits for the officer who asks, or for every office."""
    place = bookmark_in(after)

    def made(sight: Sight) -> Page:
        standing, typist = sight.standing, Typist(sight.standing)
        looking = Inbox(standing, None if everyone else sight.officer, seat_of(standing.body).holidays)
        found, onward = looking.page(limit, place)
        return Page([describe_item(entry, typist) for entry in found], str(onward) if onward else "")

    return reading.answer(made, of_office=True)


@ROUTER.get("/procedure", responses=reads(list[StepData], "The steps of the table."), **OPEN)
def procedure(reading: Asked, reference: Text = None, of: Kind | None = None) -> Response:
    """The procedure as a table.

    With a reference, only the steps that start from its present state.
    """

    def made(sight: Sight) -> list[StepData]:
        kind, state = stands(reference, of, sight)
        lines = [line for line in rows() if kind in {None, line[0].of}]
        return [describe_step(step) for line in lines if starts(line, state) for step in line]

    return reading.answer(made)


def stands(reference: str | None, of: str | None, sight: Sight) -> tuple[str | None, str | None]:
    """The kind and the state of what is asked about."""
    subject = find_visible(reference, sight) if reference else None
    return (subject.kind, subject.state) if subject else (of, None)


def starts(line: Any, state: str | None) -> bool:
    """Whether a row has a step that starts from a state, if one is named."""
    return state is None or state in {step.origin for step in line}


@ROUTER.get("/diagram/{form}", responses=files(*FORMS.values()), **OPEN)
def diagram(reading: Asked, form: Form, reference: Text = None, of: Kind | None = None) -> Response:
    """The procedure as a drawing, the present state of a reference marked."""

    def made(sight: Sight) -> Response:
        kind, state = stands(reference, of, sight)
        audience = sight.audience_at(find_visible(reference, sight).reference) if reference else "public"
        return Response(draw_diagram(form, kind or "topic", state, audience), media_type=FORMS[form])

    return reading.answer(made)


@ROUTER.get("/schema", responses=reads(dict[str, Any], "The JSON Schema of one act."), **OPEN)
def schema(reading: Asked) -> Response:
    """The JSON Schema of case files, in both forms."""
    return reading.answer(lambda _sight: Response(case_schema(), media_type="application/json"))
