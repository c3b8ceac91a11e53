"""The real round of 2017, act by act, each through its own command."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from escalade.models.cases import find_shipped_case, parse_case
from tests.stories.command import command

from .conftest import Teller

CASE = find_shipped_case("cwg_internet_2017")


def test_the_round_of_2017_goes_from_proposal_to_both_launches(teller: Teller, tmp_path: Path) -> None:
    for act in parse_case(CASE):
        teller.does(shlex.join(command(act.motion, tmp_path)))
    assert teller.states("2017") == {"gender": "launched", "ott": "launched"}
    assert teller.acts("2017/ott") == [
        "propose", "open debate", "record no consensus", "escalate", "take position", "defer", "approve", "launch", "confirm",
    ]  # fmt: skip
    assert teller.holds()


def test_the_commands_make_the_records_that_loading_makes(teller: Teller, tmp_path: Path) -> None:
    for act in parse_case(CASE):
        teller.does(shlex.join(command(act.motion, tmp_path)))
    typed = teller.export()
    teller.register = tmp_path / "loaded.db"
    teller.does(f"load {CASE}")
    loaded = teller.export()
    assert [without_stamp(line) for line in typed.splitlines()] == [without_stamp(line) for line in loaded.splitlines()]


def without_stamp(line: str) -> dict[str, object]:
    """An act without its moment and its salts."""
    fields: dict[str, object] = json.loads(line)
    return {name: value for name, value in fields.items() if name not in {"at", "salts"}}
