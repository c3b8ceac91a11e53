"""What a person types into the page of an act, for a motion of a case."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from escalade.services.acts.fields import Kind, evidence_of, own_fields
from escalade.web.forms.decision import fields_to_amend
from escalade.web.forms.form_data import hold
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
        if field.kind is not Kind.FILE:
            inputs |= dict(hold(field, field.value_in(given)))
    for name, text in given.get("amended", {}).items():  # each beside its topic
        held = (hold(field, {"numbering": "numbered", **text}.get(field.key)) for field in fields_to_amend(name))
        inputs |= {"amending": [*inputs.get("amending", ()), name]} | {key: said for one in held for key, said in one}
    argument = MOTIONS[act].argument
    if act in {"convene", "open round"}:
        inputs["words"] = motion.of[0].rpartition("/")[2]
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


def files(motion: Motion) -> dict[str, tuple[str, bytes]]:
    """What a person uploads to the page of an act."""
    given: dict[str, Any] = msgspec.to_builtins(motion)
    own = [field for field in own_fields(motion.act_name()) if field.kind is Kind.FILE and field.of.keys != "topic"]
    asked = [field for field in own if given.get(field.path[-1])]
    return {field.parameter: ("text.json", json.dumps(given[field.path[-1]]).encode()) for field in asked}


def told(record: Record) -> dict[str, Any]:
    """A record but for when it was written down, by whom identified, under what salt."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    for holder in (fields, fields["motion"]):
        for name in ("at", "identity", "salts"):
            holder.pop(name, None)
    return fields
