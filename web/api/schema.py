"""The schema of the API: what FastAPI knows of calls, and our shapes."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from escalade.services.acts.fields import GIVEN, TYPED, find_mandatory
from escalade.web.forms.act import ELSEWHERE
from escalade.workflow.motions import MOTIONS

PLACE = "#/components/schemas/{name}"
TOKEN: list[dict[str, list[str]]] = [{"token": []}]
OPEN: dict[str, Any] = {"openapi_extra": {"security": [{}, *TOKEN]}}
"""A call that strangers may make too."""
JSON, BYTES, PROBLEM = "application/json", "application/octet-stream", "application/problem+json"
WRONG = {
    "401": "No token was shown, or one that opens nothing.",
    "403": "Another office does it, or the token is for less.",
    "404": "There is nothing so called that the reader may see.",
    "409": "The procedure refuses it, or it moved meanwhile.",
    "422": "The request is malformed.",
    "503": "The register cannot be used.",
}
UNCHANGED = {"description": "The record has not changed since the answer that the caller has."}
OF_BODIES = {"413": "The body is too large.", "415": "The body is no JSON."}
DONE_HERE = tuple(act for act in MOTIONS if act not in ELSEWHERE)
"""The acts that are done with fields alone."""


def place_of(name: str) -> dict[str, Any]:
    """The place of a shape among the components."""
    return {"$ref": PLACE.format(name=name)}


@cache
def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of a shape, or of one of several, among the components."""
    if isinstance(kind, tuple):
        return {"anyOf": [schema_of(one) for one in kind]}
    (found,), _ = msgspec.json.schema_components([kind], ref_template=PLACE)
    return dict(found)


def answers(kind: Any, description: str, status: str = "200") -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a call, right or wrong."""
    return {status: {"description": description, "content": {JSON: {"schema": schema_of(kind)}}}, **wrong(WRONG)}


def reads(kind: Any, description: str) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a reading: a shape, or that the caller has it."""
    return {**answers(kind, description), "304": UNCHANGED}


def files(description: str) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of a call that gives a file."""
    content = {BYTES: {"schema": {"type": "string", "format": "binary"}}}
    return {"200": {"description": description, "content": content}, "304": UNCHANGED, **wrong(WRONG)}


def wrong(statuses: dict[str, str]) -> dict[int | str, dict[str, Any]]:
    """The problems that a call may tell."""
    content = {PROBLEM: {"schema": place_of("Problem")}}
    return {status: {"description": said, "content": content} for status, said in statuses.items()}


def body_of(kind: Any) -> dict[str, Any]:
    """Describe the body of a call: a shape, or the name of one."""
    schema = place_of(kind) if isinstance(kind, str) else schema_of(kind)
    return {"required": True, "content": {JSON: {"schema": schema}}}


def describe_application(app: FastAPI, kinds: tuple[Any, ...]) -> None:
    """Let an application describe itself with our shapes."""

    def openapi() -> dict[str, Any]:
        """Make the description once, and keep it."""
        if not app.openapi_schema:
            found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            shapes = describe_shapes(*kinds)
            parts = {"schemas": shapes, "securitySchemes": {"token": BEARER}}
            paths = name_parts(found["paths"], shapes)
            app.openapi_schema = {**found, "paths": paths, "components": parts, "servers": [{"url": "/api"}]}
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's own documentation has it


BEARER = {"type": "http", "scheme": "bearer"}


@cache
def describe_shapes(*kinds: Any) -> dict[str, Any]:
    """Every shape of answers and bodies; acts are told apart by `act`."""
    _, found = msgspec.json.schema_components((*kinds, *map(MOTIONS.get, DONE_HERE)), ref_template=PLACE)
    acts = {MOTIONS[act].__name__: act for act in DONE_HERE}
    others = {kind.__name__ for kind in MOTIONS.values()} - acts.keys()
    shapes = {
        name: of_act(one, acts[name]) if name in acts else dict(one)
        for name, one in found.items()
        if name not in others
    }
    named: dict[str, Any] = {}
    for shape in shapes.values():
        shape["properties"] = {name: name_parts(one, named) for name, one in shape.get("properties", {}).items()}
    places = {act: PLACE.format(name=MOTIONS[act].__name__) for act in DONE_HERE}
    told_apart = {"propertyName": "act", "mapping": places}
    act = {"oneOf": [{"$ref": place} for place in places.values()], "discriminator": told_apart}
    return {**shapes, **named, "Act": act, "Motion": MOTION}


MOTION = {
    "type": "object",
    "description": "The act as it was recorded: with the fields that it has in `Act`, who did it, and when.",
    "properties": {"act": {"type": "string"}},
    "required": ["act"],
}


def of_act(shape: dict[str, Any], act: str) -> dict[str, Any]:
    """The shape of an act, without what the token and the clock give.

    A body may lack what is required all the same: then the procedure says so, and everything else that is wrong.
    """
    parts = {name: dict(one) for name, one in shape["properties"].items() if name not in GIVEN}
    for one in parts.values():
        if "description" in one:
            one["description"] = TYPED.sub("", one["description"])
    parts["act"] = {"const": act, "type": "string"}
    return {**shape, "properties": parts, "required": ["act", *find_mandatory(act)]}


def name_parts(shape: Any, named: dict[str, Any]) -> Any:
    """A part of a shape without defaults, its tables by any key named.

    A client that was made from it gives no value to what is left out, and has few kinds: one for all such tables, and
    none for a choice, which is a pattern.
    """
    if isinstance(shape, list):
        return [name_parts(one, named) for one in shape]
    if not isinstance(shape, dict):
        return shape
    if shape.get("discriminator", {}).get("propertyName") == "act":
        return place_of("Motion")
    parts = {key: name_parts(one, named) for key, one in shape.items() if key not in {"default", "description"}}
    said = {key: shape[key] for key in shape if key == "description"}
    if choices := parts.pop("enum", ()):
        return {**said, **parts, "type": "string", "pattern": f"^({'|'.join(choices)})$"}
    values = parts.get("additionalProperties")
    if not isinstance(values, dict):
        return {**parts, **said}
    kind = str(values.get("$ref") or values.get("type", "any")).rpartition("/")[2]
    name = f"{kind[:1].upper()}{kind[1:]}ByName"
    named[name] = {"type": "object", "additionalProperties": values}
    return {**said, **place_of(name)}
