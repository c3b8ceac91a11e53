"""The register as a view: loaded when asked, cut for its reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import msgspec

from escalade.models.store import statements
from escalade.models.store.statements import (
    LAST_POSITION,
    LIMITED,
    VIEWS,
    Connection,
    Names,
    find_names,
    naming,
    of_round,
)
from escalade.workflow.motions import COMMON, Issue, Motion, fields
from escalade.workflow.records.audience import as_read, may_read, strictest
from escalade.workflow.records.record import Opened, Record, decode, personal_fields
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.standing import Standing, subject_for
from escalade.workflow.subjects.subject import Happening, Subject
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.reference import kind_of, record_parts, round_of

if TYPE_CHECKING:
    from escalade.models.as_of import Until


def mark_written() -> None:
    """Every record that was taken is in the register."""


class Siblings(Names):
    """The topics of rounds, each round looked up once and kept in step."""

    def __init__(self, subjects: Subjects) -> None:
        super().__init__(subjects, of_round)
        self._found: dict[str, tuple[str, ...]] = {}
        self._added: dict[str, set[str]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        if key not in self._found:
            self._found[key] = self._with_added(key, super().__getitem__(key))
        return self._found[key]

    def add(self, topic: str) -> None:
        """A topic is new to its round."""
        key = round_of(topic)
        self._added.setdefault(key, set()).add(topic)
        if key in self._found:
            self._found[key] = self._with_added(key, self._found[key])

    def _with_added(self, key: str, found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(self._added[key].union(found))) if key in self._added else found


class Naming(Names):
    """The records that name something, once everything is written there."""

    def __init__(self, subjects: Subjects, write: Callable[[], None]) -> None:
        super().__init__(subjects, naming)
        self._write = write

    def __getitem__(self, key: str) -> tuple[str, ...]:
        self._write()
        return super().__getitem__(key)


class ReplayState:
    """The register as of a record, which moves on with each one taken.

    What was taken may not be in the register yet: `write` is called before records are looked for.
    """

    def __init__(
        self, connection: Connection, position: int, last_at: str, write: Callable[[], None] = mark_written
    ) -> None:
        self.last_at = last_at
        self._subjects = Subjects(connection, upto=position)
        self._siblings, self._naming = Siblings(self._subjects), Naming(self._subjects, write)

    @property
    def position(self) -> int:
        """The place of the record that was taken last."""
        return self._subjects.upto

    def standing(self, today: date) -> Standing:
        """Give what the next act stands on."""
        return Standing(self._subjects, self._siblings, self._naming, today, self.last_at)

    @property
    def zone(self) -> str:
        """The zone of the seat; empty while there is none."""
        return zone_of(self._subjects)

    def subject(self, reference: str) -> Subject:
        """A subject as it is now; one without records where there is none."""
        return self._subjects.get(reference) or subject_for(reference)

    def take(self, subject: Subject) -> None:
        """Move on by a record, the newest of its subject."""
        record = subject.records[-1]
        self._subjects.upto += 1
        self.last_at = max(self.last_at, record.at)
        if len(subject.records) == 1 and subject.kind == "topic":
            self._siblings.add(subject.reference)
        self._subjects.keep(subject)


def hide_topics(records: Iterable[Record], subjects: Subjects) -> tuple[Record, ...]:
    """Hide the topics of which the reader may read nothing.

    An act may touch, concern or cite several topics, and not each is for
    every reader of its records.
    """
    return tuple([_without(record, subjects) for record in records])


def withholds(record: str, data: bytes, subjects: Mapping[str, Subject]) -> bool:
    """Whether the bytes of a record hold more than its reader may read.

    They name a topic of which the reader may know nothing, whoever objected
    before others alone. What is a commitment there tells nobody a word. The
    procedure's own view of subjects has no reader.
    """
    reader = getattr(subjects, "reader", None)
    if reader not in LIMITED:
        return False
    seen = cast("Subjects", subjects)
    written, shown = decode(data, seen.texts), seen.get(record_parts(record)[0])
    told = next((one for one in as_read(shown.readable, reader) if one.reference == record), None) if shown else None
    return told is None or told.touched != written.touched or _says_less(told.motion, written.motion)


def _says_less(told: Motion, written: Motion) -> bool:
    """Whether a motion is told otherwise than it is written, commitments left out."""
    left_out = {*COMMON, *personal_fields(written)}
    names = (info.name for info in fields(type(written)) if info.name not in left_out)
    return any(getattr(told, name) != getattr(written, name) for name in names)


def _without(record: Record, subjects: Subjects) -> Record:
    changes: dict[str, Any] = {}
    if len(record.touched) > 1 and (touched := _left(record.touched, (), subjects)) is not record.touched:
        changes["touched"] = touched
    motion, said = record.motion, {}
    for name, default in _own(type(motion)):
        value = getattr(motion, name)
        if value and (left := _left(value, default, subjects)) is not value:
            said[name] = left
    if said:
        changes["motion"] = msgspec.structs.replace(motion, **said)
    return msgspec.structs.replace(record, **changes) if changes else record


@cache
def _own(shape: type[Motion]) -> tuple[tuple[str, Any], ...]:
    """The fields that a motion adds to what every motion has, with their defaults."""
    return tuple((info.name, info.default) for info in fields(shape) if info.name not in COMMON)


def _left(value: Any, default: Any, subjects: Subjects) -> Any:
    """A value without the hidden topics that it names, however deep; itself where it names none.

    What a correction sets is as deep as the fields that it corrects: where it
    sets a hidden topic alone, nothing stands there.
    """
    if isinstance(value, str):
        return default if _names_hidden(value, subjects) else value
    if isinstance(value, Mapping):
        kept = {name: _left(one, "", subjects) for name, one in value.items() if not _names_hidden(name, subjects)}
        return value if len(kept) == len(value) and all(kept[name] is one for name, one in value.items()) else kept
    if isinstance(value, tuple | list):
        shown = [one for one in value if not (isinstance(one, str) and _names_hidden(one, subjects))]
        left = [_left(one, "", subjects) for one in shown]
        is_same = len(left) == len(value) and all(new is old for new, old in zip(left, value, strict=True))
        return value if is_same else type(value)(left)
    return value


def _names_hidden(text: str, subjects: Subjects) -> bool:
    """Whether a text is the reference of a hidden topic, or of a record of one."""
    if "/" not in text:
        return False
    reference = text.partition("#")[0]
    try:
        return kind_of(reference) == "topic" and subjects.hides(reference)
    except RequestError:  # a source or a word, and no reference
        return False


READERS = {"note": "members", "agenda": "members", "follow-up": "members"}
"""For whom the views in a kind of paper always were; the others are for the public."""


def narrow_papers(records: Iterable[Record], connection: Connection) -> tuple[Record, ...]:
    """Narrow each issue to the readers of what its paper was drawn from."""
    return tuple(_narrowed(record, connection) if record.act == "issue" else record for record in records)


def readership(record: Record, connection: Connection) -> str:
    """The readers of a paper, by the record of its issue.

    A paper that does not say for whom it was drawn was drawn from all there
    was: it is for whoever may read every record that it could print.
    """
    motion = record.motion
    if not isinstance(motion, Issue):
        return record.audience
    if motion.drawn_for:
        return strictest((record.audience, motion.drawn_for))
    name, own = record.subject, READERS.get(motion.kind or "", "public")
    found = connection.execute(
        statements.NOT_PUBLIC, (name, record.ordinal, f"{name}/", f"{name}0")
    ).fetchall()  # nought comes next after the stroke
    # of views, every kind of paper printed only what its readers may see
    drawn = (audience for act, audience in found if act not in VIEWS or may_read(own, audience))
    return strictest((record.audience, *drawn))


def _narrowed(record: Record, connection: Connection) -> Record:
    audience = readership(record, connection)
    return record if audience == record.audience else msgspec.structs.replace(record, audience=audience)


COMMITMENT = re.compile(rb'sealed"?:"?([0-9a-f]{64})')
"""A commitment as it stands in the bytes of a record, in a text or in its place."""


class PersonalTexts(Mapping[str, Opened]):
    """The personal texts that were not erased, by their commitment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getitem__(self, commitment: str) -> Opened:
        row = self._connection.execute(statements.OPENED, (commitment,)).fetchone()
        if row is None:
            raise KeyError(commitment)
        return Opened(row[0], msgspec.json.decode(row[1]))

    def of(self, written: Iterable[bytes]) -> Mapping[str, Opened]:
        """The texts that records commit to, found by one statement."""
        named = {one.decode(): 0 for data in written for one in COMMITMENT.findall(data)}
        asked = (msgspec.json.encode(named).decode(),)
        rows = self._connection.execute(statements.TEXTS_OF, asked) if named else ()
        return {row[0]: Opened(row[1], msgspec.json.decode(row[2])) for row in rows}

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._connection.execute(statements.EVERY_COMMITMENT))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Subjects(Mapping[str, Subject]):
    """Every subject by its reference, loaded when it is asked for.

    `consulted` names all that was asked for, whether it exists or not: what an act stands on.
    A reader sees what is for it, None all; `upto` is the last record that is looked at, `until`
    what is looked back to. `kept` is what was loaded for such a reader while the register stood
    as it stands, but for topics.
    """

    def __init__(
        self,
        connection: Connection,
        reader: str | None = None,
        upto: int = LAST_POSITION,
        until: Until | None = None,
        kept: dict[str, Subject] | None = None,
    ) -> None:
        self.connection, self.reader, self.upto, self._until = connection, reader, upto, until
        self._kept = {} if kept is None else kept
        self.texts = PersonalTexts(connection)
        self._prefetched: dict[str, Subject | list[bytes]] = {}
        self.consulted: dict[str, Subject | None] = {}
        self._hidden: dict[str, bool] = {}

    @property
    def are_whole(self) -> bool:
        """Whether nothing is hidden from the reader, and nothing too new."""
        return self.reader in {None, "office"} and self.upto == LAST_POSITION and self._until is None

    @property
    def hides_some(self) -> bool:
        """Whether something on record may not be there for the reader, or then."""
        return self.reader in LIMITED or self._until is not None

    def __getitem__(self, reference: str) -> Subject:
        if reference not in self.consulted:
            subject = self._kept.get(reference) or self._loaded(reference)
            self.consulted[reference] = subject if subject.state else None
            if subject.state and subject.kind != "topic":
                self._kept[reference] = subject
        found = self.consulted[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def _loaded(self, reference: str) -> Subject:
        subject = self._written(reference)
        if self.reader not in LIMITED:
            return subject
        from escalade.models.views.view import hide_topics

        return msgspec.structs.replace(subject, records=hide_topics(subject.records, self))

    def _written(self, reference: str) -> Subject:
        found = self._prefetched.get(reference)
        if isinstance(found, Subject):
            return found
        if found is None:
            found = [row[0] for row in self.connection.execute(statements.OF_SUBJECT, (reference, self.upto))]
        texts = self.texts.of(found)
        records = tuple([decode(data, texts) for data in found])
        records = self._until.cut(records) if self._until else records
        if self.reader is not None and kind_of(reference) == "round":
            from escalade.models.views.view import narrow_papers

            records = narrow_papers(records, self.connection)
        return subject_for(reference, records, reader=self.reader)

    def hides(self, reference: str) -> bool:
        """Whether a topic is one of which the reader may read nothing.

        An act on many topics is asked of each whether it touched the others: each is looked up once.
        """
        if reference not in self._hidden:
            self._hidden[reference] = self._is_hidden(reference)
        return self._hidden[reference]

    def _is_hidden(self, reference: str) -> bool:
        """The same, looked up: only one whose first record they may not read can be."""
        row = self.connection.execute(statements.AUDIENCE_AT_BIRTH, (reference,)).fetchone()
        if row is None or may_read(str(self.reader), row[0]):
            return False
        return not self._written(reference).readable

    def __iter__(self) -> Iterator[str]:
        names = (str(name) for (name,) in self.connection.execute(statements.REFERENCES).fetchall())
        return filter(self.__contains__, names) if self._until else names

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def shows(self, name: str) -> bool:
        """Whether a subject, or a record of one, is there for the reader."""
        subject = self.get(name.partition("#")[0])
        return subject is not None and ("#" not in name or subject.record(name) is not None)

    def preload(self, reference: str, found: Subject | list[bytes]) -> None:
        """Have a subject, or the bytes of its records, at hand."""
        self._prefetched[reference] = found

    def load(self, references: Iterable[str]) -> None:
        """Have subjects at hand, read together."""
        lacking = dict.fromkeys((name for name in references if name not in self.consulted), 0)
        rows = self.connection.execute(statements.AHEAD, (msgspec.json.encode(lacking).decode(),))
        for name, found in groupby(rows, itemgetter(0)):
            self.preload(name, [row[1] for row in found if row[1] is not None])

    def get(self, reference: str, default: Subject | None = None, /) -> Subject | None:  # type: ignore[override]  # no other default is asked for
        """The subject so called, if there is one; most were asked for before."""
        if reference not in self.consulted:
            return super().get(reference, default)
        return self.consulted[reference] or default

    def keep(self, subject: Subject) -> None:
        """Take a subject as it is after an act."""
        self.consulted[subject.reference] = subject


def zone_of(subjects: Mapping[str, Subject]) -> str:
    """The zone of the seat of the body; empty while there is none."""
    body = subjects.get("body")
    return body.time_zone if isinstance(body, Body) else ""


def load_standing(today: date | None, subjects: Subjects, last_at: str, now: str = "") -> Standing:
    """Load the register at this moment, as far as anyone asks."""
    siblings, named = find_names(subjects)
    awaited = partial(find_awaited, subjects) if subjects.are_whole else None
    happened = partial(find_happenings, subjects.connection)
    return Standing(subjects, siblings, named, today, last_at, now=now, find_awaited=awaited, happened=happened)


def find_happenings(connection: Connection, kind: str, first: str = "") -> Iterable[Happening]:
    """Find what may happen on a day or later, the first to end first."""
    return map(Happening._make, connection.execute(statements.HAPPENED, (kind, first)).fetchall())


def find_awaited(subjects: Subjects, is_wanted: Callable[[str], bool]) -> dict[str, set[str]]:
    """Find of what something may wait, by whose records; load it all."""
    found: dict[str, set[str]] = {}
    for whose, name, source in subjects.connection.execute(statements.AWAITED):
        if is_wanted(whose):
            found.setdefault(name, set()).add(source)
    subjects.load(found)
    return found


def view_of(subjects: Subjects, standing: Standing) -> Standing:
    """View the register at the moment of a standing, by these subjects."""
    siblings, named = find_names(subjects)
    awaited = partial(find_awaited, subjects) if subjects.are_whole and standing.find_awaited else None
    known = {"siblings": siblings, "naming": named, "find_awaited": awaited}
    return msgspec.structs.replace(standing, subjects=subjects, **known)
