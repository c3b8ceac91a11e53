"""The machine made of the table."""

from __future__ import annotations

import ast
import inspect

import pytest
import transitions

from escalade.workflow import machine as module
from escalade.workflow.machine import machine, moves
from escalade.workflow.procedure import BACKWARDS, PROCEDURE, SAME, STATES


def test_every_row_of_the_table_is_a_transition() -> None:
    built = machine()
    found = {(one.source, act) for act in built.events for one in built.get_transitions(act)}
    assert found == {(module.place(of, origin), act) for of, origin, act in PROCEDURE.steps}


@pytest.mark.parametrize("kind", STATES)
def test_moves_are_the_rows_that_lead_elsewhere(kind: str) -> None:
    assert set(moves(kind)) == {
        (step.origin, step.act, step.to)
        for step in PROCEDURE.steps.values()
        if step.of == kind and step.to not in {SAME, BACKWARDS, step.origin}
    }


def test_no_class_of_the_library_is_overridden() -> None:
    theirs = {name for name, thing in vars(transitions).items() if inspect.isclass(thing)}
    tree = ast.parse(inspect.getsource(module))
    bases = {ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    assert not {base.rpartition(".")[2] for base in bases} & theirs
    attributes = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {name for name in attributes if "._" in name and not name.startswith("self._")} == set()
