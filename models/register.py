"""The one way to write: an act and its records, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import zip_longest

import msgspec

from escalade.models.backends import Place, connect, explain_damage, explain_errors
from escalade.models.reader import Reader
from escalade.models.store import statements
from escalade.models.store.clock import Clock, Salts, Stamp, new_salt, now
from escalade.models.store.errors import NotKeptError
from escalade.models.store.projections import find_digests, make_columns, project
from escalade.models.store.statements import PAGE, VIEWS, Connection, as_keys, extent, read_node
from escalade.models.views.personal_texts import (
    find_erased_files,
    find_rewritten,
    find_sole_texts,
    make_text_rows,
    refuse_to_erase_in_part,
)
from escalade.models.views.view import ReplayState, Subjects, load_standing, zone_of
from escalade.workflow.ledger.tree import leaf_hash, subtree_root
from escalade.workflow.motions import Motion, Redact
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.records.record import Record, commitment_in, commitments, encode
from escalade.workflow.rules.body import refuse_without_reason
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.errors import (
    FieldError,
    Message,
    MovedMeanwhileError,
    RefusalError,
    RequestError,
    UnknownReferenceError,
)
from escalade.workflow.values.identity import mark_loaded
from escalade.workflow.values.reference import BODY, record_parts, round_of
from escalade.workflow.values.remedy import Cause, Remedy


def refuse_newer(motion: Motion, seen: tuple[str, ...], subjects: Subjects, connection: Connection) -> None:
    """Refuse if anything the act stands on is newer than what was seen.

    Who only says what somebody holds need not have heard what others said meanwhile, unless it is the same.
    """
    places = [_position(record, connection) for record in seen]
    looked_at = {record_parts(record)[0] for record in seen}  # told first: it is what they are to look at again
    for reference in sorted(subjects.consulted, key=lambda one: one not in looked_at) if places else ():
        for (ordinal,) in connection.execute(statements.NEWER, (reference, max(places))).fetchall():
            if not _is_another_voice(subjects[reference].records[ordinal - 1], motion):
                raise MovedMeanwhileError(reference, f"{reference}#{ordinal}")


def _is_another_voice(record: Record, motion: Motion) -> bool:
    """Whether a record and a motion each say what somebody holds, and not the same."""
    acts = {record.act, motion.act_name()}
    is_same = record.officer == motion.by and record.motion.to_payload() == motion.to_payload()
    return acts <= VIEWS and not (len(acts) == 1 and is_same)


def _position(record: str, connection: Connection) -> int:
    row = connection.execute(statements.POSITION, record_parts(record)).fetchone()
    if row is None:
        raise UnknownReferenceError(record, kind="record")
    return int(row[0])


class RecordBatch:
    """Records that are added to a register, inside one transaction."""

    def __init__(self, connection: Connection, size: int) -> None:
        self._connection, self.size = connection, size
        self._records: list[Sequence[object]] = []
        self._opened: dict[str, Sequence[object]] = {}
        self._nodes: dict[int, bytes] = {}
        self._touched: dict[str, tuple[Subject, dict[int, int]]] = {}
        self.has_erased = False
        """Whether a text was erased."""
        self.named: dict[str, None] = {}
        """The hashes of the files that the records name."""

    def add(self, outcome: Outcome) -> None:
        """Give the records of an act their places."""
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            self.size += 1
            data = encode(record)
            node = subtree_root(self.size, leaf_hash(data), self._node)
            self._nodes[self.size] = node
            self._records.append((self.size, *make_columns(record), data, node))
            if record.motion.personal:
                self._opened.update((row[0], row) for row in make_text_rows(record))
            self.named.update(dict.fromkeys(find_digests(record)))
            _, places = self._touched.get(subject.reference, (subject, {}))
            self._touched[subject.reference] = subject, {**places, record.ordinal: self.size}
        if isinstance(outcome.records[0].motion, Redact):
            self._erase(outcome)

    def write(self) -> None:
        """Write what was added, and what is derived from it; read it back."""
        opened = list(self._opened.values())
        for statement, rows in ((statements.ADD_RECORD, self._records), (statements.ADD_OPENED, opened)):
            if rows:
                self._connection.executemany(statement, rows)
        for subject, places in self._touched.values():
            project(self._connection, subject, places)
        if self._records:
            read_back_records(self._connection, self._records)
        if opened:
            read_back_texts(self._connection, opened)
        for gathered in (self._records, self._opened, self._nodes, self._touched):
            gathered.clear()

    def _erase(self, outcome: Outcome) -> None:
        """Erase what a redaction names, once all that came before is written."""
        self.write()
        self.has_erased = True
        erased = list(find_sole_texts(outcome, self._connection))
        self._connection.executemany(statements.ERASE_OPENED, [(commitment,) for commitment in erased])
        read_back_texts(self._connection, (), erased)
        for pair in zip(outcome.records, outcome.subjects, strict=True):
            for digest in find_erased_files(*pair):
                erase_file(self._connection, digest, pair[0].at)
        for subject, places in find_rewritten(outcome, self._connection):
            project(self._connection, subject, places)

    def _node(self, position: int) -> bytes:
        if position in self._nodes:
            return self._nodes[position]
        return read_node(self._connection, position)


def keep_files(connection: Connection, files: Iterable[tuple[str, bytes]], named: Iterable[str], at: str) -> None:
    """Keep files; write down which of those that records name were not given.

    Args:
        connection: inside a transaction.
        files: names and bytes.
        named: the hashes of those that the new records name.
        at: when that is recorded.
    """
    absent = dict.fromkeys(named)
    for name, data in files:
        digest = sha256(data).hexdigest()
        absent.pop(digest, None)
        connection.execute(statements.ADD_PAPER, (digest, name, data))
        connection.execute(statements.FORGET_ABSENT, (digest,))
        row = connection.execute(statements.PAPER, (digest,)).fetchone()
        if row is None or row[1] != data:
            raise NotKeptError(what=name)
    for digest in absent:
        if connection.execute(statements.PAPER, (digest,)).fetchone() is None:
            connection.execute(statements.ADD_ABSENT, (digest, at))


def erase_file(connection: Connection, digest: str, at: str) -> None:
    """Erase a file, after it is written down as absent."""
    connection.execute(statements.ADD_ABSENT, (digest, at))
    connection.execute(statements.ERASE_PAPER, (digest,))
    if row := connection.execute(statements.PAPER, (digest,)).fetchone():
        raise NotKeptError(what=row[0])


def read_back_records(connection: Connection, records: Sequence[Sequence[object]]) -> None:
    """Read records that were written, and refuse to go on where any differs.

    Args:
        connection: inside the transaction that wrote them.
        records: their rows, in the order of the ledger, the last of it.
    """
    position = records[0][0]
    kept = connection.execute(statements.RECORDS_FROM, (position,)).fetchall()
    for row, found in zip_longest(records, kept):
        if row is None or found is None or tuple(found) != (row[0], row[-2], row[-1]):
            subject, ordinal = (row or records[-1])[1:3]
            raise NotKeptError(what=f"{subject}#{ordinal}")


def read_back_texts(connection: Connection, texts: Iterable[Sequence[object]], erased: Iterable[str] = ()) -> None:
    """Read texts back that were written or erased, and compare them."""
    written = {str(row[0]): tuple(row) for row in texts}
    kept = {row[0]: tuple(row) for row in connection.execute(statements.TEXTS_OF, (as_keys((*written, *erased)),))}
    if kept != written:
        raise NotKeptError(what="a text")


GONE = "an_erased_text_is_gone_from_the_log"
HELD = Message(
    "The text is erased in the register. The log beside it still holds the text while another program reads there: "
    "run “escalade doctor” once that has ended."
)
"""What is said where a log could not be emptied, and the rule that says it."""


class Prefetch:
    """What nearly every act asks of a register, read in one statement.

    What the last act found or made is kept, and only what is newer is read.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Subject] = {}

    def look(self, motion: Motion) -> tuple[Subjects, str]:
        """The register as of its newest record, and when that was made."""
        known = self._known
        asked = {name: len(known[name].records) if name in known else 0 for name in (*names(motion), BODY)}
        rows = self._connection.execute(statements.AHEAD, (msgspec.json.encode(asked).decode(),)).fetchall()
        found: dict[str, list[bytes]] = {name: [] for name in asked}
        for name, data, *_ in rows:
            found[name].extend(() if data is None else (data,))
        size, last_at = rows[0][2:]
        subjects = Subjects(self._connection, upto=size or 0)
        for name, newer in found.items():
            if not asked[name]:
                subjects.preload(name, newer)
            elif not newer:  # a newer record may erase a text of an older one: then all is read again
                subjects.preload(name, known[name])
        return subjects, last_at or ""

    def keep(self, subjects: Subjects, outcome: Outcome) -> None:
        """Keep what an act found, and came to, for the next."""
        self._known = {name: one for name, one in subjects.consulted.items() if one is not None}
        self._known |= {one.reference: one for one in outcome.subjects}

    def forget(self) -> None:
        """Keep nothing."""
        self._known.clear()


