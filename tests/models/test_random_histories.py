"""Random histories in a real register: loaded, exported, rebuilt, verified."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from escalade.models.backends import Place
from escalade.models.cases import export_lines, export_toml, replay
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.workflow.inbox.pages import FIRST, Bookmark, Inbox, InboxItem
from escalade.workflow.records.record import encode
from escalade.workflow.subjects.evidence import stands_on_provisional, waits_for_the_chair
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic, titles_of
from escalade.workflow.values.errors import EscaladeError
from tests.back_end import BackEnd
from tests.lives import Life, inbox
from tests.walk import OFFICERS, Walk, lived

SEEDS = st.integers(0, 2**32)
walks = settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),  # a seed has nothing to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # an empty register is the same each time
)
DERIVED = (
    "SELECT * FROM subject ORDER BY reference",
    "SELECT * FROM words ORDER BY position",
    "SELECT * FROM awaited ORDER BY whose, subject, source",
    "SELECT * FROM happening ORDER BY kind, last, subject",
)


def registers(back: BackEnd, number: int) -> list[Place]:
    """New registers, thrown away with the test."""
    return [back.new(f"{one}.db") for one in range(number)]


def write(place: Place, life: Life) -> None:
    """Write a life down in a register."""
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)


def derived(reader: Reader) -> list[list[tuple[object, ...]]]:
    """What is derived in a register."""
    return [reader.connection.execute(statement).fetchall() for statement in DERIVED]


def by_pages(standing: Standing, officer: str | None) -> tuple[InboxItem, ...]:
    """What waits, three at a time."""
    onward: Bookmark | None = FIRST
    found: list[InboxItem] = []
    while onward is not None:
        entries, onward = Inbox(standing, officer).page(3, onward)
        found += entries
    return tuple(found)


@walks
@given(seed=SEEDS)
def test_an_export_loaded_into_an_empty_register_exports_the_same_bytes(
    back: BackEnd, tmp_path: Path, seed: int
) -> None:
    life = lived(seed, 80).life
    first, second, third = registers(back, 3)
    write(first, life)
    with open_reader(first) as reader:
        lines, toml = b"".join(export_lines(reader)), "".join(export_toml(reader))
        root = reader.root()
    for copy, name, data in ((second, "case.jsonl", lines), (third, "case.toml", toml.encode())):
        path = tmp_path / name
        path.write_bytes(data)
        with open_register(copy, clock=life.noon) as register:
            replay(register, path, lambda *_: None)
        with open_reader(copy) as reader:
            assert b"".join(export_lines(reader)) == lines
            assert "".join(export_toml(reader)) == toml
            assert reader.root() == root


@walks
@given(seed=SEEDS)
def test_rebuild_and_verify_agree_after_random_histories(back: BackEnd, seed: int) -> None:
    life = lived(seed, 80).life
    (place,) = registers(back, 1)
    write(place, life)
    assert verify(place).findings == []
    with open_reader(place) as reader:
        before = derived(reader)
    assert rebuild(place) == len(life.memory.subjects)
    with open_reader(place) as reader:
        assert derived(reader) == before
    assert verify(place).findings == []


@walks
@given(seed=SEEDS)
def test_a_register_says_what_the_memory_says(back: BackEnd, seed: int) -> None:
    life = lived(seed, 80).life
    (place,) = registers(back, 1)
    write(place, life)
    with open_reader(place) as reader:
        standing = reader.standing(life.today)
        assert sorted(standing.subjects) == sorted(life.memory.subjects)
        for name, subject in life.memory.subjects.items():
            assert [encode(record) for record in standing.subject(name).records] == [
                encode(record) for record in subject.records
            ]
            assert [record.annulled_by for record in reader.history(name)] == [
                record.annulled_by for record in subject.told
            ]
        for officer in (None, *OFFICERS):
            assert inbox(standing, officer) == inbox(life.standing, officer)
            assert by_pages(standing, officer) == inbox(standing, officer)
        for name in life.memory.subjects:
            assert standing.naming.get(name, ()) == life.standing.naming.get(name, ())
            assert standing.naming.get(f"to:{name}", ()) == life.standing.naming.get(f"to:{name}", ())
        topics = {name: one for name, one in life.memory.subjects.items() if isinstance(one, Topic)}
        for row in reader.topics():
            topic = topics.pop(row.reference)
            last = topic.last_move or topic.records[-1]
            told = topic.record(last.reference)
            assert told
            assert (row.state, row.newest, row.on, row.title, row.waits, row.provisional, row.objections) == (
                topic.state, topic.newest, told.on, titles_of(topic),
                waits_for_the_chair(topic, life.standing), stands_on_provisional(topic, life.standing),
                topic.objections_told,
            )  # fmt: skip
        assert topics == {}


@pytest.mark.parametrize("seed", [3, 14, 15])
def test_acts_one_by_one_come_to_the_same_as_a_load(back: BackEnd, seed: int) -> None:
    walk = Walk(seed)
    for _ in walk.attempts(40):
        pass
    motions = tuple(walk.life.performed)
    first, second = registers(back, 2)
    write(first, walk.life)
    with open_register(second, clock=walk.life.noon) as register:
        for motion in motions:
            register.act(motion)
            with suppress(EscaladeError):
                tried = walk.draw()
                register.act(tried or motion, dry_run=True)
    with open_reader(first) as one, open_reader(second) as other:
        assert (one.size(), one.root(), derived(one)) == (other.size(), other.root(), derived(other))
