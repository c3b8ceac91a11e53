"""Doing what a refusal says, cause by cause, until it is cleared or must end.

An input is given, a date is used, an officer acts, another act comes first, a
day is waited for. It ends where the procedure has no way (`none`), and where
the remedy is to name another record, which is to do something else.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from escalade.workflow.motions import Defer, Evidence, Introduce, Merge, Motion, Propose, ReceiveMerger, Revise, Votes
from escalade.workflow.perform import HOLDS
from escalade.workflow.procedure import way
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from tests.lives import BOTH, DESK, Life

DEEPEST, MOST = 6, 25
DATES = ("opens", "closes", "physical", "held", "until", "online_from", "online_to")
"""Fields that are dates, of which one that is wrong is put right with all others."""
CLEARED, ENDED = "cleared", "ended"


class NoWayOutError(AssertionError):
    """What the refusals said went in a circle."""


def clear(life: Life, motion: Motion, depth: int = 0) -> str:
    """Do what stands in the way of a motion, then perform it.

    Returns: whether it was performed, or that nobody can clear it.

    Raises:
        NoWayOutError: the remedies lead nowhere.
    """
    said: list[str] = []
    for _ in range(MOST):
        try:
            life.acts(motion)
        except StepNotAllowedError:
            return follow(life, motion, depth)
        except RulesBrokenError as refusal:
            cause = next(cause for cause in refusal.causes if cause.severity == "error")
            said.append(f"{motion.act_name()}: {cause.sentence} {cause.remedy}")
            if cause.remedy.kind == "none" or (cause.remedy.kind == "input" and "records" in cause.remedy.given):
                return ENDED
            is_known = cause.rule == HOLDS or "fields" in cause.remedy.given
            if is_known and cause.remedy.kind == "input":  # what really holds, to whoever recorded it
                return ENDED
            if cause.remedy.kind == "act":
                if first(life, motion, cause, depth, said) == ENDED:
                    return ENDED
                continue
            if cause.remedy.kind == "wait":
                waits(life, cause)
            motion = given(life, motion, cause)
        else:
            return CLEARED
    raise NoWayOutError("\n".join(said))


def waits(life: Life, cause: Cause) -> None:
    """Let time pass until the day that a remedy names."""
    day = when(cause.remedy.awaits).first
    assert day
    assert day > life.today
    life.passes((day - life.today).days)


def first(life: Life, asked: Motion, cause: Cause, depth: int, said: list[str]) -> str:
    """Perform the act that must come first; who presided is whoever acts as chair."""
    remedy = cause.remedy
    if depth >= DEEPEST:
        raise NoWayOutError("\n".join(said))
    assert remedy.act
    assert remedy.subject
    name = remedy.given.get("records", remedy.subject)
    motion = life.fitting(remedy.act, name)
    fields = {field: value for field, value in remedy.given.items() if field != "records"}
    if fields.get("presided_by") == "":
        fields["presided_by"] = asked.entered_for or asked.by
    return clear(life, with_fields(life, motion, fields), depth + 1)


def follow(life: Life, motion: Motion, depth: int) -> str:
    """Go the shortest way through the table to an act that is no step from here."""
    if hasattr(motion, "records"):
        return ENDED
    name = motion.of[0]
    subject = life.subject(name)
    path = way(subject.kind, subject.state, motion.act_name())
    if len(path) < 2 or depth >= DEEPEST:  # the act itself is the last step of its way
        return ENDED
    for step in path:
        again = motion if step.act == motion.act_name() else life.fitting(step.act, name)
        if clear(life, again, depth + 1) == ENDED:
            return ENDED
    return CLEARED


def given(life: Life, motion: Motion, cause: Cause) -> Motion:
    """A motion with what a remedy gives, or what fits where it leaves that open."""
    remedy = cause.remedy
    fields = dict(remedy.given)
    if remedy.kind == "officer" and not remedy.given:
        fields["by"] = life.holder(remedy.office) if remedy.office else ""
    if "entered_for" in fields:
        assert fields["entered_for"], "there is one chair"
    if remedy.kind in {"input", "date"} and not fields and not remedy.without:  # which of several holds is not said
        records: tuple[str, ...] = getattr(motion, "records", ())
        return life.fitting(motion.act_name(), *(records or motion.of))
    for name, value in remedy.without.items():
        if name not in fields:
            motion = left_out(motion, name, value)
    if cause.rule == "one_office_does_it":
        fields["by"] = BOTH
    if "on" in fields and (said := re.search(r"\d{4}-\d\d-\d\d", remedy.note)):
        fields["on"] = fields["on"] or said[0]
    if "by" in fields:
        motion = msgspec.structs.replace(motion, entered_for=None)
    return with_fields(life, motion, fields)


def left_out(motion: Motion, name: str, value: str) -> Motion:
    """A motion without a field, or without one of its values."""
    if name in Evidence.__struct_fields__:
        return msgspec.structs.replace(motion, evidence=msgspec.structs.replace(motion.evidence, **{name: None}))
    if name == "topics":
        return msgspec.structs.replace(motion, of=tuple(one for one in motion.of if one != value))
    old = getattr(motion, name)
    rest: Any = None if isinstance(old, str) else type(old)()
    if isinstance(old, dict) and value.partition("=")[0] in old:
        rest = {key: said for key, said in old.items() if key != value.partition("=")[0]}
    return msgspec.structs.replace(motion, **{name: "" if name == "at" else rest})


def with_fields(life: Life, motion: Motion, fields: dict[str, str]) -> Motion:
    """A motion with fields as they are typed."""
    for name, value in fields.items():
        motion = with_field(life, motion, name, value)
    return motion


def with_field(life: Life, motion: Motion, name: str, value: str) -> Motion:
    """A motion with one field as it is typed, or as it fits where nothing is."""
    records: tuple[str, ...] = getattr(motion, "records", ())
    fitting = life.fitting(motion.act_name(), *(records or motion.of))
    changes: dict[str, Any]
    if name == "on" and not value:
        changes = {"on": day_for(life, motion)}
    elif name == "since" and not value:
        changes = {"since": "2031-01-01"}
    elif name in DATES and not value and getattr(fitting, name, None):
        changes = {one: getattr(fitting, one) for one in DATES if hasattr(fitting, one) and hasattr(motion, one)}
    elif name in {"meeting", "session", "sitting", "document"}:
        changes = {"evidence": occasion(life, fitting, name), "on": fitting.on or life.today.isoformat()}
    elif name in {"title", "questions"} and isinstance(fitting, Propose | Introduce | Revise | Merge | ReceiveMerger):
        changes = {"version": fitting.version}
    elif name == "to_session" and isinstance(motion, Defer):
        changes = {name: life.later_session(), "to_meeting": None}
    elif name in {"asked_by", "receiver"} and not value:
        changes = {name: who_is_meant(life, motion, name)}
    elif name == "votes":
        changes = {name: Votes(votes_for=2, against=1, abstaining=0)}
    elif value or name == "at":
        changes = {name: typed(life, motion, name, value)}
    else:
        changes = {name: getattr(fitting, name)}
        motion = motion if changes[name] else fitting
    return msgspec.structs.replace(motion, **changes)


def who_is_meant(life: Life, motion: Motion, name: str) -> str | tuple[str, ...]:
    """Every sponsor of what is withdrawn; or another who keeps the register."""
    if name == "receiver":
        return DESK if motion.by == BOTH else BOTH
    return tuple(who for one in motion.of for who in getattr(life.subject(one), "sponsors", ()))


def occasion(life: Life, fitting: Motion, name: str) -> Evidence:
    """Where an act happened, as fits it; a session where the topic has moved on, a meeting where it needs none."""
    if name in {"session", "sitting"} and not fitting.evidence.session:
        session = life.session()
        return Evidence(session=session, sitting=life.sitting(session))
    return Evidence(meeting=life.meeting()) if name == "meeting" and not fitting.evidence.meeting else fitting.evidence


def day_for(life: Life, motion: Motion) -> str:
    """A day for an act: not after what it names or announces; a report's own meeting comes before both."""
    named = (motion.evidence.place, motion.of[0] if motion.of else None)
    places = [place for place in map(life.standing.gathering, named) if place and place.closes.last]
    over = max((place.closes.last or life.today for place in places), default=life.today)
    told = [when(getattr(motion, one, None) or "unknown").last or over for one in ("closes", "physical")]
    return min(over, life.today, *told).isoformat()


def typed(life: Life, motion: Motion, name: str, value: str) -> Any:
    """A value as the field has it."""
    old = getattr(motion, name)
    if isinstance(old, tuple):
        return (*old, value) if name in {"asked_by", "leaving"} else (value,)
    if isinstance(old, dict):
        place = life.standing.gathering(motion.of[0] if motion.of else None)
        first, last = (place.opens.first, place.closes.last) if place else (None, None)
        day = min(life.today, last or life.today)
        day = max(day, first or day)
        key, _, said = value.replace("DAY", day.isoformat()).partition("=")
        return {**old, key: said}
    return int(value) if name in {"count", "number"} else value
