"""The base of every motion: who, what about, when, on what evidence.

Annotations in this folder are objects and not strings: msgspec asks for those
of a base again for each act, and would evaluate the strings anew each time.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, TypeVar

import msgspec

from escalade.workflow.values.identity import Identity

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing

M = TypeVar("M", bound="Motion")


def _is(mark: str) -> msgspec.Meta:
    return msgspec.Meta(extra={"is": mark})


Language = Annotated[str, _is("language")]
"""A language tag (BCP 47), such as en or fr."""

Day = Annotated[str, _is("date")]
"""A date, as well as it is known (see `when`)."""

Number = Annotated[str, _is("number")]
"""A whole number that is a key."""

Moment = Annotated[str, _is("moment")]
"""A moment, UTC, to the microsecond."""

Salt = Annotated[str, _is("salt")]
"""Random bytes, in hexadecimal."""

Digest = Annotated[str, _is("digest")]
"""The SHA-256 of a file, in hexadecimal."""

Instant = Annotated[str, _is("instant")]
"""An exact time with its zone (see `instant`)."""

Span = Annotated[int, _is("span")]
"""How many hours, days or weeks lie between two moments."""

FileCodes = Annotated[str, _is("file codes")]
"""How the files of a series are called, in the codes of an organisation (see `Symbol.name_in_codes`)."""

# What is named by a reference, a number or a name; tables by mark say what follows from it.
TopicName = Annotated[str, _is("topic")]
SisterName = Annotated[str, _is("sister")]  # another topic of the same round, which is still open
TopicOrRound = Annotated[str, _is("topic or round")]
RecordName = Annotated[str, _is("record")]
ObjectionName = Annotated[str, _is("objection")]  # the record of one
MeetingName = Annotated[str, _is("meeting")]
SessionName = Annotated[str, _is("session")]
SittingNumber = Annotated[int, _is("sitting")]
ConditionNumber = Annotated[int, _is("condition")]  # among those of its decision
OfficerName = Annotated[str, _is("officer")]
MemberName = Annotated[str, _is("member")]  # a State, or a group of them
Name = Annotated[str, _is("name")]  # of somebody or something else
SymbolName = Annotated[str, _is("symbol")]
Series = Annotated[str, _is("series")]  # of symbols, such as C17
ParagraphNumber = Annotated[str, _is("paragraph")]
AgendaItem = Annotated[str, _is("item")]
Category = Annotated[str, _is("category")]  # of those who answer

Text = Annotated[Mapping[Language, str], _is("text")]
"""One line in its languages: a title, a name, a place."""

Passage = Annotated[Mapping[Language, str], _is("passage")]
"""A text of any number of lines in its languages: words, questions, reasons."""

Prose = Annotated[str, _is("prose")]
"""Any number of lines in one language."""

NOT_AT_HAND = "not at hand"
Lacking = Literal["not at hand"]
MeetingForm = Literal["in person", "virtual", "hybrid"]
"""How people take part in a meeting: in the room, at a distance, or either."""
Words = Passage | Lacking
"""A text that the sources may lack; papers then say that it is not at hand."""

SUPPLIED = ("words", "summary", "where")
"""The texts that a confirmation may supply where they were not at hand; an act has one of them."""

SEALED = "sealed"
"""Key, or prefix, of a commitment; `erased` says where one stands, no text's looks do."""

Audience = Literal["public", "members", "office"]
Standings = Annotated[Literal["official", "unofficial translation", "reconstructed"], _is("standing")]


def about(description: str, **extra: Any) -> msgspec.Meta:
    """Describe a field once, for the help, the schema and the pages.

    Args:
        description: the sentence a user reads.
        extra: `option` (another name on the command line), `file` (the option
            names a file), `rare` (most acts are recorded without it).
    """
    return msgspec.Meta(description=description, extra=extra or None)


Time = Annotated[
    Instant | None, about("The exact time, with its zone, as it was typed; its day at the seat is the day of the act.")
]
"""The exact time of what may begin, break or outlast a silence."""

Announced = Annotated[
    Day | None, about("The day on which the decision was announced, where that is another.", rare=True)
]
"""The day of an announcement, which is not that of the decision."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A value that is written down: immutable, typed, strict about its fields."""


class Evidence(Fact, frozen=True):
    """The evidence of an act: where it happened, and which paper proves it."""

    meeting: Annotated[
        MeetingName | None,
        about("The meeting of the Group at which it happened, by its number or name; or: not at hand."),
    ] = None
    session: Annotated[
        SessionName | None, about("The session of the superior body at which it happened, by its name.")
    ] = None
    sitting: Annotated[SittingNumber | None, about("The sitting of that session.")] = None
    document: Annotated[SymbolName | None, about("The symbol of the document that proves it.")] = None
    paragraph: Annotated[ParagraphNumber | None, about("The paragraph of that document.")] = None
    provisional: Annotated[bool, about("The document is not final yet.")] = False
    attachments: Annotated[tuple[Digest, ...], about("The hash of a file that is kept as evidence.")] = ()
    attachment_names: Annotated[
        tuple[str, ...], about("The name under which an attached file is kept, in the same order.")
    ] = ()

    @property
    def place(self) -> str | None:
        """The reference of the meeting or session, if one is named."""
        if self.meeting and self.meeting != NOT_AT_HAND:
            return f"meeting/{self.meeting}"
        return f"session/{self.session}" if self.session else None


