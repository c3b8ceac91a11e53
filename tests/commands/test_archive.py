"""A round in one folder that opens without escalade."""

from __future__ import annotations

import csv
import subprocess
import sys
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from .conftest import DESK, TOPIC, Shell

ISSUE = "issue 2020 --kind agenda --subject 1 --symbol MA20/9{} --language en --form {} --accept all --on 2020-03-01"


@pytest.fixture
def archived(group: Shell) -> Shell:
    """A shell on a round with papers, one of them annulled, and evidence; archived."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    (group.folder / "my letter & more.txt").write_text("Dear all")
    group.does(
        f"publish-key '{line}' --on 2020-02-10 {DESK}",
        f"propose 2020/lamps --attach 'my letter & more.txt' {TOPIC.format('lamps <b>|')}",
        f"{ISSUE.format(0, 'pdf')} {DESK}",
        f"{ISSUE.format(1, 'html')} {DESK}",
        "archive 2020 --to archive --key ledger.key",
    )
    return group


class Links(HTMLParser):
    """The links of a page."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an anchor leads to."""
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


def test_every_link_of_the_index_leads_to_a_file(archived: Shell) -> None:
    folder = archived.folder / "archive"
    page = Links()
    page.feed((folder / "index.html").read_text())
    assert len(page.found) == 9
    linked = {unquote(link) for link in page.found}
    assert [link for link in linked if not (folder / link).is_file()] == []
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files - linked == {"index.html", "papers.csv", "files.checkpoint"}


@pytest.mark.parametrize("audience", ["public", "office"])
def test_what_is_altered_left_out_or_put_in_is_found(archived: Shell, audience: str) -> None:
    archived.does(f"archive 2020 --to there --audience {audience} --key ledger.key")
    folder, key = archived.folder / "there", (archived.folder / "there" / "key.txt").read_text().strip()
    words = [sys.executable, "-I", str(folder / "verify_receipt.py"), str(folder), "--key", key]
    many = len([path for path in folder.rglob("*") if path.is_file()]) - 1
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, f"The {many} files of the archive" in done.stdout) == (0, True), done
    assert done.stdout == archived.does(f"verify-receipt there --key '{key}'")
    for name in ("index.html", "papers.csv", "files.checkpoint"):
        before = (folder / name).read_bytes()
        (folder / name).write_bytes(before.replace(b"2020", b"2021").replace(b"SHA256", b"SHA255"))
        assert archived(f"verify-receipt there --key '{key}'").code == 4
        (folder / name).unlink()
        assert archived(f"verify-receipt there --key '{key}'").code == 4
        (folder / name).write_bytes(before)
    (folder / "papers" / "another").write_text("put in")
    called = archived(f"verify-receipt there --key '{key}'")
    assert (called.code, "SHA256 (papers/another)" in called.err) == (4, True)


def test_what_is_there_is_what_was_issued(archived: Shell) -> None:
    folder = archived.folder / "archive"
    rows = list(csv.DictReader((folder / "papers.csv").read_text().splitlines()))
    assert [row["what"] for row in rows] == ["agenda MA20/90-E", "agenda MA20/91-E", "evidence of propose"]
    assert all(sha256((folder / row["paper"]).read_bytes()).hexdigest() == row["SHA-256"] for row in rows)
    assert b"pdfaid" in (folder / rows[0]["paper"]).read_bytes()
    key = (folder / "key.txt").read_text().strip()
    for row in rows:
        words = [sys.executable, "-I", "verify_receipt.py", row["receipt"], "--key", key]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, row["record"] in done.stdout) == (0, True)
    archived.does(f"load --sealed archive/ledger.sealed --key '{key}' --register there.db")
    assert "&lt;b&gt;" in (folder / "index.html").read_text()


def test_an_archive_is_made_whole_or_not_at_all(archived: Shell) -> None:
    assert "is written over" in archived.refuses("archive 2020 --to archive --key ledger.key", 2).err
    archived.does("key new other.key --name other.example/key")
    assert "does not list the key" in archived.refuses("archive 2020 --to again --key other.key", 2).err
    assert "does not exist" in archived.refuses("archive 2020 --to no/where --key ledger.key", 2).err
    archived.refuses("archive 1999 --to again --key ledger.key", 2)
    assert not [path for path in archived.folder.iterdir() if path.name.startswith(".")]


def test_a_paper_whose_bytes_were_not_kept_is_said(archived: Shell) -> None:
    archived.does("export --to plain.jsonl", "load plain.jsonl --register plain.db")
    archived.does("archive 2020 --to plain --key ledger.key --register plain.db")
    assert "not kept in this register" in (archived.folder / "plain" / "index.html").read_text()
    assert not list(Path(archived.folder / "plain" / "papers").iterdir())


def test_words_that_are_erased_are_said_to_stand_in_papers_whose_files_can_be_erased_too(archived: Shell) -> None:
    view = "--holder Isle --stance support --source statement --text en='a view' --on 2020-02-11"
    archived.does(f"take-position lamps {view} {DESK}", f"{ISSUE.format(2, 'html')} {DESK}")
    asked = f"--why en=Asked. --on 2020-03-02 {DESK}"
    said = archived(f"redact lamps#2 {asked}").err
    assert "Papers issued since may print it: 2020#4 (MA20/92)." in said
    assert "MA20/91" not in said
    assert "Papers issued since" not in archived(f"redact 2020#4 {asked}").err
    assert "MA20-92" not in archived.does("show 2020#4")
    assert "2020#5 erased it" in archived.does("verify")
    archived.does("archive 2020 --to after --key ledger.key")
    rows = list(csv.DictReader((archived.folder / "after" / "papers.csv").read_text().splitlines()))
    assert [row["paper"] for row in rows if "MA20/92" in row["what"]] == [""]
    assert "Those of 2020#4" in archived.refuses(f"redact 2020#4 {asked}", 3).err


def everything_in(folder: Path) -> str:
    """All that an archive says, in whatever file."""
    return " ".join(f"{path.name} {path.read_bytes()!r}" for path in folder.rglob("*") if path.is_file())


def test_an_archive_for_others_holds_what_they_may_read_and_no_ledger(group: Shell) -> None:
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    (group.folder / "secret letter.txt").write_text("secret words")
    view = "--holder Isle --stance support --source statement --text en='a secret view' --on 2020-02-11"
    group.does(
        f"publish-key '{line}' --on 2020-02-10 {DESK}",
        f"propose 2020/lamps {TOPIC.format('lamps')}",
        f"take-position lamps {view} --attach 'secret letter.txt' {DESK}",
        f"propose 2020/reef {TOPIC.format('secret reef')} --audience office",
        f"{ISSUE.format(0, 'html')} --audience public {DESK}",
        f"{ISSUE.format(1, 'html')} {DESK}",
        *(f"archive 2020 --to {name} --audience {name} --key ledger.key" for name in ("public", "members", "office")),
    )
    said = {name: everything_in(group.folder / name) for name in ("public", "members", "office")}
    assert [("secret words" in one, "secret reef" in one) for one in said.values()] == [
        (False, False), (True, False), (True, True),
    ]  # fmt: skip
    assert ["MA20-91" in one for one in said.values()] == [False, False, True]
    assert all("MA20-90" in one for one in said.values())
    assert ["ledger.sealed" in one for one in said.values()] == [False, False, True]
    assert ["secret letter" in one for one in said.values()] == [False, True, True]
    assert "it is for the office only" in (group.folder / "office" / "index.html").read_text()
