"""Compiled templates are kept where nobody else can put any."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader
from jinja2.bccache import bc_magic
from jinja2.sandbox import ImmutableSandboxedEnvironment

from escalade.templates.environment import BytecodeCache, cache_folder, is_own, own_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of a user who never ran the program."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    own_folder.cache_clear()
    yield tmp_path / "cache"
    own_folder.cache_clear()


def text(cache: BytecodeCache | None, source: str) -> str:
    """What a template gives, compiled anew or as it was kept."""
    environment = ImmutableSandboxedEnvironment(loader=DictLoader({"one": source}), bytecode_cache=cache)
    return environment.get_template("one").render()


def test_what_is_kept_is_closed_to_others_and_known_by_its_source(home: Path) -> None:
    assert text(cache_folder("one"), "first") == "first"
    (file,) = (home / "escalade" / "templates").iterdir()
    assert (home / "escalade" / "templates").stat().st_mode & 0o777 == 0o700
    before = file.read_bytes()
    assert text(cache_folder("one"), "first") == "first"
    assert file.read_bytes() == before
    assert text(cache_folder("one"), "second") == "second"
    assert file.read_bytes() != before


def test_a_damaged_file_is_compiled_anew(home: Path) -> None:
    text(cache_folder("one"), "first")
    (file,) = (home / "escalade" / "templates").iterdir()
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert text(cache_folder("one"), "first") == "first"


def test_nothing_that_is_kept_is_unpickled(home: Path) -> None:
    """A pickle runs what it names as it is read."""
    text(cache_folder("one"), "first")
    (file,) = (home / "escalade" / "templates").iterdir()
    ran = home / "ran"
    harm = f"cos\nmkdir\n(S'{ran}'\ntR.".encode()
    for begun in (b"", bc_magic):
        file.write_bytes(begun + harm)
        assert text(cache_folder("one"), "first") == "first"
    assert not ran.exists()


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755])
def test_a_folder_that_others_can_use_is_not_used(home: Path, mode: int) -> None:
    (home / "escalade" / "templates").mkdir(parents=True)
    (home / "escalade" / "templates").chmod(mode)
    assert cache_folder("one") is None


def test_a_link_is_no_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to("there")
    assert is_own(tmp_path / "there")
    assert not is_own(tmp_path / "link")


@pytest.mark.usefixtures("home")
def test_without_a_folder_nothing_is_kept_and_nothing_else_changes(home: Path) -> None:
    home.write_bytes(b"a file where the folder should be")
    assert cache_folder("one") is None
    assert text(cache_folder("one"), "first") == "first"


def test_a_folder_that_fills_up_stops_nothing(home: Path) -> None:
    cache = cache_folder("one")
    os.rmdir(home / "escalade" / "templates")  # noqa: PTH106  # as another program would, meanwhile
    assert text(cache, "first") == "first"
