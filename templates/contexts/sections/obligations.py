"""What a decision still obliges to, as a paper tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import decision
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paragraph
from escalade.workflow.subjects.obligation import open_obligations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.view import View
    from escalade.workflow.subjects.obligation import Obligation
    from escalade.workflow.subjects.topic import Topic


def obligation_paragraphs(view: View, topic: Topic) -> Iterator[Paragraph]:
    """Each thing that a decision obliges to and that nothing meets yet."""
    for one in open_obligations(topic, view.standing):
        if one.kind != "launch" or one.due:
            yield Paragraph(view.say(f"follow.owed_{one.kind}", **_facts(view, one)))


def _facts(view: View, one: Obligation) -> dict[str, object]:
    """The day, the language or the condition, with the record of the decision."""
    source = one.record
    name = TracedFact(one.language, (source,), view.tongue.name_of(one.language), kind="name") if one.language else None
    attached = decision.conditions(view, view.record(source))
    return {
        "due": view.date(one.due, source),
        "language": name,
        "condition": attached[one.number - 1] if one.number else None,
        "proof": view.plain(source, source),
    }