class TextVersion(Fact, frozen=True):
    """The wording of a topic at one moment, in its languages."""

    title: Annotated[Text, about("The title of the topic.")] = {}
    invitation: Annotated[Passage, about("The sentence that invites contributions and precedes the questions.")] = {}
    questions: Annotated[
        tuple[Passage, ...], about("A question of the consultation; repeat it, in order.", option="question")
    ] = ()
    questions_not_at_hand: Annotated[bool, about("The sources lack the questions; papers say so.", rare=True)] = False
    numbering: Annotated[Literal["numbered", "bulleted"], about("How the questions are listed.", rare=True)] = (
        "numbered"
    )
    standing: Annotated[
        Mapping[Language, Standings],
        about("The standing of the text in a language: official, unofficial translation or reconstructed.", rare=True),
    ] = {}
    source: Annotated[SymbolName | None, about("The document the text was taken from.")] = None


DESTINATIONS = {"to_meeting": "meeting", "to_session": "session"}
"""The fields that lead to a meeting or session."""


def destinations(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The references of the meeting and session that fields lead to."""
    if not fields:
        return ()
    return tuple([f"{kind}/{fields[name]}" for name, kind in DESTINATIONS.items() if fields.get(name)])


@cache
def fields(shape: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a shape with their types, which are read once."""
    return msgspec.structs.fields(shape)


@cache
def fields_given(shape: "type[Motion]", names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields among these that a motion of a shape has."""
    return tuple(name for name in names if name in shape.__struct_fields__)


@cache
def act_of(shape: "type[Motion]") -> str:
    """The act that motions of a shape wish for."""
    return str(shape.__struct_config__.tag)


class Motion(Fact, frozen=True, tag_field="act"):
    """An officer's wish to perform an act: one typed shape for each act."""

    of: Annotated[tuple[str, ...], about("The references of what the act is about, in order.")] = ()
    by: Annotated[OfficerName, about("The officer acting.", option="as")] = ""
    entered_for: Annotated[OfficerName | None, about("The officer for whom the act is entered; or: not at hand.")] = (
        None
    )
    on: Annotated[Day, about("The day it took effect.")] = ""
    evidence: Annotated[Evidence, about("Where it happened and what proves it.")] = Evidence()
    audience: Annotated[Audience | None, about("Who may read the record: public, members or office.")] = None
    identity: Annotated[Identity, about("How the officer's identity was established.")] = "claimed"
    at: Annotated[Moment, about("The moment of recording, UTC.")] = ""
    salts: Annotated[Mapping[str, Salt], about("The salts of personal texts, by field.")] = {}
    erased: Annotated[
        tuple[str, ...], about("The personal texts that were erased, by field; what stands there is the commitment.")
    ] = ()

    argument: ClassVar[str] = "topics"
    """What stands behind the command: topics, topic, round, topic or round, a field's name, or nothing."""
    personal: ClassVar[Mapping[str, str]] = {}
    """Fields kept as commitments, each with the flag that makes it so; empty where it always is."""
    happened: ClassVar[str] = ""
    """The field that tells the day of the act, where that is not given."""
    reader: ClassVar[Audience] = "public"
    """Who may read such a record unless the motion says otherwise."""

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The meeting or session that it puts a matter off to, or refers it to."""
        return destinations(self.having(*DESTINATIONS))

    def having(self, *names: str) -> dict[str, Any]:
        """The fields among these that it has, each with its value."""
        given = fields_given(type(self), names)
        return {name: getattr(self, name) for name in given} if given else {}

    @classmethod
    def act_name(cls) -> str:
        """The name of the act, as in the table."""
        return act_of(cls)

    def parts(self, standing: "Standing") -> "Iterator[tuple[str, Motion]]":
        """Each subject that the act touches, in order, with its own motion."""
        for reference in self.of:
            yield reference, self.narrow(reference)

    def narrow(self, reference: str) -> Self:
        """The motion as far as it concerns one of its subjects."""
        return self

    def bring_along(self, shape: "type[M]", reference: str, **own: Any) -> "M":
        """A motion of another shape on another subject, moved in the same act."""
        common = {name: getattr(self, name) for name in Motion.__struct_fields__ if name != "of"}
        return shape(of=(reference,), **{**common, **own})

    def to_payload(self) -> dict[str, Any]:
        """The fields that this act adds to what every motion has."""
        fields = msgspec.to_builtins(self)
        return {name: value for name, value in fields.items() if name not in COMMON}


COMMON = frozenset((*Motion.__struct_fields__, "act"))
