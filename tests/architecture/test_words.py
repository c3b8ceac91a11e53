"""The code names no real organisation: that is data of a case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

NAMES = re.compile(
    r"\b(?:ITU|UIT|CWG|GTC|GCT|1305|1336|1344|Plenipotentiary|Plénipotentiaires|Busan|Mazyed|itu\.int)\b|МСЭ|国际电联"
)
MAY_NAME = ("CHANGELOG.md", "README.md", "docs/", "models/cases/", "tests/")
NOT_OURS = {".git", ".venv", ".typing", "build", "demo", "dist", "htmlcov", "__pycache__"}
NOT_TEXT = {".db", ".docx", ".mo", ".pyc", ".png", ".pdf"}


def ours(root: Path) -> list[Path]:
    """Every text file of the project that must not name anyone."""
    found = []
    for folder in (root, root / ".ci", *(one for one in root.glob("[a-z]*") if one.is_dir())):
        deep = folder.glob("*") if folder == root else folder.rglob("*")
        found += [file for file in deep if file.is_file() and file.suffix not in NOT_TEXT]
    paths = {file.relative_to(root): file for file in found}
    return [
        file
        for path, file in paths.items()
        if not NOT_OURS.intersection(path.parts)
        and not path.as_posix().startswith(MAY_NAME)
        and not any(part.endswith((".egg-info", "_cache")) or part.startswith(".coverage") for part in path.parts)
    ]


def test_no_file_names_a_real_organisation(root: Path) -> None:
    texts = {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in ours(root)}
    found = {path: sorted(set(NAMES.findall(text))) for path, text in texts.items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_every_kind_of_file_is_looked_at(root: Path) -> None:
    looked_at = {file.relative_to(root).as_posix() for file in ours(root)}
    assert looked_at >= {"Makefile", "pyproject.toml", ".ci/run", "workflow/values/symbols.py"}


@pytest.mark.parametrize("text", ["the ITU Council", "Resolution 1344", "(CWG-Internet)", "le GTC-Internet"])
def test_a_name_is_seen_where_it_stands(text: str) -> None:
    assert NAMES.search(text)


@pytest.mark.parametrize("text", ["cwg_internet_2017", "situation", "C17/51", "13440"])
def test_what_only_looks_like_a_name_passes(text: str) -> None:
    assert not NAMES.search(text)
