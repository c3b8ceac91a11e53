"""Every rule, remark, refusal and attack that was counted is there, with its test, or was cut on purpose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from escalade.commands.root import ENTRIES
from tests.attacks.defence import TABLE

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent
ROWS = [line.split("\t") for line in (FOLDER / "counts.tsv").read_text("utf-8").splitlines()]
CUT: dict[str, dict[str, str]] = tomllib.loads((FOLDER / "cut.toml").read_text("utf-8"))
ROOMS = ("workflow", "models", "services", "templates", "web", "commands")


@cache
def written(*folders: str) -> str:
    """All the Python of folders."""
    return "\n".join(path.read_text("utf-8") for one in folders for path in sorted((ROOT / one).rglob("*.py")))


@cache
def named(kind: str, *folders: str) -> frozenset[str]:
    """The functions or classes of folders."""
    return frozenset(re.findall(rf"^ *{kind} (\w+)", written(*folders), re.MULTILINE))


def is_test_there(test: str) -> bool:
    """Whether a test's file has that function; where it moved, whether another has."""
    function = test.partition(" ")[0].partition("[")[0].rpartition("::")[2]
    return function in named("def", "tests")


def package_is_asked_for(name: str) -> bool:
    """Whether the program or its tests ask for a package."""
    return re.search(rf'"{re.escape(name)}[\[=>~<; "]', (ROOT / "pyproject.toml").read_text("utf-8")) is not None


IS_THERE: dict[str, Callable[[str], bool]] = {
    "rule": lambda name: name in named("def", "workflow"),
    "remark": lambda name: name in named("def", "workflow"),
    "refusal": lambda name: name in named("class", *ROOMS),
    "attack": lambda what: what in {one.what for one in TABLE},
    "command": lambda name: name in ENTRIES,
    "page": lambda path: f'"{path}"' in written("web/routes"),
    "package": package_is_asked_for,
    "test": lambda test: (ROOT / test.partition("::")[0]).exists() and is_test_there(test),
}
"""How one sees that something of a kind exists."""


def gone(rows: Iterable[list[str]]) -> list[str]:
    """What was counted, is not there, and was not cut on purpose; then tests of what is there that are not."""
    lost = []
    for kind, name, _, test, how in rows:
        if name in CUT.get(kind, {}):
            continue
        if not IS_THERE[kind](name):
            lost.append(f"{kind} {name} is gone; if on purpose, cut.toml says so")
        elif how != "none" and not is_test_there(test):
            lost.append(f"{kind} {name}: its test {test} is gone; name another, or run tests.net.counts")
    return lost


def test_what_was_counted_is_there_or_was_cut_on_purpose() -> None:
    assert gone(ROWS) == []


def test_what_was_cut_is_not_there() -> None:
    assert set(CUT) <= set(IS_THERE)
    assert [f"{kind} {name}" for kind in CUT for name in CUT[kind] if IS_THERE[kind](name)] == []
    assert [f"{kind} {name}" for kind in CUT for name, why in CUT[kind].items() if not why] == []


def test_what_is_lost_is_named() -> None:
    lost = [
        ["rule", "no_such_rule", "", "", "none"],
        ["refusal", "RefusalError", "", "tests/x.py::test_none", "named in"],
    ]
    assert [one.partition(" is gone")[0] for one in gone(lost)] == [
        "rule no_such_rule", "refusal RefusalError: its test tests/x.py::test_none"
    ]  # fmt: skip
