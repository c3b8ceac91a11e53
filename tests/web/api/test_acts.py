"""Acts by calls: recorded, tried, and refused."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.models.reader import open_reader
from escalade.templates.formats.word.source import read_shipped_template
from escalade.web.middleware.body_limit import OF_ACTS
from tests.templates.hidden_matter import WAYS, hiding
from tests.web.api.bodies import FOG, REVISED
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
        ('{"act": "revise", "titel": "x"}', "has no field “titel”", ""),
        ('{"act": "constitute"}', "“act” is one of", "/act"),
        ('{"act": ["revise"]}', "“act” is one of", "/act"),
        ('{"of": ["2020/fog"]}', "“act” is one of", "/act"),
        ('{"act": "revise", "of": ["\\ud800"]}', "The body is not of its shape", ""),
        ('{"act": "revise", "of": ["2020/fog"], "on": "never"}', "never", ""),
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
