"""An act that is shown in the room before it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.web.room.stage import Proposal, Scene
from escalade.web.room.view import draw_paragraphs
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.topic import Topic

if TYPE_CHECKING:
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.perform import Outcome


def show_in_room(outcome: Outcome, sight: Sight, visit: Visit) -> str:
    """Show an act in the room, as the public would read of it.

    An act of which the public would read nothing, or on what it does not see,
    leaves the room as it is.

    Returns:
        Whether it is shown there, or hidden from the public.
    """
    scene = propose(outcome, sight, visit.app_state.stage.scene().tongues)
    if scene is None:
        return "hidden"
    visit.app_state.stage.show(scene)
    return "shown"


def propose(outcome: Outcome, sight: Sight, tongues: tuple[str, ...] = ()) -> Scene | None:
    """What the room shows of an act on topics, as the public reads it.

    It is drawn from what the public sees with these records added, so that
    nothing else can show through. None where the public may not read all of it.
    """
    standing = sight.standing_of(READERS[0])
    before: list[Topic] = []
    for record in outcome.records:
        subject = standing.subjects.get(record.subject)
        if not isinstance(subject, Topic) or not subject.told:
            return None
        after = subject.with_record(record)
        if after.record(record.reference) is None:
            return None
        before.append(subject)
        standing = standing.after(after)
    records = [standing.record(record.reference) for record in outcome.records]
    first = standing.topic(records[0].subject)
    wording = first.version if first and first.version != before[0].version else None
    return Scene(
        tuple(dict.fromkeys(topic.reference for topic in before)),
        tongues,
        {topic.reference: topic.newest_told for topic in reversed(before)},
        Proposal(records[0].act, draw_paragraphs(records, standing), wording),
    )
