"""What `why` prints, filled in truthfully and typed line by line, ends in the act."""

from __future__ import annotations

import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from escalade.cli import run
from escalade.models.backends import create
from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.procedure import OUTLIVED, PROCEDURE, STATES, way
from escalade.workflow.records.history import is_move
from escalade.workflow.values.dates import when
from tests.filler import LONG_AGO, Filler, NoPlaceLeftError
from tests.lives import CHAIR_NAME, DESK, HOLDERS, TOPIC, Life, at, objects
from tests.walk import TOPICS, lived
from tests.workflow.test_remedies import take_back

ACTS = sorted({step.act for step in PROCEDURE.steps.values() if step.of == "topic" and step.stands_alone})
SPEAKERS = ((), ("--as", DESK), ("--as", CHAIR_NAME))
"""Whoever asks: nobody who says so, the secretariat, the chair."""


def called(place: Path, *words: str) -> tuple[int, str, str]:
    """Type words on a register: the exit code, and what was said."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(["--register", str(place), *words])
    return code, out.getvalue(), err.getvalue()


def write_life(state: str | None, place: Path, *, objected: bool = False) -> date:
    """Make a register in which the topic stands in a state; give the day on which it came to it."""
    life = at(Life(LONG_AGO), state)
    life.brings("2031/z", "debated")  # a merger and a lapse need another topic
    if objected:
        objects(life)
    keep_life(life, place)
    return life.today


def keep_life(life: Life, place: Path) -> None:
    """Make a register of a life."""
    create(Location(place))
    with open_register(Location(place), clock=life.noon) as register:
        register.load(life.performed)


LATE = re.compile(r"It may still be entered late, with a day \(--on\) on which (?P<topic>\S+) was (?P<state>[^.]*)\.")
LACKING = frozenset({"call off hearing", "fulfil", "lift objection", "lapse"})
"""Acts on something that may never have been: a hearing, a condition, an objection, a topic that was chosen."""
LONGEST = 14
"""So many times `why` is asked on the way to one act, at most."""


def find_late_days(place: Path, topic: str, said: str) -> tuple[date, date] | None:
    """The first and last day on which a topic stood in the state that is named for what comes late."""
    found = LATE.search(" ".join(said.split()))
    if found is None:
        return None
    with open_reader(Location(place)) as reader:
        moves = [record for record in reader.history(topic) if is_move(record)]
    first, last = [(move, later) for move, later in pairwise(moves) if move.after == found["state"]][-1]
    return when(first.on).first or date.min, when(last.on).first or date.max - timedelta(days=500)


def fill(line: str, filler: Filler, place: Path) -> list[str]:
    """Fill a line in; where it wants a meeting or a sitting and none is on record, that is convened first."""
    for _ in range(3):  # a deferral names two sessions
        try:
            return filler.fill(line)
        except NoPlaceLeftError as lacking:
            filler.day += timedelta(days=1)
            opens = filler.day + timedelta(days=300 if "ahead" in lacking.args else 0)
            kind, name, day = lacking.args[0], f"Made up {opens}", opens.isoformat()
            named = ["--session", name, "--sitting", f"1={day}"] if kind == "session" else [name]
            desk = HOLDERS["council-secretariat" if kind == "session" else "secretariat"]
            when_where = f"--opens {day} --closes {day} --on {filler.day} --place en=Porto --as".split()
            code, _, err = called(place, "convene", *named, *when_where, desk)
            assert code == 0, err
    raise AssertionError(line)


def types(place: Path, today: date, topic: str, act: str, speaker: tuple[str, ...]) -> bool:
    """Ask for an act on a topic and type what is printed, over and over, until the act itself was typed.

    Returns: whether it was; else nothing that anybody can type leads there.
    """
    filler, typed = Filler(place, topic, today), list[str]()
    while act.replace(" ", "-") not in typed[-1:]:
        code, out, err = called(place, "why", topic, act, *speaker)
        assert code == 0, err
        printed = out.partition("To type:\n")[2].replace(f"escalade --register {place}", "escalade").splitlines()
        if not printed:
            return False
        if late := find_late_days(place, topic, out):
            filler = Filler(place, topic, late[1], late[0])
        for line in printed:
            words = fill(line, filler, place)
            code, _, err = called(place, *words)
            assert code == 0, f"{typed}\n{out}\n{words}\n{err}"
            typed.append(words[0])
        assert len(typed) < LONGEST, f"{typed}\n{out}"
    return True


@pytest.mark.parametrize("state", [None, *STATES["topic"]])
def test_what_why_prints_typed_line_by_line_ends_in_the_act(state: str | None, tmp_path: Path) -> None:
    """For every state and every act that the table reaches from there, whoever asks in turn."""
    today = write_life(state, tmp_path / "kept.db")
    acts = [act for act in ACTS if way("topic", state, act)]
    for number, act in enumerate(acts):
        place = tmp_path / f"{number}.db"
        day = today
        if act == "lift objection" and state in OUTLIVED:  # none can be taken there: one of before stands
            day = write_life(state, place, objected=True)
        else:
            shutil.copy(tmp_path / "kept.db", place)
        assert types(place, day, TOPIC, act, SPEAKERS[number % len(SPEAKERS)]) or act in LACKING
        place.unlink()


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_a_slip_is_annulled_and_recorded_anew_and_records_are_acted_on_as_printed(
    speaker: tuple[str, ...], tmp_path: Path
) -> None:
    """The Group's decision to refer was left out: the record is annulled, and made again on the way to the referral."""
    life = at(Life(LONG_AGO), "debated")
    life.does("take position", TOPIC, unattributed=True)
    life.does("record no consensus", TOPIC, refer=False, by=DESK, entered_for=CHAIR_NAME)
    place = tmp_path / "kept.db"
    keep_life(life, place)
    for act in ("confirm", "correct", "redact", "endorse", "annul", "record no consensus"):
        types(place, life.today, TOPIC, act, speaker)
        life.passes(40)
    types(place, life.today, TOPIC, "escalate", speaker)
    with open_reader(Location(place)) as reader:
        assert reader.standing().subject(TOPIC).state == "referred"


