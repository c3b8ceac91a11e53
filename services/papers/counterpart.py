"""The paper that the record gives in the place of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from escalade.models.integrity.receipts import find_issue, is_of_office
from escalade.models.reader import Reader
from escalade.services.papers.corrected import draw_as_issued, find_corrected, see_as_issued
from escalade.services.papers.edited import symbol_of
from escalade.templates.checks.checking import findings_in, ground_of
from escalade.templates.checks.citation import dates_in, symbols_in
from escalade.templates.checks.document import Document
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.reading.opening import find_hidden
from escalade.templates.formats.file import seals_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import Issue
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import REWORDED, standing_as_of
from escalade.workflow.subjects.issued_paper import first_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, PaperError, RequestError, Word
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.symbols import bare_symbol

ABOUT = {
    "round": ("note", "circular"),
    "topic": ("notice", "call", "circular"),
    "meeting": ("report", "agenda", "follow-up"),
    "session": ("agenda",),
}
"""By what a paper is about, the kinds that there are."""
ALIKE = 0.5
"""From which part of its words on a file is taken for a version of a paper."""
MOST = 60
"""How many rounds, topics and meetings are tried at most, the newest."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Counterpart(NamedTuple):
    """The paper of the record, and what it is."""

    paper: Paper
    kind: str
    about: str
    issue: Record | None = None
    """The record of its issue; none for a draft."""


class CheckedFiles(NamedTuple):
    """What came of checking files."""

    names: list[str]
    findings: list[PaperFinding]
    against: dict[str, str]
    """By the name of a file, the paper that it was held against: note 2017."""


def check_files(files: Mapping[str, bytes], reader: Reader | None, about: str | None = None) -> CheckedFiles:
    """Check files, and hold those against the record that it knows."""
    pdfs = {name: data for name, data in files.items() if data.startswith(b"%PDF-")}
    known = {name: find_issue(reader.standing(), data) for name, data in pdfs.items() if reader}
    given = {name: one for name, one in known.items() if one and is_of_office(one) and not any(seals_in(files[name]))}
    documents = {name: document_in(data, name) for name, data in files.items() if name not in given}
    found = {
        name: one
        for name, document in documents.items()
        if reader and (one := find_counterpart(document, files[name], reader, about))
    }
    lacking = next((name for name in documents if about is not None and name not in found), None)
    if lacking is not None:
        sentence = "{name} is like no paper that the register gives of {about}."
        raise RequestError("no-counterpart", sentence, name=lacking, about=str(about))
    papers = {name: one.paper for name, one in found.items()}
    now = {name: paper for name, one in found.items() if reader and (paper := _drawn_now(one, reader))}
    kept = {name: _erased(one, reader) for name, one in found.items() if reader and _is_kept(one, files[name])}
    grounds = {  # what the register says of a file that is yet to be issued, as the issue of it would
        name: ground_of([one.paper], one.about, reader.standing())
        for name, one in found.items()
        if reader and one.issue is None
    }
    found_in = findings_in(documents.values(), papers, now, kept, grounds)
    findings = [*_hidden_in(files), *found_in, *map(_known, given, given.values())]
    return CheckedFiles(list(files), findings, {name: f"{one.kind} {one.about}" for name, one in found.items()})


def _hidden_in(files: Mapping[str, bytes]) -> Iterator[PaperFinding]:
    for name, data in files.items():
        for one in find_hidden(data, name):
            yield PaperFinding(Severity.ERROR, "hides-nothing", name, Word("whole"), one.say())


def _known(name: str, issue: Record) -> PaperFinding:
    """Say of the PDF of an edited Word file what it is, known by its bytes alone."""
    what = Message(
        "It is {document} as it was issued with the Word file that people edited; its text is not compared.",
        document=issue.evidence.document or "",
    )
    return PaperFinding(Severity.REMARK, "issued-beside-an-edited-file", name, Word("whole"), what, issue.reference)


