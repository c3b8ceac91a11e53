"""What is late on some topics and their rounds, and whose it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from escalade.services.views.office_calendar import seat_of
from escalade.workflow.planning.basis import RoundCourse
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.deadline import Clock
from escalade.workflow.planning.referral import referral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.planning.line import PlanLine
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def find_late(topics: Iterable[Topic], standing: Standing) -> list[PlanLine]:
    """Find what should be done by now and is not, the longest first."""
    lines = (line for line in _lines_of(topics, standing) if line.stands == "late" or line.is_missed)
    return sorted(lines, key=lambda line: line.last_day or date.min)


def _lines_of(topics: Iterable[Topic], standing: Standing) -> Iterator[PlanLine]:
    """List what is planned for each topic, and once what is for its round."""
    holidays = seat_of(standing.body).holidays if standing.body.state else frozenset()
    clock, courses = Clock(standing.body, standing.today, holidays), dict[str, RoundCourse]()
    for topic in topics:
        name = topic.reference.partition("/")[0]
        if name not in courses:
            courses[name] = RoundCourse(name, standing, clock)
            yield from referral(courses[name])
        yield from consultation(courses[name], topic)
