"""A working copy says on every page, and to every program, that it is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases import export_lines, replay
from escalade.models.cases.case_file import WorkingCopy
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.web.acts import put_forward, record
from tests.web.browser import DESK, said
from tests.web.conftest import Visitors

EVERYWHERE = (
    *("/", "/rounds/2020", "/rounds/2020/plan", "/topics/2020/fog", "/topics/2020/fog/records/1", "/decisions"),
    *("/body", "/body/records/1", "/meetings/1"),
    *("/rounds/2020/papers/note", "/topics/2020/fog/acts/open-debate", "/inbox"),
)
SAYS = {
    "": "This is a working copy of round 2020, and not the register itself: it proves nothing.",
    "/fr": "Ceci est une copie de travail du cycle 2020, et non le registre lui-même : elle ne prouve rien.",
}


@pytest.fixture
def original(kept: Path, tmp_path: Path) -> Location:
    """The register that the copy is of."""
    path = tmp_path / "original.db"
    path.write_bytes(kept.read_bytes())
    record(Location(path), put_forward(title="Fog"))
    return Location(path)


@pytest.fixture
def place(original: Location, tmp_path: Path) -> Location:
    """A working copy of its round."""
    case, copy = tmp_path / "case.jsonl", Location(tmp_path / "register.db")
    with open_reader(original) as reader:
        case.write_bytes(b"".join(export_lines(reader, WorkingCopy("2020"))))
    create(copy)
    with open_register(copy) as register:
        replay(register, case, lambda *_: None)
    return copy


@pytest.mark.parametrize("prefix", SAYS)
def test_every_page_of_a_working_copy_says_so(visitors: Visitors, prefix: str) -> None:
    desk = visitors(DESK)
    silent = [path for path in EVERYWHERE if SAYS[prefix] not in said(desk.get(f"{prefix}{path}"))]
    assert silent == []
    assert SAYS[prefix] in said(visitors().get(f"{prefix}/"))


def test_a_program_is_told_as_well(visitors: Visitors) -> None:
    called = [visitors().get(f"/api/{path}").json() for path in ("checkpoint", "proof/2020%231")]
    assert [one.get("copy_of", one.get("checkpoint", {}).get("copy_of")) for one in called] == ["2020"] * 2
    held = visitors().post("/api/verify", json={"checkpoint": "made up"}).json()[0]
    assert held["sentence"].endswith("It was held against a working copy of round 2020, which proves nothing.")


def test_a_register_itself_says_nothing_of_the_kind(kept: Path, place: Location, visitors: Visitors) -> None:
    place.path.write_bytes(kept.read_bytes())
    assert "working copy" not in said(visitors().get("/"))
    assert visitors().get("/api/checkpoint").json()["copy_of"] == ""
