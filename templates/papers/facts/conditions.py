"""Tell the conditions of a decision, and how each was met."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.templates.papers.facts import decision
from escalade.templates.papers.facts.view import View
from escalade.templates.values.paper import Item, Paragraph
from escalade.workflow.motions import CouncilDecision
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.obligation import conditions_met
from escalade.workflow.subjects.topic import Topic


def tell_conditions(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """Tell on what conditions something was decided, and which were met."""
    given = record.motion.conditions if isinstance(record.motion, CouncilDecision) else ()
    attached = [text for condition in given if (text := view.text(condition, record.reference))]
    if not attached:
        return
    are_many, proof = len(attached) > 1, view.plain(record.reference, record.reference)
    letters = [view.letter(place) if are_many else None for place in range(len(attached))]
    items = [Item(view.quote_foreign(text) or text, letter) for text, letter in zip(attached, letters, strict=True)]
    told = {"one": not are_many, "count": len(attached), "conditions": attached, "proof": proof}
    yield Paragraph(view.say("decision.conditions", **told), tuple(items) if are_many else ())
    met = conditions_met(topic)
    for place, letter in enumerate(letters, start=1):
        fulfilled = view.standing.record(met[place]) if place in met else None
        if fulfilled:
            source = fulfilled.reference
            words = view.text(getattr(fulfilled.motion, "words", None), source)
            day, proof = decision.day_of(view, fulfilled), view.plain(source, source)
            yield Paragraph(view.say("decision.condition_met", letter=letter, day=day, words=words, proof=proof))
