"""The papers of some fifteen lives are drawn as they are kept: their facts always, and their words.

How a reviser reads a change: `python -m tests.net.corpus --renew` writes what is drawn now over what is kept in
`papers/LIFE/`, and `git diff` shows it. `KIND-SUBJECT.LANGUAGE.md` is the paper as a reader of that language sees it:
each changed line is read by somebody of that language, for whether it is right and says no more and no less than
before. `KIND-SUBJECT.facts` beside it holds what all languages print, a line for each fact: its records, its kind, its
value. A change of words alone leaves the facts as they are, and is renewed by `--renew words`, after which these tests
hold that no fact moved. A fact that went or came is named in the commit with the reason; languages in brackets before
it are those that alone print it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.cases import find_shipped_case
from tests.net.corpus import ENDINGS, KEPT, LANGUAGES, SHIPPED, differences, draw, kept, lives

KINDS = {"note", "notice", "call", "circular", "agenda", "report", "corrigendum", "revision"}
OF_ONE_LANGUAGE = re.compile(
    r"\[[a-z ]+\] ("
    r"body#\d+: .*"  # what the body is called, where a language has no name for it or has to say it once more
    r"|.*: text: [a-z]{2}"  # in which language a text is official
    r"|2041/light#6: text: \w+"  # the city of a time zone, whose value is its name in the language
    r")"
)
"""What some languages print and others do not: nothing that happened."""
each = pytest.mark.parametrize("life", lives())


@each
@pytest.mark.parametrize("what", ["facts", "words"])
def test_what_is_drawn_is_what_is_kept(life: str, what: str) -> None:
    changes = differences(life, ENDINGS[what])
    assert not changes, "\n".join(["", *changes])


@each
def test_every_fact_is_of_a_record(life: str) -> None:
    assert draw(life).unrecorded == ()


@each
def test_six_languages_print_the_same_facts_of_what_happened(life: str) -> None:
    facts = {name: text for name, text in draw(life).files.items() if not name.startswith(("corrigendum", "revision"))}
    told = [line for name in facts if name.endswith(".facts") for line in facts[name].splitlines()]
    assert [line for line in told if line.startswith("[") and not OF_ONE_LANGUAGE.fullmatch(line)] == []


def test_every_kind_is_drawn_and_nothing_else_is_kept() -> None:
    assert {path.name for path in KEPT.iterdir()} == {*lives()}
    names = {path.name for path in KEPT.glob("*/*")}
    assert {name.partition("-")[0] for name in names} == KINDS
    assert {name.partition(".")[2] for name in names} == {"facts", *(f"{tag}.md" for tag in LANGUAGES)}


def test_all_is_drawn_in_half_a_minute() -> None:
    assert sum(draw(life).seconds for life in lives()) < 30


def test_an_altered_fact_or_word_is_told_line_by_line(tmp_path: Path) -> None:
    notice = shutil.copytree(KEPT / "objection", tmp_path / "objection") / "notice-2041-bridges"
    for ending, says, altered in (
        (".facts", "number: 21", "number: 22"),
        (".fr.md", "21 voix", "22 voix"),
    ):
        file = notice.with_suffix(ending)
        text = file.read_text(encoding="utf-8")
        assert text.count(says) == 1
        file.write_text(text.replace(says, altered), encoding="utf-8")
    facts, words = (differences("objection", ending, tmp_path) for ending in (".facts", ".md"))
    assert facts == [
        "--- objection/notice-2041-bridges.facts as kept",
        "+++ as drawn",
        "-2041/bridges#9: number: 22",
        "+2041/bridges#9: number: 21",
    ]
    changed = [(line[0], says in line, altered in line) for line in words[2:]]
    assert (words[0], changed) == (
        "--- objection/notice-2041-bridges.fr.md as kept",
        [("-", False, True), ("+", True, False)],
    )


def test_a_paper_that_went_or_came_is_told(tmp_path: Path) -> None:
    folder = shutil.copytree(KEPT / "objection", tmp_path / "objection")
    (folder / "report-1.facts").rename(folder / "report-7.facts")
    told = [line for line in differences("objection", ".facts", tmp_path) if line.startswith("---")]
    assert told == [f"--- objection/report-{number}.facts as kept" for number in (1, 7)]


def test_the_command_prints_what_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = ["--register", str(tmp_path / "register.db")]
    assert run([*register, "load", str(find_shipped_case("cwg_internet_2017"))]) == 0
    for language in LANGUAGES:
        capsys.readouterr()
        assert run([*register, "note", "2017", "--language", language]) == 0
        note = capsys.readouterr().out.partition("<!--")[0]
        assert f"{note.rstrip()}\n" == kept(SHIPPED)[f"note-2017.{language}.md"]
