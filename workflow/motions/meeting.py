"""Acts of meetings and sessions, of the round, and of its papers."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from escalade.workflow.motions.base import (
    Audience,
    Day,
    Lacking,
    Language,
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
    form: Annotated[MeetingForm | None, about("How it is held: in person, virtual or hybrid.")] = None
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
        common = self.having("by", "entered_for", "identity", "on", "at")
        for reference in self.of:
            held = standing.gathering(reference)
            before = held.convened.sittings if held and self.sittings else {}
            moved = {number: day for number, day in self.sittings.items() if before.get(number, day) != day}
            for record in standing.list_happenings(reference) if moved else ():
                number = str(record.evidence.sitting)
                is_there = number in moved and record.on == before[number] and record.subject != reference
                if is_there and not record.annulled_by and not isinstance(record.motion, OnRecord):
                    given: dict[str, Any] = {"records": (record.reference,), "fields": {"on": moved[number]}, **common}
                    yield record.subject, MoveDay(of=(record.subject,), **given)


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


Kind = Literal["note", "notice", "call", "report", "agenda", "circular", "follow-up"]
OF_MEETINGS = frozenset({"report", "agenda", "follow-up"})
"""Kinds of papers that are about a meeting."""
Form = Literal["md", "html", "docx", "pdf", "xml"]
Mark = Literal["Rev", "Corr"]


def file_name(name: str, language: str, ending: str) -> str:
    """Name the file of a paper in a language.

    >>> file_name("C17/51(Rev.1)", "fr", "docx")
    'C17-51(Rev.1).fr.docx'
    """
    return f"{name.replace('/', '-')}.{language}.{ending}"


class Issue(Motion, frozen=True, tag="issue"):
    """Issue a paper: fix its bytes, and keep the file."""

    kind: Annotated[Kind | None, about("The kind: note, notice, call, report, agenda, circular, follow-up.")] = None
    subject: Annotated[str | None, about("What it is about, where not the round: a topic or meeting.")] = None
    symbol: Annotated[SymbolName, about("The symbol of the document, without language and revision.")] = ""
    mark: Annotated[Mark | None, about("What it is to the one issued before: Rev or Corr.")] = None
    number: Annotated[int, about("The number of the revision or corrigendum.")] = 0
    language: Annotated[Language, about("The language of the paper, such as fr.")] = ""
    form: Annotated[Form | None, about("The form of the file: md, html, docx, pdf or xml.")] = None
    paper: Annotated[str, about("The SHA-256 of the file, in hexadecimal.")] = ""
    seal_size: Annotated[int, about("The size of the record that it was drawn from.")] = 0
    seal_root: Annotated[str, about("The root of that record, in hexadecimal.")] = ""
    copy_of: Annotated[str, about("The record of its first copy, from whose seal it is drawn too.")] = ""
    edited: Annotated[bool, about("People edited the file; what no record supports is text of the secretariat.")] = (
        False
    )
    accepted: Annotated[tuple[str, ...], about("A warning of the check that was accepted; repeat it.")] = ()
    file: Annotated[str, about("What the file is called, where its series has codes for that.")] = ""
    drawn_for: Annotated[Audience | None, about("The readers whose records it was drawn from.")] = None
    argument = "round"

    @property
    def name(self) -> str:
        """The symbol with its mark, without language."""
        return f"{self.symbol}({self.mark}.{self.number})" if self.mark else self.symbol

    @property
    def file_name(self) -> str:
        """Name the issued file."""
        return self.file or file_name(self.name, self.language, self.form or "")


class Dispatch(OnRecord, frozen=True, tag="dispatch"):
    """Write down to whom an issued paper was sent, by category."""

    to: Annotated[tuple[Text, ...], about("A category of addressees, never an address; repeat it, in order.")] = ()
    reference: Annotated[str, about("The reference of the letter.", rare=True)] = ""
