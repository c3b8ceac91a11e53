"""Doing what a refusal, or `why`, says clears it."""

from __future__ import annotations

import shlex
from collections import Counter

import msgspec
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from escalade.services.acts.suggestions import Typist
from escalade.workflow.inbox.outlook import bare, why
from escalade.workflow.motions import Motion
from escalade.workflow.procedure import OFFICES, PROCEDURE
from escalade.workflow.records.validation import check
from escalade.workflow.values.errors import EscaladeError, RequestError, RulesBrokenError
from escalade.workflow.values.remedy import REQUEST, THE_TABLE, Cause
from tests.filler import OPEN
from tests.lives import TOPIC, Life, at
from tests.remedies import CLEARED, ENDED, clear
from tests.walk import ACTS, TOPICS, lived


def exists(life: Life, motion: Motion) -> bool:
    """Whether all that a motion names is there, and named once; otherwise there is nothing to clear."""
    try:
        check(motion, life.standing)
    except RequestError:
        return False
    return True


def take_back(life: Life) -> None:
    """Take a register back that was handed over: all else is refused until then."""
    kept = [record.act for record in life.records if record.act in {"hand over", "take over", "take back"}]
    if kept[-1:] == ["hand over"]:
        life.does("take back", "body")


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate), derandomize=True)  # a seed has nothing to shrink
@given(st.integers(0, 2**32))
@example(10893)  # two topics of different sponsors are withdrawn in one act
@example(7121)  # a position is corrected that another act has left without a row
@example(20837)  # who holds two offices would hand the register over to themselves
@example(11562)  # an extension names a session that opens after what it announces is over
def test_doing_what_refusals_say_clears_them_or_ends(seed: int) -> None:
    """Motions that officers got wrong are carried through, cause by cause.

    What an input lacks is filled in as it fits, and a day to come is waited
    for. Not shown: that what a refusal says is the shortest way; motions about
    what does not exist; anything after a
    remedy that says there is no way, or that asks for another record.
    """
    walk = lived(seed, 50)
    for _ in range(10):
        take_back(walk.life)
        motion = walk.draw()
        if motion is not None and exists(walk.life, motion):
            assert clear(walk.life, motion) in {CLEARED, ENDED}


