"""Files held against the record: seeded faults are found, and untouched papers are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise

import msgspec
import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.deviation import deviations, squeeze
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.reading.paper import document_of
from escalade.templates.formats.file import FORMS, file_of
from escalade.templates.formats.layout.layout import lay_out
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.paper import Paper

from .conftest import Register, told

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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_nothing_is_found_in_an_untouched_paper(round_of_2017: Register, kind: str, reference: str, form: str) -> None:
    papers = {f"{kind}.{tag}.{form}": noted(round_of_2017, kind, reference, tag)[0] for tag in AVAILABLE}
    documents = [document_in(file_of(paper, form), name) for name, paper in papers.items()]
    assert [one.language for one in documents] == list(AVAILABLE)
    assert findings_in(documents, papers) == ()


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


def swaps(lines: Lines) -> Mutants:
    """Two passages stand in each other's place, each with the label of the other."""
    said = [at for at, line in enumerate(lines) if is_said(line)]
    for first, second in pairwise(said):
        one, other = split_label(lines[first]), split_label(lines[second])
        if squeeze(one[1]) != squeeze(other[1]):
            changed = replaced(replaced(lines, first, one[0] + other[1]), second, other[0] + one[1])
            yield lines[first], changed


def split_label(line: str) -> tuple[str, str]:
    """A line of Markdown as its label and its text."""
    match = re.match(r"(?:[\u2066\u2069]?\d+(?:\.\d+)*\.? |- (?:\(?\w\) )?)", line)
    return (match[0], line[match.end() :]) if match else ("", line)


def losses(lines: Lines) -> Mutants:
    """A passage is left out."""
    for at, line in enumerate(lines):
        if is_said(line):
            yield line, [*lines[:at], *lines[at + 1 :]]


def foreign(lines: Lines, others: Lines) -> Mutants:
    """A passage stands there in another language."""
    said = [at for at, line in enumerate(lines) if is_said(line)]
    for at, other in zip(said, filter(is_said, others), strict=False):
        changed = split_label(lines[at])[0] + split_label(other)[1]
        if changed != lines[at] and len(re.findall(r"[a-z]{2,}", changed)) > 5:
            yield changed, replaced(lines, at, changed)


def repeats(lines: Lines) -> Mutants:
    """A passage stands in the place of the one that follows it."""
    said = [at for at, line in enumerate(lines) if is_said(line)]
    for first, second in pairwise(said):
        one, other = split_label(lines[first]), split_label(lines[second])
        if squeeze(one[1]) != squeeze(other[1]):
            yield lines[first], replaced(lines, second, other[0] + one[1])


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


def names(lines: Lines) -> Mutants:
    """Another person chairs, or signs, or another State."""
    for at, line in enumerate(lines):
        match = re.fullmatch(r"\*\*(.+[:\uff1a]\s*)?(.+?)\*\*", line)
        if match and at > len(lines) // 3:
            yield line, replaced(lines, at, f"**{match[1] or ''}Made-up Person**")


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
    "a name": names,
    "the symbol": symbols,
    "passages that changed places": swaps,
    "a passage lost": losses,
    "a passage repeated": repeats,
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


def missed(paper: Paper, mutants: Mutants) -> tuple[int, list[str]]:
    """How many mutants were tried, forty at most, and those in which nothing is found."""
    every = list(mutants)
    mutants = iter(every[:: 1 + len(every) // 40])
    count, through, held = 0, [], document_of(paper)
    for what, lines in mutants:
        count += 1
        if not deviations(document_in("\n".join(lines).encode(), "mutant.md"), held):
            through.append(what)
    return count, through


@pytest.mark.parametrize("tag", AVAILABLE)
@pytest.mark.parametrize("kind", KINDS)
def test_every_seeded_fault_is_found(round_of_2017: Register, kind: str, tag: str) -> None:
    paper, lines = noted(round_of_2017, "note", "2017", tag)
    count, through = missed(paper, KINDS[kind](lines))
    assert through == []
    assert count >= (2 if kind in {"a name", "the symbol"} else 20)


@pytest.mark.parametrize("tag", [tag for tag in AVAILABLE if tag != "en"])
def test_every_passage_in_english_is_found_in_another_language(round_of_2017: Register, tag: str) -> None:
    paper, lines = noted(round_of_2017, "note", "2017", tag)
    _, others = noted(round_of_2017, "note", "2017", "en")
    count, through = missed(paper, foreign(lines, others))
    assert (count > 18, through) == (True, [])


@pytest.mark.parametrize("tag", AVAILABLE)
def test_another_outcome_is_an_error(round_of_2017: Register, tag: str) -> None:
    paper, lines = noted(round_of_2017, "note", "2017", tag)
    mutants = list(outcomes(lines, NEGATIONS[tag]))
    assert mutants
    for what, mutant in mutants:
        document = document_in("\n".join(mutant).encode(), "mutant.md")
        assert "record-is-said" in {check for check, _, _ in told(findings_in([document], {"mutant.md": paper}))}, what
