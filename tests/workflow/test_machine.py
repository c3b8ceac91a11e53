"""The machine made of the table, and one act driven through it."""

from __future__ import annotations

import ast
import inspect

import msgspec
import pytest
import transitions

from escalade.workflow import machine as module
from escalade.workflow.machine import advance, machine, moves
from escalade.workflow.procedure import BACKWARDS, SAME, STATES, VERSION, digest, table
from escalade.workflow.values.errors import StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from tests.lives import TOPIC, Life, at


def test_an_act_on_one_subject_advances_it() -> None:
    life = at(Life(), "proposed")
    motion = life.stamped(life.fitting("open debate", TOPIC))
    topic, record = advance(life.subject(), motion, life.standing)
    assert (topic.state, topic.records[-1], record.touched) == ("debated", record, ("2031/a#2",))
    assert (record.procedure, record.digest) == (VERSION, digest())
    assert advance(life.subject(), motion, life.standing) == (topic, record)


def test_a_state_that_no_table_knows_is_left_by_no_act() -> None:
    life = at(Life(), "proposed")
    motion, topic = life.stamped(life.fitting("open debate", TOPIC)), life.subject()
    odd = msgspec.structs.replace(topic.records[-1], after="made up")
    with pytest.raises(StepNotAllowedError):
        advance(type(topic)(topic.reference, (odd,)), motion, life.standing)


def test_warnings_are_told_where_somebody_listens() -> None:
    life = at(Life(), "unresolved")
    life.does("set deadline", "body", span=52)
    motion = life.stamped(life.fitting("escalate", TOPIC))
    warnings: list[Cause] = []
    heard = advance(life.subject(), motion, life.standing, warn=warnings.append)
    assert [warning.rule for warning in warnings] == ["referral_keeps_its_deadline"]
    assert advance(life.subject(), motion, life.standing) == heard


def test_every_row_of_the_table_is_a_transition() -> None:
    built = machine()
    found = {(one.source, act) for act in built.events for one in built.get_transitions(act)}
    assert found == {(module.place(of, origin), act) for of, origin, act in table()}


@pytest.mark.parametrize("kind", STATES)
def test_moves_are_the_rows_that_lead_elsewhere(kind: str) -> None:
    assert set(moves(kind)) == {
        (step.origin, step.act, step.to)
        for step in table().values()
        if step.of == kind and step.to not in {SAME, BACKWARDS, step.origin}
    }


def test_no_class_of_the_library_is_overridden() -> None:
    theirs = {name for name, thing in vars(transitions).items() if inspect.isclass(thing)}
    tree = ast.parse(inspect.getsource(module))
    bases = {ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    assert not {base.rpartition(".")[2] for base in bases} & theirs
    privates = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.startswith("_")}
    assert privates == set()
