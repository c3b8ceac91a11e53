"""Every reading command reads the register as it was."""

from __future__ import annotations

import click
import pytest

from escalade.commands.root import ENTRIES, ROOT

from .conftest import Shell

BEFORE, EARLY = "2017-03-30", "2017-02-06"
READINGS = {
    "list": BEFORE, "show ott": BEFORE, "history ott": BEFORE, "why ott": BEFORE, "inbox": BEFORE, "plan 2017": BEFORE,
    "consultations": "2017-04-30",
    "search divide": BEFORE, "decisions --session 'Council 2017'": BEFORE,
    "procedure ott --diagram mermaid": BEFORE, "diff ott": BEFORE, "check 2017": BEFORE, "note 2017": BEFORE,
    "notice ott": BEFORE, "call ott": "2017-06-15", "report 9": EARLY, "follow-up 9": EARLY, "agenda 9": "2017-02-05",
    "call 2017 --letter": "2017-06-15",
}  # fmt: skip
"""Each command that reads, with a day on which it told something else."""
KNOWN = {"list", "show", "history"}
"""Those that also tell what was on record at a moment."""
OTHERS = {
    "verify": "of what is there now; --since and --checkpoint name a moment by its proof",
    "checkpoint": "signs for what is there now",
    "receipt": "signs for what is there now",
    "verify-receipt": "looks at no register",
    "read": "looks at no register",
    "key": "looks at no register",
    "translation": "sends what stands now, and receives it",
    "load": "writes",
    "export": "hands all of it over",
    "archive": "hands all of a round over, signed for now",
    "schema": "looks at no register",
    "rebuild": "writes",
    "restore": "writes",
    "backup": "copies all of it",
    "mail": "sends what is new now",
    "person": "it finds a name wherever it stands",
    "doctor": "looks at what is there now",
    "demo": "writes",
    "use": "looks at no register",
    "serve": "serves pages, each of which takes a day",
    "publish": "writes the pages as they are now",
    "account": "looks at no register",
    "issue": "writes",
    "undo": "writes",
    "init": "begins a register",
    "template": "looks at no register",
}
"""Every command that is neither an act nor reads the register as it was, and why."""


def test_every_command_is_an_act_reads_the_past_or_says_why_not() -> None:
    takes = set()
    for name in ENTRIES:
        found = ROOT.get_command(click.Context(ROOT), name)
        options = {param.name for param in found.params} if found else set()
        assert ("known_at" in options) == (name in KNOWN)
        takes |= {name} if "as_of" in options else set()
    acts = {entry.name for entry in ENTRIES.values() if entry.module == "acts.act"}
    assert takes == {line.partition(" ")[0] for line in READINGS}
    assert takes == set(ENTRIES) - acts - set(OTHERS)


@pytest.mark.parametrize("line", READINGS)
def test_a_reading_command_reads_what_stood(round_of_2017: Shell, line: str) -> None:
    now, then = round_of_2017(line), round_of_2017(f"{line} --as-of {READINGS[line]}")
    assert (then.code in {0, 1, 4}, "Traceback" in then.err) == (True, False), then
    assert then != now


@pytest.mark.parametrize("line", [line for line in READINGS if line.partition(" ")[0] in KNOWN])
def test_what_was_known_is_read(round_of_2017: Shell, line: str) -> None:
    """Before the register was made nothing was known; today all is."""
    now, then = (round_of_2017(f"{line} --known-at {day}") for day in ("9999-01-01", "2000-01-01"))
    assert (then.code in {0, 1, 2, 4}, "No such option" in then.err, "Traceback" in then.err) == (True, False, False)
    assert then != now


def test_what_was_is_never_written_to(round_of_2017: Shell) -> None:
    assert "No such option" in round_of_2017.refuses("close ott --as-of 2017-04-01 --as Secretariat", 2).err
    assert "is not a moment" in round_of_2017.refuses("list --known-at yesterday", 2).err