def names(motion: Motion) -> set[str]:
    """List the subjects an act is about, their rounds, and its place."""
    about = (*motion.of, *map(round_of, motion.of), motion.evidence.place or BODY)
    return {name for name in about if name.isprintable()}  # what cannot be a name is refused in its turn


class BulkLoad:
    """Acts that are loaded, each tried on what came before it."""

    def __init__(
        self, connection: Connection, stamp: Stamp, loader: str | None, begun: int | None, *, warned: bool
    ) -> None:
        """Begin behind what is there.

        Args:
            connection: to the register.
            stamp: gives time and salts where an act has none.
            loader: whoever loads the acts from a file, empty where nobody is named;
                None where they are acts of today, or a ledger's own.
            begun: how many records there must be, where they go on from those.
            warned: whether warnings are looked for.
        """
        size, last_at = extent(connection)
        if begun not in {None, size}:
            sentence = "The register moved meanwhile: it has {size} records now. Load the file again."
            raise RefusalError("grown-meanwhile", sentence, size=size)
        self._connection, self._stamp, self._warned = connection, stamp, warned
        self._admission = None if loader is None else Admission(connection, size, loader)
        self.batch, self.count = RecordBatch(connection, size), 0
        self._course = ReplayState(connection, size, last_at, self.batch.write)

    def take(self, motion: Motion) -> Outcome:
        """Try an act, and add what it comes to."""
        admitted = self._admission.admit(motion) if self._admission else motion
        zone = self._course.zone
        standing = self._course.standing(self._stamp.today(zone))
        outcome = perform(self._stamp.on(admitted, self._course.last_at, zone), standing, warned=self._warned)
        if self._admission:
            self._admission.look(outcome)
        self.batch.add(outcome)
        for subject in outcome.subjects:
            self._course.take(subject)
        self.count += 1
        if self.count % PAGE == 0:  # begin afresh, so that memory stays as it is
            self.batch.write()
            self._course = ReplayState(self._connection, self._course.position, self._course.last_at, self.batch.write)
        return outcome


