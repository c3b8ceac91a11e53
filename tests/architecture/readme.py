"""Make the README's example from the program, or find it stale.

Run as a program, it writes README.md, docs/procedure.md, docs/architecture.md and the tutorial anew.
"""

from __future__ import annotations

import ast
import io
import os
import re
import shlex
import tempfile
from collections import Counter
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from escalade.cli import run
from escalade.commands.reads.procedure import row
from escalade.services.views.sentences import conditions
from escalade.workflow.procedure import ROWS

ROOT = Path(__file__).parents[2]
README, PROCEDURE = ROOT / "README.md", ROOT / "docs" / "procedure.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PACKAGES = ("commands", "web", "services", "models", "templates", "workflow")
ROOMS = re.compile(r"(<!-- rooms: .*? -->\n).*?(<!-- end of rooms -->)", re.DOTALL)
ALLOWED = re.compile(r"^May import: .*\n(?:(?!Door: ).+\n?)*", re.MULTILINE)
"""What a package may import, which a test holds and nobody reads."""
LIFE = re.compile(r"(<!-- life: .*? -->\n```console\n)(.*?)(```\n)", re.DOTALL)
CONSOLE = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
EXPORT = re.compile(r"\$ export (\w+)=(\S+)")
"""How a page says which register is its own."""
TUTORIAL = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
REFUSED = 3
"""How a command ends that the procedure refuses; the README and the tutorial show some."""
TITLE = """# The procedure: what each act takes

Made from the table (`workflow/procedure.py`). An act leads from one state to another, by an office, where what is said
under it holds. Numbers lead to what several acts ask, at the end. `escalade why REF ACT` says it of your topic, and
`escalade procedure --format markdown` prints the table row by row.
"""
SHARED = 3
"""So many rows ask a thing that is said once, at the end of the page."""


def escalade(line: str, home: Path, exported: dict[str, str] | None = None) -> str:
    """What a command line prints, results and the rest together.

    Args:
        line: the command line.
        home: the folder in which it is typed.
        exported: the variables that the page has set before.

    Raises:
        RuntimeError: it fails otherwise than by a refusal, which no page is to show as what it prints.
    """
    environment = {
        "ESCALADE_REGISTER": str(home / "register.db"),
        "XDG_CONFIG_HOME": str(home),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        **(exported or {}),
    }
    if not (home / "models").exists():
        (home / "models").symlink_to(ROOT / "models")  # as if one stood in the sources, and wrote nothing there
    said = io.StringIO()
    with chdir(home), patch.dict(os.environ, environment), redirect_stdout(said), redirect_stderr(said):
        code = run(shlex.split(line)[1:])
    if code not in {0, REFUSED}:
        message = f"“{line}” ended with {code}; no page was written: {said.getvalue()}"
        raise RuntimeError(message)
    return said.getvalue()


def life(text: str) -> str:
    """The console with each command's output under it."""
    with tempfile.TemporaryDirectory() as home:
        return played(text, home)


def played(text: str, home: str, exported: dict[str, str] | None = None) -> str:
    """The commands of a console, each with its output, on the register of a home."""
    exported = {} if exported is None else exported
    told = []
    for line in (one for one in text.splitlines() if one.startswith("$ ")):
        told.append(f"{line}\n")
        if found := EXPORT.fullmatch(line):
            exported[found[1]] = found[2]
        else:
            told.append(without_root(escalade(line[2:], Path(home), exported), home))
    return "".join(told)


def lesson(page: Path) -> str:
    """A page of the tutorial as it should be: played from its top on one register."""
    with tempfile.TemporaryDirectory() as home:
        text, exported = page.read_text(encoding="utf-8"), dict[str, str]()
        return CONSOLE.sub(lambda found: f"{found[1]}{played(found[2], home, exported)}{found[3]}", text)


def without_root(text: str, home: str) -> str:
    """An output without where the register lies and what differs each time."""
    return re.sub(r"\b[0-9a-f]{64}\b", "…", text.replace(f"{home}/", ""))


def readme() -> str:
    """The README as it should be."""
    text = README.read_text(encoding="utf-8")
    return LIFE.sub(lambda found: f"{found[1]}{life(found[2])}{found[3]}", text)


def procedure() -> str:
    """The page on the procedure as it should be: a card an act, and what several acts ask."""
    told = [row(line) for line in ROWS]
    asked = [tuple(conditions(line[0])) for line in ROWS]
    times = Counter(one for each in asked for one in each)
    shared = [one for one, number in times.items() if number >= SHARED and "must be given" not in one]
    cards: dict[str, dict[str, list[str]]] = {}
    for (of, origin, act, to, office, _), each in zip(told, asked, strict=True):
        numbers = ", ".join(str(number) for number, one in enumerate(shared, 1) if one in each)
        own = " ".join(one for one in each if one not in shared) or ("" if numbers else "Nothing else is asked.")
        said = " ".join(filter(None, (own, numbers and f"See {numbers}.")))
        cards.setdefault(act, {}).setdefault(said, []).append(f"{of}: {origin} → {to}, by {office}")
    page = [TITLE]
    for act, rows in cards.items():
        page.append(f"## {act}\n")
        page += ["".join(f"- {one}\n" for one in lines) + f"\n{said}\n" for said, lines in rows.items()]
    page.append("## What several acts ask\n")
    return "\n".join((*page, *(f"{number}. {one}" for number, one in enumerate(shared, 1)), ""))


def rooms() -> str:
    """Every package with its docstring, from the top down."""
    told = []
    for room in PACKAGES:
        for init in sorted((ROOT / room).rglob("__init__.py")):
            name = init.parent.relative_to(ROOT).as_posix()
            text = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
            text = ALLOWED.sub("", text)
            told.append(f"{'###' if name == room else '####'} `{name}/`\n\n{text}\n\n")
    return "".join(told)


def architecture() -> str:
    """The page on where things are as it should be."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    return ROOMS.sub(lambda found: f"{found[1]}\n{rooms()}{found[2]}", text)


if __name__ == "__main__":
    made = {ARCHITECTURE: architecture(), README: readme(), PROCEDURE: procedure()}
    made |= {page: lesson(page) for page in TUTORIAL}
    for page, text in made.items():
        page.write_text(text, encoding="utf-8")
