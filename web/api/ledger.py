"""The ledger: what it is now, what stands in it, and whether it is sound."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from escalade.models.integrity.keys import verify_signature as signature
from escalade.models.integrity.receipts import forest, holds_checkpoint, make_checkpoint
from escalade.models.integrity.verify import verify as verified
from escalade.models.store import statements
from escalade.models.views.visibility import withholds
from escalade.services.acts.references import record as record_named
from escalade.services.views.ledger import (
    CheckpointData,
    Holding,
    Proof,
    VerificationData,
    describe_checkpoint,
    describe_verification,
)
from escalade.web.api.call import Calling, OnLedger, data, decode_body, read_body, validate
from escalade.web.api.readings import OPEN
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, reads, wrong
from escalade.web.auth.scoped_reader import Sight
from escalade.web.middleware.errors import BytesWithheldError
from escalade.workflow.ledger.tree import inclusion
from escalade.workflow.values.reference import record_parts

ROUTER = APIRouter(tags=["the ledger"], default_response_class=Response)


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed checkpoint, as it was kept."""

    checkpoint: str


@ROUTER.get("/checkpoint", responses=reads(CheckpointData, "The ledger as it is now."), **OPEN)
def checkpoint(reading: OnLedger) -> Response:
    """The size and the root of the record as they are now."""
    return reading.answer(describe_ledger)


def describe_ledger(sight: Sight) -> CheckpointData:
    """The ledger as it is now."""
    return describe_checkpoint(make_checkpoint(sight.register), sight.standing.body.copy_of)


@ROUTER.get("/proof/{record:path}", responses=reads(Proof, "The record, and its way to the root."), **OPEN)
def proof(reading: OnLedger, record: str) -> Response:
    """The proof that a record stands in the ledger, without a signature."""

    def prove(sight: Sight) -> Proof:
        """Prove that the record stands in the tree."""
        name = record_named(record, sight.register)
        sight.standing.record(name)
        position = sight.register.connection.execute(statements.POSITION, record_parts(name)).fetchone()[0]
        written = sight.register.connection.execute(statements.DATA, (position,)).fetchone()[0]
        if withholds(name, bytes(written), sight.standing.subjects):
            raise BytesWithheldError(name)
        path = inclusion(position, sight.register.size(), forest(sight.register))
        return Proof(
            record=bytes(written).decode(),
            position=position,
            path=[node.hex() for node in path],
            checkpoint=describe_ledger(sight),
        )

    return reading.answer(prove)


@ROUTER.post(
    "/verify-checkpoint",
    responses={**answers(Holding, "Whether the record still contains it."), **wrong(OF_BODIES)},
    openapi_extra={"security": OPEN["openapi_extra"]["security"], "requestBody": body_of(Note)},
)
def verify_checkpoint(call: Calling, body: Annotated[bytes, Depends(read_body)]) -> Response:
    """Hold a signed checkpoint against the record."""
    note = decode_body(body, Note).checkpoint
    with call.reading() as sight:
        holding = holds_checkpoint(sight.register, note, signature)
    return data(Holding(ok=holding.ok, sentence=holding.sentence), {"cache-control": "no-store"})


@ROUTER.get(
    "/verify", responses=reads(VerificationData, "What was checked, and found."),
    openapi_extra={"security": TOKEN},
)  # fmt: skip
def verify(call: Calling) -> Response:
    """Check the whole record: its bytes, hashes and tables, every act."""
    with call.reading() as sight:
        call.in_office(sight)
    found = verified(call.app_state.settings.register)
    return validate(data(describe_verification(found, 0), {}), call.request)
