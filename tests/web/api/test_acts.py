"""Acts by calls: recorded, tried, and refused."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from escalade.web.api.call import MOST
from tests.web.api.bodies import FOG, OBJECTION, REVISED
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK
from tests.web.caller import Caller


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
    assert (again.status_code, again.json()["records"][0]["reference"]) == (200, "2020/fog#2")
    other = desk.act("revise", seen="2020/fog#1", **{**REVISED, "on": "2020-02-13"})
    assert (other.status_code, other.json()["error"]) == (409, "MovedMeanwhileError")
    assert other.json()["newest"] == "2020/fog#2"
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
