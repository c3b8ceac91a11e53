"""Every act as a call: its fields are those of its motion."""

from __future__ import annotations

from collections.abc import Callable, Container
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from escalade.services.acts.bind import ActInput
from escalade.services.acts.execute import execute
from escalade.services.views.record import OutcomeData, describe_outcome
from escalade.services.views.shape import default_of
from escalade.web.api.body import decode_body, read_body
from escalade.web.api.call import Call, Named, data
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, wrong
from escalade.web.auth.anonymise import as_seen
from escalade.web.forms.act import ELSEWHERE
from escalade.web.operations.instrumentation import watch_act
from escalade.workflow.acts import Outcome
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.errors import RulesBrokenError

GIVEN = ("by", "identity", "at", "salts", "procedure", "erased")
"""Fields that the call itself gives: who acts, and what the register adds."""
Body = Annotated[bytes, Depends(read_body)]
Seen = Annotated[list[str] | None, Query(max_length=50, description="Records that the officer had before them.")]


def body_fields(act: str, more: Container[str] = ()) -> list[Any]:
    """The fields of an act that are given in the body of its call, and more."""
    known = msgspec.structs.fields(MOTIONS[act])
    return [(one.name, one.type, default_of(one)) for one in known if one.name not in GIVEN or one.name in more]


def body_shape(act: str) -> Any:
    """The shape of the body of an act's call."""
    return msgspec.defstruct(f"{MOTIONS[act].__name__}Body", body_fields(act), kw_only=True, forbid_unknown_fields=True)


BODIES = {act: body_shape(act) for act in MOTIONS if act not in ELSEWHERE}
"""The shape of each act's body, by the name of the act."""


def make_call(act: str) -> Callable[..., Response]:
    """The call of one act."""

    def act_called(call: Named, body: Body, *, seen: Seen = None, dry_run: bool = False) -> Response:
        with watch_act(call.house, act, dry_run=dry_run):
            fields: dict[str, Any] = msgspec.to_builtins(decode_body(body, BODIES[act]))
            given = {name: value for name, value in msgspec.json.decode(body).items() if name in fields}
            outcome = perform(call, act, given, tuple(seen or ()), dry_run=dry_run)
        place = {} if dry_run else {"location": f"/api/show/{quote(outcome.records[0].reference, safe='/')}"}
        status = HTTPStatus.OK if dry_run else HTTPStatus.CREATED
        return data(describe_outcome(act, outcome, dry_run=dry_run), {"cache-control": "no-store", **place}, status)

    return act_called


def perform(call: Call, act: str, fields: dict[str, Any], seen: tuple[str, ...], *, dry_run: bool) -> Outcome:
    """Do an act as whoever shows the token; or show what would be recorded.

    Raises:
        RequestError: a field is malformed, or a reference unknown.
        RefusalError: the procedure refuses it, or it moved meanwhile.
        RegisterError: the register cannot be written.
    """
    with call.reading() as sight:
        call.in_office(sight)
    given = ActInput(act, (), {**fields, "by": call.officer, "identity": "signed in"}, seen)
    try:
        with call.house.writing() as register:
            return execute(given, register, dry_run=dry_run)
    except RulesBrokenError as refusal:
        with call.reading() as sight:
            raise as_seen(refusal, given, sight) from refusal


def act_calls() -> APIRouter:
    """A call for each act that is done with fields alone."""
    router = APIRouter(tags=["acts"], default_response_class=Response)
    for act, kind in BODIES.items():
        summary = " ".join((MOTIONS[act].__doc__ or "").split())
        router.add_api_route(
            f"/acts/{act.replace(' ', '-')}",
            make_call(act),
            methods=["POST"],
            name=act,
            summary=summary,
            description=summary,
            operation_id=act.replace(" ", "_"),
            responses={
                **answers(OutcomeData, "What would be recorded."),
                **answers(OutcomeData, "What was recorded.", status="201"),
                **wrong(OF_BODIES),
            },
            openapi_extra={"security": TOKEN, "requestBody": body_of(kind)},
        )
    return router
