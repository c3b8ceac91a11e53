"""Calls: what they answer, to whom, and how they refuse."""

from __future__ import annotations

import pytest

from escalade.models.backends import Location
from tests.web.api.bodies import FOG
from tests.web.caller import Caller

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE record; --",
    "{{ 7 * 7 }}",
    "=1+1",
    "made-up\u0334 text",
    "مرحبا",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_hostile_kinds_stays_data(text: str, desk: Caller, stranger: Caller) -> None:
    version = {"title": {"en": text}, "questions": [{"en": text}]}
    assert desk.act("propose", **{**FOG, "of": ["2020/mist"], "version": version}).status_code == 201
    assert stranger.get("topics/2020/mist").json()["records"][0]["motion"]["version"] == version
    assert stranger.get("topics").json()[1]["title"] == {"en": text}
    assert stranger.get("search", words=text).json()[0]["text"]
    paper = stranger.get("papers/agenda/1.html")
    assert paper.status_code == 200
    assert "<script>alert" not in paper.text


@pytest.mark.parametrize(
    "path", ["", "nothing", "topics/none", "topics/x%20y%2Fz", "subjects/a%0Ab", "acts/dance", "files/00"]
)
def test_what_is_not_there_is_said_in_json(path: str, stranger: Caller) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_parameter_that_a_call_does_not_take_is_refused(stranger: Caller) -> None:
    assert "it takes" in stranger.get("topics", order="title").json()["detail"]
    assert stranger.get("topics", limit="0").status_code == 422
    assert stranger.get("topics", limit="1").status_code == 200


def test_without_a_register_calls_say_so(place: Location, stranger: Caller) -> None:
    place.path.unlink()
    answer = stranger.get("topics")
    assert (answer.status_code, answer.json()["error"]) == (503, "AbsentRegisterError")
    assert answer.json()["detail"].startswith("There is no register here. “escalade init” begins one;")
    assert str(place.path.parent) not in answer.text


def test_there_are_at_most_twenty_calls(stranger: Caller) -> None:
    described = stranger.get("openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert sum(len(calls) for calls in described["paths"].values()) <= 20
