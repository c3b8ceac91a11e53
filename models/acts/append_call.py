"""An act in one parcel, for a database that appends it by itself.

It holds the rows to be written, without their places in the ledger, and what the
act stood on: the database looks whether any of that moved.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.models.store.derived import columns_of, moves, row_of
from escalade.models.store.inbox_index import inbox_rows
from escalade.models.store.named_files import files_of
from escalade.models.store.naming import Named, encode_names
from escalade.models.views.personal_texts import erased_commitments, personal_text_rows
from escalade.workflow.records.record import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.models.views.view import Subjects
    from escalade.workflow.acts import Outcome
    from escalade.workflow.subjects.standing import Standing

COLUMNS = {**statements.COLUMNS, "record": statements.COLUMNS["record"][1:-1]}
"""What a parcel says of the rows of each table: of a record all but its place and its root."""


def parcel(outcome: Outcome, standing: Standing, subjects: Subjects, papers: Iterable[tuple[str, bytes]]) -> str:
    """An act with what it stood on, as JSON."""
    counts = Counter[tuple[str, str, str]]()
    for subject in outcome.subjects:
        for key, change in moves(subject):
            counts[key] += change
    kept: dict[str, tuple[str, str]] = {}
    for name, data in papers:
        kept.setdefault(sha256(data).hexdigest(), (name, hexadecimal(data)))
    absent = {digest for record in outcome.records for digest in files_of(record)} - kept.keys()
    touched = list({subject.reference: subject for subject in outcome.subjects}.values())
    rows: dict[str, Iterable[Sequence[object]]] = {
        "record": ((*columns_of(record), hexadecimal(encode(record))) for record in outcome.records),
        "opened": (row for record in outcome.records for row in personal_text_rows(record)),
        "paper": ((digest, *file) for digest, file in kept.items()),
        "absent_paper": ((digest, outcome.records[0].at) for digest in sorted(absent)),
        "subject": map(row_of, touched),
        "tally": ((*key, change) for key, change in counts.items() if change),
        "awaited": (row for subject in touched for row in inbox_rows(subject)),
    }
    added = {table: [dict(zip(COLUMNS[table], row, strict=True)) for row in rows[table]] for table in rows}
    erased = [one for pair in zip(outcome.records, outcome.subjects, strict=True) for one in erased_commitments(*pair)]
    said = {**added, "erased": erased, **stood_on(standing, subjects)}
    whole = {"seen": subjects.upto, "at": outcome.records[0].at, **{key: some for key, some in said.items() if some}}
    return msgspec.json.encode(whole).decode()


def stood_on(standing: Standing, subjects: Subjects) -> dict[str, list[str]]:
    """All that was asked for while the act was tried, by kind."""
    named = list(keys(standing.naming))
    return {
        "subjects": list(subjects.consulted),
        "rounds": list(keys(standing.siblings)),
        "named": named,
        "leading": [encode_names(key).decode() for key in named if key.startswith("to:")],
    }


def keys(answers: object) -> Iterator[str]:
    """What was asked of a list that is looked up."""
    return iter(answers.answers if isinstance(answers, Named) else ())


def hexadecimal(data: bytes) -> str:
    """Bytes as PostgreSQL reads them from text."""
    return f"\\x{data.hex()}"
