"""Every act that is kept comes to what it came to; and the net catches what is altered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.workflow.judge import problem
from escalade.workflow.records.record import encode
from escalade.workflow.rules import Rule
from escalade.workflow.rules.trial import find_rules
from tests.net import replay
from tests.net.replay import FOLDER, find_differences, read

FILES = sorted(FOLDER.rglob("*.jsonl"))
KNOWN = FOLDER / "cases" / "made_up_objections_council.jsonl"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_acts_come_to_what_they_came_to(path: Path) -> None:
    found = list(find_differences(read(path)))
    assert not found, "\n\n".join((f"{path.relative_to(FOLDER)}: {len(found)} differ.", *found[:5]))


def test_an_altered_expectation_is_told() -> None:
    lines = read(KNOWN)
    number = next(number for number, line in enumerate(lines) if "records" in line)
    kept, (record, *others) = lines[number], lines[number]["records"]
    for name, wrong in {
        "now": [{**record, "now": "launched"}, *others],
        "as": [{**record, "as": "chair"}, *others],
        "more": [record, *others, record],
        "fewer": [],
    }.items():
        lines[number] = {**kept, "records": wrong}
        assert json.dumps(wrong, ensure_ascii=False, sort_keys=True) in "".join(find_differences(lines)), name
    for name in ("warned", "refused", "malformed"):
        lines[number] = {**kept, name: ["some_rule 2031/a"]}
        assert "some_rule" in "".join(find_differences(lines)), name


OFF = ("no_objection_stands", "officer_holds_the_office_then_or_now", "day_lies_at_the_place_named")


@pytest.fixture
def asked_anew() -> Iterator[None]:
    """Look up which rules are asked, now and once this is over."""
    for caches in (problem.rules_of, problem.asked_again, problem.rules_on_lines):
        caches.cache_clear()
    yield
    for caches in (problem.rules_of, problem.asked_again, problem.rules_on_lines):
        caches.cache_clear()


@pytest.mark.usefixtures("asked_anew")
@pytest.mark.parametrize("name", OFF)
def test_a_rule_that_is_not_asked_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def others(names: tuple[str, ...]) -> tuple[Rule, ...]:
        return find_rules(tuple(one for one in names if one != name))

    monkeypatch.setattr(problem, "find_rules", others)
    assert any(f'"{name} ' in told for path in FILES for told in find_differences(read(path)))


def test_a_record_that_says_something_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "encode", lambda record: encode(record).replace(b"Made-up", b"Real"))
    assert list(find_differences(read(KNOWN)))
