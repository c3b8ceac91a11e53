"""What is issued: its number, its findings, its bytes under one seal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from escalade.commands.setting import current
from escalade.workflow.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from escalade.models.queries import Reader
    from escalade.templates.check.finding import Finding
    from escalade.templates.paper import Paper, Seal
    from escalade.workflow.act import Outcome
    from escalade.workflow.motion import Motion


class UnfitForIssueError(EscaladeError):
    """The check found what stands in the way of an issue."""

    exit_code = 4

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Name each finding, and how a warning is accepted."""
        self.findings = tuple(findings)
        lines = "".join(f"\n- {one.severity}, {one.check} ({one.paper}, {one.place}): {one.what}" for one in findings)
        warnings = sorted({one.check for one in findings if one.severity == "warning"})
        accept = f"\nAccept warnings with {' '.join(f'--accept {name}' for name in warnings)}." if warnings else ""
        super().__init__(f"The paper is not issued; the check found:{lines}{accept}")


@dataclass(frozen=True)
class Order:
    """A paper to be issued, in its languages and forms."""

    reader: Reader
    group: str
    subject: str | None
    kind: str
    symbol: str
    mark: str | None
    languages: tuple[str, ...]
    forms: tuple[str, ...]
    file: Path | None = None
    on: str = ""
    kept: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def number(self) -> int:
        """The number of what is issued under a mark; 0 for the first issue."""
        papers = self.reader.standing().round(self.group).papers
        same = [paper for _, paper in papers if paper.symbol == self.symbol and paper.mark == self.mark]
        last = max((paper.number for paper in same), default=0)
        there = {(paper.language, paper.form) for paper in same if paper.number == last}
        again = any((language, form) in there for language in self.languages for form in self.forms)
        return 0 if self.mark is None else last + 1 if again or not last else last

    @property
    def name(self) -> str:
        """The symbol with its mark, without language."""
        return f"{self.symbol}({self.mark}.{self.number})" if self.mark else self.symbol

    @cached_property
    def seal(self) -> Seal:
        """The record that the paper is drawn from."""
        from escalade.templates.paper import Seal

        return Seal(self.reader.size(), self.reader.root())

    @property
    def about(self) -> str:
        """What the paper is about: a topic or meeting, or the round itself."""
        return self.subject or self.group

    @cached_property
    def record(self) -> str:
        """The record that the issue will be: the next one of the round."""
        return f"{self.group}#{len(self.reader.standing().round(self.group).records) + 1}"

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The paper in each language."""
        from escalade.templates.context.build import build
        from escalade.templates.context.issued import Issued
        from escalade.templates.language.tongue import tongue

        standing = self.reader.standing()
        issued = Issued(self.name, self.record, self.on or standing.today.isoformat())
        return {
            language: build(self.kind, self.about, standing, tongue(language), issued=issued)
            for language in self.languages
        }

    def findings(self) -> list[Finding]:
        """What the check finds in the papers; draws their files as well."""
        from escalade.templates.check.checking import findings_of
        from escalade.templates.check.ground import ground_of

        ground = ground_of(self.papers.values(), self.about, self.reader.standing(), due=(self.record,))
        found = list(findings_of(self.papers, ground))
        for language, paper in self.papers.items():
            for form in self.forms:
                found += self._drawn(paper, language, form)
        return found

    def _drawn(self, paper: Paper, language: str, form: str) -> tuple[Finding, ...]:
        """Draw a file, or take the edited one; what was edited in it.

        Raises:
            RequestError: the edited file is no Word document, or is one of several.
            PaperError: the form or a glyph is missing.
        """
        from escalade.templates.formats.file import file_of

        name = self.file_name(language, form)
        if self.file is None:
            self.kept[name] = file_of(paper, form, self.seal)
            return ()
        from escalade.templates.edited import findings_on, sealed

        data = read_edited(self.file, (*self.languages, *self.forms))
        self.kept[name] = sealed(data, self.seal, self.file.name)
        return findings_on(paper, data, self.file.name)

    def own_symbol(self, language: str) -> str:
        """The symbol of the copy in a language, as it stands in the paper."""
        from escalade.workflow.symbols import Symbol, SymbolError

        try:
            return str(Symbol.parse(self.name).in_language(language))
        except SymbolError:
            return self.name

    def file_name(self, language: str, form: str) -> str:
        """What the file is called: `C17-51(Rev.1).fr.docx`."""
        return f"{self.name.replace('/', '-')}.{language}.{form}"

    def motions(self, accepted: tuple[str, ...]) -> dict[str, Motion]:
        """One motion for each file, by the file's name."""
        places = [(language, form) for language in self.languages for form in self.forms]
        return {self.file_name(*place): self._motion(*place, accepted) for place in places}

    def _motion(self, language: str, form: str, accepted: tuple[str, ...]) -> Motion:
        from escalade.desk.officer import officer_named
        from escalade.desk.wish import converted

        by = officer_named(current().acting(), self.reader.officers())
        digest = sha256(self.kept[self.file_name(language, form)]).hexdigest()
        fields = {
            "of": (self.group,), "by": by, "on": self.on, "kind": self.kind, "subject": self.subject,
            "symbol": self.symbol, "mark": self.mark, "number": self.number, "language": language, "form": form,
            "paper": digest, "seal_size": self.seal.size, "seal_root": self.seal.root,
            "edited": self.file is not None, "accepted": accepted, "evidence": {"document": self.own_symbol(language)},
        }  # fmt: skip
        return converted("issue", fields)


class EditedFileError(RequestError):
    """A file that people edited cannot be issued as asked."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong."""
        self.path = path
        super().__init__(f"{path} cannot be issued: {problem}.")


def read_edited(path: Path, wanted: tuple[str, ...]) -> bytes:
    """The bytes of an edited Word file: one file, in one language.

    Raises:
        EditedFileError: it cannot be read, or more than one file is asked for.
    """
    if len(wanted) != 2 or wanted[1] != "docx":  # noqa: PLR2004  # one language and one form
        raise EditedFileError(path, "a file is of one language and of the form docx; give --language")
    try:
        return path.read_bytes()
    except OSError as error:
        raise EditedFileError(path, (error.strerror or str(error)).lower()) from error


def issued(order: Order, accepted: tuple[str, ...], *, dry_run: bool) -> list[Outcome]:
    """Record every file of an order and keep it: all of them, or none.

    Raises:
        EscaladeError: the procedure refuses it.
    """
    motions = order.motions(accepted)
    outcomes: list[Outcome] = []
    with current().writing() as register:
        if dry_run:
            return [register.act(motion, dry_run=True) for motion in motions.values()]
        register.load(motions.values(), lambda _, outcome: outcomes.append(outcome), order.kept)
    return outcomes
