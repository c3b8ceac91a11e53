"""An event says who did what to what and when, in the words of ECS, and no text of anybody."""

from __future__ import annotations

import json
from typing import Any

from escalade.services.feeds.security_event import describe_event
from tests.lives import TOPIC, Life, at, en


def event(life: Life, reference: str) -> dict[str, Any]:
    """The event of a record, with a made-up hash."""
    (record,) = (one for one in life.records if one.reference == reference)
    return describe_event(5, record, b"\x01\xff")


def test_an_act_that_moves_a_topic_is_a_change_of_what_is_configured() -> None:
    life = at(Life(), "debated")
    told = event(life, life.subject(TOPIC).newest)
    assert told["event"] == {
        "kind": "event", "category": ["configuration"], "type": ["change"], "action": "open-debate",
        "dataset": "escalade.record", "module": "escalade", "outcome": "success", "id": life.subject(TOPIC).newest,
        "sequence": 5, "hash": "01ff",
    }  # fmt: skip
    assert told["message"].endswith(": open debate, proposed → debated")
    assert event(life, f"{TOPIC}#1")["event"]["type"] == ["creation"]


def test_who_may_do_what_is_told_as_access() -> None:
    life = at(Life(), "proposed")
    life.does("appoint", "body")
    told = event(life, life.subject("body").newest)["event"]
    assert (told["category"], told["type"], told["action"]) == (["iam"], ["admin", "change"], "appoint")


def test_no_text_of_anybody_is_part_of_an_event() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A made-up word."), holder="Mu")
    told = event(life, life.subject(TOPIC).newest)
    assert "A made-up word." not in json.dumps(told)
    assert "Mu" not in json.dumps(told)
    assert told["message"].endswith(": record statement, stays debated")
