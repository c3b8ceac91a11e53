"""What a change of days elsewhere makes of what led there."""

from __future__ import annotations

from tests.lives import TOPIC, Life, at


def test_a_meeting_convened_on_a_day_before_what_was_put_off_to_it_is_contradicted() -> None:
    life = at(Life(), "debated")
    life.passes(20)
    life.does("defer", TOPIC, to_meeting="77")
    days = {"opens": "2031-01-08", "closes": "2031-01-08"}
    warned = life.does("convene", "meeting/77", on="2031-01-07", **days).warnings
    (said,) = (str(cause.sentence) for cause in warned if cause.rule == "fact_contradicts_what_is_on_record")
    assert said.startswith("meeting/77#1 contradicts 2031/a#3: A matter is deferred to a later day.")
