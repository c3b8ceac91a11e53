"""Where a register lies, how it is made, and why it cannot be opened."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import (
    ExistingRegisterError,
    Location,
    create,
)
from escalade.models.backends.sqlite import FileEngine
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.back_end import BackEnd, Files
from tests.lives import Life, constitution
from tests.models.opening import opens, sentence
from tests.programs import PROC

ABSENT = (
    "There is no register at {}.{} “escalade init” begins one; “escalade load FILE” and “escalade demo” make one "
    "with what is in it."
)


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_server.py."""
    return Files(empty, tmp_path)


@pytest.mark.parametrize("name", ["plain.db", "50% off? #1 & more.db", "ünïcode ’.db"])
def test_a_register_is_made_and_opened_whatever_its_file_is_called(name: str, tmp_path: Path) -> None:
    location = Location(tmp_path / name)
    create(location)
    with open_register(location) as register:
        register.act(constitution())
    with open_reader(location) as reader:
        assert reader.size() == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("write", [False, True])
def test_a_register_that_is_not_there_is_named_with_what_makes_one(tmp_path: Path, write: bool) -> None:  # noqa: FBT001  # the column above
    missing, lost = Location(tmp_path / "none.db"), Location(tmp_path / "gone" / "none.db")
    assert sentence(lambda: opens(missing, write=write)) == ABSENT.format(missing, "")
    folder = f" The folder {tmp_path / 'gone'} does not exist either."
    assert sentence(lambda: opens(lost, write=write)) == ABSENT.format(lost, folder)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_looked_at_is_not_called_empty(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        opens(Location(tmp_path / ("x" * 300)), write=False)


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    location = Location(tmp_path)
    said = f"The register at {tmp_path} is a folder. Name a file in it with --register."
    assert sentence(lambda: opens(location, write=False)) == said
    assert sentence(lambda: create(location)) == said


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"This is a letter, not a database, and it is long enough.\n" * 20, "is not a database"),
        (b"x", "is a database, but not a register"),  # as far as the database can tell from so little
        (b"", "is a database, but not a register"),
    ],
)
def test_a_file_of_another_kind_is_no_register(tmp_path: Path, content: bytes, problem: str) -> None:
    location = Location(tmp_path / "letter.txt")
    location.path.write_bytes(content)
    assert sentence(lambda: opens(location, write=False)) == (
        f"The register at {location} {problem}. Name the right file with --register."
    )
    assert location.path.read_bytes() == content


def test_another_database_is_no_register(tmp_path: Path) -> None:
    said = "The register at {} is a database, but not a register. Name the right file with --register."
    location = Location(tmp_path / "other.db")
    with closing(sqlite3.connect(location.path)) as connection:
        connection.execute("CREATE TABLE lamp (name TEXT)")
    assert sentence(lambda: opens(location, write=True)) == said.format(location)
    with closing(sqlite3.connect(location.path)) as connection:
        connection.execute("CREATE TABLE made_with (digest TEXT)")
    assert sentence(lambda: opens(location, write=True)) == said.format(location)


def test_a_register_is_not_made_over_another_file(place: Location) -> None:
    before = place.path.read_bytes()
    assert sentence(lambda: create(place)) == (
        f"There is a file at {place} already; name another place with --register."
    )
    assert place.path.read_bytes() == before
    with pytest.raises(ExistingRegisterError):
        create(place)


def test_a_register_is_not_made_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    location = Location(tmp_path / "gone" / "register.db")
    assert sentence(lambda: create(location)) == (
        f"The register at {location} cannot be made: the folder {tmp_path / 'gone'} does not exist."
    )
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileEngine, "make", lambda _: sqlite3.connect(tmp_path))
    location = Location(tmp_path / "register.db")
    assert sentence(lambda: create(location)) == (
        f"The register at {location} cannot be opened. Check that the file and its folder exist and may be read."
    )
    assert list(tmp_path.iterdir()) == []


READING = """
import json, os, sys
from pathlib import Path
import escalade.models.backends.sqlite
import escalade.models.backends.schema_check
import escalade.models.store.guards
from escalade.models.backends import Location, create
from escalade.models.backends.sqlite import FileEngine
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.values.errors import RegisterError
from escalade.workflow.motions import OpenRound
from escalade.models.backends import locate
place = Location(Path(sys.argv[1]))
locate(None)
if os.getuid() == 0:  # rights bind everyone else; what is imported lazily was imported before
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
said = []
for action in (
    lambda: create(Location(place.path.with_name("new.db"))),
    lambda: open_register(place).__enter__().act(OpenRound(of=("2031",), by="Desk")),
):
    try:
        action()
        said.append("done")
    except RegisterError as error:
        said.append(str(error))
with open_reader(place) as reader:
    said.append(reader.size())
print(json.dumps(said))
"""


def as_a_stranger(place: Location) -> list[object]:
    """What someone without rights is told: on making, writing and reading."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READING, str(place.path)],
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[object] = json.loads(done.stdout)
    return said


@pytest.fixture
def readable(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Iterator[Location]:
    """A register that everyone may read, in a folder that everyone may enter."""
    folder = tmp_path_factory.mktemp("readable")
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.getuid() and above.stat().st_mode & 0o005 != 0o005:
            above.chmod(0o755)
    path = folder / "register.db"
    path.write_bytes(empty.read_bytes())
    life = Life().begins()
    with open_register(Location(path), clock=life.noon) as register:
        register.load(life.performed)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield Location(path)
    folder.chmod(0o755)


def test_a_register_that_may_only_be_read_is_read_and_not_written(readable: Location) -> None:
    made, written, size = as_a_stranger(readable)
    assert made == (
        f"The register at {readable.path.with_name('new.db')} cannot be made: permission denied. "
        "Ask for the right to write to its folder."
    )
    assert written == (
        f"The register at {readable} is read-only. Ask for the right to write to the file and to its folder."
    )
    assert size == 2
    assert [path.name for path in readable.path.parent.iterdir()] == ["register.db"]


@pytest.mark.needs(PROC)
def test_a_register_is_not_made_where_nobody_may_write() -> None:
    location = Location(Path("/proc/register.db"))
    assert sentence(lambda: create(location)) == (
        "The register at /proc/register.db cannot be made: no such file or directory. "
        "Ask for the right to write to its folder."
    )
