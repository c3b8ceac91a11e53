"""Acts that bring a topic in, word it, and say what Members think of it."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from escalade.workflow.motions.base import (
    Audience,
    MemberName,
    Motion,
    ObjectionName,
    SymbolName,
    TextVersion,
    Time,
    TopicName,
    Words,
    about,
)


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
    unattributed: Annotated[bool, about("The holder is not to be named.", rare=True)] = False
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
    unattributed: Annotated[bool, about("The holder is not to be named.", rare=True)] = False
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
    unattributed: Annotated[bool, about("The holder is not to be named.", rare=True)] = False
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
