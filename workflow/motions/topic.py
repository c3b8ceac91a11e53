"""Acts of a topic and of its consultation, but those that conclude."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from escalade.workflow.motions.base import (
    AgendaItem,
    Audience,
    Category,
    ConditionNumber,
    Day,
    Lacking,
    Language,
    MeetingForm,
    MemberName,
    Motion,
    ObjectionName,
    OfficerName,
    Passage,
    SessionName,
    SisterName,
    SymbolName,
    Text,
    TextVersion,
    Time,
    TopicName,
    Words,
    about,
)

Unnamed = Annotated[bool, about("The holder is not to be named.", rare=True)]


class Sponsored(Motion, frozen=True):
    """A motion that brings a topic in on somebody's wish."""

    version: Annotated[TextVersion, about("The text of the topic.")] = TextVersion()
    by_state: Annotated[tuple[MemberName, ...], about("A State that sponsors it; repeat it for several.")] = ()
    by_group: Annotated[MemberName | None, about("The group of States that sponsors it.", rare=True)] = None
    chairs_compromise: Annotated[bool, about("The chair's own compromise.", rare=True)] = False
    unattributed: Annotated[bool, about("The sponsor is not known or not named.", rare=True)] = False
    argument = "topic"


class Propose(Sponsored, frozen=True, tag="propose"):
    """Put a topic forward for the next consultation."""


class Introduce(Sponsored, frozen=True, tag="introduce"):
    """Write down a topic that was born at the superior body."""

    replaces: Annotated[TopicName | None, about("The topic it replaces.", rare=True)] = None


class Revise(Motion, frozen=True, tag="revise"):
    """Give a topic a new text; square brackets mark what is not agreed."""

    version: Annotated[TextVersion, about("The new text of the topic.")] = TextVersion()
    time: Time = None
    argument = "topic"


class Voiced(Motion, frozen=True):
    """A motion on what one State or group, or several together, say."""

    holders: Annotated[tuple[MemberName, ...], about("Whose it is; repeat it for several.", option="holder")] = ()


class TakePosition(Voiced, frozen=True, tag="take position"):
    """Write down who supports, objects or reserves, and in what words."""

    holders: Annotated[
        tuple[MemberName, ...],
        about("The State or group that takes the position; repeat it for several.", option="holder"),
    ] = ()
    stance: Annotated[Literal["support", "object", "reserve"] | None, about("support, object or reserve.")] = None
    text: Annotated[Words, about("The position in the holder's words; or: not at hand.")] = {}
    source: Annotated[
        SymbolName | None, about("The symbol of the contribution, or statement, or paragraph, it was taken in.")
    ] = None
    unattributed: Unnamed = False
    time: Time = None
    argument = "topic or round"
    personal: ClassVar[Mapping[str, str]] = {"holders": "unattributed", "text": ""}
    reader: ClassVar[Audience] = "members"


class LiftObjection(Voiced, frozen=True, tag="lift objection"):
    """Write down how an objection ended."""

    holders: Annotated[
        tuple[MemberName, ...],
        about("Whose objection ends, or the record of it for all who hold it; repeat it.", option="holder"),
    ] = ()
    objections: Annotated[
        tuple[ObjectionName, ...],
        about("The record of the objection that ends, for all who hold it or the holders named.", option="objection"),
    ] = ()
    how: Annotated[
        Literal["withdrawn", "resolved", "not maintained"] | None,
        about("withdrawn, resolved or not-maintained.", rare=True),
    ] = None
    unattributed: Unnamed = False
    time: Time = None
    argument = "topic"
    personal: ClassVar[Mapping[str, str]] = {"holders": "unattributed"}


class RecordStatement(Voiced, frozen=True, tag="record statement"):
    """Put a statement on record; it never touches the outcome."""

    holders: Annotated[
        tuple[MemberName, ...], about("Who makes the statement; repeat it for several.", option="holder")
    ] = ()
    text: Annotated[Words, about("The statement; or: not at hand.")] = {}
    nature: Annotated[
        Literal["explanation", "reservation", "dissociation"] | None,
        about("explanation, reservation or dissociation, where it calls itself so.", rare=True),
    ] = None
    unattributed: Unnamed = False
    argument = "topic"
    personal: ClassVar[Mapping[str, str]] = {"holders": "unattributed", "text": ""}

    @property
    def is_joint(self) -> bool:
        """Whether several make it together, by their names."""
        return len(self.holders) > 1 and not self.unattributed

    @property
    def kind(self) -> str:
        """What it is called: by its nature, if it has one, and joint if it is."""
        return f"{'joint ' if self.is_joint else ''}{self.nature or 'statement'}"


class Withdraw(Motion, frozen=True, tag="withdraw"):
    """Write down that a topic's sponsors withdrew it."""

    asked_by: Annotated[tuple[MemberName, ...], about("A sponsor who asks for it; repeat it. All sponsors must.")] = ()
    argument = "topic"


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
    form: Annotated[MeetingForm | None, about("How that meeting is held: in person, virtual or hybrid.")] = None
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
    form: Annotated[MeetingForm | None, about("How that meeting is held now: in person, virtual or hybrid.")] = None
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
        MeetingForm | None, about("How it was held, where not as planned: in person, virtual or hybrid.")
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