UNDONE = {
    state: act
    for act, state in (
        ("open debate", "debated"), ("approve", "approved"), ("launch", "launched"), ("close", "closed"),
        ("cancel", "cancelled"), ("withdraw", "withdrawn"), ("merge", "merged"), ("set aside", "set aside"),
        ("decline", "declined"), ("lapse", "lapsed"),
    )
}  # fmt: skip
"""States from which no way leads to the act that led to them: it is annulled, and recorded anew."""


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("state", UNDONE)
def test_an_act_that_was_a_mistake_is_annulled_as_printed_by_whose_it_is(
    state: str, speaker: tuple[str, ...], tmp_path: Path
) -> None:
    place, act = tmp_path / "kept.db", UNDONE[state]
    today = write_life(state, place)
    with open_reader(Location(place)) as reader:
        last = reader.standing().subject(TOPIC).last_move
    assert last is not None
    said = " ".join(called(place, "why", TOPIC, act)[1].split())
    assert (
        f"{last.reference} is on record. Where it is a mistake, the office whose record it is ({last.office})" in said
    )
    assert f"annul {last.reference} --as" in said
    types(place, today, TOPIC, act, speaker)
    with open_reader(Location(place)) as reader:
        topic = reader.standing().subject(TOPIC)
        assert topic.state == state
        assert [record.annulled_by for record in topic.told if record.reference == last.reference] != [None]


def test_a_closing_is_undone_as_printed_and_what_was_considered_stays(tmp_path: Path) -> None:
    life = at(Life(LONG_AGO), "closed")
    life.passes(40)
    life.does("record consideration", TOPIC)
    keep_life(life, tmp_path / "kept.db")
    _, out, _ = called(tmp_path / "kept.db", "why", TOPIC, "close")
    (considered,) = [record for record in life.topic().records if record.act == "record consideration"]
    (annulled,) = [line.partition(" annul ")[2].split()[0] for line in out.splitlines() if " annul " in line]
    assert annulled == f"{TOPIC}#{considered.ordinal - 1}"
    types(tmp_path / "kept.db", life.today, TOPIC, "close", ())


UNHELD = frozenset({"issue", "dispatch", "revoke key"})
"""Acts of which the next thing to say hangs on the paper or the key that is named."""
OTHER_ACTS = {
    kind: {step.act for step in PROCEDURE.steps.values() if step.of == kind and step.stands_alone} - UNHELD
    for kind in ("body", "round", "meeting", "session")
}
"""The acts on all that is no topic."""
NEW = ("meeting/to come", "session/To come", "breakwaters")
"""A meeting, a session and a round that no random history brings."""


@pytest.mark.parametrize("seed", [0, 2])
def test_what_why_prints_of_body_round_and_meetings_ends_in_the_act(seed: int, tmp_path: Path) -> None:
    """Every act on the body, and on a round, meeting and session on record and to come, is asked for and typed."""
    life = lived(seed, 40, LONG_AGO).life
    take_back(life)
    keep_life(life, tmp_path / "kept.db")
    kept = {life.subject(name).kind: name for name in life.memory.subjects}
    lacking, done = set[str](), set[str]()
    for name in (*(name for kind, name in kept.items() if kind != "topic"), *NEW):
        known = {"convene"} if life.subject(name).state == "convened" else set()  # what it changes is not asked for
        for act in sorted(OTHER_ACTS[life.subject(name).kind] - known):
            place = tmp_path / "typed.db"
            shutil.copy(tmp_path / "kept.db", place)
            (done if types(place, life.today, name, act, ()) else lacking).add(act)
    assert lacking - done <= {"constitute", "take back", "take over"}


def test_a_register_that_is_handed_over_is_taken_over_or_back_as_printed(tmp_path: Path) -> None:
    life = at(Life(LONG_AGO), "debated")
    for act in ("take over", "take back"):
        place = tmp_path / f"{act.replace(' ', '-')}.db"
        keep_life(life, place)
        types(place, life.today, "body", "hand over", ("--as", DESK))
        types(place, life.today, "body", act, ())


NEW_TOPIC = "2031/breakwater"
"""A topic that no random history brings, and whose name resembles none that does."""


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink
@given(st.integers(0, 2**32), st.sampled_from((*TOPICS, NEW_TOPIC)), st.sampled_from(ACTS), st.sampled_from(SPEAKERS))
@example(350, "2032/a", "take note", ())  # a note is entered late, of a day before the decision
@example(12, "2031/b", "lapse", SPEAKERS[1])  # a session is convened after a sitting on record
def test_what_why_prints_of_a_random_history_ends_in_the_act(
    seed: int, name: str, act: str, speaker: tuple[str, ...]
) -> None:
    """An act on a topic of a random history, or on one to come, is asked for and typed, or it is said why not."""
    life = lived(seed, 40, LONG_AGO).life
    take_back(life)
    is_there = life.subject(name).state or name == NEW_TOPIC
    if is_there and act not in {"merge", "fulfil"}:  # another topic, or a condition, may be lacking
        with TemporaryDirectory() as folder:
            place = Path(folder) / "kept.db"
            keep_life(life, place)
            types(place, life.today, name, act, speaker)
