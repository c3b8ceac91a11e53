"""How far a topic has come, step by step."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.rendering.page import ProgressStep, progress_of
from tests.web.acts import Act, on, put_forward, record, steps
from tests.web.browser import COUNCIL_DESK, DESK

SAT = {"session": "Assembly 2020", "sitting": 1, "document": "MA20/80"}
WAY = [
    put_forward(),
    *steps("debated", "unresolved", "referred"),
    on("approve", by=COUNCIL_DESK, on="2020-06-02", evidence=SAT, words={"en": "So be it."}),
    on("launch", by=DESK, on="2020-06-20", opens="2020-07-01", closes="2020-09-01", physical="2020-12-01"),
]
CONSIDERED = [
    *WAY[:5],
    on("launch", by=DESK, on="2020-06-20", opens="2020-07-01", closes="2020-09-01"),
    on("convene", "meeting/9", by=DESK, on="2020-09-01", opens="2020-09-07", closes="2020-09-07", place="not at hand"),
    on("record consideration", by=DESK, on="2020-09-07", evidence={"meeting": "9"}),
]
CANCELLED = on("cancel", by=DESK, on="2020-07-02", authority={"en": "Made up."}, notice={"en": "Made up."})
INTRODUCED: Act = (
    "introduce",
    {**put_forward()[1], "by": COUNCIL_DESK, "on": "2020-06-02", "evidence": {**SAT}},
)

BACK = [INTRODUCED, on("refer back", by=COUNCIL_DESK, on="2020-06-02", guidance={"en": "Study it."}, evidence=SAT)]


def done(name: str, day: str = "", note: str = "") -> ProgressStep:
    """A step that was taken."""
    return ProgressStep(name, "done", day, note)


def now(name: str, day: str = "", note: str = "") -> ProgressStep:
    """The present step."""
    return ProgressStep(name, "now", day, note)


def to_come(*names: str) -> list[ProgressStep]:
    """Steps that are still to be taken."""
    return [ProgressStep(name, "to come") for name in names]


FORWARD, DEBATED = done("Put forward", "2020-02-10"), done("Debated", "2020-03-02")
REFERRED, DECIDED = done("With the Council", "2020-04-06"), done("Decided", "2020-06-02")
LATER = ("Agreed, or with the Council", "Decided", "Consultation", "Considered")
TOLD: dict[str, tuple[list[Act], str, list[ProgressStep]]] = {
    "put forward": (WAY[:1], "2020-06-25", [now("Put forward", "2020-02-10"), *to_come("Debated", *LATER)]),
    "debated": (WAY[:2], "2020-06-25", [FORWARD, now("Debated", "2020-03-02"), *to_come(*LATER)]),
    "not agreed": (WAY[:3], "2020-06-25", [FORWARD, now("Debated", "2020-03-03", "no consensus"), *to_come(*LATER)]),
    "referred": (WAY[:4], "2020-06-25",
                 [FORWARD, DEBATED, now("With the Council", "2020-04-06"), *to_come(*LATER[1:])]),
    "approved": (WAY[:5], "2020-06-25", [FORWARD, DEBATED, REFERRED, DECIDED,
                                         now("Consultation", note="to be launched"), *to_come("Considered")]),
    "before it opens": (WAY, "2020-06-25", [FORWARD, DEBATED, REFERRED, DECIDED,
                                            now("Consultation", "2020-07-01", "from %(day)s"), *to_come("Considered")]),
    "open": (WAY, "2020-07-10", [FORWARD, DEBATED, REFERRED, DECIDED,
                                 now("Consultation", "2020-09-01", "open to %(day)s"), *to_come("Considered")]),
    "over": (WAY, "2020-09-02", [FORWARD, DEBATED, REFERRED, DECIDED, done("Consultation", "2020-09-01", "to %(day)s"),
                                 now("Considered", note="not on record")]),
    "cancelled": ([*WAY, CANCELLED], "2020-07-10", [FORWARD, DEBATED, REFERRED, DECIDED,
                                                    done("Consultation", "2020-06-20"),
                                                    ProgressStep("cancelled", "ended", "2020-07-02")]),
    "considered before the closing": (CONSIDERED, "2020-09-08", [FORWARD, DEBATED, REFERRED, DECIDED,
                                                                 done("Consultation", "2020-09-01", "to %(day)s"),
                                                                 done("Considered", "2020-09-07")]),
    "withdrawn": ([WAY[0], on("withdraw", by=DESK, on="2020-02-20", asked_by=["Made-up Land"])], "2020-06-25",
                  [FORWARD, ProgressStep("withdrawn", "ended", "2020-02-20")]),
    "agreed by the Group": ([put_forward(), *steps("debated", "agreed")], "2020-06-25",
                            [FORWARD, DEBATED, done("Agreed", "2020-03-03"), done("Decided", note="by the Group"),
                             now("Consultation", note="to be launched"), *to_come("Considered")]),
    "never debated": ([INTRODUCED], "2020-06-25", [done("Put forward", "2020-06-02"),
                                                   now("With the Council", "2020-06-02"), *to_come(*LATER[1:])]),
}  # fmt: skip
"""By where a topic stands: its acts, the day of looking, and its steps."""


@pytest.mark.parametrize("stands", TOLD)
def test_each_step_is_told_with_its_day_and_the_present_one_is_marked(stands: str, place: Location) -> None:
    acts, today, expected = TOLD[stands]
    record(place, *acts)
    with open_reader(place) as reader:
        standing = reader.standing(date.fromisoformat(today))
        topic = standing.topic("2020/fog")
        assert topic
        assert progress_of(topic, standing) == expected
