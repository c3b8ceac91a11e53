"""What every officer has: what waits for them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from escalade.web.visit import Here
from escalade.workflow.inbox import inbox

ROUTER = APIRouter()


@ROUTER.get("/inbox")
def waiting(visit: Here) -> Response:
    """What waits for whoever is signed in, oldest first."""
    if not visit.officer:
        return visit.sent_to("/sign-in?next=/inbox")
    with visit.reading() as sight:
        entries = inbox(sight.standing, visit.officer) if sight.offices else ()
        return visit.page("office/inbox.html", sight, {"entries": entries})
