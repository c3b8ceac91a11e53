"""The pages of help, and the manual of the API."""

from __future__ import annotations

import ast
import re
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


def test_help_begins_somewhere(visitors: Visitors) -> None:
    assert said(visitors().get("/help")) == said(visitors().get("/help/chair"))


def test_how_long_things_last_is_what_the_server_does(visitors: Visitors) -> None:
    page = said(visitors().get("/en/help/privacy"))
    assert "for 10 hours at most" in page


def test_who_answers_for_the_pages_is_named(visitors: Visitors) -> None:
    for part in ("accessibility", "privacy"):
        assert "Contact Made-up Organisation" in said(visitors().get(f"/en/help/{part}"))


def test_every_call_and_shape_of_the_schema_is_on_the_page(visitors: Visitors) -> None:
    browser = visitors()
    schema, page = browser.get("/api/openapi.json").json(), browser.get("/api/docs")
    shown = set(re.findall(r"<summary><code>(\w+) (/api[^<]*)</code>", page.text))
    assert shown == {(method.upper(), f"/api{path}") for path, one in schema["paths"].items() for method in one}
    assert set(re.findall(r'<h3 id="shape-(\w+)"', page.text)) == set(schema["components"]["schemas"])
    assert set(re.findall(r'href="#shape-(\w+)"', page.text)) <= set(schema["components"]["schemas"])
    assert re.findall(r"https?://", page.text) == []


def test_it_speaks_the_language_of_the_page_and_says_which_calls_need_a_token(visitors: Visitors) -> None:
    page = visitors().get("/fr/api/docs")
    assert "L’API" in said(page)
    call = page.text.partition("POST /api/acts<")[2].partition("</details>")[0]
    assert "Authorization: Bearer" in call
    assert "#shape-Act" in call
