"""Papers by kind, language and form; and what was issued, byte for byte."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.services.acts.references import find_round, gathering
from escalade.templates.contexts.papers.build import build
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.paper import Seal
from escalade.web.api.call import Asked, Text
from escalade.web.api.reading import OPEN
from escalade.web.api.schema import files
from escalade.web.auth.sight import Sight
from escalade.workflow.values.errors import UnknownReferenceError

ROUTER = APIRouter(tags=["papers"], default_response_class=Response)
Kind = Literal["note", "notice", "call", "report", "agenda", "circular", "state", "exemption"]
Language = Literal[*AVAILABLE]  # type: ignore[valid-type]  # the languages are those there are packs of
Form = Literal["md", "html", "docx", "pdf"]
MEDIA = {
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
OF_ROUNDS = frozenset({"note", "state", "exemption"})
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

    def made(sight: Sight) -> Response:
        standing = sight.register.standing(on, reader=sight.audience)
        session = to_session.removeprefix("session/") if to_session else None
        drawn = build(kind, about(kind, reference, sight), standing, tongue(language), to_session=session)
        seal = Seal(sight.register.size(), sight.register.root())
        return Response(file_of(drawn, form, seal), media_type=MEDIA[form])

    return reading.answer(made, sealed=True)


def about(kind: str, reference: str, sight: Sight) -> str:
    """What a paper is about, in full.

    Raises:
        RequestError: it is unknown, or no round where a round is wanted.
    """
    if kind in OF_ROUNDS:
        return find_round(reference, sight.register)
    return sight.register.resolve(gathering(reference) if kind in OF_MEETINGS else reference)


@ROUTER.get("/issued/{digest}", name="issued", responses=files(BYTES), **OPEN)
def get_issued(reading: Asked, digest: str) -> Response:
    """The file of an issued paper, byte for byte, by its SHA-256."""

    def made(sight: Sight) -> Response:
        rounds = (sight.standing.round(name) for name in sight.register.rounds())
        known = digest in {motion.paper for one in rounds for _, motion in one.papers}
        kept = sight.register.paper(digest) if known else None
        if kept is None:
            raise UnknownReferenceError(digest, kind="paper")
        return Response(kept[1], media_type=BYTES)

    return reading.answer(made)