@settings(max_examples=30, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink
@given(st.integers(0, 2**32), st.sampled_from(TOPICS))
def test_doing_what_why_says_clears_it_or_ends(seed: int, name: str) -> None:
    """What `why` says of every act on a topic is what the refusal says, and clears it.

    Each act is asked for from where the one before it left the topic, if it
    starts there. Not shown: acts on records, which `why` is not asked about
    here; anything after a remedy that says there is no way.
    """
    life = lived(seed, 50).life
    take_back(life)
    for act in ACTS:
        subject = life.subject(name)
        step = PROCEDURE.steps.get((subject.kind, subject.state, act))
        if step is None or "given:records" in step.rules:
            continue
        answer = why(subject, act, life.standing)
        assert answer.way[-1:] == (step,)
        motion = bare(step, subject, life.standing, None)
        if any(cause.severity == "error" for cause in answer.causes):
            with pytest.raises(RulesBrokenError) as refusal:
                life.tries(motion)
            errors = [
                cause for cause in answer.causes if cause.severity == "error" and cause.rule != "time_runs_forward"
            ]
            assert {cause.rule for cause in errors} <= {cause.rule for cause in refusal.value.causes}
        assert clear(life, motion) in {CLEARED, ENDED}


IDENTIFYING = frozenset({
    "records", "holders", "into", "silence", "condition", "session", "sitting", "entered_for", "key", "name", "office",
    "to_session", "on", "leaving", "sittings", "topics",
})  # fmt: skip
"""The fields of which a remedy may hold the value; a day only where its place has but one."""


def invented(life: Life, motion: Motion, cause: Cause) -> list[str]:
    """The values of a remedy that its sources do not hold."""
    found = []
    for name, value in cause.remedy.given.items() if cause.rule != "act_is_recorded_once" else ():
        source = cause.remedy.sources.get(name)  # that one names the record which is being made
        if not value:
            assert source is None
            continue
        if source == THE_TABLE:
            held = name == "office" and value in OFFICES
        elif source == REQUEST:
            held = value.removesuffix("=DAY") in text_of(motion)
        else:
            record = life.standing.record(str(source))
            said = (record.reference, record.subject, text_of(record.motion))
            held = record.annulled_by is None and any(value in str(one) for one in said)
        if not held or name not in IDENTIFYING or name == "by":
            found.append(f"{cause.rule}: {name}={value} ({source})")
    return found


def invented_words(life: Life, motion: Motion, cause: Cause) -> list[str]:
    """The words of the line that is offered for a cause which no record in force and no request holds."""
    if cause.rule == "act_is_recorded_once":
        return []
    line = Typist(life.standing, act=motion.act_name()).command(cause)
    in_force = [record for record in life.records if record.annulled_by is None]
    held = [text_of(motion), *(f"{record.reference} {text_of(record.motion)}" for record in in_force)]
    values = [word.rpartition("=")[2] for word in shlex.split(line or "")[2:] if not word.startswith("--")]
    known = {*OFFICES, "body"}
    given = [
        value
        for value in values
        if not OPEN.fullmatch(value.replace(",", "-")) and "…" not in value and value not in known
    ]
    return [f"{cause.rule}: {value} in {line}" for value in given if not any(value in text for text in held)]


def text_of(motion: Motion) -> str:
    """All that a motion says."""
    return msgspec.json.encode(motion).decode()


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))  # a seed has nothing to shrink
@given(st.integers(0, 2**32))
def test_no_remedy_has_a_value_that_its_source_does_not_hold(seed: int) -> None:
    """What is held identifies, and a record in force, the request or the table says it; all else is open.

    So it is in the line to type. The clock is set on, which changes no value. Not shown: that what the
    sentence says of it is true.
    """
    walk = lived(seed, 50)
    for _ in range(20):
        motion = walk.draw()
        if motion is None or not exists(walk.life, motion):
            continue
        given = []
        for days in (0, 400):
            today = walk.life.today
            walk.life.passes(days)
            found = causes_of(walk.life, motion)
            walk.life.today = today
            assert [one for cause in found for one in invented(walk.life, motion, cause)] == []
            assert [one for cause in found for one in invented_words(walk.life, motion, cause)] == []
            given.append({
                (cause.rule, name): value for cause in found for name, value in cause.remedy.given.items() if value
            })  # fmt: skip
        before, after = given  # a silence may have ended between: what it is named by is then held as well
        assert {one: value for one, value in before.items() if one in after} == {
            one: value for one, value in after.items() if one in before
        }


def causes_of(life: Life, motion: Motion) -> tuple[Cause, ...]:
    """What is in the way of a motion, warnings included."""
    try:
        return life.tries(msgspec.structs.replace(motion, on=motion.on or "2031-02-03")).warnings
    except EscaladeError as refusal:
        return getattr(refusal, "causes", ())


def test_walks_come_to_what_a_refusal_clears_and_to_what_it_does_not() -> None:
    came = Counter[str]()
    for seed in range(20):
        walk = lived(seed, 50)
        for motion in filter(None, (walk.draw() for _ in range(10))):
            take_back(walk.life)
            if exists(walk.life, motion) and is_refused(walk.life, motion):
                came[clear(walk.life, motion)] += 1
    assert min(came[CLEARED], came[ENDED]) > 15, came


def is_refused(life: Life, motion: Motion) -> bool:
    """Whether a motion breaks rules as it is."""
    try:
        life.tries(motion)
    except EscaladeError as error:
        return isinstance(error, RulesBrokenError)
    return False


def test_what_no_act_leads_to_ends() -> None:
    life = at(Life(), "withdrawn")
    assert clear(life, life.fitting("launch", TOPIC)) == ENDED
    assert clear(life, life.fitting("annul", "2031/a#1")) == CLEARED
