"""Calls that act, read and prove."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.templates.formats.word.letterhead import read_shipped_template
from escalade.web.middleware.body_limit import OF_ACTS
from tests.templates.hidden_matter import WAYS, hiding
from tests.web.api.bodies import FOG, OBJECTION, REVISED
from tests.web.browser import CHAIR, DESK
from tests.web.caller import Caller


def test_an_act_is_recorded_as_signed_in_by_whoever_shows_the_token(desk: Caller) -> None:
    again = desk.act("propose", **{**FOG, "of": ["2020/mist"]})
    (record,) = again.json()["records"]
    assert (record["reference"], record["officer"], record["identity"]) == ("2020/mist#1", DESK, "signed in")
    assert again.headers["location"] == "/api/records/2020/mist%231"
    (read,) = desk.client.get(again.headers["location"]).json()
    assert read["reference"] == "2020/mist#1"


def test_a_statement_of_several_is_given_and_told_with_all_of_them(desk: Caller) -> None:
    made: dict[str, Any] = {
        "of": ["fog"],
        "holders": ["Avalon", "Mu", "Thule"],
        "text": {"en": "Together."},
        "on": "2020-02-10",
    }
    assert desk.act("record-statement", **made).json()["records"][0]["motion"]["holders"] == made["holders"]
    assert desk.get("records/fog").json()[-1]["motion"]["holders"] == made["holders"]
    assert [one["text"] for one in desk.get("search", words="Thule").json()] == ["Thule"]
    twice = desk.act("record-statement", **{**made, "holders": ["Mu", "Mu"]})
    assert (twice.status_code, "names Mu twice" in twice.json()["detail"]) == (422, True)


def test_what_moved_meanwhile_is_said_and_the_same_act_is_never_recorded_twice(desk: Caller) -> None:
    assert desk.act("revise", seen="2020/fog#1", **REVISED).status_code == 201
    again = desk.act("revise", seen="2020/fog#1", **REVISED)
    assert (again.status_code, again.json()["records"][0]["reference"]) == (200, "2020/fog#2")
    other = desk.act("revise", seen="2020/fog#1", **{**REVISED, "on": "2020-02-13"})
    assert (other.status_code, other.json()["error"]) == (409, "MovedMeanwhileError")
    assert other.json()["newest"] == "2020/fog#2"
    assert len(desk.get("records/fog").json()) == 2


@pytest.mark.parametrize(
    ("body", "said", "pointer"),
    [
        ("{", "The body is not of its shape", ""),
        ("[]", "expected a table of keys and values", ""),
        ("[" * 100_000, "The body is not of its shape", ""),
        ('{"act": "revise", "of": "fog"}', "expected a list", "/of"),
        ('{"act": "revise", "version": {"questions": ["x"]}}', "expected a table", "/version/questions/0"),
        ('{"act": "revise", "by": "Made-up Chair"}', "the token’s or the clock’s", "/by"),
        ('{"act": "revise", "identity": "claimed"}', "the token’s or the clock’s", "/identity"),
        ('{"act": "revise", "titel": "x"}', "has no field “titel”", "/titel"),
        ('{"act": "constitute"}', "“act” is one of", "/act"),
        ('{"act": ["revise"]}', "“act” is one of", "/act"),
        ('{"of": ["2020/fog"]}', "“act” is one of", "/act"),
        ('{"act": "revise", "of": ["\\ud800"]}', "The body is not of its shape", ""),
        ('{"act": "revise", "of": ["2020/fog"], "on": "never"}', "never", ""),
        ('{"act": "receive", "of": ["2020"], "concerns": ["2020/foq"]}', "2020/foq", "/concerns/0"),
    ],
)
def test_a_malformed_body_is_said_to_be_so(body: str, said: str, pointer: str, desk: Caller) -> None:
    answer = desk.client.post("/api/acts", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert answer.json().get("pointer", "") == pointer


def test_a_body_is_small_and_json(desk: Caller) -> None:
    headers = {"content-type": "application/json"}
    assert desk.client.post("/api/acts", content=b" " * (OF_ACTS + 1), headers=headers).status_code == 413
    assert desk.client.post("/api/acts", data={"of": "2020/fog"}).status_code == 415
    assert desk.client.post("/api/acts", content=b"{}", headers={"content-type": ""}).status_code == 415


def test_a_file_is_attached_by_the_act_that_names_it_and_by_nobody_else(desk: Caller, app: FastAPI) -> None:
    held = desk.client.post("/api/files", json={"name": "minutes.txt", "data": b64encode(b"As was said.").decode()})
    digest = held.json()["sha256"]
    assert (held.status_code, digest) == (201, sha256(b"As was said.").hexdigest())
    evidence = {"attachments": [digest]}
    assert desk.act("revise", **REVISED, evidence=evidence, dry_run=True).json()["records"][0]["evidence"] == {
        **evidence,
        "attachment_names": ["minutes.txt"],
    }
    with open_reader(app.state.app_state.settings.register) as reader:
        assert reader.paper(digest) is None
    assert desk.act("revise", **REVISED, evidence=evidence).status_code == 201
    with open_reader(app.state.app_state.settings.register) as reader:
        assert reader.paper(digest) == ("minutes.txt", b"As was said.")
    chair = Caller(app, CHAIR).act("open-debate", of=["2020/fog"], evidence={"meeting": "1", **evidence}, dry_run=True)
    assert "attachment_names" not in chair.text
    unsent = desk.act("revise", **REVISED, evidence={"attachments": ["0" * 64]})
    assert (unsent.status_code, unsent.json()["pointer"]) == (422, "/evidence/attachments")
    assert desk.client.post("/api/files", json={"name": "../m.txt", "data": ""}).json()["pointer"] == "/name"


def test_a_file_that_hides_something_is_kept_for_everybody_only_where_that_is_accepted(desk: Caller) -> None:
    document = hiding(read_shipped_template(), WAYS["hidden text"])
    digest = desk.client.post("/api/files", json={"name": "m.docx", "data": b64encode(document).decode()}).json()[
        "sha256"
    ]
    body = {"act": "revise", **REVISED, "evidence": {"attachments": [digest]}}
    refused = desk.client.post("/api/acts", json=body)
    assert (refused.status_code, "“accept_hidden”" in refused.json()["detail"]) == (422, True)
    assert desk.client.post("/api/acts?accept_hidden=true", json=body).status_code == 201


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


def test_the_proof_of_a_record_leads_to_the_root(desk: Caller) -> None:
    told = desk.get("proof/fog%231").json()
    assert told["checkpoint"] == desk.get("checkpoint").json()
    assert json.loads(told["record"])["act"] == "propose"
    (held,) = desk.client.post("/api/verify", json={"checkpoint": "a made-up note"}).json()
    assert (held["of"], held["ok"]) == ("checkpoint", False)
    assert "neither a paper nor a checkpoint" in desk.client.post("/api/verify", json={}).json()["detail"]


@pytest.mark.parametrize("call", ["checkpoint", "proof/fog%231"])
@pytest.mark.parametrize("day", [{"as_of": "2020-02-09"}, {"known_at": "2020-02-09T10:00:00Z"}])
def test_what_proves_is_of_the_ledger_as_it_lies_and_takes_no_day(desk: Caller, call: str, day: dict[str, str]) -> None:
    told = desk.get(call, **day)
    assert told.status_code == 422
    assert told.json()["error"] == "UnknownParameterError"


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
    refused = desk.get("topics", as_of="yesterday")
    assert refused.status_code == 422
    told = desk.client.get(refused.json()["type"])
    assert (told.status_code, told.json()["error"]) == (200, "RequestError")


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
