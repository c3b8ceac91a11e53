"""A beginning: asked for on a terminal, or written down to be filled in."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from escalade.commands.root import ROOT
from tests.telling import ENVIRONMENT

from .conftest import Shell, Typed

ANSWERS = (
    "en, fr",
    "Made-up Group", "Groupe inventé",
    "MUG", "",
    "Made-up Assembly", "Assemblée inventée",
    "", "",
    "The Group studies lamps.", "",
    "made-up States only", "les seuls États inventés",
    "all keepers", "",
    "Made-up Harbour", "",
    "Made-up/Zone", "Europe/Lisbon",
    "MA27, MUG",
    "Made-up Decision 1", "", "Made-up Decision 2", "", "Made-up Decision 3", "",
    "", "", "", "", "", "Bureau", "", "",
    "Made-up Desk", "Made-up Assembly Desk", "Made-up Chair",
)  # fmt: skip
ASKED = "\n".join((*ANSWERS, "y", ""))


@pytest.fixture
def begun(shell: Shell, typed: Typed) -> Shell:
    """A register that was begun on a terminal."""
    code, screen = typed(["init"], ASKED)
    assert code == 0, screen
    assert "“Made-up/Zone” is no time zone" in screen
    for said in ("What its mandate rests on", "What the ways of its consultations rest on", "What a referral"):
        assert said in screen
    return shell


def test_a_body_is_asked_for_on_a_terminal(begun: Shell) -> None:
    motion = begun("history body --format json").data[0]["motion"]
    assert motion["name"] == {"en": "Made-up Group", "fr": "Groupe inventé"}
    assert motion["symbol_series"] == ["MA27", "MUG"]
    assert motion["office_titles"]["secretariat"] == {"en": "secretariat", "fr": "Bureau"}
    assert [(one["name"], one["office"], one.get("desk", False)) for one in motion["officers"]] == [
        ("Made-up Desk", "secretariat", True),
        ("Made-up Assembly Desk", "council-secretariat", True),
        ("Made-up Chair", "chair", False),
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
    assert (
        code,
        "It must be given in one language at least. Type it, or press Ctrl-C to stop" in " ".join(screen.split()),
    ) == (130, True)
    code, screen = typed(["init"], "en, no language\n\x04")
    assert (code, "names a language “no language”" in screen) == (130, True)
    assert not shell.register.exists()


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    screen, keyboard = pty.openpty()
    line = [sys.executable, "-c", "from escalade.cli import main; main()", "--register", "r.db", "init"]
    with subprocess.Popen(
        line, cwd=tmp_path, env=ENVIRONMENT, stdin=keyboard, stdout=keyboard, stderr=keyboard
    ) as process:
        os.close(keyboard)
        shown = b""
        while b"languages of the body" not in shown:
            shown += os.read(screen, 4096)
        os.write(screen, b"en\nMade-up Group\n")
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


def test_a_file_to_fill_in_can_be_looked_at_first(shell: Shell) -> None:
    assert shell("init --to body.toml --dry-run").out.startswith("# The body of a register")
    assert not (shell.folder / "body.toml").exists()


def test_sessions_meetings_and_officers_complete(debated: Shell) -> None:
    days = "--opens 2020-06-01 --closes 2020-06-02 --on 2020-02-03"
    debated.does(f"convene --session 'Made-up Session' {days} --place en=X --as 'Made-up Assembly Desk'")
    completing = ShellComplete(ROOT, {}, "escalade", "_ESCALADE_COMPLETE")

    def completed(*words: str) -> list[str]:
        return [one.value for one in completing.get_completions([*words], "")]

    where = ("--register", str(debated.register))
    assert "Made-up Session" in completed(*where, "escalate", "2020", "--to-session")
    assert "Made-up Session" in completed(*where, "decisions", "--session")
    assert "1" in completed(*where, "defer", "2020/lamps", "--to-meeting")
    assert "Made-up Chair" in completed(*where, "defer", "--as")
