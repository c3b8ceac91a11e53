"""A journal that was cut, torn or lost: what was committed is there, or its loss is found.

Until SQLite moves them into the register's own file, the newest records lie in
a journal beside it (`-wal`). A machine that stops may leave any part of it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from escalade.models.backends import Location
from escalade.models.cases import export_lines
from escalade.models.integrity.receipts import contains_ledger
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.back_end import BackEnd, Files
from tests.lives import TOPIC, Life, at, en

ACTS = 4
FRAME = 4096 + 24
"""A page and its header, in the journal (SQLite's file format, section 4)."""


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: a server keeps its own journal."""
    return Files(empty, tmp_path)


class Stopped(NamedTuple):
    """A register as a machine left it that stopped."""

    file: bytes
    journal: bytes
    ends: dict[int, tuple[int, str]]
    """By how long the journal was after each act: the size and root of the record then."""
    whole: bytes
    """The file once all of the journal was moved into it."""


@pytest.fixture
def stopped(place: Location) -> Stopped:
    """A register whose newest acts lie in the journal alone."""
    life = at(Life(), "debated")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    journal = journal_of(place)
    with closing(sqlite3.connect(place.path)) as reading, open_register(place, clock=life.noon) as register:
        reading.execute("SELECT count(*) FROM record").fetchone()  # whoever reads keeps the journal where it is
        file, ends = place.path.read_bytes(), {0: said(place)}
        for _ in range(ACTS):
            register.act(life.fitting("record statement", TOPIC, text=en("A word.")))
            ends[journal.stat().st_size] = said(place)
        kept = journal.read_bytes()
        assert place.path.read_bytes() == file
    assert not journal.exists()
    return Stopped(file, kept, ends, place.path.read_bytes())


def journal_of(place: Location) -> Path:
    """Where the journal of a register lies."""
    return place.path.with_name(f"{place.path.name}-wal")


def said(place: Location) -> tuple[int, str]:
    """The size and the root of a record."""
    with open_reader(place) as reader:
        return reader.size(), reader.root()


def left(place: Location, file: bytes, journal: bytes) -> tuple[int, str]:
    """What is on record in a register that was left so; all of it holds, and it is used again."""
    shutil.rmtree(place.path.parent, ignore_errors=True)
    place.path.parent.mkdir()
    place.path.write_bytes(file)
    journal_of(place).write_bytes(journal)
    found = said(place)
    assert verify(place).findings == []
    with open_reader(place) as reader:
        assert len(list(export_lines(reader))) == found[0]
    return found


def committed(stopped: Stopped, length: int) -> tuple[int, str]:
    """What had been recorded when the journal was so long."""
    return stopped.ends[max(end for end in stopped.ends if end <= length)]


def test_of_a_journal_that_was_cut_anywhere_every_whole_act_is_on_record(stopped: Stopped, tmp_path: Path) -> None:
    place, size = Location(tmp_path / "left" / "register.db"), len(stopped.journal)
    frames = range(32, size + 1, FRAME)
    lengths = sorted({0, 1, 31, *frames, *(end - 1 for end in frames), *(end + 30 for end in frames), size})
    assert len(stopped.ends) == ACTS + 1
    for length in lengths:
        assert left(place, stopped.file, stopped.journal[:length]) == committed(stopped, length), length


def test_of_a_journal_that_was_torn_every_act_before_the_tear_is_on_record(stopped: Stopped, tmp_path: Path) -> None:
    place = Location(tmp_path / "left" / "register.db")
    for end in range(32 + FRAME, len(stopped.journal) + 1, FRAME):
        torn = bytearray(stopped.journal)
        torn[end - 2000 : end - 1000] = bytes(reversed(torn[end - 2000 : end - 1000]))
        torn[end - 1] ^= 1
        assert left(place, stopped.file, bytes(torn)) == committed(stopped, end - FRAME), end


def test_a_file_that_the_journal_was_half_moved_into_is_made_whole(stopped: Stopped, tmp_path: Path) -> None:
    """A killing while the journal is moved: it stays until every page of it was."""
    place, newest = Location(tmp_path / "left" / "register.db"), list(stopped.ends.values())[-1]
    for end in range(0, len(stopped.whole) + 1, 4096):
        half = stopped.whole[:end] + stopped.file[end:]
        assert left(place, half, stopped.journal) == newest, end
        assert left(place, stopped.file[:end] + stopped.whole[end:], stopped.journal) == newest, end


@pytest.mark.parametrize("kept", range(ACTS))
def test_what_was_lost_with_the_journal_is_found_by_a_later_seal(stopped: Stopped, tmp_path: Path, kept: int) -> None:
    """What is left holds in itself; whoever has a paper issued since knows that it is not all."""
    place, (length, *_) = Location(tmp_path / "left" / "register.db"), list(stopped.ends)[kept:]
    left(place, stopped.file, stopped.journal[:length])
    newest = list(stopped.ends.values())
    with open_reader(place) as reader:
        told = [contains_ledger(reader, *seal) for seal in newest]
    assert [one.ok for one in told] == [number <= kept for number in range(ACTS + 1)]
    assert "it was cut, or is an old backup" in told[-1].sentence


def test_a_journal_of_another_register_is_not_taken_for_ones_own(
    stopped: Stopped, tmp_path: Path, another: Callable[[str], Location]
) -> None:
    """Nothing in a journal says whose it is; verify says that what came of it is wrong."""
    other = another("other.db")
    place = Location(tmp_path / "left" / "register.db")
    place.path.parent.mkdir()
    shutil.copy(other.path, place.path)
    journal_of(place).write_bytes(stopped.journal)
    assert verify(place).findings != []
