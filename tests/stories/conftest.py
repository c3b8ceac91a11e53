"""How a story is told: command by command, on a made-up body's register."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from escalade.cli import run
from escalade.models.cases import find_shipped_case

BODY = find_shipped_case("made_up_body")


@cache
def prepared(*lines: str) -> bytes:
    """The register that command lines make, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.db"
        for line in lines:
            assert run(["--register", str(path), *shlex.split(line)]) == 0, line
        return path.read_bytes()


def debated(*names: str) -> list[str]:
    """The command lines that bring topics of the made-up body to their debate."""
    return [
        *(
            f"propose 2020/{name} --title en='Made-up {name}' --question en='What of {name}?' "
            "--by-state 'Made-up Land' --on 2020-02-10 --as 'Made-up Desk'"
            for name in names
        ),
        f"open-debate {' '.join(names)} --meeting 1 --on 2020-03-02 --as 'Made-up Chair'",
    ]


@dataclass
class Teller:
    """Someone who types commands and looks at what they do."""

    register: Path
    capture: pytest.CaptureFixture[str]

    def types(self, line: str) -> tuple[int, str, str]:
        """What a command line gives: exit code, results, and the rest, with plain spaces."""
        self.capture.readouterr()
        code = run(["--register", str(self.register), *shlex.split(line)])
        printed = self.capture.readouterr()
        return code, printed.out.replace("\u00a0", " "), printed.err

    def does(self, *lines: str) -> str:
        """Type command lines that must work; the results of the last."""
        out = ""
        for line in lines:
            code, out, err = self.types(line)
            assert code == 0, f"{line}\n{err}"
        return out

    def begins(self, *lines: str) -> None:
        """Type command lines that must work, the first in a register: what they make is copied."""
        with self.register.open("xb") as file:
            file.write(prepared(*lines))

    def draws(self, paper: str, language: str = "en") -> str:
        """A paper in a language, without the marks of direction and the narrow spaces."""
        drawn = self.does(f"{paper} --language {language}").partition("<!--")[0]
        return drawn.translate(dict.fromkeys(range(0x2066, 0x206A))).replace("\u202f", " ")

    def is_refused(self, line: str, *rules: str) -> None:
        """Type a command line that the procedure refuses, for these rules."""
        before = self.export()
        code, _, err = self.types(f"--format json {line}")
        assert code == 3, err
        assert {cause["rule"] for cause in json.loads(err)["causes"]} == set(rules)
        assert self.export() == before

    def states(self, group: str = "2020") -> dict[str, str]:
        """Where the topics of a round stand."""
        rows = json.loads(self.does(f"list {group} --format json"))
        return {row["reference"].rpartition("/")[2]: row["state"] for row in rows}

    def acts(self, reference: str) -> list[str]:
        """The acts on record of a subject."""
        return [row["act"] for row in self.history(reference)]

    def history(self, reference: str) -> list[dict[str, Any]]:
        """The records of a subject."""
        found: list[dict[str, Any]] = json.loads(self.does(f"history {shlex.quote(reference)} --format json"))
        return found

    def export(self) -> str:
        """The whole register as a case."""
        return self.does("export --format json") if self.register.exists() else ""

    def holds(self) -> bool:
        """Whether verify finds nothing wrong."""
        return self.types("verify")[0] == 0


@pytest.fixture
def teller(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Teller:
    """A teller on a machine of their own, without a register yet."""
    for name in ("ESCALADE_REGISTER", "ESCALADE_OFFICER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Teller(tmp_path / "register.db", capsys)


@pytest.fixture
def group(teller: Teller) -> Teller:
    """A teller on the made-up body's register, its round open."""
    teller.begins(f"load {BODY}")
    return teller


Propose = Callable[..., None]


@pytest.fixture
def with_topics(teller: Teller) -> Callable[..., Teller]:
    """A teller on a round in which topics were proposed and are debated."""

    def proposed(*names: str) -> Teller:
        teller.begins(f"load {BODY}", *debated(*names))
        return teller

    return proposed
