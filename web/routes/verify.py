"""Whether a file is a paper that was issued, for everybody."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile

from escalade.models.integrity.receipts import contains_ledger, find_issue, is_of_office, issues
from escalade.templates.formats.file import seals_in
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.form_data import Posted
from escalade.web.middleware.body_limit import OF_PAPERS
from escalade.web.middleware.request_context import Here
from escalade.workflow.motions import Issue
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing

ROUTER = APIRouter()
PAGE = "verify/verify.html"
NOTHING: dict[str, Any] = {"found": None, "is_lacking": False, "symbol": "", "issued": []}
MOST_TYPED = 100
"""How much of a symbol is looked at."""


@ROUTER.get("/verify")
def show_form(visit: Here, symbol: str = "") -> Response:
    """The form that takes a file; what was issued under a symbol."""
    typed = " ".join(symbol.split())[:MOST_TYPED]
    with visit.reading() as sight:
        found = find_by_symbol(sight.standing, typed) if typed else []
        return visit.page(PAGE, sight, {**NOTHING, "symbol": typed, "issued": found})


@ROUTER.post("/verify")
def verify_file(visit: Here, form: Posted) -> Response:
    """Say whether a file is what was issued, and whether its seal holds."""
    file = form.get("file")
    data = file.file.read(OF_PAPERS + 1) if isinstance(file, UploadFile) and file.filename else b""
    with visit.reading() as sight:
        if not data:
            return visit.page(PAGE, sight, {**NOTHING, "is_lacking": True}, HTTPStatus.UNPROCESSABLE_ENTITY)
        return visit.page(PAGE, sight, {**NOTHING, "found": hold_file(sight, data)})


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
