"""The fields of a motion: options, inputs of pages, bodies of calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import msgspec

from escalade.workflow.motions import COMMON, MOTIONS, NOT_AT_HAND, Evidence, TextVersion, Votes, fields
from escalade.workflow.motions.base import TEXTS, ValueType, read_type, said_of
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.rules.trial import PREFIX
from escalade.workflow.values.step import Step


class Kind(StrEnum):
    """The way in which a field is typed on the command line."""

    LINE = "line"
    LINES = "lines"
    DATE = "date"
    TEXT = "text"
    TEXTS = "texts"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    FLAGS = "flags"
    PAIRS = "pairs"
    FILE = "file"
    VOTES = "votes"
    OTHERS = "others"
    ANY = "any"


class Field(NamedTuple):
    """One field of a motion, as an option."""

    path: tuple[str, ...]
    option: str
    kind: Kind
    description: str
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    of: ValueType = ValueType(str, "line")
    """What its values are."""
    rare: bool = False
    """Whether most acts are recorded without it."""

    @property
    def key(self) -> str:
        """The field's own name, as causes, addresses and bodies use it."""
        return self.path[-1]

    @property
    def label(self) -> str:
        """The field's name on a page."""
        return self.option.removesuffix("-file").replace("-", " ").capitalize()

    @property
    def hint(self) -> str:
        """What it is, without what only the command line says.

        A form has its own ways to repeat, to pair and to leave out.

        >>> Field(("words",), "words", Kind.TEXT, "In its words; or: not at hand.", may_lack=True).hint
        'In its words.'
        """
        asked_apart = self.may_lack or self.of.mark == "meeting"
        shown = LACKING.sub("", self.description) if asked_apart else self.description
        return TYPED.sub("", shown)

    @property
    def comes_again(self) -> bool:
        """Whether its option may be given several times."""
        return self.kind in REPEATED or (self.kind is Kind.FILE and (self.of.many or self.of.keys != ""))

    def value_in(self, held: Any) -> Any:
        """What stands in its place among fields; None where nothing does."""
        return value_at(held, self.path)

    @property
    def parameter(self) -> str:
        """The name of its parameter and of its input, unique within an act."""
        return "field_" + "__".join(self.path)

    @property
    def metavar(self) -> str:
        """The word that stands for its value in the help."""
        if self.kind is Kind.CHOICE:
            return "|".join(hyphenate(self.choices))
        if self.kind in {Kind.LINE, Kind.LINES}:
            return _word(self.of.mark) or self.option.rpartition("-")[2].upper()
        key, value = _word(self.of.keys), METAVARS.get(self.kind, _word(self.of.mark))
        if self.kind in {Kind.FILE, Kind.PAIRS} and key:
            return f"{key}={value}"
        return METAVARS.get(self.kind, "KEY=VALUE")

    @property
    def placeholder(self) -> str:
        """The option as it is typed where no value is known yet."""
        if self.kind is Kind.FLAGS:
            return f"--{'-OR-'.join(hyphenate(self.choices)).upper()}"
        value = 'en="…"' if self.kind in {Kind.TEXT, Kind.TEXTS} else self.metavar.partition("|")[0]
        if self.kind is Kind.CHOICE:
            value = self.option.upper()
        return f"--{self.option} {value}".rstrip()

    @property
    def takes_not_at_hand(self) -> bool:
        """Whether its value may be said to be missing in the sources."""
        return self.may_lack or NOT_AT_HAND in self.description

    @property
    def words_to_fill_in(self) -> frozenset[str]:
        """The words that stand for its value in help and advice, and are none."""
        own = {self.option.upper(), self.option.rpartition("-")[2].upper()}
        shown = () if self.choices else re.split(r"[|=,]", self.metavar)
        return TO_FILL_IN.union(own, shown) - {""}


