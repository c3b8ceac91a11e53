"""What follows for a topic where it stands, and which office does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.context.decision import key_of
from escalade.templates.context.group import office, superior
from escalade.templates.paper import Paragraph

if TYPE_CHECKING:
    from escalade.templates.context.view import View
    from escalade.workflow.topic import Topic


def follows(view: View, topic: Topic) -> tuple[Paragraph, ...]:
    """What may come next, in plain words, with the office that does it."""
    refers = bool(topic.no_consensus and topic.no_consensus[1].refer)
    said = view.say(
        f"follow.{key_of(topic.state or 'proposed')}",
        chair=office(view, "chair"),
        secretariat=office(view, "secretariat"),
        council_secretariat=office(view, "council-secretariat"),
        superior=superior(view),
        refers=refers,
        proof=view.plain(topic.reference, topic.records[-1].reference),
    )
    paragraphs = [Paragraph(said)]
    if topic.waiting:
        records = [view.plain(record.reference, record.reference) for record in topic.waiting]
        paragraphs.append(Paragraph(view.say("follow.waiting", records=records, chair=office(view, "chair"))))
    return tuple(paragraphs)
