"""Every act as a call: its fields are those of its motion."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from escalade.services.acts.bind import ActInput, execute
from escalade.services.acts.fields import body_shape
from escalade.services.acts.references import find_round
from escalade.services.acts.references import record as record_named
from escalade.services.papers.draft import Order
from escalade.services.papers.edited import edited_file
from escalade.services.papers.issue import CheckedOrder
from escalade.services.papers.languages import languages_for
from escalade.services.views.nouns import outcome_in_nouns
from escalade.services.views.record import (
    Issued,
    IssuedFile,
    OutcomeData,
    describe_outcome,
    describe_warnings,
    describe_written,
)
from escalade.web.api.call import Call, File, Named, data, decode_body, read_body
from escalade.web.api.papers import EveryLanguage, Files, Form, Kind, about
from escalade.web.api.schema import OF_BODIES, acts_with, answers, wrong
from escalade.web.auth.anonymise import as_seen
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import ELSEWHERE
from escalade.web.forms.form import holder_in
from escalade.web.forms.paper_draft import issue as recorded
from escalade.web.forms.paper_draft import ready
from escalade.web.operations.metrics import watch_act
from escalade.workflow.motions import MOTIONS
from escalade.workflow.motions.base import Audience
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import RulesBrokenError

ROUTER = APIRouter(tags=["acts"], default_response_class=Response)
Body = Annotated[bytes, Depends(read_body)]
Seen = Annotated[list[str] | None, Query(max_length=50, description="Records that the officer had before them.")]


BODIES = {act: body_shape(act) for act in MOTIONS if act not in ELSEWHERE}
"""The shape of each act's body, by the name of the act."""


def make_call(act: str) -> Callable[..., Response]:
    """The call of one act."""

    def do_act(call: Named, body: Body, *, seen: Seen = None, dry_run: bool = False) -> Response:
        """Do the act, or try it only where it is a dry run."""
        with watch_act(call.app_state, act, dry_run=dry_run):
            fields: dict[str, Any] = msgspec.to_builtins(decode_body(body, BODIES[act]))
            given = {name: value for name, value in msgspec.json.decode(body).items() if name in fields}
            outcome = perform(call, act, given, tuple(seen or ()), dry_run=dry_run)
        return answer_act(call, act, outcome, dry_run=dry_run)

    return do_act


def answer_act(call: Call, act: str, outcome: Outcome, *, dry_run: bool) -> Response:
    """Answer with the outcome of an act, and the place where it can be read."""
    told = describe_outcome(act, reword_outcome(call, outcome), dry_run=dry_run)
    if dry_run or not outcome.subjects:  # what was recorded before is given back
        return data(told, {"cache-control": "no-store"}, HTTPStatus.OK)
    location = {"location": f"/api/show/{quote(outcome.records[0].reference, safe='/')}"}
    return data(told, {"cache-control": "no-store", **location}, HTTPStatus.CREATED)


def reword_outcome(call: Call, outcome: Outcome) -> Outcome:
    """What an act came to, with its warnings in the nouns of the body."""
    return outcome_in_nouns(outcome, call.app_state.constitution()) if outcome.warnings else outcome


def perform(call: Call, act: str, fields: dict[str, Any], seen: tuple[str, ...], *, dry_run: bool) -> Outcome:
    """Do an act as whoever shows the token; or show what would be recorded.

    Raises:
        RequestError: a field is malformed, or a reference unknown.
        RefusalError: the procedure refuses it, or it moved meanwhile.
        RegisterError: the register cannot be written.
    """
    with call.reading() as sight:
        call.in_office(sight)
    given = ActInput(act, (), {**fields, "by": call.officer, "identity": "signed in"}, seen)
    try:
        with call.app_state.writing() as register:
            return execute(given, register, dry_run=dry_run)
    except RulesBrokenError as refusal:
        with call.reading() as sight:
            raise as_seen(refusal, given, sight) from refusal


def act_calls() -> APIRouter:
    """A call for each act that is done with fields alone."""
    router = APIRouter(tags=["acts"], default_response_class=Response)
    for act, kind in BODIES.items():
        summary = " ".join((MOTIONS[act].__doc__ or "").split())
        router.add_api_route(
            f"/acts/{act.replace(' ', '-')}",
            make_call(act),
            methods=["POST"],
            name=act,
            summary=summary,
            description=summary,
            operation_id=act.replace(" ", "_"),
            responses={
                **answers(OutcomeData, "What would be recorded."),
                **answers(OutcomeData, "What was recorded.", status="201"),
                **wrong(OF_BODIES),
            },
            openapi_extra=acts_with(kind),
        )
    return router


OFFICE = "secretariat"


class IssueBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be issued: drawn from the record, or as people edited it."""

    of: Annotated[str, msgspec.Meta(description="The round.")]
    kind: Annotated[Kind, msgspec.Meta(description="The kind of paper.")]
    symbol: Annotated[str, msgspec.Meta(description="Its symbol, without language.", max_length=200)]
    about: Annotated[str | None, msgspec.Meta(description="The topic or meeting it is about.")] = None
    language: Annotated[
        EveryLanguage, msgspec.Meta(description="One language only; all that the body has or requires.")
    ] = "all"
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
    "/acts/issue",
    operation_id="issue",
    responses={
        **answers(Issued, "What would be recorded."),
        **answers(Issued, "What was recorded, and where each file is.", status="201"),
        **wrong(OF_BODIES),
    },
    openapi_extra=acts_with(IssueBody),
)
def issue(call: Named, body: Files, *, seen: Seen = None, dry_run: bool = False) -> Response:
    """Issue a paper: fix its bytes, and keep the file.

    The check runs first: an error refuses the issue, a warning must be accepted; each is told among the findings.
    """
    with watch_act(call.app_state, "issue", dry_run=dry_run):
        with call.reading() as sight:
            call.in_office(sight)
            holder_in(sight, OFFICE)
            wish = decode_body(body, IssueBody)
            before = tuple(record_named(one, sight.register) for one in seen or ())
            order = find_order(wish, call, sight)
            found = ready(order, before, wish.accept)
        outcomes = recorded(found, call.app_state, before, dry_run=dry_run)
    is_new = not (dry_run or found.again)
    place = {"location": f"/api/show/{quote(outcomes[0].records[0].reference, safe='/')}"} if is_new else {}
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return data(
        of_issue(found, [reword_outcome(call, one) for one in outcomes], order, dry_run=dry_run),
        {"cache-control": "no-store", **place},
        status,
    )


def find_order(wish: IssueBody, call: Call, sight: Sight) -> Order:
    """Look up in the register what is to be issued.

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
        edited=edited_file(*((one.name, one.data) if one else None for one in (wish.file, wish.pdf)), clean=wish.clean),
        on=wish.on,
        by=call.officer,
        identity="signed in",
        readers=wish.audience or "",
    )


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
            IssuedFile(name=name, sha256=digest, location=f"/api/issued/{digest}") for name, digest in digests.items()
        ],
    )
