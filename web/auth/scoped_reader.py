"""A reader limited to an audience: what it may not read is not there.

References, suggestions and lists come from here, so that what is hidden is
answered exactly as what was never recorded. Only the size and the root of the
ledger are those of all: they are what papers and checkpoints vouch for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from escalade.models.reader import Reader, TopicRow
from escalade.models.store import statements
from escalade.models.store.clock import Stamp, new_salt, now
from escalade.models.views.view import Subjects, find_happenings, view_of
from escalade.services.acts.bind import ActInput, bind
from escalade.services.acts.suggestions import offer_what_would_pass
from escalade.services.views.confidentiality import audience_at
from escalade.workflow.judge.problem import find_contradictions
from escalade.workflow.perform import perform
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import find_rule
from escalade.workflow.subjects.evidence import stands_on_provisional, waits_for_the_chair
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import titles_of
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError, RefusalError, RulesBrokenError, UnknownReferenceError
from escalade.workflow.values.reference import record_parts, round_of
from escalade.workflow.values.remedy import Cause


class ScopedReader(Reader):
    """A register as one audience reads it."""

    def __init__(self, source: Reader, audience: str) -> None:
        """Read on what a reader reads on, for an audience."""
        super().__init__(source.connection, source.location, source.watch)
        self._source, self._audience = source, audience

    @cached_property
    def _subjects(self) -> Subjects:
        return self._source.subjects(self._audience)

    def subjects(self, reader: str | None = None) -> Subjects:  # noqa: ARG002  # nobody sees more here
        """Every subject as the audience sees it."""
        return self._subjects

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:  # noqa: ARG002  # as above
        """The register at this moment, as far as the audience sees it."""
        found = self._source.standing(today, self._audience)
        return replace(view_of(self._subjects, found), last_at=self._newest[1])

    @cached_property
    def _standing(self) -> Standing:
        return self.standing()

    @cached_property
    def _newest(self) -> tuple[str, str]:
        """The newest record that the audience may read, and when it was made."""
        found = self.connection.execute(statements.NEWEST_READ, (self._audience,)).fetchone()
        return (str(found[0]), str(found[1])) if found else ("", "")

    def newest(self) -> str:
        """The newest record that the audience may read; empty where there is none."""
        return self._newest[0]

    def extent(self) -> tuple[int, str]:
        """Count the ledger's records; say when the newest readable one was made."""
        return self._source.extent()[0], self._newest[1]

    def root(self, size: int | None = None) -> str:
        """The root of the ledger, of now or of an earlier size."""
        return self._source.root(size)

    def node(self, position: int) -> bytes:
        """The root of the largest perfect subtree that a record completes."""
        return self._source.node(position)

    def has(self, reference: str) -> bool:
        """Whether something is so called of which the audience sees anything."""
        return super().has(reference) and self._subjects.get(reference) is not None

    def references(self) -> list[str]:
        """Every reference of which the audience sees anything."""
        return [name for name in super().references() if self.has(name)]

    def rounds(self, after: str = "", limit: int | None = None) -> list[str]:
        """The rounds of which the audience sees anything, by pages."""
        return list(islice(filter(self.has, super().rounds(after)), limit))

    def gatherings(self, kind: str) -> list[tuple[str, str, str]]:
        """List the meetings or sessions of which the audience sees anything."""
        return [row for row in super().gatherings(kind) if row[0] not in self._hidden]

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """The subjects of which the audience sees nothing."""
        names = [one.subject for one in find_happenings(self.connection, "hidden birth")]
        return frozenset(name for name in names if self._subjects.get(name) is None)

    def records(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """The records for the audience; what it sees of each, its subject tells."""
        return ((place, one) for place, one in super().records(after) if self._subjects.shows(one.reference))

    def since(self, *seen: str) -> Iterator[Record]:
        """Read the records for the audience that were made after all of these."""
        for record in seen:
            self._refuse_unreadable(record)
        return super().since(*seen)

    def find_records(
        self,
        sought: Sequence[Sequence[str]],
        reader: str | None = None,  # noqa: ARG002  # as above
        behind: str = "",
    ) -> Iterator[Record]:
        """Find the records for the audience that have all the words, in order."""
        if behind:
            self._refuse_unreadable(behind)
        return self._source.find_records(sought, self._audience, behind)

    def _refuse_unreadable(self, record: str) -> None:
        """Refuse a record that the audience may not read, as one that does not exist."""
        subject = self._subjects.get(record_parts(record)[0])
        if subject is None or subject.record(record) is None:
            raise UnknownReferenceError(record, kind="record")

    def topics(
        self,
        round: str | None = None,  # noqa: A002  # the field's own word
        states: tuple[str, ...] = (),
        *,
        after: str = "",
        limit: int | None = None,
    ) -> list[TopicRow]:
        """List where the topics stand for the audience."""
        rows = super().topics(round, states, after=after, limit=limit and limit + len(self._hidden))
        return [found for row in rows if (found := self._row(row.reference))][:limit]

    def _row(self, reference: str) -> TopicRow | None:
        topic = self._standing.topic(reference)
        if topic is None:
            return None
        last = topic.last_move or topic.told[-1]
        return TopicRow(
            reference,
            round_of(reference),
            topic.state or "",
            titles_of(topic),
            last.on,
            topic.newest_told,
            stands_on_provisional(topic, self._standing),
            waits_for_the_chair(topic, self._standing),
            bool(find_contradictions(topic, self._standing)),
            topic.objections_told,
            topic.deferral is not None,
        )


S = TypeVar("S")


class Sight:
    """The register as one visitor may see it, at one moment."""

    def __init__(
        self,
        register: Reader,
        officer: str,
        past: str = "",
        seen_as: str = "",
        identity: str = "signed in",
    ) -> None:
        """Look at a register for an officer, or for anybody.

        Args:
            register: the register, whole.
            officer: who looks; empty for strangers.
            past: the day as of which it is read; empty for now.
            seen_as: the public, where an officer wants to see no more than that.
            identity: how it is known who looks, as the record of an act says it.
        """
        self.identity = identity
        self._source, self.officer, self.past, self.seen_as = register, officer, past, seen_as

    @cached_property
    def register(self) -> Reader:
        """The register, in which nothing is found that the visitor may not see."""
        return self._source if self.audience == "office" else ScopedReader(self._source, self.audience)

    @cached_property
    def omissions(self) -> list[str]:
        """The acts on unknown days that the day asked for leaves out."""
        return self._source.list_left_out(self.audience)

    @cached_property
    def whole(self) -> Standing:
        """All that there is, as the procedure sees it; never to be shown."""
        return self._source.standing()

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The offices that the visitor holds; of the past, if any today."""
        if not self.officer or self.seen_as:
            return ()
        if self._source.present is not self._source:
            now = self._source.present.standing()
            if not now.body.offices_of(self.officer, when(now.today.isoformat())):
                return ()
        return self.whole.body.offices_of(self.officer, when(self.whole.today.isoformat()))

    @cached_property
    def audience(self) -> str:
        """For whom what they see is: the public, members, or the office."""
        if self.seen_as:
            return self.seen_as
        return "office" if self.offices else "members" if self.officer else "public"

    @cached_property
    def standing(self) -> Standing:
        """The standing as the visitor may see it."""
        if self.audience != "office":
            return self.register.standing()
        return view_of(self.register.subjects(self.audience), self.whole)

    def find(self, reference: str, kind: type[S]) -> S:
        """A subject of a kind, where the visitor may see any of it."""
        subject = self.standing.subjects.get(reference)
        if not isinstance(subject, kind):
            named = reference.partition("/")[0] if kind is Gathering else kind.__name__.lower()
            raise UnknownReferenceError(reference, kind=named)
        return subject

    def standing_of(self, audience: str) -> Standing:
        """Give the standing as an audience may see it."""
        return self._source.standing(reader=audience)

    def audience_at(self, reference: str) -> str:
        """For whom is what the visitor sees of a subject or a record."""
        return audience_at(reference, self.standing.subjects, self._source, self.audience)

    @cached_property
    def seal(self) -> str:
        """The size and root of the record that a page is drawn from."""
        return f"{self.register.size()}.{self.register.root()}"


def as_seen(refusal: RulesBrokenError, given: ActInput, sight: Sight) -> RefusalError:
    """A refusal that names nobody whom the visitor is not shown."""
    seen = tuple[Cause, ...]()
    try:
        motion, _ = bind(given, sight.register)
        zone = sight.whole.body.time_zone
        perform(Stamp(now, new_salt).on(motion, sight.whole.last_at, zone), sight.standing)
    except RefusalError as found:
        seen = found.causes
    except EscaladeError:  # what the act names is not there for the visitor
        seen = ()
    return RulesBrokenError(refusal.act, offer_what_would_pass(anonymise(refusal.causes, seen), sight.standing))


def anonymise(causes: Iterable[Cause], seen: Iterable[Cause]) -> tuple[Cause, ...]:
    """Causes as they are found on what a visitor may see.

    What is not found there is told by its rule alone.

    Args:
        causes: what is in the way.
        seen: what would be in the way, were the register what the visitor sees.
    """
    found = defaultdict[tuple[str, str], list[Cause]](list)
    for cause in seen:
        found[cause.rule, cause.subject].append(cause)
    return tuple(found[key].pop(0) if found[key := (one.rule, one.subject)] else _bare(one) for one in causes)


def _bare(cause: Cause) -> Cause:
    """A cause that says which rule is broken, and by whom or what no more."""
    try:
        sentence = find_rule(cause.rule).sentence
    except LookupError:  # of the act as a whole, and not of a rule: it names offices and references alone
        return cause
    return msgspec.structs.replace(
        cause, sentence=sentence, remedy=msgspec.structs.replace(cause.remedy, given={}, note="")
    )
