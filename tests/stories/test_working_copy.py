"""A round is exported with what it stands on, and loaded as a working copy that says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from escalade.models.integrity.verify_receipt import Proven, sentence

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
    states = [
        one.does(f"notice {round_}/{topics[-1]} --language en").partition("<!--")[0] for one in (copy, two_rounds)
    ]
    remark = f"\n*WORKING COPY ({round_}). This text was drawn from a working copy, not from the register itself, and proves nothing.*\n"
    assert states[0].replace(remark, "") == states[1]
    assert remark in states[0]
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


WORKING_COPY = {
    "ar": "نسخة عمل",
    "en": "WORKING COPY",
    "es": "COPIA DE TRABAJO",
    "fr": "COPIE DE TRAVAIL",
    "ru": "РАБОЧАЯ КОПИЯ",
    "zh": "工作副本",
}


def test_papers_of_a_working_copy_say_that_they_are(two_rounds: Teller, tmp_path: Path) -> None:
    copy, _ = loaded(two_rounds, "2020", "jsonl", tmp_path)
    for paper in ("note 2020", "notice fog"):
        for language, words in WORKING_COPY.items():
            assert [words in one.does(f"{paper} --language {language}") for one in (copy, two_rounds)] == [True, False]


def test_a_working_copy_signs_nothing_and_what_is_held_against_it_says_so(two_rounds: Teller, tmp_path: Path) -> None:
    key, note, paper = tmp_path / "ledger.key", tmp_path / "note.md", tmp_path / "receipt.json"
    public = two_rounds.does(f"key new {key} --name made-up.example/key").strip()
    two_rounds.does(f"publish-key '{public}' --on 2020-04-07 {DESK}", f"note 2020 --language en --to {note}")
    signed = tmp_path / "checkpoint"
    two_rounds.does(f"checkpoint --key {key} --to {signed}", f"receipt 2020/fog#1 --key {key} --to {paper}")
    assert two_rounds.types(f"verify --paper {note}")[1].count("working copy") == 0
    copy, _ = loaded(two_rounds, "2020", "jsonl", tmp_path)
    for line in (f"checkpoint --key {key}", f"receipt 2020/fog#1 --key {key}"):
        code, _, err = copy.types(line)
        assert (code, "This is a working copy of round 2020" in err) == (2, True)
    for line in (f"verify --paper {note}", f"verify --checkpoint {signed}"):
        code, out, _ = copy.types(f"{line} --format csv")
        assert (code, "held against a working copy of round 2020, which proves nothing" in out) == (4, True)
    record = json.loads(paper.read_text())["record"]
    found = Proven("made-up.example", 9, 4, "somebody", "a key", json.loads(record))
    assert "working copy" not in sentence(found)
    copied = {**json.loads(record), "identity": "copied with round 2020: claimed"}
    assert "It stands in a working copy of a round" in sentence(found._replace(record=copied))
