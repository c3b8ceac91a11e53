"""What `pip install escalade` brings, without any extra, plays the round."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.release.dependencies import walk_dependencies

BEYOND = ("fastapi", "docx", "typst", "icalendar", "holidays", "cryptography", "psycopg", "lxml", "httpx2")
"""What only extras bring."""


class Core:
    """The program with what it needs, and nothing else to import but Python's own library."""

    def __init__(self, packages: Path, folder: Path) -> None:
        """Run it in a folder."""
        self.packages, self.folder = packages, folder

    def python(self, code: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run code with nothing but that."""
        begin = f"import sys; sys.path.insert(0, {str(self.packages)!r}); "
        command = [sys.executable, "-I", "-S", "-c", begin + code, *words]
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder)}
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=600
        )

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Type a command line."""
        return self.python("from escalade.cli import run; sys.exit(run(sys.argv[1:]))", *words)

    def does(self, *words: str) -> str:
        """Type a command line that must work; what it prints."""
        done = self(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def core(wheel: ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Core:
    """The wheel unpacked, beside links to what it asks for."""
    packages = tmp_path_factory.mktemp("packages")
    wheel.extractall(packages)
    for one in walk_dependencies(()):
        found = distribution(one.name)
        names = {file.parts[0] for file in found.files or () if file.parts[0] not in {"..", "__pycache__"}}
        for name in names:
            (packages / name).symlink_to(Path(str(found.locate_file(name))))
    made = Core(packages, tmp_path_factory.mktemp("folder"))
    made.does("demo", "--out", "demo")
    return made


def test_nothing_that_an_extra_brings_is_there(core: Core) -> None:
    code = "from importlib.util import find_spec; print([name for name in sys.argv[1:] if find_spec(name)])"
    assert core.python(code, *BEYOND, "click").stdout.strip() == "['click']"


def test_the_core_plays_the_round_and_verifies_it(core: Core) -> None:
    register = "--register", "demo/register.db"
    rows = json.loads(core.does(*register, "list", "--format", "json"))
    assert {row["reference"] for row in rows} == {"2017/gender", "2017/ott"}
    core.does(*register, "verify")
    for command in (("history", "2017/ott"), ("note", "2017"), ("note", "2017", "--language", "ar", "--to", "n.html")):
        core.does(*register, *command)
    assert "<html" in (core.folder / "n.html").read_text("utf-8")


EACH = """
from contextlib import redirect_stderr; from io import StringIO; from escalade.cli import run
for line in sys.argv[1:]:
    with redirect_stderr(StringIO()) as said:
        code = run(["--register", "demo/register.db", *line.split()])
    if code == 0 or "escalade[" not in said.getvalue():
        print(line, code, said.getvalue())
"""
"""Type command lines, and tell those that do not say which extra they need."""


def test_what_needs_an_extra_says_which(core: Core) -> None:
    papers = [f"note 2017 --to note.{ending}" for ending in ("docx", "pdf", "xml")]
    lines = ("serve", "mail --dry-run", "key new ledger.key", "account list", "publish 2017 --to site", *papers)
    done = core.python(EACH, *lines, "plan 2017 --to plan.ics")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
