"""Papers drawn, issued, checked, and held against the record."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from escalade.models.integrity.receipts import body_of as held_body
from escalade.models.integrity.receipts import contains_source
from escalade.services.acts.references import find_round, gathering
from escalade.services.papers import counterpart
from escalade.services.papers.draft import check_notes
from escalade.services.papers.languages import languages_for
from escalade.services.papers.own_symbol import find_own_symbol
from escalade.services.views.check import Checked, Held, describe_check
from escalade.templates.formats.file import file_of, seals_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Seal
from escalade.web.api.call import Asked, Calling, File, Named, Text, data, decode_body, read_files
from escalade.web.api.readings import OPEN
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, files, reads, wrong
from escalade.web.auth.scoped_reader import Sight
from escalade.workflow.values.errors import UnknownReferenceError

ROUTER = APIRouter(tags=["papers"], default_response_class=Response)
Kind = Literal["note", "notice", "call", "report", "agenda", "circular"]
Language = Literal[*AVAILABLE]  # type: ignore[valid-type]  # the languages are those there are packs of
EveryLanguage = Literal["all", *AVAILABLE]  # type: ignore[valid-type]  # the languages are those there are packs of
Form = Literal["md", "html", "docx", "pdf", "xml"]
MEDIA = {
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xml": "application/xml",
}
OF_MEETINGS = frozenset({"report", "agenda"})
BYTES = "application/octet-stream"


@ROUTER.get("/papers/{kind}/{reference:path}", responses=files(*MEDIA.values()), **OPEN)
def paper(
    reading: Asked,
    kind: Kind,
    reference: str,
    *,
    language: Language = "en",
    form: Form = "md",
    to_session: Text = None,
    on: Annotated[date | None, Query()] = None,
) -> Response:
    """A paper drawn from what the reader may see, under its seal."""

    def draw_paper(sight: Sight) -> Response:
        """Draw the paper for whoever asks."""
        standing = sight.register.standing(on, reader=sight.audience)
        session = to_session.removeprefix("session/") if to_session else None
        name = about(kind, reference, sight)
        own = find_own_symbol(name, sight.register, sight.audience, session, on) if kind == "note" else None
        drawn = build(kind, name, standing, tongue(language), to_session=session, own=own)
        seal = Seal(sight.register.size(), sight.register.root())
        return Response(file_of(drawn, form, seal), media_type=MEDIA[form])

    return reading.answer(draw_paper, sealed=True)


def about(kind: str, reference: str, sight: Sight) -> str:
    """Give the reference of a paper's subject in full.

    Raises:
        RequestError: it is unknown, or no round where a round is wanted.
    """
    if kind == "note":
        return find_round(reference, sight.register)
    return sight.register.resolve(gathering(reference) if kind in OF_MEETINGS else reference)


@ROUTER.get("/issued/{digest}", name="issued", responses=files(BYTES), **OPEN)
def get_issued(reading: Asked, digest: str) -> Response:
    """The file of an issued paper, byte for byte, by its SHA-256."""

    def find_file(sight: Sight) -> Response:
        """Find the file among the papers that they may read."""
        rounds = (sight.standing.round(name) for name in sight.register.rounds())
        known = digest in {motion.paper for one in rounds for _, motion in one.papers}
        kept = sight.register.paper(digest) if known else None
        if kept is None:
            raise UnknownReferenceError(digest, kind="paper")
        return Response(kept[1], media_type=BYTES)

    return reading.answer(find_file)


UNKEPT = {"cache-control": "no-store"}
Files = Annotated[bytes, Depends(read_files)]


class Papers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Versions of one paper, to be checked together."""

    files: Annotated[tuple[File, ...], msgspec.Meta(min_length=1, max_length=12)]
    against: Annotated[str, msgspec.Meta(description="The round, topic or meeting that they are about.")] = ""


@ROUTER.get("/check/{reference:path}", responses=reads(Checked, "What was found."), **OPEN)
def check(reading: Asked, reference: str, language: EveryLanguage = "all", to_session: Text = None) -> Response:
    """Check the note of a round, as the reader would be given it."""

    def check_note(sight: Sight) -> Checked:
        """Check the file against the round."""
        name = find_round(reference, sight.register)
        standing = sight.register.standing(reader=sight.audience)
        tags = languages_for("note", standing.body)[0] if language == "all" else (language,)
        session = to_session.removeprefix("session/") if to_session else None
        return describe_check(*check_notes(name, standing, tags, session))

    return reading.answer(check_note)


@ROUTER.post(
    "/check",
    responses={**answers(Checked, "What was found."), **wrong(OF_BODIES)},
    openapi_extra={"security": TOKEN, "requestBody": body_of(Papers)},
)
def check_files(call: Named, body: Files) -> Response:
    """Check a paper, or any Word file, before it is issued.

    Files of one paper in several languages are compared with each other, and
    with what is on record, where they bear a symbol that the register knows.
    """
    with call.reading() as sight:
        call.in_office(sight)
        asked = decode_body(body, Papers)
        about = sight.register.resolve(asked.against) if asked.against else None
        found = counterpart.check_files({one.name: one.data for one in asked.files}, sight.register, about)
    return data(describe_check(*found), UNKEPT)


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
        found = (("body", held_body(sight.register, paper)), ("record", contains_source(sight.register, seals, paper)))
    return data([Held(of=what, ok=one.ok, sentence=one.sentence) for what, one in found], UNKEPT)
