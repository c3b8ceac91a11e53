"""Count for Prometheus while the pages are served.

Nothing that is counted names a person, a topic or an address: acts go by
their names, requests by the pattern of their route.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from escalade.models.register import Register
from escalade.workflow.values.errors import EscaladeError, MovedMeanwhileError, RefusalError, RequestError

if TYPE_CHECKING:
    from escalade.web.state import State

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the histogram, in seconds."""

GAUGES = {
    "backup_age_seconds": "How old the newest copy of the register is; infinite where none is known.",
    "mail_waiting": "Letters that wait to be sent.",
    "records": "Records of the register.",
}
"""What is looked at when somebody asks."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""The methods that are counted by name; whoever makes one up is counted with all others."""


class Metrics:
    """Acts by outcome, requests by status, and how long they took."""

    def __init__(self) -> None:
        """Begin at nothing, in a registry that other applications do not share."""
        disable_created_metrics()  # type: ignore[no-untyped-call]  # when each series began is no metric of ours
        self._registry = CollectorRegistry()
        self._acts = Counter(
            "escalade_acts", "Acts that were tried on the pages or by the API.", ("act", "outcome"),
            registry=self._registry,
        )  # fmt: skip
        self._requests = Counter(
            "escalade_requests", "Requests that were answered.", ("method", "route", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "escalade_request_seconds", "How long a request took to answer.", ("route",),
            buckets=BOUNDS, registry=self._registry,
        )  # fmt: skip
        self._gauges = {name: Gauge(f"escalade_{name}", said, registry=self._registry) for name, said in GAUGES.items()}

    def act(self, act: str, outcome: str) -> None:
        """Count an act that was tried."""
        self._acts.labels(act, outcome).inc()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(method if method in METHODS else "other", route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def gauge(self, name: str, value: float) -> None:
        """Tell how something stands now."""
        self._gauges[name].set(value)

    def text(self) -> str:
        """Write all of it as it is now, in the text format of Prometheus."""
        return generate_latest(self._registry).decode()


SEEN = "route seen"
"""The key of a request's scope under which its route is told outwards."""

NAMED = {"escalade.web.routes.public.topic": "/topics/{round_}/{name}"}
"""Routes that are faster than the framework's, and say nothing of themselves: by what answers there."""

OUTCOMES: tuple[tuple[type[EscaladeError], str], ...] = (
    (MovedMeanwhileError, "moved meanwhile"),
    (RefusalError, "refused"),
    (RequestError, "malformed"),
    (EscaladeError, "failed"),
)
"""What an act comes to that is not recorded, the nearest first."""


def tell_requests(app: ASGIApp, *, app_state: State) -> ASGIApp:
    """Take the time before all else, and tell what came of each request."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        seen: list[str] = []
        status, begun = [500], perf_counter()

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        try:
            await app({**scope, SEEN: seen}, receive, watch)
        finally:
            method, route, seconds = scope["method"], seen[0] if seen else "none", perf_counter() - begun
            app_state.metrics.request(method, route, status[0], seconds)
            ms = round(seconds * 1000, 1)
            app_state.log.tell("request", method=method, route=route, status=status[0], ms=ms)

    return answer


def tell_route(app: ASGIApp) -> ASGIApp:
    """Tell the pattern of the route behind all else; never the path itself."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        finally:
            if SEEN in scope:
                scope[SEEN].append(f"{scope.get('root_path', '')}{pattern(scope)}" or "none")

    return answer


def pattern(scope: Scope) -> str:
    """The path of a route, its parameters by name; empty without one."""
    found = getattr(scope.get("route"), "path_format", "")
    endpoint = scope.get("endpoint")
    return found or NAMED.get(f"{getattr(endpoint, '__module__', '')}.{getattr(endpoint, '__qualname__', '')}", "")


@contextmanager
def watch_act(app_state: State, act: str, *, dry_run: bool = False) -> Iterator[None]:
    """Tell what an act comes to that is tried within."""
    outcome = "defect"
    try:
        yield
        outcome = "dry run" if dry_run else "recorded"
    except EscaladeError as error:
        outcome = next(said for kind, said in OUTCOMES if isinstance(error, kind))
        raise
    finally:
        app_state.metrics.act(act, outcome)
        app_state.log.tell("act", act=act, outcome=outcome)


@contextmanager
def acting(app_state: State, act: str, *, dry_run: bool) -> Iterator[Register]:
    """The register, to do an act in; what it comes to is told."""
    with watch_act(app_state, act, dry_run=dry_run), app_state.writing() as register:
        yield register
