"""A paper to be issued: its number, its findings, its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from escalade.models.reader import Reader
from escalade.services.acts.bind import convert_fields
from escalade.services.acts.references import find_officer
from escalade.services.papers.corrected import find_corrected, see_as_issued
from escalade.services.papers.edited import Edited, with_inserts
from escalade.templates.checks.checking import findings_in, findings_of, ground_of
from escalade.templates.checks.comparison import compare
from escalade.templates.checks.document import document_of, plain
from escalade.templates.checks.finding import PaperFinding, RoundGround, Severity, Withheld, withheld_in
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.reading.package import Hidden
from escalade.templates.formats.file import file_of, trace
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import FOR_MEMBERS, IssuedPaper, build
from escalade.templates.papers.facts.referral import find_next_symbol
from escalade.templates.values.fact import Printable, facts_in
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.motions import Motion
from escalade.workflow.motions.meeting import file_name
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.records.texts import list_texts
from escalade.workflow.subjects.as_of import TRANSLATED, standing_as_of
from escalade.workflow.subjects.issued_paper import Issued, first_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, PaperError, Word
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.symbols import Symbol, SymbolError

VOICED = frozenset({"take position", "record statement"})
"""The acts by which somebody is heard."""
Build = Callable[["Standing"], "Mapping[str, Paper]"]
See = Callable[[str | None], "Standing"]
"""Gives the register as an audience may see it; None sees all."""


class Readership(NamedTuple):
    """For whom a paper is, and which of the records behind it are not public."""

    audience: str
    because: tuple[str, ...] = ()
    """The records of the paper that the public may not read."""

    @property
    def sentence(self) -> str:
        """For whom it is, and why."""
        if self.audience == READERS[0]:
            return "It is for the public."
        whose = "members only" if self.audience == "members" else "the office only"
        if not self.because:
            return f"It is for {whose}."
        return f"It is for {whose}: the public may not read {', '.join(self.because)}."


def readership_of(build: Build, see: See, wanted: str = "") -> Readership:
    """Who may read a paper: those for whom it would say the same.

    A paper is for a reader if it comes out alike when it is drawn from nothing
    but what they may read. So nothing that they may not read shows in it, not
    even by a state, a number or a silence.

    Args:
        build: draws the paper in its languages.
        see: the register, as far as an audience may see it.
        wanted: the readers for whom it is drawn, where they were named.
    """
    whole = see(wanted or None)
    drawn = build(whole)
    because = records_beyond(READERS[0], drawn, whole)
    if wanted:
        return Readership(wanted, because)
    possible = READERS[1:-1] if because else READERS[:-1]  # a paper that names what they may not read is not for them
    audience = next((one for one in possible if _comes_out_alike(build, see, one, drawn)), READERS[-1])
    return Readership(audience, because)


def _comes_out_alike(build: Build, see: See, audience: str, drawn: Mapping[str, Paper]) -> bool:
    try:
        theirs = build(see(audience))
    except PaperError:  # without what they may not read there is nothing to write
        return False
    hidden = frozenset(records_beyond(READERS[0], theirs, see(audience)))
    return theirs == drawn or all(_tells_hidden(theirs[tag], paper, hidden) for tag, paper in drawn.items())


def _tells_hidden(theirs: Paper, drawn: Paper, hidden: frozenset[str]) -> bool:
    """Whether a paper tells all that another does, and else what the public may not read."""
    told, said = [{str(one): one for one in paper.printables()} for paper in (theirs, drawn)]
    more = [one for text, one in told.items() if text not in said]
    return said.keys() <= told.keys() and not any(hidden.isdisjoint(one.records) for one in more)


def withheld_from(audience: str, group: str, standing: Standing, drawn: Paper) -> list[Withheld]:
    """Texts of a round that an audience may not read, nor a paper says."""
    said = " ".join(str(one) for one in drawn.printables())
    subjects = (standing.round(group), *standing.topics_of(group))
    kept = (record for subject in subjects for record in subject.readable if not may_read(audience, record.audience))
    return [
        Withheld(record.reference, record.audience, text)
        for record in kept
        for _, text in list_texts(record)
        if text not in said
    ]


def find_left_out(paper: Paper, readers: str, see: See, draw: Callable[[Standing], Paper]) -> tuple[str, ...]:
    """Find the views and statements that a paper leaves out for its readers.

    What a paper of its kind tells to nobody is not left out.

    Args:
        paper: as it is drawn for its readers.
        readers: for whom it is drawn, where they were named.
        see: the register, as far as an audience may see it.
        draw: draws it in the same language from what a standing shows.
    """
    whole, theirs = see(READERS[-1]), readers or ("members" if paper.kind in FOR_MEMBERS else READERS[0])
    subjects = {name.rpartition("#")[0] for one in _told(paper) for name in one.records}
    subjects |= {paper.origin.about} if paper.origin else set()
    rounds = sorted({round_of(one) for one in subjects if one and kind_of(one) in {"round", "topic"}})
    about = (subject for name in rounds for subject in (whole.round(name), *whole.topics_of(name)))
    voices = [one for subject in about for one in subject.told if one.act in VOICED]
    hidden = [one.reference for one in voices if not may_read(theirs, one.audience)]
    if not hidden:
        return ()
    said = {str(one) for one in _told(paper)}
    try:
        more = [one for one in _told(draw(whole)) if str(one) not in said]
    except PaperError:  # what is for the office alone leaves nothing to write
        return ()
    told = {name for one in more for name in one.records}
    return tuple(name for name in hidden if name in told)


def _told(paper: Paper) -> Iterator[Printable]:
    for section in paper.sections:
        yield from section.printables()


def records_beyond(audience: str, papers: Mapping[str, Paper], standing: Standing) -> tuple[str, ...]:
    """The records that papers rest on and an audience may not read."""
    named = {record for paper in papers.values() for fact in facts_in(paper.printables()) for record in fact.records}
    found = (standing.subject(name.partition("#")[0]).record(name) for name in sorted(named))
    return tuple(one.reference for one in found if one and not may_read(audience, one.audience))


def check_notes(
    group: str, standing: Standing, tags: Iterable[str], to_session: str | None = None
) -> tuple[list[str], list[PaperFinding]]:
    """The notes of a round: what each is called, and what is wrong."""
    titles = {tag: f"note {group}, {tag}" for tag in tags}
    found = find_faults(draw_paper("note", group, standing, titles, to_session), group, standing)
    return list(titles.values()), [replace(finding, paper=titles[finding.paper]) for finding in found]


def draw_paper(
    kind: str, about: str, standing: Standing, tags: Iterable[str], to_session: str | None = None
) -> dict[str, Paper]:
    """The paper as the record gives it now, in each language."""
    return {tag: build(kind, about, standing, tongue(tag), to_session=to_session) for tag in tags}


def find_faults(papers: Mapping[str, Paper], about: str, standing: Standing) -> list[PaperFinding]:
    """What the record lacks for a paper, in each language."""
    return list(findings_of(papers, ground_of(papers.values(), about, standing)))


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
    edited: Edited | None = None
    on: str = ""
    by: str = ""
    identity: str = "claimed"
    inserts: tuple[str, ...] = ()
    clean: bool = False
    """Whether what Word files hide is taken out of them; else they are refused."""
    template: Path | None = None
    """The Word template of the house that shapes its Word files and PDFs, where that is not ours."""
    readers: str = ""
    """For whom it is drawn; empty: for whoever may read all that it says."""
    kept: dict[str, bytes] = field(default_factory=dict)
    traces: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    taken_out: dict[str, tuple[Hidden, ...]] = field(default_factory=dict)
    """By file, what was hidden in it and taken out."""

    def __post_init__(self) -> None:
        """Write the symbol as all others are written; with a file goes its PDF; a language may need no corrigendum."""
        constitution = self.reader.standing().body.constitution()
        series = constitution.symbol_series if constitution else ()
        with suppress(SymbolError):
            object.__setattr__(self, "symbol", str(Symbol.parse(self.symbol, series=series)))
        if self.edited and self.edited.taken_out:
            self.taken_out[self.edited.name] = self.edited.taken_out
        if self.edited and self.edited.pdf and set(self.forms) <= set(self.edited.forms):
            object.__setattr__(self, "forms", self.edited.forms)
        if self.mark == "Corr" and len(self.languages) > 1:
            object.__setattr__(self, "languages", tuple(filter(self.corrects, self.languages)) or self.languages)

    def corrects(self, language: str) -> bool:
        """Whether a corrigendum says anything in a language."""
        return any(section.paragraphs for section in self.build_in(language, self.standing).sections)

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
    def twins(self) -> tuple[Issued, ...]:
        """Find the papers of its name in other languages or forms."""
        if not self.symbol:
            return ()
        papers = self.reader.standing().round(self.group).papers
        mine = (self.kind, self.subject, self.name)
        return tuple((record, one) for record, one in papers if (one.kind, one.subject, one.name) == mine)

    @property
    def is_edited(self) -> bool:
        """Whether people wrote anything of it."""
        return self.edited is not None or bool(self.inserts)

    @property
    def is_repeated(self) -> bool:
        """Whether one of its files was issued already."""
        there = {(paper.language, paper.form) for _, paper in self.twins}
        return any((language, form) in there for language in self.languages for form in self.forms)

    @cached_property
    def first(self) -> Issued | None:
        """The first copy of the paper, from whose seal it is drawn too."""
        return first_of(self.twins[0], self.reader.standing()) if self.twins else None

    @cached_property
    def day(self) -> str:
        """The day as of which it is drawn; one for all languages of a symbol."""
        return self.first[0].on if self.first else self.on

    @cached_property
    def drawn_for(self) -> str:
        """For whom it is drawn, as the first copy was; empty: for whoever may."""
        return self.readers or (self.first and self.first[1].drawn_for) or ""

    @cached_property
    def seal(self) -> Seal:
        """The record that the paper is drawn from."""
        return Seal(self.reader.size(), self.reader.root())

    @property
    def about(self) -> str:
        """The subject of the paper: a topic or meeting, or the round itself."""
        return self.subject or self.group

    @cached_property
    def record(self) -> str:
        """The record that the issue will be: the next one of the round."""
        return f"{self.group}#{len(self.reader.standing().round(self.group).records) + 1}"

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The paper in each language."""
        return with_inserts(self.drawn, self.inserts, clean=self.clean, taken_out=self.taken_out)

    @cached_property
    def standing(self) -> Standing:
        """The register as far as those may read it for whom the paper is drawn."""
        return self.see(self.drawn_for or None)

    def see(self, reader: str | None) -> Standing:
        """The register that it is drawn from, as an audience may read it."""
        if self.first:
            return see_as_issued(self.first, self.seal.size, self.reader, reader)
        standing = self.reader.standing(reader=reader)
        day = when(self.day).last if self.day else None
        return standing_as_of(standing, day, TRANSLATED) if day and day < standing.today else standing

    @cached_property
    def drawn(self) -> dict[str, Paper]:
        """The paper in each language as the record gives it."""
        return {tag: self.build_in(tag, self.standing) for tag in self.languages}

    def build_in(self, language: str, standing: Standing) -> Paper:
        """Draw the paper in one language; a draft as long as it has no symbol."""
        if not self.symbol:
            return build(self.kind, self.about, standing, tongue(language))
        day = self.day or standing.today.isoformat()
        known = self.reader.standing()
        if self.first:
            known = self.reader.standing_at(self.first[1].seal_size, known.today)
        corrects = find_corrected(self, self.record, language, self.reader, standing, known)
        issued = IssuedPaper(self.name, self.record, day, corrects)
        return build(self.kind, self.about, standing, tongue(language), issued=issued)

    def _built(self, standing: Standing) -> dict[str, Paper]:
        """Draw the paper in each language from what a standing shows, unless it is drawn from that."""
        return (
            self.drawn if standing is self.standing else {tag: self.build_in(tag, standing) for tag in self.languages}
        )

    @cached_property
    def readership(self) -> Readership:
        """Who may read it, and the records for which others may not."""
        return readership_of(self._built, self.see, self.drawn_for)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The views and statements that are left out for its readers."""
        language = self.languages[0]
        return find_left_out(
            self.papers[language], self.drawn_for, self.see, lambda shown: self.build_in(language, shown)
        )

    def findings(self) -> list[PaperFinding]:
        """Check the papers, or the edited file; their files are drawn as well."""
        ground = ground_of(self.papers.values(), self.about, self.standing)
        for language, paper in self.papers.items():
            for form in self.forms:
                self.draw_file(paper, language, form)
        return [*self._faults(ground), *self._withheld()]

    def _faults(self, ground: RoundGround) -> Iterable[PaperFinding]:
        """What a check finds, as `check` says it of the same file."""
        if self.edited is None:
            return findings_of(self.papers, ground)
        document = document_in(self.edited.data, self.edited.name)
        (paper,) = self.papers.values()
        found = findings_in([document], {document.name: paper}, grounds={document.name: ground})
        return (*found, *self._lacks_symbol(paper, self.edited))

    def _lacks_symbol(self, paper: Paper, file: Edited) -> Iterator[PaperFinding]:
        """Find that a revision or corrigendum that people edited bears another symbol, or none."""
        from escalade.templates.formats.word.prose import texts_in

        lines = [line for row in paper.masthead if row.key == "symbol" for line in row.value.text.splitlines()]
        texts = texts_in(file.data, file.name) if self.mark else []
        if self.mark and not all(any(plain(line) in text for text in texts) for line in lines):
            what = Message("The paper is “{face}”, and the file does not say so: write it there.", face=" ".join(lines))
            yield PaperFinding(Severity.ERROR, "bears-its-symbol", file.name, Word("masthead"), what, "")

    def _withheld(self) -> Iterator[PaperFinding]:
        """Find texts that people put in and its readers may not read."""
        from escalade.templates.formats.word.prose import places_in

        if not self.is_edited:
            return
        for tag, paper in self.papers.items():
            withheld = withheld_from(self.readership.audience, self.group, self.reader.standing(), self.drawn[tag])
            data, name = (self.edited.data, self.edited.name) if self.edited else (None, tag)
            yield from withheld_in(places_in(paper, data, name), withheld, name)

    def draw_file(self, paper: Paper, language: str, form: str) -> None:
        """Draw a file, or take the edited one."""
        name = self.file_name(language, form)
        if self.edited is None:
            self.kept[name], self.traces[language] = file_of(paper, form, self.seal, self.template), trace(paper)
            return
        from escalade.templates.formats.word.prose import seal_file

        file = self.edited.alone(self.languages, self.forms)
        if form == "pdf":
            self.kept[name] = file.pdf
            return
        author = paper.origin.name if paper.origin else ""
        self.kept[name] = seal_file(file.data, self.seal, file.name, author)
        self.traces[language] = trace(paper, compare(document_in(file.data, file.name), document_of(paper)))

    def own_symbol(self, language: str) -> str:
        """The symbol of the copy in a language, as it stands in the paper."""
        try:
            return str(Symbol.parse(self.name).in_language(language))
        except SymbolError:
            return self.name

    def file_name(self, language: str, form: str) -> str:
        """Name the file: `C17-51(Rev.1).fr.docx`, or in the codes of its series."""
        return self._coded_name(language, form) or file_name(self.name, language, form)

    def _coded_name(self, language: str, form: str) -> str:
        """Name the file in the codes of its series; empty where it has none."""
        constitution = self.reader.standing().body.constitution()
        coded = ""
        with suppress(SymbolError):
            symbol = Symbol.parse(self.name).in_language(language)
            coded = symbol.name_in_codes(constitution.file_names if constitution else {}, form.rpartition(".")[2])
        return coded and f"{coded}.{form}"

    def motions(self, accepted: tuple[str, ...]) -> dict[str, Motion]:
        """One motion for each file, by the file's name."""
        places = [(language, form) for language in self.languages for form in self.forms]
        return {self.file_name(*place): self._motion(*place, accepted) for place in places}

    def _motion(self, language: str, form: str, accepted: tuple[str, ...]) -> Motion:
        by = find_officer(self.by, self.reader.officers())
        name = self.file_name(language, form)
        digest = sha256(self.kept[name]).hexdigest()
        fields = {
            "of": (self.group,), "by": by, "identity": self.identity, "on": self.on,
            "audience": self.readership.audience, "drawn_for": self.readership.audience,
            "kind": self.kind, "subject": self.subject,
            "symbol": self.symbol, "mark": self.mark, "number": self.number, "language": language, "form": form,
            "paper": digest, "seal_size": self.seal.size, "seal_root": self.seal.root,
            "copy_of": self.first[0].reference if self.first else "",
            "edited": self.is_edited, "accepted": accepted,
            "file": self._coded_name(language, form),
            "evidence": {"document": self.own_symbol(language)},
        }  # fmt: skip
        return convert_fields("issue", fields)


def find_own_symbol(
    reference: str, reader: Reader, audience: str | None, to_session: str | None, on: date | None
) -> str | None:
    """Find the symbol that a draft of a note came to bear.

    It is known where the draft is drawn as of an earlier day: *on* that day, or from a register as it was.
    """
    if on is None and reader.present is reader:
        return None
    day = on or reader.standing(None, audience).today
    return find_next_symbol(reference, reader.present.standing(None, audience), to_session, day)
