"""Contributions received: their symbols, from whom, on which topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import topic_title
from escalade.templates.contexts.sections.position import READERS
from escalade.templates.values.paper import Item, Paragraph

if TYPE_CHECKING:
    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import SaidSentence
    from escalade.workflow.motions import Receive
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Round


def contributions(view: View, round_: Round, readers: str) -> list[Paragraph]:
    """The contributions that a round had received, if any."""
    received = [
        (record, motion) for record, motion in round_.contributions if READERS[record.audience] <= READERS[readers]
    ]
    if not received:
        return []
    last = received[-1][0]
    items = [
        Item(contribution(view, record, motion, last=record is last), view.letter(place))
        for place, (record, motion) in enumerate(received)
    ]
    count = view.count(len(received), *(record.reference for record, _ in received))
    return [Paragraph(view.say("note.contributions", count=count, one=len(received) == 1), tuple(items))]


def contribution(view: View, record: Record, motion: Receive, *, last: bool) -> SaidSentence:
    """One contribution."""
    source = record.reference
    topics = (topic for name in motion.concerns if (topic := view.topic(name)) is not None)
    groups = (motion.by_group,) if motion.by_group else ()
    return view.say(
        "note.contribution",
        symbol=view.symbol(motion.symbol, source),
        senders=[view.name(name, source) for name in (*motion.by_state, *groups)],
        title=view.text(motion.title, source),
        about=[topic_title(view, topic) for topic in topics],
        last=last,
    )