def _is_kept(one: Counterpart, data: bytes) -> bool:
    """Whether a file is to the byte what was issued as drawn, however a later version words it."""
    paper = one.issue.motion if one.issue else None
    return isinstance(paper, Issue) and not paper.edited and paper.paper == sha256(data).hexdigest()


def _erased(one: Counterpart, reader: Reader) -> frozenset[str]:
    cited = {name for part in one.paper.printables() for name in part.records}
    found = filter(None, map(reader.standing().find_record, cited))
    return frozenset(record.reference for record in found if record.redacted_by)


def find_counterpart(document: Document, data: bytes, reader: Reader, about: str | None = None) -> Counterpart | None:
    """The paper of the record that a file is a version of, if any.

    An issued paper is drawn as it was issued, a sealed one from the record
    that its seal names, and another one from what is on record now.

    Args:
        document: the file, as it was read.
        data: its bytes, for their seal.
        reader: the register.
        about: the round, topic or meeting that it is about, where that is known.
    """
    if document.language not in AVAILABLE:
        return None
    drawn = [*_issued(document, reader, about)] or [*_drafts(document, data, reader, about)]
    if kept := next((one for one in drawn if _is_kept(one, data)), None):
        return kept
    words = _words(" ".join(document.blocks))
    likeness = [(_likeness(words, one.paper), one) for one in drawn]
    best = max(likeness, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _issued(document: Document, reader: Reader, about: str | None) -> Iterator[Counterpart]:
    """What was issued under a symbol of the masthead, in the file's language.

    Where the masthead calls it a corrigendum or revision of a
    document, it is that, and not the document. Where the lines of a file have
    no order, as in Arabic PDFs, any symbol in it may be its own.
    """
    standing = reader.standing()
    lines = document.blocks if document.is_unordered else [one.text for one in document.masthead]
    symbols = dict.fromkeys(str(sign) for line in lines for sign in symbols_in(line))
    bases = dict.fromkeys(bare_symbol(symbol) or symbol for symbol in symbols)
    records = (standing.record(name) for base in bases for name in standing.naming[f"symbol:{base}"])
    texts = {one.text for one in document.masthead}
    found: list[tuple[bool, Counterpart]] = []
    for record in records:
        paper = record.motion
        if not isinstance(paper, Issue) or paper.kind is None or paper.language != document.language:
            continue
        subject, is_named = paper.subject or record.subject, paper.name in symbols
        if not (is_named or paper.symbol in bases) or (about is not None and about not in {subject, record.subject}):
            continue
        drawn = _drawn_as_issued(record, paper, reader)
        is_marked = bool(paper.mark) and not texts.isdisjoint(_mark_of(drawn))
        may_be = is_named or is_marked or document.is_unordered
        found += [(is_marked, Counterpart(drawn, paper.kind, subject, record))] if may_be else []
    marked = [one for is_marked, one in found if is_marked]
    yield from marked or [one for _, one in found]


def _drawn_as_issued(record: Record, paper: Issue, reader: Reader) -> Paper:
    """Draw an issued paper as it was on its day, a corrigendum as what it corrects."""
    standing = reader.standing()
    first = first_of((record, paper), standing)
    known = reader.standing_at(first[1].seal_size, standing.today)
    seen = see_as_issued(first, paper.seal_size, reader, paper.drawn_for)
    corrects = find_corrected(paper, record.reference, paper.language, reader, seen, known)
    return draw_as_issued(record, paper, reader, corrects)


def _drawn_now(one: Counterpart, reader: Reader) -> Paper | None:
    """Draw an issued paper from what is on record by now of its day, where that is otherwise.

    What a correction moved to a later day is told with that day. None where
    the record says the same, and where a later paper stands in its place.
    """
    record, paper = one.issue, one.issue.motion if one.issue else None
    if record is None or not isinstance(paper, Issue):
        return None
    standing = reader.standing(reader=paper.drawn_for)
    if not _is_newest(paper, record, standing):
        return None
    first = first_of((record, paper), standing)[0].on
    cited = {name for part in one.paper.printables() for name in part.records}
    corrected = [found for found in map(standing.find_record, cited) if found and found.corrected_by]
    days = [when(found.on).last for found in corrected]
    day = max(filter(None, (*days, when(first).last)), default=standing.today)
    seen = standing_as_of(standing, day, REWORDED) if day < standing.today else standing
    corrects = find_corrected(paper, record.reference, paper.language, reader, seen, reader.standing())
    issued = IssuedPaper(paper.name, record.reference, first, corrects)
    now = build(paper.kind or "", one.about, seen, tongue(paper.language), issued=issued)
    said_only = {name for found in corrected for name in found.corrected_by}
    return None if _texts(now, said_only) == _texts(one.paper, said_only) else now


def _is_newest(paper: Issue, record: Record, standing: Standing) -> bool:
    mine = (paper.kind, paper.subject, paper.symbol, paper.language)
    copies = standing.round(record.subject).papers
    same = [copy for _, copy in copies if (copy.kind, copy.subject, copy.symbol, copy.language) == mine]
    return not same or same[-1].name == paper.name


def _texts(paper: Paper, corrections: set[str]) -> list[str]:
    """What a paper says, but for its remarks that something was corrected."""
    return [str(one) for one in paper.printables() if corrections.isdisjoint(one.records)]


def _mark_of(paper: Paper) -> list[str]:
    """What the masthead calls a marked paper: Corrigendum 1 to."""
    return [str(row.value).splitlines()[0] for row in paper.masthead if row.key == "symbol" and "\n" in str(row.value)]


def _drafts(document: Document, data: bytes, reader: Reader, about: str | None) -> Iterator[Counterpart]:
    """What may be drawn, of what is named, else of the referral of the symbol."""
    size = next((seal.size for seal in seals_in(data) if _holds(reader, seal.size, seal.root)), None)
    for today in _days(document):
        standing = reader.standing(today) if size is None else reader.standing_at(size, today)
        named = [about] if about is not None else _candidates(document, reader, standing, is_sealed=size is not None)
        for reference in named:
            for kind in ABOUT.get(kind_of(reference), ()):
                try:
                    yield Counterpart(build(kind, reference, standing, tongue(document.language)), kind, reference)
                except PaperError:  # the record has nothing to say of this kind
                    continue


def _holds(reader: Reader, size: int, root: str) -> bool:
    """Whether the register begins with what a seal names."""
    return 0 < size <= reader.size() and reader.root(size) == root


def _days(document: Document) -> list[date | None]:
    """The days that a draft may be of: none, where it is drawn as of now, and those of its masthead."""
    days = (day for one in document.masthead for day in dates_in(one.text) if _DAY.fullmatch(day))
    return [None, *dict.fromkeys(date.fromisoformat(day) for day in days)]


def _candidates(document: Document, reader: Reader, standing: Standing, *, is_sealed: bool) -> list[str]:
    """What a file may be about: rounds whose note bears its symbol; all there is, where it is sealed here."""
    symbols = {bare_symbol(str(sign)) for one in document.masthead for sign in symbols_in(one.text)}
    rounds = [name for name in reader.rounds()[-MOST:] if symbols and _symbol_of(name, standing) in symbols]
    if rounds or not is_sealed:
        return rounds
    return [name for name in reader.references() if kind_of(name) in ABOUT][-MOST:]


def _symbol_of(name: str, standing: Standing) -> str | None:
    try:
        return symbol_of(name, standing)
    except PaperError:
        return None


def _likeness(words: Counter[str], paper: Paper) -> float:
    drawn = _words(" ".join(str(one) for one in paper.printables()))
    return (drawn & words).total() / max(drawn.total(), words.total(), 1)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\u4e00-\u9fff]|\w+", text.casefold()))
