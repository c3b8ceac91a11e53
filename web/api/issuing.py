"""The call that issues a paper: checked, fixed, and kept to be fetched."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends
from fastapi.responses import Response

from escalade.services.acts.references import find_round
from escalade.services.acts.references import record as record_named
from escalade.services.papers.draft import Order
from escalade.services.papers.edited import Edited
from escalade.services.papers.issue import CheckedOrder
from escalade.services.papers.languages import languages_for
from escalade.services.views.record import Issued, IssuedFile, describe_warnings, describe_written
from escalade.templates.languages.pack import AVAILABLE
from escalade.web.api.acting import Seen
from escalade.web.api.body import File, decode_body, read_files
from escalade.web.api.call import Call, Named, data
from escalade.web.api.paper import Form, Kind, about
from escalade.web.api.schema import OF_BODIES, TOKEN, answers, body_of, wrong
from escalade.web.auth.sight import Sight
from escalade.web.forms.form import holder_in
from escalade.web.forms.paper_draft import issue as recorded
from escalade.web.forms.paper_draft import ready
from escalade.web.operations.instrumentation import watch_act
from escalade.workflow.acts import Outcome
from escalade.workflow.motions.base import Audience

ROUTER = APIRouter(tags=["acts"], default_response_class=Response)
OFFICE = "secretariat"
Body = Annotated[bytes, Depends(read_files)]
Language = Literal["all", *AVAILABLE]  # type: ignore[valid-type]  # the languages are those there are packs of


class IssueBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be issued: drawn from the record, or as people edited it."""

    of: Annotated[str, msgspec.Meta(description="The round.")]
    kind: Annotated[Kind, msgspec.Meta(description="The kind of paper.")]
    symbol: Annotated[str, msgspec.Meta(description="Its symbol, without language.", max_length=200)]
    about: Annotated[str | None, msgspec.Meta(description="The topic or meeting it is about.")] = None
    language: Annotated[Language, msgspec.Meta(description="One language only; all that the body has or requires.")] = (
        "all"
    )
    forms: Annotated[tuple[Form, ...], msgspec.Meta(description="Its forms.", min_length=1, max_length=4)] = ("docx",)
    mark: Annotated[Literal["Rev", "Add", "Corr"] | None, msgspec.Meta(description="Revision and the like.")] = None
    on: Annotated[str, msgspec.Meta(description="The day of issue; today unless given.")] = ""
    accept: Annotated[tuple[str, ...], msgspec.Meta(description="Checks whose warnings are accepted, or all.")] = ()
    audience: Annotated[
        Audience | None,
        msgspec.Meta(description="Drawn from what these may read, for them; unless given, for who may read all of it."),
    ] = None
    file: Annotated[File | None, msgspec.Meta(description="The Word file that people edited, to be issued.")] = None


@ROUTER.post(
    "/acts/issue",
    operation_id="issue",
    responses={
        **answers(Issued, "What would be recorded."),
        **answers(Issued, "What was recorded, and where each file is.", status="201"),
        **wrong(OF_BODIES),
    },
    openapi_extra={"security": TOKEN, "requestBody": body_of(IssueBody)},
)
def issue(call: Named, body: Body, *, seen: Seen = None, dry_run: bool = False) -> Response:
    """Issue a paper: fix its bytes, and keep the file.

    The check runs first: an error refuses the issue, a warning must be accepted; each is told among the findings.
    """
    with watch_act(call.house, "issue", dry_run=dry_run):
        with call.reading() as sight:
            call.in_office(sight)
            holder_in(sight, OFFICE)
            wish = decode_body(body, IssueBody)
            before = tuple(record_named(one, sight.register) for one in seen or ())
            order = find_order(wish, call, sight)
            found = ready(order, before, wish.accept)
        outcomes = recorded(found, call.house, before, dry_run=dry_run)
    is_new = not (dry_run or found.again)
    place = {"location": f"/api/show/{quote(outcomes[0].records[0].reference, safe='/')}"} if is_new else {}
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return data(of_issue(found, outcomes, order, dry_run=dry_run), {"cache-control": "no-store", **place}, status)


def find_order(wish: IssueBody, call: Call, sight: Sight) -> Order:
    """What is to be issued, looked up in the register.

    Raises:
        RequestError: a reference is unknown, or no round where one is wanted.
    """
    group = find_round(wish.of, sight.register)
    subject = about(wish.kind, wish.about, sight) if wish.about else None
    possible, _ = languages_for(wish.kind, sight.whole.body)
    return Order(
        reader=sight.register,
        group=group,
        subject=subject if subject != group else None,
        kind=wish.kind,
        symbol=wish.symbol.strip(),
        mark=wish.mark,
        languages=possible if wish.language == "all" else (wish.language,),
        forms=wish.forms,
        edited=Edited(wish.file.name, wish.file.data) if wish.file else None,
        on=wish.on,
        by=call.officer,
        identity="signed in",
        readers=wish.audience or "",
    )


def of_issue(found: CheckedOrder, outcomes: list[Outcome], order: Order, *, dry_run: bool) -> Issued:
    """What an issue came to, and where each file can be fetched."""
    digests = {name: getattr(motion, "paper", "") for name, motion in found.motions.items()}
    return Issued(
        act="issue",
        records=[describe_written(record) for outcome in outcomes for record in outcome.records],
        warnings=[warning for outcome in outcomes for warning in describe_warnings(outcome)],
        dry_run=dry_run,
        audience=order.readership.audience,
        because=list(order.readership.because),
        files=[
            IssuedFile(name=name, sha256=digest, location=f"/api/issued/{digest}") for name, digest in digests.items()
        ],
    )
