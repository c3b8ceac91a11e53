"""How far a topic has come, step by step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.rendering.progress import ProgressStep, progress_of
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK

TEXT: dict[str, Any] = {"title": {"en": "Fog"}, "questions": [{"en": "What is fog?"}], "source": "MA20/2"}
AT, SAT = {"meeting": "1"}, {"session": "Assembly 2020", "sitting": 1, "document": "MA20/80"}
OPENS = {"opens": "2020-07-01", "closes": "2020-09-01", "physical": "2020-12-01"}
PROPOSE = ("propose", DESK, "2020-02-10", {"version": TEXT, "unattributed": True})
DEBATE = ("open debate", CHAIR, "2020-03-02", {"evidence": AT})
NONE = (
    "record no consensus",
    CHAIR,
    "2020-03-03",
    {"evidence": AT, "tried": {"en": "Much"}, "refer": True, "words": "not at hand"},
)
REFER = ("escalate", DESK, "2020-04-06", {"to_session": "Assembly 2020", "evidence": {"document": "MA20/5"}})
APPROVE = ("approve", COUNCIL_DESK, "2020-06-02", {"evidence": SAT, "words": {"en": "So be it."}})
LAUNCH = ("launch", DESK, "2020-06-20", OPENS)
AGREE = ("record consensus", CHAIR, "2020-03-03", {"evidence": AT})
LATER = ["Agreed, or with the Council", "Decided", "Consultation", "Considered"]


def steps(
    place: Location, *acts: tuple[str, str, str, dict[str, Any]], today: str = "2020-06-25"
) -> list[ProgressStep]:
    """The way of a topic on a day, once some acts are on record."""
    with open_register(place) as register:
        for act, by, on, fields in acts:
            register.act(convert_fields(act, {"of": ["2020/fog"], "by": by, "on": on, **fields}))
    with open_reader(place) as reader:
        standing = reader.standing(date.fromisoformat(today))
        topic = standing.topic("2020/fog")
        assert topic is not None
        return progress_of(topic, standing)


def to_come(*names: str) -> list[ProgressStep]:
    """Steps that are still to be taken."""
    return [ProgressStep(name, "to come") for name in names]


FORWARD = ProgressStep("Put forward", "done", "2020-02-10")
DEBATED = ProgressStep("Debated", "done", "2020-03-02")
REFERRED = ProgressStep("With the Council", "done", "2020-04-06")
DECIDED = ProgressStep("Decided", "done", "2020-06-02")


def test_the_present_step_of_each_state_is_marked_with_its_day(place: Location) -> None:
    assert steps(place, PROPOSE) == [ProgressStep("Put forward", "now", "2020-02-10"), *to_come("Debated", *LATER)]
    assert steps(place, DEBATE) == [FORWARD, ProgressStep("Debated", "now", "2020-03-02"), *to_come(*LATER)]
    assert steps(place, NONE)[1] == ProgressStep("Debated", "now", "2020-03-03", "no consensus")
    assert steps(place, REFER)[2:4] == [ProgressStep("With the Council", "now", "2020-04-06"), *to_come("Decided")]
    waits = [ProgressStep("Consultation", "now", note="to be launched"), *to_come("Considered")]
    assert steps(place, APPROVE) == [FORWARD, DEBATED, REFERRED, DECIDED, *waits]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2020-06-25", [ProgressStep("Consultation", "now", "2020-07-01", "from %(day)s"), *to_come("Considered")]),
        ("2020-07-10", [ProgressStep("Consultation", "now", "2020-09-01", "open to %(day)s"), *to_come("Considered")]),
        (
            "2020-09-02",
            [
                ProgressStep("Consultation", "done", "2020-09-01", "to %(day)s"),
                ProgressStep("Considered", "now", note="not on record"),
            ],
        ),
    ],
)
def test_a_consultation_says_where_it_stands_on_the_day(
    today: str, expected: list[ProgressStep], place: Location
) -> None:
    assert steps(place, PROPOSE, DEBATE, NONE, REFER, APPROVE, LAUNCH, today=today)[4:] == expected


def test_what_the_group_agreed_on_itself_never_was_with_the_council(place: Location) -> None:
    agreed = [ProgressStep("Agreed", "done", "2020-03-03"), ProgressStep("Decided", "done", note="by the Group")]
    assert steps(place, PROPOSE, DEBATE, AGREE)[2:4] == agreed


def test_a_way_that_ended_says_how_and_when(place: Location) -> None:
    withdrawn = ("withdraw", DESK, "2020-02-20", {"asked_by": ["unattributed"]})
    assert steps(place, PROPOSE, withdrawn) == [FORWARD, ProgressStep("withdrawn", "ended", "2020-02-20")]


def test_of_what_was_called_off_no_answers_are_said_to_have_closed(place: Location) -> None:
    cancelled = ("cancel", DESK, "2020-07-02", {"authority": {"en": "Made up."}, "notice": {"en": "Made up."}})
    way = steps(place, PROPOSE, DEBATE, NONE, REFER, APPROVE, LAUNCH, cancelled)
    assert way[4:] == [
        ProgressStep("Consultation", "done", "2020-06-20"),
        ProgressStep("cancelled", "ended", "2020-07-02"),
    ]


def test_an_outcome_considered_before_the_closing_is_a_step_that_was_taken(place: Location) -> None:
    meeting = (
        "convene",
        DESK,
        "2020-09-01",
        {"of": ["meeting/9"], "opens": "2020-09-07", "closes": "2020-09-07", "place": "not at hand"},
    )
    considered = ("record consideration", DESK, "2020-09-07", {"evidence": {"meeting": "9"}})
    launch = ("launch", DESK, "2020-06-20", {"opens": "2020-07-01", "closes": "2020-09-01"})
    way = steps(place, PROPOSE, DEBATE, NONE, REFER, APPROVE, launch, meeting, considered, today="2020-09-08")
    assert way[4:] == [
        ProgressStep("Consultation", "done", "2020-09-01", "to %(day)s"),
        ProgressStep("Considered", "done", "2020-09-07"),
    ]


def test_what_the_council_introduced_is_not_said_to_have_been_debated_by_the_group(place: Location) -> None:
    introduce = ("introduce", COUNCIL_DESK, "2020-06-02", {"version": TEXT, "unattributed": True, "evidence": SAT})
    way = steps(place, introduce)
    with_the_council = ProgressStep("With the Council", "now", "2020-06-02")
    assert way == [ProgressStep("Put forward", "done", "2020-06-02"), with_the_council, *to_come(*LATER[1:])]
    assert "Debated" not in [step.name for step in steps(place, APPROVE)]


def test_what_was_referred_back_is_debated_from_that_day(place: Location) -> None:
    introduce = ("introduce", COUNCIL_DESK, "2020-06-02", {"version": TEXT, "unattributed": True, "evidence": SAT})
    back = ("refer back", COUNCIL_DESK, "2020-06-02", {"guidance": {"en": "Study it."}, "evidence": SAT})
    agree = ("record consensus", CHAIR, "2020-09-07", {"evidence": {"meeting": "2"}})
    assert steps(place, introduce, back)[1] == ProgressStep("Debated", "now", "2020-06-02")
    assert steps(place, agree)[1] == ProgressStep("Debated", "done", "2020-06-02")
