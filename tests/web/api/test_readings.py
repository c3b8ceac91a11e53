"""Readings by calls: what commands print, for whoever may read it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from fastapi import FastAPI

from escalade.cli import run
from escalade.models.backends import Location
from tests.web.api.bodies import FOG, OBJECTION, REVISED
from tests.web.browser import READER
from tests.web.caller import Caller

READINGS = [
    ("topics", {}, ["list"]),
    ("topics", {"round": "2020", "state": "proposed"}, ["list", "2020", "--state", "proposed"]),
    ("topics", {"as_of": "2020-02-09"}, ["list", "--as-of", "2020-02-09"]),
    ("topics/2020/fog", {}, ["show", "2020/fog"]), ("subjects/meeting/1", {}, ["show", "meeting/1"]),
    ("subjects/body", {}, ["show", "body"]), ("records/fog", {}, ["history", "fog"]),
    ("search", {"words": "fog SIGNAL"}, ["search", "fog", "SIGNAL"]),
    ("decisions", {"session": "Assembly 2020"}, ["decisions", "--session", "Assembly 2020"]),
    ("plan/2020", {"on": "2020-02-12"}, ["plan", "2020", "--on", "2020-02-12"]),
    ("inbox", {"all": "true"}, ["inbox", "--all", "--as", "Made-up Desk"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "query", "line"), READINGS)
def test_a_call_answers_what_the_command_prints(
    path: str,
    query: dict[str, str],
    line: list[str],
    desk: Caller,
    place: Location,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ESCALADE_REGISTER", str(place.path))
    capsys.readouterr()
    run([*line, "--format", "json"])
    told = json.loads(re.sub(r"--register \S+ ", "", capsys.readouterr().out))
    assert desk.get(path, **query).json() == told


def test_a_page_goes_on_where_the_one_before_ended(desk: Caller) -> None:
    desk.act("propose", **{**FOG, "of": ["2020/mist"]})
    first = desk.get("topics", limit=1)
    assert [row["reference"] for row in first.json()] == ["2020/fog"]
    onward = re.findall('<(.*)>; rel="next"', first.headers["link"])[0]
    second = desk.client.get(f"/api/topics{onward}")
    assert [row["reference"] for row in second.json()] == ["2020/mist"]
    assert "link" not in second.headers
    desk.act("revise", **REVISED)
    assert [record["reference"] for record in desk.get("records/fog", limit=1).json()] == ["2020/fog#1"]
    assert [record["reference"] for record in desk.get("records/fog", after="2020/fog#1").json()] == ["2020/fog#2"]
    found = desk.get("search", words="signal", limit=1)
    assert "after=2020%2Ffog%231" in found.headers["link"]
    assert [one["record"] for one in desk.get("search", words="horn", after="2020/fog#1").json()] == [
        "2020/fog#2",
        "2020/fog#2",
    ]


def test_what_may_follow_is_told_without_what_a_command_line_types(desk: Caller) -> None:
    for asked in ({}, {"act": "launch"}):
        told = desk.get("why/fog", **asked)
        assert told.status_code == 200
        assert "escalade " not in told.text
        assert '"command' not in told.text
        assert "Give “" in told.text
        assert "Give --" not in told.text


def test_the_inbox_goes_on_page_by_page(desk: Caller) -> None:
    whole = desk.get("inbox", all="true").json()
    assert len(whole) > 1
    found, onward = list[dict[str, Any]](), dict[str, str]()
    while True:
        answer = desk.get("inbox", all="true", limit=1, **onward)
        found += answer.json()
        if "link" not in answer.headers:
            break
        onward = {"after": parse_qs(answer.headers["link"].split(">")[0])["after"][0]}
    assert found == whole
    assert desk.get("inbox", after="tomorrow").status_code == 422


def test_an_answer_that_the_caller_has_is_not_sent_again(desk: Caller) -> None:
    first = desk.get("topics/fog")
    headers = {"if-none-match": first.headers["etag"]}
    again = desk.client.get("/api/topics/fog", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    desk.act("propose", **{**FOG, "of": ["2020/mist"]})
    assert desk.client.get("/api/topics/fog", headers=headers).status_code == 304
    assert desk.act("revise", **REVISED).status_code == 201
    assert desk.client.get("/api/topics/fog", headers=headers).status_code == 200


def test_what_was_is_read_as_it_was(desk: Caller) -> None:
    assert desk.get("topics", as_of="2020-02-09").json() == []
    assert desk.get("topics/fog", known_at="2020-01-01").status_code == 404
    assert desk.get("topics", as_of="yesterday").status_code == 422


def test_an_answer_of_an_earlier_day_counts_what_it_leaves_out(desk: Caller) -> None:
    assert desk.act("propose", **{**FOG, "of": ["2020/mist"], "on": "unknown"}).status_code == 201
    assert desk.get("topics", as_of="2020-02-09").headers["left-out"] == "1"
    assert "left-out" not in desk.get("topics").headers
    assert desk.get("plan/2020", on="2020-02-09").json()["left_out"] == ["2020/mist#1"]


def test_a_stranger_sees_what_is_public_and_nobody_who_is_not_to_be_named(desk: Caller, stranger: Caller) -> None:
    assert desk.act("take-position", **OBJECTION).status_code == 201
    assert [one["act"] for one in stranger.get("records/fog").json()] == ["propose"]
    assert stranger.get("records/fog%232").status_code == 404
    assert stranger.get("topics/fog").json()["newest"] == "2020/fog#1"
    assert stranger.get("proof/fog%232").status_code == 404
    assert stranger.get("search", words="cannot").json() == []
    assert [one["record"] for one in desk.get("search", words="cannot").json()] == ["2020/fog#2"]
    for path in ("records/fog", "topics/fog", "why/fog", "search?words=unattributed"):
        assert "Avalon" not in desk.get(path).text + stranger.get(path).text
    assert desk.get("search", words="Avalon").json() == []


def test_a_topic_for_members_is_in_no_list_of_a_stranger(desk: Caller, stranger: Caller, app: FastAPI) -> None:
    desk.act("propose", **{**FOG, "of": ["2020/mist"], "audience": "members"})
    assert [row["reference"] for row in stranger.get("topics").json()] == ["2020/fog"]
    assert [row["reference"] for row in stranger.get("topics", state="debated").json()] == []
    assert [row["reference"] for row in Caller(app, READER).get("topics").json()] == ["2020/fog", "2020/mist"]
    assert stranger.get("why/2020/mist").status_code == 404
