"""Acts done by a call, and the files that they attach, by their hash."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from time import time
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.models.server.store import SECONDS, find_held
from escalade.models.server.store import hold_file as keep
from escalade.services.acts.bind import ActInput, convert_fields
from escalade.services.acts.fields import GIVEN
from escalade.services.papers.issue import do_attaching, refuse_odd_name
from escalade.services.views.nouns import causes_in_nouns
from escalade.services.views.record import OutcomeData, describe_outcome, find_paper
from escalade.services.views.shape import Shape
from escalade.web.api.call import Acting, Asked, Body, Call, File, data, decode_body
from escalade.web.api.schema import BYTES, DONE_HERE, OF_BODIES, OPEN, TOKEN, answers, body_of, files, wrong
from escalade.web.auth.scoped_reader import as_seen
from escalade.web.auth.session import moment_of
from escalade.web.middleware.errors import BodyError
from escalade.web.operations.metrics import watch_act
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import Message, RequestError, RulesBrokenError, Series

NOT_SENT = "Nothing of the hash {digest} was sent to /files, or it waited for more than an hour."
ROUTER = APIRouter(tags=["acts"], default_response_class=Response)
Seen = Annotated[list[str] | None, Query(max_length=50, description="Records that the officer had before them.")]


@ROUTER.post(
    "/acts",
    operation_id="act",
    responses={
        **answers(OutcomeData, "What would be recorded, or was when the same act was sent before."),
        **answers(OutcomeData, "What was recorded.", status="201"),
        **wrong(OF_BODIES),
    },
    openapi_extra={"security": TOKEN, "requestBody": body_of("Act")},
)
def do_act(
    call: Acting, body: Body, *, seen: Seen = None, dry_run: bool = False, accept_hidden: bool = False
) -> Response:
    """Do an act, as a case file has it, or try it only where it is a dry run.

    Who acts, when it is recorded, and how that is known are the token's and the clock's. What is attached was sent to
    `/files` before, and is named by its hash in `evidence.attachments`; where it holds what its readers do not see and
    everybody may read the record, that has to be accepted.
    """
    act, fields = read_act(body)
    call.request.state.act = act
    given = ActInput(act, (), {**fields, "by": call.officer, "identity": "signed in"}, tuple(seen or ()))
    with watch_act(call.app_state, act, dry_run=dry_run):
        outcome = perform(call, given, dry_run=dry_run, accept_hidden=accept_hidden)
    told = describe_outcome(act, reword_outcome(call, outcome), dry_run=dry_run)
    is_new = not dry_run and bool(outcome.subjects)  # what was recorded before is given back
    return answer_done(told, outcome.records[0].reference if is_new else "")


def read_act(body: bytes) -> tuple[str, dict[str, Any]]:
    """Read the act that a body says, and its fields.

    Raises:
        BodyError: it is none, or says what the token and the clock say.
    """
    fields = decode_body(body, dict[str, Any])
    act = fields.pop("act", None)
    if act not in DONE_HERE:
        raise BodyError(Message("“act” is one of {acts}.", acts=Series(DONE_HERE)), "/act")
    if said := next((name for name in GIVEN if name in fields), ""):
        raise BodyError(
            Message("“{field}” is not given in a body: it is the token’s or the clock’s.", field=said), f"/{said}"
        )
    return act, fields


def perform(call: Call, given: ActInput, *, dry_run: bool, accept_hidden: bool) -> Outcome:
    """Do an act as whoever shows the token; or show what would be recorded."""
    convert_fields(given.act, given.fields)
    evidence = given.fields.get("evidence", {})
    attached = find_held(call.app_state.store, call.officer, evidence.get("attachments", ()), time())
    if attached and not evidence.get("attachment_names"):
        evidence["attachment_names"] = [name for name, _ in attached]
    held = {sha256(content).hexdigest() for _, content in attached}
    try:
        with call.app_state.writing() as register:
            for digest in evidence.get("attachments", ()):
                if digest not in held and register.reader.paper(digest) is None:
                    raise BodyError(Message(NOT_SENT, digest=digest), "/evidence/attachments")
            return do_attaching(given, register, attached, dry_run=dry_run, accept_hidden=accept_hidden)
    except RulesBrokenError as refusal:
        with call.reading() as sight:
            raise as_seen(refusal, given, sight) from refusal


def reword_outcome(call: Call, outcome: Outcome) -> Outcome:
    """What an act came to, with its warnings in the nouns of the body."""
    return outcome._replace(warnings=causes_in_nouns(outcome.warnings, call.app_state.constitution()))


def answer_done(told: OutcomeData, record: str) -> Response:
    """Answer with an outcome, and where the new record is, if one was made."""
    place = {"location": f"/api/records/{quote(record, safe='/')}"} if record else {}
    status = HTTPStatus.CREATED if record else HTTPStatus.OK
    return data(told, {"cache-control": "no-store", **place}, status)


class HeldFile(Shape):
    """A file that waits for the act that attaches it, named by its hash."""

    name: str
    sha256: str
    until: str


@ROUTER.post(
    "/files",
    responses={**answers(HeldFile, "What it is named by, and how long it waits.", "201"), **wrong(OF_BODIES)},
    openapi_extra={"security": TOKEN, "requestBody": body_of(File)},
)
def hold_file(call: Acting, body: Body) -> Response:
    """Hold a file for an hour, until an act attaches it by its hash.

    Raises:
        BodyError: it is no file, or its name leads elsewhere on another system.
    """
    file, now = decode_body(body, File), time()
    try:
        refuse_odd_name(file.name)
    except RequestError as error:
        raise BodyError(str(error), "/name") from error
    digest = keep(call.app_state.store, call.officer, (file.name, file.data), now)
    held = HeldFile(name=file.name, sha256=digest, until=moment_of(now + SECONDS))
    return data(held, {"cache-control": "no-store"}, HTTPStatus.CREATED)


@ROUTER.get("/files/{digest}", operation_id="file", responses=files("The file of an issued paper."), **OPEN)
def get_file(reading: Asked, digest: str) -> Response:
    """The file of an issued paper, byte for byte, by its SHA-256."""
    return reading.answer(
        lambda sight: Response(find_paper(digest, sight.register, sight.standing)[1], media_type=BYTES)
    )
