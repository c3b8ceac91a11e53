"""Rules of the keys that sign for a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import RevokeKey
from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, give, held_if_one, rule
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import Cause, Held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motions import Motion


@rule
def key_can_be_read(trial: Trial) -> Iterator[RuleProblem]:
    """A public key is one line: its name, its number and the key itself."""
    if not trial.field("key"):
        return
    from escalade.workflow.ledger.checkpoints import CheckpointError, PublicKey  # noqa: PLC0415  # brings hashes along

    try:
        PublicKey.read(trial.field("key"))
    except CheckpointError as error:
        yield RuleProblem(str(error), give("key", "Give the line that “escalade key show” prints."))


@rule
def key_is_not_published(trial: Trial) -> Iterator[RuleProblem]:
    """A key is published once, and never again after it was revoked."""
    made = trial.standing.body.every("publish key")
    published = [record for record in made if getattr(record.motion, "key", None) == trial.field("key")]
    if published:
        detail = Message("{record} published it.", record=published[0].reference)
        yield RuleProblem(detail, give("key", "Give a new key; “escalade key new” makes one.", instead=""))


@rule
def key_is_published(trial: Trial) -> Iterator[RuleProblem]:
    """A key is revoked that signs for this ledger."""
    keys = trial.standing.body.keys
    if not keys:
        yield RuleProblem("None does.", NOTHING)
    elif trial.field("key") and trial.field("key") not in keys:
        remedy = give(
            "key",
            "Give one that does.",
            held_if_one(
                Held(key, record.reference)
                for key in keys
                for record in trial.standing.body.every("publish key", "hand over")
                if getattr(record.motion, "key", None) == key
            ),
            instead="",
        )
        yield RuleProblem("This one does not.", remedy)


def refuse_without_reason(motion: Motion) -> None:
    """Refuse to revoke a key without a reason, which the table did not ask for.

    Revocations are on record that have none; an act of today says what becomes
    of all that the key signed.

    Raises:
        RulesBrokenError: the reason is missing.
    """
    if isinstance(motion, RevokeKey) and not motion.reason:
        note = Message("Give --reason retired or --reason compromised.")
        said = Message("“reason” is missing: what the key signed before holds, or it does not.")
        cause = Cause(rule="given:reason", subject="body", sentence=Messages(said, note), remedy=give("reason", note))
        raise RulesBrokenError(motion.act_name(), [cause])
