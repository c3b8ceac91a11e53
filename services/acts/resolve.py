"""From what was typed to full references: short names, rounds, officers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Sequence
from typing import Any

import msgspec

from escalade.models.reader import Reader
from escalade.services.acts.correction import own
from escalade.services.acts.fields import is_lacking, shape_of
from escalade.services.acts.references import NobodyAppointedError, find_speller, gathering, record, spell_officer
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Issue, Motion
from escalade.workflow.motions.base import Leaf, walk
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import sources_in, texts_of
from escalade.workflow.records.validation import NEW
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import OPEN
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RefusalError, RequestError, Series, Word
from escalade.workflow.values.reference import MalformedReferenceError, kind_of, round_of
from escalade.workflow.values.step import FOUND_BY_DAY
from escalade.workflow.values.symbols import Symbol, SymbolError

MOST_NAMED = 5
"""How many issued papers are named where none was meant."""


class NoTopicStandsThereError(RefusalError):
    """No topic of the round stands where the act starts from."""

    def __init__(self, act: str, round_: str, origins: tuple[str, ...]) -> None:
        self.round = round_
        super().__init__(
            "No topic of {round} is {states}, and “{act}” starts from there. “escalade list” shows where they stand.",
            round=round_,
            states=Series(map(Word, origins), " or "),
            act=Word(act),
        )


class UnissuedPaperError(RequestError):
    """No paper was issued under a symbol, or several were."""

    def __init__(self, symbol: str, issued: Sequence[str], others: Sequence[str] = ()) -> None:
        self.symbol, self.issued, self.others = symbol, tuple(issued), tuple(others)
        said = (
            "{symbol} may mean {papers}; name the record."
            if issued
            else "No paper was issued under {symbol}; the newest that were are {papers}."
            if others
            else "No paper was issued under {symbol}, nor any other so far."
        )
        super().__init__(said, symbol=symbol, papers=Series(issued, " or ") if issued else Series(others))


def about_something(act: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, once they name what the act is about."""
    name = "records" if MOTIONS[act].argument == "records" else "of"
    if not fields.get(name) and not MOTIONS[act]().of:
        sentence = "“{act}” is to be told what it is about: “escalade {act} {argument}”."
        raise RequestError("argument-missing", sentence, act=act.replace(" ", "-"), argument=shape_of(act).metavar)
    if act == "appoint" and is_lacking(fields.get("name")):
        raise NobodyAppointedError
    return fields


