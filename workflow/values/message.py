"""Sentences for users: templates with named facts.

`Message("{name} is empty.", name="a.docx")` is an ordinary text, its English;
pages look its template up in their catalogue and put the same facts in. What
is written `--words` in a template is an option, and pages show its label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self


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
