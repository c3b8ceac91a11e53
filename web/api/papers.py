"""Papers drawn, checked and issued."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import Response

from escalade.services.acts.references import find_about, find_round
from escalade.services.acts.references import record as record_named
from escalade.services.papers import counterpart
from escalade.services.papers.draft import Order, find_own_symbol
from escalade.services.papers.edited import edited_file
from escalade.services.papers.issue import CheckedOrder
from escalade.services.views.check import Checked, describe_check
from escalade.services.views.record import Issued, IssuedFile, describe_warnings, describe_written
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.paper import Seal
from escalade.web.api.acts import Seen, answer_done, reword_outcome
from escalade.web.api.call import Acting, Asked, Body, File, Officer, Text, data, decode_body
from escalade.web.api.schema import BYTES, OF_BODIES, OPEN, TOKEN, answers, body_of, files, wrong
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.form import holder_in
from escalade.web.forms.paper_draft import Draft, ready
from escalade.web.forms.paper_draft import issue as recorded
from escalade.web.operations.metrics import watch_act
from escalade.workflow.motions.base import Audience
from escalade.workflow.motions.meeting import Kind
from escalade.workflow.perform import Outcome

ROUTER = APIRouter(tags=["papers"], default_response_class=Response)
OFFICE = "secretariat"
Language = Literal[*AVAILABLE]  # type: ignore[valid-type]  # the languages are those there are packs of
Form = Literal["md", "html", "docx", "pdf", "xml"]


@ROUTER.get("/papers/{kind}/{reference:path}.{form}", responses=files("The paper."), **OPEN)
def paper(
    reading: Asked,
    kind: Kind,
    reference: str,
    form: Form,
    *,
    language: Language = "en",
    to_session: Text = None,
    on: Annotated[date | None, Query()] = None,
) -> Response:
    """A paper drawn from what the reader may see, under its seal."""

    def draw_paper(sight: Sight) -> Response:
        standing = sight.register.standing(on, reader=sight.audience)
        session = to_session.removeprefix("session/") if to_session else None
        name = find_about(kind, reference, sight.register)
        own = find_own_symbol(name, sight.register, sight.audience, session, on) if kind == "note" else None
        drawn = build(kind, name, standing, tongue(language), to_session=session, own=own)
        seal = Seal(sight.register.size(), sight.register.root())
        return Response(file_of(drawn, form, seal), media_type=BYTES)

    return reading.answer(draw_paper, sealed=True)


class PapersToCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Versions of one paper, to be checked together."""

    files: Annotated[tuple[File, ...], msgspec.Meta(min_length=1, max_length=12)]
    against: Annotated[str, msgspec.Meta(description="The round, topic or meeting that they are about.")] = ""


@ROUTER.post(
    "/check",
    operation_id="check",
    responses={**answers(Checked, "What was found."), **wrong(OF_BODIES)},
    openapi_extra={"security": TOKEN, "requestBody": body_of(PapersToCheck)},
)
def check_files(call: Officer, body: Body) -> Response:
    """Check a paper, or any Word file, before it is issued.

    Files of one paper in several languages are compared with each other, and
    with what is on record, where they bear a symbol that the register knows.
    """
    asked = decode_body(body, PapersToCheck)
    with call.reading() as sight:
        name = sight.register.resolve(asked.against) if asked.against else None
        found = counterpart.check_files({one.name: one.data for one in asked.files}, sight.register, name)
    return data(describe_check(*found), {"cache-control": "no-store"})


class PaperToIssue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be issued: drawn from the record, or as people edited it."""

    of: Annotated[str, msgspec.Meta(description="The round.")]
    kind: Annotated[Kind, msgspec.Meta(description="The kind of paper.")]
    symbol: Annotated[str, msgspec.Meta(description="Its symbol, without language.", max_length=200)]
    about: Annotated[str | None, msgspec.Meta(description="The topic or meeting it is about.")] = None
    languages: Annotated[
        tuple[Language, ...], msgspec.Meta(description="Its languages; all that the body has or requires.")
    ] = ()
    forms: Annotated[tuple[Form, ...], msgspec.Meta(description="Its forms.", min_length=1, max_length=4)] = ("docx",)
    mark: Annotated[Literal["Rev", "Corr"] | None, msgspec.Meta(description="Revision and the like.")] = None
    on: Annotated[str, msgspec.Meta(description="The day of issue; today unless given.")] = ""
    accept: Annotated[tuple[str, ...], msgspec.Meta(description="Checks whose warnings are accepted, or all.")] = ()
    audience: Annotated[
        Audience | None,
        msgspec.Meta(description="Drawn from what these may read, for them; unless given, for who may read all of it."),
    ] = None
    file: Annotated[File | None, msgspec.Meta(description="The Word file that people edited, to be issued.")] = None
    clean: Annotated[bool, msgspec.Meta(description="Take out of the file what its readers do not see.")] = False
    pdf: Annotated[
        File | None, msgspec.Meta(description="The PDF that the office made of that file, kept as it is beside it.")
    ] = None


@ROUTER.post(
    "/papers",
    operation_id="issue",
    responses={
        **answers(Issued, "What would be recorded, or was when the same was sent before."),
        **answers(Issued, "What was recorded, and where each file is.", status="201"),
        **wrong(OF_BODIES),
    },
    openapi_extra={"security": TOKEN, "requestBody": body_of(PaperToIssue)},
)
def issue(call: Acting, body: Body, *, seen: Seen = None, dry_run: bool = False) -> Response:
    """Issue a paper: fix its bytes, and keep the file.

    The check runs first: an error refuses the issue, a warning must be accepted; each is told among the findings.
    """
    call.request.state.act = "issue"
    with watch_act(call.app_state, "issue", dry_run=dry_run):
        with call.reading() as sight:
            holder_in(sight, OFFICE)
            wish = decode_body(body, PaperToIssue)
            before = tuple(record_named(one, sight.register) for one in seen or ())
            order = find_order(wish, sight)
            found = ready(order, before, wish.accept)
        outcomes = recorded(found, call.app_state, before, dry_run=dry_run)
    told = of_issue(found, [reword_outcome(call, one) for one in outcomes], order, dry_run=dry_run)
    return answer_done(told, "" if dry_run or found.again else outcomes[0].records[0].reference)


def find_order(wish: PaperToIssue, sight: Sight) -> Order:
    """Look up in the register what is to be issued."""
    group = find_round(wish.of, sight.register)
    about = find_about(wish.kind, wish.about, sight.register) if wish.about else group
    draft = Draft(wish.kind, about, sight, wish.audience or "")
    edited = edited_file(*((one.name, one.data) if one else None for one in (wish.file, wish.pdf)), clean=wish.clean)
    said = {"symbol": wish.symbol.strip(), "mark": wish.mark, "edited": edited, "on": wish.on}
    return draft.order(group, wish.languages or draft.tags, forms=wish.forms, **said)


def of_issue(found: CheckedOrder, outcomes: list[Outcome], order: Order, *, dry_run: bool) -> Issued:
    """Describe an issue, and where each file can be fetched."""
    digests = {name: getattr(motion, "paper", "") for name, motion in found.motions.items()}
    return Issued(
        act="issue",
        records=[describe_written(record) for outcome in outcomes for record in outcome.records],
        warnings=[warning for outcome in outcomes for warning in describe_warnings(outcome)],
        dry_run=dry_run,
        audience=order.readership.audience,
        because=list(order.readership.because),
        files=[
            IssuedFile(name=name, sha256=digest, location=f"/api/files/{digest}") for name, digest in digests.items()
        ],
    )
