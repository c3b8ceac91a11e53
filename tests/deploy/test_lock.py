"""What a service is made of: exact versions with digests, few, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LINUX = {"sys_platform": "linux", "platform_python_implementation": "CPython", "implementation_name": "cpython"}
LINUX |= {"python_full_version": "3.13.5", "python_version": "3.13"}
MOST = 52
"""How many packages a service may be, itself among them."""


def locked(name: str) -> dict[str, Requirement]:
    """What a file locks on the machine of a service, by name; each has digests."""
    lines = (DEPLOY / name).read_text("utf-8").replace(" \\\n", " ").splitlines()
    assert [line for line in lines if not re.fullmatch(r"\S+==\S+ .*?(--hash=sha256:[0-9a-f]{64}\s*)+", line)] == []
    found = [Requirement(line.partition(" --hash")[0].strip()) for line in lines]
    return {canonicalize_name(one.name): one for one in found if one.marker is None or one.marker.evaluate(LINUX)}


def extras() -> list[str]:
    """The extras of a service, as the Makefile locks them."""
    found = re.search(r"^EXTRAS = (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1].split()


def test_what_is_locked_is_what_the_project_asks_for() -> None:
    project, lock = PROJECT["project"], locked("requirements.txt")
    asked = [*project["dependencies"], *(one for name in extras() for one in project["optional-dependencies"][name])]
    for one in map(Requirement, asked):
        if one.marker is None or one.marker.evaluate(LINUX):
            assert next(iter(lock[canonicalize_name(one.name)].specifier)).version in one.specifier, one
    building = locked("build.txt")
    assert all(canonicalize_name(Requirement(one).name) in building for one in PROJECT["build-system"]["requires"])


def test_a_service_is_few_packages() -> None:
    assert len(locked("requirements.txt")) + 1 <= MOST


def test_the_service_has_every_extra_of_those_who_use_it() -> None:
    aside = {"all", "bench", "dev", "docs", "lint", "lock", "test", "types"}
    assert {*extras()} == {*PROJECT["project"]["optional-dependencies"]} - aside


def test_nothing_is_installed_but_what_is_locked() -> None:
    script = (DEPLOY / "install").read_text()
    for line in re.findall(r"^.*-m pip install.*$", script, re.MULTILINE):
        assert "--no-deps" in line or "--only-binary :all: --require-hashes" in line, line


@pytest.mark.parametrize("name", ["Containerfile", "compose.yaml"])
def test_each_image_is_of_an_exact_version(name: str) -> None:
    images = re.findall(r"^(?:FROM|\s+image:) (\S+/\S+)$", (DEPLOY / name).read_text(), re.MULTILINE)
    assert images
    assert [one for one in images if not re.search(r":(\d+\.\d+(\.\d+)?|\w+-\d{8}-slim)$", one)] == []


def test_no_secret_goes_into_the_image() -> None:
    kept = {line for line in (ROOT / ".gitignore").read_text().splitlines() if line.startswith("deploy/")}
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert kept
    assert {one.rstrip("/") for one in kept} <= {*lines[lines.index("!deploy") :]}
