"""Versions of a paper are compared with each other where no record is at hand."""

from __future__ import annotations

from functools import cache

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.outcome import is_reached
from escalade.templates.checks.parity import is_own_remark
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE

from .conftest import Register
from .test_deviation import KINDS, NEGATIONS, PAPERS, Lines, noted, outcomes


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
    return {one.check for one in findings_in(documents) if one.check != "everything-is-compared"}


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_versions_that_nobody_touched_are_alike(round_of_2017: Register, kind: str, reference: str) -> None:
    told = found({tag: noted(round_of_2017, kind, reference, tag)[1] for tag in AVAILABLE})
    assert told <= {
        "something-is-recognised",
        "everything-is-compared",
    }  # that little of a paper without a box can be checked


@pytest.mark.parametrize("tag", AVAILABLE)
def test_a_consensus_that_only_one_language_reached_is_found(versions: dict[str, Lines], tag: str) -> None:
    told = [found(versions, **{tag: lines}) for _, lines in outcomes(versions[tag], NEGATIONS[tag])]
    assert any("outcomes-are-alike" in one for one in told)


PAIRS = [(tag, "en" if tag != "en" else "fr") for tag in AVAILABLE]
"""Each language, and the one that stands beside it alone."""


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_two_versions_that_nobody_touched_are_alike(round_of_2017: Register, kind: str, reference: str) -> None:
    every = {tag: noted(round_of_2017, kind, reference, tag)[1] for tag in AVAILABLE}
    for first, second in PAIRS:
        assert found({first: every[first], second: every[second]}) <= {"something-is-recognised"}, (first, second)


@pytest.mark.parametrize("kind", ["a figure", "a year", "the symbol"])
@pytest.mark.parametrize(("tag", "other"), PAIRS)
def test_a_fault_in_one_of_two_versions_is_found(versions: dict[str, Lines], kind: str, tag: str, other: str) -> None:
    every = list(KINDS[kind](versions[tag]))
    seeded = every[:: 1 + len(every) // 4]
    through = [what for what, lines in seeded if not found({other: versions[other]}, **{tag: lines})]
    assert through == []


@pytest.mark.parametrize("kind", ["a passage lost", "an addition"])
@pytest.mark.parametrize(("tag", "other"), PAIRS)
def test_a_loss_in_one_of_two_versions_is_found(versions: dict[str, Lines], kind: str, tag: str, other: str) -> None:
    every = list(KINDS[kind](versions[tag]))
    seeded = every[:: 1 + len(every) // 4]
    through = [what for what, lines in seeded if not found({other: versions[other]}, **{tag: lines})]
    assert all(is_own_remark(DocumentPassage(plain(what), "")) for what in through)


@pytest.mark.parametrize(("tag", "other"), PAIRS)
def test_a_consensus_that_only_one_of_two_reached_is_found(versions: dict[str, Lines], tag: str, other: str) -> None:
    told = [found({other: versions[other]}, **{tag: lines}) for _, lines in outcomes(versions[tag], NEGATIONS[tag])]
    assert sum("outcomes-are-alike" in one for one in told) >= 1


@pytest.mark.parametrize("tag", AVAILABLE)
def test_a_file_that_contradicts_itself_on_its_outcome_is_found_alone(versions: dict[str, Lines], tag: str) -> None:
    assert found({tag: versions[tag]}) == set()
    told = [found({tag: lines}) for _, lines in outcomes(versions[tag], NEGATIONS[tag])]
    assert any("outcomes-are-kept" in one for one in told)


def test_what_is_said_of_two_outcomes_names_the_other_version(versions: dict[str, Lines]) -> None:
    _, changed = next(iter(outcomes(versions["fr"], NEGATIONS["fr"])))
    said = [_read("\n".join(lines), tag) for tag, lines in (("en", versions["en"]), ("fr", changed))]
    assert [(one.paper, one.place, one.what) for one in findings_in(said) if one.check == "outcomes-are-alike"] == [
        (
            "note.fr.md",
            "box, summary",
            "It says that something was agreed, decided or set up, and “note.en.md” says that it was not.",
        )
    ]


def test_what_two_versions_alone_do_not_show_is_said(versions: dict[str, Lines]) -> None:
    said = [_read("\n".join(versions[tag]), tag) for tag in ("en", "fr")]
    assert [one.what for one in findings_in(said) if one.severity == "remark"] == [
        (
            "No record was at hand: versions were compared in figures, days, symbols, States, persons, outcomes, and "
            "in the number of passages. Their order and other words were not looked at, nor whether what all versions "
            "say is so."
        ),
        *["The outcome of one place was not looked at: box, references."] * 2,
    ]


def test_places_that_only_one_version_has_are_said_not_to_be_looked_at(versions: dict[str, Lines]) -> None:
    longer = [*versions["fr"]]
    at = next(place for place, line in enumerate(longer) if line.startswith("3.4 "))
    said = [
        _read("\n".join(lines), tag) for tag, lines in (("en", versions["en"]), ("fr", longer[:at] + longer[at + 1 :]))
    ]
    assert [(one.paper, one.what) for one in findings_in(said) if one.severity == "remark"][1:] == [
        (
            "note.en.md",
            "The outcome of 2 places was not looked at, such as: box, references, paragraph 3.4.",
        ),
        ("note.fr.md", "The outcome of one place was not looked at: box, references."),
    ]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("Second jour : pas d’accord.", False),
        ("Pas encore de consensus.", False),
        ("C’est un pas d’importance vers un accord.", True),
        ("ليس هناك اتفاق.", False),
        ("Second day: no agreement.", False),
        ("Un accord.", True),
    ],
)
def test_what_was_not_agreed_is_known_by_a_negation_without_a_verb_too(text: str, *, reached: bool) -> None:
    assert is_reached(text) is reached
