"""The schema of the API: what FastAPI knows of calls, and our shapes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi.openapi.utils import get_openapi

from escalade.web.middleware.error_handlers import MEDIA, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

PLACE = "#/components/schemas/{name}"
TOKEN: list[dict[str, list[str]]] = [{"token": []}]
ANYONE = [{}, *TOKEN]
"""A call that strangers may make too."""

JSON = "application/json"
WRONG = {
    "401": "No token was shown, or one that opens nothing.",
    "403": "Another office does it.",
    "404": "There is nothing so called that the reader may see.",
    "409": "The procedure refuses it, or it moved meanwhile.",
    "422": "The request is malformed.",
    "503": "The register cannot be used.",
}
UNCHANGED = {"description": "The record has not changed since the answer that the caller has."}
OF_BODIES = {"413": "The body is too large.", "415": "The body is no JSON."}


@cache
def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of a shape, or of one of several, among the components."""
    if isinstance(kind, tuple):
        return {"anyOf": [schema_of(one) for one in kind]}
    (found,), _ = msgspec.json.schema_components([kind], ref_template=PLACE)
    return dict(found)


def answers(kind: Any, description: str, media: str = JSON, status: str = "200") -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a call, right or wrong."""
    content = {media: {"schema": schema_of(kind) if media == JSON else {"type": "string"}}}
    return {status: {"description": description, "content": content}, **wrong(WRONG)}


def reads(kind: Any, description: str, media: str = JSON) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a reading: a shape, or that the caller has it."""
    return {**answers(kind, description, media), "304": UNCHANGED}


def wrong(statuses: dict[str, str]) -> dict[int | str, dict[str, Any]]:
    """The problems that a call may tell."""
    content = {MEDIA: {"schema": schema_of(Problem)}}
    return {status: {"description": said, "content": content} for status, said in statuses.items()}


def body_of(kind: Any) -> dict[str, Any]:
    """Describe the body of a call."""
    return {"required": True, "content": {JSON: {"schema": schema_of(kind)}}}


def acts_with(kind: Any) -> dict[str, Any]:
    """Describe what an act takes beside its parameters."""
    return {"security": TOKEN, "requestBody": body_of(kind)}


def files(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a call that gives a file."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"200": {"description": "The file.", "content": content}, "304": UNCHANGED, **wrong(WRONG)}


@cache
def components(*kinds: Any) -> dict[str, Any]:
    """Every shape that the answers and bodies of calls are made of."""
    _, found = msgspec.json.schema_components(kinds, ref_template=PLACE)
    return dict(found)


def describe_application(app: FastAPI, kinds: tuple[Any, ...], required: Mapping[str, Sequence[str]]) -> None:
    """Let an application describe itself with our shapes.

    Args:
        app: the application.
        kinds: the shapes of answers and bodies.
        required: the fields that the procedure asks for, by the shape that has them. A body may
            lack one all the same: then the procedure says so, and everything else that is wrong.
    """

    def openapi() -> dict[str, Any]:
        """Make the description once, and keep it."""
        if not app.openapi_schema:
            found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            shapes = {name: require_fields(one, required.get(name)) for name, one in components(*kinds).items()}
            parts = {"schemas": shapes, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
            app.openapi_schema = {**found, "components": parts, "servers": [{"url": "/api"}]}
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's own documentation has it


def require_fields(shape: dict[str, Any], required: Sequence[str] | None) -> dict[str, Any]:
    """A shape with the fields that must be given, and without defaults.

    What is left out is given no value by a client that was made from it.
    """
    told = {**shape, "required": list(required)} if required is not None else dict(shape)
    if "properties" in shape:
        parts = shape["properties"].items()
        told["properties"] = {name: {key: one[key] for key in one if key != "default"} for name, one in parts}
    return told
