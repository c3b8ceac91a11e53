"""The API, described for people who write programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here
from escalade.web.rendering.api_manual import calls, shapes

ROUTER = APIRouter()
TAGS = ("", "readings", "acts", "the ledger", "papers")
"""The kinds of calls; a test holds that no call is of another."""


@ROUTER.get("/api/docs")
def show_manual(visit: Here) -> Response:
    """Every call with what it takes and answers, drawn from the schema."""
    schema: dict[str, Any] = visit.request.app.state.api.openapi()
    known = {
        "about": schema["info"]["description"].split("\n\n"),
        "version": schema["info"]["version"],
        "calls": {tag: list(calls(schema, tag)) for tag in TAGS},
        "shapes": shapes(schema),
    }
    return visit.page("manual/api.html", None, known)
