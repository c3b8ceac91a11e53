"""Pages on which everything rests: records, papers, meetings, the body."""

from __future__ import annotations

from fastapi import APIRouter, Response

from escalade.services.views.evidence import list_contradictions, list_liftings, list_replacing
from escalade.services.views.record import find_paper
from escalade.services.views.search import DECISIONS as AT_SESSION
from escalade.web.middleware.headers import saved_as
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.address import reference_at
from escalade.web.rendering.record_view import of_first_record, of_record
from escalade.web.routes.public import DECISIONS, group_by_act, replies_to
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.obligation import DECIDED, obligations

ROUTER = APIRouter()


@ROUTER.get("/papers/{digest}")
def paper(visit: Here, digest: str) -> Response:
    """The file of an issued paper, byte for byte."""
    with visit.reading() as sight:
        name, data = find_paper(digest, sight.register, sight.standing)
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
        }
        return visit.page("record/record.html", sight, facts)


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
