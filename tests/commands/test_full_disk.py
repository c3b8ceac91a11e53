"""A disk that is full: what is said, what is left, and what goes on after.

Each command is tried on a small disk of its own that has no room at all, then
a page more, and so on until it has enough. Until then it is refused, and
everything is as it was.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Propose

from .conftest import DESK, ROOM, TOPIC, Called, Shell

PAGE = 4096
"""By how much room grows from one attempt to the next."""
FULL = ("full", "no space left on device")
ISSUE = "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form docx --accept all --on 2020-03-01"


@pytest.fixture
def small(shell: Shell, made_up: Path, disk: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on that disk, with the made-up body's register, its key and a topic."""
    shutil.copy(made_up, disk / "register.db")
    monkeypatch.setenv("ESCALADE_REGISTER", str(disk / "register.db"))
    monkeypatch.chdir(disk)
    small = Shell(disk, shell.capture)
    line = small.does("key new ledger.key --name made-up.example/group").strip()
    small.does(f"publish-key '{line}' --on 2020-02-10 {DESK}", f"propose 2020/lamps {TOPIC.format('lamps')}")
    small.does("export --to before.jsonl", "note 2020 --to note.md")
    return small


def room(disk: Path, left: int) -> None:
    """Fill a disk but for so many bytes."""
    filler = disk / ".filler"
    filler.unlink(missing_ok=True)
    with filler.open("wb", buffering=0) as file:
        size = max(shutil.disk_usage(disk).free - left, 0)
        assert file.write(bytes(size)) == size


def attempts(small: Shell, line: str, *words: str) -> Iterator[Called]:
    """What a command gave with ever more room, until it had enough."""
    before, left, code = held(small), 0, 1
    while code:
        room(small.folder, left)
        called = small(line, *words)
        code, left = called.code, left + PAGE
        assert left < ROOM, called
        (small.folder / ".filler").unlink()
        if code:
            assert held(small) == before, called
        yield called


def held(shell: Shell) -> tuple[dict[str, bytes], int, str]:
    """Every file of the disk, and what is on record."""
    with open_reader(Location(shell.register)) as reader:
        recorded = reader.size(), reader.root()
    return shell.everything(), *recorded


MADE_UP = (
    '{"act":"propose","of":["2020/%d"],"by":"Made-up Desk","on":"2020-02-10","unattributed":true,'
    '"version":{"title":{"en":"Made up"}}}\n'
)
PROPOSE = f"propose 2020/horns {TOPIC.format('horns')}"
WRITING = {
    "act": PROPOSE,
    "load": f"load more.jsonl {DESK}",
    "new": "load before.jsonl --register new.db",
    "rebuild": "rebuild",
    "issue": f"{ISSUE} --to papers {DESK}",
    "backup": "backup copy.db",
    "export": "export --to before.jsonl",
    "sealed": "export --sealed group.sealed --key ledger.key",
    "unseal": "load --sealed given.sealed --register there.db",
    "paper": "note 2020 --to note.md",
    "papers": "note 2020 --to note.docx",
    "archive": "archive 2020 --to archive --key ledger.key",
    "key": "key new other.key --name other.example/key",
    "checkpoint": "checkpoint --key ledger.key --to now.checkpoint",
}


@pytest.mark.parametrize("what", WRITING)
def test_what_finds_no_room_is_refused_and_changes_nothing(small: Shell, what: str) -> None:
    small.does("export --sealed given.sealed --key ledger.key")
    (small.folder / "more.jsonl").write_text("".join(MADE_UP % number for number in range(60)))
    *refused, done = attempts(small, WRITING[what])
    assert refused != []
    for called in refused:
        assert (called.code, called.out) == (1, ""), called
        assert any(word in called.err for word in FULL), called
        assert not any(word in called.err for word in ("Traceback", "defect", ".new")), called
    assert done.code == 0
    small.does("verify", f"propose 2020/bells {TOPIC.format('bells')}", "verify")


@pytest.mark.parametrize("line", ["list", "show lamps", "history lamps", "verify", "export"])
def test_a_register_on_a_full_disk_is_still_read(small: Shell, line: str) -> None:
    whole = small.does(line)
    room(small.folder, 0)
    assert small.does(line) == whole
    (small.folder / ".filler").unlink()
    small.does(f"propose 2020/bells {TOPIC.format('bells')}", "verify")


def test_the_doctor_says_that_the_disk_is_full(small: Shell) -> None:
    room(small.folder, 0)
    called = small("doctor --format json")
    assert (called.code, [check["name"] for check in called.data if not check["ok"]]) == (4, ["room"])


def test_what_lies_beside_the_register_alone_is_not_left_out(small: Shell) -> None:
    """A machine that stopped left the newest record in the journal, which needs room to be read."""
    with open_register(Location(small.register)) as register:
        register.act(late())
        journal = small.folder / "register.db-wal"
        kept = small.register.read_bytes(), journal.read_bytes()
    small.register.write_bytes(kept[0])
    journal.write_bytes(kept[1])
    room(small.folder, 0)
    called = small("show 2020/late")
    assert (called.code, called.out, "full" in called.err) == (1, "", True), called
    (small.folder / ".filler").unlink()
    assert "2020/late" in small.does("show 2020/late")
    small.does("verify")


def late() -> Propose:
    """A topic more."""
    return msgspec.json.decode(MADE_UP.replace("%d", "late"), type=Propose)


LIMITED = """
import resource, sys
from escalade.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(run(sys.argv[2:]))
"""


def test_a_file_that_may_grow_no_further_is_a_disk_without_room(group: Shell) -> None:
    """The same where no disk can be mounted: the system lets no file grow."""
    before = held(group)
    words = [sys.executable, "-c", LIMITED, str(len(group.register.read_bytes()) // 8), *shlex.split(PROPOSE)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "lies on a disk that is full, or that fails. Nothing was recorded" in " ".join(done.stderr.split())
    assert held(group) == before
    group.does(PROPOSE, "verify")
