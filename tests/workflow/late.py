"""Facts that are told late, as the tests enter them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from escalade.workflow.motions import Evidence, Motion
from tests.lives import CHAIR_NAME, DESK, FIRST_DAY, TOPIC, Life, en, text

LONG_AFTER, HELD = 90, "officer_holds_the_office_then_or_now"


def on(number: int) -> str:
    """A day, counted from the first."""
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def convened() -> Life:
    """A body with its meetings, long after all that is told of the topic."""
    life = Life().begins()
    for name, first, last in (("1", 2, 12), ("2", 40, 41)):
        life.does("convene", f"meeting/{name}", opens=on(first), closes=on(last), place=en("Porto"))
    life.passes(LONG_AFTER)
    return life


FIRST, SECOND = Evidence(meeting="1"), Evidence(meeting="2")
BY_CHAIR: dict[str, Any] = {"by": CHAIR_NAME, "evidence": FIRST}
NOT_HERE: dict[str, Any] = {"by": DESK, "evidence": Evidence()}
OBJECTION = {"holders": ("Lemuria",), "stance": "object", "text": en("No."), **NOT_HERE}

MOVES: list[tuple[str, int, dict[str, Any]]] = [
    ("propose", 0, {"version": text(), "by_state": ("Atlantis",), **NOT_HERE}),
    ("open debate", 2, BY_CHAIR),
    ("record consensus", 10, BY_CHAIR),
    ("launch", 14, {"opens": on(14), "closes": on(20), "physical": on(24), **NOT_HERE}),
    ("close", 30, {"reason": en("It was over."), **NOT_HERE}),
]

LATE: list[tuple[str, int, dict[str, Any]]] = [
    ("take position", 1, {"holders": ("Mu",), "stance": "reserve", "text": en("Hm."), "source": "H31/3", **NOT_HERE}),
    ("take position", 4, {**OBJECTION, "evidence": FIRST}),
    ("lift objection", 6, {"holders": ("Lemuria",), "how": "withdrawn", **NOT_HERE}),
    ("record statement", 11, {"holders": ("Lemuria",), "text": en("We let it go ahead."), **NOT_HERE}),
    ("extend", 16, {"closes": on(26), "physical": on(28), **NOT_HERE}),
    ("record hearing", 28, {"presided_by": CHAIR_NAME, "summary": en("Heard."), **NOT_HERE}),
    ("record responses", 32, {"count": 3, "where": en("On the website."), **NOT_HERE}),
    ("record consideration", 40, {"by": DESK, "evidence": SECOND}),
]

FACTS = [*MOVES, *LATE]
DAYS = sorted({day for _, day, _ in FACTS} | {day + 1 for _, day, _ in FACTS})


def motion(life: Life, act: str, day: int, fields: dict[str, Any]) -> Motion:
    """A fact as it is entered, long after its day."""
    return life.fitting(act, TOPIC, on=on(day), **fields)


MOVED = [0, 1, 2, 3, 4]


def enter_moves() -> Life:
    """A topic whose moves alone are on record."""
    life = convened()
    for fact in MOVED:
        life.acts(motion(life, *FACTS[fact]))
    return life


def warnings_of(life: Life, act: str, *references: str, **fields: Any) -> list[str]:
    """What an act is warned of; it is kept."""
    return [str(one.sentence) for one in life.does(act, *(references or (TOPIC,)), **fields).warnings]
