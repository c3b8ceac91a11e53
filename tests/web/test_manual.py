"""The API is described on a page of ours, every call and every shape."""

from __future__ import annotations

import re

from tests.web.browser import said
from tests.web.conftest import Visitors


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


def test_what_is_like_the_page_is_a_call_or_nothing(visitors: Visitors) -> None:
    assert visitors().get("/api/docs/x").headers["content-type"] == "application/problem+json"


def test_its_parts_are_named_first_and_two_calls_are_shown(visitors: Visitors) -> None:
    page = visitors().get("/api/docs").text
    named, found = re.findall(r'href="#(calls-\d|shapes)"', page), re.findall(r'<h2 id="(calls-\d|shapes)"', page)
    assert named == found
    assert page.index("curl $HOST/api/topics") < page.index('<h2 id="calls-1"')
