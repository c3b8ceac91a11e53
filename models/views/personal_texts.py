"""Personal texts and files beside the records: kept with them, or erased."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from escalade.models.store import statements
from escalade.models.store.projections import find_digests
from escalade.models.store.statements import Connection
from escalade.models.views.view import Subjects
from escalade.workflow.motions import ReceiveTranslation, Redact
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record, canonical, commitment_to, commitments, personal_fields
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import record_parts


def make_text_rows(record: Record) -> Iterator[tuple[str, str, str]]:
    """Make the rows of the personal texts of a record."""
    for name in personal_fields(record.motion):
        if name not in record.motion.erased:
            value, salt = msgspec.to_builtins(getattr(record.motion, name)), record.motion.salts[name]
            yield commitment_to(value, salt), salt, canonical(value).decode()


def find_records_to_erase(record: Record, subject: Subject) -> Iterator[str]:
    """Find the records whose texts a redaction erases.

    Those of its corrections and translations go with them.
    """
    if isinstance(record.motion, Redact):
        told = {one.reference: one for one in subject.told}
        for name in record.motion.records:
            yield from (name, *told[name].corrected_by, *_translations(name, subject))


def find_erasures(record: Record, subject: Subject) -> Iterator[str]:
    """Find the commitments to the texts that a redaction names."""
    written = {one.reference: one for one in subject.records}
    for name in find_records_to_erase(record, subject):
        yield from commitments(written[name])


def find_erased_files(record: Record, subject: Subject) -> Iterator[str]:
    """Find the hashes of the papers and evidence that a redaction erases."""
    written = {one.reference: one for one in subject.records}
    for name in find_records_to_erase(record, subject):
        yield from find_digests(written[name])


def refuse_to_erase_in_part(outcome: Outcome, connection: Connection) -> None:
    """Refuse a redaction that would erase too little, or too much."""
    pairs = list(zip(outcome.records, outcome.subjects, strict=True))
    names = {name for pair in pairs for name in find_records_to_erase(*pair)}
    for record, subject in pairs:
        for name in find_records_to_erase(record, subject):
            for commitment in commitments(_written(name, subject)):
                if not is_digest(commitment):
                    sentence = (
                        "{record} was written with words where a commitment was due: they are part of the record, and "
                        "nothing of it is erased."
                    )
                    raise RequestError("written-in", sentence, record=name)
                for other in _others_with(commitment, names, connection):
                    sentence = (
                        "{record} has its text in common with {other}, which would lose it too. "
                        "Redact what {other} is about in the same act."
                    )
                    raise RequestError("shared-text", sentence, record=name, other=other)


def find_sole_texts(outcome: Outcome, connection: Connection) -> Iterator[str]:
    """Find the commitments an act erases and no other record has."""
    pairs = list(zip(outcome.records, outcome.subjects, strict=True))
    names = {name for pair in pairs for name in find_records_to_erase(*pair)}
    for pair in pairs:
        for commitment in find_erasures(*pair):
            if next(_others_with(commitment, names, connection), None) is None:
                yield commitment


def find_rewritten(outcome: Outcome, connection: Connection) -> Iterator[tuple[Subject, dict[int, int]]]:
    """Find the subjects of what a redaction erased, and where that stands."""
    for record, subject in zip(outcome.records, outcome.subjects, strict=True):
        ordinals = dict.fromkeys(record_parts(name)[1] for name in find_records_to_erase(record, subject))
        places = {
            one: int(connection.execute(statements.POSITION, (subject.reference, one)).fetchone()[0])
            for one in ordinals
        }
        yield Subjects(connection)[subject.reference], places


def _others_with(commitment: str, names: set[str], connection: Connection) -> Iterator[str]:
    there = connection.execute(statements.OPENED, (commitment,)).fetchone()
    rows = connection.execute(statements.COMMITTING, (commitment.encode(),)).fetchall() if there else []
    for (name,) in rows:
        subject = Subjects(connection)[record_parts(name)[0]] if name not in names else None
        if subject and all(name not in find_records_to_erase(one, subject) for one in subject.records):
            yield name


def _written(name: str, subject: Subject) -> Record:
    return next(one for one in subject.records if one.reference == name)


def _translations(name: str, subject: Subject) -> tuple[str, ...]:
    """The translations of a record, those that others replaced among them."""
    told = subject.record(name)
    named = (
        one.reference
        for one in subject.records
        if isinstance(one.motion, ReceiveTranslation) and name in one.motion.records
    )
    return tuple(dict.fromkeys((*named, *(told.translated_by if told else ()))))
