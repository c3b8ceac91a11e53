"""Values that fit an act on the body or a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.workflow.ledger.checkpoints import PUBLIC_SIZE, PublicKey
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


class BlockedError(EscaladeError):
    """An act cannot be brought about."""


def find_fitting(act: str, reference: str, officer: str, standing: Standing) -> dict[str, Any]:
    """Find what an act takes that no rule gives, to try it on.

    Args:
        act: the act.
        reference: the body or round.
        officer: whoever does it.
        standing: the register.

    Raises:
        BlockedError: the register lacks what the act would be about.
    """
    if act == "hand over":
        return {"receiver": _find_receiver(officer, standing)}
    if act == "dispatch":
        issued = [record.reference for record, _ in standing.round(reference).papers]
        if not issued:
            raise BlockedError(Message("No paper of {round} was issued.", round=reference))
        return {"records": issued[-1:]}
    found: dict[str, dict[str, Any]] = {
        "receive": {"concerns": [reference]},
        "set deadline": {"basis": NOT_AT_HAND},
        "publish key": {"key": str(PublicKey("x", bytes(PUBLIC_SIZE)))},
        "revoke key": {"key": next(iter(standing.body.keys), "x")},
        "amend constitution": {"texts": {"mandate": {"citation": {"en": "x"}}}},
    }
    return found.get(act, {})


def find_kept_silence(topic: Topic | None, standing: Standing) -> str:
    """Find the circulation whose silence ended and was kept.

    A consensus that rests on it needs no meeting. There is none for a text worded anew since.
    """
    silence = silence_of(topic, standing) if topic else None
    return silence.record.reference if silence and silence.may_bear_a_consensus(standing) else ""


def _find_receiver(officer: str, standing: Standing) -> str:
    """Find another desk, to which the register may be handed over."""
    body, day = standing.body, when(standing.today.isoformat())
    desks = (one.name for office in (SECRETARIAT, COUNCIL_SECRETARIAT) for one in body.holders(office, day))
    other = next((name for name in desks if name != officer), None)
    if other is None:
        raise BlockedError(Message("No other desk is on record: appoint one first (appoint)."))
    return other
