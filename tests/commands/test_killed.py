"""Commands that are killed: the next run finds nothing that it trips over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.telling import ENVIRONMENT, ROOT

from .conftest import DESK, TOPIC, Shell

ISSUE = "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form md --accept all --on 2020-03-01"


SITE = ["site/.escalade-published", "site/index.html", "site/rounds/2020.html"]


def killings(what: str, folder: Path) -> list[tuple[list[str], list[str], str]]:
    """What is left where a process was killed before each change, and another did the same again."""
    words = [sys.executable, "-m", "tests.cutting", what, str(folder)]
    done = subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(one) for one in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("what", "given", "files", "least"),
    [
        ("publish", [], SITE, 6),
        ("publish again", [*SITE, "site/stale.html"], SITE, 8),
        ("publish into", ["site/"], SITE, 8),
        ("load", [], ["new.db"], 3),
    ],
)
def test_a_command_that_was_killed_is_done_again_and_nothing_else_is_left(
    tmp_path: Path, what: str, given: list[str], files: list[str], least: int
) -> None:
    (tmp_path / "given").mkdir()
    for name in given:
        (tmp_path / "given" / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            (tmp_path / "given" / name).mkdir()
        else:
            (tmp_path / "given" / name).write_text("\n".join(one.removeprefix("site/") for one in given[1:]))
    found = killings(what, tmp_path)
    assert len(found) > least
    assert {tuple(left) for left, _, _ in found} == {tuple(files)}


def test_an_issue_that_was_killed_is_repeated_and_not_issued_twice(group: Shell, tmp_path: Path) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}", f"{ISSUE} {DESK}")
    given = tmp_path / "killed" / "given"
    given.mkdir(parents=True)
    group.does(f"backup {given / 'register.db'}")
    found = killings("issue", given.parent)
    assert {tuple(left) for left, _, _ in found} == {("papers/MA20-90(Rev.1).en.md", "register.db")}
    assert {tuple(issued) for _, issued, _ in found} == {("MA20/90 None 0", "MA20/90 Rev 1")}
    again = ["was not issued again" in said for _, _, said in found]
    assert (again[0], again[-1], again) == (False, True, sorted(again))
    assert again.count(True) > 1  # it was killed behind the record, too


def test_what_says_something_new_is_issued_and_what_does_not_is_found(group: Shell) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}", f"{ISSUE} {DESK}")
    assert "not issued again" in group(f"{ISSUE} {DESK}").err
    assert "not issued again" not in group(f"{ISSUE} --mark Rev {DESK}").err
    assert "not issued again" in group(f"{ISSUE} --mark Rev {DESK}").err
    assert group(f"{ISSUE} --audience office {DESK}").code == 3  # for others, under the same symbol
    assert group(f"{ISSUE} --form html {DESK}").code == 3  # one of two is new, and the other is not
    group.does(f"propose 2020/horns {TOPIC.format('horns')}")
    assert "Rev.2" in group.does(f"{ISSUE} --mark Rev --to papers {DESK}") + str(list(Path("papers").iterdir()))
    assert "not issued again" in group(f"{ISSUE} {DESK}").err
