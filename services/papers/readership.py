"""The readership of a paper that is to be issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from escalade.templates.checks.finding import Withheld
from escalade.templates.papers.build import FOR_MEMBERS
from escalade.templates.values.fact import Printable, facts_in
from escalade.templates.values.paper import Paper
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.records.texts import list_texts
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.reference import kind_of, round_of

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
