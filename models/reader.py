"""The one way to read a register; it never makes or changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.models.backends import Place, connect, explain_damage, explain_errors
from escalade.models.store import statements
from escalade.models.store.statements import PAGE, Connection, Watch, as_keys, extent, pages, read_node, watch_nothing
from escalade.workflow.values.errors import AmbiguousReferenceError, UnknownReferenceError
from escalade.workflow.values.reference import find_similar, kind_of, record_parts, round_of

if TYPE_CHECKING:
    from escalade.models.views.view import Subjects
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject

EVERYTHING = 2**31
"""More rows than a page may have, and more records than there are."""

MOST_COMPARED = 20_000
"""How many references are compared; of a larger register, all of the round that is named besides."""

DEFERRABLE = frozenset({"debated", "referred"})
"""Where a topic stands that can be put off; only then is more of it read than a row."""
WITHOUT_OWN_TEXT = frozenset({"merged", "annulled"})
"""The states of a topic whose text is the one that it was merged into, or was taken back with it."""

LAST = "\U0010ffff"
"""A text behind which no other comes."""


class TopicRow(NamedTuple):
    """A topic and its state, as a list shows them."""

    reference: str
    round: str
    state: str
    title: dict[str, str]
    on: str
    newest: str
    provisional: bool
    waits: bool
    contradicted: bool = False
    objections: int = 0
    deferred: bool = False


MOST_KEPT = 200
"""How many subjects are kept for one kind of reader; then they are read anew."""


class Kept:
    """What was read while the register was in one state."""

    def __init__(self, state: object, connection: Connection) -> None:
        self.state, self.extent = state, extent(connection)
        self.roots: dict[int, str] = {}
        self._subjects: dict[str | None, dict[str, Subject]] = {}

    def subjects_of(self, reader: str | None) -> dict[str, Subject]:
        """The subjects that one kind of reader asked for, as it sees them."""
        found = self._subjects.setdefault(reader, {})
        if len(found) > MOST_KEPT:
            found.clear()
        return found


class Reader:
    """A register that is read; whoever watches is told of long reading.

    `kept` is what was read before while the register stood as it stands.
    """

    def __init__(
        self, connection: Connection, location: Place, watch: Watch = watch_nothing, kept: Kept | None = None
    ) -> None:
        self.connection, self.location, self.watch, self._kept = connection, location, watch, kept

    @property
    def derived(self) -> Connection:
        """What derived tables are read on."""
        return self.connection

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:
        """The register at this moment, as far as anyone asks and a reader may see."""
        return self._stand(today, self.subjects(reader))

    @property
    def present(self) -> Reader:
        """The register as it is today: this one, unless it is of the past."""
        return self

    def standing_at(self, size: int, today: date | None, reader: str | None = None) -> Standing:
        """The register when it had so many records, on a day or at this moment."""
        from escalade.models.views.view import Subjects

        return self._stand(today, Subjects(self.connection, reader, upto=size))

    def _stand(self, today: date | None, subjects: Subjects) -> Standing:
        from escalade.models.store.clock import moment, now
        from escalade.models.views.view import load_standing

        at = "" if today else moment(now())
        return load_standing(today, subjects, self.extent()[1], at)

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject as a reader may see it, loaded when it is asked for."""
        from escalade.models.views.view import Subjects

        return Subjects(self.connection, reader, kept=self._kept.subjects_of(reader) if self._kept else None)

    def extent(self) -> tuple[int, str]:
        """Read how many records there are, and when the newest was made."""
        return self._kept.extent if self._kept else extent(self.connection)

    def size(self) -> int:
        """The number of records in the ledger."""
        return self.extent()[0]

    def root(self, size: int | None = None) -> str:
        """The root of the ledger, of now or of an earlier size, in hexadecimal."""
        from escalade.workflow.ledger.tree import root

        many = self.size() if size is None else size
        known = self._kept.roots if self._kept else {}
        if many not in known:
            known[many] = root(many, self.node).hex()
        return known[many]

    def node(self, position: int) -> bytes:
        """The root of the largest perfect subtree that a record completes."""
        return read_node(self.connection, position)

    def newest(self) -> str:
        """The newest record of all; empty where there is none."""
        return next((str(row[0]) for row in self.connection.execute(statements.NEWEST_OF_ALL)), "")

    def find_newest(self, acts: Collection[str], limit: int) -> list[str]:
        """Find the newest records of some acts that everybody may read."""
        from escalade.workflow.records.audience import READERS

        shown = self.subjects(READERS[0])
        rows = self.connection.execute(statements.NEWEST_OF_ACTS, (as_keys(acts),)).fetchall()
        return list(islice((str(name) for (name,) in rows if shown.shows(name)), limit))

    def since(self, *seen: str) -> Iterator[Record]:
        """Read the records that were made after all of these, one at a time."""
        return (later for _, later in self.records(after=max(map(self.position_of, seen))))

    def position_of(self, record: str) -> int:
        """Find where a record stands in the ledger."""
        if row := self.connection.execute(statements.POSITION, record_parts(record)).fetchone():
            return int(row[0])
        raise UnknownReferenceError(record, kind="record")

    def references(self) -> list[str]:
        """Every reference there is."""
        return [row[0] for row in self.derived.execute(statements.REFERENCES)]

    def topics(
        self,
        round: str | None = None,  # noqa: A002  # the field's own word
        states: tuple[str, ...] = (),
        *,
        after: str = "",
        limit: int | None = None,
    ) -> list[TopicRow]:
        """The topics with their states, in the order of references, by pages."""
        import json  # reading one subject takes none

        first, last = bounds_of(round)
        asked = (max(after, first), last, as_keys(states), limit or EVERYTHING)
        rows = self.derived.execute(statements.TOPICS, asked).fetchall()
        contradicted = self._find_contradicted({row[0] for row in rows})
        waiting = self._find_waiting([row[0] for row in rows if row[6]])
        put_off = self._find_deferred({row[0] for row in rows if row[2] in DEFERRABLE})
        renamed = self._find_titles([row[0] for row in rows if row[2] in WITHOUT_OWN_TEXT])
        return [
            TopicRow(
                name, of, state, renamed[name] if name in renamed else json.loads(title), on, f"{name}#{newest}",
                bool(provisional), name in waiting, name in contradicted, objections, name in put_off,
            )
            for name, of, state, title, on, newest, _, objections, provisional in rows
        ]  # fmt: skip

    def _find_titles(self, names: list[str]) -> dict[str, dict[str, str]]:
        """Find what topics are called whose text is none of their own, among these."""
        if not names:
            return {}
        from escalade.workflow.subjects.topic import titles_of  # only where one is

        standing = self.standing()
        return {name: titles_of(topic) for name in names if (topic := standing.topic(name))}

    def _find_waiting(self, names: list[str]) -> frozenset[str]:
        if not names:
            return frozenset()
        from escalade.workflow.subjects.evidence import waits_for_the_chair  # only where one may

        standing = self.standing()
        return frozenset(name for name in names if waits_for_the_chair(standing.subject(name), standing))

    def _find_deferred(self, names: Collection[str]) -> frozenset[str]:
        rows = self.connection.execute(statements.DEFERRED, (as_keys(names),)).fetchall() if names else ()
        if not rows:
            return frozenset()
        topics = map(self.standing().topic, (name for (name,) in rows))
        return frozenset(topic.reference for topic in topics if topic and topic.deferral)

    def _find_contradicted(self, names: Collection[str]) -> frozenset[str]:
        """Find the topics that late facts contradict, among these."""
        rows = self.derived.execute(statements.HAPPENED, ("late fact", "")) if names else ()
        told_late = [name for *_, name in rows if name in names]
        if not told_late:
            return frozenset()
        from escalade.workflow.judge.problem import find_contradictions  # only where one may be

        standing = self.standing()
        return frozenset(name for name in told_late if find_contradictions(standing.subject(name), standing))

    def rounds(self, after: str = "", limit: int | None = None) -> list[str]:
        """The names of the rounds, the last first, by pages."""
        names = (row[0] for row in self.derived.execute(statements.ROUNDS))
        return list(islice((name for name in names if not after or name < after), limit))

    def gatherings(self, kind: str) -> list[tuple[str, str, str]]:
        """List meetings or sessions, the last first: reference, state, first day."""
        return [tuple(row) for row in self.derived.execute(statements.GATHERINGS, (kind,))]

    def history(self, reference: str) -> tuple[Record, ...]:
        """The records of a subject, each as later ones leave it."""
        if subject := self.subjects().get(reference):
            return subject.told
        raise UnknownReferenceError(reference, kind=kind_of(reference), nearest=self.nearest(reference))

    def records(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """Every record with its position, in the order of the ledger."""
        for rows in self.pages(statements.EVERY_RECORD, after):
            yield from self._decode(rows)

    def _decode(self, rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Record]]:
        from escalade.models.views.view import PersonalTexts
        from escalade.workflow.records.record import decode

        texts = PersonalTexts(self.connection)
        return ((position, decode(data, texts)) for position, data in rows)

    def find_records(
        self, sought: Sequence[Sequence[str]], reader: str | None = None, behind: str = ""
    ) -> Iterator[Record]:
        """Find the records behind one that have all the words, in their order.

        Words that follow each other are sought together, folded, the last of them maybe only begun.
        """
        phrases, last = as_keys(f" {' '.join(words)}" for words in sought), self.position_of(behind) if behind else 0
        shown = self.subjects(reader)
        while found := self.connection.execute(statements.FIND_WORDS, (last, phrases, PAGE)).fetchall():
            records = (record for _, record in self._decode(found))
            yield from (record for record in records if not shown.hides_some or shown.shows(record.reference))
            last = found[-1][0]

    def pages(self, statement: str, after: int = 0) -> Iterator[list[Any]]:
        """The rows of the ledger, some at a time; whoever watches is told."""
        return pages(self.connection, statement, after, self.watch)

    def paper(self, digest: str) -> tuple[str, bytes] | None:
        """The name and bytes of an issued paper, where they are kept here."""
        row = self.connection.execute(statements.PAPER, (digest,)).fetchone()
        return (row[0], bytes(row[1])) if row else None

    def list_left_out(self, reader: str | None = None) -> list[str]:  # noqa: ARG002  # what was leaves acts out
        """List the acts on unknown days that are left out: none today."""
        return []

    def officers(self) -> list[str]:
        """The name of every officer who ever held an office."""
        return list(dict.fromkeys(term.officer.name for term in self.standing().body.terms))

    def has(self, reference: str) -> bool:
        """Whether something is so called, in full."""
        return bool(self.connection.execute(statements.NEWEST, (reference,)).fetchone())

    def resolve(self, reference: str) -> str:
        """The full reference that a short one stands for."""
        if self.has(reference):
            return reference
        pattern = "%/" + reference.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        ending = self.derived.execute(statements.ENDING_IN, (pattern,)).fetchall()
        found = [str(name) for (name,) in ending if self.has(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousReferenceError(reference, found)
        if named := [name for kind in ("session", "meeting") if self.has(name := f"{kind}/{reference}")]:
            return named[0]
        if same := self._in_other_letters(reference):
            if len(same) > 1:
                raise AmbiguousReferenceError(reference, same)
            return same[0]
        raise UnknownReferenceError(reference, kind="topic, round or meeting", nearest=self.nearest(reference))

    def nearest(self, reference: str) -> list[str]:
        """Find what somebody may have meant, the likeliest first."""
        return list(dict.fromkeys(islice(self._close(reference), 2)))

    def _comparable(self, reference: str) -> list[str]:
        """Names to hold one against: some of all, and those of its round."""
        found = self.derived.execute(statements.SOME_REFERENCES, (MOST_COMPARED,)).fetchall()
        if "/" in reference:
            of_round = (*bounds_of(round_of(reference)), EVERYTHING)
            found += self.connection.execute(statements.OF_ROUND, of_round).fetchall()
        return list(dict.fromkeys(name for (name,) in found))

    def _in_other_letters(self, reference: str) -> list[str]:
        """Find what is so called but for capitals, in full or by its last part."""
        wanted = reference.casefold()
        full = [name for name in self._comparable(reference) if name.casefold() == wanted]
        short = [name for name in self._comparable(reference) if name.casefold().endswith(f"/{wanted}")]
        return [name for name in full or short if self.has(name)]

    def _close(self, reference: str) -> Iterator[str]:
        """Find what is alike, in full or by its last part, likeliest first."""
        names = {name: [name] for name in self._comparable(reference)}
        for name in list(names):
            short = name.rpartition("/")[2]
            if short != name:
                names[short] = [*names.get(short, ()), name]
        for close in find_similar(reference, names, len(names)):
            yield from islice((name for name in reversed(names[close]) if self.has(name)), 1)


def bounds_of(round: str | None) -> tuple[str, str]:  # noqa: A002  # the field's own word
    """The texts between which the topics of a round are called, or all."""
    return ("", LAST) if round is None else (f"{round}/", f"{round}0")  # nought comes next after the stroke


@contextmanager
def open_reader(location: Place, watch: Watch = watch_nothing) -> Iterator[Reader]:
    """Read a register that exists, as it is at one moment."""
    with (
        closing(connect(location, write=False)) as connection,
        explain_errors(location),
        explain_damage(location, connection),
    ):
        connection.begin()
        yield Reader(connection, location, watch)
