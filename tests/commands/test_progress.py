"""Long work says how far it is, at what rate, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from escalade.commands.terminal.progress import Progress

from .conftest import Shell


def ticking(*seconds: float) -> Iterator[float]:
    """A clock that shows these times, one after the other."""
    yield from seconds


def test_the_line_is_written_over_at_most_five_times_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    clock = ticking(0.0, 0.1, 1.0, 1.1, 2.0)
    progress = Progress("records", shown=True, clock=lambda: next(clock))
    for done in (10, 100, 110, 200):
        progress(done, 200)
    progress.end()
    lines = capsys.readouterr().err.split("\r")
    assert lines[1:3] == [
        "100 of 200 records, 100 a second, about 1 s left",
        f"{'200 of 200 records, 100 a second':<48}",
    ]
    assert lines[3:] == [" " * 32, ""]


def test_nothing_is_written_where_nobody_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    clock = ticking(0.0, 9.0)
    progress = Progress("records", shown=False, clock=lambda: next(clock))
    progress(5, None)
    progress.end()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("line", ["load", "load case.toml --sealed group.sealed"])
def test_a_loading_takes_one_file(shell: Shell, line: str) -> None:
    assert shell(line).code == 2
    assert not shell.register.exists()
