"""Calls: what they answer, to whom, and how they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from fastapi import FastAPI

from escalade.cli import run
from escalade.models.backends import Location
from escalade.web.api.call import MOST
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER
from tests.web.caller import Caller, with_tokens
from tests.web.conftest import MakeApp

FOG: dict[str, Any] = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog signals"}, "questions": [{"en": "What is a good signal?"}]},
    "by_state": ["Made-up Land"],
    "on": "2020-02-10",
}
REVISED: dict[str, Any] = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog horns"}, "questions": [{"en": "What is a good horn?"}], "source": "MA20/3"},
}
OBJECTION: dict[str, Any] = {
    "of": ["2020/fog"], "holder": "Avalon", "stance": "object", "unattributed": True, "text": {"en": "We cannot."},
    "source": "MA20/4", "on": "2020-02-11",
}  # fmt: skip


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of a register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


@pytest.fixture
def desk(app: FastAPI) -> Iterator[Caller]:
    """A program of the secretariat, which put a topic forward."""
    caller = Caller(app, DESK)
    answer = caller.act("propose", **FOG)
    assert answer.status_code == 201, answer.text
    yield caller
    caller.client.close()


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[Caller]:
    """A program with no token."""
    caller = Caller(app)
    yield caller
    caller.client.close()


def test_an_act_is_recorded_as_signed_in_by_whoever_shows_the_token(desk: Caller) -> None:
    again = desk.act("propose", **{**FOG, "of": ["2020/mist"]})
    (record,) = again.json()["records"]
    assert (record["reference"], record["officer"], record["identity"]) == ("2020/mist#1", DESK, "signed in")
    assert again.headers["location"] == "/api/show/2020/mist%231"
    assert desk.client.get(again.headers["location"]).json()["reference"] == "2020/mist#1"


def test_a_dry_run_records_nothing(desk: Caller) -> None:
    shown = desk.act("propose", **{**FOG, "of": ["2020/mist"]}, dry_run=True)
    assert (shown.status_code, shown.json()["dry_run"]) == (200, True)
    assert desk.get("show/2020/mist").status_code == 404


READINGS = [
    ("list", {}, ["list"]), ("list", {"round": "2020", "state": "proposed"}, ["list", "2020", "--state", "proposed"]),
    ("show/2020/fog", {}, ["show", "2020/fog"]), ("show/2020/fog%231", {}, ["show", "2020/fog#1"]),
    ("show/meeting/1", {}, ["show", "meeting/1"]), ("show/body", {}, ["show", "body"]),
    ("history/fog", {}, ["history", "fog"]), ("search", {"words": "fog SIGNAL"}, ["search", "fog", "SIGNAL"]),
    ("decisions", {"session": "Assembly 2020"}, ["decisions", "--session", "Assembly 2020"]),
    ("procedure", {}, ["procedure"]), ("procedure", {"reference": "fog"}, ["procedure", "fog"]),
    ("plan/2020", {"on": "2020-02-12"}, ["plan", "2020", "--on", "2020-02-12"]), ("verify", {}, ["verify"]),
    ("inbox", {"all": "true"}, ["inbox", "--all", "--as", "Made-up Desk"]),
    ("list", {"as_of": "2020-02-09"}, ["list", "--as-of", "2020-02-09"]),
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
    first = desk.get("list", limit=1)
    assert [row["reference"] for row in first.json()] == ["2020/fog"]
    onward = re.findall('<(.*)>; rel="next"', first.headers["link"])[0]
    second = desk.client.get(f"/api/list{onward}")
    assert [row["reference"] for row in second.json()] == ["2020/mist"]
    assert "link" not in second.headers
    desk.act("revise", **REVISED)
    assert [record["reference"] for record in desk.get("history/fog", limit=1).json()] == ["2020/fog#1"]
    assert [record["reference"] for record in desk.get("history/fog", after="2020/fog#1").json()] == ["2020/fog#2"]
    found = desk.get("search", words="signal", limit=1)
    assert "after=2020%2Ffog%231" in found.headers["link"]
    assert [one["record"] for one in desk.get("search", words="horn", after="2020/fog#1").json()] == [
        "2020/fog#2",
        "2020/fog#2",
    ]


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
    first = desk.get("show/fog")
    headers = {"if-none-match": first.headers["etag"]}
    again = desk.client.get("/api/show/fog", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    desk.act("propose", **{**FOG, "of": ["2020/mist"]})
    assert desk.client.get("/api/show/fog", headers=headers).status_code == 304
    assert desk.act("revise", **REVISED).status_code == 201
    assert desk.client.get("/api/show/fog", headers=headers).status_code == 200


def test_what_was_is_read_as_it_was(desk: Caller) -> None:
    assert desk.get("list", as_of="2020-02-09").json() == []
    assert desk.get("show/fog", known_at="2020-01-01").status_code == 404
    assert desk.get("list", as_of="yesterday").status_code == 422


def test_a_statement_of_several_is_given_and_told_with_all_of_them(desk: Caller) -> None:
    made: dict[str, Any] = {
        "of": ["fog"],
        "holders": ["Avalon", "Mu", "Thule"],
        "text": {"en": "Together."},
        "on": "2020-02-10",
    }
    assert desk.act("record-statement", **made).json()["records"][0]["motion"]["holders"] == made["holders"]
    assert desk.get("history/fog").json()[-1]["motion"]["holders"] == made["holders"]
    assert [one["text"] for one in desk.get("search", words="Thule").json()] == ["Thule"]
    twice = desk.act("record-statement", **{**made, "holders": ["Mu", "Mu"]})
    assert (twice.status_code, "names Mu twice" in twice.json()["detail"]) == (422, True)


def test_a_stranger_sees_what_is_public_and_nobody_who_is_not_to_be_named(desk: Caller, stranger: Caller) -> None:
    assert desk.act("take-position", **OBJECTION).status_code == 201
    assert [one["act"] for one in stranger.get("history/fog").json()] == ["propose"]
    assert stranger.get("show/fog%232").status_code == 404
    assert stranger.get("show/fog").json()["newest"] == "2020/fog#1"
    assert stranger.get("proof/fog%232").status_code == 404
    assert stranger.get("search", words="cannot").json() == []
    assert [one["record"] for one in desk.get("search", words="cannot").json()] == ["2020/fog#2"]
    for path in ("history/fog", "show/fog", "why/fog", "search?words=unattributed"):
        assert "Avalon" not in desk.get(path).text + stranger.get(path).text
    assert desk.get("search", words="Avalon").json() == []


def test_a_topic_for_members_is_in_no_list_of_a_stranger(desk: Caller, stranger: Caller, app: FastAPI) -> None:
    desk.act("propose", **{**FOG, "of": ["2020/mist"], "audience": "members"})
    assert [row["reference"] for row in stranger.get("list").json()] == ["2020/fog"]
    assert [row["reference"] for row in stranger.get("list", state="debated").json()] == []
    assert [row["reference"] for row in Caller(app, READER).get("list").json()] == ["2020/fog", "2020/mist"]
    assert stranger.get("why/2020/mist").status_code == 404


def test_a_refusal_tells_each_cause_and_what_clears_it(desk: Caller, app: FastAPI) -> None:
    desk.act("take-position", **OBJECTION)
    chair = Caller(app, CHAIR)
    assert chair.act("open-debate", of=["2020/fog"], evidence={"meeting": "1"}, on="2020-03-02").status_code == 201
    refused = chair.act("record-consensus", of=["2020/fog"], evidence={"meeting": "1"}, on="2020-03-03")
    told = refused.json()
    assert (refused.status_code, refused.headers["content-type"]) == (409, "application/problem+json")
    assert (told["title"], told["error"]) == ("Conflict", "RulesBrokenError")
    rules = {cause["rule"]: cause for cause in told["causes"]}
    assert rules["no_objection_stands_in_time"]["remedy"]["act"] == "lift objection"
    assert "Avalon" not in refused.text


def test_another_office_is_refused_as_such(desk: Caller, app: FastAPI) -> None:
    refused = desk.act("open-debate", of=["2020/fog"], evidence={"meeting": "1"}, on="2020-03-02")
    assert (refused.status_code, refused.json()["causes"][0]["rule"]) == (403, "officer_holds_the_office_then_or_now")
    assert Caller(app, COUNCIL_DESK).act("propose", **{**FOG, "of": ["2020/mist"]}).status_code == 403


def test_what_moved_meanwhile_is_said_and_the_same_act_is_never_recorded_twice(desk: Caller) -> None:
    assert desk.act("revise", seen="2020/fog#1", **REVISED).status_code == 201
    again = desk.act("revise", seen="2020/fog#1", **REVISED)
    assert (again.status_code, again.json()["error"]) == (409, "MovedMeanwhileError")
    assert again.json()["newest"] == "2020/fog#2"
    assert len(desk.get("history/fog").json()) == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{", "The body is not of its shape"),
        ("[]", "expected a table of keys and values"),
        ('{"of": "fog"}', "expected a list"),
        ('{"by": "Made-up Chair"}', "unknown field"),
        ('{"identity": "claimed"}', "unknown field"),
        ('{"of": ["\\ud800"]}', "The body is not of its shape"),
        ("[" * 100_000, "The body is not of its shape"),
        ('{"of": ["2020/fog"], "on": "never"}', "never"),
    ],
)
def test_a_malformed_body_is_said_to_be_so(body: str, said: str, desk: Caller) -> None:
    answer = desk.client.post("/api/acts/revise", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_a_body_is_small_and_json(desk: Caller) -> None:
    headers = {"content-type": "application/json"}
    large = desk.client.post("/api/acts/revise", content=b" " * (MOST + 1), headers=headers)
    assert large.status_code == 413
    typed = desk.client.post("/api/acts/revise", data={"of": "2020/fog"})
    assert typed.status_code == 415
    assert desk.client.post("/api/acts/revise", content=b"{}", headers={"content-type": ""}).status_code == 415


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
    assert stranger.get("show/2020/mist").json()["records"][0]["motion"]["version"] == version
    assert stranger.get("list").json()[1]["title"] == {"en": text}
    assert stranger.get("search", words=text).json()[0]["text"]
    paper = stranger.get("papers/state/2020", form="html")
    assert paper.status_code == 200
    assert "<script>alert" not in paper.text


@pytest.mark.parametrize("path", ["nothing", "show/none", "show/x%20y%2Fz", "show/a%0Ab", "acts/dance", "issued/00"])
def test_what_is_not_there_is_said_in_json(path: str, stranger: Caller) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_parameter_that_a_call_does_not_take_is_refused(stranger: Caller) -> None:
    assert "it takes" in stranger.get("list", order="title").json()["detail"]
    assert stranger.get("list", limit="0").status_code == 422
    assert stranger.get("list", limit="1").status_code == 200


def test_papers_are_drawn_in_each_form(desk: Caller) -> None:
    for form, start in {"md": b"> **VERSION", "html": b"<!", "docx": b"PK", "pdf": b"%PDF", "xml": b"<?xml"}.items():
        answer = desk.get("papers/state/2020", form=form, language="fr")
        assert answer.status_code == 200, answer.text
        assert answer.content.startswith(start)
    assert answer.headers["content-type"] == "application/xml"
    assert desk.get("papers/notice/fog").status_code in {200, 409, 422}
    assert desk.get("papers/state/fog").status_code == 422


def test_the_proof_of_a_record_leads_to_the_root(desk: Caller) -> None:
    told = desk.get("proof/fog%231").json()
    assert told["checkpoint"] == desk.get("checkpoint").json()
    assert json.loads(told["record"])["act"] == "propose"
    held = desk.client.post("/api/verify-checkpoint", json={"checkpoint": "a made-up note"}).json()
    assert held["ok"] is False


def test_without_a_register_calls_say_so(place: Location, stranger: Caller) -> None:
    place.path.unlink()
    answer = stranger.get("list")
    assert (answer.status_code, answer.json()["error"]) == (503, "AbsentRegisterError")
    assert answer.json()["detail"] == "There is no register here."
    assert str(place.path.parent) not in answer.text


def test_the_first_call_names_all_others(stranger: Caller) -> None:
    told = stranger.get("").json()
    assert {"/list", "/show/{reference}", "/acts/propose"} <= set(told["calls"])
    assert stranger.client.get(told["schema"]).json()["openapi"].startswith("3.1")
