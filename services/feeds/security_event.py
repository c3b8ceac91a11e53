"""Acts as events for those who watch over a house's machines (ECS 8).

What members said is no part of an event, nor is any other text: an event says
who did what to what, and when, so that it can be kept where logs are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

VERSION = "8.17"
"""The version of the Elastic Common Schema."""
MODULE = "escalade"
"""What the events come from."""
ACCESS = frozenset(("appoint", "hand over", "take over", "take back", "publish key", "revoke key"))
"""Acts on who may do what; the others change what is on record."""


def describe_event(position: int, record: Record, leaf: bytes) -> dict[str, Any]:
    """A record as an event of ECS.

    Args:
        position: where it stands in the ledger, counted from 1.
        record: what it says.
        leaf: the hash under which it stands there.
    """
    way = f"{record.before or 'new'} → {record.after}" if record.moved else f"stays {record.after}"
    told = {"subject": record.subject, "audience": record.audience, "effective_on": record.on}
    known = {"identity": record.identity, "entered_for": record.entered_for or ""}
    return {
        "@timestamp": record.at,
        "ecs": {"version": VERSION},
        "event": {**_describe_kind(record), "id": record.reference, "sequence": position, "hash": leaf.hex()},
        "user": {"name": record.officer, **({"roles": [record.office]} if record.office else {})},
        "labels": told | {name: value for name, value in known.items() if value},
        "message": f"{record.reference}: {record.act}, {way}",
    }


def _describe_kind(record: Record) -> dict[str, Any]:
    """What kind of event an act is; the words are those that ECS allows."""
    of_access = record.act in ACCESS
    change = "creation" if record.before is None else "change"
    return {
        "kind": "event",
        "category": ["iam" if of_access else "configuration"],
        "type": ["admin", "change"] if of_access else [change],
        "action": record.act.replace(" ", "-"),
        "dataset": f"{MODULE}.record",
        "module": MODULE,
        "outcome": "success",
    }
