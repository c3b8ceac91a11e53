"""What a person types into the page of an act, for a motion of a case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from escalade.services.acts.fields import Field, Kind, evidence_of, own_fields
from escalade.web.rendering.address import act_address
from escalade.workflow.motions import MOTIONS, Motion
from escalade.workflow.records.record import Record
from escalade.workflow.values.reference import round_of


def page_of(motion: Motion) -> str:
    """The page on which an act of the case is done."""
    act = motion.act_name()
    new = {"convene": "body", "open round": "body", "propose": round_of(motion.of[0]) if motion.of else ""}
    subject = new.get(act) or (motion.of[0] if motion.of else "")
    if MOTIONS[act].argument == "records":
        subject = motion.records[0].rpartition("#")[0]  # type: ignore[attr-defined]  # as its argument says
    return act_address(subject or "body", act)


def typed(motion: Motion) -> dict[str, Any]:
    """What a person types into the page of an act."""
    act = motion.act_name()
    given: dict[str, Any] = msgspec.to_builtins(motion)
    inputs: dict[str, Any] = {
        "on": motion.on,
        "audience": motion.audience or "",
        "entered_for": motion.entered_for or "",
    }
    for field in (*own_fields(act), *evidence_of(act)):
        value: Any = given
        for name in field.path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value not in (None, "", False) and field.kind is not Kind.FILE:
            inputs.update(input_of(field, value))
    argument = MOTIONS[act].argument
    if act in {"convene", "open round"}:
        inputs["words"] = motion.of[0].removeprefix("meeting/")
    elif act == "propose":
        inputs["words"] = motion.of[0].partition("/")[2]
    elif argument == "records":
        inputs["words"] = " ".join(motion.records)  # type: ignore[attr-defined]  # as its argument says
    elif argument in {"name", "symbol"}:
        inputs["words"] = given[argument]
    elif argument == "topics":
        inputs["of"] = list(motion.of)
        inputs |= {f"place.{name}": str(place) for place, name in enumerate(motion.of, 1)}
    return inputs


def input_of(field: Field, value: Any) -> Iterator[tuple[str, Any]]:
    """The inputs of one field, by their names."""
    name = field.parameter
    if field.may_lack and value == "not at hand":
        yield f"{name}.lacking", "1"
    elif field.kind is Kind.TEXT:
        yield from ((f"{name}.{tag}", text) for tag, text in value.items())
    elif field.kind is Kind.TEXTS:
        yield from ((f"{name}.{tag}.{place}", text) for place, one in enumerate(value) for tag, text in one.items())
    elif field.kind is Kind.PAIRS:
        yield name, "\r\n".join(f"{key}={one}" for key, one in value.items())
    elif field.kind is Kind.LINES:
        yield name, value if isinstance(value, str) else "\r\n".join(value)
    elif field.kind is Kind.VOTES:
        yield name, ",".join(str(count) for count in value.values())
    else:
        yield name, "1" if value is True else str(value)


def files(motion: Motion) -> dict[str, tuple[str, bytes]]:
    """What a person uploads to the page of an act."""
    given: dict[str, Any] = msgspec.to_builtins(motion)
    asked = [field for field in own_fields(motion.act_name()) if field.kind is Kind.FILE and given.get(field.path[-1])]
    return {field.parameter: ("text.json", json.dumps(given[field.path[-1]]).encode()) for field in asked}


def told(record: Record) -> dict[str, Any]:
    """A record but for when it was written down, by whom identified, under what salt."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    for holder in (fields, fields["motion"]):
        for name in ("at", "identity", "salts"):
            holder.pop(name, None)
    return fields
