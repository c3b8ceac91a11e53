"""What a check finds: how grave, what, where, and on which record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.templates.checks.document import Document, DocumentPassage


class Severity(StrEnum):
    """An error refuses issue; a warning is said and may be accepted."""

    ERROR = "error"
    WARNING = "warning"


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
    """What a check tells of one place of one document."""

    document: Document
    place: str
    what: str
    record: str = ""

    @classmethod
    def at(cls, document: Document, passage: DocumentPassage, what: str) -> CheckRemark:
        """What there is to tell of a passage."""
        return cls(document, passage.place, what, passage.record)


@dataclass(frozen=True, slots=True)
class RoundGround:
    """What the register says of the round that papers are drawn from."""

    records: frozenset[str]
    """Every record there is."""
    topics: tuple[str, ...] = ()
    """The topics of the referral."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a check looks at: versions of one paper, by name."""

    documents: Mapping[str, Document]
    ground: RoundGround | None = None

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents.values())


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its severity, and the function that looks."""

    severity: Severity
    look: Callable[[Case], Iterator[CheckRemark]]

    @property
    def name(self) -> str:
        """What it is called: annexes-are-there."""
        return self.look.__name__.replace("_", "-")

    @property
    def sentence(self) -> str:
        """What must be so."""
        return (self.look.__doc__ or "").partition("\n")[0]

    def findings(self, case: Case) -> Iterator[PaperFinding]:
        """What is not so."""
        for remark in self.look(case):
            name = remark.document.name
            yield PaperFinding(self.severity, self.name, name, remark.place, remark.what, remark.record)
