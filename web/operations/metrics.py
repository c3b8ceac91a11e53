"""Count for Prometheus while the pages are served.

Nothing that is counted names a person, a topic or an address: acts go by
their names, requests by the pattern of their route.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as MEDIA

__all__ = ["BOUNDS", "MEDIA", "METHODS", "Metrics"]

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the histogram, in seconds."""

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

    def act(self, act: str, outcome: str) -> None:
        """Count an act that was tried."""
        self._acts.labels(act, outcome).inc()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(method if method in METHODS else "other", route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> str:
        """Write all of it as it is now, in the text format of Prometheus."""
        return generate_latest(self._registry).decode()
