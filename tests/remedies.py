"""Doing what a refusal says, cause by cause, until it is cleared or must end.

An input is given, a date is used, an officer acts, another act comes first, a
day is waited for. It ends where the procedure has no way (`none`), and where
the remedy is to name another record, which is to do something else.
"""

from __future__ import annotations

from typing import Any

import msgspec

from escalade.workflow.graph import way
from escalade.workflow.motions import Introduce, Merge, Motion, Propose, ReceiveMerger, Revise, Votes
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from tests.lives import Life

DEEPEST, MOST = 6, 25
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
            if cause.remedy.kind == "act":
                if first(life, cause, depth, said) == ENDED:
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
    day = when(cause.remedy.given["on"]).first
    assert day
    assert day > life.today
    life.passes((day - life.today).days)


def first(life: Life, cause: Cause, depth: int, said: list[str]) -> str:
    """Perform the act that must come first."""
    remedy = cause.remedy
    if depth >= DEEPEST:
        raise NoWayOutError("\n".join(said))
    assert remedy.act
    assert remedy.subject
    name = remedy.given.get("records", remedy.subject)
    motion = life.fitting(remedy.act, name)
    fields = {field: value for field, value in remedy.given.items() if field != "records"}
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
    return with_fields(life, motion, dict(cause.remedy.given))


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
    if name in {"meeting", "session", "sitting", "document"}:
        changes = {"evidence": fitting.evidence, "on": fitting.on or life.today.isoformat()}
    elif name in {"title", "questions"} and isinstance(fitting, Propose | Introduce | Revise | Merge | ReceiveMerger):
        changes = {"version": fitting.version}
    elif name == "votes":
        changes = {name: Votes(votes_for=2, against=1, abstaining=0)}
    elif value or name == "at":
        changes = {name: typed(motion, name, value)}
    else:
        changes = {name: getattr(fitting, name)}
        motion = motion if changes[name] else fitting
    return msgspec.structs.replace(motion, **changes)


def typed(motion: Motion, name: str, value: str) -> Any:
    """A value as the field has it."""
    old = getattr(motion, name)
    if isinstance(old, tuple):
        return (*old, value) if name in {"asked_by", "leaving"} else (value,)
    if isinstance(old, dict):
        key, _, said = value.partition("=")
        return {**old, key: said}
    return int(value) if name in {"count", "number"} else value
