"""The base of every motion, and the walk over the fields of one.

Annotations in this folder are objects and not strings: msgspec asks for those
of a base again for each act, and would evaluate the strings anew each time.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import is_not
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

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
    questions_not_at_hand: Annotated[bool, about("The sources lack the questions.", rare=True)] = False
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
def fields_given(shape: type[Motion], names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields among these that a motion of a shape has."""
    return tuple(name for name in names if name in shape.__struct_fields__)


@cache
def act_of(shape: type[Motion]) -> str:
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

    def parts(self, standing: Standing) -> Iterator[tuple[str, Motion]]:
        """Each subject that the act touches, in order, with its own motion."""
        for reference in self.of:
            yield reference, self.narrow(reference)

    def narrow(self, reference: str) -> Self:
        """The motion as far as it concerns one of its subjects."""
        return self

    def bring_along(self, shape: type[M], reference: str, **own: Any) -> M:
        """A motion of another shape on another subject, moved in the same act."""
        common = {name: getattr(self, name) for name in Motion.__struct_fields__ if name != "of"}
        return shape(of=(reference,), **{**common, **own})

    def to_payload(self) -> dict[str, Any]:
        """The fields that this act adds to what every motion has."""
        fields = msgspec.to_builtins(self)
        return {name: value for name, value in fields.items() if name not in COMMON}


COMMON = frozenset((*Motion.__struct_fields__, "act"))

TEXTS = frozenset({"text", "passage"})
"""The marks of texts in their languages."""
UNMARKED: dict[Any, str] = {str: "line", int: "count", bool: "flag", Any: "any"}
"""What a type is that says no more; a struct is a fact."""

Path = tuple[str | int, ...]
S = TypeVar("S")


class ValueType(NamedTuple):
    """What a type says of its values."""

    base: Any
    """The type of one of them."""
    mark: str
    keys: str = ""
    """What the keys are, where values stand by key."""
    many: bool = False
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    """Whether it may be said to be *not at hand*."""


class Leaf(NamedTuple):
    """A value of a motion, or a key of one, and what it is."""

    path: Path
    """That of a key is the path of what holds it."""
    mark: str
    value: Any
    holder: Any
    """The struct that it stands in, next above it."""


Visit = Callable[[Leaf], Any]
Marks = frozenset[str] | None
Way = Callable[[Any, Path, Visit, Any], Any]


def said_of(annotation: Any) -> tuple[str, dict[str, Any]]:
    """The sentence that a user reads of a type, and what else is said of it."""
    metas = [meta for meta in getattr(annotation, "__metadata__", ()) if isinstance(meta, msgspec.Meta)]
    extra = {name: value for meta in metas for name, value in (meta.extra or {}).items()}
    return next((meta.description for meta in metas if meta.description), ""), extra


@cache
def read_type(annotation: Any) -> ValueType:
    """Read what a type says of its values."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner, mark = read_type(arguments[0]), said_of(annotation)[1].get("is")
        return inner._replace(mark=mark) if mark else inner
    if origin in {Union, types.UnionType}:
        first, *_ = _members(annotation)
        return read_type(first)._replace(may_lack=any(get_args(one) == (NOT_AT_HAND,) for one in arguments))
    if origin is tuple:
        return read_type(arguments[0])._replace(many=True)
    if origin is Literal:
        return ValueType(str, "choice", choices=arguments)
    if origin is not None:
        return read_type(arguments[1])._replace(keys=read_type(arguments[0]).mark)
    return ValueType(annotation, UNMARKED.get(annotation, "fact"))


def _members(annotation: Any) -> list[Any]:
    members = (one for one in get_args(annotation) if one is not type(None))
    return [one for one in members if get_args(one) != (NOT_AT_HAND,)]


def walk(shape: Any, value: S, visit: Visit, marks: Marks = None) -> S:
    """Show the leaves of a value; give it with what is answered for each.

    A default is shown to nobody, nor what was erased, nor *not at hand*. Behind its leaves each fact within is
    shown as one.

    Args:
        shape: the type, such as that of a motion.
        value: a value of it, or what was typed to become one; what is not of its shape stays as it is.
        visit: answers each leaf with itself, or with what takes its place.
        marks: the marks of the leaves that are shown; of all where none is given.
    """
    new: S = _way(shape, marks)(value, (), visit, None)
    return new


def list_leaves(value: msgspec.Struct, marks: Marks = None) -> list[Leaf]:
    """List the leaves of a motion, or of a part of one, as `walk` shows them."""
    found: list[Leaf] = []

    def note(leaf: Leaf) -> Any:
        """Note it, and leave it as it is."""
        found.append(leaf)
        return leaf.value

    walk(type(value), value, note, marks)
    return found


def _leave(value: Any, _path: Path, _visit: Visit, _holder: Any) -> Any:
    return value


@cache
def _way(annotation: Any, marks: Marks) -> Way:
    """Find the way through values of a type, made once."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated and "is" not in said_of(annotation)[1]:
        return _way(arguments[0], marks)
    if origin in {Union, types.UnionType}:
        return _way(_members(annotation)[0], marks)
    if origin is tuple:
        return _through_list(_way(arguments[0], marks))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _through_table(_way(arguments[0], marks), _way(arguments[1], marks))
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return _through_fact(annotation, marks)
    return _to_leaf(read_type(annotation).mark, marks)


def _to_leaf(mark: str, marks: Marks) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        return value if value is None or value == NOT_AT_HAND else visit(Leaf(path, mark, value, holder))

    if marks is not None and mark not in marks:
        return _leave
    return _through_anything(way, _to_leaf("line", marks)) if mark == "any" else way


def _through_anything(to_leaf: Way, to_key: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        inner = _through_table(to_key, way) if isinstance(value, Mapping) else to_leaf
        return (_through_list(way) if isinstance(value, list | tuple) else inner)(value, path, visit, holder)

    return way


def _through_list(inner: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, list | tuple):
            return value
        new = [inner(one, (*path, place), visit, holder) for place, one in enumerate(value)]
        return type(value)(new) if any(map(is_not, new, value)) else value

    return _leave if inner is _leave else way


def _through_table(of_key: Way, of_value: Way) -> Way:
    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        new = {
            of_key(key, path, visit, holder): of_value(one, (*path, key), visit, holder) for key, one in value.items()
        }
        return new if any(map(is_not, (*new, *new.values()), (*value, *value.values()))) else value

    return _leave if of_key is _leave is of_value else way


def _through_fact(shape: type[msgspec.Struct], marks: Marks) -> Way:
    every = [(place, one.name, _default(one), _way(one.type, marks)) for place, one in enumerate(fields(shape))]
    known, is_shown = [one for one in every if one[-1] is not _leave], marks is None or "fact" in marks

    def way(value: Any, path: Path, visit: Visit, holder: Any) -> Any:
        if not isinstance(value, shape):
            typed = value if isinstance(value, dict) else {}
            there = {one: go(typed[one], (*path, one), visit, typed) for _, one, _, go in known if one in typed}
            return {**typed, **there} if there else value
        held, erased, changed = msgspec.structs.astuple(value), getattr(value, "erased", ()), {}
        for place, name, default, go in known:
            old = held[place]
            if old != default and name not in erased and (new := go(old, (*path, name), visit, value)) is not old:
                changed[name] = new
        value = msgspec.structs.replace(value, **changed) if changed else value
        return visit(Leaf(path, "fact", value, holder)) if is_shown and path else value

    return way if known or is_shown else _leave


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
