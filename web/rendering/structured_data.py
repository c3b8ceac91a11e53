"""A topic as data for search engines: schema.org's terms, as JSON-LD.

What stands in it is what the page says to everybody, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from escalade.workflow.subjects.title import title_of
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.workflow.motions import Constitute, Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic

SCHEMA = "https://schema.org/"
ONLINE = f"{SCHEMA}OnlineEventAttendanceMode"


def describe_topic(
    topic: Topic, decided: Record | None, body: Constitute | None, address: str, said: Callable[[Any], str]
) -> Markup:
    """Describe a topic, its decision and its consultation.

    Args:
        topic: as everybody sees it.
        decided: the record that decided on it, where there is one.
        body: whose topic it is.
        address: the whole address of its page.
        said: gives a text in the language of the page.

    Returns:
        The element that a page carries in its head.
    """
    organization = {"@type": "Organization", "name": said(body.name)} if body else None
    name = said(title_of(topic))
    work = {"@type": "CreativeWork", "@id": address, "url": address, "name": name, "identifier": topic.reference}
    graph = [work | ({"creator": organization} if organization else {})]
    if topic.launched:
        event = _describe_consultation(topic, topic.launched[1], name, address)
        graph.append(event | ({"organizer": organization} if organization else {}))
    if decided:
        graph.append(_describe_decision(decided, address, said))
    text = msgspec.json.encode({"@context": SCHEMA, "@graph": graph}).decode()
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704  # no mark is left in it


def _describe_consultation(topic: Topic, motion: Launch, name: str, address: str) -> dict[str, Any]:
    """Describe a consultation as an event that is held online."""
    state = "Cancelled" if topic.state == "cancelled" else "Scheduled"
    days = {"startDate": motion.opens, "endDate": motion.closes}
    known = {key: first.isoformat() for key, on in days.items() if on and (first := when(on).day)}
    place = {"@type": "VirtualLocation", "url": address}
    held = {"eventStatus": f"{SCHEMA}Event{state}", "eventAttendanceMode": ONLINE, "location": place}
    return {"@type": "Event", "name": name, "about": {"@id": address}, **known, **held}


def _describe_decision(decided: Record, address: str, said: Callable[[Any], str]) -> dict[str, Any]:
    """Describe a decision as an action that is done."""
    day = when(decided.on).day
    made = {"@type": "ChooseAction", "object": {"@id": address}, "actionStatus": f"{SCHEMA}CompletedActionStatus"}
    words = getattr(decided.motion, "words", None)
    return {
        **made,
        "name": decided.act,
        **({"endTime": day.isoformat()} if day else {}),
        **({"result": {"@type": "CreativeWork", "text": said(words)}} if isinstance(words, Mapping) and words else {}),
    }
