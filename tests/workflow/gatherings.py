"""Meetings and sessions with what rests on them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import TOPIC, Life, at, en

DAY, BEFORE, AFTER = "2031-01-06", "2031-01-02", "2031-01-20"


def details(life: Life, act: str, reference: str, **fields: Any) -> list[tuple[str, str]]:
    """The causes against an act: the rule, and what it says is in the way."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, reference, **fields))
    return [(cause.rule, cause.sentence) for cause in refusal.value.causes]


def referred(life: Life) -> str:
    """A topic is referred to a session."""
    life = at(life, "unresolved")
    life.does("escalate", TOPIC, to_session=life.session())
    return f"session/{life.session()}"


def deferred(life: Life) -> str:
    """A debate is put off to a later meeting."""
    at(life, "debated").does("defer", TOPIC)
    return life.topic().live[-1].motion.leads_to[0]


def redirected(life: Life) -> str:
    """A referral is corrected: it went to another session."""
    life = at(life, "referred")
    life.does("convene", "session/Other", opens=DAY, closes="2031-01-30", place=en("Faro"))
    life.does("correct", "2031/a#4", fields={"to_session": "Other"})
    return "session/Other"


def moved(life: Life) -> str:
    """An act is corrected: it happened at another meeting."""
    life = at(life, "debated")
    life.does("convene", "meeting/other", opens=DAY, closes=DAY, place=en("Faro"))
    life.does("correct", "2031/a#2", evidence=Evidence(meeting="other"))
    return "meeting/other"


def decided(life: Life) -> str:
    """A decision is taken at a sitting."""
    at(life, "referred").does("approve", TOPIC)
    return str(life.topic().live[-1].evidence.place)


def details_or_none(life: Life, act: str, reference: str) -> list[tuple[str, str]]:
    """The causes against an act, none where it is allowed."""
    try:
        life.tries(life.fitting(act, reference))
    except RulesBrokenError as refusal:
        return [(cause.rule, cause.sentence) for cause in refusal.causes]
    return []
