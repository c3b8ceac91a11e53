"""The texts of records: held, searched for, and translated.

A translation belongs to the text that was translated, told by its SHA-256, and
not to a place: a later version of a topic keeps the translations of what it
left as it was, and a text that was changed or corrected has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from escalade.workflow.motions import (
    COMMON,
    NOT_AT_HAND,
    Constitute,
    ReceiveTranslation,
    TermEntry,
    TermForms,
    TextVersion,
)
from escalade.workflow.motions.base import TEXTS, Leaf, Path, list_leaves, walk
from escalade.workflow.records.record import Record
from escalade.workflow.values.symbols import Symbol

Worded = Mapping[str, str]
"""A text in its languages."""


class HeldText(msgspec.Struct, frozen=True):
    """A text as a motion holds it."""

    field: str
    """Where it stands; a field within another is written `version.questions.0`."""
    texts: Worded
    version: TextVersion | None
    """The version of a topic that it is part of."""
    is_line: bool
    """Whether it is one line, and no passage."""

    @classmethod
    def of(cls, leaf: Leaf) -> HeldText:
        """A text as the walk over a motion finds it."""
        version = leaf.holder if isinstance(leaf.holder, TextVersion) else None
        return cls(".".join(map(str, leaf.path)), leaf.value, version, leaf.mark == "text")

    def is_own(self, language: str) -> bool:
        """Whether it has a language of its own, and not unofficially."""
        standing = self.version.standing.get(language, "official") if self.version else "official"
        return language in self.texts and standing == "official"


def texts_of(motion: msgspec.Struct) -> dict[str, HeldText]:
    """The texts of a motion by field; what is sealed or not at hand is none."""
    found = map(HeldText.of, list_leaves(motion, TEXTS))
    return {held.field: held for held in found}


WRITTEN = TEXTS | {"any", "item", "member", "name", "officer", "symbol"}
"""The marks of what somebody wrote; the rest are choices, dates and references."""


def list_texts(record: Record) -> list[tuple[str, str]]:
    """List the texts of a record, each with where it stands.

    Texts in their languages, the names of Members, the symbols of documents
    and items of agendas, and the officers; the first record of a subject has
    its reference too. No date or choice, which nobody wrote.
    """
    found: list[tuple[str, str]] = []
    for leaf in list_leaves(record.motion, WRITTEN):
        if leaf.mark in TEXTS:
            found += [(f"{_said(leaf.path)} ({language})", text) for language, text in leaf.value.items()]
        elif isinstance(leaf.value, str) and leaf.value and leaf.path[0] not in COMMON:
            found.append((_said(leaf.path), leaf.value))
    if record.ordinal == 1:
        found.append(("reference", record.subject))
    named = (("document", record.evidence.document), ("officer", record.officer), ("entered for", record.entered_for))
    found += [(said, name) for said, name in named if name and name != NOT_AT_HAND]
    return found


@lru_cache(maxsize=1024)
def _said(path: Path) -> str:
    steps = (str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in path if step != "version")
    return re.sub(r"(s?), (?=\d+(?:,|$))", " ", ", ".join(steps))


def join_words(record: Record) -> str:
    """Join the words of a record, folded; empty where it has none.

    They come in the order of the names of their fields: that of languages is not kept.
    """
    from escalade.workflow.values.words import split_words  # noqa: PLC0415  # only where words are kept or sought

    return " ".join(split_words("\n".join([text for _, text in sorted(list_texts(record))])))


def digest_of(text: str) -> str:
    """The SHA-256 by which a source text is told, in hexadecimal."""
    from hashlib import sha256  # noqa: PLC0415  # reading needs none

    return sha256(text.encode()).hexdigest()


def sources_in(texts: Worded, language: str) -> dict[str, str]:
    """The languages that a text may be translated from, by digest."""
    return {digest_of(text): name for name, text in texts.items() if name != language}


SHOWN = TEXTS | {"fact"}
Heard = dict[tuple[str, str], tuple[str, Record, ReceiveTranslation]]
"""The translations that were received, the latest of each text, by language and source."""


def translate_records(told: Iterable[Record], later: Iterable[Record] = ()) -> tuple[Record, ...]:
    """Records with every translation received of what they say."""
    records, heard = tuple(told), Heard()
    for record in (*records, *later):
        motion = record.motion
        if isinstance(motion, ReceiveTranslation) and not (record.annulled_by or "texts" in motion.erased):
            for path, text in motion.texts.items():
                heard[motion.language, motion.sources.get(path, "")] = text, record, motion
    return tuple(_worded(record, heard) for record in records) if heard else records


def _worded(record: Record, heard: Heard) -> Record:
    received: dict[str, None] = {}
    standings: dict[str, str] = {}

    def word(leaf: Leaf) -> Any:
        if leaf.mark in TEXTS:
            held, texts = HeldText.of(leaf), dict(leaf.value)
            for language, text, by, value in _list_additions(held, record.reference, heard):
                texts[language], received[by] = text, None
                standings.update({language: value} if held.version else {})
            return texts
        if standings and isinstance(leaf.value, TextVersion):
            standing = {**leaf.value.standing, **standings}
            standings.clear()
            return msgspec.structs.replace(leaf.value, standing=standing)
        return leaf.value

    if isinstance(record.motion, ReceiveTranslation):
        return record
    motion = walk(type(record.motion), record.motion, word, SHOWN)
    return msgspec.structs.replace(record, motion=motion, translated_by=tuple(received)) if received else record


def _list_additions(held: HeldText, reference: str, heard: Heard) -> list[tuple[str, str, str, str]]:
    sources = {digest_of(text) for text in held.texts.values()}
    return [
        (language, text, by.reference, motion.standing)
        for (language, source), (text, by, motion) in heard.items()
        if source in sources  # it is lacking, or replaced
        and (language not in held.texts or (reference in motion.records and not held.is_own(language)))
    ]


OFFICIAL, UNOFFICIAL = "official", "unofficial translation"
NAMES = ("name", "acronym", "superior_body", "organisation", "texts", "names")
"""The fields of a constitution whose texts are names that somebody gave; titles and nouns are words of a language."""
PROSE = ("background",)
"""What of a legal text is no name of it."""
SERIES = "symbol_series"
"""The place of all series of documents; that of one is its name, or its name without a year, behind a stop."""
NO_FORMS = TermForms()


def find_standing(constitution: Constitute, path: str, language: str) -> str:
    """The standing of a text in a language; empty where none is given."""
    return next((one.standing[language] for _, one in _entries(constitution, path) if language in one.standing), "")


def find_forms(constitution: Constitute, path: str, language: str) -> TermForms:
    """The forms of a name in a language, as far as they are on record."""
    return next((one.forms[language] for _, one in _entries(constitution, path) if language in one.forms), NO_FORMS)


def find_wording(constitution: Constitute, symbol: Symbol, language: str) -> tuple[str, TermForms]:
    """A document's name in a language, with its forms; empty if unworded."""
    for place in (f"{SERIES}.{symbol.series}", f"{SERIES}.{symbol.series_name}", SERIES):
        entry = constitution.terms.get(place)
        if entry and language in entry.wording:
            return entry.wording[language], entry.forms.get(language, NO_FORMS)
    return "", NO_FORMS


def is_name(path: str) -> bool:
    """Whether the text of a place is a name, which sentences are built around."""
    return path.partition(".")[0] in NAMES and path.rpartition(".")[2] not in PROSE


def find_idle(constitution: Constitute) -> tuple[str, ...]:
    """The places in the termbase at which the constitution has no text."""
    nouns = constitution.nouns.by_name if constitution.nouns else {}
    series = (Symbol(name, ()) for name in constitution.symbol_series)
    worded = [f"{SERIES}.{name}" for one in series for name in (one.series, one.series_name)]
    held = [*texts_of(constitution), *(f"nouns.{kind}" for kind in nouns), *worded]
    return tuple(place for place in constitution.terms if not any(f"{one}.".startswith(f"{place}.") for one in held))


def _entries(constitution: Constitute, path: str) -> Iterator[tuple[str, TermEntry]]:
    while path:
        if path in constitution.terms:
            yield path, constitution.terms[path]
        path = path.rpartition(".")[0]
