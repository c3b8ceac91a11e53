"""What everything rests on: records, papers, meetings, what was issued."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile

from escalade.models.integrity.receipts import contains_ledger, find_issue, is_of_office, issues
from escalade.services.views.evidence import list_contradictions, list_liftings, list_replacing
from escalade.services.views.record import find_paper
from escalade.services.views.search import DECISIONS as AT_SESSION
from escalade.templates.formats.file import seals_in
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.form_data import Posted
from escalade.web.middleware.body_limit import OF_PAPERS
from escalade.web.middleware.headers import saved_as
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.address import reference_at
from escalade.web.rendering.record_view import of_first_record, of_record
from escalade.web.routes.public import DECISIONS, group_by_act, replies_to
from escalade.workflow.motions import Issue
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.stand import DECIDED, obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.step import OF_RECORDS

ROUTER = APIRouter()
VERIFY = "record/verify.html"
NOTHING: dict[str, Any] = {"found": None, "is_lacking": False, "symbol": "", "issued": []}
MOST_TYPED = 100
"""How much of a symbol is looked at."""


@ROUTER.get("/papers/{digest}")
def paper(visit: Here, digest: str, of: str = "") -> Response:
    """An issued paper, or a file attached to a record, byte for byte."""
    with visit.reading() as sight:
        name, data = find_paper(digest, sight.register, sight.standing, of)
        return Response(data, media_type="application/octet-stream", headers=saved_as(name))


@ROUTER.get("/{place:path}/records/{ordinal}")
def record(visit: Here, place: str, ordinal: int) -> Response:
    """One record: a decision with its words, its place, and its proof."""
    with visit.reading() as sight:
        shown = sight.standing.record(f"{reference_at(place)}#{ordinal}")
        contradicts, contradicted_by = list_contradictions(shown, sight.standing)
        facts = {
            "record": shown,
            "topic": (topic := sight.standing.topic(shown.subject)),
            "decides": topic is not None and shown.act in DECISIONS,
            "owed": obligations(topic, sight.standing) if topic and shown == topic.last(*DECIDED) else (),
            "standing": sight.standing,
            "facts": of_record(shown, sight.standing),
            "at_first": of_first_record(shown, sight.standing),
            "replies": replies_to(topic) if topic and shown.act in DECISIONS else None,
            "contradicts": contradicts,
            "contradicted_by": contradicted_by,
            "liftings": list_liftings(shown, sight.standing),
            "replaced_by": list_replacing(shown, sight.standing),
            "acts": list_acts_on(shown),
        }
        return visit.page("record/record.html", sight, facts)


def list_acts_on(record: Record) -> list[str]:
    """List the acts on a record that its page offers: those that may pass."""
    tells = record.act not in OF_RECORDS
    corrects = tells or record.act == "confirm"
    offered = {"endorse": record.waits, "confirm": tells, "correct": corrects, "redact": True, "annul": True}
    return [act for act, may in offered.items() if may]


@ROUTER.get("/body")
@ROUTER.get("/meetings/{name}")
@ROUTER.get("/sessions/{name}")
def subject(visit: Here) -> Response:
    """The body, a meeting or a session, and what is recorded of it."""
    reference = reference_at(visit.path)
    with visit.reading() as sight:
        found = sight.standing.body if reference == "body" else sight.find(reference, Gathering)
        there = sight.standing.list_happenings(reference)
        made = [one for one in there if found.kind == "session" and one.act in AT_SESSION and not one.annulled_by]
        taken = [(topic, one) for one in made if (topic := sight.standing.topic(one.subject))]
        facts = {"subject": found, "decided": group_by_act(taken), "there": there, "standing": sight.standing}
        return visit.page("record/subject.html", sight, facts)


@ROUTER.get("/verify")
def show_form(visit: Here, symbol: str = "") -> Response:
    """The form that takes a file; what was issued under a symbol."""
    typed = " ".join(symbol.split())[:MOST_TYPED]
    with visit.reading() as sight:
        found = find_by_symbol(sight.standing, typed) if typed else []
        return visit.page(VERIFY, sight, {**NOTHING, "symbol": typed, "issued": found})


@ROUTER.post("/verify")
def verify_file(visit: Here, form: Posted) -> Response:
    """Say whether a file is what was issued, and whether its seal holds."""
    file = form.get("file")
    data = file.file.read(OF_PAPERS + 1) if isinstance(file, UploadFile) and file.filename else b""
    with visit.reading() as sight:
        if not data:
            return visit.page(VERIFY, sight, {**NOTHING, "is_lacking": True}, HTTPStatus.UNPROCESSABLE_ENTITY)
        return visit.page(VERIFY, sight, {**NOTHING, "found": hold_file(sight, data)})


def hold_file(sight: Sight, data: bytes) -> dict[str, Any]:
    """Hold a file against the register: its bytes, and the seal that it bears."""
    issued = find_issue(sight.whole, data)
    seals = sorted(seals_in(data), key=lambda seal: seal.size)
    broken = [seal for seal in seals if not contains_ledger(sight.register, seal.size, seal.root).ok]
    return {
        "digest": sha256(data).hexdigest(),
        "issued": issued,
        "is_shown": issued is not None and sight.standing.find_record(issued.reference) is not None,
        "is_of_office": is_of_office(issued),
        "seal": next(iter(broken or seals), None),
        "is_contained": bool(seals) and not broken,
    }


def find_by_symbol(standing: Standing, symbol: str) -> list[Record]:
    """Find what was issued under a symbol, in any case; what holds first."""
    sought = symbol.casefold()
    papers = [(one, one.motion) for one in issues(standing) if isinstance(one.motion, Issue)]
    found = [
        one for one, motion in papers if sought in {(one.evidence.document or "").casefold(), motion.symbol.casefold()}
    ]
    return sorted(found, key=lambda one: bool(one.annulled_by))
