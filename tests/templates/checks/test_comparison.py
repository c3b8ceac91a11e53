"""Edited files over the corpus: wording passes, what is cut is listed, and a fact that is changed is an error.

Each sentence that any life prints is tried once in each language, in one of the ways in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from itertools import count

import docx
import pytest

from escalade.models.cases import find_shipped_case
from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.comparison import compare
from escalade.templates.checks.document import Document, document_of, plain
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.said import count_negations, said_in
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.paper import Paper
from tests.net.corpus import FOR_EACH, LIVES, SHIPPED, drafts, lives, load, registered

Lines = list[str]
Edited = tuple[str, Lines]
WORD = {
    "en": "accordingly", "fr": "ainsi", "es": "así", "ru": "соответственно", "zh": "据此", "ar": "بالتالي",
}  # fmt: skip
"""A word that is no fact."""
NEGATED = {
    "en": (("was ", "was not "), ("were ", "were not "), ("has ", "has not "), ("no consensus", "a consensus")),
    "fr": (
        ("a été", "n’a pas été"),
        ("ont été", "n’ont pas été"),
        ("a approuvé", "n’a pas approuvé"),
        ("aucun ", "un "),
    ),
    "es": (("se ", "no se "), ("aprobó", "no aprobó"), ("decidió", "no decidió")),
    "ru": (("был", "не был"), ("одобрил", "не одобрил"), ("постановил", "не постановил"), ("не удалось", "удалось")),
    "zh": (("批准了", "未批准"), ("决定", "未决定"), ("未能", "已"), ("商定", "未商定")),
    "ar": (("وافق", "لم يوافق"), ("قرر", "لم يقرر"), ("لم ", ""), ("عدم ", "")),
}
"""How a sentence comes to say the contrary."""
FEWEST = 300
"""How many edits of a kind there are at least."""


@cache
def papers(life: str) -> tuple[tuple[str, Mapping[str, Paper]], ...]:
    """The papers of a life, in six languages."""
    path = find_shipped_case("cwg_internet_2017") if life == SHIPPED else LIVES / f"{life}.toml"
    with registered() as (register, reader):
        load(path, register, reader)
        return tuple(drafts(reader, FOR_EACH.get(life, ("",))))


def read(lines: Lines, form: str = "md") -> Document:
    """A file of lines."""
    if form == "md":
        return document_in("\n".join(lines).encode(), "edited.md")
    document, file = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(file)
    return document_in(file.getvalue(), "edited.docx")


@cache
def sentences(tag: str) -> tuple[tuple[Paper, tuple[str, ...], int, str], ...]:
    """Each line that says something, once: its paper, all lines, which it is, and the label before it."""
    seen: set[str] = set()
    found = []
    for name, versions in (pair for life in lives() for pair in papers(life)):
        lines = tuple(file_of(versions[tag], "md").decode().split("\n"))
        for at, line in enumerate(lines):
            label = re.match(r"(?:[\u2066\u2069>]*\d+(?:\.\d+)*\.?[\u2069]? |- (?:\(?\w\) )?)", line)
            is_said = len(line) > 30 and not line.startswith(("#", "---", "<!--", "**"))
            if is_said and line not in seen and name:
                seen.add(line)
                found.append((versions[tag], lines, at, label[0] if label else ""))
    return tuple(found)


def edited(tag: str, step: int = 5) -> Iterator[tuple[Document, Lines, int, str, str]]:
    """Every so manieth of them, from another one on in each language: the paper as drawn, and what is edited."""
    for paper, lines, at, label in sentences(tag)[AVAILABLE.index(tag) % step :: step]:
        yield document_of(paper), [*lines], at, label, lines[at][len(label) :]


def kinds(drawn: Document, lines: Lines, at: int, *line: str, form: str = "md") -> set[str]:
    """What differs in a file in which one line is another, or others, or gone."""
    return {one.kind for one in compare(read([*lines[:at], *line, *lines[at + 1 :]], form), drawn)}


languages = pytest.mark.parametrize("tag", AVAILABLE)
WORDING = {"wording", "moved"}


@pytest.mark.parametrize("form", ["md", "docx", "html"])
@pytest.mark.parametrize("life", lives())
def test_nothing_differs_in_any_paper_that_was_drawn(life: str, form: str) -> None:
    turn = count()
    for name, versions in papers(life):
        for tag, paper in versions.items():
            if form == "md" or next(turn) % 3 == 0:
                assert compare(document_in(file_of(paper, form), f"drawn.{form}"), document_of(paper)) == (), (
                    name,
                    tag,
                )


@languages
def test_a_sentence_worded_anew_passes_and_is_listed(tag: str) -> None:
    gap = "" if tag == "zh" else " "
    for drawn, lines, at, label, said in edited(tag):
        found = kinds(drawn, lines, at, f"{label}{WORD[tag]}{gap}{said}")
        assert found
        assert found <= WORDING, lines[at]


@languages
def test_a_sentence_moved_or_joined_passes(tag: str) -> None:
    for drawn, lines, at, label, said in edited(tag, 2):
        parts = re.split(r"(?<=[a-z\u0430-\u044f)]\.) (?=[A-Z\u0410-\u042f])(?![^()]*\))|(?<=。)(?=[^”」》])", said)
        recorded = any(plain(parts[0]) in plain(fact.text) for one in drawn.passages for fact in one.facts)
        if len(parts) > 1 and not recorded and not re.search("[“«]", said):
            assert kinds(drawn, lines, at, label + " ".join(reversed(parts))) <= WORDING, said
            joined = f"{parts[0].rstrip('.。')}, {WORD[tag]} {' '.join(parts[1:])}"
            assert kinds(drawn, lines, at, label + joined) <= WORDING, said


@languages
def test_what_is_cut_is_listed_with_its_facts_and_no_error(tag: str) -> None:
    for drawn, lines, at, _, said in edited(tag):
        found = compare(read([*lines[:at], *lines[at + 1 :]]), drawn)
        assert found
        assert {one.kind for one in found} <= {"cut", "given up", *WORDING}, said
        of_records = {fact.record for one in drawn.passages for fact in one.facts}
        assert {record for one in found for _, record in one.facts} <= {*of_records, ""}


@languages
def test_a_figure_that_is_another_is_an_error(tag: str) -> None:
    tried = 0
    for drawn, lines, at, label, said in edited(tag, 3):
        for match in [*re.finditer(r"\d+", said)][:2]:
            tried += 1
            changed = f"{said[: match.start()]}{int(match[0]) + 1}{said[match.end() :]}"
            assert kinds(drawn, lines, at, label + changed) & {"changed", "added", "dated"}, changed
    assert tried > FEWEST // 6


@languages
def test_what_is_added_with_a_fact_is_an_error_and_without_one_is_told(tag: str) -> None:
    for drawn, lines, at, _, said in edited(tag):
        assert kinds(drawn, lines, at, f"{lines[at]} Lampadophorus 4711.") & {"changed", "added"}, said
        assert kinds(drawn, lines, at, lines[at], "", "Lampadophorus splendens.") == {"new"}, said


@languages
def test_a_sentence_that_says_the_contrary_is_an_error(tag: str) -> None:
    tried = 0
    for drawn, lines, at, label, said in edited(tag, 1):
        old, new = next((pair for pair in NEGATED[tag] if pair[0] in said), ("", ""))
        changed = said.replace(old, new, 1) if old else said
        if count_negations(changed) != count_negations(said):
            tried += 1
            assert kinds(drawn, lines, at, label + changed) & {"changed", "added"}, changed
    assert tried > 20


@languages
def test_the_same_holds_of_word_files(tag: str) -> None:
    gap = "" if tag == "zh" else " "
    for drawn, lines, at, label, said in edited(tag, 60):
        bare = [re.sub(r"^#+ |^> ?|^- (?=\(?\w\) )|\\|\*\*|<!--.*", "", line) for line in lines]
        assert kinds(drawn, bare, at, f"{label.removeprefix('- ')}{WORD[tag]}{gap}{said}", form="docx") <= WORDING, said
        assert kinds(drawn, bare, at, form="docx") <= {"cut", "given up", *WORDING}, said
        figure = re.search(r"\d+", said)
        if figure:
            changed = f"{said[: figure.start()]}{int(figure[0]) + 1}{said[figure.end() :]}"
            assert kinds(drawn, bare, at, label.removeprefix("- ") + changed, form="docx") & {
                "changed",
                "added",
                "dated",
            }, changed


VOTED = "par 21 voix contre 7, avec 4 abstentions"


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("approuvé", "adopté", ""),
        ("a approuvé", "n’a pas approuvé", "record-is-said"),
        ("a approuvé", "a rejeté", "record-is-said"),
        (VOTED, "par 7 voix contre 21, avec 4 abstentions", "record-is-said"),
        (VOTED, "par 21 voix contre 7", "record-is-said"),
        (VOTED, "à la majorité (21 voix contre 7, et 4 abstentions)", ""),
    ],
)
def test_an_outcome_may_be_worded_anew_but_not_changed(old: str, new: str, check: str) -> None:
    versions = dict(papers("objection"))["notice-2041-bridges"]
    text = file_of(versions["fr"], "md").decode()
    assert old in text
    file = document_in(text.replace(old, new, 1).encode(), "notice.fr.md")
    found = findings_in([file], {file.name: versions["fr"]})
    assert [one.check for one in found if one.severity == "error"] == [check] * bool(check)
    assert not check or all(one.record.startswith("2041/bridges#") for one in found if one.severity == "error")


@pytest.mark.parametrize(
    ("text", "kind", "keys"),
    [
        ("La décision 12/4 du Conseil", "citation", ["decision 12/4 "]),
        ("La décision 12/4 du Conseil", "figure", []),
        ("On 3 May 2017, by 21 votes to 7", "date", ["2017-05-03"]),
        ("On 3 May 2017, by 21 votes to 7", "figure", ["21", "7"]),
        ("Brazil and Chad objected", "state", ["BR", "TD"]),
        ("the topic “Annex VIII”", "quotation", ["annexviii"]),
    ],
)
def test_facts_are_known_in_words(text: str, kind: str, keys: list[str]) -> None:
    tag = "fr" if text.startswith("La ") else "en"
    assert [one.key for one in said_in(text, tag) if one.kind == kind] == keys
