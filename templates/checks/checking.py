"""The checks there are, and what they find in papers and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from escalade.templates.checks import (
    agreement,
    editing,
    parity,
    references,
    structure,
)
from escalade.templates.checks.citation import symbols_in
from escalade.templates.checks.comparison import compare
from escalade.templates.checks.document import Document, document_of
from escalade.templates.checks.finding import Case, Check, PaperFinding, RoundGround, Severity
from escalade.templates.checks.structure import mark_of
from escalade.templates.values.fact import facts_in
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.subjects.evidence import find_apart
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.reference import kind_of


def ground_of(papers: Iterable[Paper], reference: str, standing: Standing) -> RoundGround:
    """What the register says of papers: what is lacking or apart.

    Args:
        papers: the versions of one paper.
        reference: the round, topic or meeting that it is about.
        standing: what the register holds.
    """
    about = standing.topic(reference)
    topics = list(standing.topics_of(reference)) if kind_of(reference) == "round" else [about] if about else []
    named = {record for paper in papers for fact in facts_in(paper.printables()) for record in fact.records}
    lacking = tuple((record, name) for record in sorted(named) for name in _lacking(record, standing))
    launches = [one for one, motion in (topic.launched for topic in topics if topic.launched) if not motion.answer_to]
    apart = ((one.reference, other) for topic in topics for one in topic.live for other in find_apart(one, standing))
    pairs = dict.fromkeys((min(pair), max(pair)) for pair in apart)
    return RoundGround(lacking, tuple(pairs), tuple(one.reference for one in launches))


def _lacking(record: str, standing: Standing) -> Iterator[str]:
    if found := standing.find_record(record):  # that of its own issue is not there yet
        yield from (name for name in found.motion.__struct_fields__ if getattr(found.motion, name) == NOT_AT_HAND)


_LANGUAGE = re.compile(r"[._-](?:ar|en|es|fr|ru|zh|[ACEFRS])(?=\.[^.]+$)")

CHECKS: tuple[Check, ...] = (
    Check(Severity.ERROR, editing.record_is_said, is_grave=True),
    Check(Severity.ERROR, editing.facts_are_on_record, is_grave=True),
    Check(Severity.ERROR, structure.nothing_is_a_draft, is_grave=True, of_record=True),
    Check(Severity.ERROR, structure.symbols_agree, is_grave=True),
    Check(Severity.ERROR, structure.letters_agree, is_grave=True),
    Check(Severity.ERROR, structure.invitations_can_be_answered, is_grave=True, of_record=True),
    Check(Severity.ERROR, structure.parts_are_there),
    Check(Severity.ERROR, references.annexes_are_there),
    Check(Severity.ERROR, references.paragraphs_are_there),
    Check(Severity.ERROR, references.paragraphs_are_in_order),
    Check(Severity.ERROR, references.documents_are_listed, of_record=True),
    Check(Severity.ERROR, agreement.asks_agree),
    Check(Severity.ERROR, agreement.resolutions_are_listed, of_record=True),
    Check(Severity.ERROR, agreement.dates_agree),
    Check(Severity.ERROR, agreement.acronyms_agree),
    Check(Severity.ERROR, parity.counts_agree),
    Check(Severity.ERROR, parity.facts_are_the_same),
    Check(Severity.WARNING, editing.facts_are_kept),
    Check(Severity.WARNING, editing.requests_and_outcomes_are_kept),
    Check(Severity.WARNING, editing.nothing_is_added),
    Check(Severity.WARNING, editing.record_says_so_still),
    Check(Severity.WARNING, parity.outcomes_are_alike),
    Check(Severity.WARNING, parity.outcomes_are_kept),
    Check(Severity.WARNING, structure.something_is_recognised),
    Check(Severity.WARNING, structure.letters_are_signed, of_record=True),
    Check(Severity.WARNING, agreement.asks_are_understood),
    Check(Severity.WARNING, structure.titles_are_confirmed, of_record=True),
    Check(Severity.WARNING, structure.texts_are_translated, of_record=True),
    Check(Severity.WARNING, structure.amendments_are_in_every_language, of_record=True),
    Check(Severity.WARNING, structure.acts_are_of_one_day, of_record=True),
    Check(Severity.REMARK, editing.words_are_kept),
    Check(Severity.REMARK, structure.texts_are_at_hand, of_record=True),
    Check(Severity.REMARK, structure.everything_is_compared),
)
"""In the order in which their findings are told; errors first."""


def findings_of(papers: Mapping[str, Paper], ground: RoundGround | None = None) -> tuple[PaperFinding, ...]:
    """What the record lacks for a paper of ours, given in its languages.

    Args:
        papers: the paper by language.
        ground: what the register says of the round, where that is at hand.
    """
    return _found(Case({name: document_of(paper, name) for name, paper in papers.items()}, ground), of_record=True)


def findings_in(
    documents: Iterable[Document],
    drawn: Mapping[str, Paper] | None = None,
    drawn_now: Mapping[str, Paper] | None = None,
    kept: Mapping[str, frozenset[str]] | None = None,
    grounds: Mapping[str, RoundGround] | None = None,
) -> tuple[PaperFinding, ...]:
    """Check files: against the record's paper, or else against each other.

    `check` and `issue` both ask this, so that they say the same.

    Args:
        documents: the files, as they were read.
        drawn: by the name of a file, the paper that the record gives in its place.
        drawn_now: of an issued one that the record tells otherwise since, what it gives now.
        kept: of a file that is what was issued to the byte, the records whose texts were erased since.
        grounds: of a file that is yet to be issued, what the register says of what it is about.
    """
    papers, newer, spared, asked = drawn or {}, drawn_now or {}, kept or {}, grounds or {}
    found: list[PaperFinding] = []
    for versions in _versions(documents):
        differing = {name: compare(one, document_of(papers[name])) for name, one in versions.items() if name in papers}
        overtaken = {}
        for name in newer.keys() & versions.keys():
            known = {(one.drawn, one.found) for one in differing[name]}
            found_now = compare(versions[name], document_of(newer[name]))
            overtaken[name] = tuple(one for one in found_now if (one.drawn, one.found) not in known)
        found += _found(_spare_kept(Case(versions, differences=differing, overtaken=overtaken), spared))
        for name in asked.keys() & versions.keys():
            found += _found(Case({name: document_of(papers[name], name)}, asked[name]), of_record=True)
    return tuple(dict.fromkeys(found))


def _spare_kept(case: Case, kept: Mapping[str, frozenset[str]]) -> Case:
    """Find no fault with files that were issued so, which a later version words otherwise.

    What they say of a text that was erased since, or that no record says by now, is told.
    """
    differences, overtaken = dict(case.differences), dict(case.overtaken)
    for name in differences.keys() & kept.keys():
        erased = kept[name]
        told = (one for one in differences[name] if erased and (not one.drawn or not erased.isdisjoint(one.records)))
        overtaken[name] = (*told, *overtaken.get(name, ()))
        differences[name] = ()
    return replace(case, differences=differences, overtaken=overtaken)


def _found(case: Case, *, of_record: bool = False) -> tuple[PaperFinding, ...]:
    """What is wrong; of a corrigendum, whose languages may correct otherwise, where it departs from the record."""
    asked = [check for check in CHECKS if check.of_record or not of_record]
    if all(map(structure.is_corrigendum, case)):
        asked = [check for check in asked if check.look.__module__ == editing.__name__]
    return tuple(dict.fromkeys(finding for check in asked for finding in check.findings(case)))


def _versions(documents: Iterable[Document]) -> Iterator[dict[str, Document]]:
    """Files of one symbol, or of one name but for its language, together."""
    papers: list[tuple[set[str], dict[str, Document]]] = []
    for document in documents:
        keys = set(_keys(document))
        same = [one for one in papers if keys & one[0]]
        papers = [one for one in papers if not keys & one[0]]
        together = {name: one for _, versions in same for name, one in versions.items()}
        papers.append((keys.union(*(others for others, _ in same)), {**together, document.name: document}))
    yield from (versions for _, versions in papers)


def _keys(document: Document) -> Iterator[str]:
    """What tells the paper of a file: its symbol, and its name without its language."""
    bare, marked = _LANGUAGE.subn("", document.name)
    if document.is_unordered:
        yield document.name
        return
    symbols = [str(symbol) for passage in document.masthead for symbol in symbols_in(passage.text)]
    yield from [f"{symbol}{mark_of(document)}" for symbol in symbols[:1]] or [bare]
    if marked:
        yield bare
