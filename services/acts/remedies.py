"""Remedies that the law itself would refuse are not offered."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from escalade.services.acts.suggestions import draft_motion
from escalade.workflow.perform import as_cause, perform
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import EscaladeError, RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.remedy import Cause, Remedy

DEEPEST = 4
"""How many acts that come first of others are looked for."""
OPEN = frozenset({"input", "date", "officer"})
"""Kinds of remedies that give what a motion of known values alone lacks."""


def offer_what_would_pass(causes: Iterable[Cause], standing: Standing) -> tuple[Cause, ...]:
    """The causes, each with a remedy that the law would take today.

    Where an act that clears one would itself be refused, what clears that stands
    in its place; where nothing does, the cause has no remedy.
    """
    return tuple(_offer(cause, standing, DEEPEST) for cause in causes)


def _offer(cause: Cause, standing: Standing, depth: int) -> Cause:
    refused = _find_refusal(cause, standing) if cause.remedy.kind == "act" else ()
    first = [_offer(one, standing, depth - 1) for one in refused if depth]
    if not refused:
        return cause
    if first and all(one.remedy.kind != "none" for one in first):
        return replace(cause, remedy=replace(first[0].remedy, subject=first[0].remedy.subject or first[0].subject))
    return replace(cause, sentence=cause.problem, remedy=Remedy(kind="none"))


def _find_refusal(cause: Cause, standing: Standing) -> tuple[Cause, ...]:
    """Find why the act that clears a cause would be refused, but for what is still to be given."""
    try:
        remedy, act = cause.remedy, cause.remedy.act or ""
        perform(draft_motion(act, remedy.subject or cause.subject, remedy.office, remedy.given, standing), standing)
    except StepNotAllowedError as refusal:
        return (as_cause(refusal),)
    except RulesBrokenError as refusal:
        return tuple(one for one in refusal.causes if one.severity == "error" and one.remedy.kind not in OPEN)
    except EscaladeError:  # what it is about is still to be named
        return ()
    return ()
