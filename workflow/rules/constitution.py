"""Rules of the body's own acts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.rules.always import while_held
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, ask, date_of, give, lies_before, option_of, rule
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message, Option, Series, Word
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
        if not first.may_precede(second):
            facts = {"later": Option(option_of(later)), "earlier": Option(option_of(earlier))}
            remedy = date_of(later, Message("Give {later} after {earlier}.", **facts))
            yield RuleProblem(lies_before(second.text, first.text), remedy)