REPEATED = frozenset({Kind.LINES, Kind.TEXT, Kind.TEXTS, Kind.PAIRS, Kind.ANY})
"""The kinds whose option may come again, each time with one more value."""
LACKING = re.compile(r"[;,] or: not at hand")
TYPED = re.compile(r"; repeat it(?:, in order| for several)?|, as [A-Z]+[=,][A-Z,]+")
"""What a description says to whoever types it on the command line."""
TO_FILL_IN = frozenset({
    "…", "...", "ACT", "DATE", "DAY", "FIELD", "FILE", "LANGUAGE", "NAME", "NUMBER", "OFFICE",
    "OFFICER", "PLACE", "QUESTION", "RECORD", "REF", "ROUND", "SYMBOL", "TEXT", "TITLE", "TOPIC", "VALUE",
    "CHAIR", "VICE-CHAIR", "SECRETARIAT", "COUNCIL-SECRETARIAT",
})  # fmt: skip
"""Words of help and advice that stand for a value of any field."""
METAVARS = {
    Kind.DATE: "DATE",
    Kind.TEXT: "LANGUAGE=TEXT",
    Kind.TEXTS: "LANGUAGE=TEXT",
    Kind.COUNT: "N",
    Kind.ANY: "FIELD=VALUE",
    Kind.FILE: "FILE",
    Kind.VOTES: "FOR,AGAINST,ABSTAINING",
    **dict.fromkeys((Kind.FLAG, Kind.OTHERS, Kind.FLAGS), ""),
}
WORDS = {
    **dict.fromkeys(("count", "meeting", "number"), "N"),
    **dict.fromkeys(("member", "officer", "session"), "NAME"),
    **dict.fromkeys(("sister", "topic"), "REF"),
    "file codes": "CODES",
    "paragraph": "P",
    "topic or round": "REF|ROUND",
}
"""By mark, the word of the help for a value; others are called by their mark, and a line by its option."""


def _word(mark: str) -> str:
    return "" if mark in {"", "line", "prose", "instant"} else WORDS.get(mark, mark.upper())


def value_at(held: Any, path: Iterable[str]) -> Any:
    """What stands at a path within what holds it; None where nothing does."""
    for name in path:
        held = held.get(name) if isinstance(held, Mapping) else None
    return held


def is_lacking(value: object) -> bool:
    """Whether it says *not at hand*, as that is kept or as it is typed."""
    return isinstance(value, str) and value.replace("-", " ") == NOT_AT_HAND


def hyphenate(values: tuple[str, ...]) -> list[str]:
    """Values as they are typed: `not maintained` is `not-maintained`."""
    return [value.replace(" ", "-") for value in values]


@cache
def fields_of(act: str) -> tuple[Field, ...]:
    """The fields that an act adds to what every motion has."""
    return tuple(_fields(MOTIONS[act], ()))


@cache
def evidence_fields() -> tuple[Field, ...]:
    """The fields of the evidence that every act takes."""
    return tuple(_fields(Evidence, ("evidence",)))


def _fields(shape: type[msgspec.Struct], path: tuple[str, ...]) -> Iterator[Field]:
    for info in fields(shape):
        if path or info.name not in COMMON:
            yield from _field((*path, info.name), info.type)


def _field(path: tuple[str, ...], annotation: Any) -> Iterator[Field]:
    """One field, or those of the text version that it holds."""
    (description, extra), said = said_of(annotation), read_type(annotation)
    if said.base is TextVersion and not extra.get("file"):
        yield from _fields(TextVersion, path)
        return
    kind = next((kind for kind in (Kind.FILE, Kind.OTHERS, Kind.FLAGS) if extra.get(kind.value)), _kind(said))
    option = str(extra.get("option", path[-1])).replace("_", "-")
    yield Field(path, option, kind, description, said.choices, said.may_lack, said, bool(extra.get("rare")))


def _kind(said: ValueType) -> Kind:
    """The kind of a type's values."""
    if said.mark in TEXTS and said.keys == "language":
        return Kind.TEXTS if said.many else Kind.TEXT
    if said.keys:
        return Kind.ANY if said.mark == "any" else Kind.PAIRS
    if said.many or said.choices:
        return Kind.LINES if said.many else Kind.CHOICE
    kinds: dict[Any, Kind] = {bool: Kind.FLAG, int: Kind.COUNT, Votes: Kind.VOTES}
    return Kind.DATE if said.mark == "date" else kinds.get(said.base, Kind.LINE)


REGISTERS = ("at", "salts", "identity", "erased")
"""The fields that the register gives, and no file of fields."""
GIVEN = ("by", *REGISTERS)
"""The fields that nobody writes into a body: who signs in, and what the register adds."""


def list_mandatory_fields(step: Step) -> list[str]:
    """The fields that a row asks for by their names."""
    return [rule.removeprefix(PREFIX) for rule in step.rules if rule.startswith(PREFIX)]


def find_mandatory(act: str) -> list[str]:
    """Find the fields without which no row of an act is taken.

    What it is about is one of them, but for the body, which is about itself.
    """
    steps = [step for step in PROCEDURE.steps.values() if step.act == act]
    always = set.intersection(*(set(list_mandatory_fields(step)) for step in steps)) | (
        {"of"} if all(step.of != "body" for step in steps) else set()
    )
    return [info.name for info in fields(MOTIONS[act]) if info.name in always]


