"""Made-up rounds: plausible, repeatable, and under the procedure."""

from __future__ import annotations

from escalade.models.backends import Place
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.rounds import generate_rounds


def loaded(place: Place, topics: int, seed: int = 0, loader: str = "") -> Place:
    """A register with made-up rounds."""
    with open_register(place) as register:
        register.load((act.motion for act in generate_rounds(topics, seed)), loader=loader)
    return place


def test_made_up_rounds_obey_the_procedure(place: Place) -> None:
    assert verify(loaded(place, 60)).findings == []
    with open_reader(place) as reader:
        topics = reader.topics()
    assert len(topics) == 60
    assert {topic.state for topic in topics} >= {"agreed", "launched", "lapsed", "set aside"}


def test_whoever_watches_a_long_reading_is_told_how_far_it_is(place: Place) -> None:
    told: list[tuple[int, int]] = []
    size = verify(loaded(place, 240), watch=lambda done, of: told.append((done, of))).records
    assert size > 1024
    assert (told[0], told[-1]) == ((1024, 2 * size), (2 * size, 2 * size))  # each record is read twice
    assert told == sorted(told)
    told.clear()
    verify(place, since=1000, watch=lambda done, of: told.append((done, of)))
    assert told[-1] == (2 * size - 1000, 2 * size - 1000)
