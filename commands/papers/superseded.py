"""What a revision takes the place of, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.models.reader import Reader
    from escalade.services.papers.draft import Order
    from escalade.workflow.motions import Issue
    from escalade.workflow.records.record import Record

WORD, TRACKED = "docx", "tracked.docx"


class NothingIssuedError(PaperError):
    """There is no paper that a revision could take the place of."""

    def __init__(self, kind: str, group: str, language: str = "", *, others: Sequence[str] = ()) -> None:
        """Name the paper, and the languages in which there is one."""
        self.kind, self.group, self.language = kind, group, language
        where = f" in {language}" if language else ""
        there = (
            f"It was in {', '.join(others)}."
            if others
            else f"Issue it first: escalade issue {group} --kind {kind} --symbol SYMBOL"
        )
        super().__init__(f"No {kind} of {group} was issued as Word{where}, so there is nothing to revise. {there}")


class NotKeptError(PaperError):
    """The bytes of an issued paper are not in this register."""

    def __init__(self, document: str, digest: str) -> None:
        """Name the document and its hash."""
        self.document, self.digest = document, digest
        super().__init__(
            f"The file of {document} is not kept in this register, so its changes cannot be tracked; "
            f"look for it in the register in which it was issued, under SHA-256 {digest}."
        )


def bases(reader: Reader, group: str, kind: str, symbol: str | None = None) -> dict[str, tuple[Record, Issue]]:
    """The paper that stands in each language, issued first or revised last.

    Args:
        reader: the register.
        group: the round.
        kind: the kind of paper, such as note.
        symbol: without language; the symbol issued last unless given.
    """
    papers = [
        (record, paper)
        for record, paper in reader.standing().round(group).papers
        if paper.kind == kind and paper.form == WORD and paper.mark in {None, "Rev"} and symbol in {None, paper.symbol}
    ]
    last = papers[-1][1].symbol if papers else None
    return {paper.language: (record, paper) for record, paper in papers if paper.symbol == last}


def track_changes_in(order: Order, language: str, new: bytes) -> bytes:
    """What is to be issued in a language, with the changes since what stands.

    They bear the title of the office that issues it, and the time of the
    newest record that was read: the same record gives the same bytes.

    Raises:
        PaperError: nothing was issued, its bytes are not kept, or a text is lost.
    """
    from escalade.templates.contexts.group import office
    from escalade.templates.contexts.view import View
    from escalade.templates.formats.tracked.document import track_changes
    from escalade.templates.languages.tongue import tongue
    from escalade.workflow.values.dates import when

    reader, standing = order.reader, order.reader.standing()
    there = bases(reader, order.group, order.kind, order.symbol)
    if language not in there:
        raise NothingIssuedError(order.kind, order.group, language, others=sorted(there))
    record, paper = there[language]
    document = record.evidence.document or paper.symbol
    kept = reader.paper(paper.paper)
    if kept is None:
        raise NotKeptError(document, paper.paper)
    author = office(View(standing, tongue(language), when(standing.today.isoformat())), "secretariat").text
    return track_changes(kept[1], new, author=author, at=standing.last_at, name=document)


def beside(order: Order) -> dict[str, bytes]:
    """Revisions that are issued as Word, with their changes, by file name.

    Raises:
        PaperError: a file that it revises is not kept, or a text is lost.
    """
    if order.mark != "Rev" or WORD not in order.forms:
        return {}
    there = bases(order.reader, order.group, order.kind, order.symbol)
    return {
        order.file_name(language, TRACKED): track_changes_in(
            order, language, order.kept[order.file_name(language, WORD)]
        )
        for language in order.languages
        if language in there
    }
