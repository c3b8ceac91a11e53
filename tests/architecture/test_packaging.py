"""The wheel holds what the program needs, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def packages(root: Path) -> list[str]:
    """The packages that pyproject.toml lists, but the root."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    listed: list[str] = project["tool"]["setuptools"]["packages"]
    assert listed[0] == "escalade"
    return listed[1:]


def test_the_wheel_holds_every_file_of_our_rooms_and_no_other(
    wheel: ZipFile, root: Path, rooms: tuple[str, ...]
) -> None:
    files = [file for room in rooms for file in (root / room).rglob("*") if file.is_file()]
    ours = {file.relative_to(root).as_posix() for file in files if "__pycache__" not in file.parts}
    ours |= {name.replace(".po", ".mo") for name in ours if name.endswith(".po")}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {f"escalade/{name}" for name in ours | {"cli.py"}}


def test_the_wheel_brings_the_command_and_the_licence(wheel: ZipFile) -> None:
    notes = {PurePosixPath(name).name: name for name in wheel.namelist() if ".dist-info/" in name}
    assert wheel.read(notes["entry_points.txt"]).decode().split() == [
        "[console_scripts]",
        "escalade",
        "=",
        "escalade.cli:main",
    ]
    assert "LICENSE" in notes


def test_every_package_folder_is_listed(root: Path, rooms: tuple[str, ...], packages: list[str]) -> None:
    folders = [init.parent.relative_to(root) for room in rooms for init in (root / room).rglob("__init__.py")]
    assert packages == sorted(".".join(("escalade", *folder.parts)) for folder in folders)


def test_no_module_strays_at_the_root(root: Path) -> None:
    assert [file.name for file in root.glob("*.py")] == ["cli.py"]


def test_no_test_leaves_a_register_at_the_root(root: Path) -> None:
    assert [file.name for file in root.iterdir() if ".before-" in file.name] == []
