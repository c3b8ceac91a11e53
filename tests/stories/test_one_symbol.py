"""One symbol is one text, with a date of its own, drawn as of its day."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from tests.templates.render import loosen

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
ASSEMBLY = "--as 'Made-up Assembly Desk'"
NOTE = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all {DESK}"
AGENDA = f"issue 2020 --kind agenda --subject 1 --symbol MA20/9 --form md --accept all {DESK}"
SITTING = "--session 'Assembly 2020' --sitting 1"


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A round whose topic was referred under a symbol on 6 April 2020."""
    teller = with_topics("fog")
    teller.does(
        "record-no-consensus fog --tried en='A round was held.' --refer --words en='To refer it.' --meeting 1 "
        f"--on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return teller


@pytest.fixture
def decided(referred: Teller) -> Teller:
    """A round whose topic was approved on 2 June and proved on 3 August."""
    referred.does(
        f"approve fog --words en='It approves it.' {SITTING} --document MA20/30 --provisional --on 2020-06-02 {ASSEMBLY}",
        f"confirm fog#5 --document 'MA20/30(Rev.1)' --on 2020-08-03 {ASSEMBLY}",
    )
    return referred


def word_text(data: bytes) -> str:
    """What a Word file says, its header included."""
    parts = zipfile.ZipFile(BytesIO(data))
    return "\n".join(
        re.sub("<[^>]+>", "", parts.read(name).decode()) for name in parts.namelist() if name.endswith(".xml")
    )


def pdf_text(data: bytes) -> str:
    """What a PDF says, the lines of its properties included."""
    read = PdfReader(BytesIO(data))
    return " ".join("\n".join([*(page.extract_text() for page in read.pages), str(read.metadata)]).split())


def papers(to: Path) -> dict[str, str]:
    """The texts of issued papers, by file name."""
    written = (file for file in sorted(to.iterdir()) if file.suffix == ".md")
    return {file.name: loosen(file.read_text(encoding="utf-8")) for file in written}


def test_a_paper_is_drawn_as_of_its_day_and_cites_nothing_later(decided: Teller, tmp_path: Path) -> None:
    notice = f"issue 2020 --kind notice --subject fog --language en --form md --accept all --to {tmp_path} {DESK}"
    decided.does(f"{notice} --symbol MA20/31 --on 2020-06-03", f"{notice} --symbol MA20/32 --on 2020-08-04")
    told = papers(tmp_path)
    assert "(see document MA20/30)" in told["MA20-31.en.md"]
    assert "Rev.1" not in told["MA20-31.en.md"]
    assert "3 June 2020" in told["MA20-31.en.md"]
    assert "(see document MA20/30(Rev.1))" in told["MA20-32.en.md"]
    assert decided.holds()


def test_a_language_version_is_of_the_day_of_its_symbol(decided: Teller, tmp_path: Path) -> None:
    decided.does(
        f"{AGENDA} --language en --on 2020-05-04 --to {tmp_path}",
        f"{AGENDA} --language fr --on 2020-09-01 --to {tmp_path}",
    )
    told = papers(tmp_path)
    assert ("4 May 2020" in told["MA20-9.en.md"], "4 mai 2020" in told["MA20-9.fr.md"]) == (True, True)
    assert "2 juin 2020" not in told["MA20-9.fr.md"]
    for language in ("en", "fr"):
        said = decided.types(f"check {tmp_path / f'MA20-9.{language}.md'}")[1]
        assert said.startswith("1 paper checked, against agenda meeting/1 on record"), said
        assert ("record-is-said" in said, "nothing-is-added" in said) == (False, False), said


def test_a_corrigendum_of_an_unchanged_paper_is_refused(referred: Teller, tmp_path: Path) -> None:
    corrigendum = f"{NOTE} --language en --mark Corr --on 2020-04-21 --to {tmp_path}"
    referred.does(f"{NOTE} --language en --on 2020-04-20 --to {tmp_path}")
    code, _, err = referred.types(corrigendum)
    assert code == 3
    assert "MA20/5(Corr.1) would correct nothing: the record says nothing otherwise than the last copy of MA20/5" in err
    referred.does(LATE, corrigendum)
    assert referred.types(corrigendum.replace("--language en", "--language fr"))[0] == 3, (
        "no French text is held by any"
    )


def test_a_language_issued_later_does_not_hide_what_a_corrigendum_corrects(referred: Teller, tmp_path: Path) -> None:
    corrects = "correct fog#3 --why en='A slip.' --tried en='Two rounds were held.' --tried fr='Deux séries.'"
    corrigendum = f"{NOTE} --language en --mark Corr --on 2020-04-29 --to {tmp_path}"
    referred.does(
        f"{NOTE} --language en --on 2020-04-21 --to {tmp_path}",
        f"{corrects} --on 2020-04-25 {CHAIR}",
        f"{NOTE} --language fr --on 2020-04-28 --to {tmp_path}",
        corrigendum,
        corrigendum.replace("--language en", "--language fr"),
    )
    told = papers(tmp_path)
    assert {name for name, text in told.items() if "Two rounds" in text or "Deux séries" in text} == {
        "MA20-5(Corr.1).en.md", "MA20-5(Corr.1).fr.md",
    }  # fmt: skip


LATE = f"correct fog#3 --why en='A slip.' --tried en='Two rounds were held.' --on 2020-04-06 {CHAIR}"


def test_a_language_version_says_what_the_first_copy_says_whatever_was_recorded_since(
    referred: Teller, tmp_path: Path
) -> None:
    translated = "receive-translation fog#1 --language fr --text version.title='Un signal' --on 2020-04-10"
    referred.does(
        f"{NOTE} --language en --on 2020-04-06",
        LATE,
        f"{translated} {DESK}",
        f"{NOTE} --language fr --on 2020-04-11 --to {tmp_path}",
        f"{translated.replace('Un signal', 'Autre signal')} {DESK}",
    )
    told = papers(tmp_path)["MA20-5.fr.md"]
    assert ("Un signal" in told, "Two rounds were held." in told, "6 avril 2020" in told) == (True, False, True)
    english, french = (one["motion"] for one in json.loads(referred.does("history 2020 --format json"))[-2:])
    assert ("copy_of" in english, french["copy_of"]) == (False, "2020#2")
    assert french["seal_size"] > english["seal_size"]
    again = f"{NOTE} --on 2020-04-12 --to {tmp_path / 'again'} --language"
    assert all("not issued again" in referred.types(f"{again} {tag}")[2] for tag in ("en", "fr"))
    assert papers(tmp_path / "again")["MA20-5.fr.md"] == told
    referred.does("annul 2020#2 --why en='Too early.' --on 2020-04-13 " + DESK)
    assert "against note 2020 on record" in referred.types(f"check {tmp_path / 'MA20-5.fr.md'}")[1]
    assert "not issued again" in referred.types(f"{again} fr")[2]
    referred.does(f"{NOTE} --language fr --mark Corr --on 2020-04-21 --to {tmp_path}")
    told = papers(tmp_path)["MA20-5(Corr.1).fr.md"]
    assert ("21 avril 2020" in told, "6 avril 2020" in told, "Two rounds were held." in told) == (True, False, True)


@pytest.mark.parametrize("languages", [("en", "fr"), ("es", "ru"), ("ar", "zh")])
def test_a_corrigendum_is_compared_with_its_languages_and_not_with_what_it_corrects(
    referred: Teller, tmp_path: Path, languages: tuple[str, str]
) -> None:
    for language in languages:
        referred.does(f"{NOTE} --language {language} --on 2020-04-20 --to {tmp_path}")
    referred.does(LATE)
    for language in languages:
        referred.does(f"{NOTE} --language {language} --mark Corr --on 2020-04-21 --to {tmp_path}")
    files = [str(tmp_path / name) for name in papers(tmp_path)]
    assert len(files) == 4
    found = json.loads(referred.types(f"check {' '.join(map(shlex.quote, files))} --format json")[1])["findings"]
    assert [one for one in found if "-the-same" in one["check"] or "-agree" in one["check"]] == []
    if "fr" in languages:
        slip = tmp_path / "MA20-5(Corr.1).fr.md"
        slip.write_text(slip.read_text(encoding="utf-8").replace("21\u00a0avril", "22\u00a0avril"), encoding="utf-8")
        found = json.loads(referred.types(f"check {' '.join(map(shlex.quote, files))} --format json")[1])["findings"]
        assert "record-is-said" in {one["check"] for one in found}


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_the_date_of_a_note_is_that_of_its_issue(referred: Teller, tmp_path: Path, form: str) -> None:
    issue = f"{NOTE.replace('--form md', f'--form {form}')} --language en --on 2020-04-20 --to {tmp_path}"
    assert "6 April 2020" in referred.does("note 2020 --language en")
    referred.does(issue)
    (file,) = (one for one in tmp_path.iterdir() if one.suffix == f".{form}")
    data = file.read_bytes()
    told = loosen({"docx": word_text, "pdf": pdf_text}.get(form, bytes.decode)(data))
    assert ("20 April 2020" in told, re.search(r"\b6 April 2020", told)) == (True, None)
    drawn = referred.does("note 2020 --language en")
    assert ("20 April 2020" in drawn, re.search(r"\b6 April 2020", drawn)) == (True, None)


def test_a_translation_that_came_after_the_first_issue_is_in_its_language_version(
    referred: Teller, tmp_path: Path
) -> None:
    translated = (
        f"receive-translation fog#1 --language fr --text version.title='Signaux inventés' --on 2020-04-10 {DESK}"
    )
    referred.does(
        f"{NOTE} --language en --on 2020-04-06", translated, f"{NOTE} --language fr --on 2020-04-11 --to {tmp_path}"
    )
    told = papers(tmp_path)["MA20-5.fr.md"]
    assert ("Signaux inventés" in told, "6 avril 2020" in told) == (True, True)


def test_a_late_fact_from_before_its_day_makes_a_corrigendum(referred: Teller, tmp_path: Path) -> None:
    referred.does(
        f"{NOTE} --language en --on 2020-04-06",
        "take-position fog --holder 'Made-up Isle' --stance reserve --text en='We reserve.' --source MWG-1/4 "
        f"--on 2020-03-03 {DESK}",
    )
    referred.does(
        f"{NOTE} --language fr --on 2020-04-07 --to {tmp_path}",
        f"{NOTE} --language en --mark Corr --on 2020-04-21 --to {tmp_path}",
    )
    told = papers(tmp_path)
    assert [name for name, text in told.items() if "Made-up Isle" in text] == ["MA20-5(Corr.1).en.md"]
    assert referred.holds()


def test_a_late_fact_from_after_its_day_leaves_a_paper_as_it_is(referred: Teller, tmp_path: Path) -> None:
    referred.does(
        f"{AGENDA} --language en --on 2020-05-04",
        f"take-note fog --words en='It takes note.' {SITTING} --document MA20/30 --on 2020-06-02 {ASSEMBLY}",
        f"{AGENDA} --language fr --on 2020-06-03 --to {tmp_path}",
    )
    assert "4 mai 2020" in papers(tmp_path)["MA20-9.fr.md"]


def edited(referred: Teller, to: Path, language: str, *added: str, on: str = "2020-04-06") -> Path:
    """The note in Word, with paragraphs that people added."""
    file = to / f"edited-{language}.docx"
    referred.does(f"note 2020 --language {language} --on {on} --to {file}")
    document = docx.Document(str(file))
    for text in added:
        document.add_paragraph(text)
    document.save(str(file))
    return file


WORD = NOTE.replace("--form md", "--form docx") + " --on 2020-04-06"
OTHER = "people edited one of the two; one symbol is one text."


def test_what_people_edited_does_not_bear_the_symbol_of_what_they_did_not(referred: Teller, tmp_path: Path) -> None:
    english = edited(referred, tmp_path, "en", "A made-up paragraph.")
    referred.does(f"{NOTE} --language en --on 2020-04-06")
    before = referred.export()
    for line in (f"{WORD} --language en --file {english}", f"{WORD} --language en {inserting(tmp_path, 'A lamp.')}"):
        code, _, err = referred.types(line)
        assert (code, OTHER in err, "--mark Corr" in err, referred.export()) == (3, True, True, before), err
    french = edited(referred, tmp_path, "fr", "Un paragraphe inventé.")
    referred.does(f"{WORD} --language fr --file {french}")
    code, _, err = referred.types(f"{NOTE} --language fr --on 2020-04-06")
    assert (code, OTHER in err) == (3, True)
    assert "not issued again" in referred.types(f"{WORD} --language fr --file {french}")[2]
    assert referred.types(f"{WORD} --language fr --file {edited(referred, tmp_path, 'fr', 'Un autre.')}")[0] == 3
    assert referred.holds()


def inserting(to: Path, text: str) -> str:
    """The option that puts a paragraph of the secretariat into a paper."""
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(to / "year.docx"))
    return f"--insert activities={to / 'year.docx'}"


def test_a_file_that_bears_another_day_than_its_issue_is_told_how_to(referred: Teller, tmp_path: Path) -> None:
    code, _, err = referred.types(f"{WORD[:-10]}2020-04-20 --language en --file {edited(referred, tmp_path, 'en')}")
    assert (code, "The paper bears the day of its issue, 20 April 2020, and the file does not." in err) == (4, True)
    referred.does(f"{WORD[:-10]}2020-04-20 --language en --file {edited(referred, tmp_path, 'en', on='2020-04-20')}")
