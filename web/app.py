"""The application: made when it is asked for, from its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from escalade.web.api import app as api
from escalade.web.auth.accounts import Account
from escalade.web.auth.trusted_header import FromProxy
from escalade.web.forms.provider import renew
from escalade.web.i18n.language import note_language
from escalade.web.middleware import error_handlers
from escalade.web.middleware.body_limit import bound_bodies
from escalade.web.middleware.headers import answer_head, set_headers
from escalade.web.middleware.request_context import LapsedError, StrangerError, lead_to_sign_in
from escalade.web.operations.metrics import tell_requests, tell_route
from escalade.web.rendering.page import FOLDER
from escalade.web.routes import health, rooms
from escalade.web.settings import Settings
from escalade.web.state import create_state
from escalade.workflow.values.errors import RegisterError


def create_app(settings: Settings, more: dict[str, Account] | None = None) -> FastAPI:
    """The pages of a register; accounts in `more` are of this start only."""
    app = FastAPI(title="escalade", docs_url=None, redoc_url=None, openapi_url=None, lifespan=closing_readers)
    app.state.app_state = app_state = create_state(settings, more)
    public, *others = rooms()
    routes = app.router.routes  # a router's are added as they are: what is included is looked through twice
    routes.extend(public.routes)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    routes.append(mount := api.mount(app_state))
    app.state.api = mount.app
    for router in (health.ROUTER, *others):
        routes.extend(router.routes)
    error_handlers.install_handlers(app, error_handlers.answer_with_page)
    app.add_exception_handler(LapsedError, renew)
    app.add_exception_handler(StrangerError, lead_to_sign_in)
    app.add_middleware(tell_route)
    app.add_middleware(bound_bodies, app_state=app_state)
    app.add_middleware(note_language)
    app.add_middleware(answer_head)
    app.add_middleware(set_headers, secure=settings.secure)
    app.add_middleware(tell_requests, app_state=app_state)
    if settings.secure:
        app.add_middleware(FromProxy, trusted_hosts=settings.proxy)
    return app


@asynccontextmanager
async def closing_readers(app: FastAPI) -> AsyncIterator[None]:
    """Know the register from the start; close it once the server stops."""
    with suppress(RegisterError), app.state.app_state.readers.open():
        pass
    yield
    close(app)


def close(app: FastAPI) -> None:
    """Close what an application opened to answer."""
    app.state.app_state.store.close()
    app.state.app_state.readers.close()
