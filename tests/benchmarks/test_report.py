"""What a run of the bench says of rows that do not hold."""

from __future__ import annotations

from tests.benchmarks.measure import Row, at_least, at_most
from tests.benchmarks.report import summary


def test_what_does_not_hold_is_told_with_its_reason() -> None:
    rows = (
        Row("a made-up page", "0.1 s", 50.0, 100.0, "ms", 0.5, at_most(1)),
        Row("a made-up act", "a made-up peer", 10.0, 20.0, "/s", 0.5, at_least(0.8), "Both share two cores."),
        Row("another act", "a made-up server", None, None, "/s", None, at_least(1), "The server is not installed."),
    )
    told = summary(rows)
    assert told.startswith("1 of 3 rows hold.")
    assert (
        "\n- a made-up act, against a made-up peer: 0.50, where ≥ 0.8 is to be reached. Both share two cores." in told
    )
    assert told.endswith("\n- another act, against a made-up server: not measured. The server is not installed.")
