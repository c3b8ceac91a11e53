"""Versions of a paper are compared with each other where no record is at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import msgspec
import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.outcome import is_reached
from escalade.templates.checks.parity import is_own_remark
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.layout.layout import lay_out
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.paper import Paper

from .conftest import Register

PAPERS = (
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("call", "2017/ott"), ("call", "2017/gender"),
    ("report", "meeting/9"), ("agenda", "meeting/9"), ("circular", "2017/ott"), ("circular", "2017"),
)  # fmt: skip
Lines = list[str]
Mutants = Iterator[tuple[str, Lines]]


def drawn(register: Register, kind: str, reference: str, tag: str) -> Paper:
    """A paper of the real round, as it is issued."""
    standing = msgspec.structs.replace(register.standing, day=date(2017, 6, 1))
    return build(kind, reference, standing, tongue(tag), issued=IssuedPaper("C17/60", "2017#99", "2017-06-01"))


def is_said(line: str) -> bool:
    """Whether a line of Markdown is a passage: no heading, rule or remark of the file."""
    return len(line) > 30 and not line.startswith(("#", "---", "<!--", "**"))


def replaced(lines: Lines, at: int, line: str) -> Lines:
    """The lines, one of them another."""
    return [*lines[:at], line, *lines[at + 1 :]]


def figures(lines: Lines) -> Mutants:
    """A figure of a date, a number or a citation is another one."""
    for at, line in enumerate(lines):
        label = re.match(r"[\u2066\u2069\d.]+ |- \(?.\)? ?", line)
        start = label.end() if label else 0
        for match in re.finditer(r"\d+", line[start:]) if is_said(line) else ():
            first, last = start + match.start(), start + match.end()
            yield f"{line[:last]}", replaced(lines, at, f"{line[:first]}{int(match[0]) + 1}{line[last:]}")


def years(lines: Lines) -> Mutants:
    """A year is off by nine."""
    for at, line in enumerate(lines):
        for match in re.finditer(r"20(?:0|1)\d", line) if not line.startswith("<") else ():
            changed = f"{line[: match.start()]}{int(match[0]) - 9}{line[match.end() :]}"
            yield changed, replaced(lines, at, changed)


def outcomes(lines: Lines, words: tuple[tuple[str, str], ...]) -> Mutants:
    """What was not, was; what was, was not."""
    for at, line in enumerate(lines):
        for old, new in words:
            if old in line:
                yield old, replaced(lines, at, line.replace(old, new, 1))


def losses(lines: Lines) -> Mutants:
    """A passage is left out."""
    for at, line in enumerate(lines):
        if is_said(line):
            yield line, [*lines[:at], *lines[at + 1 :]]


def additions(lines: Lines) -> Mutants:
    """A sentence is added that no record supports."""
    for at, line in enumerate(lines):
        if is_said(line):
            yield line, replaced(lines, at, f"{line} Lampadophorus 4711.")


NEGATIONS = {
    "en": (("no consensus", "a consensus"), ("was open", "was not open")),
    "fr": (("ucun consensus ne s’", "n consensus s’"), ("a été créé", "n’a pas été créé")),
    "es": (("no haberse", "haberse"), ("no se ", "se ")),
    "ru": (("не был", "был"), ("не удалось", "удалось")),
    "zh": (("未能", "已"), ("未达成", "已达成"), ("未", "已")),
    "ar": (("عدم ", ""), ("لم ", ""), ("تعذر", "تيسر")),
}


def symbols(lines: Lines) -> Mutants:
    """The symbol has the letter of another language, or another number."""
    for at, line in enumerate(lines):
        match = re.search(r"C17/60-([ACEFRS])", line)
        if match:
            letter = "E" if match[1] != "E" else "F"
            yield line, replaced(lines, at, line.replace(match[0], f"C17/60-{letter}"))
            yield line, replaced(lines, at, line.replace(match[0], f"C17/61-{match[1]}"))


KINDS: dict[str, Callable[[Lines], Mutants]] = {
    "a figure": figures,
    "a year": years,
    "the symbol": symbols,
    "a passage lost": losses,
    "an addition": additions,
}


@cache
def _noted(register: int, kind: str, reference: str, tag: str) -> tuple[Paper, tuple[str, ...]]:
    paper = drawn(REGISTERS[register], kind, reference, tag)
    return paper, tuple(lay_out(paper, form="md", seal=None).splitlines())


REGISTERS: dict[int, Register] = {}


def noted(register: Register, kind: str, reference: str, tag: str) -> tuple[Paper, Lines]:
    """A paper of the real round, and the lines of its Markdown."""
    REGISTERS[id(register)] = register
    paper, lines = _noted(id(register), kind, reference, tag)
    return paper, list(lines)


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