def default_of(one: msgspec.structs.FieldInfo) -> Any:
    """Find the value of a field that is not given, as `defstruct` takes it."""
    if one.default_factory is not msgspec.NODEFAULT:
        return msgspec.field(default_factory=one.default_factory)
    return one.default


class ArgumentShape(NamedTuple):
    """The shape of an argument: its name, and how many it takes."""

    metavar: str
    many: bool = False


TIME = ("time",)
"""The exact time, which is typed in the place of the day (--on)."""


def may_have_time(act: str) -> bool:
    """Whether an act may have an exact time beside its day."""
    return any(field.path == TIME for field in fields_of(act))


SHAPES: dict[str, ArgumentShape] = {
    "topics": ArgumentShape("REF...|ROUND", many=True),
    "topic": ArgumentShape("REF"),
    "topic or round": ArgumentShape("REF|ROUND"),
    "round": ArgumentShape("ROUND"),
    "gathering": ArgumentShape("[N]"),
    "records": ArgumentShape("RECORD...", many=True),
}
"""By a motion's `argument`; a name not listed here is the field so called."""
ARGUMENTS = frozenset(one.argument for one in MOTIONS.values() if one.argument in one.__struct_fields__)
"""The arguments that are fields of their acts, where others name what the act is about."""

ONE_RECORD = ArgumentShape("RECORD")
OF_ONE_RECORD = frozenset({"correct", "receive translation"})
"""Acts on records that take one record each."""


def shape_of(act: str) -> ArgumentShape:
    """Find the shape of an act's argument."""
    argument = MOTIONS[act].argument
    return ONE_RECORD if act in OF_ONE_RECORD else SHAPES.get(argument, ArgumentShape(argument.upper()))


def own_fields(act: str) -> tuple[Field, ...]:
    """The fields of an act that are options of its own.

    A correction also takes every text that any record has.
    """
    taken = {MOTIONS[act].argument, *TIME}
    own = tuple(field for field in fields_of(act) if field.key not in taken)
    return (*own, *_texts_to_correct(own)) if act == "correct" else own


def _texts_to_correct(own: tuple[Field, ...]) -> Iterator[Field]:
    seen = {field.option for field in own}
    texts = [field for act in MOTIONS for field in fields_of(act) if field.kind in {Kind.TEXT, Kind.TEXTS}]
    lacking = {field.option for field in texts if field.takes_not_at_hand}
    for field in texts:
        if field.option not in seen:
            seen.add(field.option)
            may_lack = field.option in lacking
            said = CORRECTED if may_lack else CORRECTED_WORDS
            yield field._replace(path=("texts", field.path[-1]), may_lack=may_lack, description=said)


CORRECTED = "What the record should say there; or: not at hand."
"""What a text means that a correction gives, where an act may lack it."""
CORRECTED_WORDS = "What the record should say there."
"""What a text means that a correction gives, where no act may lack it."""
EVIDENCE_OF = {
    "confirm": {
        "document": "The symbol of the final document that bears the record out.",
        "paragraph": "The paragraph of that document that bears the record out.",
        "provisional": "That document is not final either.",
    },
    "correct": {
        "meeting": "The meeting of the Group at which it did happen, by its number or name; or: not at hand.",
        "session": "The session of the superior body at which it did happen, by its name.",
        "sitting": "The sitting at which it did happen.",
        "document": "The symbol of the document that does prove it.",
        "paragraph": "The paragraph that does prove it.",
    },
    "escalate": {"document": "The symbol of the note that refers them, where it is known."},
}
"""By act, what evidence means there, where it is not what it means of every act."""


@cache
def evidence_of(act: str) -> tuple[Field, ...]:
    """The evidence that an act takes beside its own fields."""
    taken = {field.option for field in own_fields(act)} | {"attachments", "attachment-names"}  # from the files
    if MOTIONS[act].argument == "gathering":
        taken.add("session")
    meant = EVIDENCE_OF.get(act, {})
    here = (field for field in evidence_fields() if field.option not in taken)
    return tuple(field._replace(description=meant.get(field.option, field.description)) for field in here)


OF_EVERY_ACT = (
    Field(("by",), "as", Kind.LINE, ""),
    Field(("entered_for",), "entered-for", Kind.LINE, ""),
    Field(("on",), "on", Kind.DATE, ""),
)
"""What every act takes beside its own fields and its evidence."""


@cache
def typed_fields(act: str) -> tuple[Field, ...]:
    """The fields that are typed at the command of an act."""
    return (*own_fields(act), *evidence_of(act), *OF_EVERY_ACT)
