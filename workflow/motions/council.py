"""Acts that log what the superior body decided."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

import msgspec

from escalade.workflow.motions.base import (
    Announced,
    Day,
    Fact,
    Lacking,
    Language,
    Motion,
    Passage,
    TextVersion,
    TopicName,
    Words,
    about,
)

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
    open_by: Annotated[Day | None, about("The day by which the consultation is to be open.", rare=True)] = None
    in_languages: Annotated[
        tuple[Language, ...], about("A language in which it is to be open; repeat it.", option="in-language", rare=True)
    ] = ()
    report_by: Annotated[Day | None, about("The day by which its outcome is to be before the Group.", rare=True)] = None

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
