"""Files by their hash: taken to be attached, and given byte for byte."""

from __future__ import annotations

import time
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import Response

from escalade.models.server.attached import SECONDS
from escalade.models.server.attached import hold_file as keep
from escalade.services.papers.attachment import refuse_odd_name
from escalade.services.views.record import find_paper
from escalade.services.views.shape import Shape
from escalade.web.api.call import Acting, Asked, Body, File, data, decode_body
from escalade.web.api.schema import BYTES, OF_BODIES, OPEN, TOKEN, answers, body_of, files, wrong
from escalade.web.auth.session import moment_of
from escalade.web.middleware.errors import BodyError
from escalade.workflow.values.errors import RequestError

ROUTER = APIRouter(tags=["acts"], default_response_class=Response)


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
    file, now = decode_body(body, File), time.time()
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
