"""What is released comes out the same everywhere, and may be used by anyone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.conftest import built
from tests.release.__main__ import release
from tests.release.dependencies import Dependency, is_allowed, walk_dependencies
from tests.release.parts import list_parts

DAY = datetime(2020, 2, 3, tzinfo=UTC)


def is_valid(written: str) -> bool:
    """Whether a parts list is one."""
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415  # read for seconds, also where other tests are run
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  # the same

    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_a_release_is_the_same_wherever_and_by_whomever_it_is_built(
    kept: Path, released: dict[str, bytes], tmp_path: Path
) -> None:
    other = built(kept, tmp_path / "somewhere" / "else", 0o077, "Pacific/Auckland", 1_700_000_001)
    assert sorted(released) == sorted(other)
    assert {name.rpartition(".")[2] for name in released} == {"whl", "gz"}
    assert [name for name in released if released[name] != other[name]] == []


def test_what_a_wheel_holds_may_be_read_by_anyone(wheel: ZipFile) -> None:
    assert {entry.external_attr >> 16 for entry in wheel.infolist()} == {0o100644}


def test_a_release_insists_on_every_translation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.release.__main__.due", lambda language: ["Look."] if language == "fr" else [])
    with pytest.raises(SystemExit, match=r"^fr lacks: Look\.\n"):
        release(tmp_path / "dist")


def test_a_release_says_at_once_that_it_takes_git(root: Path, tmp_path: Path) -> None:
    make = shutil.which("make")
    assert make, "whoever runs these tests has make"
    done = subprocess.run(
        [make, "-C", root, "dist"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "apt-get install git" in done.stderr) == (2, True), done.stderr


def test_whatever_is_installed_may_be_used_by_anyone() -> None:
    found = walk_dependencies()
    assert {"click", "jinja2", "sqlmodel", "tabulate", "transitions"} <= {one.name for one in found}
    assert {one.name: one.licence for one in found if not is_allowed(one.licence)} == {}


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "Proprietary"])
def test_what_may_not_be_used_by_anyone_is_seen(licence: str) -> None:
    assert not is_allowed(licence)


def test_the_page_of_licences_names_what_escalade_asks_for(root: Path) -> None:
    page = (root / "docs" / "licences.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", page, re.MULTILINE))
    asked = {one.name for one in walk_dependencies() if "escalade" in one.asked_by}
    assert asked - told.keys() == set()
    assert {name: licence for name, licence in told.items() if not is_allowed(licence)} == {}


def test_the_parts_list_holds_to_its_schema_and_names_every_package() -> None:
    written = list_parts("1.0", DAY)
    assert is_valid(written)
    read = json.loads(written)
    assert {part["name"] for part in read["components"]} == {one.name for one in walk_dependencies()}
    assert written == list_parts("1.0", DAY)
    asks = {one["ref"]: one.get("dependsOn", []) for one in read["dependencies"]}
    (escalade,) = (refs for ref, refs in asks.items() if ref.startswith("pkg:pypi/escalade@"))
    assert any(ref.startswith("pkg:pypi/transitions@") for ref in escalade)


def test_a_parts_list_that_breaks_the_schema_is_seen() -> None:
    broken = list_parts("1.0", DAY, [Dependency("made-up", "1", "MIT", ("escalade",))]).replace('"name"', '"nome"')
    assert not is_valid(broken)
