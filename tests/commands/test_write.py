"""Papers written where they are to go, in each form and language."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import DESK, TOPIC, Shell


def test_a_paper_is_drawn_for_those_who_are_named(debated: Shell) -> None:
    debated.does(
        f"propose 2020/reef {TOPIC.format('reef')} --audience members",
        "issue 2020 --kind agenda --subject 1 --symbol MA20/9 --language en --form md --to . --audience public "
        f"--on 2020-03-02 {DESK}",
    )
    assert ["Made-up reef" in debated(f"agenda 1{more}").out for more in ("", " --audience public")] == [True, False]
    assert "Made-up reef" not in (debated.folder / "MA20-9.en.md").read_text()
    of = "--kind agenda --subject 1 --symbol MA20/10 --language en --form md"
    issue = f"issue 2020 {of} --on 2020-03-02 --dry-run {DESK}"
    assert "It is for members only: the public may not read 2020/reef#1." in debated(issue).err
    assert "It is for the public." in debated(f"{issue} --audience public").err


def test_a_paper_is_printed_or_written_in_the_form_of_its_ending(round_of_2017: Shell) -> None:
    assert round_of_2017("note 2017").out.startswith("**ITU**")
    assert round_of_2017("note 2017 --to note.html").out == "Wrote note.html.\n"
    assert Path("note.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert round_of_2017("note 2017 --to note.html --language fr").out == "Replaced note.html.\n"


@pytest.mark.parametrize(
    "line",
    ["note 2017", "notice 2017/ott", "report 9", "agenda 9"],
)
def test_every_paper_comes_in_all_six_languages_whatever_the_body_asks_for(round_of_2017: Shell, line: str) -> None:
    round_of_2017.does(f"{line} --language all --to paper.md", f"{line} --language ru --to russian.md")
    assert {file.name for file in Path().glob("paper.*")} == {f"paper.{language}.md" for language in AVAILABLE}
    assert Path("russian.md").read_bytes() == Path("paper.ru.md").read_bytes()


@pytest.mark.parametrize("line", ["notice ott", "report 9", "note 2017 --to-session 'Council 2017'"])
def test_every_paper_is_written_and_carries_the_seal(round_of_2017: Shell, line: str) -> None:
    root = round_of_2017("verify --format json").data["root"]
    (paper,) = round_of_2017(f"{line} --format json").data
    assert paper["language"] == "en"
    assert root in paper["text"]


@pytest.mark.parametrize("line", ["export --to absent/case.toml", "note 2017 --to absent/note.md"])
def test_a_folder_to_write_into_exists(round_of_2017: Shell, line: str) -> None:
    assert "the folder absent does not exist." in round_of_2017.refuses(line, 2).err


def test_papers_in_every_language_make_the_folder_they_go_into(round_of_2017: Shell) -> None:
    round_of_2017.does("note 2017 --language all --to papers")
    endings = sorted(path.name.partition(".")[2] for path in (round_of_2017.folder / "papers").iterdir())
    forms = ("docx", "html", "md", "pdf", "xml")
    assert endings == sorted(f"{tag}.{form}" for tag in ("ar", "en", "es", "fr", "ru", "zh") for form in forms)
