"""The body: its constitution on a day, and who holds which office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import msgspec

from escalade.workflow.motions import (
    COMMON,
    Constitute,
    HandOver,
    LegalText,
    Motion,
    Nouns,
    Officer,
    PublishKey,
    RecordConsultation,
    RevokeKey,
    SetDeadline,
    TermEntry,
)
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.subject import Subject, each, motion_of, pair_with_motion
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.identity import name_round_of_copy

EMPTY: tuple[Any, ...] = (None, "", {}, ())
"""What stands in a field that was not given; a count of nought was."""
_MERGED = ("texts", "names", "office_titles", "languages")


class Term(msgspec.Struct, frozen=True):
    """An officer's term, with the record that gave it."""

    officer: Officer
    record: str
    superseded_from: When | None = None

    @property
    def until(self) -> str | None:
        """The day on which it ended or ends: its own, or that of the next chair."""
        return self.officer.until or (self.superseded_from.text if self.superseded_from else None)

    def may_cover(self, day: When) -> bool:
        """Whether the officer may have held the office on that day."""
        ended = self.officer.until is not None and not day.may_precede(when(self.officer.until))
        anew = self.superseded_from.last if self.superseded_from else None  # another chair certainly took over
        superseded = anew is not None and day.first is not None and anew <= day.first
        return when(self.officer.since).may_precede(day) and not ended and not superseded


class Body(Subject, frozen=True):
    """The group, as its records constitute it."""

    consultations = each(RecordConsultation)
    """The consultations held before the register."""
    deadlines = each(SetDeadline)
    """The deadlines ever set; later ones replace."""
    revoked = each(RevokeKey)

    @property
    def copy_of(self) -> str:
        """The round that the register is a working copy of; empty for none."""
        return name_round_of_copy(self.records[0].identity) if self.records else ""

    @cached_property
    def time_zone(self) -> str:
        """The zone of the seat; empty where there is none."""
        constitution = self.constitution()
        return constitution.time_zone if constitution else ""

    def constitution(self, day: When | None = None) -> Constitute | None:
        """The constitution on a day, or as last amended."""
        return self._as_amended if day is None else self._constituted_on(day)

    _as_amended = cached_property(lambda self: self._constituted_on(None))

    def _constituted_on(self, day: When | None) -> Constitute | None:
        current = motion_of(self.last("constitute"), Constitute)
        if current is None:
            return None
        for record in self.every("amend constitution"):
            since = getattr(record.motion, "since", None) or record.on
            if day is None or when(since).may_precede(day):
                current = _amended(current, record.motion)
        return current

    def legal_texts(self, day: When) -> dict[str, LegalText]:
        """The legal texts that may be cited on a day, each in its last version."""
        found: dict[str, LegalText] = {}
        for record in self.every("constitute", "amend constitution"):
            texts: Mapping[str, LegalText] = getattr(record.motion, "texts", {})
            if record.act == "constitute" or when(getattr(record.motion, "since", None) or record.on).may_precede(day):
                found |= {key: text for key, text in texts.items() if text.may_be_cited(day)}
        return found

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term of office, in the order recorded; a new chair ends the old."""
        first = self.last("constitute")
        constitution = motion_of(first, Constitute)
        named = constitution.officers if constitution else ()
        terms = [Term(officer, first.reference) for officer in named if first]
        for record in self.every("appoint"):
            fields = msgspec.structs.asdict(record.motion)
            given = {name: fields[name] for name in Officer.__struct_fields__}
            terms.append(Term(Officer(**{**given, "since": given["since"] or record.on}), record.reference))
        began = [when(term.officer.since).first or date.min for term in terms]
        chairs = sorted((n for n, term in enumerate(terms) if term.officer.office == "chair"), key=began.__getitem__)
        ends = {place: when(terms[later].officer.since) for place, later in pairwise(chairs)}
        return tuple(msgspec.structs.replace(term, superseded_from=ends.get(place)) for place, term in enumerate(terms))

    @cached_property
    def _held(self) -> dict[tuple[str, str, When], bool]:
        return {}

    def holders(self, office: str, day: When) -> tuple[Officer, ...]:
        """List who may have held an office on a day."""
        return tuple(term.officer for term in self.terms if term.officer.office == office and term.may_cover(day))

    def chairs_on_record(self, day: When) -> tuple[Officer, ...]:
        """List the chairs of a day whose terms began on a known one."""
        return tuple(officer for officer in self.holders("chair", day) if officer.since != UNKNOWN)

    def holds(self, name: str, office: str, day: When) -> bool:
        """Whether an officer may have held an office on a day."""
        asked = (name, office, day)
        held = self._held.get(asked)
        if held is None:
            terms = (term for term in self.terms if (term.officer.name, term.officer.office) == (name, office))
            held = self._held[asked] = any(term.may_cover(day) for term in terms)
        return held

    def offices_of(self, name: str, day: When) -> tuple[str, ...]:
        """The offices that an officer may have held on a day."""
        held = (term.officer.office for term in self.terms if term.officer.name == name and term.may_cover(day))
        return tuple(dict.fromkeys(held))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The public keys that sign for this ledger: listed, not revoked."""
        return tuple(key for key in self.every_key if key not in self.revocations)

    @cached_property
    def revocations(self) -> dict[str, tuple[Record, RevokeKey]]:
        """By public key, what revoked it."""
        return {motion.key: (record, motion) for record, motion in self.revoked}

    @property
    def every_key(self) -> tuple[str, ...]:
        """The keys that were published, and those of receivers of the register."""
        made = (record.motion for record in self.every("publish key", "hand over"))
        return tuple(dict.fromkeys(one.key for one in made if isinstance(one, PublishKey | HandOver) and one.key))

    @cached_property
    def handover(self) -> tuple[Record, HandOver] | None:
        """The hand-over that nobody has ended by taking the register over or back."""
        return pair_with_motion(self.last("hand over", "take over", "take back"), HandOver)


def _amended(constitution: Constitute, amendment: Motion) -> Constitute:
    changed = {
        name: value
        for name in amendment.__struct_fields__
        if name not in COMMON
        and name not in {"authority", "since"}
        and (value := getattr(amendment, name)) not in EMPTY
    }
    for name in _MERGED:
        if name in changed:
            changed[name] = {**getattr(constitution, name), **changed[name]}
    if "terms" in changed:
        terms, new = constitution.terms, changed["terms"]
        changed["terms"] = {**terms, **{place: _joined(terms.get(place, TermEntry()), new[place]) for place in new}}
    if constitution.nouns and "nouns" in changed:
        had, anew = constitution.nouns.by_name, changed["nouns"].by_name
        changed["nouns"] = Nouns(**{**had, **{name: {**had.get(name, {}), **forms} for name, forms in anew.items()}})
    return msgspec.structs.replace(constitution, **changed)


def _joined(old: TermEntry, new: TermEntry) -> TermEntry:
    return TermEntry(**{name: {**getattr(old, name), **getattr(new, name)} for name in TermEntry.__struct_fields__})
