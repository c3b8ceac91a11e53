"""The room: the second screen, which everybody in it may open too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import segno
from fastapi import APIRouter, Depends, Response
from fastapi.datastructures import FormData
from fastapi.sse import EventSourceResponse, ServerSentEvent
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from escalade.models.integrity.keys import SigningKey
from escalade.models.integrity.receipts import make_checkpoint, sign_checkpoint
from escalade.models.reader import Reader
from escalade.web.auth.rate_limit import network_of
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.form import officer_in, under_way
from escalade.web.forms.form_data import OwnForm
from escalade.web.middleware.request_context import Here, Visit
from escalade.web.room.stage import MOST_TONGUES, Scene
from escalade.web.room.view import describe_scene
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.errors import EscaladeError, RequestError, UnknownReferenceError

ROUTER = APIRouter()
STAGE = "room/stage.html"


@ROUTER.get("/room")
def show_room(visit: Here) -> Response:
    """What the room looks at: the topic, its text, what the report will say."""
    with visit.reading_for_all() as sight:
        return visit.page("room/room.html", sight, gather_facts(visit, sight))


def name_holder(visit: Visit) -> str:
    """Name whom a screen counts for: whoever is signed in, else their network."""
    try:
        officer = visit.officer
    except EscaladeError:  # sessions cannot be looked at: the screen is a stranger's
        officer = ""
    return f"name {officer}" if officer else f"network {network_of(visit.host)}"


async def hold_screen(visit: Here) -> AsyncIterator[None]:
    """Count a screen from before it is answered until it is closed."""
    with visit.app_state.screens.hold(await run_in_threadpool(name_holder, visit)):
        yield


@ROUTER.get("/room/stream", response_class=EventSourceResponse, dependencies=[Depends(hold_screen)])
async def stream(visit: Here) -> AsyncIterator[ServerSentEvent]:
    """The same, sent anew whenever it changes; a pulse while it does not."""
    try:
        wanted = await run_in_threadpool(find_wanted, visit)
        async for drawn in visit.app_state.screens.follow(
            (visit.language, visit.prefix, wanted), lambda: draw_stage(visit)
        ):
            yield ServerSentEvent(raw_data=drawn) if drawn else ServerSentEvent(event="pulse", raw_data="on")
    except EscaladeError:
        return  # the register is away for a moment: the screen says so, and asks again


def find_wanted(visit: Visit) -> str:
    """The language that a screen names, if the body has it."""
    wanted = visit.request.query_params.get("in", "")
    with visit.app_state.readers.open() as register:
        constitution = register.standing().body.constitution()
    return wanted if constitution and wanted in constitution.name else ""


def draw_stage(visit: Visit) -> str:
    """Draw what every screen of one language shows."""
    with visit.reading_for_all() as sight:
        facts = {"visit": visit, "sight": sight, "offices": (), "past": "", **gather_facts(visit, sight)}
        facts["constitution"] = sight.standing.body.constitution()
        return visit.app_state.pages.render(STAGE, visit.language, visit.prefix, facts)


def gather_facts(visit: Visit, sight: Sight) -> dict[str, Any]:
    """Gather what the room shows the public; a screen may name a language."""
    wanted, scene = find_wanted(visit), visit.app_state.stage.scene()
    chosen = (wanted,) if wanted else scene.tongues
    facts = describe_scene(Scene(scene.topics, chosen, scene.behind, scene.proposal), sight.standing, (visit.language,))
    photo = take_photo(sight.register, visit.app_state.key) if facts["recorded"] else None
    return {
        **facts,
        "wanted": wanted,
        "meeting": under_way("meeting", sight),
        "photo": photo,
        "drawing": draw_qr_code(photo.text) if photo else "",
    }


@ROUTER.post("/room")
def show_topic(visit: Here, form: OwnForm) -> Response:
    """Put a topic on the screen, or languages, or nothing."""
    with visit.reading() as sight:
        officer_in(sight)
        scene = choose_scene(form, sight, visit.app_state.stage.scene())
    visit.app_state.stage.show(scene)
    return visit.redirect("/chair")


def choose_scene(form: FormData, sight: Sight, before: Scene) -> Scene:
    """What is to be shown, of what was there before and what was asked for."""
    tongues = before.tongues
    if "tongue" in form:
        tags = [str(tag) for tag in form.getlist("tongue") if tag]
        tongues = tuple(dict.fromkeys(tags))[:MOST_TONGUES]
    if "topic" not in form:
        return Scene(before.topics, tongues, before.behind, before.proposal)
    name = str(form["topic"])
    if not name:
        return Scene(tongues=tongues)
    public = sight.standing_of(READERS[0])
    topic = public.topic(sight.register.resolve(name))
    if topic is None or not topic.told:
        raise UnknownReferenceError(name, kind="topic for the public")
    return Scene((topic.reference,), tongues, {topic.reference: topic.newest_told})


class Photo(NamedTuple):
    """A checkpoint as text, which a phone reads from a drawing."""

    text: str
    size: int
    is_signed: bool


def take_photo(reader: Reader, key: SigningKey | None) -> Photo | None:
    """Make the checkpoint of the record as it is, signed where that can be.

    A working copy proves nothing, and has none.
    """
    if reader.standing().body.copy_of:
        return None
    point = make_checkpoint(reader)
    if key is not None:
        try:
            return Photo(sign_checkpoint(reader, key), point.size, is_signed=True)
        except RequestError:
            pass  # the key is not published, or was revoked: nobody could trust what it signs
    return Photo(point.text, point.size, is_signed=False)


def draw_qr_code(text: str) -> Markup:
    """Draw a text as a QR code (ISO/IEC 18004): SVG, black on white."""
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True))  # noqa: S704  # of squares alone
