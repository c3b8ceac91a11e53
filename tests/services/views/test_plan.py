"""For whom the lines of a plan are."""

from __future__ import annotations

from escalade.services.views.plan import draw_plan, with_audiences
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.standing import Standing
from tests.lives import ROUND, TOPIC, Life


def test_no_audience_is_asked_once_every_line_is_for_a_wider_one() -> None:
    standing = Life().begins().brings(TOPIC, "referred").standing
    asked: list[str] = []

    def standing_of(audience: str) -> Standing:
        asked.append(audience)
        return standing

    told = with_audiences(draw_plan(ROUND, standing), standing_of)
    assert told.lines
    assert set(told.audiences) == {READERS[0]} == {told.audience}
    assert asked == [READERS[0]]
