"""Each holder has one position, the latest, also once names are erased."""

from __future__ import annotations

import pytest

from escalade.workflow.subjects.topic import Topic
from tests.lives import DESK, TOPIC, Life, at


@pytest.fixture
def life() -> Life:
    """A topic on which somebody who is not named took two positions."""
    found = at(Life(), "debated")
    for stance in ("reserve", "support"):
        found.does("take position", TOPIC, stance=stance, unattributed=True)
    return found


def held(topic: Topic) -> list[int]:
    """The numbers of the positions that somebody has."""
    return [record.ordinal for record, _ in topic.current_positions]


def test_what_had_given_way_when_names_were_erased_stays_so(life: Life) -> None:
    first = life.topic().positions[0][0]
    assert (held(life.topic()), life.topic().list_replacing(first)) == ([4], ("2031/a#4",))
    life.does("redact", f"{TOPIC}#4", replaced=(f"{TOPIC}#3",), by=DESK)
    assert (held(life.topic()), life.topic().list_replacing(first)) == ([4], ()), "by what is not known any more"
    life.does("redact", f"{TOPIC}#3", replaced=(f"{TOPIC}#3",), by=DESK)
    assert held(life.topic()) == [4]
