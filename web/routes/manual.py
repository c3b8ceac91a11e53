"""The API, described for people who write programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import APIRouter, Response

from escalade.web.middleware.request_context import Here

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLACE = "#/components/schemas/"


class DocumentedPart(msgspec.Struct, frozen=True):
    """A parameter of a call, or a field of a shape."""

    name: str
    type: str
    shape: str
    """The shape that it is of, where it is of one."""
    required: bool
    description: str


class DocumentedAnswer(msgspec.Struct, frozen=True):
    """What a call may answer."""

    status: str
    description: str
    shape: str


class Called(msgspec.Struct, frozen=True):
    """A call: what it takes, and what it answers."""

    method: str
    path: str
    description: str
    of_officers: bool
    parameters: tuple[DocumentedPart, ...]
    body: str
    """The shape of its body, where it has one."""
    answers: tuple[DocumentedAnswer, ...]


def calls(described: Mapping[str, Any], tag: str) -> Iterator[Called]:
    """The calls of a kind, as the description has them.

    Args:
        described: the API in OpenAPI.
        tag: the kind.
    """
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            if (one.get("tags") or [""])[0] == tag:
                yield Called(
                    method.upper(),
                    f"/api{path}",
                    one.get("description") or one.get("summary", ""),
                    {} not in one.get("security", [{}]),
                    tuple(map(_parameter, one.get("parameters", ()))),
                    _shape_in(one.get("requestBody", {})),
                    tuple(
                        DocumentedAnswer(status, said["description"], _shape_in(said))
                        for status, said in _by_status(one)
                    ),
                )


def shapes(described: Mapping[str, Any]) -> dict[str, tuple[DocumentedPart, ...]]:
    """The shapes of bodies and answers, each with its fields."""
    return {name: tuple(_fields(shape)) for name, shape in sorted(described["components"]["schemas"].items())}


def _by_status(call: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(call["responses"].items())


def _parameter(one: Mapping[str, Any]) -> DocumentedPart:
    shape = one["schema"]
    description = one.get("description", shape.get("description", ""))
    return DocumentedPart(one["name"], type_words(shape), shape_name(shape), one.get("required", False), description)


def _fields(shape: Mapping[str, Any]) -> Iterator[DocumentedPart]:
    for name, place in shape.get("discriminator", {}).get("mapping", {}).items():
        yield DocumentedPart(name, place.removeprefix(PLACE), place.removeprefix(PLACE), required=False, description="")
    required = shape.get("required", ())
    for name, one in shape.get("properties", {}).items():
        yield DocumentedPart(name, type_words(one), shape_name(one), name in required, one.get("description", ""))


def _shape_in(part: Mapping[str, Any]) -> str:
    """The shape of a body or an answer, where it has one of its own."""
    found = (shape_name(one["schema"]) for one in part.get("content", {}).values())
    return next(filter(None, found), "")


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


ROUTER = APIRouter()
TAGS = ("readings", "acts", "papers")
"""The kinds of calls; a test holds that no call is of another."""


@ROUTER.get("/api/docs")
def show_manual(visit: Here) -> Response:
    """Every call with what it takes and answers, drawn from the schema."""
    schema: dict[str, Any] = visit.request.app.state.api.openapi()
    known = {
        "about": schema["info"]["description"].split("\n\n"),
        "version": schema["info"]["version"],
        "calls": {tag: list(calls(schema, tag)) for tag in TAGS},
        "shapes": shapes(schema),
    }
    return visit.page("manual/api.html", None, known)
