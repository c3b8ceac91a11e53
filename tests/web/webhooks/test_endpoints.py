"""The file of endpoints: what it may say, and where its secrets may lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from escalade.web.webhooks.endpoints import EndpointFileError, read_endpoints

from .conftest import written
from .receiver import SECRET

GIVEN = {"url": "https://made-up.example/hook"}


def refused(path: Path, environment: dict[str, str] | None = None) -> str:
    """Why a file is refused."""
    with pytest.raises(EndpointFileError) as failure:
        read_endpoints(path, environment or {})
    assert str(failure.value).startswith(f"The file of endpoints {path} ")
    return str(failure.value)


def test_an_endpoint_is_for_everybody_and_told_of_every_act_unless_said(tmp_path: Path) -> None:
    (found,) = read_endpoints(written(tmp_path, "press", SECRET, GIVEN), {}).values()
    assert (found.name, found.audience, found.acts, found.allow_private) == ("press", "public", frozenset(), False)
    assert found.wants("launch")


def test_a_secret_may_be_in_the_environment_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "the-press", "", GIVEN)
    assert "gives “the-press” no secret, and nothing is sent unsigned; name secret_file, or set" in refused(path)
    assert len(read_endpoints(path, {"ESCALADE_WEBHOOK_THE_PRESS": SECRET})["the-press"].signers) == 1


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "press", SECRET, GIVEN)
    (tmp_path / "press.secret").chmod(0o644)
    assert "names a secret of “press” that others may read; run “chmod 600” on" in refused(path)
    (tmp_path / "press.secret").unlink()
    assert "names a secret of “press” that cannot be read" in refused(path)


@pytest.mark.parametrize(
    "secret", ["short", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!"]
)
def test_a_secret_that_is_none_is_refused_and_not_said(secret: str, tmp_path: Path) -> None:
    said = refused(written(tmp_path, "press", secret, GIVEN))
    assert "a secret that is none; one is whsec_ and 24 to 64 random bytes in base64" in said
    assert len(secret) < 10 or secret not in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "http://made-up.example/"}, "gives “press” no address that can be used"),
        ({"url": "ftp://made-up.example/", "allow_private": True}, "gives “press” no address that can be used"),
        ({"url": "https://name:word@made-up.example/"}, "gives “press” no address that can be used"),
        ({"url": "https://"}, "gives “press” no address that can be used"),
        ({"url": "https://made-up.example:port/"}, "gives “press” no address that can be used"),
        ({"url": "https://made-up.example/\N{SNOWMAN}"}, "gives “press” no address that can be used"),
        ({**GIVEN, "audience": "all"}, "the audience “all”; there are public, members, office"),
        ({**GIVEN, "acts": ["open fire"]}, "tells “press” of “open fire”, which is no act"),
        ({**GIVEN, "colour": "red"}, "is not of its shape"),
        ({}, "is not of its shape"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, Any], said: str, tmp_path: Path) -> None:
    assert said in refused(written(tmp_path, "press", SECRET, given))


def test_a_name_that_no_variable_can_have_is_refused(tmp_path: Path) -> None:
    assert "calls an endpoint “Press”" in refused(written(tmp_path, "Press", SECRET, GIVEN))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path)
    path = tmp_path / "endpoints.toml"
    path.write_text("=" * 500_000)
    assert "has more keys and values than any file of endpoints" in refused(path)
