"""The application that answers calls: made when the pages are."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

from escalade.services.acts.fields import find_mandatory
from escalade.services.views.check import Checked, Held
from escalade.services.views.consultations import ConsultationData
from escalade.services.views.difference import Difference
from escalade.services.views.inbox import Waiting
from escalade.services.views.ledger import CheckpointData, Finding, Holding, Index, Proof, VerificationData
from escalade.services.views.outlook import Answer, CauseData, Prospects, StepData
from escalade.services.views.plan import Deadline, Plan
from escalade.services.views.record import Issued, OutcomeData, SubjectData, Told, Written
from escalade.services.views.search import Find
from escalade.web.api import acts, call, ledger, papers, problems, readings
from escalade.web.api.call import Asked, data, validate
from escalade.web.api.problems import ProblemType
from escalade.web.api.readings import TopicData
from escalade.web.api.schema import describe_application, reads
from escalade.web.middleware import error_handlers
from escalade.web.middleware.error_handlers import Problem

if TYPE_CHECKING:
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.state import State

ABOUT = """\
Every reading and every act of the command line. A call answers what the command prints with
`--format json`, as far as the reader who shows a token may see it; strangers read what is public.

Every list is answered by pages, `limit` long; a page goes on after its last key: the header `link` names the next
one. Readings take `as_of` (`list`, `show` and `history` take `known_at` too), and every one has an `etag` of what it
answers, which `if-none-match` asks for; the header `left-out` says how many acts on unknown days an earlier day
leaves out, since nothing tells that they had happened by then. An act that names what it has `seen` is refused
with 409 where that moved meanwhile; so is the same act sent again, which is therefore never recorded twice.
Whatever is refused is told as `application/problem+json` (RFC 9457), with each cause, the rule that it breaks and
what clears it; its `type` is an address that tells what such a problem means, and `/api/problems` lists all.
"""


ANSWERS = (
    CheckpointData, Finding, Holding, Index, Proof, VerificationData,
    Answer, CauseData, Problem, Prospects, StepData, Waiting,
    Checked, Held, Deadline, Plan, ConsultationData,
    Issued, OutcomeData, SubjectData, Told, TopicData, Written,
    Difference, Find, ProblemType,
)  # fmt: skip
"""The shapes of what calls answer, in the order in which they are described."""
OTHER_BODIES = (call.File, papers.Papers, acts.IssueBody, ledger.Note)
"""The shapes of bodies that are not made from a motion alone."""


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
    app.add_route("/openapi.json", describe_calls)
    app.router.routes.extend(calls())
    required = {shape.__name__: find_mandatory(act) for act, shape in acts.BODIES.items()}
    describe_application(app, (*ANSWERS, *acts.BODIES.values(), *OTHER_BODIES), required)
    error_handlers.install_handlers(app, of_calls=True)
    return app


@cache
def calls() -> tuple[BaseRoute, ...]:
    """Every call: the same for each register, and dear to make."""
    first = APIRouter()
    first.get("/", response_class=Response, responses=reads(Index, "What this register is."), **readings.OPEN)(index)
    rooms = (readings, ledger, papers, acts, problems)
    routers = (first, *(room.ROUTER for room in rooms), acts.act_calls())
    routes = tuple(route for router in routers for route in router.routes)
    for route in routes:
        if isinstance(route, APIRoute):
            route.operation_id = route.operation_id or route.name
    return routes


def describe_calls(request: Request) -> Response:
    """Answer how every call is made, as OpenAPI has it."""
    return validate(data(request.app.openapi(), {}), request)


def index(asked: Asked) -> Response:
    """What this register is, and where its calls are described."""

    def describe(sight: Sight) -> Index:
        """Describe the body that the register is of."""
        body = sight.standing.body.constitution()
        return Index(
            body=dict(body.name) if body else {},
            version=version("escalade"),
            size=sight.register.size(),
            root=sight.register.root(),
            copy_of=sight.standing.body.copy_of,
            schema="/api/openapi.json",
            calls=sorted(asked.request.app.openapi()["paths"]),
        )

    return asked.answer(describe)
