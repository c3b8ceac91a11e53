"""Versions of a paper, over the corpus: they are held against each other where no record is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.document import Document, DocumentPassage, plain
from escalade.templates.checks.parity import is_own_remark, is_reached
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.said import counted_in
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from tests.net.corpus import SHIPPED, lives

from .test_comparison import papers

Lines = tuple[str, ...]
UNALIKE = frozenset({"commission", "doubtful-days", "out-of-order", "reopened"})
"""The lives whose texts say other days or figures in one of their languages, or more."""
AMONG = {"one of six": AVAILABLE, "one of two": ()}
"""Beside which versions one is looked at; else beside one alone."""
NEGATIONS = {
    "en": (("no consensus", "a consensus"), ("was open", "was not open")),
    "fr": (("ucun consensus ne s’", "n consensus s’"), ("a été créé", "n’a pas été créé")),
    "es": (("no haberse", "haberse"), ("no se ", "se ")),
    "ru": (("не был", "был"), ("не удалось", "удалось")),
    "zh": (("未能", "已"), ("未达成", "已达成"), ("未", "已")),
    "ar": (("عدم ", ""), ("لم ", ""), ("تعذر", "تيسر")),
}


@cache
def note(tag: str) -> Lines:
    """The lines of the note of the real round."""
    return tuple(file_of(dict(papers(SHIPPED))["note-2017"][tag], "md").decode().splitlines())


@cache
def read(lines: Lines, tag: str) -> Document:
    """A file of lines."""
    return document_in("\n".join(lines).encode(), f"note.{tag}.md")


def found(tag: str, lines: Lines, beside: tuple[str, ...] = ()) -> set[str]:
    """The checks that find something where one version is changed, in files alone."""
    others = [one for one in beside or ("fr" if tag == "en" else "en",) if one != tag]
    documents = [*(read(note(one), one) for one in others), read(lines, tag)]
    return {one.check for one in findings_in(documents) if one.severity != "remark"}


def is_said(line: str) -> bool:
    """Whether a line of Markdown is a passage: no heading, rule or remark of the file."""
    return len(line) > 30 and not line.startswith(("#", "---", "<!--", "**"))


def edits(lines: Lines) -> Iterator[tuple[str, str, Lines]]:
    """What is done to a line, and the lines then: another figure, year or symbol, a loss, an addition."""
    for at, line in enumerate(lines):
        changed = [
            ("year", line[: one.start()] + str(int(one[0]) - 9) + line[one.end() :])
            for one in re.finditer(r"20[01]\d", "" if line.startswith("<") else line)
        ]
        changed += [
            ("symbol", line.replace(one[0], f"C17/52-{one[1]}")) for one in re.finditer(r"C17/51-([ACEFRS])", line)
        ]
        changed += [
            ("letter", line.replace(one[0], f"C17/51-{'E' if one[1] != 'E' else 'F'}"))
            for one in re.finditer(r"C17/51-([ACEFRS])", line)
        ]
        label = re.match(r"[\u2066\u2069\d.]+ |- \(?.\)? ?", line)
        start = label.end() if label else 0
        if is_said(line):
            changed += [
                (
                    "figure",
                    line[:start] + line[start:][: one.start()] + str(int(one[0]) + 1) + line[start:][one.end() :],
                )
                for one in re.finditer(r"\d+", line[start:])
            ]
            changed += [("addition", f"{line} Lampadophorus 4711.")]
            yield "loss", line, (*lines[:at], *lines[at + 1 :])
        yield from ((what, new, (*lines[:at], new, *lines[at + 1 :])) for what, new in changed)


@pytest.mark.parametrize("life", sorted({*lives()} - UNALIKE))
def test_versions_that_nobody_touched_are_alike(life: str) -> None:
    for name, versions in papers(life):
        files = [document_in(file_of(one, "md"), f"{name}.{tag}.md") for tag, one in versions.items()]
        told = {one.check for one in findings_in(files) if one.severity == "error"}
        assert told <= {"nothing-is-a-draft"}, name


@pytest.mark.parametrize("among", AMONG)
@pytest.mark.parametrize("tag", AVAILABLE)
def test_a_fault_in_one_version_is_found(tag: str, among: str) -> None:
    assert found(tag, note(tag), AMONG[among]) == set()
    every = [*edits(note(tag))]
    assert {what for what, _, _ in every} == {"year", "symbol", "letter", "figure", "addition", "loss"}
    some = every[AVAILABLE.index(tag) :: 7 if AMONG[among] else 5]
    through = [line for _, line, lines in some if not found(tag, lines, AMONG[among])]
    assert [one for one in through if not is_own_remark(DocumentPassage(plain(one), ""))] == []


@pytest.mark.parametrize("tag", AVAILABLE)
def test_an_outcome_that_one_version_turns_round_is_found_beside_others_and_alone(tag: str) -> None:
    lines = note(tag)
    turned = [
        (*lines[:at], line.replace(old, new, 1), *lines[at + 1 :])
        for at, line in enumerate(lines)
        for old, new in NEGATIONS[tag]
        if old in line
    ]
    for beside in AMONG.values():
        assert any("outcomes-are-alike" in found(tag, one, beside) for one in turned)
    assert [one.check for one in findings_in([read(lines, tag)]) if one.severity != "remark"] == []
    alone = [{one.check for one in findings_in([read(one, tag)])} for one in turned]
    assert any("outcomes-are-kept" in one for one in alone)


def test_what_is_said_of_two_versions_names_the_other_and_what_was_not_looked_at() -> None:
    changed = tuple(line.replace("ucun consensus ne s’", "n consensus s’", 1) for line in note("fr"))
    told = findings_in([read(note("en"), "en"), read(changed, "fr")])
    assert [(one.check, one.paper, one.place, one.what.partition(":")[0]) for one in told][:1] == [
        (
            "outcomes-are-alike",
            "note.fr.md",
            "box, summary",
            "It says that something was agreed, decided or set up, and “note.en.md” says that it was not.",
        )
    ]
    assert [one.what.partition(":")[0] for one in told if one.severity == "remark"] == ["No record was at hand"]


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


def test_figures_in_groups_of_three_are_one_in_every_language() -> None:
    texts = ("12 500 members", "12,500 members", "12.500 members")
    assert {one.key for text in texts for one in counted_in(text)} == {"12500"}
