"""The three walks of docs/architecture.md: an act, a page and a paper pass what it names, in that order."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from fastapi.testclient import TestClient

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.web.app import create_app
from escalade.web.settings import Settings

ROOT = Path(__file__).parents[2]
HOP = re.compile(r"`((?:\w+/)*\w+\.py)`")


def hops(title: str) -> list[str]:
    """The modules that a section of the page names, in order."""
    sections = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("\n## ")
    return HOP.findall(next(one for one in sections if one.startswith(title)))


@contextmanager
def followed() -> Iterator[list[str]]:
    """Note each module whose functions are called meanwhile, where it is first passed."""
    passed: dict[str, None] = {}

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            passed.setdefault(frame.f_code.co_filename)

    found: list[str] = []
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        found.extend(path.removeprefix(f"{ROOT}/") for path in passed)


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, with the registers of the round of 2017 and of a made-up body."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ESCALADE_REGISTER", "register.db")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert run(["--quiet", "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    assert run(["--quiet", "--register", "made.db", "load", str(find_shipped_case("made_up_body"))]) == 0
    return tmp_path


def type_act(_folder: Path) -> None:
    act = ["--register", "made.db", "--as", "Made-up Desk", "propose", "2020/fog", "--title", "en=Fog signals"]
    assert run([*act, "--question", "en=Which signal?", "--by-state", "Made-up Land", "--on", "2020-02-10"]) == 0


def draw_note(_folder: Path) -> None:
    assert run(["note", "2017", "--language", "fr", "--to", "note.docx"]) == 0


def ask_for_page(folder: Path) -> None:
    settings = Settings(register=Location(folder / "register.db"), accounts=folder / "none.toml")
    with TestClient(create_app(settings)) as client:
        assert client.get("/topics/2017/ott").status_code == 200


WALKS = {"An act": type_act, "A page": ask_for_page, "A paper": draw_note}


@pytest.mark.parametrize("title", WALKS)
def test_the_walks_pass_what_the_page_names(title: str, in_a_folder: Path) -> None:
    named = hops(title)
    assert len(named) > 4
    with followed() as passed:
        WALKS[title](in_a_folder)
    assert [one for one in passed if one in named] == named
