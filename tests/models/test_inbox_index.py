"""The index of what may be awaited, read in order and some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from escalade.models.backends import Place
from escalade.models.reader import open_reader
from escalade.models.store import inbox_index
from escalade.models.store.inbox_index import InboxTable
from escalade.models.store.projections import awaited_rows
from tests.lives import Life

TOPICS = tuple(f"2031/{letter}" for letter in "abcde")


@pytest.fixture
def life() -> Life:
    """Topics that wait for the same."""
    found = Life().begins()
    for name in TOPICS:
        found.brings(name, "proposed")
    return found


@pytest.fixture
def table(place: Place, keep: Callable[[Place, Life], Place], life: Life) -> Iterator[InboxTable]:
    """The index of a register that holds them."""
    with open_reader(keep(place, life)) as reader:
        yield InboxTable(reader.connection)


def lots(life: Life) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The rows that the topics make, by whose they are and their lot."""
    made: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for reference in life.memory.subjects:
        for whose, lot, since, *_, subject in awaited_rows(life.subject(reference), {}):
            made.setdefault((whose, lot), []).append((since, subject))
    return {key: sorted(rows) for key, rows in made.items()}


def test_the_rows_of_a_lot_are_those_its_subjects_make_in_order(table: InboxTable, life: Life) -> None:
    made = lots(life)
    assert any({subject for _, subject in rows} >= set(TOPICS) for rows in made.values())
    for (whose, lot), rows in made.items():
        assert list(table.rows(whose, lot)) == rows


@pytest.mark.parametrize("some", [2, 3, 5, 6, 7])
def test_a_lot_read_some_at_a_time_gives_each_row_once(
    table: InboxTable, life: Life, some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_index, "SOME", some)
    (whose, lot), rows = max(lots(life).items(), key=lambda one: len(one[1]))
    assert len(rows) >= len(TOPICS)
    assert list(table.rows(whose, lot)) == rows
    assert list(table.rows(whose, lot, *rows[2])) == rows[2:]


def test_lots_are_found_by_how_they_begin_and_only_those_of_whose_they_are(table: InboxTable, life: Life) -> None:
    whose = next(iter(lots(life)))[0]
    names = sorted({lot for owner, lot in lots(life) if owner == whose})
    assert list(table.lots(whose, "")) == names
    beginning = names[0][:4]
    assert list(table.lots(whose, beginning)) == [one for one in names if one.startswith(beginning)]
    assert list(table.lots(whose, "~")) == []
    assert list(table.lots("nobody", "")) == []
    assert table.lot_after(whose, names[-1]) is None
