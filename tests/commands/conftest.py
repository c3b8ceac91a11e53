"""A shell to type commands in, and registers to type them on."""

from __future__ import annotations

import json
import os
import pty
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from escalade.cli import run
from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case
from escalade.models.register import open_register
from tests.programs import MOUNT, UNMOUNT, need
from tests.rounds import generate_rounds

ISSUE_AGENDA = (
    "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form md --accept all --on 2020-03-01"
)
TOPIC = (
    "--title en='Made-up {0}' --question en='What of {0}?' --by-state 'Made-up Land' "
    "--on 2020-02-10 --as 'Made-up Desk'"
)
ROOM = 4 * 2**20
"""How large a disk of the tests is."""
CHAIR, DESK, ASSEMBLY = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
AT_MEETING = f"--meeting 1 --on 2020-03-02 {CHAIR}"
AT_SITTING = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"


class Called(NamedTuple):
    """What a command line gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The result, where it is JSON."""
        return json.loads(self.out)

    @property
    def refusal(self) -> Any:
        """The message, where it is JSON."""
        return json.loads(self.err)


@dataclass
class Shell:
    """A shell in a folder of its own, with a register that commands use."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def register(self) -> Path:
        """The register that commands use."""
        return self.folder / "register.db"

    def __call__(self, line: str, *words: str) -> Called:
        """Type a command line, and further words as they are."""
        self.capture.readouterr()
        code = run([*shlex.split(line), *words])
        return Called(code, *self.capture.readouterr())

    def does(self, *lines: str) -> str:
        """Type command lines that must work; the results of the last."""
        out = ""
        for line in lines:
            code, out, err = self(line)
            assert code == 0, f"{line}\n{err}"
        return out

    def makes_up(self, topics: int) -> None:
        """Make a register with made-up rounds."""
        create(location := Location(self.register))
        with open_register(location) as register:
            register.load(act.motion for act in generate_rounds(topics))

    def refuses(self, line: str, code: int, *words: str) -> Called:
        """Type a command line that is refused, and changes nothing at all."""
        before = self.everything()
        called = self(line, *words)
        assert called.code == code, called
        assert called.out == ""
        assert "Traceback" not in called.err
        assert self.everything() == before
        return called

    def everything(self) -> dict[str, bytes]:
        """Every file of the folder but the journal's own."""
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return {file.name: file.read_bytes() for file in files if not file.name.endswith(("-wal", "-shm"))}


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on a machine of its own, without a register yet."""
    monkeypatch.delenv("ESCALADE_OFFICER", raising=False)
    monkeypatch.setenv("ESCALADE_REGISTER", str(tmp_path / "register.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


def made(case: str, place: Path) -> Path:
    """A register with a shipped case in it, made once."""
    path = place / f"{case}.db"
    assert run(["--quiet", "--register", str(path), "load", str(find_shipped_case(case))]) == 0
    return path


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the made-up body, its round open."""
    return made("made_up_body", tmp_path_factory.mktemp("made-up"))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the real round."""
    return made("cwg_internet_2017", tmp_path_factory.mktemp("real"))


@pytest.fixture
def group(shell: Shell, made_up: Path) -> Shell:
    """A shell on the made-up body's register."""
    shutil.copy(made_up, shell.register)
    return shell


@pytest.fixture
def round_of_2017(shell: Shell, real: Path) -> Shell:
    """A shell on the register of the real round."""
    shutil.copy(real, shell.register)
    return shell


@pytest.fixture
def debated(group: Shell) -> Shell:
    """A shell on a round with two topics that are debated."""
    group.does(*(f"propose 2020/{name} {TOPIC.format(name)}" for name in ("lamps", "horns")))
    group.does(f"open-debate 2020 {AT_MEETING}")
    return group


@pytest.fixture
def referred(debated: Shell) -> Shell:
    """A shell on a round with two topics that are referred."""
    debated.does(
        f"record-no-consensus 2020 --tried en='A vote.' --refer --words not-at-hand {AT_MEETING}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return debated


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run([need(MOUNT), "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run([need(UNMOUNT), "--lazy", str(folder)], check=True)


@pytest.fixture
def signing(group: Shell) -> Shell:
    """A shell on a register whose record lists a key."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    group.does(f"publish-key '{line}' --on 2020-02-10 {DESK}")
    (group.folder / "public").write_text(line)
    return group


def public(shell: Shell) -> str:
    """The public key that was published."""
    return (shell.folder / "public").read_text()


@pytest.fixture
def sealing(group: Shell) -> Shell:
    """A shell on a register with keys on both sides, a paper, and a personal text."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    theirs = group.does("key new theirs.key --name made-up.example/assembly").strip()
    group.does(
        f"publish-key '{line}' --on 2020-02-10 {DESK}",
        f"propose 2020/lamps {TOPIC.format('lamps')}",
        f"record-statement lamps --holder Isle --text en=Ours. --on 2020-02-11 {DESK}",
        f"{ISSUE_AGENDA} {DESK}",
    )
    (group.folder / "public").write_text(line)
    (group.folder / "theirs").write_text(theirs)
    return group


@pytest.fixture
def handed(sealing: Shell) -> Shell:
    """A shell on a register that was handed over and sealed."""
    theirs = (sealing.folder / "theirs").read_text()
    sealing.does(
        f"hand-over 'Made-up Assembly Desk' --key '{theirs}' --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
    )
    return sealing


Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a line at a terminal of 80 columns, with the answers to come."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")

    def on_terminal(words: list[str], answers: str = "") -> tuple[int, str]:
        screen, keyboard = pty.openpty()
        shown: list[bytes] = []
        reading = threading.Thread(target=lambda: shown.extend(iter(lambda: _read(screen), b"")))
        os.write(screen, answers.encode())
        with open(keyboard, "r+b", buffering=0) as device, monkeypatch.context() as person:  # noqa: PTH123  # a descriptor
            for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
                person.setattr(sys, name, open(os.dup(device.fileno()), mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # closed below
            reading.start()
            code = run(words)
            for stream in (sys.stdin, sys.stdout, sys.stderr):
                stream.close()
        reading.join()
        os.close(screen)
        return code, b"".join(shown).decode().replace("\r\n", "\n")

    return on_terminal


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 4096)
    except OSError:  # the other end is gone
        return b""
