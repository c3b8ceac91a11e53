"""What a rule says that it reads is what it asks for, over random histories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from escalade.workflow.judge.problem import WITH_A_COURSE, History, asked_again
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.trial import RULES, Trial
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.reference import kind_of
from tests.deep import DeepWalk


class Spied(Mapping[str, Subject]):
    """Subjects that remember which of them were asked for."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        """Watch over some subjects."""
        self.subjects = subjects
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None, /) -> Any:
        """A subject, noted as asked for."""
        self.asked.add(key)
        return self.subjects.get(key, default)

    def __getitem__(self, key: str) -> Subject:
        self.asked.add(key)
        return self.subjects[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.subjects)

    def __len__(self) -> int:
        return len(self.subjects)


def asked_by_rules(seed: int) -> Iterator[tuple[str, str, set[str]]]:
    """Each rule that is asked on a walk, of which subject, and which it looked at."""
    walk = DeepWalk(seed)
    assert list(walk.attempts(20))
    history = History(walk.life.standing, PROCEDURE)
    for name in walk.life.memory.subjects:
        line = history.line(name)
        for place, record in enumerate(line.told):
            if (row := line.row(place)) is None:
                continue
            then = line.cut(place)
            ground = history.ground(line.times[place], then, record.touched)
            spied = Spied(ground.subjects)
            trial = Trial(then, record.motion, msgspec.structs.replace(ground, subjects=spied), row, record)
            for rule in asked_again(row, PROCEDURE, is_own=True):
                spied.asked.clear()
                list(rule.question(trial))
                yield rule.name, name, {one for one in spied.asked if one != name and kind_of(one) in WITH_A_COURSE}


def test_a_rule_that_looks_at_the_round_says_so() -> None:
    looked: dict[str, set[str]] = {}
    for seed in range(24):
        for rule, _, others in asked_by_rules(seed):
            looked.setdefault(rule, set()).update(others)
    silent = {name for name, others in looked.items() if others and not RULES[name].reads_round}
    assert silent == set()
    assert {name for name, others in looked.items() if others} >= {"officer_did_not_escalate", "another_is_approved"}
