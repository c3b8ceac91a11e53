"""What is measured on: the program from its wheel, and made-up registers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, replay
from escalade.models.register import open_register
from escalade.models.store.schema_text import DIGEST
from tests.rounds import generate_rounds

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = shutil.ignore_patterns(".*", "*.egg-info", "__pycache__", "build", "demo", "dist", "tests")
REFERENCES = Path(__file__).with_name("reference")
KEPT, MANY, WHOLE = ROOT / "build" / "bench", 100_000, 1_000_000
"""Where a register with many topics is kept, how many they are, and how many of all that may be asked for.

A hundred thousand take two minutes to make, a million a quarter of an hour.
"""
TOPIC = "2017/ott"
"""The topic of the shipped case that reading commands are asked about."""


@dataclass
class Ground:
    """A folder in which everything lies that is measured on."""

    folder: Path
    quick: bool
    given: Path | None = None
    """A large register that is there already."""
    whole: bool = False
    """Whether growth is measured up to a million topics."""

    def count(self, full: int, quick: int) -> int:
        """A number of rounds or pieces: full, or less of it."""
        return quick if self.quick else full

    @cached_property
    def python(self) -> str:
        """An environment with escalade from its wheel, and ours for the rest."""
        copy = shutil.copytree(ROOT, self.folder / "tree", ignore=LEFT_BEHIND)
        wheels, venv = self.folder / "dist", self.folder / "venv"
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(copy))
        run(sys.executable, "-m", "venv", "--without-pip", str(venv))
        python = venv / "bin" / "python"
        (wheel,) = wheels.glob("*.whl")
        pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index")
        run(*pip, str(wheel))
        (packages,) = venv.glob("lib/python*/site-packages")
        (packages / "libraries.pth").write_text(f"{Path(click.__file__).parents[1]}\n", "utf-8")
        return str(python)

    @property
    def escalade(self) -> str:
        """The console script, from the wheel."""
        return str(Path(self.python).with_name("escalade"))

    def reference(self, name: str) -> tuple[str, ...]:
        """A reference program, run by the same interpreter."""
        return (self.python, str(REFERENCES / f"{name}.py"))

    @cached_property
    def real(self) -> Path:
        """A register with the shipped round of 2017."""
        path = self.empty("real.db")
        with open_register(Location(path)) as register:
            replay(register, find_shipped_case("cwg_internet_2017"), lambda *_: None)
        return path

    @cached_property
    def _empty(self) -> Path:
        path = self.folder / "empty.db"
        create(Location(path))
        return path

    def empty(self, name: str) -> Path:
        """A new register, without records."""
        return Path(shutil.copy(self._empty, self.folder / name))

    @property
    def large(self) -> Path:
        """The register that growth is measured on; the full one is kept for the next run."""
        if self.given or self.quick:
            return self.given or self.made_up(1_000)
        many = WHOLE if self.whole else MANY
        path = KEPT / f"topics-{many}-{DIGEST}.db"
        if not path.exists():
            KEPT.mkdir(parents=True, exist_ok=True)
            made = self.made_up(many)
            shutil.move(made, path)
        return path

    def made_up(self, topics: int, name: str = "") -> Path:
        """A register of made-up rounds with so many topics, made once a name."""
        path = self.folder / f"made-up-{name or topics}.db"
        if not path.exists():
            self.empty(path.name)
            with open_register(Location(path)) as register:
                register.load(act.motion for act in generate_rounds(topics))
        return path


def run(*command: str) -> None:
    """Run a command that must work."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
