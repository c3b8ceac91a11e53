"""What holds for every test."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from escalade.models.backends.sqlite import SqliteConnection
from tests.folders import choose, make_folder
from tests.programs import LEFT_OUT, MORE_TIME, POSTGRESQL, missing, need, programs_of, wants_own
from tests.server import Server, forget_folder, name_folder

# A machine that is busy is not a defect, so no example has a deadline.
settings.register_profile("escalade", deadline=None)
settings.load_profile("escalade")

if sys.version_info < (3, 13):  # from then on SQLite says it of itself

    def complain(connection: sqlite3.Connection) -> None:
        """Say that nobody closed a connection."""
        with suppress(sqlite3.ProgrammingError):  # somebody did
            connection.interrupt()
            warnings.warn(f"unclosed database in {connection!r}", ResourceWarning, source=connection, stacklevel=1)

    SqliteConnection.__del__ = complain  # type: ignore[attr-defined]  # it has none of its own

# Started with interrupts ignored, as by `nohup make test &`, we would hand that on to processes that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What tests share tells differences as they do.
pytest.register_assert_rewrite(
    *(f"tests.{path.stem}" for path in Path(__file__).parent.iterdir() if f"tests.{path.stem}" not in sys.modules)
)

# What the programs keep between runs is kept apart from the user's own, and shared by the processes that run tests.
IS_FIRST = not {"PYTEST_XDIST_WORKER", "XDG_CACHE_HOME"} <= os.environ.keys()
if IS_FIRST:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="escalade-tests-")
CACHE = os.environ["XDG_CACHE_HOME"]
NAMED = name_folder()
choose()


STARTED = time.monotonic()
LONGEST = 1_000
"""How many characters the name of a test may have: each process that runs tests is sent all of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make` tell the tests apart that take programs of others."""
    about = "tests that take a program that must be installed: none of them, or no others (default: all tests)"
    parser.addoption("--within", type=float, help="the seconds after which no test is begun (default: none)")
    parser.addoption("--programs", choices=["without", "only"], help=about)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that were asked for.

    Refuse names that hold what a test tries whole; one held 100 MB, and each worker two gigabytes.
    """
    if asked := config.getoption("--programs"):
        apart = [item for item in items if wants_own(item) == (asked == "without")]
        items[:] = [item for item in items if wants_own(item) == (asked == "only")]
        config.hook.pytest_deselected(items=apart)
    if long := [item.nodeid[:LONGEST] for item in items if len(item.nodeid) > LONGEST]:
        message = f"the name of a test has more than {LONGEST} characters: {long[0]}…"
        raise pytest.UsageError(message)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what lives as long as the run: a million objects."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand tests out so that those stay together that share what is dear to start."""
    from tests.together import Together  # noqa: PLC0415  # where several processes run tests

    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_unconfigure() -> None:
    """Leave nothing behind: neither folders nor a server that runs."""
    if IS_FIRST:
        shutil.rmtree(CACHE, ignore_errors=True)
    if NAMED:
        forget_folder()


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """A folder that no other test of this process had, also where pytest has removed that one."""
    return make_folder(tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, where its wheel is installed."""
    need(POSTGRESQL)
    server = Server()
    yield server
    server.leave()


@pytest.fixture(scope="session")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps what it makes at its first start, and how it finds fonts."""
    return tmp_path_factory.mktemp("office-profile")


def pytest_configure(config: pytest.Config) -> None:
    """Let tests name what they need of the machine."""
    if config.getoption("--programs") == "without":
        LEFT_OUT.append("--programs=without")
    config.addinivalue_line("markers", "needs(program): what the test needs of the machine, of tests/programs.py")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing."""
    within = item.config.getoption("--within")
    for program in [*programs_of(item), *([MORE_TIME] if within and time.monotonic() > STARTED + within else [])]:
        need(program)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line how many tests were skipped, and for want of what."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(missing(str(one.longrepr[2]).removeprefix("Skipped: ") for one in skipped))
