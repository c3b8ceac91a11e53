"""Help: what an office does, what one may rely on, what programs call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here
from escalade.workflow.subjects.stand import SUPERIOR
from escalade.workflow.values.errors import UnknownReferenceError

ROUTER = APIRouter()
CLAIMS = {
    "axe": "tests/web/chromium/test_every_page.py::test_nobody_is_shut_out_and_nothing_comes_from_elsewhere",
    "valid": "tests/web/chromium/test_valid.py::test_every_page_is_valid_html",
    "keys": "tests/web/chromium/test_room_and_forms.py::test_a_position_is_entered_by_keys_alone_at_200_percent",
    "errors": "tests/web/chromium/test_every_page.py"
    "::test_nobody_is_shut_out_of_a_form_that_comes_back_with_what_is_wrong",
    "scripts": "tests/web/chromium/test_room_and_forms.py::test_without_scripts_the_room_is_a_page_that_loads_again",
    "pdf": "tests/templates/test_pdf.py::test_a_pdf_is_tagged_and_says_its_title_language_subject_and_seal",
}
"""What the statement says was tested, each by its test; a test holds that each is there."""


PARTS = ("chair", "secretariat", SUPERIOR, "accessibility", "privacy")
"""What there is help on: a screen for each office, and what every visitor may rely on."""


@ROUTER.get("/help")
@ROUTER.get("/help/{part}")
def show_help(visit: Here, part: str = PARTS[0]) -> Response:
    """One screen: what an office does here, or what visitors may rely on."""
    if part not in PARTS:
        raise UnknownReferenceError(part, kind="page")
    hours = visit.app_state.settings.session_hours
    return visit.page("help/help.html", None, {"parts": PARTS, "shown": part, "claims": CLAIMS, "hours": f"{hours:g}"})


PLACE = "#/components/schemas/"
TAGS = ("readings", "acts", "papers")
"""The kinds of calls; a test holds that no call is of another."""


def shape_name(shape: Mapping[str, Any]) -> str:
    """The name of the shape that is meant, or of the one that a list is of."""
    inner = [shape, shape.get("items", {}), *shape.get("anyOf", ())]
    return next((one["$ref"].removeprefix(PLACE) for one in inner if "$ref" in one), "")


def type_words(shape: Mapping[str, Any]) -> str:
    """What a value is, in a few words.

    >>> type_words({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'list of string, or null'
    """
    if "$ref" in shape:
        return str(shape["$ref"]).removeprefix(PLACE)
    if "anyOf" in shape:
        return ", or ".join(map(type_words, shape["anyOf"]))
    if "const" in shape or "pattern" in shape:
        return str(shape.get("const") or shape["pattern"].strip("^()$").replace("|", " | "))
    if shape.get("type") == "array":
        return f"list of {type_words(shape.get('items', {}))}"
    if shape.get("type") == "object" and isinstance(shape.get("additionalProperties"), dict):
        return f"{type_words(shape['additionalProperties'])} by name"
    kind = shape.get("type", "anything")
    return ", or ".join(kind) if isinstance(kind, list) else str(kind)


def shape_in(part: Mapping[str, Any]) -> str:
    """The shape of a body or an answer, where it has one of its own."""
    found = (shape_name(one["schema"]) for one in part.get("content", {}).values())
    return next(filter(None, found), "")


@ROUTER.get("/api/docs")
def show_manual(visit: Here) -> Response:
    """Every call with what it takes and answers, drawn from the schema."""
    schema: dict[str, Any] = visit.request.app.state.api.openapi()
    calls = [(path, method, one) for path, ways in schema["paths"].items() for method, one in ways.items()]
    known = {
        "about": schema["info"]["description"].split("\n\n"),
        "version": schema["info"]["version"],
        "calls": {tag: [call for call in calls if call[2].get("tags", [""])[0] == tag] for tag in TAGS},
        "shapes": schema["components"]["schemas"],
        "type_words": type_words,
        "shape_name": shape_name,
        "shape_in": shape_in,
    }
    return visit.page("help/api.html", None, known)
