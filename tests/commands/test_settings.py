"""What commands share: options, variables and kept defaults."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import DESK, Shell

LINE = "open-round 2030 --on 2020-02-10"


def test_an_option_wins_over_the_environment_and_that_over_the_defaults(
    group: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    group.does("use --as nobody --register absent.db")
    assert group(LINE).err.startswith("“open round” is refused")
    monkeypatch.setenv("ESCALADE_OFFICER", "up desk")
    group.does(f"{LINE} --dry-run", f"--as 'Made-up Desk' {LINE} --dry-run", f"{LINE} --dry-run {DESK}")
    assert group(f"{LINE} --as nobody").code == 3
    monkeypatch.delenv("ESCALADE_REGISTER")
    assert "absent.db" in group("list").err


@pytest.mark.parametrize("place", ["before", "after"])
def test_options_are_understood_before_and_after_the_command(group: Shell, place: str) -> None:
    other = group.folder / "other.db"
    shutil.copy(group.register, other)
    options = f"--register {other} --format json --quiet"
    called = group(f"{options} list" if place == "before" else f"list {options}")
    assert (called.code, called.data, called.err) == (0, [], "")


def test_what_stands_after_the_command_wins(group: Shell) -> None:
    assert group("--format json list --format csv").out == "topic,state,since,title,remarks\n"


def test_the_register_lies_in_the_users_data_unless_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESCALADE_REGISTER")
    shell.does(f"load '{find_shipped_case('made_up_body')}'", "list")
    assert (shell.folder / "data" / "escalade" / "register.db").is_file()


def test_a_url_names_a_register_too(group: Shell) -> None:
    group.does(f"list --register sqlite:///{group.register}", f"use --register sqlite:///{group.register}")
    assert group("use --format json").data["register"] == f"sqlite:///{group.register}"


def test_quiet_leaves_results_and_errors(group: Shell) -> None:
    assert group(f"{LINE} --dry-run --quiet {DESK}").err == ""
    assert group("list --quiet") == (0, "", "")
    assert group("show nothing --quiet").err != ""


def test_an_officer_whom_nobody_knows_is_said(round_of_2017: Shell) -> None:
    called = round_of_2017("list --as Secretary")
    assert (called.code, called.out) == (0, round_of_2017("list").out)
    assert (
        called.err
        == "Warning: No officer on record is called “Secretary”. Did you mean Secretariat or Council secretariat?\n"
    )
    assert "“escalade show body” names them." in round_of_2017.refuses("inbox --as Nobody", 2).err
    ambiguous = round_of_2017.refuses("inbox --as sec", 2).err
    assert ambiguous == "“sec” may mean Secretariat or Council secretariat; write the name in full.\n"
    assert round_of_2017("inbox --as mazyed").err.startswith("Nothing waits for Majed M. Al-Mazyed.\n")


def test_defaults_are_kept_shown_and_forgotten(group: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No defaults are kept in" in group("use").err
    assert group("use --register register.db --as 'Made-up Desk' --format json").data == {
        "officer": "Made-up Desk",
        "register": str(group.register),
    }
    monkeypatch.delenv("ESCALADE_REGISTER")
    monkeypatch.chdir("/")
    group.does(LINE)
    assert "Made-up Desk" in group("use").out
    assert group("use --forget --format json").data == {}


def test_a_template_is_kept_by_its_place_and_must_be_there(group: Shell) -> None:
    group.does("template copy house.docx")
    kept = group("use --template house.docx --format json").data
    assert kept == {"template": str(group.folder / "house.docx")}
    called = group("use --template absent.docx")
    assert (called.code, "absent.docx cannot be read" in called.err) == (2, True)


def test_a_meeting_is_kept_named_with_each_act_and_forgotten_when_it_is_over(debated: Shell) -> None:
    today = datetime.now(UTC).date()
    days = f"--opens {today} --closes {today + timedelta(1)}"
    debated.does(f"convene 8 {days} --place not-at-hand {DESK}", "use --session 'Assembly 2020'")
    assert debated("use --meeting 8 --session A").code == 2
    assert debated("use --meeting 8 --format json").data == {"meeting": "8"}
    takes = f"take-position lamps --holder 'Made-up Isle' --stance support --text not-at-hand {DESK}"
    told = debated(f"{takes} --dry-run")
    assert "At meeting 8, which “use” keeps." in told.err
    assert "meeting: 8" in told.out
    for elsewhere in ("--meeting 1", "--on 2020-03-20"):
        assert "“use” keeps" not in debated(f"{takes} {elsewhere} --source A --dry-run").err
    assert "“use” keeps" not in debated(f"open-round 2031 {DESK}").err
    debated.does("use --meeting 1")
    told = debated(f"{takes} --source A --dry-run")
    assert "“use” kept meeting 1, which is over, and keeps it no longer." in told.err
    assert debated("use --format json").data == {}


def test_a_home_that_is_closed_holds_no_defaults(group: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    (group.folder / "closed").symlink_to("closed")  # whoever goes through it ends nowhere, an administrator too
    monkeypatch.setenv("XDG_CONFIG_HOME", str(group.folder / "closed"))
    assert "No defaults are kept in" in group("use").err
    group.does("inbox")
