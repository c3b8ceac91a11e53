"""What comes late takes its place by its day, and is judged by that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from escalade.workflow.motions import Evidence
from escalade.workflow.records.record import acts, motion_of_act
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import RefusalError, RulesBrokenError, StepNotAllowedError
from tests.lives import CHAIR_NAME, DESK, FIRST_DAY, TOPIC, Life, at, en, text
from tests.workflow.late import (
    DAYS,
    FACTS,
    FIRST,
    MOVES,
    OBJECTION,
    convened,
    enter_moves,
    motion,
    on,
    warnings_of,
)

BY_DESK: dict[str, Any] = {"by": DESK}
THERE = "Give a day of it (--on)."


def enter(order: list[int]) -> Life:
    """Enter the facts, each as soon as the procedure lets it and not before its turn."""
    life, waiting = convened(), list(order)
    while waiting:
        for fact in waiting:
            act, day, fields = FACTS[fact]
            is_early = any(one < fact for one in waiting) if fact < len(MOVES) else 0 in waiting
            if is_early:
                continue
            try:
                life.acts(motion(life, act, day, fields))
            except RefusalError:
                continue
            waiting.remove(fact)
            break
        else:
            pytest.fail(f"nothing can be entered: {[FACTS[one][:2] for one in waiting]}")
    return life


def reading(standing: Standing) -> dict[str, Any]:
    """What is said of the topic, by what happened and not by number."""
    topic = standing.topic(TOPIC)
    if topic is None:
        return {}
    called = {one.reference: (one.act, one.on, one.before, one.after) for one in topic.told}
    launched = topic.launched
    return {
        "state": topic.state,
        "told": list(called.values()),
        "last": {act: called[records[-1].reference] for act, records in topic.by_act.items()},
        "move": called[topic.last_move.reference] if topic.last_move else None,
        "objections": {name: called[one.reference] for name, one in topic.objections.items()},
        "ended": [sorted(topic.endings_by_holder(record)) for record, _ in topic.positions],
        "phases": (launched[1].opens, launched[1].closes, launched[1].physical) if launched else None,
        "silence": silence_of(topic, standing),
    }


def readings(life: Life) -> Iterator[dict[str, Any]]:
    """What is said on each day, and today."""
    for day in DAYS:
        yield reading(standing_as_of(life.standing, FIRST_DAY + timedelta(days=day)))
    yield reading(life.standing)


IN_ORDER = list(readings(enter(sorted(range(len(FACTS)), key=lambda fact: FACTS[fact][1]))))


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.permutations(range(len(FACTS))))
def test_the_same_facts_in_every_legal_order_give_equal_readings_on_every_day(order: list[int]) -> None:
    life = enter(order)
    assert list(readings(life)) == IN_ORDER
    for act in acts(life.records):
        assert motion_of_act(act).at


def refusal_of(life: Life, act: str, day: str, about: str = TOPIC, **fields: Any) -> RefusalError:
    """What is said to a fact that cannot have been."""
    with pytest.raises(RefusalError) as refusal:
        life.tries(life.fitting(act, about, on=day or life.today.isoformat(), **fields))
    return refusal.value


@pytest.mark.parametrize(
    ("act", "day", "fields", "kind", "said", "filled_in"),
    [
        ("take position", "2030-12-24", OBJECTION, "date", "Give a day from 2031-01-06 on.", {"on": on(0)}),
        ("record statement", "2032-01-01", BY_DESK, "date", "Give the day on which it happened.", {"on": on(11)}),
        ("take position", on(5), {**OBJECTION, "by": "Nobody"}, "officer", f"Ask {DESK} or Bo.", {"by": DESK}),
        ("take position", on(1), {**OBJECTION, "evidence": FIRST}, "date", THERE, {"on": on(4)}),
    ],
)  # fmt: skip
def test_what_a_refusal_of_a_bad_day_advises_ends_in_the_act(  # a row of a table
    act: str, day: str, fields: dict[str, Any], kind: str, said: str, filled_in: dict[str, Any]
) -> None:
    life = enter_moves()
    (cause,) = refusal_of(life, act, day, **fields).causes
    assert cause.remedy is not None
    assert (cause.remedy.kind, str(cause.remedy.note)) == (kind, said)
    assert not any(cause.remedy.given.values())
    assert life.does(act, TOPIC, **{"on": day, **fields, **filled_in}).records


@pytest.mark.parametrize(
    ("act", "day", "state"),
    [
        ("take position", on(12), "agreed"),
        ("record hearing", on(5), "debated"),
        ("record consideration", on(13), "agreed"),
        ("take position", on(35), "closed"),
    ],
)
def test_a_refusal_names_the_state_on_that_day(act: str, day: str, state: str) -> None:
    refusal = refusal_of(enter_moves(), act, day, by=DESK, evidence=Evidence())
    assert isinstance(refusal, StepNotAllowedError)
    assert (refusal.state, refusal.day) == (state, None if state == "closed" else day)


@pytest.mark.parametrize(
    ("place", "option"),
    [({"meeting": "old"}, "meeting"), ({"session": "old"}, "session"), ({"session": "old", "sitting": 3}, "session"),
     ({"session": "old", "sitting": 1}, "session")],
)  # fmt: skip
def test_a_place_that_was_over_before_a_topic_was_there_gives_way_to_a_later_one(
    place: dict[str, Any], option: str
) -> None:
    life = convened()
    for name, sittings in (("meeting/old", {}), ("session/old", {"1": "2030-12-24"})):
        days = {"opens": "2030-12-24", "closes": "2030-12-24", "on": "2030-12-24"}
        life.does("convene", name, place=en("Porto"), sittings=sittings, **days)
    life.acts(motion(life, *MOVES[0]))
    for day in ("2030-12-24", life.today.isoformat()):
        refusal = refusal_of(life, "take position", day, **{**OBJECTION, "evidence": Evidence(**place)})
        assert f"That {option} was over before 2031/a#1 (propose) of 2031-01-06: give --{option} a" in str(refusal)


def test_on_the_day_of_a_move_what_came_before_it_may_be_told() -> None:
    life = enter_moves()
    life.acts(life.fitting("take position", TOPIC, on=on(10), **OBJECTION))
    assert life.topic().told[2].before == "debated"
    life.acts(life.fitting("record statement", TOPIC, on=on(10), by=DESK))
    assert [one.act for one in life.topic().told][2:5] == ["take position", "record consensus", "record statement"]


def test_an_unknown_day_lies_in_the_latest_state_that_has_the_row() -> None:
    life = enter_moves()
    life.acts(life.fitting("take position", TOPIC, on="unknown", **OBJECTION))
    assert [one.act for one in life.topic().told][:3] == ["propose", "open debate", "take position"]
    life.acts(life.fitting("record statement", TOPIC, on="unknown", by=DESK))
    assert life.topic().told[-1].act == "record statement"


def test_whoever_holds_the_office_now_may_tell_what_was_before() -> None:
    life = enter_moves()
    life.does("appoint", "body", name="New desk", office="secretariat", since=life.today.isoformat())
    told = life.does("record statement", TOPIC, by="New desk", on=on(11))
    assert (told.records[0].officer, told.records[0].office) == ("New desk", "secretariat")
    refusal = refusal_of(life, "set aside", on(11), by="New desk")
    assert isinstance(refusal, StepNotAllowedError)


def test_a_chair_is_judged_by_the_day() -> None:
    life = at(Life(), "debated")
    life.session()
    life.passes(5)
    life.does("appoint", "body", name="New chair", office="chair", since=life.today.isoformat())
    then = {"on": on(0), "evidence": Evidence(meeting="20310106")}
    life.does("convene", "meeting/later", opens=on(50), closes=on(50))
    for by, held in (("New chair", False), (CHAIR_NAME, True)):
        wish = life.fitting("defer", TOPIC, by=by, to_meeting="later", **then)
        if held:
            assert life.tries(wish).records[0].office == "chair"
        else:
            with pytest.raises(RulesBrokenError, match="holds no office on that day"):
                life.tries(wish)
    entered = life.fitting("defer", TOPIC, by=DESK, entered_for=CHAIR_NAME, to_meeting="later", **then)
    assert life.tries(entered).records[0].entered_for == CHAIR_NAME


def test_a_day_is_corrected_to_one_on_which_the_act_had_its_row() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(4), **{**OBJECTION, "stance": "support"})
    refusal = refusal_of(life, "correct", "", f"{TOPIC}#6", fields={"on": on(12)})
    (cause,) = refusal.causes
    assert cause.rule == "what_is_on_record_still_holds"
    assert f"“take position” is not a step for 2031/a, which on {on(12)} was agreed." in str(cause.sentence)
    life.does("correct", f"{TOPIC}#6", fields={"on": on(1)})
    assert [one.act for one in life.topic().told][:3] == ["propose", "take position", "open debate"]


def test_a_correction_of_a_late_day_is_warned_of_like_a_new_entry() -> None:
    life = enter_moves()
    life.does("take position", TOPIC, on=on(3), **{**OBJECTION, "stance": "support"})
    life.does("take position", TOPIC, on=on(4), **OBJECTION)
    (said,) = warnings_of(life, "correct", f"{TOPIC}#7", fields={"on": on(2)})
    assert said.startswith("2031/a#7 contradicts 2031/a#6: A holder whose objection stands maintains it")
    life.does("lift objection", TOPIC, on=on(6), by=DESK)
    refusal = refusal_of(life, "correct", "", f"{TOPIC}#7", fields={"on": on(7)})
    assert [cause.rule for cause in refusal.causes] == ["what_is_on_record_still_holds"]


def at_time(clock: str) -> dict[str, Any]:
    """A day of a debate, and a time of it."""
    return {"on": on(4), "time": f"{on(4)}T{clock}+00:00", "evidence": FIRST}


def debated_by_day() -> Life:
    """A topic that is debated, long after."""
    life = convened()
    for act, number, fields in MOVES[:2]:
        life.does(act, TOPIC, **{"on": on(number), **fields})
    return life


def test_times_of_a_day_order_what_happened_on_it() -> None:
    life = debated_by_day()
    life.does("take position", TOPIC, holders=("Mu",), stance="support", text=en("Yes."), by=DESK, **at_time("18:00"))
    life.does("take position", TOPIC, holders=("Mu",), stance="reserve", text=en("Hm."), by=DESK, **at_time("09:00"))
    assert [record.ordinal for record in life.subject().live] == [1, 2, 4, 3]
    assert life.topic().still_held(life.topic().live[-1]) == ("Mu",)
    life.does("revise", TOPIC, version=text("Quays"), by=DESK, **at_time("12:00"))
    assert [record.ordinal for record in life.subject().live] == [1, 2, 4, 5, 3], "a revision entered later that day"
    life.does(
        "take position", TOPIC, holders=("Ys",), stance="reserve", text=en("Hm."), by=DESK, on=on(4), evidence=FIRST
    )
    assert [record.ordinal for record in life.subject().live] == [1, 2, 4, 5, 3, 6], "without a time, as recorded"


def test_an_objection_is_not_lifted_at_a_time_before_it() -> None:
    life = debated_by_day()
    life.does("take position", TOPIC, **{**OBJECTION, **at_time("15:00")})
    ends: dict[str, Any] = {"holders": ("Lemuria",), "how": "withdrawn", "by": DESK}
    with pytest.raises(RulesBrokenError) as refusal:
        life.does("lift objection", TOPIC, **ends, **at_time("12:00"))
    assert [cause.rule for cause in refusal.value.causes] == ["lifted_objection_stands"]
    life.does("lift objection", TOPIC, **ends, **at_time("15:30"))
    assert not life.topic().objections


def agreed_over_an_objection() -> Life:
    """A consensus of three days ago, and an objection of the same day told after it."""
    life = at(Life(), "debated")
    life.does("record consensus", TOPIC)
    life.does("take position", TOPIC, holders=("Mu",), stance="object", text=en("No."))
    life.passes(3)
    return life


def test_an_objection_that_outlived_the_consensus_may_still_end() -> None:
    life = agreed_over_an_objection()
    lifted = life.does("lift objection", TOPIC, holders=("Mu",)).records[0]
    assert (lifted.before, lifted.after) == ("agreed", "agreed")
    assert not life.topic().objections
    with pytest.raises(RulesBrokenError, match="None stands"):
        life.does("lift objection", TOPIC, holders=("Mu",))


def test_an_objection_that_ended_on_the_day_of_the_consensus_ended_before_it() -> None:
    life = agreed_over_an_objection()
    day = (life.today - timedelta(days=3)).isoformat()
    assert life.does("lift objection", TOPIC, holders=("Mu",), on=day).records[0].before == "debated"
