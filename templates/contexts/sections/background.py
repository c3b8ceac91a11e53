"""Tell what came before the latest outcome of a topic, or since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import superior
from escalade.templates.contexts.sections import position
from escalade.templates.values.paper import Paragraph
from escalade.workflow.motions import Circulate, LiftObjection, ReceiveMerger, TakePosition
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.subjects.silence import silence_after, time_of
from escalade.workflow.subjects.topic import UNATTRIBUTED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic

OBJECTION = ("take position", "lift objection")
"""The acts by which an objection is made, and ends."""
CIRCULATED = "circulate"
"""The act by which a text is placed under the silence procedure; told where that was broken."""
RECEIVED = "receive merger"
"""The act by which another topic is merged into one."""


def tell_background(
    view: View, topic: Topic, outcome: Record, told: Collection[str]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Tell who put a topic forward, and each act that is not *told* yet.

    What came before the outcome, and what was heard since, are given apart.
    """
    before, since = list[Paragraph](), list[Paragraph]()
    if named := _sponsors(view, topic):
        before.append(Paragraph(view.say("notice.sponsors", sponsors=named)))
    for record in topic.every(*decision.OUTCOMES, *OBJECTION, RECEIVED, CIRCULATED):
        if record.reference not in told:
            (before if topic.is_before(record, outcome) else since).extend(_paragraph(view, topic, record))
    return before, since


def _paragraph(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """The paragraph on one act, if it is told, marked as far as it is provisional."""
    if said := _tell(view, topic, record):
        yield Paragraph(said, remarks=evidence.remarks(view, record))


def _sponsors(view: View, topic: Topic) -> list[Printable]:
    """Who put a topic forward, as far as they are to be named."""
    birth = topic.last("propose", "introduce")
    source = birth.reference if birth else topic.told[0].reference
    return [decision.sponsor(view, name, source) for name in topic.sponsors if name != UNATTRIBUTED]


def _tell(view: View, topic: Topic, record: Record) -> SaidSentence | None:
    """Tell one act in a sentence; None of a position that is no objection."""
    motion, source = record.motion, record.reference
    proof = view.plain(source, source, *superior(view).records)  # not every language names that body in each sentence
    if isinstance(motion, TakePosition):
        return _tell_objection(view, record, motion, proof) if motion.stance == "object" else None
    if isinstance(motion, LiftObjection):
        whose = position.find_lifting_holders(view, topic, record)
        return (
            decision.tell_act(view, record, alone=True, proof=proof, holders=whose, how=motion.how) if whose else None
        )
    if isinstance(motion, Circulate):
        return _tell_broken(view, topic, record)
    if isinstance(motion, ReceiveMerger):
        return _tell_merger(view, record, motion, topic.reader or READERS[0])
    return decision.tell_act(view, record, alone=True, proof=proof)


def _tell_broken(view: View, topic: Topic, record: Record) -> SaidSentence | None:
    """Tell a silence that was broken, unless it is the one that the next steps tell."""
    silence = silence_after(record, topic, view.standing)
    is_last = topic.state == "debated" and topic.last_turn == record
    if silence is None or silence.broken_by is None or is_last:
        return None
    return decision.tell_silence(view, silence, topic.reader or READERS[0], apart=True)


def _tell_merger(view: View, record: Record, motion: ReceiveMerger, reader: str) -> SaidSentence | None:
    """Tell that another topic was merged into this one, where readers may know of that."""
    other = view.topic(motion.merged)
    merged = next((one for one in (other.told if other else ()) if one.reference in record.touched), None)
    return decision.tell_act(view, merged, alone=True) if merged and may_read(reader, merged.audience) else None


def _tell_objection(view: View, record: Record, motion: TakePosition, proof: Printable) -> SaidSentence:
    """Tell who objected, and at what time of the day where that is on record."""
    topic, time = view.topic(record.subject), time_of(motion)
    again: dict[str, Any] = {"maintained": topic is not None and topic.maintains(record)}
    if time:
        again["when"] = view.say("decision.when_exactly", moment=view.moment(time, record.reference))
    whose = position.whose(view, record, motion)
    return decision.tell_act(view, record, alone=True, proof=proof, holders=whose, **again)
