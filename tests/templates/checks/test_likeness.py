"""Versions of a paper are compared with each other where no record is at hand."""

from __future__ import annotations

from functools import cache

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE

from .conftest import Register
from .test_deviation import NEGATIONS, PAPERS, Lines, names, noted, outcomes, swaps


@pytest.fixture
def versions(round_of_2017: Register) -> dict[str, Lines]:
    """The lines of the note in each language."""
    return {tag: noted(round_of_2017, "note", "2017", tag)[1] for tag in AVAILABLE}


@cache
def _read(text: str, tag: str) -> Document:
    return document_in(text.encode(), f"note.{tag}.md")


def found(versions: dict[str, Lines], **changed: Lines) -> set[str]:
    """The checks that find something in files alone, some of them changed."""
    documents = [_read("\n".join(lines), tag) for tag, lines in {**versions, **changed}.items()]
    return {one.check for one in findings_in(documents)}


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_versions_that_nobody_touched_are_alike(round_of_2017: Register, kind: str, reference: str) -> None:
    told = found({tag: noted(round_of_2017, kind, reference, tag)[1] for tag in AVAILABLE})
    assert told <= {"something-is-recognised"}  # that little of a paper without a box can be checked


@pytest.mark.parametrize("tag", ["en", "es", "fr", "ru", "zh"])
def test_another_signatory_is_found_without_a_record(versions: dict[str, Lines], tag: str) -> None:
    _, first = next(iter(names(versions[tag])))
    assert "signatures-agree" in found(versions, **{tag: first})


@pytest.mark.parametrize("tag", AVAILABLE)
def test_a_consensus_that_only_one_language_reached_is_found(versions: dict[str, Lines], tag: str) -> None:
    told = [found(versions, **{tag: lines}) for _, lines in outcomes(versions[tag], NEGATIONS[tag])]
    assert any("outcomes-are-alike" in one for one in told)


@pytest.mark.parametrize("tag", AVAILABLE)
def test_most_passages_that_changed_places_are_found_without_a_record(versions: dict[str, Lines], tag: str) -> None:
    every = list(swaps(versions[tag]))[::3]
    through = [what for what, lines in every if not found(versions, **{tag: lines})]
    assert len(through) <= len(every) * 0.5


def test_two_versions_alone_are_held_to_no_likeness(versions: dict[str, Lines]) -> None:
    two = {tag: versions[tag] for tag in ("en", "fr")}
    _, changed = next(iter(outcomes(versions["fr"], NEGATIONS["fr"])))
    assert "outcomes-are-alike" not in found(two, fr=changed)