def subjects(act: str, words: tuple[str, ...], fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with what the words behind the command name, in full."""
    argument = MOTIONS[act].argument
    if argument == "gathering":
        return {**fields, "of": [gathering(word) for word in words] or fields.get("of", [])}
    if argument == "records":
        named = [find_paper(word, reader) if act == "dispatch" else word for word in words] or fields.get("records", ())
        return {**fields, "records": list(named)}
    if argument in {"topics", "topic", "topic or round"}:
        names = [topic(act, word, reader) for word in words or fields.get("of", ())]
        left = {reader.resolve(name) for name in fields.get("leaving", ())}
        full = expand_topics(act, names, reader, left) if argument == "topics" else names
        return {**fields, "of": order_by_approval(full, reader) if act == "launch" else full}
    if argument == "round":
        return {**fields, "of": list(words) or fields.get("of", [])}
    named = {argument: words[0]} if words else {}
    return {**fields, **named, **_round_received_in(act, fields, reader)}


def find_paper(word: str, reader: Reader) -> str:
    """The record that issued a paper, named by it or by its symbol."""
    if "#" in word or not word:
        return word
    standing = reader.standing()
    papers = sorted((found for name in reader.rounds() for found in standing.round(name).papers), key=_moment)
    series = tuple({one.name.partition("/")[0] for _, one in papers})  # those of today may be others
    try:
        wanted = Symbol.parse(word, series=series)
    except SymbolError:
        wanted = None
    fitting = [
        (record.reference, one) for record, one in papers
        if wanted and wanted.language in {None, one.language}
        and Symbol.parse(one.name, series=series) == wanted.in_language(None)
    ]  # fmt: skip
    if len(fitting) != 1:
        others = [f"{record.evidence.document} ({record.reference})" for record, _ in papers[-MOST_NAMED:]]
        raise UnissuedPaperError(word, [f"{name} ({one.language}, {one.form})" for name, one in fitting], others)
    return fitting[0][0]


def _moment(paper: tuple[Record, Issue]) -> tuple[str, str]:
    return paper[0].at, paper[0].reference


def topic(act: str, word: str, reader: Reader) -> str:
    """A topic or round in full; one that is new is written in full."""
    if act not in NEW:
        return reader.resolve(word)
    if kind_of(word) != "topic":
        raise MalformedReferenceError(text=word)
    return word


def expand_topics(act: str, names: list[str], reader: Reader, left: Container[str] = ()) -> list[str]:
    """The topics named, a round standing for those that the act starts from.

    Those that the act is to leave are none of them.

    Raises:
        NoTopicStandsThereError: a round has no such topic.
    """
    origins = tuple(
        step.origin for step in PROCEDURE.steps.values() if step.act == act and step.of == "topic" and step.origin
    )
    found: list[str] = []
    for name in names:
        if kind_of(name) != "round":
            found.append(name)
            continue
        rows = [row.reference for row in reader.topics(name, origins) if row.reference not in left]
        if not rows:
            raise NoTopicStandsThereError(act, name, origins)
        found.extend(rows)
    return found


def order_by_approval(names: list[str], reader: Reader) -> list[str]:
    """Put topics that one act launches into the order of their approval."""
    topics = [found for name in names if len(names) > 1 and (found := reader.standing().topic(name)) is not None]
    places = {name: place for topic in topics for place, name in enumerate(topic.taken_in_order)}
    return sorted(names, key=lambda name: places.get(name, -1))


def _round_received_in(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The round of a contribution: that of what it concerns, or the newest."""
    if act != "receive" or fields.get("of"):
        return {}
    concerned = [reader.resolve(name) for name in fields.get("concerns", ())]
    rounds = [name for name in reader.references() if kind_of(name) == "round"]
    of = [round_of(concerned[0])] if concerned else rounds[-1:]
    return {"of": of}


def expand_references(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with references, places and names as records have them."""
    known = reader.officers()
    expand: dict[str, Callable[[str], str]] = {
        **dict.fromkeys(("sister", "topic", "topic or round"), reader.resolve),
        **dict.fromkeys(("objection", "record"), lambda word: record(word, reader)),
        "meeting": lambda word: _said_lacking(word.removeprefix("meeting/")),
        "session": lambda word: _said_lacking(word.removeprefix("session/")),
        "officer": lambda word: spell_officer(_said_lacking(word), known),
        "member": find_speller(act, reader),
    }

    def expanded(leaf: Leaf) -> Any:
        """A name in full; what is no text is left to be refused."""
        try:
            return expand[leaf.mark](leaf.value) if leaf.value and isinstance(leaf.value, str) else leaf.value
        except RequestError as error:
            error.field = error.field or ".".join(map(str, leaf.path))
            raise

    full = walk(MOTIONS[act], fields, expanded, frozenset(expand))
    if act == "appoint" and isinstance(full.get("name"), str):
        full["name"] = unicodedata.normalize("NFC", full["name"]).strip()
    return {**full, "set_aside": others(full.get("of", []), reader)} if full.get("set_aside") is True else full


def _said_lacking(name: str) -> str:
    """A name as it was typed; what is not at hand, as records say it."""
    return NOT_AT_HAND if is_lacking(name) else name


def others(names: list[str], reader: Reader) -> list[str]:
    """The topics of the same rounds that are named by none of these."""
    rounds = dict.fromkeys(round_of(name) for name in names)
    rows = [row for name in rounds for row in reader.topics(name)]
    return [row.reference for row in rows if row.state in OPEN and row.reference not in names]


def with_sources(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with the digests of what is translated, where none are given.

    A text in several languages is taken to be translated from its first.
    """
    if fields.get("sources") or not fields.get("records"):
        return fields
    held = texts_of(own(fields["records"][0], reader).motion)
    language, given = fields.get("language", ""), fields.get("texts", {})
    sources = {path: sources_in(held[path].texts, language) for path in given if path in held}
    return {**fields, "sources": {path: next(iter(found)) for path, found in sources.items() if found}}


NAMED = {
    "meeting_is_named": "meeting",
    "meeting_or_circulation_is_named": "meeting",
    "session_is_named": "session",
}
"""By rule that a place is named, its kind."""


def find_places(act: str) -> set[str]:
    """Find the kinds of place at which an act has to happen, or else may."""
    rules = {rule for step in PROCEDURE.steps.values() if step.act == act for rule in step.rules}
    may_happen = set(NAMED.values()) if FOUND_BY_DAY in rules else set[str]()
    return {kind for rule, kind in NAMED.items() if rule in rules} or may_happen


def with_place(act: str, motion: Motion, standing: Standing) -> Motion:
    """The motion with the meeting or sitting that its day falls into alone."""
    kinds = {
        NAMED[rule] for step in PROCEDURE.steps.values() if step.act == act for rule in step.rules if rule in NAMED
    }
    day = when(motion.on or standing.today.isoformat()).day
    if not kinds or day is None or motion.evidence.place or _needs_none(motion, standing):
        return motion
    known = (one for kind in kinds for one in closing_from(kind, day, standing) if one.opens.day and one.closes.day)
    found = [one for one in known if one.opens.day <= day <= one.closes.day]  # type: ignore[operator]  # they are known
    if len(found) != 1:
        return motion
    sittings = [int(number) for number, on in found[0].convened.sittings.items() if when(on).day == day]
    sitting = {"sitting": sittings[0]} if found[0].kind == "session" and len(sittings) == 1 else {}
    there = msgspec.structs.replace(motion.evidence, **{found[0].kind: found[0].label}, **sitting)
    return msgspec.structs.replace(motion, evidence=there)


def _needs_none(motion: Motion, standing: Standing) -> bool:
    """Whether it was done in writing, or may have been by a silence."""
    is_in_writing = getattr(motion, "how", "") == "correspondence" or bool(getattr(motion, "silence", ""))
    topics = map(standing.topic, motion.of)
    return is_in_writing or any(topic and silence_of(topic, standing) for topic in topics)
