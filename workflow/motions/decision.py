"""Acts that conclude: the chair's at a meeting, the superior body's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal, Self

import msgspec

from escalade.workflow.motions.base import (
    Announced,
    Day,
    Fact,
    Instant,
    Lacking,
    Language,
    MeetingName,
    MemberName,
    Motion,
    Passage,
    RecordName,
    SessionName,
    SisterName,
    SittingNumber,
    TextVersion,
    Time,
    TopicName,
    Words,
    about,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subjects.standing import Standing

OpenBy = Annotated[Day | None, about("The day by which the consultation is to be open.", rare=True)]
OpenIn = Annotated[
    tuple[Language, ...], about("A language in which it is to be open; repeat it.", option="in-language", rare=True)
]
ReportBy = Annotated[Day | None, about("The day by which its outcome is to be before the Group.", rare=True)]


class OpenDebate(Motion, frozen=True, tag="open debate"):
    """Open the debate on a topic."""


class Defer(Motion, frozen=True, tag="defer"):
    """Leave a topic to a later meeting, sitting or session."""

    to_meeting: Annotated[MeetingName | None, about("The meeting of the Group to which it is deferred, if known.")] = (
        None
    )
    to_session: Annotated[SessionName | None, about("The session to which it is deferred, if known.")] = None
    to_sitting: Annotated[
        SittingNumber | None, about("The sitting of the same session to which it is deferred.", rare=True)
    ] = None
    words: Annotated[Words | None, about("The decision, in its words.")] = None


class ReceiveMerger(Motion, frozen=True, tag="receive merger"):
    """Take another topic in: the other half of a merger."""

    version: Annotated[TextVersion, about("The resulting text.")] = TextVersion()
    merged: Annotated[TopicName, about("The topic that was merged into this one.")] = ""
    sponsors: Annotated[tuple[MemberName, ...], about("The sponsors of the topic that was merged into this one.")] = ()


class Merge(Motion, frozen=True, tag="merge"):
    """Merge a topic into another one under a resulting text."""

    into: Annotated[SisterName, about("The topic that it is merged into.")] = ""
    version: Annotated[TextVersion, about("The resulting text.")] = TextVersion()
    argument = "topic"

    def parts(self, standing: "Standing") -> "Iterator[tuple[str, Motion]]":
        """The topic that ends, then the one that receives it."""
        for reference in self.of:
            yield reference, self
            if not self.into:
                continue
            topic = standing.topic(reference)
            given = {"version": self.version, "merged": reference, "sponsors": topic.sponsors if topic else ()}
            yield self.into, self.bring_along(ReceiveMerger, self.into, **given)


class SetAside(Motion, frozen=True, tag="set aside"):
    """Set a topic aside because another was taken, or the Group so decides."""

    words: Annotated[Words | None, about("The Group's decision, in its words.")] = None


class RecordConsensus(Motion, frozen=True, tag="record consensus"):
    """Record that the Group agreed on a topic."""

    words: Annotated[Words | None, about("The Group's decision, in its words.")] = None
    set_aside: Annotated[
        tuple[TopicName, ...],
        about("The other topics, set aside in the same act.", option="set-aside-others", others=True, rare=True),
    ] = ()
    silence: Annotated[
        tuple[RecordName, ...],
        about("The circulation whose silence nobody broke, as its record; repeat it.", rare=True),
    ] = ()
    open_by: OpenBy = None
    in_languages: OpenIn = ()
    report_by: ReportBy = None
    announced: Announced = None

    def narrow(self, reference: str) -> Self:
        """Keep the circulation of this topic only."""
        mine = tuple(name for name in self.silence if name.rpartition("#")[0] == reference)
        return self if mine == self.silence else msgspec.structs.replace(self, silence=mine)

    def parts(self, standing: "Standing") -> "Iterator[tuple[str, Motion]]":
        """The topics agreed, then the ones set aside with them."""
        yield from super().parts(standing)
        for reference in self.set_aside:
            yield reference, self.bring_along(SetAside, reference, words=self.words)


class RecordNoConsensus(Motion, frozen=True, tag="record no consensus"):
    """Record that the Group did not agree, what was tried, and what follows."""

    tried: Annotated[Words | None, about("What was tried to reach consensus.")] = None
    refer: Annotated[bool, about("The Group decides to refer the matter to the superior body.")] = False
    words: Annotated[Words | None, about("The Group's decision to refer, in its words; or: not at hand.")] = None


class ReopenDebate(Motion, frozen=True, tag="reopen debate"):
    """Open the debate again at a later meeting."""

    words: Annotated[Passage, about("Why the debate is opened again.")] = {}


class Circulate(Motion, frozen=True, tag="circulate"):
    """Circulate a topic's text; it is agreed on if nobody objects in time."""

    until: Annotated[
        Instant | None,
        about("The end of the silence, with its zone, such as 2017-05-24T18:00 Europe/Zurich.", rare=True),
    ] = None
    words: Annotated[Passage, about("What was written to the members.")] = {}
    time: Time = None
    argument = "topic"


