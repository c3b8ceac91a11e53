"""Acts of meetings and sessions, and of the round."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from escalade.workflow.motions.base import (
    Day,
    Lacking,
    MeetingForm,
    MemberName,
    Motion,
    Number,
    OfficerName,
    ParagraphNumber,
    RecordName,
    SymbolName,
    Text,
    TopicOrRound,
    about,
)
from escalade.workflow.motions.mistake import MoveDay, OnRecord

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing


class Convene(Motion, frozen=True, tag="convene"):
    """Write down a meeting of the Group or a session of the superior body."""

    name: Annotated[Text, about("The name of the meeting or session in its languages.")] = {}
    opens: Annotated[Day | None, about("The first day.")] = None
    closes: Annotated[Day | None, about("The last day.")] = None
    place: Annotated[Text | Lacking, about("Where it is held; or: not at hand.")] = {}
    form: Annotated[MeetingForm | None, about("How it is held: in-person, virtual or hybrid.")] = None
    presided_by: Annotated[OfficerName | None, about("Who presides.")] = None
    sittings: Annotated[
        Mapping[Number, Day], about("A sitting of a session and its day, as N=DATE; repeat it.", option="sitting")
    ] = {}
    sittings_presided_by: Annotated[
        Mapping[Number, OfficerName],
        about(
            "Who presides at a sitting, where it is somebody else, as N=NAME; repeat it.",
            option="sitting-presided-by",
            rare=True,
        ),
    ] = {}
    argument = "gathering"

    def parts(self, standing: "Standing") -> "Iterator[tuple[str, Motion]]":
        """The meeting or session, then what happened at sittings that move."""
        yield from super().parts(standing)
        common: dict[str, Any] = {name: getattr(self, name) for name in ("by", "entered_for", "identity", "on", "at")}
        for reference in self.of:
            held = standing.gathering(reference)
            before = held.convened.sittings if held and self.sittings else {}
            moved = {number: day for number, day in self.sittings.items() if before.get(number, day) != day}
            for record in standing.list_happenings(reference) if moved else ():
                number = str(record.evidence.sitting)
                is_there = number in moved and record.on == before[number] and record.subject != reference
                if is_there and not record.annulled_by and not isinstance(record.motion, OnRecord):
                    moving = MoveDay(records=(record.reference,), fields={"on": moved[number]}, **common)
                    yield record.subject, msgspec.structs.replace(moving, of=(record.subject,))


class ApproveReport(Motion, frozen=True, tag="approve report"):
    """Write down that the report of a meeting or session was approved."""

    sent_to: Annotated[
        tuple[Text, ...] | Lacking, about("To whom the report was communicated; repeat it, in order; or: not at hand.")
    ] = ()
    so_that: Annotated[Text, about("To what end, as the sentence goes on: so that they may take it into account.")] = {}
    paragraphs: Annotated[
        Mapping[RecordName, ParagraphNumber],
        about("The paragraph that bears a record out, as RECORD=P; repeat it.", option="paragraph"),
    ] = {}
    argument = "gathering"


class OpenRound(Motion, frozen=True, tag="open round"):
    """Open the round in which the topic of the next consultation is chosen."""

    title: Annotated[Text, about("What the round is about.")] = {}
    argument = "round"


class Receive(Motion, frozen=True, tag="receive"):
    """Write down a contribution and what it concerns."""

    symbol: Annotated[SymbolName, about("The symbol of the contribution.")] = ""
    by_state: Annotated[tuple[MemberName, ...], about("A State that submitted it; repeat it for several.")] = ()
    by_group: Annotated[MemberName | None, about("The group of States that submitted it.", rare=True)] = None
    submitted: Annotated[Day | None, about("The day it was submitted; the day of the act unless given.")] = None
    concerns: Annotated[tuple[TopicOrRound, ...], about("The topic or round it concerns; repeat it.")] = ()
    title: Annotated[Text, about("The title of the contribution.")] = {}
    argument = "symbol"
    happened = "submitted"
