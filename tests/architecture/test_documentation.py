"""What the documentation shows is what the program prints."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from escalade.models import reader_pool
from escalade.web import server
from escalade.web.forms import form_data
from escalade.web.middleware import body_limit
from escalade.web.room import screens
from tests.web.chromium.pictures import LEARNED, TAKEN

PICTURE = re.compile(r"!\[[^\]]+\]\([^)]*pictures/([\w-]+)\.png\)")
"""A picture on a page, with the words that stand for it."""


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """The module that makes the README's example and pages anew."""
    path = Path(__file__).with_name("readme.py")
    spec = importlib.util.spec_from_file_location("made_readme", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readmes_example_is_what_the_program_prints(made: ModuleType) -> None:
    assert made.README.read_text(encoding="utf-8") == made.readme()


def test_the_page_on_the_procedure_is_what_the_program_prints(made: ModuleType) -> None:
    assert made.PROCEDURE.read_text(encoding="utf-8") == made.procedure()


def test_the_page_on_where_things_are_says_what_the_packages_say(made: ModuleType) -> None:
    assert made.ARCHITECTURE.read_text(encoding="utf-8") == made.architecture()


@pytest.mark.parametrize("name", ["chair", "council-secretariat", "secretariat"])
def test_every_command_of_the_tutorial_prints_what_it_shows(name: str, made: ModuleType) -> None:
    (page,) = (path for path in made.TUTORIAL if path.stem == name)
    assert page.read_text(encoding="utf-8") == made.lesson(page)


def test_each_page_with_commands_has_a_register_of_its_own(made: ModuleType) -> None:
    named = [made.EXPORT.findall(page.read_text(encoding="utf-8")) for page in (made.README, *made.TUTORIAL)]
    assert [len(one) for one in named] == [1] * len(named)
    assert {name for ((name, _),) in named} == {"ESCALADE_REGISTER"}
    assert len({value for ((_, value),) in named}) == len(named)


def test_a_command_that_fails_stops_the_making_of_the_pages(made: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"“escalade list” ended with 1; no page was written: There is no register"):
        made.escalade("escalade list", tmp_path)


def test_the_site_is_built_without_a_warning_and_can_be_searched(root: Path, tmp_path: Path) -> None:
    pages = shutil.copytree(root / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("reference"))
    words = [
        sys.executable,
        "-m",
        "sphinx",
        "--quiet",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(pages),
        str(tmp_path / "site"),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    commands = (tmp_path / "site" / "reference" / "commands.html").read_text("utf-8")
    assert all(f'id="{name}"' in commands for name in ("escalate", "approve", "note", "verify"))
    assert "consensu" in (tmp_path / "site" / "searchindex.js").read_text("utf-8")


def test_every_page_is_part_of_the_site(root: Path) -> None:
    index = "".join((root / "docs" / name).read_text("utf-8") for name in ("index.md", "decisions/index.md"))
    pages = {path.relative_to(root / "docs").with_suffix("").as_posix() for path in (root / "docs").rglob("*.md")}
    left_out = {
        page for page in pages if page not in index.splitlines() and not page.startswith(("decisions/0", "reference/"))
    }
    assert left_out == {"index"}


def test_every_picture_is_one_that_is_taken_and_shown(root: Path) -> None:
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    shown = {name for page in pages for name in PICTURE.findall(page.read_text("utf-8"))}
    there = {path.stem for path in (root / "docs" / "pictures").iterdir()}
    assert shown == there == {*TAKEN, *LEARNED}


def test_every_file_that_the_pages_name_is_there(root: Path) -> None:
    pages = {
        name: (root / "docs" / name).read_text(encoding="utf-8")
        for name in ("architecture.md", "changing.md", "glossary.md")
    }
    named = {(page, path) for page, text in pages.items() for path in re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", text)}
    assert named
    assert sorted((page, path) for page, path in named if "NAME" not in path and not (root / path).exists()) == []


def test_the_readme_names_every_room_of_the_house(made: ModuleType, rooms: tuple[str, ...]) -> None:
    text = made.README.read_text(encoding="utf-8")
    assert [room for room in rooms if f"`{room}/`" not in text] == []


def test_every_door_of_a_package_is_there(root: Path) -> None:
    packages = [path for path in root.rglob("__init__.py") if not {".venv", "tests", "build"} & set(path.parts)]
    doors = {
        path.parent / name
        for path in packages
        for line in re.findall(r"^Door: .*", path.read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"`(\w+\.py)`", line)
    }
    assert len(doors) > 20
    assert {str(one.relative_to(root)) for one in doors if not one.is_file()} == set()


def test_the_limits_in_the_documentation_are_those_of_the_program() -> None:
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    seconds, known = f"{body_limit.SECONDS:.0f} seconds", f"{body_limit.SECONDS_OF_KNOWN:.0f} seconds"
    besides = f"{body_limit.OF_PAPERS // 10**6} MB where a paper is verified"
    of_the_past = f"{reader_pool.AT_ONCE} at once"
    counted = "of one address, or of one name that is signed in"
    for what, most in {
        "what a stranger sends": f"{body_limit.OF_STRANGERS // 1000} kB, in {seconds}; {besides}",
        "what whoever signed in or shows a token sends": f"{body_limit.OF_KNOWN // 10**6} MB, in {known}; "
        f"{body_limit.OF_ACTS // 10**6} MB as an act over HTTP",
        "fields and files of a form": f"{form_data.MOST_FIELDS} and {form_data.MOST_FILES}",
        "connections at once": str(server.MOST),
        "screens of the room at once": f"{screens.MOST_SCREENS}; {screens.MOST_OF_ONE} {counted}",
        "readings of the register as it was": of_the_past,
    }.items():
        assert f"| {what} | {most} |" in text
