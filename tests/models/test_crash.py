"""A client or a whole server that is killed: an act is on record whole, or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import Any

import msgspec
import psutil
import psycopg
import pytest

from escalade.models.backends import Database, connect, create, locate
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Motion
from tests.back_end import BackEnd, Databases, everything
from tests.dying import PAPER
from tests.lives import ROUND, TOPIC, Life, at
from tests.server import Server, forget, using
from tests.telling import ENVIRONMENT, Told, telling

Keep = Callable[[Database, Life], Database]
WORKING = "SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

WRITERS = 8
WRITING = """
import os
import sys
from itertools import count
from escalade.models.backends import locate
from escalade.models.register import open_register
from escalade.workflow.values.errors import RegisterError
from escalade.workflow.motions import OpenRound
def write(writer):
    with open_register(locate(sys.argv[1])) as register:
        for number in count():
            round = f"{sys.argv[2]}-{writer}-{number}"
            motion = OpenRound(of=(round,), by="Made-up Desk", on="2021-01-15", title={"en": "A round"})
            try:
                (record,) = register.act(motion).records
            except RegisterError:
                os._exit(0)
            os.write(1, f"{record.reference}\\n".encode())
for writer in range(int(sys.argv[3])):
    if os.fork() == 0:
        write(writer)
sys.exit(max(os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(int(sys.argv[3]))))
"""
"""Writers that say what was recorded, each line at once; they end when nobody answers them any more."""


@pytest.fixture
def back(server: Server) -> Iterator[BackEnd]:
    """Registers on the server."""
    with ExitStack() as stack:
        yield Databases(server, stack)


@pytest.fixture(scope="module")
def dying() -> Iterator[Told]:
    """What lets processes write that kill themselves at a statement."""
    with telling(sys.executable, "-m", "tests.dying") as told:
        yield told


def words(statement: int, place: Database, life: Life, what: str, motion: Motion) -> tuple[object, ...]:
    """What such a process is told."""
    line = msgspec.json.encode(msgspec.structs.replace(motion, at="", salts={})).decode()
    return statement, place.url, life.noon().isoformat(), what, line


def settled(place: Database) -> None:
    """Wait until the server has noticed who is gone."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        while connection.execute(WORKING).fetchall():
            sleep(0.01)


@pytest.mark.parametrize(("what", "statements"), [("act", 10), ("issue", 10)])
def test_a_client_killed_at_any_statement_leaves_the_whole_of_an_act_or_nothing(
    another: Callable[[str], Database], server: Server, keep: Keep, dying: Told, what: str, statements: int
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
            dying(*words(len(left) + 1, place, life, what, motion))
            ended = dying()
            through = ended == 0
            assert ended in {0, -signal.SIGKILL}
            settled(place)
            left.append(everything(place))
            assert verify(place).findings == []
    whole = left[-1]
    assert whole != before
    assert all(one in (before, whole) for one in left)
    assert left[-2] == whole
    assert len(left) >= statements
    assert [one == whole for one in left] == sorted(one == whole for one in left)


def test_a_client_killed_while_the_server_works_leaves_the_whole_of_an_act(
    place: Database, keep: Keep, dying: Told
) -> None:
    life = at(Life(), "debated")
    keep(place, life)
    with psycopg.connect(place.url, autocommit=True) as looking, closing(connect(place, write=True)) as lock:
        with lock.transaction():
            process = dying(*words(0, place, life, "act", life.fitting("record consensus", TOPIC)))
            while ("advisory",) not in looking.execute(WORKING).fetchall():
                sleep(0.01)
            os.kill(process, signal.SIGKILL)
            assert dying() == -signal.SIGKILL
        lock.close()
        while looking.execute(WORKING).fetchall():
            sleep(0.01)
    with open_reader(place) as reader:
        assert [row.state for row in reader.topics()] in (["debated"], ["agreed"])
    assert verify(place).findings == []


@pytest.fixture
def own() -> Iterator[Any]:
    """A server of this test's own, which may be killed."""
    folder = Path(tempfile.mkdtemp(prefix="escalade-killed-"))
    with using(folder) as running:
        yield running
    forget(folder)


def lives(process: psutil.Process) -> bool:
    """Whether a process still runs; one that nobody has buried yet does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def killed(running: Any) -> None:
    """Kill a server with all that works for it, and start it again."""
    info = running.get_postmaster_info()
    postmaster = info.process
    workers = postmaster.children(recursive=True)
    for one in (postmaster, *workers):
        with suppress(ProcessLookupError):  # the work of one ends meanwhile
            os.kill(one.pid, signal.SIGKILL)
    while any(lives(one) for one in (postmaster, *workers)):
        sleep(0.01)
    for lock in (running.pgdata / "postmaster.pid", *info.socket_dir.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)  # where nobody buries the process, it would be taken for alive
    running.ensure_postgres_running()


def test_no_act_that_was_answered_is_lost_when_a_server_is_killed_under_eight_writers(own: Any) -> None:
    url = f"postgresql://postgres@/postgres?host={own.get_postmaster_info().socket_dir}"
    place = locate(url)
    create(place)
    with open_register(place) as register:
        register.load(act.motion for act in parse_case(find_shipped_case("made_up_body")))
    answered: set[str] = set()
    for turn in range(3):
        line = [sys.executable, "-c", WRITING, url, f"w{turn}", str(WRITERS)]
        with subprocess.Popen(line, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as writers:
            assert writers.stdout
            said: Counter[str] = Counter()
            while len(said) < WRITERS or min(said.values()) < 5:
                recorded = writers.stdout.readline().strip()
                answered.add(recorded)
                said[recorded.split("-")[1]] += 1
            killed(own)
            answered.update(writers.communicate()[0].split())
            assert writers.returncode == 0
        with open_reader(place) as reader:
            assert answered <= {record.reference for _, record in reader.records()}
        assert verify(place).findings == []
    assert len(answered) >= 3 * WRITERS * 5
