"""A round is exported with what it stands on, and loaded as a working copy that says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Teller

WithTopics = Callable[..., Teller]
DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
AT_FIRST = "--meeting 1 --on 2020-03-03"


@pytest.fixture
def two_rounds(with_topics: WithTopics) -> Teller:
    """Two rounds before one meeting, whose acts are about topics of both."""
    teller = with_topics("fog", "horns")
    proposes = "propose 2021/{0} --title en='Made-up {0}' --question en='What of it?' --by-state 'Made-up Land' --on 2020-02-11 "
    teller.does(
        f"open-round 2021 --on 2020-02-11 {DESK}",
        *(proposes.format(name) + DESK for name in ("lamps", "piers")),
        f"open-debate 2021/lamps 2021/piers --meeting 1 --on 2020-03-02 {CHAIR}",
        f"take-position fog --holder Canada --stance object --text en=No. --source MWG-1/2 --on 2020-03-02 {DESK}",
        f"lift-objection fog --holder Canada --how withdrawn --on 2020-03-02 {DESK}",
        f"defer fog lamps --to-meeting 2 {AT_FIRST} {DESK} --entered-for 'Made-up Chair'",
        f"annul fog#5 --why en='It was not.' --on 2020-03-03 {CHAIR}",
        f"record-no-consensus fog lamps --tried en=Much. --refer --words not-at-hand {AT_FIRST} {DESK} "
        "--entered-for 'Made-up Chair'",
        f"endorse fog#7 --on 2020-03-03 {CHAIR}",
        f"record-consensus horns 2021/piers {AT_FIRST} {CHAIR}",
        f"approve-report 1 --sent-to en=All --paragraph 2020/fog#7=5.1 --paragraph 2021/lamps#5=5.2 --on 2020-04-01 {DESK}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"escalate lamps --to-session 'Assembly 2020' --document MA20/6 --on 2020-04-06 {DESK}",
    )
    return teller


def loaded(teller: Teller, round_: str, ending: str, tmp_path: Path) -> tuple[Teller, str]:
    """A round exported and loaded into an empty register; what was said of it."""
    case = tmp_path / f"{round_}.{ending}"
    _, _, said = teller.types(f"export {round_} --to {case}")
    other = Teller(tmp_path / f"{round_}-{ending}.db", teller.capture)
    return other, said + other.does(f"load {case}")


def told(teller: Teller, topic: str) -> list[dict[str, Any]]:
    """The records of a topic, but for what tells a copy from its source."""
    found = teller.history(topic)
    for record in found:
        for key in ("identity", "touched"):
            record.pop(key)
        record["motion"].pop("identity", None)
    return found


@pytest.mark.parametrize("ending", ["jsonl", "toml"])
@pytest.mark.parametrize(("round_", "topics"), [("2020", ("fog", "horns")), ("2021", ("lamps", "piers"))])
def test_two_rounds_at_one_meeting_are_each_exported_and_loaded(
    two_rounds: Teller, round_: str, topics: tuple[str, ...], ending: str, tmp_path: Path
) -> None:
    copy, _ = loaded(two_rounds, round_, ending, tmp_path)
    for name in topics:
        assert told(copy, f"{round_}/{name}") == told(two_rounds, f"{round_}/{name}")
    assert sorted(row["reference"] for row in json.loads(copy.does("list --format json"))) == [
        f"{round_}/{name}" for name in sorted(topics)
    ]
    paragraphs = copy.history("meeting/1")[-1]["motion"]["paragraphs"]
    assert list(paragraphs) == [f"{round_}/{topics[0]}#{7 if round_ == '2020' else 5}"]
    states = [one.does(f"state {round_} --language en").partition("<!--")[0] for one in (copy, two_rounds)]
    assert states[0] == states[1]
    assert copy.holds()


def test_a_working_copy_says_that_it_is_one(two_rounds: Teller, tmp_path: Path) -> None:
    copy, said = loaded(two_rounds, "2020", "jsonl", tmp_path)
    assert "A working copy of round 2020: " in said
    assert "1 of them is not public. It proves nothing: its root is another" in said
    assert "It is a working copy of round 2020, 1 record not public: it proves nothing." in said
    assert "It is a working copy of round 2020, which proves nothing of the register it is from." in copy.does("verify")
    assert json.loads(copy.does("verify --format json"))["copy_of"] == "2020"
    assert "identity copied with round 2020: claimed" in copy.does("show fog#1")
    assert json.loads(two_rounds.does("verify --format json"))["copy_of"] == ""
    again, _ = loaded(copy, "2020", "toml", tmp_path)
    assert again.export() == copy.export()


def test_a_round_that_is_public_throughout_is_said_to_be(with_topics: WithTopics, tmp_path: Path) -> None:
    _, said = loaded(with_topics("fog"), "2020", "jsonl", tmp_path)
    assert "all of them public" in said
    assert "all of it public" in said
