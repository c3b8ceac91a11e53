"""The one way to write: an act and its records, in one transaction."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.models.derived import write_subject
from escalade.models.engine import Location, UnusableRegisterError, connect, explained
from escalade.models.queries import Subjects, last_at, standing_on
from escalade.workflow.errors import MovedMeanwhileError, RefusalError, UnknownReferenceError
from escalade.workflow.ledger import completed, leaf_hash
from escalade.workflow.act import Outcome, perform
from escalade.workflow.record import Record, canonical, commitment_in, commitment_to, encode, personal_fields
from escalade.workflow.reference import record_parts

if TYPE_CHECKING:
    from escalade.workflow.motion import Motion
    from escalade.workflow.standing import Standing

Clock = Callable[[], datetime]
Salts = Callable[[], str]
SKEW_SECONDS = 5.0
"""How far two clocks may differ before a time is refused as running back."""


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def new_salt() -> str:
    """Sixteen random bytes, in hexadecimal."""
    return secrets.token_hex(16)


def moment(time: datetime) -> str:
    """A moment as records write it: UTC, to the microsecond."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Register:
    """A register that is written to."""

    def __init__(self, connection: sqlite3.Connection, location: Location, clock: Clock, salts: Salts) -> None:
        """Write on a connection, with a clock and a source of salts."""
        self.connection, self.location = connection, location
        self._clock, self._salts = clock, salts

    def today(self) -> date:
        """The day it is."""
        return self._clock().astimezone().date()

    def standing(self) -> Standing:
        """The register at this moment."""
        return standing_on(self.connection, self.today(), Subjects(self.connection))

    def act(self, motion: Motion, *, seen: tuple[str, ...] = (), dry_run: bool = False) -> Outcome:
        """Try a motion, and record what it comes to.

        Args:
            motion: the wish; its time and salts are filled in where empty.
            seen: records that the officer had before them.
            dry_run: show the records and make none.

        Raises:
            RequestError: the motion is malformed.
            RefusalError: the procedure refuses it, or it moved meanwhile.
            RegisterError: the register cannot be written.
        """
        with explained(self.location):
            subjects = Subjects(self.connection)
            with self._snapshot():
                standing = standing_on(self.connection, self.today(), subjects)
                stamped = self._stamped(motion, standing.last_at)
                outcome = self._tried(stamped, standing, subjects, seen)
            if not dry_run:
                with self._transaction():
                    self._still(subjects)
                    outcome = self._in_time(outcome, stamped, standing)
                    self._append(outcome)
            return outcome

    def load(
        self, motions: Iterable[Motion], done: Callable[[Motion, Outcome], None] = lambda _motion, _outcome: None
    ) -> int:
        """Replay acts through the procedure: all of them, or none.

        Args:
            motions: the acts, in order.
            done: told of each act and what it came to.

        Raises:
            EscaladeError: the first act that is refused; nothing was recorded.
        """
        count = 0
        with explained(self.location), self._transaction():
            subjects = Subjects(self.connection)
            standing = standing_on(self.connection, self.today(), subjects)
            for motion in motions:
                standing = replace(standing, last_at=last_at(self.connection))
                outcome = perform(self._stamped(motion, standing.last_at), standing)
                self._append(outcome)
                for subject in outcome.subjects:
                    subjects.keep(subject)
                count += 1
                done(motion, outcome)
        return count

    def _tried(self, motion: Motion, standing: Standing, subjects: Subjects, seen: tuple[str, ...]) -> Outcome:
        """Try the act; what moved since it was seen is said before any cause."""
        try:
            outcome = perform(motion, standing)
        except RefusalError:
            self._unmoved(seen, subjects)
            raise
        self._unmoved(seen, subjects)
        return outcome

    def _unmoved(self, seen: tuple[str, ...], subjects: Subjects) -> None:
        """Refuse if anything the act stands on is newer than what was seen.

        Raises:
            MovedMeanwhileError: names what moved, and its newest record.
        """
        places = []
        for record in seen:
            row = self.connection.execute(statements.POSITION, record_parts(record)).fetchone()
            if row is None:
                raise UnknownReferenceError(record, kind="record")
            places.append(row[0])
        for reference in subjects.consulted if places else ():
            row = self.connection.execute(statements.NEWEST_POSITION, (reference,)).fetchone()
            if row and row[0] > max(places):
                raise MovedMeanwhileError(reference, f"{reference}#{row[1]}")

    def _still(self, subjects: Subjects) -> None:
        """Refuse if anything the act stands on moved while it was tried.

        Raises:
            MovedMeanwhileError: names what moved, and its newest record.
        """
        for reference, subject in subjects.consulted.items():
            row = self.connection.execute(statements.NEWEST, (reference,)).fetchone()
            if (row[0] if row else 0) != (len(subject.records) if subject else 0):
                raise MovedMeanwhileError(reference, f"{reference}#{row[0]}")

    def _in_time(self, outcome: Outcome, motion: Motion, standing: Standing) -> Outcome:
        """The act with a time that does not run back behind another's."""
        newest = last_at(self.connection)
        if newest <= outcome.records[0].at:
            return outcome
        return perform(msgspec.structs.replace(motion, at=newest), standing)

    def _append(self, outcome: Outcome) -> None:
        """Write the records of an act, and what is derived from them."""
        position = self.connection.execute(statements.SIZE).fetchone()[0] or 0
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            position += 1
            data = encode(record)
            node = completed(position, leaf_hash(data), self._node)
            columns = (
                record.subject,
                record.ordinal,
                record.act,
                record.officer,
                record.evidence.place,
                record.on,
                record.at,
                record.audience,
            )
            self.connection.execute(statements.ADD_RECORD, (position, *columns, data, node))
            self._keep_texts(record)
            write_subject(self.connection, subject)

    def _node(self, position: int) -> bytes:
        return bytes(self.connection.execute(statements.NODE, (position,)).fetchone()[0])

    def _keep_texts(self, record: Record) -> None:
        """Keep the personal texts of a record beside it."""
        for name in personal_fields(record.motion):
            value, salt = msgspec.to_builtins(getattr(record.motion, name)), record.motion.salts.get(name, "")
            if not commitment_in(value):
                row = (commitment_to(value, salt), salt, canonical(value).decode())
                self.connection.execute(statements.ADD_OPENED, row)

    def _stamped(self, motion: Motion, newest: str) -> Motion:
        """The motion with its day, moment and salts where it has none.

        Raises:
            UnusableRegisterError: the clock was set back.
        """
        time = self._clock()
        at = motion.at or moment(time)
        if not motion.at and at < newest:
            behind = (datetime.fromisoformat(newest) - time).total_seconds()
            if behind > SKEW_SECONDS:
                raise UnusableRegisterError(
                    self.location,
                    f"has a record made at {newest}, and this machine's clock says {at}. Set the clock right.",
                )
            at = newest
        salts = {name: motion.salts.get(name) or self._salts() for name in personal_fields(motion)}
        on = motion.on or self.today().isoformat()
        return msgspec.structs.replace(motion, at=at, on=on, salts=salts)

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Read everything as of one moment."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write everything or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def open_register(location: Location, *, clock: Clock = now, salts: Salts = new_salt) -> Iterator[Register]:
    """Write to a register that exists.

    Raises:
        RegisterError: there is none, or it cannot be written; says what to do.
    """
    connection = connect(location, write=True)
    try:
        yield Register(connection, location, clock, salts)
    finally:
        connection.close()
