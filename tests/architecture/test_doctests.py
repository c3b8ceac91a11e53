"""The examples in the law's docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

from escalade import workflow

MODULES = sorted(module.name for module in walk_packages(workflow.__path__, "escalade.workflow."))


@pytest.mark.parametrize("name", MODULES)
def test_every_example_is_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert doctest.testmod(import_module("escalade.workflow.ledger.tree")).attempted > 0
