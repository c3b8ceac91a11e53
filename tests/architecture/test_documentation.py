"""What the documentation shows is what the program prints."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """The module that makes the README's table and example."""
    path = Path(__file__).with_name("readme.py")
    spec = importlib.util.spec_from_file_location("made_readme", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readmes_table_and_example_are_what_the_program_prints(made: ModuleType) -> None:
    assert made.README.read_text(encoding="utf-8") == made.readme()


def test_the_page_on_the_procedure_is_what_the_program_prints(made: ModuleType) -> None:
    assert made.PROCEDURE.read_text(encoding="utf-8") == made.procedure()


def test_the_page_on_where_things_are_says_what_the_packages_say(made: ModuleType) -> None:
    assert made.ARCHITECTURE.read_text(encoding="utf-8") == made.architecture()


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
