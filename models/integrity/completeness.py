"""What lies beside the records: checked, and made anew where derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from escalade.models.backends import Place, connect, explain_errors
from escalade.models.backends.schema_check import IntegrityFinding
from escalade.models.reader import Reader
from escalade.models.store import projections, statements
from escalade.models.store.projections import find_digests, list_files
from escalade.models.store.statements import PAGE, Connection, Watch, watch_nothing
from escalade.models.views.personal_texts import find_erasures, find_records_to_erase
from escalade.models.views.view import PersonalTexts
from escalade.workflow.motions import Redact
from escalade.workflow.records.record import Record, commitment_to, commitments, decode
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.errors import EscaladeError

UNREADABLE = (msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError, OverflowError)
"""What comes of reading records that were tampered with."""
STALE = "stands otherwise in the derived tables; run “escalade rebuild”"
SHOWN = 12
"""How many digits of a hash tell it from others, for a reader."""


class KeptTexts:
    """The personal texts that are kept, and those that records name."""

    def __init__(self, reader: Reader) -> None:
        rows = reader.connection.execute(statements.EVERY_OPENED)
        self._kept = {commitment: _is_text(commitment, salt, value) for commitment, salt, value in rows}
        self._named: dict[str, list[str]] = {}
        """By commitment, the records that name it."""
        self._erased: dict[str, str] = {}
        """By commitment, the record that says that it was erased."""

    def take(self, record: Record, data: bytes, subject: Subject) -> None:
        """Take what a record, and its bytes, say of texts."""
        if record.motion.personal:
            for commitment in filter(is_digest, commitments(decode(data, {}))):
                self._named.setdefault(commitment, []).append(record.reference)
        if isinstance(record.motion, Redact):
            then = subject_for(subject.reference, subject.records[: record.ordinal])
            self._erased |= dict.fromkeys(find_erasures(record, then), record.reference)

    def findings(self) -> Iterator[IntegrityFinding]:
        """Every text that is missing, false, or not to be there."""
        for commitment, records in self._named.items():
            erased = self._erased.get(commitment)
            if commitment not in self._kept:
                if not erased:
                    yield IntegrityFinding(records[0], "lacks its text, and no record says that it was erased")
            elif not self._kept[commitment]:
                yield IntegrityFinding(records[0], "has another text beside it than the one that was recorded")
            elif erased and len(records) == 1:
                yield IntegrityFinding(records[0], f"has a text beside it that {erased} erased")
        for commitment in self._kept.keys() - self._named.keys():
            yield IntegrityFinding(f"text {commitment[:SHOWN]}", "was never recorded: no record names it")


class Files:
    """The files that are kept, and those that records name."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._named: dict[str, dict[str, str | None]] = {}
        """By hash, the records that name a file, and what they call it."""
        self._erased: dict[str, dict[str, str]] = {}
        """By hash, the records whose file was erased, and those that say so."""

    def take(self, record: Record, subject: Subject) -> None:
        """Take what a record says of files."""
        if isinstance(record.motion, Redact):
            written = {one.reference: one for one in subject.records}
            for erased in find_records_to_erase(record, subject):
                for digest in find_digests(written[erased]):
                    self._erased.setdefault(digest, {})[erased] = record.reference
        for digest, name in list_files(record.evidence, record.motion):
            self._named.setdefault(digest, {})[record.reference] = name

    def findings(self) -> Iterator[IntegrityFinding]:
        """Every file that is missing, altered, renamed or never issued."""
        execute, there = self._reader.connection.execute, set[str]()
        for digest, name, data in execute(statements.EVERY_PAPER):
            there.add(digest)
            if not isinstance(data, bytes) or sha256(data).hexdigest() != digest:  # what is no bytes is read by nobody
                yield IntegrityFinding(name, "is not the file that was issued")
            elif digest not in self._named:
                yield IntegrityFinding(name, "was never issued: no record names it")
            elif None not in (names := self._named[digest].values()) and name not in names:
                yield IntegrityFinding(name, f"is called “{next(iter(names))}” in {next(iter(self._named[digest]))}")
            elif self._named[digest].keys() == (erased := self._erased.get(digest, {})).keys():
                yield IntegrityFinding(name, f"is kept, and {next(iter(erased.values()))} erased it")
        absent = {digest for digest, _ in execute(statements.EVERY_ABSENT)}
        for digest in self._named.keys() - there - absent:
            yield IntegrityFinding(*self._missing(digest, "is gone: {} names it, and its bytes are not kept"))

    def absent(self) -> Iterator[IntegrityFinding]:
        """Every file whose bytes were never given here."""
        there = {digest for (digest,) in self._reader.connection.execute(statements.EVERY_DIGEST)}
        for digest, at in self._reader.connection.execute(statements.EVERY_ABSENT).fetchall():
            if digest in self._named and digest not in there:
                erased = next(iter(self._erased.get(digest, {}).values()), None)
                how = f"{erased} erased it" if erased else f"{{}} was recorded here without it on {at[:10]}"
                yield IntegrityFinding(*self._missing(digest, f"is not kept here: {how}"))

    def _missing(self, digest: str, what: str) -> tuple[str, str]:
        """Name a file that is not there, and say what is to be said of it."""
        record, name = next(iter(self._named[digest].items()))
        return name or f"file {digest[:SHOWN]}", what.format(record)


