"""The call that begins a register, for whoever has the word of its server."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from escalade.services.views.record import OutcomeData, describe_outcome
from escalade.web.api.acting import Body, body_fields
from escalade.web.api.body import decode_body
from escalade.web.api.call import Call, data, token_in
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, wrong
from escalade.web.auth.bootstrap import ACT, constitute_body

ROUTER = APIRouter(tags=["acts"], default_response_class=Response)
Constitution: Any = msgspec.defstruct(
    "ConstituteBody", body_fields(ACT, {"by"}), kw_only=True, forbid_unknown_fields=True
)
"""What the body is; nobody is signed in yet, so it says by whom it is entered."""


class FoundingCall(Call):
    """A call by whoever has the word; no token of an account opens it."""

    def _shown(self, header: str) -> str:
        self.house.founding.check(token_in(header))
        return ""


@ROUTER.post(
    "/acts/constitute",
    operation_id=ACT,
    responses={
        **answers(OutcomeData, "What would be recorded."),
        **answers(OutcomeData, "What was recorded.", status="201"),
        **wrong(OF_BODIES),
    },
    openapi_extra={"security": TOKEN, "requestBody": body_of(Constitution)},
)
def constitute(call: Annotated[FoundingCall, Depends(FoundingCall)], body: Body, *, dry_run: bool = False) -> Response:
    """Write down what the body is; the first record of a ledger.

    Only where “escalade serve --constitute” printed a word: show it in place of a token. It is spent with the act.
    """
    decode_body(body, Constitution)
    outcome = constitute_body(call.house, msgspec.json.decode(body), dry_run=dry_run)
    place = {} if dry_run else {"location": "/api/show/body"}
    status = HTTPStatus.OK if dry_run else HTTPStatus.CREATED
    return data(describe_outcome(ACT, outcome, dry_run=dry_run), {"cache-control": "no-store", **place}, status)
