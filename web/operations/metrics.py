"""What is counted while the pages are served, for Prometheus.

Nothing that is counted names a person, a topic or an address: acts go by
their names, requests by the pattern of their route.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
"""The media type of the text (Prometheus, exposition formats)."""

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the histogram, in seconds."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""The methods that are counted by name; whoever makes one up is counted with all others."""

HEADS = {
    "escalade_acts_total": ("counter", "Acts that were tried on the pages or by the API."),
    "escalade_requests_total": ("counter", "Requests that were answered."),
    "escalade_request_seconds": ("histogram", "How long a request took to answer."),
}


class Meter:
    """Acts by outcome, requests by status, and how long they took."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._lock = Lock()
        self._acts: Counter[tuple[str, str]] = Counter()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._took: dict[str, list[int]] = {}
        self._seconds: Counter[str] = Counter()

    def act(self, act: str, outcome: str) -> None:
        """Count an act that was tried."""
        with self._lock:
            self._acts[act, outcome] += 1

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        with self._lock:
            self._requests[method if method in METHODS else "other", route, status] += 1
            self._took.setdefault(route, [0] * (len(BOUNDS) + 1))[bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]  # typed for whole numbers, and takes any

    def text(self) -> str:
        """All of it, as it is now."""
        with self._lock:
            return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield from head("escalade_acts_total")
        for (act, outcome), count in sorted(self._acts.items()):
            yield sample("escalade_acts_total", count, act=act, outcome=outcome)
        yield from head("escalade_requests_total")
        for (method, route, status), count in sorted(self._requests.items()):
            yield sample("escalade_requests_total", count, method=method, route=route, status=status)
        yield from head("escalade_request_seconds")
        for route, took in sorted(self._took.items()):
            for place, bound in enumerate((*BOUNDS, "+Inf"), 1):
                yield sample("escalade_request_seconds_bucket", sum(took[:place]), route=route, le=bound)
            yield sample("escalade_request_seconds_sum", round(self._seconds[route], 6), route=route)
            yield sample("escalade_request_seconds_count", sum(took), route=route)


def head(name: str) -> tuple[str, str]:
    """What stands before the samples of a metric."""
    kind, said = HEADS[name]
    return f"# HELP {name} {said}", f"# TYPE {name} {kind}"


def sample(name: str, value: float, **labels: object) -> str:
    r"""One line: a metric, its labels, and its value.

    >>> sample("acts_total", 2, act='a "b"')
    'acts_total{act="a \\"b\\""} 2'
    """
    told = ",".join(f'{label}="{escape_label(str(of))}"' for label, of in labels.items())
    return f"{name}{{{told}}} {value}"


def escape_label(text: str) -> str:
    """A label's value as the format wants it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
