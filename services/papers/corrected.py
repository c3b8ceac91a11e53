"""The document that a corrigendum corrects, as it was issued."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from escalade.models.reader import Reader
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.papers.corrigendum import CorrectedPaper
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import Issue
from escalade.workflow.records.audience import READERS, find_unnamed, may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import TRANSLATED, standing_as_of
from escalade.workflow.subjects.issued_paper import Issued, first_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from escalade.services.papers.draft import Order


def find_corrected(
    corrigendum: Order | Issue, own: str, language: str, reader: Reader, seen: Standing, known: Standing
) -> CorrectedPaper | None:
    """Find what a corrigendum corrects in a language; None of another paper.

    What its readers may not read of it is left out.

    Args:
        corrigendum: what it is.
        own: the record of its issue.
        language: of the paper.
        reader: the register.
        seen: what the corrigendum is drawn from.
        known: all that was on record when it was drawn.
    """
    group = own.rpartition("#")[0]
    earlier = _find_earlier(corrigendum, group, reader) if corrigendum.mark == "Corr" else []
    same = [one for one in earlier if one[1].language == language]
    if not earlier:
        return None
    record, paper = (same or earlier)[-1]
    readers = seen.round(group).reader or READERS[-1]
    if not may_read(readers, record.audience):
        return CorrectedPaper(own)
    is_open = bool(same) and not paper.edited and may_read(readers, paper.drawn_for or READERS[-1])
    drawn = None
    with suppress(PaperError):
        drawn = draw_as_issued(record, paper, reader) if is_open else None
    withheld = _find_withheld(drawn, paper.drawn_for or READERS[-1], known) if drawn else frozenset()
    return CorrectedPaper(record.reference, drawn, withheld)


def _find_earlier(corrigendum: Order | Issue, group: str, reader: Reader) -> list[Issued]:
    """Find what was issued of a document before any copy of a corrigendum to it."""
    standing = reader.standing()
    document, name = (corrigendum.kind, corrigendum.subject, corrigendum.symbol), corrigendum.name
    papers = standing.round(group).papers
    copies = (one for _, one in papers if (one.kind, one.subject, one.symbol, one.name) == (*document, name))
    if copy := next(copies, None):  # what was annulled since was not yet
        papers = reader.standing_at(copy.seal_size, standing.today).round(group).papers
    return [
        (record, one) for record, one in papers if (one.kind, one.subject, one.symbol) == document and one.name != name
    ]


def draw_as_issued(record: Record, paper: Issue, reader: Reader, corrects: CorrectedPaper | None = None) -> Paper:
    """Draw an issued paper as it was issued."""
    first = first_of((record, paper), reader.standing())
    seen = see_as_issued(first, paper.seal_size, reader, paper.drawn_for)
    issued = IssuedPaper(paper.name, record.reference, first[0].on, corrects)
    return build(paper.kind or "", paper.subject or record.subject, seen, tongue(paper.language), issued=issued)


def see_as_issued(first: Issued, size: int, reader: Reader, readers: str | None) -> Standing:
    """The register at the first copy of a paper, with the translations since.

    Args:
        first: the first copy.
        size: that of the register at the issue of the copy.
        reader: the register.
        readers: for whom it is drawn.
    """
    today, (record, paper) = reader.standing().today, first
    then, since = (reader.standing_at(one, today, readers) for one in (paper.seal_size, size))
    return standing_as_of(then, when(record.on).last or today, TRANSLATED, since.subjects)


def _find_withheld(paper: Paper, readers: str, known: Standing) -> frozenset[str]:
    """Find the records of an issued paper that its readers are not told any more, or not by whom."""
    names = {name for one in paper.printables() for name in one.records}
    subjects = {record_parts(name)[0] for name in names}
    unnamed = {name for one in subjects for name in find_unnamed(known.subject(one).told)}
    found = {name: known.find_record(name) for name in names}
    hidden = {name for name, one in found.items() if one is None or not may_read(readers, one.audience)}
    return frozenset(hidden | (names & unnamed))
