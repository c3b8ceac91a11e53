# ruff: noqa: RUF001 - Chinese is written with signs of its own
"""A corrigendum is one page: what a document that was issued reads instead."""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
NOTICE = f"issue 2020 --kind notice --subject fog --symbol MA20/90 --accept all {DESK}"
CORRECT = f"correct 2020/fog#5 --why en=Miscounted. --set votes=20,3,5 --on 2020-06-15 {COUNCIL}"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
READS = {
    "en": ("for “", "read “"), "fr": ("au lieu de « ", "lire « "), "es": ("donde dice «", "debe decir «"),
    "ru": ("вместо «", "следует читать «"), "zh": ("正文中，“", "应为“"), "ar": ("يُستعاض عن «", "بما يلي: «"),
}  # fmt: skip
"""What stands before what was said, and before what is said in its place."""


@pytest.fixture
def decided(with_topics: Callable[..., Teller]) -> Teller:
    """A round whose topic was approved by vote on 2 June 2020."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        "approve fog --words en=Approved. --how vote --votes 20,5,3 --session 'Assembly 2020' --sitting 1 "
        f"--on 2020-06-02 {COUNCIL}",
    )
    return teller


def plain(text: str) -> str:
    """A text on one line, without the marks of its typography and direction."""
    bare = re.sub("[\u2066-\u2069\u200e\u200f\u2060\\\\]", "", text)
    return re.sub(r"\s+", " ", bare.replace("&nbsp;", " ").replace("&#160;", " "))


def corrected(teller: Teller, folder: Path, form: str) -> list[Path]:
    """The corrigenda of the notice in every language."""
    notices = [f"{NOTICE} --language {language} --form {form} --to {folder}" for language in LANGUAGES]
    teller.does(*(f"{one} --on 2020-06-05" for one in notices), CORRECT)
    teller.does(*(f"{one} --mark Corr --on 2020-06-16" for one in notices))
    return [next(folder.glob(f"*Corr*.{language}.{form}")) for language in LANGUAGES]


def test_a_corrigendum_is_a_page_that_says_what_is_read_instead(decided: Teller, tmp_path: Path) -> None:
    for language, file in zip(LANGUAGES, corrected(decided, tmp_path, "md"), strict=True):
        told = plain(file.read_text(encoding="utf-8"))
        before, behind = (told.index(words) for words in READS[language])
        assert 0 < before < behind
        assert ("## " in told, len(told.split()) < 150) == (False, True)
        if language == "en":
            was, now = "by 20 votes to 5, with 3 abstentions", "by 20 votes to 3, with 5 abstentions"
            assert before < told.index(was) < behind < told.index(now)


def test_a_corrigendum_says_so_in_every_form_and_the_same_bytes_come_out_again(decided: Teller, tmp_path: Path) -> None:
    notice = f"{NOTICE} --language en"
    marked = f"{notice} --mark Corr --on 2020-06-16 --to {tmp_path}"
    decided.does(f"{notice} --form md --on 2020-06-05", CORRECT)
    decided.does(*(f"{marked} --form {one}" for one in ("md", "html", "docx", "pdf", "xml")))
    files = {one.suffix: one.read_bytes() for one in tmp_path.glob("*Corr*")}
    with zipfile.ZipFile(BytesIO(files[".docx"])) as word:
        texts = {".docx": word.read("word/document.xml").decode()}
    texts |= {end: files[end].decode() for end in (".md", ".html", ".xml")}
    texts[".pdf"] = " ".join(page.extract_text() for page in PdfReader(BytesIO(files[".pdf"])).pages)
    for form, text in texts.items():
        told = plain(re.sub("<[^>]+>", "", text))
        assert ("by 20 votes to 5" in told, "by 20 votes to 3" in told) == (True, True), form
    for form in ("md", "html", "docx", "pdf"):
        assert "already, the same to the last byte" in " ".join(decided.types(f"{marked} --form {form}")[1:]), form
    for file in tmp_path.glob("*Corr*"):
        assert decided.types(f"verify --paper {shlex.quote(str(file))}")[0] == 0
    (md,) = tmp_path.glob("*Corr*.md")
    assert "nothing is wrong" in decided.does(f"check {shlex.quote(str(md))}")


def test_no_fault_is_found_with_the_pdf_of_a_notice_or_its_corrigendum(decided: Teller, tmp_path: Path) -> None:
    for corrigendum in corrected(decided, tmp_path, "pdf"):
        code, found, _ = decided.types(f"check {shlex.quote(str(corrigendum))}")
        assert (code, "error" in found) == (0, False), found


def test_a_second_corrigendum_corrects_the_first_and_a_language_that_needs_none_is_left_out(
    decided: Teller, tmp_path: Path
) -> None:
    languages = tmp_path / "languages.toml"
    languages.write_text('notice = ["en", "fr"]\n', encoding="utf-8")
    decided.does(
        f"amend-constitution --languages-file {languages} --authority en=A. --on 2020-06-03 {DESK}",
        f"{NOTICE} --language en --form md --on 2020-06-05",
        CORRECT,
    )
    every = f"{NOTICE} --language all --form md --mark Corr --to {tmp_path}"
    decided.does(f"{every} --on 2020-06-16")
    decided.does(CORRECT.replace("20,3,5", "21,3,5").replace("06-15", "06-17"), f"{every} --on 2020-06-18")
    assert [one.name for one in sorted(tmp_path.glob("*.md"))] == ["MA20-90(Corr.1).en.md", "MA20-90(Corr.2).en.md"]
    told = plain((tmp_path / "MA20-90(Corr.2).en.md").read_text(encoding="utf-8"))
    assert told.index("by 20 votes to 3") < told.index("by 21 votes to 3")


HEARD = f"record-statement fog --holder 'Made-up Isle' --meeting 1 --on 2020-03-02 {DESK}"


def test_a_corrigendum_quotes_nobody_who_is_not_to_be_named_any_more(decided: Teller, tmp_path: Path) -> None:
    note = f"{NOTICE.replace('notice --subject fog', 'note').replace('MA20/90', 'MA20/5')} --language en --form md"
    decided.does(
        f"{HEARD} --text en='Made-up words.' --audience public",
        f"{note} --audience public --on 2020-06-05 --to {tmp_path}",
        f"correct 2020/fog#6 --why en=Slip. --set unattributed=true --on 2020-06-15 {DESK}",
        f"{note} --audience public --mark Corr --on 2020-06-16 --to {tmp_path}",
    )
    told = {file.name: plain(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.md")}
    assert "Made-up Isle" in told["MA20-5.en.md"]
    corrigendum = told["MA20-5(Corr.1).en.md"]
    assert ("Made-up Isle" in corrigendum, "text should read “" in corrigendum) == (False, True)
