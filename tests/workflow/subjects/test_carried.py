"""What is known of a subject goes on with its next record, and stays true."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from escalade.workflow.motions import MOTIONS
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life
from tests.walk import OFFICERS, Walk

SEEDS = st.integers(0, 2**32)
STEPS = 80
walks = settings(max_examples=6, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink


def facts_of(shape: type[Subject]) -> tuple[str, ...]:
    """Every public property of a kind of subject."""
    named = ((name, getattr(shape, name)) for name in dir(shape) if not name.startswith("_"))
    return tuple(name for name, fact in named if isinstance(fact, cached_property | property))


def all_that_is_said(subject: Subject) -> dict[str, Any]:
    """What a subject says of itself, whatever it is asked."""
    said = {name: getattr(subject, name) for name in facts_of(type(subject))}
    said |= {f"last {act}": subject.last(act) for act in MOTIONS}
    said |= {f"every {act}": subject.every(act) for act in MOTIONS}
    said |= {"last of all": subject.last(*MOTIONS), "every of all": subject.every(*MOTIONS)}
    said |= {record.reference: subject.record(record.reference) for record in subject.records}
    if isinstance(subject, Body):
        said["constitution"] = subject.constitution()
        for record in subject.records:
            day = when(record.on)
            said |= {f"{name} on {day.text}": subject.offices_of(name, day) for name in OFFICERS}
            said |= {f"{name} on {day.text} as chair": subject.holds(name, "chair", day) for name in OFFICERS}
    return said


def afresh(subject: Subject) -> Subject:
    """The same subject, of which nothing is known but its records."""
    return type(subject)(subject.reference, subject.records)


@walks
@given(SEEDS)
def test_a_subject_that_went_on_says_what_its_records_say_afresh(seed: int) -> None:
    walk = Walk(seed)
    for attempt in walk.attempts(STEPS):
        for subject in attempt.outcome.subjects if attempt.outcome else ():
            assert all_that_is_said(subject) == all_that_is_said(afresh(subject))
            kept = walk.life.subject(subject.reference)
            assert all_that_is_said(kept) == all_that_is_said(afresh(kept))


@walks
@given(SEEDS, st.randoms(use_true_random=False))
def test_it_does_not_matter_what_was_asked_of_it_before(seed: int, random: Any) -> None:
    walk = Walk(seed)
    for _ in walk.attempts(STEPS):
        pass
    for whole in walk.life.memory.subjects.values():
        subject = type(whole)(whole.reference)
        for record in whole.records:
            for name in random.sample(facts_of(type(subject)), 3):
                getattr(subject, name)
            subject = subject.with_record(record)
        assert all_that_is_said(subject) == all_that_is_said(afresh(whole))


def test_after_an_act_on_a_record_everything_is_read_again() -> None:
    life = Life().begins()
    life.does("propose", TOPIC)
    assert life.subject(TOPIC).waiting == ()
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    assert [record.reference for record in life.subject(TOPIC).waiting] == [f"{TOPIC}#2"]
    life.does("endorse", f"{TOPIC}#2")
    endorsed = life.subject(TOPIC)
    assert "course" not in endorsed.__dict__
    assert endorsed.waiting == ()


def test_a_reader_is_shown_each_record_anew() -> None:
    life = Life().begins()
    life.does("propose", TOPIC)
    (record,) = life.subject(TOPIC).records
    seen = type(life.subject(TOPIC))(TOPIC, (), (), "public")
    assert seen.told == ()
    assert "course" not in seen.with_record(record).__dict__


def test_all_that_goes_on_is_a_fact_of_the_subject_under_its_own_name() -> None:
    life = Life().begins()
    life.does("propose", TOPIC)
    topic = life.subject(TOPIC)
    _ = topic.live, topic.by_act, topic.last_move, topic.waiting
    carried = life.does("revise", TOPIC).subjects[0].__dict__.keys()
    assert carried >= {"course", "live", "by_act", "last_move", "waiting"}
    assert carried <= set(facts_of(type(topic)))