def sort_findings(findings: Iterator[IntegrityFinding]) -> list[IntegrityFinding]:
    """Findings by where they are, and what."""
    return sorted(findings, key=lambda one: (one.where, one.what))


def _is_text(commitment: str, salt: str, value: object) -> bool:
    try:
        return isinstance(value, str) and commitment_to(msgspec.json.decode(value), salt) == commitment
    except UNREADABLE:
        return False


def check_derivations(reader: Reader) -> tuple[list[IntegrityFinding], list[IntegrityFinding]]:
    """Hold what lies beside the records against them.

    That is the derived tables, the personal texts, and the files. Which of those
    were never given here is told apart, and comes second. Where a text is missing or
    false itself, what is derived of its subject is not told of besides.
    """
    connection, texts, stale = reader.connection, PersonalTexts(reader.connection), list[str]()
    kept, files = KeptTexts(reader), Files(reader)
    for reference, places, data in by_subject(reader):
        try:
            subject = subject_of(reference, data, texts)
            for record, one in zip(subject.records, data, strict=True):
                kept.take(record, one, subject)
                files.take(record, subject)
            is_derived = all(
                one.kept(connection, reference, places) == set(one.rows(subject, places))
                for one in projections.PROJECTIONS
            )
        except (EscaladeError, *UNREADABLE):  # the records contradict each other
            is_derived = False
        if not is_derived:
            stale.append(reference)
    found = [*sort_findings(kept.findings()), *sort_findings(files.findings())]
    lost = {one.where.partition("#")[0] for one in found}
    strays = (key for one in projections.PROJECTIONS for key in one.strays(connection))
    named = (f"record {key}" if isinstance(key, int) else str(key) for key in strays)
    told = [IntegrityFinding(name, STALE) for name in (*(one for one in stale if one not in lost), *named)]
    return [*dict.fromkeys(told), *found], sorted(files.absent(), key=lambda one: one.where)


def bytes_of(value: object) -> bytes:
    """Convert whatever stands where bytes should."""
    return value if isinstance(value, bytes) else str(value).encode()


def by_subject(reader: Reader) -> Iterator[tuple[str, dict[int, int], list[bytes]]]:
    """Each subject, the position of each record of it, and their bytes."""
    size, done = reader.size(), 0
    for reference, rows in groupby(_in_order(reader), itemgetter(0)):
        found = list(rows)
        yield reference, {row[1]: row[2] for row in found}, [row[3] for row in found]
        done += len(found)
        reader.watch(done, size)


def _in_order(reader: Reader) -> Iterator[Any]:
    last: tuple[str, int] = ("", 0)
    while rows := reader.connection.execute(statements.IN_ORDER, (*last, PAGE)).fetchall():
        yield from rows
        last = rows[-1][:2]


def subject_of(reference: str, data: Sequence[bytes], texts: PersonalTexts) -> Subject:
    """A subject as its records tell it."""
    return subject_for(reference, tuple([decode(one, texts) for one in data]))


def rebuild(location: Place, watch: Watch = watch_nothing) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    with closing(connect(location, write=True)) as connection, explain_errors(location), connection.transaction():
        return derive_anew(connection, Reader(connection, location, watch))


def derive_anew(connection: Connection, reader: Reader) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    for one in projections.PROJECTIONS:
        connection.execute(one.clear)
    texts, subjects = PersonalTexts(connection), 0
    for reference, places, data in by_subject(reader):
        projections.project(connection, subject_of(reference, data, texts), places)
        subjects += 1
    return subjects
