"""Rules of keeping a register: one office at a time, and the keys it signs with."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import Motion, RevokeKey
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, ask, do, give, pick_only, rule, rule_of
from escalade.workflow.values.errors import RulesBrokenError
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import REQUEST, Cause, Held


@rule_of("entry")
def register_is_kept_here(trial: Trial) -> Iterator[RuleProblem]:
    """Whoever handed the register over enters nothing until it is taken back."""
    handed = trial.standing.body.handover
    if handed is None:
        return
    record, motion = handed
    facts = {"receiver": motion.receiver, "day": record.on, "record": record.reference}
    said = Message("It was handed over to {receiver} on {day} ({record}); only they may act.", **facts)
    remedy = do("take back", SECRETARIAT, "body", "Take it back, where they did not take it over.")
    if trial.motion.by == motion.receiver:
        remedy = do("take over", record.office or SECRETARIAT, "body", "Take it over first.")
    yield RuleProblem(said, remedy)


@rule
def receiver_may_act(trial: Trial) -> Iterator[RuleProblem]:
    """A register is handed over to another desk, one that may enter acts."""
    receiver, body, offices = trial.field("receiver"), trial.standing.body, (SECRETARIAT, COUNCIL_SECRETARIAT)
    if receiver and receiver == trial.motion.by:
        desks = (desk.name for office in offices for desk in body.holders(office, trial.day))
        other = next((name for name in desks if name != receiver), None)
        remedy = give("receiver", Message("Name another, such as {other}.", other=other))
        if other is None:
            remedy = do("appoint", SECRETARIAT, "body", "Appoint another desk first.", office=None)
        yield RuleProblem("You keep it already.", remedy)
    elif receiver and set(offices).isdisjoint(body.offices_of(receiver, trial.day)):
        said = Message("{receiver} does not hold the office of a secretariat on that day.", receiver=receiver)
        named = {"name": Held(receiver, REQUEST), "office": None, "since": None}
        yield RuleProblem(said, do("appoint", SECRETARIAT, "body", "Appoint them first.", **named))


@rule_of("entry")
def register_was_handed_over(trial: Trial) -> Iterator[RuleProblem]:
    """A register is taken over, or back, after it was handed over."""
    if trial.standing.body.handover is None:
        yield RuleProblem("It is kept here.")


@rule_of("entry")
def receiver_takes_it_over(trial: Trial) -> Iterator[RuleProblem]:
    """A register is taken over by whom it was handed over to."""
    handed = trial.standing.body.handover
    receiver = handed[1].receiver if handed else trial.motion.by
    if receiver != trial.motion.by:
        yield RuleProblem(Message("That is {receiver}.", receiver=receiver), ask(None, (receiver,)))


@rule
def key_can_be_read(trial: Trial) -> Iterator[RuleProblem]:
    """A public key is one line: its name, its number and the key itself."""
    if not trial.field("key"):
        return
    from escalade.workflow.ledger.checkpoints import CheckpointError, PublicKey  # noqa: PLC0415  # brings hashes along

    try:
        PublicKey.parse(trial.field("key"))
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
        yield RuleProblem("None does.")
    elif trial.field("key") and trial.field("key") not in keys:
        made = trial.standing.body.every("publish key", "hand over")
        held = {key: record for record in made if (key := getattr(record.motion, "key", None)) in keys}
        known = pick_only(Held(key, record.reference) for key, record in held.items())
        yield RuleProblem("This one does not.", give("key", "Give one that does.", known, instead=""))


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
