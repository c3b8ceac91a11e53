"""Acts of the secretariat: escalation, launch, and what follows."""

from collections.abc import Mapping
from typing import Annotated

from escalade.workflow.motions.base import (
    AgendaItem,
    Category,
    ConditionNumber,
    Day,
    Lacking,
    Language,
    MeetingForm,
    Motion,
    OfficerName,
    Passage,
    SessionName,
    SisterName,
    Text,
    TextVersion,
    Words,
    about,
)


class Escalate(Motion, frozen=True, tag="escalate"):
    """Refer unsettled topics to a session of the superior body."""

    to_session: Annotated[SessionName | None, about("The session of the superior body.")] = None
    agenda_item: Annotated[AgendaItem | None, about("The agenda item, such as PL 1.3.", rare=True)] = None
    original: Annotated[Language | None, about("The original language of the note, such as en.", rare=True)] = None
    thanks: Annotated[Passage, about("Whom the chair thanks, and for what.", rare=True)] = {}
    leaving: Annotated[
        tuple[SisterName, ...], about("A topic of the round that is not referred; repeat it.", rare=True)
    ] = ()
    left: Annotated[
        Words | None, about("What becomes of the topics that are not referred; or: not at hand.", rare=True)
    ] = None


class Launch(Motion, frozen=True, tag="launch"):
    """Open the consultation on a topic."""

    opens: Annotated[Day | None, about("The first day of the online phase.")] = None
    closes: Annotated[Day | None, about("The last day of the online phase.")] = None
    physical: Annotated[Day | None, about("The day of the physical meeting.")] = None
    place: Annotated[Text, about("Where the physical meeting is held.")] = {}
    form: Annotated[MeetingForm | None, about("How that meeting is held: in-person, virtual or hybrid.")] = None
    answer_to: Annotated[Passage, about("How and where to answer.")] = {}
    text: Annotated[
        TextVersion | None,
        about("The text as launched, where it differs from the decided one.", option="text-file", file=True, rare=True),
    ] = None
    reason: Annotated[
        Words, about("Why the launched text differs from the decided one; or: not at hand.", rare=True)
    ] = {}


class Extend(Motion, frozen=True, tag="extend"):
    """Give the online phase a later end, or the physical meeting another day."""

    closes: Annotated[Day | None, about("The new last day of the online phase.")] = None
    physical: Annotated[Day | None, about("The new day of the physical meeting.")] = None
    place: Annotated[Text, about("Where the physical meeting is held now.")] = {}
    form: Annotated[MeetingForm | None, about("How that meeting is held now: in-person, virtual or hybrid.")] = None
    reason: Annotated[Words, about("Why it is extended, or moved; or: not at hand.")] = {}
    argument = "topic"


class RecordResponses(Motion, frozen=True, tag="record responses"):
    """Write down how many answered, by category, and where the answers are."""

    count: Annotated[int | Lacking | None, about("The number of responses; or: not at hand.")] = None
    by_category: Annotated[
        Mapping[Category, int], about("The number by category, as CATEGORY=N; repeat it.", rare=True)
    ] = {}
    where: Annotated[Words | None, about("Where the responses are published.", rare=True)] = None
    argument = "topic"


class RecordHearing(Motion, frozen=True, tag="record hearing"):
    """Write down that the physical meeting was held, and its agreed summary."""

    held: Annotated[Day | None, about("The day it was held; the day of the act unless given.")] = None
    presided_by: Annotated[OfficerName | None, about("Who presided, or: not at hand.")] = None
    summary: Annotated[Words | None, about("The agreed summary, or where it is published.")] = None
    form: Annotated[
        MeetingForm | None, about("How it was held, where not as planned: in-person, virtual or hybrid.")
    ] = None
    argument = "topic"
    happened = "held"


class CallOffHearing(Motion, frozen=True, tag="call off hearing"):
    """Write down that the physical meeting is not held, and why."""

    reason: Annotated[Words, about("Why it is not held; or: not at hand.")] = {}
    argument = "topic"


class Close(Motion, frozen=True, tag="close"):
    """Close a consultation."""

    reason: Annotated[Words, about("Why no physical meeting was held; or: not at hand.")] = {}
    argument = "topic"


class Cancel(Motion, frozen=True, tag="cancel"):
    """Call a launched consultation off."""

    authority: Annotated[Words, about("On whose authority it is cancelled; or: not at hand.")] = {}
    notice: Annotated[Words, about("The public notice; or: not at hand.")] = {}
    argument = "topic"


class RecordConsideration(Motion, frozen=True, tag="record consideration"):
    """Write down that a meeting of the Group discussed the outcome."""

    words: Annotated[Words | None, about("What the Group said of the outcome.")] = None
    argument = "topics"


class Fulfil(Motion, frozen=True, tag="fulfil"):
    """Write down that a condition attached to a decision was met, and how."""

    condition: Annotated[ConditionNumber | None, about("The number of the condition, as the decision lists them.")] = (
        None
    )
    words: Annotated[Words | None, about("How it was met.")] = None
    argument = "topic"
