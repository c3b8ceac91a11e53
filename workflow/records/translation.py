"""Translations received: they word a text in one language more.

A translation belongs to the text that was translated, told by its SHA-256, and
not to a place: a later version of a topic keeps the translations of what it
left as it was, and a text that was changed or corrected has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from escalade.workflow.motions import ReceiveTranslation, TextVersion
from escalade.workflow.motions.shape import TEXTS, Leaf, walk
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import HeldText, Worded


def digest_of(text: str) -> str:
    """The SHA-256 by which a source text is told, in hexadecimal."""
    from hashlib import sha256  # noqa: PLC0415  # reading needs none

    return sha256(text.encode()).hexdigest()


def sources_in(texts: Worded, language: str) -> dict[str, str]:
    """The languages that a text may be translated from, by digest."""
    return {digest_of(text): name for name, text in texts.items() if name != language}


class Heard:
    """The translations that were received, the latest of each text."""

    def __init__(self, translations: Iterable[Record]) -> None:
        """Take the records of translations, oldest first."""
        self.texts: dict[tuple[str, str], tuple[str, Record]] = {}
        for record in translations:
            motion = record.motion
            if isinstance(motion, ReceiveTranslation) and not (record.annulled_by or "texts" in motion.erased):
                for path, text in motion.texts.items():
                    self.texts[motion.language, motion.sources.get(path, "")] = (text, record)


SHOWN = TEXTS | {"fact"}


class Worder:
    """Words the texts of one record in the languages that were heard of."""

    def __init__(self, record: Record, heard: Heard) -> None:
        """Take the record, and what was received."""
        self.record, self.heard = record, heard
        self.received: dict[str, None] = {}
        self.standings: dict[str, str] = {}

    def word(self, leaf: Leaf) -> Any:
        """A text with its translations; a version with the standing of these."""
        if leaf.mark in TEXTS:
            return self._word_text(HeldText.of(leaf))
        if self.standings and isinstance(leaf.value, TextVersion):
            standing = {**leaf.value.standing, **self.standings}
            self.standings = {}
            return msgspec.structs.replace(leaf.value, standing=standing)
        return leaf.value

    def _word_text(self, held: HeldText) -> Worded:
        sources = {digest_of(text) for text in held.texts.values()}
        added = {}
        for (language, source), (text, record) in self.heard.texts.items():
            if source in sources and self._may_word(held, language, record):
                added[language] = text
                self.received[record.reference] = None
                if held.version:
                    self.standings[language] = getattr(record.motion, "standing")  # noqa: B009  # of a motion that translates
        return {**held.texts, **added} if added else held.texts

    def _may_word(self, held: HeldText, language: str, record: Record) -> bool:
        named = self.record.reference in getattr(record.motion, "records", ())
        return language not in held.texts or (named and not held.is_own(language))


def translate_records(told: Iterable[Record], later: Iterable[Record] = ()) -> tuple[Record, ...]:
    """Records with every translation that was received of what they say.

    Args:
        told: records as corrections and annulments leave them.
        later: translations that were received since.
    """
    records = tuple(told)
    heard = Heard((*records, *later))
    return tuple(_worded(record, heard) for record in records) if heard.texts else records


def _worded(record: Record, heard: Heard) -> Record:
    if isinstance(record.motion, ReceiveTranslation):
        return record
    worder = Worder(record, heard)
    motion = walk(type(record.motion), record.motion, worder.word, SHOWN)
    if not worder.received:
        return record
    return msgspec.structs.replace(record, motion=motion, translated_by=tuple(worder.received))
