"""Where the server says that it is alive, ready, and how busy."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from math import inf
from time import time

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as MEDIA
from starlette.exceptions import HTTPException

from escalade.models.reader import open_reader
from escalade.models.reader_pool import ExchangedRegisterError
from escalade.models.server.mail import count_waiting
from escalade.web.state import State
from escalade.workflow.values.errors import EscaladeError

ROUTER = APIRouter(include_in_schema=False)
UNKEPT = {"cache-control": "no-store"}
COPIES = "register-*.db"


@ROUTER.get("/health")
def health() -> Response:
    """The process answers."""
    return PlainTextResponse("alive\n", headers=UNKEPT)


@ROUTER.get("/ready")
def ready(request: Request) -> Response:
    """Say whether the register opens, and whether anybody can sign in."""
    app_state: State = request.app.state.app_state
    try:
        with open_reader(app_state.settings.register) as reader, app_state.readers.open():
            reader.size()
        app_state.accounts.read()
        with app_state.store.transaction():  # a session, and a wait after a wrong password, are written
            pass
    except EscaladeError as error:
        app_state.log.tell("not ready", error=type(error).__name__)
        why = f": {error}" if isinstance(error, ExchangedRegisterError) else ""
        return PlainTextResponse(f"not ready{why}\n", HTTPStatus.SERVICE_UNAVAILABLE, UNKEPT)
    return PlainTextResponse("ready\n", headers=UNKEPT)


@ROUTER.get("/metrics")
def metrics(request: Request) -> Response:
    """What was counted since the start, for whoever shows a token."""
    app_state: State = request.app.state.app_state
    if not app_state.settings.metrics:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    shown = app_state.accounts.bearer(request.headers.get("authorization", ""))
    if shown is None or not shown.token.opens("metrics"):
        refused = {**UNKEPT, "www-authenticate": "Bearer"}
        return PlainTextResponse("Show a token for metrics.\n", HTTPStatus.UNAUTHORIZED, refused)
    look(app_state)
    return Response(app_state.metrics.text(), headers=UNKEPT, media_type=MEDIA)


def look(app_state: State) -> None:
    """See how much there is, and how old the newest copy is."""
    folder, gauge = app_state.settings.backups, app_state.metrics.gauge
    copied = max((one.stat().st_mtime for one in folder.glob(COPIES)), default=-inf) if folder else -inf
    gauge("backup_age_seconds", time() - copied)
    with suppress(EscaladeError), app_state.readers.open() as reader:
        gauge("records", reader.size())
        gauge("mail_waiting", count_waiting(app_state.store))