How = Literal["consensus", "vote", "correspondence", "silence"]


class Votes(Fact, frozen=True):
    """The counts of a vote."""

    votes_for: Annotated[int, msgspec.Meta(ge=0)]
    against: Annotated[int, msgspec.Meta(ge=0)]
    abstaining: Annotated[int, msgspec.Meta(ge=0)]


class CouncilDecision(Motion, frozen=True):
    """A motion that logs a decision of the superior body."""

    words: Annotated[Words | None, about("What was decided, in its own words; or: not at hand.")] = None
    how: Annotated[How | None, about("How it was decided: consensus, vote, correspondence or silence.", rare=True)] = (
        None
    )
    votes: Annotated[
        Votes | Lacking | None,
        about(
            "The counts of a vote, as FOR,AGAINST,ABSTAINING; where a topic is declined: for and against approving it; "
            "or: not at hand.",
            rare=True,
        ),
    ] = None
    conditions: Annotated[
        tuple[Passage, ...], about("A condition attached to the decision; repeat it.", option="condition", rare=True)
    ] = ()
    announced: Announced = None

    @property
    def counts(self) -> Votes | None:
        """The counts of a vote, where they are known."""
        return self.votes if isinstance(self.votes, Votes) else None


class TakeUp(CouncilDecision, frozen=True, tag="take up"):
    """The superior body takes a topic up of itself."""


class Approve(CouncilDecision, frozen=True, tag="approve"):
    """The superior body approves topics, as proposed or amended."""

    sequence: Annotated[
        Literal["in order", "together"] | None,
        about("When several are approved: one after the other, or together.", flags=True, rare=True),
    ] = None
    amended: Annotated[
        Mapping[TopicName, TextVersion],
        about("The amended text of a topic, as REF=FILE; repeat it.", file=True, rare=True),
    ] = {}
    open_by: OpenBy = None
    in_languages: OpenIn = ()
    report_by: ReportBy = None

    def narrow(self, reference: str) -> Self:
        """Keep the amended text of this topic only."""
        mine = {key: text for key, text in self.amended.items() if key == reference}
        return self if mine == self.amended else msgspec.structs.replace(self, amended=mine)


class Decline(CouncilDecision, frozen=True, tag="decline"):
    """The superior body declines a topic."""


class Lapse(CouncilDecision, frozen=True, tag="lapse"):
    """The superior body chose otherwise and said nothing of this topic."""


class ReferBack(CouncilDecision, frozen=True, tag="refer back"):
    """The superior body sends a topic back to the Group, with guidance."""

    guidance: Annotated[Words | None, about("The guidance, in the superior body's words; or: not at hand.")] = None


class TakeNote(CouncilDecision, frozen=True, tag="take note"):
    """The superior body takes note; that opens nothing."""


class RecordNoDecision(CouncilDecision, frozen=True, tag="record no decision"):
    """The superior body dealt with a topic and came to no decision."""