class Admission:
    """The acts of a case file, each as it may be recorded.

    An empty register takes over what a case file says of the past, its times and
    salts. Behind other records a file is what somebody loads today: `known-at`
    would tell lies otherwise.
    """

    def __init__(self, connection: Connection, size: int, loader: str) -> None:
        """Admit behind so many records what somebody loads, who is named then."""
        if size and not loader:
            sentence = (
                "The register has {size} records already. What is loaded behind them is recorded as loaded now, and by "
                "whom: name yourself with --as OFFICER."
            )
            raise RequestError("no-loader", sentence, size=size)
        self._connection, self._loader, self._behind = connection, loader, size > 0
        self._salts, self._commitments = set[str](), set[str]()

    def admit(self, motion: Motion) -> Motion:
        """Let an act through, as loaded now where it comes behind others."""
        for name in motion.erased:
            if not is_digest(commitment_in(getattr(motion, name, None)) or ""):
                raise FieldError(
                    name, Message("is named among the texts that were erased, and is no commitment to one")
                )
        if self._behind:
            return msgspec.structs.replace(motion, at="", identity=mark_loaded(self._loader), salts={})
        for name, salt in motion.salts.items():
            if salt in self._salts:
                problem = Message("was used for another text; leave it out, and one is drawn")
                raise FieldError(f"salts.{name}", problem)
            self._salts.add(salt)
        return motion

    def look(self, outcome: Outcome) -> None:
        """Refuse a commitment that another act has made."""
        made = {one for record in outcome.records if record.motion.personal for one in commitments(record)}
        for one in made:
            brought = any(record.motion.erased for record in outcome.records)
            if one in self._commitments or (brought and self._is_kept(one)):
                problem = Message("has a commitment that another act made; nothing is erased twice over")
                raise FieldError("erased", problem)
        self._commitments |= made

    def _is_kept(self, commitment: str) -> bool:
        return self._connection.execute(statements.OPENED, (commitment,)).fetchone() is not None


