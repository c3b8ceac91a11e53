"""Rules of the body's own acts: constitution, officers, keys, custody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from escalade.workflow.motions import NOT_AT_HAND, Motion, RevokeKey
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.rules.always import while_held
from escalade.workflow.rules.trial import (
    RuleProblem,
    Trial,
    ask,
    date_of,
    do,
    give,
    not_before,
    option_of,
    pick_only,
    rule,
    rule_of,
)
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import Message, Messages, Option, RulesBrokenError, Series, Word
from escalade.workflow.values.remedy import REQUEST, Cause, Held
from escalade.workflow.values.step import BASES
from escalade.workflow.values.symbols import Symbol, SymbolError

LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})
"""Scripts that have letters that look the same."""


@rule
def series_begin_symbols(trial: Trial) -> Iterator[RuleProblem]:
    """A series of symbols is what its documents bear before their number, strokes and points included."""
    for series in trial.field("symbol_series"):
        try:
            Symbol.parse(f"{series}/1", series=(series,))
        except SymbolError as error:
            note = "Write the series as its documents bear it."
            yield RuleProblem(str(error), give("symbol_series", note, instead=series))


@rule
def bases_have_texts(trial: Trial) -> Iterator[RuleProblem]:
    """Each legal basis that the procedure names has its text in the constitution."""
    lacking = [key for key in BASES if key not in trial.field("texts")]
    if lacking:
        said = Message("Missing: {lacking}.", lacking=Series(map(Word, lacking)))
        yield RuleProblem(said, give("texts", "Give --legal-text."))


@rule
def time_zone_exists(trial: Trial) -> Iterator[RuleProblem]:
    """The time zone of the seat is one of the time zone database."""
    try:
        ZoneInfo(trial.field("time_zone"))
    except (ValueError, OSError, LookupError):
        said = Message("“{time_zone}” is not one.", time_zone=trial.field("time_zone"))
        yield RuleProblem(said, give("time_zone", "Give --time-zone, such as Europe/Zurich."))


@rule
def first_officers_are_named(trial: Trial) -> Iterator[RuleProblem]:
    """The first officers include the secretariat and the Council secretariat."""
    held = {officer.office for officer in trial.field("officers")}
    lacking = [office for office in (SECRETARIAT, COUNCIL_SECRETARIAT) if office not in held]
    if lacking:
        said = Message("Missing: {lacking}.", lacking=Series(map(Word, lacking)))
        yield RuleProblem(said, give("officers", "Give --officers-file."))


@rule
def name_is_told_apart(trial: Trial) -> Iterator[RuleProblem]:
    """An officer's name looks like no other's, each of its words in one script; or it is said to be right."""
    name = trial.field("name") or ""
    known = [term.officer.name for term in trial.standing.body.terms]
    if name in known or trial.field("another"):
        return
    alike = next((one for one in known if _looks(one) == _looks(name)), None)
    mixed = next((word for word in name.split() if len(_scripts(word)) > 1), None)
    if alike:
        note = Message("Write {officer}, or give --another where it is somebody else.", officer=alike)
        yield RuleProblem(Message("“{name}” looks like {officer}.", name=name, officer=alike), give("another", note))
    elif mixed:
        note = Message("Write it in one script, or give --another where it is right as it stands.")
        yield RuleProblem(Message("“{word}” mixes letters of several scripts.", word=mixed), give("another", note))


def _looks(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _scripts(word: str) -> set[str]:
    return {script for letter in word if (script := unicodedata.name(letter, "").partition(" ")[0]) in LOOK_ALIKE}


@rule
def office_is_theirs_to_fill(trial: Trial) -> Iterator[RuleProblem]:
    """The Council secretariat appoints to its own desk, the secretariat to every other office."""
    office, by, body = trial.field("office"), trial.motion.by, trial.standing.body
    if not office or not by:
        return
    theirs = COUNCIL_SECRETARIAT if office == COUNCIL_SECRETARIAT else SECRETARIAT
    if not body.holds(by, theirs, trial.day):
        holders = [officer.name for officer in body.holders(theirs, trial.day)]
        remedy = ask(theirs, holders) if holders else while_held(trial, theirs)
        yield RuleProblem(Message("{officer} may not appoint to that one.", officer=by), remedy)


@rule
def something_is_amended(trial: Trial) -> Iterator[RuleProblem]:
    """An amendment says what it changes."""
    if not trial.motion.to_payload().keys() - {"authority", "since"}:
        yield RuleProblem("", give("texts", "Give what changes, such as --legal-text or --name."))


@rule
def past_phases_are_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation's online phase ends after it begins, and the physical meeting follows its beginning."""
    days = [(name, when(value)) for name in ("online_from", "online_to", "physical") if (value := trial.field(name))]
    for (earlier, first), (later, second) in pairwise(days):
        facts = {"later": Option(option_of(later)), "earlier": Option(option_of(earlier))}
        yield from not_before(second, first, date_of(later, Message("Give {later} after {earlier}.", **facts)))


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
    """
    if isinstance(motion, RevokeKey) and not motion.reason:
        note = Message("Give --reason retired or --reason compromised.")
        said = Message("“reason” is missing: what the key signed before holds, or it does not.")
        cause = Cause(rule="given:reason", subject="body", sentence=Messages(said, note), remedy=give("reason", note))
        raise RulesBrokenError(motion.act_name(), [cause])


@rule
def basis_of_the_deadline_is_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline rests on a legal text of the constitution, or on one that is not at hand."""
    constitution, basis = trial.standing.body.constitution(), trial.field("basis")
    known = tuple(constitution.texts) if constitution else ()
    if basis and basis not in (*known, NOT_AT_HAND):
        yield RuleProblem(
            Message("“{basis}” is the key of none. There are: {known}.", basis=basis, known=Series(known)),
            give("basis", "Give --basis one of them, or enter the text first (amend constitution)."),
        )


@rule
def other_deadlines_are_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """What holds in place of a deadline is another deadline on record."""
    known = {motion.name for _, motion in trial.standing.body.deadlines} - {trial.field("name")}
    for name in (one for one in trial.field("exemptions") if one not in known):
        remedy = give("exemptions", "Set that one first, or give --exemption another.", instead=name)
        yield RuleProblem(Message("“{name}” is none.", name=name), remedy)


@rule
def validity_is_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline ceases to be in force on or after the day it came into force."""
    since, until = when(trial.field("since") or trial.motion.on), trial.field("until")
    yield from not_before(when(until or UNKNOWN), since, date_of("until", "Give --until a later day."))
