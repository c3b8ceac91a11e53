"""Papers held against what they rest on: checked, and verified."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from escalade.models.integrity.paper_check import body_of as held_body
from escalade.models.integrity.paper_check import contains_source
from escalade.services.acts.references import find_round
from escalade.services.papers.check import check_notes
from escalade.services.papers.languages import languages_for
from escalade.services.views.check import Checked, Held, describe_check
from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.seal import seals_in
from escalade.web.api.body import File, decode_body, read_files
from escalade.web.api.call import Asked, Calling, Named, Text, data
from escalade.web.api.issuing import Language
from escalade.web.api.reading import OPEN
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, reads, wrong
from escalade.web.auth.sight import Sight

ROUTER = APIRouter(tags=["papers"], default_response_class=Response)
UNKEPT = {"cache-control": "no-store"}
Files = Annotated[bytes, Depends(read_files)]


class Papers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Versions of one paper, to be checked together."""

    files: Annotated[tuple[File, ...], msgspec.Meta(min_length=1, max_length=12)]


@ROUTER.get("/check/{reference:path}", responses=reads(Checked, "What was found."), **OPEN)
def check(reading: Asked, reference: str, language: Language = "all", to_session: Text = None) -> Response:
    """Check the note of a round, as the reader would be given it."""

    def made(sight: Sight) -> Checked:
        name = find_round(reference, sight.register)
        standing = sight.register.standing(reader=sight.audience)
        tags = languages_for("note", standing.body)[0] if language == "all" else (language,)
        session = to_session.removeprefix("session/") if to_session else None
        return describe_check(*check_notes(name, standing, tags, session))

    return reading.answer(made)


@ROUTER.post(
    "/check",
    responses={**answers(Checked, "What was found."), **wrong(OF_BODIES)},
    openapi_extra={"security": TOKEN, "requestBody": body_of(Papers)},
)
def check_files(call: Named, body: Files) -> Response:
    """Check a paper, or any Word file, before it is issued.

    Files of one paper in several languages are compared with each other.
    """
    with call.reading() as sight:
        call.in_office(sight)
    documents = [document_in(one.data, one.name) for one in decode_body(body, Papers).files]
    return data(describe_check([one.name for one in documents], findings_in(documents)), UNKEPT)


@ROUTER.post(
    "/verify-paper",
    responses={**answers(list[Held], "The body and the seal, each by itself."), **wrong(OF_BODIES)},
    openapi_extra={"security": OPEN["openapi_extra"]["security"], "requestBody": body_of(File)},
)
def verify_paper(call: Calling, body: Files) -> Response:
    """Hold a paper against the record, by its body and by its seal.

    Whether it is what was issued, and whether the record still contains what it was drawn from.
    """
    paper = decode_body(body, File).data
    with call.reading() as sight:
        seals = [(seal.size, seal.root) for seal in seals_in(paper)]
        found = (("body", held_body(sight.register, paper)), ("record", contains_source(sight.register, seals)))
    return data([Held(of=what, ok=one.ok, sentence=one.sentence) for what, one in found], UNKEPT)
