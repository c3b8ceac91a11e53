"""The tree as the architecture tests look at it: its rooms and sources."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = (".*", "*.egg-info", "__pycache__", "build", "demo", "dist")
NOT_ROOMS = frozenset({"build", "demo", "dist", "tests"})


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def rooms() -> tuple[str, ...]:
    """The package folders at the root, in order."""
    return tuple(
        sorted(init.parent.name for init in ROOT.glob("[a-z]*/__init__.py") if init.parent.name not in NOT_ROOMS)
    )


@pytest.fixture(scope="package")  # 200 MB, which the tests of other folders need not bear
def sources(rooms: tuple[str, ...]) -> dict[str, ast.Module]:
    """Each of our modules, parsed, by its path from the root."""
    files = [*ROOT.glob("*.py"), *(file for room in rooms for file in sorted((ROOT / room).rglob("*.py")))]
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}


def built(root: Path, place: Path, umask: int, zone: str, moment: int) -> dict[str, bytes]:
    """Build a release from a copy somewhere, under a umask, in a zone of time."""
    tree = Path(shutil.copytree(root, place / "tree", ignore=shutil.ignore_patterns(*LEFT_BEHIND)))
    for path in tree.rglob("*"):
        os.utime(path, (moment, moment))
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    code = f"import os; os.umask({umask}); from pathlib import Path; from tests.release.archives import build; "
    code += f"build(Path({str(tree)!r}), Path({str(place / 'dist')!r}), 1580688000)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env={**os.environ, "TZ": zone})
    return {path.name: path.read_bytes() for path in (place / "dist").iterdir()}


@pytest.fixture(scope="package")
def kept(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as it is now, whoever changes it meanwhile."""
    there = tmp_path_factory.mktemp("kept") / "tree"
    return Path(shutil.copytree(root, there, ignore=shutil.ignore_patterns(*LEFT_BEHIND)))


@pytest.fixture(scope="package")
def released(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The archives of a release, by name."""
    return built(kept, tmp_path_factory.mktemp("release"), 0o022, "UTC", 1_600_000_000)


@pytest.fixture(scope="package")
def wheel(released: dict[str, bytes]) -> ZipFile:
    """The wheel of that release."""
    return ZipFile(BytesIO(next(data for name, data in released.items() if name.endswith(".whl"))))
