"""Messages, and every refusal: one root, five classes, facts and codes.

    raise RequestError("no-folder", "There is no folder {path}.", path=path)

A class of its own is for what is caught by name, or has a status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from escalade.workflow.values.remedy import Cause
    from escalade.workflow.values.step import Step


class Phrase(str):
    """A part of a message that is said otherwise in each language."""

    __slots__ = ()

    def __str__(self) -> str:
        """Keep what it is made of, so that `str(error)` still is its message."""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy it as it reads, with what it is made of."""
        return str.__new__, (type(self), "".join(self)), self.__getstate__()


class Word(Phrase):
    """A word of the procedure: an act, a state, an office, a kind."""

    __slots__ = ()


class Option(Phrase):
    """An option as it is typed: `--to-session`."""

    __slots__ = ()


class Day(Phrase):
    """A day as it is known: `..2017-03-31`, `2017-10`."""

    __slots__ = ("on",)
    on: str

    def __new__(cls, worded: str, on: str) -> Self:
        """Say it in English, as it is worded; pages say it in their language."""
        self = super().__new__(cls, worded)
        self.on = on
        return self


class Name(Phrase):
    """What something is called in its languages, with its reference."""

    __slots__ = ("about", "text")
    about: str
    text: Mapping[str, str]

    def __new__(cls, worded: str, text: Mapping[str, str], about: str) -> Self:
        """Call it in English as it is worded; pages choose among its languages."""
        self = super().__new__(cls, worded)
        self.text, self.about = text, about
        return self


class CommandLine(Phrase):
    """What is typed on the command line; a page has a form for it."""

    __slots__ = ("about", "act", "value")
    act: str
    about: str
    value: str

    def __new__(cls, typed: str, *, act: str = "", about: str = "", value: str = "") -> Self:
        """Say a line, or a part of one, as it is typed; a form takes the value in the place of a part."""
        self = super().__new__(cls, typed)
        self.act, self.about, self.value = act, about, value
        return self


class Series(Phrase):
    """Several facts in a row, between them a comma, *or* or *and*."""

    __slots__ = ("items", "joint")
    items: tuple[object, ...]
    joint: str

    def __new__(cls, items: Iterable[object], joint: str = ", ") -> Self:
        """Join them as English does."""
        parts = tuple(items)
        self = super().__new__(cls, joint.join(map(str, parts)))
        self.items, self.joint = parts, joint
        return self


class Message(Phrase):
    """A sentence, or a clause of one, as a template with named facts."""

    __slots__ = ("facts", "template")
    template: str
    facts: dict[str, object]

    def __new__(cls, template: str, /, **facts: object) -> Self:
        """Fill the template in English."""
        self = super().__new__(cls, template.format_map(facts))
        self.template, self.facts = template, facts
        return self


class Messages(Series):
    """Sentences one after the other; what is empty is left out."""

    __slots__ = ()

    def __new__(cls, *sentences: str, joint: str = " ") -> Self:
        """Join the sentences that there are."""
        return super().__new__(cls, filter(None, sentences), joint)


def correct_line(record: str, options: str) -> CommandLine:
    """The line with which a record is corrected."""
    return CommandLine(f"correct {record} {options}", act="correct", about=record)


def encode_phrase(value: object) -> str:
    """Give msgspec, which takes no subclass of `str`, the plain English."""
    if isinstance(value, Phrase):
        return "".join(value)
    raise NotImplementedError


class EscaladeError(Exception):
    """The root of all; `str()` is a full sentence for the user."""

    exit_code: ClassVar[int] = 1
    sentence: ClassVar[str] = ""
    """What a class of its own always says, as a template."""
    where: str = ""
    """The file, line and act at fault, where acts are read from a file."""

    def __init__(self, *said: str, **facts: object) -> None:
        """Take a code and a template with its facts; or, of a class of its own, these, the sentence or the facts."""
        *code, sentence = said or (self.sentence,)
        self.code = code[0] if code else type(self).__name__
        super().__init__(Message(sentence, **facts) if code or facts else sentence)

    def within(self, path: object, line: int | None = None) -> Self:
        """Say in which file it is, and on which line; once said, that stays."""
        self.where = self.where or (f"{path}, line {line}" if line else str(path))
        return self

    def __str__(self) -> str:
        sentence = super().__str__()
        return f"{self.where}: {sentence}" if self.where else sentence


class RegisterError(EscaladeError):
    """The register is absent, locked, unwritable, older or newer."""


class PaperError(EscaladeError):
    """A paper lacks a template, a fact, a glyph or a language."""


