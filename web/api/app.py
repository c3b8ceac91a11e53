"""The application that answers calls: made when the pages are."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

from escalade.services.views.check import Checked, CheckpointData, Held, Proof
from escalade.services.views.consultations import ConsultationData
from escalade.services.views.outlook import Answer, Prospects, Waiting
from escalade.services.views.plan import Plan
from escalade.services.views.record import Issued, OutcomeData, SubjectData, Told
from escalade.services.views.search import Find
from escalade.web.api import acts, call, papers, problems, readings
from escalade.web.api.call import data, validate
from escalade.web.api.readings import TopicData
from escalade.web.api.schema import describe_application
from escalade.web.middleware.error_handlers import install_handlers
from escalade.web.state import State

ABOUT = """\
An answer is what a command prints with `--format json`, as far as the reader who shows a token may see it; strangers
read what is public. Whoever acts sends an act as a case file has it.

Every list is answered by pages, `limit` long; a page goes on after its last key: the header `link` names the next
one. Readings take `as_of` (topics, subjects and records take `known_at` too), and every one has an `etag` of what it
answers, which `if-none-match` asks for; the header `left-out` says how many acts on unknown days an earlier day
leaves out, since nothing tells that they had happened by then. An act that names what it has `seen` is refused
with 409 where that moved meanwhile; sent again, it is answered with the record that was made, and never recorded
twice. A token is for reading, for acting or for metrics, and has an end.
Whatever is refused is told as `application/problem+json` (RFC 9457), with each cause, the rule that it breaks, what
clears it and where in the body; its `type` is an address that tells what such a problem means.
"""
SHAPES = (
    CheckpointData, Proof, Answer, Prospects, Waiting, problems.Problem, problems.ProblemType,
    Checked, Held, Plan, ConsultationData, Find, Issued, OutcomeData, SubjectData, Told, TopicData,
    acts.HeldFile, call.File, papers.PapersToCheck, papers.PaperToIssue, readings.Shown,
)  # fmt: skip
"""The shapes of answers and bodies, in the order in which they are described."""


def mount(app_state: State) -> Mount:
    """The API at all that begins with `/api/`, but the page about it.

    Line ends are included.
    """
    mount = Mount("/api", create_api(app_state), name="api")
    mount.path_regex = re.compile(r"^/api/(?!docs$)(?P<path>.*)$", re.DOTALL)
    return mount


def create_api(app_state: State) -> FastAPI:
    """The API of a register."""
    app = FastAPI(
        title="escalade",
        version=version("escalade"),
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.app_state = app_state
    app.add_route("/openapi.json", lambda request: validate(data(app.openapi(), {}), request))
    app.router.routes.extend(calls())
    describe_application(app, SHAPES)
    install_handlers(app, problems.answer_with_problem)
    return app


@cache
def calls() -> tuple[BaseRoute, ...]:
    """Every call: the same for each register, and dear to make."""
    rooms = (readings, papers, acts, problems)
    routes = tuple(route for room in rooms for route in room.ROUTER.routes)
    for route in routes:
        if isinstance(route, APIRoute):
            route.operation_id = route.operation_id or route.name
    return routes
