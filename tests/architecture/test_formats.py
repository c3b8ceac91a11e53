"""What is read from elsewhere is read as data, never as a program."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("cli.py", "commands", "services", "models", "templates", "web", "workflow")
RUN = {"yaml", "ruamel", "pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "jsonpickle"}
"""Formats whose readers may run what they read."""
OWN = {"templates/environment.py": {"marshal", "pickle"}}
"""Only templates compiled by this user, in a folder that is closed to everyone else; of pickle, what writes it."""


def imported(path: Path) -> set[str]:
    """The packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_nothing_is_read_that_could_run() -> None:
    modules = [
        path for room in ROOMS for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))
    ]
    assert len(modules) > 100
    assert {str(path.relative_to(ROOT)): imported(path) & RUN for path in modules if imported(path) & RUN} == OWN