class LedgerError(EscaladeError):
    """The record was altered; says what and where."""

    exit_code: ClassVar[int] = 4


class RequestError(EscaladeError):
    """The request is malformed: a date, a size, a character, a reference."""

    exit_code: ClassVar[int] = 2
    field: str = ""
    """The field at fault where one is known: its path in the motion, or its option where one was typed."""


class FieldError(RequestError):
    """One field of a motion is malformed."""

    def __init__(self, field: str, problem: str) -> None:
        self.field, self.problem = field, problem
        super().__init__("The field “{field}” {problem}.", field=field, problem=problem)


class UnknownReferenceError(RequestError):
    """Nothing in the register bears that reference."""

    def __init__(self, reference: str, *, kind: str, nearest: Sequence[str] = (), called_off: str = "") -> None:
        self.reference, self.kind, self.nearest = reference, kind, tuple(nearest)
        hint = Message("Did you mean {nearest}?", nearest=Series(nearest, " or ")) if nearest else ""
        enter = Message("If not, enter it first (convene).") if nearest else Message("Enter it first (convene).")
        way: str = enter if kind in {"meeting", "session"} else ""
        facts = {"kind": Word(kind), "reference": reference}
        there_is_none = Message("There is no {kind} “{reference}” in this register.", **facts)
        self.ways = (hint, way)  # a visitor who may not read that it was called off is not told so
        if called_off:
            there_is_none = Message("“{reference}” was called off ({record}).", reference=reference, record=called_off)
            way = Message("If it is held after all, convene it again (convene).")
        super().__init__(Messages(there_is_none, hint, way))


class AmbiguousReferenceError(RequestError):
    """A short reference fits more than one topic."""

    def __init__(self, reference: str, candidates: Sequence[str]) -> None:
        self.reference, self.candidates = reference, tuple(candidates)
        super().__init__(
            "“{reference}” may mean {candidates} or {last}; write the reference in full.",
            reference=reference,
            candidates=Series(candidates[:-1]),
            last=candidates[-1],
        )


class RefusalError(EscaladeError):
    """The procedure says no: whatever a row demands is not so."""

    exit_code: ClassVar[int] = 3
    causes: tuple[Cause, ...] = ()


class StepNotAllowedError(RefusalError):
    """The table has no such row; says what it has instead."""

    def __init__(
        self,
        reference: str,
        state: str | None,
        act: str,
        instead: Sequence[Step],
        day: str | None = None,
        *,
        done: tuple[str, str] | None = None,
    ) -> None:
        self.reference, self.state, self.act, self.instead, self.day = reference, state, act, tuple(instead), day
        facts = {"act": Word(act), "reference": reference, "state": Word(state or ""), "day": day}
        self.stands = (
            Message("“{act}” is not a step for {reference}, which on {day} was {state}.", **facts)
            if state and day
            else Message("“{act}” is not a step for {reference}, which is {state}.", **facts)
            if state
            else Message("“{act}” is not a step for {reference}, which does not exist yet.", **facts)
        )
        acts = list(dict.fromkeys(step.act for step in instead if step.stands_alone))
        possible = (
            Message("From there the procedure has: {acts}.", acts=Series(map(Word, acts)))
            if acts and day
            else Message("From here the procedure has: {acts}.", acts=Series(map(Word, acts)))
            if acts
            else Message("Nothing follows from here.")
        )
        told = Message("It is on record already: {record}, of {day}.", record=done[0], day=done[1]) if done else ""
        super().__init__(Messages(self.stands, told, possible))


class RulesBrokenError(RefusalError):
    """The row exists and its rules are broken: every cause at once."""

    def __init__(self, act: str, causes: Sequence[Cause]) -> None:
        self.act, self.causes = act, tuple(causes)
        listed = Series(("", *(one.sentence for one in causes)), "\n- ")
        facts = {"act": Word(act), "count": len(causes), "causes": listed}
        super().__init__(
            Message("“{act}” is refused for one reason:{causes}", **facts)
            if len(causes) == 1
            else Message("“{act}” is refused for {count} reasons:{causes}", **facts)
        )


class MovedMeanwhileError(RefusalError):
    """Someone else acted on what the act stands on."""

    def __init__(self, reference: str, newest: str) -> None:
        self.reference, self.newest = reference, newest
        facts = {"reference": reference, "newest": newest}
        moved = Message("{reference} has moved meanwhile: its newest record is {newest}.", **facts)
        super().__init__(Messages(moved, Message("Look at it, then try again if the act still applies.")))
