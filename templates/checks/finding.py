"""Findings of a check: how grave, what, where, and on which record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from escalade.templates.checks.comparison import Difference
from escalade.templates.checks.document import Document, DocumentPassage
from escalade.workflow.values.errors import Message


class Severity(StrEnum):
    """How grave a finding is: only a remark never stands in the way."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """One thing that is wrong, or not yet right, in a paper."""

    severity: Severity
    check: str
    paper: str
    """The language of a paper of ours, or the file."""
    place: str
    what: str
    """A whole sentence."""
    record: str = ""


@dataclass(frozen=True, slots=True)
class CheckRemark:
    """A remark of a check on one place of one document."""

    document: Document
    place: str
    what: str
    record: str = ""

    @classmethod
    def at(cls, document: Document, passage: DocumentPassage, what: str) -> CheckRemark:
        """Remark on a passage."""
        return cls(document, passage.place, what, passage.record)


@dataclass(frozen=True, slots=True)
class RoundGround:
    """What the register says of the round that papers are drawn from."""

    lacking: tuple[tuple[str, str], ...] = ()
    """Texts that are not at hand: the record of each, and its field."""
    apart: tuple[tuple[str, str], ...] = ()
    """Two records of one act that have another day or place than each other."""
    unanswerable: tuple[str, ...] = ()
    """The launches that do not say how and where to answer."""


@dataclass(frozen=True, slots=True)
class Case:
    """The subject of a check: versions of one paper, by name."""

    documents: Mapping[str, Document]
    ground: RoundGround | None = None
    differences: Mapping[str, tuple[Difference, ...]] = field(default_factory=dict)
    """Of each file that is held against the record, where it departs from it."""
    overtaken: Mapping[str, tuple[Difference, ...]] = field(default_factory=dict)
    """Of each issued file, where the record says otherwise by now than at its issue."""

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents.values())

    @property
    def alone(self) -> Case:
        """Those that are held against no record, and so against each other."""
        return replace(
            self, documents={name: one for name, one in self.documents.items() if name not in self.differences}
        )


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its severity, and the function that looks."""

    severity: Severity
    look: Callable[[Case], Iterator[CheckRemark]]
    is_grave: bool = False
    """Whether it is an error too where a file is held against the record: else its editor may mean it so."""
    of_record: bool = False
    """Whether it says what a record lacks, and so is asked of a paper that is drawn from it."""

    @property
    def name(self) -> str:
        """The name of the check: annexes-are-there."""
        return self.look.__name__.replace("_", "-")

    @property
    def sentence(self) -> str:
        """The sentence that must be true."""
        return (self.look.__doc__ or "").partition("\n")[0]

    def findings(self, case: Case) -> Iterator[PaperFinding]:
        """Find where it is not true."""
        for remark in self.look(case):
            name = remark.document.name
            is_eased = self.severity is Severity.ERROR and not self.is_grave and name in case.differences
            severity = Severity.WARNING if is_eased else self.severity
            yield PaperFinding(severity, self.name, name, remark.place, remark.what, remark.record)


CHECK = "says-nothing-withheld"
LEAST = 12
"""From how many letters on a text is told from words that anybody may use."""


class Withheld(NamedTuple):
    """A text that the readers of a paper may not read."""

    record: str
    audience: str
    text: str


def withheld_in(
    paragraphs: Iterable[tuple[str, str]], withheld: Iterable[Withheld], name: str
) -> Iterator[PaperFinding]:
    """Find what people put into a paper that its readers may not read.

    Args:
        paragraphs: the place and the text of each.
        withheld: what they may not read.
        name: of the file, or the language of the paper.
    """
    kept = [(one, _plain(one.text)) for one in withheld]
    for place, text in paragraphs:
        said = _plain(text)
        for one, words in kept:
            if len(words) >= LEAST and words in said:
                yield PaperFinding(Severity.ERROR, CHECK, name, place, _sentence(one), one.record)


def _sentence(one: Withheld) -> str:
    if one.audience == "members":
        return Message(
            "It says what {record} says, which is for members only. Take it out, or issue the paper for members.",
            record=one.record,
        )
    return Message(
        "It says what {record} says, which is for the office only. Take it out, or issue it for the office.",
        record=one.record,
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
