"""The API, described for people who write programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here

ROUTER = APIRouter()
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
    return visit.page("manual/api.html", None, known)
