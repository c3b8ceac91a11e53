"""Help: a screen for each office, and what visitors may rely on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from escalade.web.i18n.language import LANGUAGES
from escalade.web.routes.help import CLAIMS, PARTS
from tests.web.browser import said
from tests.web.conftest import Visitors

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("test", CLAIMS.values(), ids=CLAIMS)
def test_what_is_said_to_be_tested_is_tested(test: str) -> None:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text())
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [f"/help/{part}" for part in PARTS])
def test_each_is_said_in_every_language(path: str, language: str, visitors: Visitors) -> None:
    page = visitors().get(f"/{language}{path}")
    assert page.status_code == 200
    if language != "en":
        assert said(page) != said(visitors().get(f"/en{path}"))


def test_how_long_things_last_is_what_the_server_does(visitors: Visitors) -> None:
    page = said(visitors().get("/en/help/privacy"))
    assert "for 10 hours at most" in page


def test_who_answers_for_the_pages_is_named(visitors: Visitors) -> None:
    for part in ("accessibility", "privacy"):
        assert "Contact Made-up Organisation" in said(visitors().get(f"/en/help/{part}"))


def test_help_on_anything_else_is_not_there(visitors: Visitors) -> None:
    assert visitors().get("/help/anything").status_code == 404
