"""What `why` prints, filled in truthfully and typed line by line, ends in the act."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, reject, settings
from hypothesis import strategies as st

from escalade.cli import run
from escalade.models.backends import create
from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.acts.ways import find_way
from escalade.workflow.procedure import OUTLIVED, STATES, table, way
from escalade.workflow.records.history import is_move
from escalade.workflow.values.dates import when
from tests.filler import LONG_AGO, Filler, NoPlaceLeftError
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, objects
from tests.services.acts.test_ways import ACTS
from tests.walk import TOPICS, lived
from tests.workflow.test_remedies import take_back

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


def find_late_days(place: Path, topic: str, said: str) -> tuple[date, date] | None:
    """The first and last day on which a topic stood in the state that is named for what comes late."""
    found = LATE.search(" ".join(said.split()))
    if found is None:
        return None
    with open_reader(Location(place)) as reader:
        moves = [record for record in reader.history(topic) if is_move(record)]
    first, last = [(move, later) for move, later in pairwise(moves) if move.after == found["state"]][-1]
    return when(first.on).first or date.min, when(last.on).first or date.max


def find_another(place: Path, topic: str, printed: list[str]) -> str:
    """What another topic of the round is called: one that is proposed, or one that the first act on it starts from."""
    first = next((line.split()[1].replace("-", " ") for line in printed if "/ANOTHER-TOPIC" in line), None)
    if first in {None, "propose", "introduce"}:
        return "another"
    with open_reader(Location(place)) as reader:
        others = [one for one in reader.standing().topics_of(topic) if one.reference != topic]
    fit = [one.reference for one in others if way("topic", one.state, str(first))]
    return fit[0].partition("/")[2]


def types(place: Path, today: date, topic: str, act: str, speaker: tuple[str, ...]) -> None:
    """Type every line that is printed for an act on a topic, the last of which is the act."""
    code, out, err = called(place, "why", topic, act, *speaker)
    assert code == 0, err
    printed = out.partition("To type:\n")[2].replace(f"escalade --register {place}", "escalade").splitlines()
    assert printed, out
    since, until = find_late_days(place, topic, out) or (None, today)
    filler = Filler(place, topic, until, since)
    filler.another = find_another(place, topic, printed)
    for line in printed:
        words = filler.fill(line)
        code, _, err = called(place, *words)
        assert code == 0, f"{out}\n{words}\n{err}"
    with open_reader(Location(place)) as reader:
        done = sorted(reader.history(topic), key=lambda record: record.ordinal)
    assert act in [record.act for record in done[-2:]], out  # a merger ends with what the other topic receives


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
        types(place, day, TOPIC, act, SPEAKERS[number % len(SPEAKERS)])
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


OTHER_ACTS = {
    kind: sorted({step.act for step in table().values() if step.of == kind and step.stands_alone} - {"issue"})
    for kind in ("body", "round", "meeting", "session")
}
"""The acts on all that is no topic; what can be issued of a round hangs on what happened in it."""
NEW = ("meeting/to come", "session/To come", "breakwaters")
"""A meeting, a session and a round that no random history brings."""


@pytest.mark.parametrize("seed", [0, 2])
def test_what_why_prints_of_body_round_and_meetings_ends_in_the_act(seed: int, tmp_path: Path) -> None:
    """Every act on the body, and on a round, meeting and session on record and to come, is asked for and typed."""
    life = lived(seed, 40, LONG_AGO).life
    take_back(life)
    keep_life(life, tmp_path / "kept.db")
    kept = {life.subject(name).kind: name for name in life.memory.subjects}
    typed, lacking = set[str](), dict[str, str]()
    for name in (*(name for kind, name in kept.items() if kind != "topic"), *NEW):
        for act in OTHER_ACTS[life.subject(name).kind]:
            place = tmp_path / "typed.db"
            shutil.copy(tmp_path / "kept.db", place)
            found = find_way(life.subject(name), act, life.standing)
            if found.lines:
                types(place, life.today, name, act, ())
                typed.add(act)
            else:
                lacking[act] = str(found.reason)
    assert lacking.keys() - typed <= {"constitute", "dispatch", "revoke key", "take back", "take over"}
    assert all("x" not in reason.split() for reason in lacking.values()), lacking


def test_a_register_that_is_handed_over_is_taken_over_or_back_as_printed(tmp_path: Path) -> None:
    life = at(Life(LONG_AGO), "debated")
    for act in ("take over", "take back"):
        place = tmp_path / f"{act.replace(' ', '-')}.db"
        keep_life(life, place)
        types(place, life.today, "body", "hand over", ("--as", DESK))
        types(place, life.today, "body", act, ())


def test_a_topic_lapses_as_printed_where_any_of_several_may_have_been_chosen(tmp_path: Path) -> None:
    life = at(Life(LONG_AGO), "unresolved")
    for name in ("b", "c"):
        life.brings(f"2031/{name}", "unresolved")
    life.does("escalate", TOPIC, "2031/b", "2031/c")
    place = tmp_path / "kept.db"
    keep_life(life, place)
    _, out, _ = called(place, "why", TOPIC, "lapse")
    assert "approve 2031/ANOTHER-TOPIC" in out
    types(place, life.today, TOPIC, "lapse", ())


def test_of_a_decision_without_conditions_none_is_said_to_be_met(tmp_path: Path) -> None:
    life = at(Life(LONG_AGO), "referred")
    life.does("approve", TOPIC, conditions=())
    place = tmp_path / "kept.db"
    keep_life(life, place)
    code, out, _ = called(place, "why", TOPIC, "fulfil")
    assert (code, "None was attached to it." in out, "condition 1" in out) == (0, True, False)


NEW_TOPIC = "2031/breakwater"
"""A topic that no random history brings, and whose name resembles none that does."""


@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink
@given(st.integers(0, 2**32), st.sampled_from((*TOPICS, NEW_TOPIC)), st.sampled_from(ACTS), st.sampled_from(SPEAKERS))
@example(63, "2032/a", "fulfil", ())  # no condition was attached to what was agreed
@example(350, "2032/a", "take note", ())  # a note is entered late, of a day before the decision
@example(368, NEW_TOPIC, "escalate", ())  # two other topics of the round are left
@example(12, "2031/b", "lapse", SPEAKERS[1])  # a session is convened after a sitting on record
@example(6, "2031/a", "lapse", ())  # what is chosen instead was introduced at a session that is over
@example(4, NEW_TOPIC, "lapse", ())  # any of the topics on record may be chosen instead
@example(73, "2032/b", "defer", ())  # the session of the referral is over, and none of its sittings is on record
def test_what_why_prints_of_a_random_history_ends_in_the_act(
    seed: int, name: str, act: str, speaker: tuple[str, ...]
) -> None:
    """An act on a topic of a random history, or on one that is to come, is asked for and typed."""
    life = lived(seed, 40, LONG_AGO).life
    take_back(life)
    topic = life.subject(name)
    if (topic.state or name == NEW_TOPIC) and find_way(topic, act, life.standing).lines:
        with TemporaryDirectory() as folder:
            place = Path(folder) / "kept.db"
            keep_life(life, place)
            try:
                types(place, life.today, name, act, speaker)
            except NoPlaceLeftError:  # a day is given act by act here, where a person looks ahead to the sittings
                reject()


def test_random_histories_come_to_ways_and_to_reasons_why_there_is_none() -> None:
    found = Counter[str]()
    for seed in range(6):
        life = lived(seed, 40, LONG_AGO).life
        for act in ACTS:
            found_way = find_way(life.subject(TOPIC), act, life.standing)
            found["late" if found_way.lines and found_way.reason else "way" if found_way.lines else "none"] += 1
    assert min(found[one] for one in ("late", "way", "none")) > 1, found
