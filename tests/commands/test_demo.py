"""The demo plays the shipped case in a new folder."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import HIDING, need

from .conftest import Shell

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FILES = {
    ".escalade-demo",
    "register.db",
    *(f"note-2017.{language}.{form}" for language in LANGUAGES for form in ("html", "md", "docx", "pdf", "xml")),
}
WITHOUT_FONTS = """
import sys, typst
from escalade.cli import run
if any(font.path for font in typst.Fonts().fonts()):
    sys.exit("there are fonts")
sys.exit(run(["demo"]))
"""
FOLDERS_OF_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")


def test_the_demo_tells_each_act(shell: Shell) -> None:
    lines = shell.does("demo").splitlines()
    assert sum(bool(re.match(r"[ \d]\d  \S", line)) for line in lines) == 31
    referred = "20  2017/gender#4  escalate: unresolved → referred, by Secretariat (secretariat), 2017-03-31"
    assert lines[lines.index(referred) + 2].strip().startswith("The note is written, in")
    assert {file.name for file in Path("demo").iterdir()} == FILES


def without_fonts(*command: str) -> subprocess.CompletedProcess[str]:
    """A command on a machine that has no font installed."""
    hiding = [f"mount -t tmpfs tmpfs {folder}; " for folder in FOLDERS_OF_FONTS if Path(folder).is_dir()]
    if hiding:
        command = (need(HIDING), "-rm", "sh", "-ec", f'{"".join(hiding)}exec "$@"', "sh", *command)
    nowhere = {"HOME": str(Path.cwd()), "XDG_DATA_HOME": str(Path.cwd())}
    return subprocess.run(command, env={**os.environ, **nowhere}, capture_output=True, text=True, check=False)


def test_a_machine_without_fonts_gets_all_papers_with_the_same_bytes_and_no_word_about_it(shell: Shell) -> None:
    Path("bare").mkdir()
    with contextlib.chdir("bare"):
        done = without_fonts(sys.executable, "-c", WITHOUT_FONTS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "font" not in done.stdout
    assert "The note is written, in en, ar, es, fr, ru, zh as md, html, docx, pdf, xml: note-2017." in done.stdout
    shell.does("demo")
    for name in sorted(FILES - {".escalade-demo", "register.db"}):
        assert Path("bare/demo", name).read_bytes() == Path("demo", name).read_bytes(), name


def test_the_demo_ends_with_the_topics_and_what_to_try_next(shell: Shell) -> None:
    out = shell.does("demo --out 'a demo'")
    assert "2017/gender  launched  2017-10" in out
    tries = [line.strip().removeprefix("escalade ") for line in out.splitlines() if line.startswith("  escalade ")]
    assert len(tries) >= 5
    shell.does(*tries)


def test_the_demo_is_the_same_each_time(shell: Shell) -> None:
    told = [shell(f"demo --out {name} --format json").data for name in ("one", "two")]
    assert told[0] == {**told[1], "folder": "one"}
    exports = [shell(f"export --register {name}/register.db").out for name in ("one", "two")]
    assert exports[0] == exports[1]
    assert '"at":"2026-01-01T09:00:00.000000Z"' in exports[0]


def test_a_folder_that_exists_is_replaced_only_by_force_and_only_with_the_mark(shell: Shell) -> None:
    shell.does("demo --out it")
    assert "Add --force to replace it" in shell.refuses("demo --out it", 2).err
    (Path("it") / "mine.txt").write_text("mine", encoding="utf-8")
    shell.does("demo --out it --force")
    assert {file.name for file in Path("it").iterdir()} == FILES
    (Path("it") / ".escalade-demo").unlink()
    assert "does not carry the mark of a demo" in shell.refuses("demo --out it --force", 2).err


def test_a_link_is_not_followed_to_what_would_be_replaced(shell: Shell) -> None:
    shell.does("demo --out it")
    Path("link").symlink_to("it")
    assert shell("demo --out link --force").code == 2


def test_a_demo_that_is_broken_off_leaves_nothing(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("escalade.commands.admin.demo.write_note", interrupted)
    assert shell("demo").code == 130
    assert shell.everything() == {}
    assert list(shell.folder.iterdir()) == []


def test_a_place_where_no_folder_can_be_made_is_named_as_it_was_typed(shell: Shell) -> None:
    Path("plain").write_text("", "utf-8")
    message = "plain/demo cannot be written: the folder plain does not exist."
    assert shell.refuses("demo --out plain/demo", 2).err.strip() == message
    assert "There is a file plain already." in shell.refuses("demo --out plain", 2).err
    assert Path("plain").read_text("utf-8") == ""
