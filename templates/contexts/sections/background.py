"""Tell what came before the latest outcome of a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import superior
from escalade.templates.contexts.sections import position
from escalade.templates.values.paper import Paragraph
from escalade.workflow.motions import LiftObjection, TakePosition
from escalade.workflow.subjects.topic import UNATTRIBUTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic

OBJECTION = ("take position", "lift objection")
"""The acts by which an objection is made, and ends."""
BEFORE_THE_GROUP_AGAIN = ("introduce", "escalate", "lift objection")
"""How a matter came before the superior body, and how it ended there without a decision."""


def tell_background(view: View, topic: Topic, outcome: Record, readers: str) -> Iterator[Paragraph]:
    """Tell who put a topic forward, and each act before its latest outcome."""
    named = _sponsors(view, topic)
    if named:
        yield Paragraph(view.say("notice.sponsors", sponsors=named))
    for record in topic.every(*decision.OUTCOMES, *OBJECTION):
        said = _tell(view, record) if record.reference != outcome.reference and record.audience == readers else None
        if said:
            yield Paragraph(said, remarks=evidence.marks(view, record))


def tell_referral(view: View, topic: Topic, outcome: Record, readers: str) -> Iterator[Paragraph]:
    """Tell that a matter was before the superior body, if nothing else does."""
    acts = BEFORE_THE_GROUP_AGAIN if outcome.act in decision.OF_THE_GROUP else BEFORE_THE_GROUP_AGAIN[:1]
    for record in topic.every(*acts):
        said = _tell(view, record) if record.reference != outcome.reference and record.audience == readers else None
        if said:
            yield Paragraph(said)


def _sponsors(view: View, topic: Topic) -> list[Printable]:
    """Who put a topic forward, as far as they are to be named."""
    birth = topic.last("propose", "introduce")
    source = birth.reference if birth else topic.told[0].reference
    return [decision.sponsor(view, name, source) for name in topic.sponsors if name != UNATTRIBUTED]


def _tell(view: View, record: Record) -> SaidSentence | None:
    """Tell one act in a sentence; None of a position that is no objection."""
    motion, source = record.motion, record.reference
    proof = view.plain(source, source, *superior(view).records)  # not every language names that body in each sentence
    if isinstance(motion, TakePosition):
        whose = position.whose(view, record, motion)
        return (
            decision.tell_act(view, record, alone=True, proof=proof, holders=whose)
            if motion.stance == "object"
            else None
        )
    if isinstance(motion, LiftObjection):
        whose = position.lifted(view, record)
        return (
            decision.tell_act(view, record, alone=True, proof=proof, holders=whose, how=motion.how) if whose else None
        )
    return decision.tell_act(view, record, alone=True, proof=proof)
