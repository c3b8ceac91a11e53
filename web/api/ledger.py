"""The ledger: what it is, what stands in it, what it still contains.

Nothing here takes a day. An earlier register is made anew from the records that
had effect then: its root need never have been that of the ledger, and proves nothing.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter
from fastapi.responses import Response

from escalade.models.integrity.keys import verify_signature as signature
from escalade.models.integrity.receipts import body_of as held_body
from escalade.models.integrity.receipts import contains_source, forest, holds_checkpoint, make_checkpoint
from escalade.models.store import statements
from escalade.models.views.visibility import withholds
from escalade.services.acts.references import record as record_named
from escalade.services.views.check import Held
from escalade.services.views.ledger import CheckpointData, Proof, describe_checkpoint
from escalade.templates.formats.file import seals_in
from escalade.web.api.call import Body, Calling, data, decode_body
from escalade.web.api.schema import OF_BODIES, OPEN, answers, body_of, reads, wrong
from escalade.web.auth.scoped_reader import Sight
from escalade.web.middleware.errors import BytesWithheldError
from escalade.workflow.ledger.tree import inclusion
from escalade.workflow.values.reference import record_parts

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is held against the record."""

    paper: Annotated[bytes | None, msgspec.Meta(description="The bytes of a paper, in base64.")] = None
    checkpoint: Annotated[str | None, msgspec.Meta(description="A signed checkpoint, as it was kept.")] = None


@ROUTER.get("/checkpoint", responses=reads(CheckpointData, "The ledger as it is now."), **OPEN)
def checkpoint(reading: Calling) -> Response:
    """The size and the root of the record as they are now."""
    return reading.answer(describe_ledger)


def describe_ledger(sight: Sight) -> CheckpointData:
    """The ledger as it is now."""
    return describe_checkpoint(make_checkpoint(sight.register), sight.standing.body.copy_of)


@ROUTER.get("/proof/{record:path}", responses=reads(Proof, "The record, and its way to the root."), **OPEN)
def proof(reading: Calling, record: str) -> Response:
    """The proof that a record stands in the ledger, without a signature."""

    def prove(sight: Sight) -> Proof:
        name = record_named(record, sight.register)
        sight.standing.record(name)
        position = sight.register.connection.execute(statements.POSITION, record_parts(name)).fetchone()[0]
        written = sight.register.connection.execute(statements.DATA, (position,)).fetchone()[0]
        if withholds(name, bytes(written), sight.standing.subjects):
            raise BytesWithheldError(record=name)
        path = inclusion(position, sight.register.size(), forest(sight.register))
        return Proof(
            record=bytes(written).decode(),
            position=position,
            path=[node.hex() for node in path],
            checkpoint=describe_ledger(sight),
        )

    return reading.answer(prove)


@ROUTER.post(
    "/verify",
    operation_id="verify",
    responses={**answers(list[Held], "The body, the seal and the checkpoint, each by itself."), **wrong(OF_BODIES)},
    openapi_extra={**OPEN["openapi_extra"], "requestBody": body_of(Shown)},
)
def hold_against(call: Calling, body: Body) -> Response:
    """Hold a paper, or a signed checkpoint, against the record.

    Whether a paper is what was issued, and whether the record still contains what it was drawn from, or the checkpoint.
    """
    shown = decode_body(body, Shown)
    found: dict[str, Any] = {}
    with call.reading() as sight:
        if shown.paper is not None:
            seals = [(seal.size, seal.root) for seal in seals_in(shown.paper)]
            found["body"] = held_body(sight.register, shown.paper)
            found["record"] = contains_source(sight.register, seals, shown.paper)
        if shown.checkpoint is not None:
            found["checkpoint"] = holds_checkpoint(sight.register, shown.checkpoint, signature)
    told = [Held(of=what, ok=one.ok, sentence=one.sentence) for what, one in found.items()]
    return data(told, {"cache-control": "no-store"})
