"""How a register begins: asked for at a terminal, from a file, or as the demo."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import signal
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from tests.programs import HIDING, need
from tests.telling import ENVIRONMENT

from .conftest import Shell, Typed

ANSWERS = (
    "Made-up Group", "MUG", "Made-up Assembly", "",
    "Made-up Chair", "Made-up Desk", "Made-up Assembly Desk",
    "The Group studies lamps.", "made-up States only", "all keepers", "Made-up Harbour",
    "Made-up/Zone", "Europe/Lisbon",
    "MA27, MUG",
    "Made-up Decision 1", "", "Made-up Decision 3",
    "en, no language", "en, fr",
    "Groupe inventé", "", "Assemblée inventée", "", "les seuls États inventés", "", "", "", "",
)  # fmt: skip
ASKED = "\n".join((*ANSWERS, "y", ""))


@pytest.fixture
def begun(shell: Shell, typed: Typed) -> Shell:
    """A register that was begun on a terminal."""
    code, screen = typed(["init"], ASKED)
    assert code == 0, screen
    assert "“Made-up/Zone” is no time zone" in screen
    assert "The answer names a language “no language”" in screen
    for said in ("What its mandate rests on", "What the ways of its consultations rest on", "What a referral"):
        assert said in screen
    return shell


def test_a_body_is_asked_for_on_a_terminal(begun: Shell) -> None:
    motion = begun("history body --format json").data[0]["motion"]
    assert motion["name"] == {"en": "Made-up Group", "fr": "Groupe inventé"}
    assert motion["symbol_series"] == ["MA27", "MUG"]
    assert motion["office_titles"]["secretariat"] == {"en": "secretariat", "fr": "secrétariat"}
    assert motion["texts"]["modalities"]["citation"] == {"en": "Made-up Decision 1"}
    assert (motion["by"], motion["officers"][0]["name"]) == ("Made-up Desk", "Made-up Chair")
    assert [(one["name"], one["office"], one.get("desk", False)) for one in motion["officers"]] == [
        ("Made-up Chair", "chair", False),
        ("Made-up Desk", "secretariat", True),
        ("Made-up Assembly Desk", "council-secretariat", True),
    ]
    assert "organisation" not in motion


def test_inbox_and_why_name_what_comes_first(begun: Shell) -> None:
    for line in ("inbox", "why body"):
        said = begun(line).err
        assert (
            '  escalade convene NUMBER --opens DAY --closes DAY --place en=PLACE --as "Made-up Desk" --on DAY' in said
        )
        assert '  escalade open-round ROUND --as "Made-up Desk" --on DAY' in said
    begun.does("open-round 2027 --on unknown --as 'Made-up Desk'")
    begun.does("convene 1 --opens 2027-01-11 --closes 2027-01-12 --place en=Harbour --on unknown --as 'Made-up Desk'")
    assert "propose 2027/TOPIC --title en=TITLE --question en=QUESTION --by-state NAME" in begun("inbox").err
    assert "propose 2027/TOPIC" in begun("why 2027").err
    begun.does(
        "propose 2027/fog --title en=Fog --question en='What fog?' --by-state Land --on unknown --as Made-up\\ Desk"
    )
    assert "To type" not in begun("why 2027").err


def test_what_is_offered_to_type_is_in_the_language_of_the_body(shell: Shell, typed: Typed) -> None:
    asked = "\n".join((*ANSWERS[: ANSWERS.index("en, no language")], "y", ""))
    assert typed(["init", "--language", "fr"], asked)[0] == 0
    assert '--authority fr="…"' in shell("why body amend-constitution").out


def test_a_body_is_not_asked_for_twice(begun: Shell, typed: Typed) -> None:
    code, screen = typed(["init"])
    assert (code, screen.startswith("This register is that of Made-up Group already.")) == (2, True)
    assert len(begun("history body --format json").data) == 1


@pytest.mark.parametrize(("words", "last"), [(["init"], "n"), (["init", "--dry-run"], "")])
def test_what_is_not_wanted_is_not_recorded(shell: Shell, typed: Typed, words: list[str], last: str) -> None:
    code, screen = typed(words, "\n".join((*ANSWERS, last, "")))
    assert (code, shell.register.exists()) == (0, False)
    assert "body#1" in screen


def test_what_must_be_given_is_asked_for_again(shell: Shell, typed: Typed) -> None:
    code, screen = typed(["init", "--language", "en"], "\n\x04")
    assert (code, "It must be given. Type it, or press Ctrl-C to stop" in " ".join(screen.split())) == (130, True)
    assert not shell.register.exists()


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    screen, keyboard = pty.openpty()
    line = [sys.executable, "-c", "from escalade.cli import main; main()", "--register", "r.db", "init"]
    with subprocess.Popen(
        line, cwd=tmp_path, env=ENVIRONMENT, stdin=keyboard, stdout=keyboard, stderr=keyboard
    ) as process:
        os.close(keyboard)
        shown = b""
        while b"name of the body" not in shown:
            shown += os.read(screen, 4096)
        os.write(screen, b"Made-up Group\n")
        while b"acronym" not in shown:
            shown += os.read(screen, 4096)
        code = None
        for _ in range(30):  # one that comes just before readline waits for a key is seen with the next only
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(1)
                break
        process.kill()
        assert code == 130
    os.close(screen)
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_asked_where_nobody_can_answer(shell: Shell) -> None:
    called = shell("init")
    assert (called.code, shell.register.exists()) == (2, False)
    assert "“escalade init --to body.toml” writes a file to fill in" in called.err


def test_a_file_to_fill_in_makes_a_register_once_it_is_filled_in(shell: Shell) -> None:
    shell.does("init --to body.toml --language en --language fr")
    file = shell.folder / "body.toml"
    empty = file.read_text(encoding="utf-8")
    assert tomllib.loads(empty)["languages"]["note"] == ["en", "fr"]
    assert shell("constitute --from body.toml").code == 2
    filled = empty.replace('time_zone = ""', 'time_zone = "Europe/Lisbon"').replace('""', '"Made up"')
    file.write_text(filled, encoding="utf-8")
    shell.does("constitute --from body.toml")
    assert shell("history body --format json").data[0]["officer"] == "Made up"


def test_every_line_of_a_file_to_fill_in_can_be_used(shell: Shell) -> None:
    """Each optional field, with the sign before it taken away, is a field of the act."""
    shell.does("init --to body.toml")
    lines = (shell.folder / "body.toml").read_text(encoding="utf-8").splitlines()
    used = [line.removeprefix("# ") if " = " in line or line == "# [[officers]]" else line for line in lines]
    filled = "\n".join(used).replace('time_zone = ""', 'time_zone = "Europe/Lisbon"')
    filled = (
        filled.replace('last_report = ""', 'last_report = "2027-01"')
        .replace('holidays = [""]', 'holidays = ["2027-01-01"]')
        .replace('holiday_calendar = ""', 'holiday_calendar = "PT"')
    )
    (shell.folder / "body.toml").write_text(filled.replace('""', '"Made up"'), encoding="utf-8")
    shell.does("constitute --from body.toml")
    motion = shell("history body --format json").data[0]["motion"]
    assert (motion["holidays"], motion["tasks"], len(motion["officers"])) == (["2027-01-01"], [{"en": "Made up"}], 3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("init --to body.toml", "There is a file at body.toml already, and nothing is written over it."),
        ("init --to body.json", "is written as .toml"),
        ("init --to nowhere/body.toml", "the folder nowhere does not exist"),
        ("init --to other.toml --language 'x y'", "names a language “x y”"),
    ],
)
def test_a_file_to_fill_in_is_written_anew_or_not_at_all(shell: Shell, line: str, said: str) -> None:
    (shell.folder / "body.toml").write_text("mine", encoding="utf-8")
    called = shell(line)
    assert (called.code, said in called.err) == (2, True)
    assert [one.name for one in shell.folder.iterdir() if one.is_file()] == ["body.toml"]
    assert (shell.folder / "body.toml").read_text(encoding="utf-8") == "mine"


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
    assert lines[lines.index(referred) + 3].strip().endswith("5 of 5 facts as in the case:")
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
