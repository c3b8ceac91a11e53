"""Defaults that are kept for the next commands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from .conftest import DESK, Shell

LINE = "open-round 2030 --on 2020-02-10"


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
