"""Made-up rounds: plausible, repeatable, and under the procedure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.models.backends import Place
from escalade.models.cases import export_lines, replay
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.rounds import generate_rounds

Another = Callable[[str], Place]


def loaded(place: Place, topics: int, seed: int = 0, loader: str = "") -> Place:
    """A register with made-up rounds."""
    with open_register(place) as register:
        register.load((act.motion for act in generate_rounds(topics, seed)), loader=loader)
    return place


def test_made_up_rounds_obey_the_procedure(place: Place) -> None:
    assert verify(loaded(place, 60)).findings == []
    with open_reader(place) as reader:
        topics = reader.topics()
        counted = {state: count for _, state, count in reader.tally("topic")}
    assert len(topics) == 60
    assert counted.keys() >= {"agreed", "launched", "lapsed", "set aside"}


def test_the_same_seed_makes_the_same_ledger_and_another_another(another: Another) -> None:
    roots = [verify(loaded(another(f"{place}.db"), 12, seed)).root for place, seed in enumerate((1, 1, 2))]
    assert roots[0] == roots[1] != roots[2]


@pytest.mark.parametrize("topics", [1, 4, 9])
def test_there_are_as_many_topics_as_were_asked_for(place: Place, topics: int) -> None:
    assert [act.line for act in generate_rounds(topics)][-1] == topics
    with open_reader(loaded(place, topics)) as reader:
        assert len(reader.topics()) == topics


def test_made_up_rounds_are_exported_and_loaded_again_byte_for_byte(another: Another, tmp_path: Path) -> None:
    first, second = loaded(another("first.db"), 10), another("second.db")
    with open_reader(first) as reader:
        written = b"".join(export_lines(reader))
    (tmp_path / "case.jsonl").write_bytes(written)
    with open_register(second) as register:
        replay(register, tmp_path / "case.jsonl", lambda *_: None)
    assert verify(second).root == verify(first).root


def test_whoever_watches_a_long_reading_is_told_how_far_it_is(place: Place) -> None:
    told: list[tuple[int, int]] = []
    size = verify(loaded(place, 240), watch=lambda done, of: told.append((done, of))).records
    assert size > 1024
    assert (told[0], told[-1]) == ((1024, 2 * size), (2 * size, 2 * size))  # each record is read twice
    assert told == sorted(told)
    told.clear()
    verify(place, since=1000, watch=lambda done, of: told.append((done, of)))
    assert told[-1] == (2 * size - 1000, 2 * size - 1000)