class Register:
    """A register that is written to; its stamp gives time and salts."""

    def __init__(self, connection: Connection, location: Place, stamp: Stamp) -> None:
        self.connection, self.location, self.stamp = connection, location, stamp
        self._prefetched = Prefetch(connection)

    @property
    def reader(self) -> Reader:
        """What reads it, on the same connection."""
        return Reader(self.connection, self.location)

    def standing(self) -> Standing:
        """The register at this moment."""
        _, last_at = extent(self.connection)
        subjects = Subjects(self.connection)
        return load_standing(self.stamp.today(zone_of(subjects)), subjects, last_at)

    def act(
        self,
        motion: Motion,
        *,
        seen: tuple[str, ...] = (),
        dry_run: bool = False,
        papers: Iterable[tuple[str, bytes]] = (),
    ) -> Outcome:
        """Try a motion, and record what it comes to.

        Args:
            motion: the wish; its time and salts are filled in where empty.
            seen: records that the officer had before them.
            dry_run: show the records and make none.
            papers: names and bytes of files that the act issues; they are kept.
        """
        refuse_erased(motion)
        held = self.connection.snapshot() if dry_run else self.connection.transaction()
        with explain_errors(self.location), held:  # nobody writes from what is read to what is written
            subjects, last_at = self._prefetched.look(motion)
            zone = zone_of(subjects)
            standing = load_standing(self.stamp.today(zone), subjects, last_at)
            outcome = self._tried(self.stamp.on(motion, last_at, zone), standing, subjects, seen)
            refuse_to_erase_in_part(outcome, self.connection)
            refuse_without_reason(motion)
            if dry_run:
                return outcome
            self._append(outcome, subjects.upto, papers)
        if isinstance(motion, Redact):
            self._prefetched.forget()
            return self._emptied(outcome)
        self._prefetched.keep(subjects, outcome)
        return outcome

    def _append(self, outcome: Outcome, size: int, papers: Iterable[tuple[str, bytes]]) -> None:
        batch = RecordBatch(self.connection, size)
        batch.add(outcome)
        batch.write()
        keep_files(self.connection, papers, batch.named, outcome.records[0].at)

    def load(
        self,
        motions: Iterable[Motion],
        done: Callable[[Motion, Outcome], None] = lambda _motion, _outcome: None,
        papers: Iterable[tuple[str, bytes]] = (),
        *,
        loader: str | None = None,
        begun: int | None = None,
        warned: bool = True,
    ) -> int:
        """Replay acts through the procedure: all of them, or none.

        Args:
            motions: the acts, in order.
            done: told of each act and what it came to.
            papers: names and bytes of files that the acts issue; they are kept.
            loader: whoever loads them from a file, empty where nobody is named;
                None where they are acts of today, or a ledger's own.
            begun: how many records there must be, where they go on from those.
            warned: whether warnings are looked for; what was sealed elsewhere warns nobody again.
        """
        with explain_errors(self.location), self.connection.transaction():
            loading = BulkLoad(self.connection, self.stamp, loader, begun, warned=warned)
            for motion in motions:
                done(motion, loading.take(motion))
            loading.batch.write()
            named = loading.batch.named
            keep_files(self.connection, papers, named, self.stamp.moment() if named else "")
        if loading.batch.has_erased:
            self.connection.empty_log()
        return loading.count

    def _tried(self, motion: Motion, standing: Standing, subjects: Subjects, seen: tuple[str, ...]) -> Outcome:
        """Try the act; what moved since it was seen is said before any cause."""
        try:
            outcome = perform(motion, standing)
        except RefusalError:
            refuse_newer(motion, seen, subjects, self.connection)
            raise
        refuse_newer(motion, seen, subjects, self.connection)
        return outcome

    def _emptied(self, outcome: Outcome) -> Outcome:
        """Cut the log in which an erased text still stands, or warn that it does."""
        if self.connection.empty_log():
            return outcome
        subject = outcome.records[0].subject
        cause = Cause(rule=GONE, subject=subject, sentence=HELD, remedy=Remedy(kind="none"), severity="warning")
        return outcome._replace(warnings=(*outcome.warnings, cause))


def refuse_erased(motion: Motion) -> None:
    """Refuse an act of today that says of a text that it was erased."""
    if motion.erased:
        raise FieldError("erased", Message("is for case files; an act of today brings its texts"))


@contextmanager
def open_register(location: Place, *, clock: Clock = now, salts: Salts = new_salt) -> Iterator[Register]:
    """Write to a register that exists."""
    connection = connect(location, write=True)
    try:
        with explain_damage(location, connection):
            yield Register(connection, location, Stamp(clock, salts))
    finally:
        connection.close()
