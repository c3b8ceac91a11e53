"""The referrals of a round, each with its own way to the superior body.

What is owed to one is never done by what was decided on another. What the Group has not concluded, or is to
refer, is the referral to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from escalade.workflow.motions import Convene, Defer, Escalate, Issue
from escalade.workflow.motions.mistake import ReceiveTranslation
from escalade.workflow.planning.basis import (
    NOTHING_SUPPOSED,
    Basis,
    PlanLine,
    anchor_at,
    deadlines,
    former,
    judge_line,
    newest,
)
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.issued_paper import find_undone_referrals
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import OPEN, Topic, find_left_topics, session_in
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.symbols import bare_symbol

AT_THE_GROUP = frozenset({"proposed", "debated"})
AT_MEETING = ("open debate", "reopen debate", "record consensus", "record no consensus", "set aside", "merge")
CONCLUDED = ("record consensus", "record no consensus", "set aside", "merge", "withdraw", "take up")


class Stay(NamedTuple):
    """A topic before the superior body."""

    topic: Topic
    came: Record
    session: str | None
    """The session for which it waits, or waited last."""
    left: Record | None
    """What decided on it, or took it back; None while it waits."""

    @property
    def before(self) -> list[Record]:
        """What was recorded of it up to what brought it there."""
        return [one for one in self.topic.live if not self.topic.is_before(self.came, one)]


class Referral(msgspec.Struct, frozen=True, dict=True):
    """Topics that went to the superior body together, or may go yet."""

    round: str
    basis: Basis
    topics: tuple[Topic, ...]
    stays: tuple[Stay, ...] = ()
    """Empty for the referral to come."""
    notes: tuple[tuple[Record, Issue], ...] = ()
    left: Mapping[str, tuple[Record, Escalate]] = {}
    """By topic that another referral left, that referral."""
    is_only: bool = True

    @property
    def escalations(self) -> list[Record]:
        """What referred its topics, but those born or taken up at the session."""
        return [stay.came for stay in self.stays if stay.came.act == "escalate"]

    @property
    def documents(self) -> set[str | None]:
        """The symbols under which it was made."""
        return {bare_symbol(one.evidence.document) for one in self.escalations if one.evidence.document}

    def session_called(self, label: str | None) -> Gathering | None:
        """A session, the one supposed instead, or the next where none is known."""
        standing, supposed = self.basis.standing, self.basis.supposed
        if supposed.session and not supposed.opening:
            place = f"session/{supposed.session.removeprefix('session/')}"
            found, off = standing.gathering(place), standing.find_calling_off(place)
            if found is None:
                raise UnknownReferenceError(supposed.session, kind="session", called_off=off.reference if off else "")
            return found
        if label:
            return standing.gathering(f"session/{label}")
        ends = [meeting.closes.day for meeting, some in self.debates if some and meeting and meeting.closes.day]
        return self.basis.next("session", max((self.basis.today, *ends)))  # to none before it was debated

    @cached_property
    def session(self) -> Gathering | None:
        """The session for which its note is, whatever was put off to another."""
        named = [one.motion.to_session for one in self.escalations if isinstance(one.motion, Escalate)]
        return self.session_called(next(iter((*named, *(stay.session for stay in self.stays))), None))

    @cached_property
    def decisions(self) -> list[tuple[Gathering | None, list[Stay]]]:
        """The sessions that are or were to decide on it, each with those topics."""
        together: dict[str | None, list[Stay]] = {}
        for stay in self.stays:
            together.setdefault(stay.session, []).append(stay)
        if self.basis.supposed.session or not together:
            return [(self.session, list(self.stays))]
        return [(self.session_called(label), some) for label, some in together.items()]

    def opening(self, session: Gathering | None) -> date | None:
        """The day on which a session opens, as supposed or on record."""
        return self.basis.supposed.opening or (session.opens.day if session else None)

    def closing(self, session: Gathering | None) -> date | None:
        """The day on which a session closes; it is as long as it was to be."""
        if session is None or session.closes.day is None:
            return None
        opening = self.opening(session)
        moved = opening - session.opens.day if opening and session.opens.day else None
        return session.closes.day + moved if moved else session.closes.day

    @cached_property
    def debates(self) -> list[tuple[Gathering | None, list[Topic]]]:
        """The meetings at which it is or was debated, each with those topics.

        What is put off to a meeting is debated there, all else together.
        """
        if self.stays:
            argued = [stay for stay in self.stays if stay.came.act != "introduce"]
            held = [self._meeting_in(stay.before) for stay in argued]
            meeting = max(filter(None, held), key=_end, default=None)
            return [(meeting, [stay.topic for stay in argued])] if argued else []
        together: dict[str | None, list[Topic]] = {}
        for topic in self.topics:
            put_off = topic.deferral if topic.state in AT_THE_GROUP else None
            together.setdefault(put_off[1].to_meeting if put_off else None, []).append(topic)
        return [(self._meeting_for(some), some) for some in together.values() or [[]]]

    def _meeting_in(self, records: Iterable[Record]) -> Gathering | None:
        named = [f"meeting/{one.motion.to_meeting}" if isinstance(one.motion, Defer) and one.motion.to_meeting
                 else one.evidence.place if one.act in AT_MEETING else None for one in records]  # fmt: skip
        return next((self.basis.standing.gathering(place) for place in reversed(named) if place), None)

    def _meeting_for(self, topics: Sequence[Topic]) -> Gathering | None:
        """The first meeting that waits for one of some topics; where none does, the last that there was."""
        found, waiting = [self._meeting_in(topic.live) for topic in topics], []
        for topic, meeting in zip(topics, found, strict=True):
            if topic.state in AT_THE_GROUP:  # the next one where it waits since that was over
                turn, left = topic.last_turn if meeting else None, self.left.get(topic.reference)
                days = [when(one.on).first for one in (turn, left and left[0]) if one]
                since = max(filter(None, days), default=None)
                is_over = meeting and since and meeting.closes.last and meeting.closes.last < since
                if meeting and meeting.closes.last and topic.deferral and not topic.deferral[1].to_meeting:
                    since, is_over = meeting.closes.last + timedelta(1), True
                anew = meeting is None or is_over
                waiting.append(self.basis.next("meeting", since or self.basis.today) if anew else meeting)
        known = sorted(filter(None, waiting or found), key=_end)
        if not known:
            return self.basis.next("meeting", self.basis.today)
        return known[0] if waiting else known[-1]

    def anchor(self, name: str) -> date | None:
        """The day of an anchor of the referral."""
        sittings = [self.session.sitting(int(one)) for one in self.session.convened.sittings] if self.session else []
        first = min((one.day for one in sittings if one and one.day), default=None)
        days = {"session opening": self.opening(self.session), "sitting": first}
        return {**days, **anchor_at(self.debates[0][0] if self.debates else None)}.get(name)

    def lines(self) -> Iterator[PlanLine]:
        """What is to be done about it, in order, and how it stands."""
        today, supposed = self.basis.today, self.basis.supposed
        for meeting, topics in self.debates:
            yield from self._held(meeting, "meeting", "The Group meets")
            yield judge_line(self._debate(meeting, topics), today)
        if not (self.stays or not self.topics or any(topic.state in OPEN for topic in self.topics)):
            return
        decided = [judge_line(self._decision(session, stays), today) for session, stays in self.decisions]
        if self.escalations or not self.stays:
            over = (line.done or line.stands in {"late", "not needed"} for line in decided)
            moot = all(over) and not (supposed.session or supposed.document)
            knows = self.basis.standing.round(self.round).reader in {None, READERS[-1]}
            for line in (judge_line(one, today, moot=moot) for one in self._written()):
                # whether one is for others is not theirs to know
                if knows or line.act != "issue" or line.done or line.stands not in {"late", "not on record"}:
                    yield line
        for (session, _), line in zip(self.decisions, decided, strict=True):
            yield from self._held(session, "session", "The session opens")
            yield line

    def _line(self, stage: str, what: str, office: str, record: Record | None = None, **facts: Any) -> PlanLine:
        of = facts.pop("of", ()) or (() if self.is_only else self.topics)
        given = {"subject": self.round, "topics": tuple(topic.reference for topic in of), **facts}
        return self.basis.line(stage, self.anchor, record, what=what, office=office, **given)

    def _held(self, held: Gathering | None, stage: str, what: str) -> Iterator[PlanLine]:
        """A meeting or session, with the days it was convened for before."""
        if held is None:
            return
        opens, closes, done, office = held.opens.day, held.closes.day, held.closes, SECRETARIAT
        if stage == "session":
            opens, closes, done, office = self.opening(held), self.closing(held), held.opens, COUNCIL_SECRETARIAT
        given = [(record.motion.opens, record.reference) for record in held.every("convene")
                 if isinstance(record.motion, Convene)]  # fmt: skip
        is_over = closes is not None and closes == held.closes.day and closes < self.basis.today
        yield judge_line(self._line(
            stage, what, office, held.records[0], subject=held.reference, due=opens, until=closes,
            done=done if is_over else None, before=former(given), stands="done" if is_over else "open",
        ), self.basis.today)  # fmt: skip

    def _debate(self, meeting: Gathering | None, topics: Sequence[Topic]) -> PlanLine:
        before = [stay.before for stay in self.stays if stay.came.act != "introduce"]
        ends = [next((one for one in reversed(some) if one.act in CONCLUDED), None) for some in before]
        if not self.stays:
            ends = [None if topic.state in AT_THE_GROUP else topic.last(*CONCLUDED) for topic in topics]
        record = newest(ends)
        return self._line(
            "debate", "The debate is concluded", CHAIR, record, act=None if record else "record no consensus",
            of=topics if len(self.debates) > 1 else (), due=meeting.closes.day if meeting else None,
        )  # fmt: skip

    def _decision(self, session: Gathering | None, stays: Sequence[Stay]) -> PlanLine:
        decided = [stay.left for stay in stays if stay.left is None or stay.left.act != "reopen debate"]
        return self._line(
            "decision", "The superior body decides", COUNCIL_SECRETARIAT, newest(decided), act="approve",
            of=[stay.topic for stay in stays] if len(self.decisions) > 1 else (), due=self.closing(session),
            stands="not needed" if stays and not decided else "open",
        )  # fmt: skip

    def _written(self) -> Iterator[PlanLine]:
        """The note and the referral that it goes with, its texts, and its issue in the languages required."""
        note = self._note()
        yield note
        is_done = judge_line(note, self.basis.today).stands == "done"
        in_one = self._line("note in one language", "Or the note is issued in one language, without translation",
                            SECRETARIAT, act="issue", stands="not needed" if is_done else "open")  # fmt: skip
        if in_one.timing:
            yield in_one
        constitution = self.basis.standing.body.constitution()
        wanted = set(constitution.languages.get("note", ()) if constitution else ())
        yield self._translation(wanted)
        issued: dict[str, Record] = {}
        for record, paper in self.notes:
            issued.setdefault(paper.language, record)
        made = wanted & set(issued)
        for tags in filter(None, (made, wanted - made)) if wanted else (wanted,):  # what is lacking has its own line
            yield self._line("posting", f"The note is issued ({', '.join(sorted(tags))})", SECRETARIAT,
                             newest(issued[tag] for tag in tags & made), act="issue")  # fmt: skip

    def _note(self) -> PlanLine:
        """The note, and the referral that it goes with; of one act the latest day counts."""
        made = [*self.escalations, *(record for record, _ in self.notes)]
        first = min(made, key=lambda one: (one.on, one.at), default=None)
        record = newest(one for one in made if first and one.touched == first.touched)
        supposed = self.basis.supposed.document
        given = {"done": when(supposed.isoformat())} if supposed else {}
        line = self._line(
            "note", "The note is drafted, and the matter referred", SECRETARIAT, None if supposed else record,
            act="escalate", session=self.session.reference if self.session else None, **given,
        )  # fmt: skip
        known = deadlines(self.basis.standing.body)
        names = line.timing.deadline.rule.exemptions if line.timing else ()
        instead = [one for name in names if name in known
                   for one in self.basis.timings(known[name][-1].rule.stage or "", self.anchor)
                   if one.deadline.rule.name == name]  # fmt: skip
        return msgspec.structs.replace(line, instead=tuple(instead))

    def _translation(self, wanted: set[str]) -> PlanLine:
        """The texts that go with the note, in the languages that it is required in; of each, which are on record.

        What a Council amended is none of them, nor what was introduced there.
        """
        left = {stay.topic.reference: stay.left for stay in self.stays}
        gone = [stay.topic for stay in self.stays if stay.came.act == "escalate"] if self.stays else self.topics
        sent = {topic.reference: _text_sent(topic, left.get(topic.reference), wanted) for topic in gone}
        is_whole = all(record and wanted <= tags for record, tags in sent.values())
        texts = ((name, tuple(sorted(tags)), tuple(sorted(wanted - tags))) for name, (_, tags) in sent.items())
        line = self._line(
            "translation", f"The texts are translated ({', '.join(sorted(wanted))})", SECRETARIAT,
            newest(record for record, _ in sent.values()) if is_whole else None, act="revise",
            texts=() if is_whole else tuple(texts),
        )  # fmt: skip
        timing = line.timing or self.basis.timing("posting", self.anchor)
        return msgspec.structs.replace(line, timing=timing, due=timing.due if timing else None)


def _text_sent(topic: Topic, left: Record | None, wanted: set[str]) -> tuple[Record | None, set[str]]:
    """The record that completed a topic's text before it left, and which of some languages it had."""
    went = [one for one in topic.told if not (left and topic.is_before(left, one))]
    names = {one.reference for one in went}
    last = [one for one in topic.versions if one[0].reference in names and one[0].act != "approve"][-1:]
    received = [
        one for one in went
        if isinstance(one.motion, ReceiveTranslation) and one.motion.language in wanted and not one.annulled_by
    ]  # fmt: skip
    languages = {tag for _, text in last for tag in text.title}
    return newest((*(record for record, _ in last), *received)), wanted & languages


def referrals(reference: str, basis: Basis) -> list[Referral]:
    """List the referrals of a round as they were made, the one to come last.

    What was introduced or taken up at a session goes with a referral to that session, where there is one. What the
    Group concluded by itself is of none, unless there is no other.
    """
    standing = basis.standing
    every = tuple(topic for topic in standing.topics_of(reference) if topic.state != "annulled")
    together: dict[str, list[Stay]] = {}
    going: dict[str | None, str] = {}
    stays = [stay for topic in every for stay in _stays(topic)]
    for stay in sorted(stays, key=lambda one: (one.came.act != "escalate", one.came.at)):
        key = stay.came.touched[0] if stay.came.act == "escalate" else going.get(stay.session, f"{stay.session}")
        going.setdefault(stay.session, key)
        together.setdefault(key, []).append(stay)
    made = [tuple(some) for some in together.values()]
    rest = tuple(topic for topic in every if topic.state in OPEN) if made else every
    parts = [(tuple({stay.topic.reference: stay.topic for stay in some}.values()), some) for some in made]
    parts += [(rest, ())] if rest or not made else []
    past = msgspec.structs.replace(basis, supposed=NOTHING_SUPPOSED)
    left, is_only = find_left_topics(every), len(parts) == 1
    found = [Referral(reference, basis if some is parts[-1][1] else past, topics, some, (), left, is_only)
             for topics, some in parts]  # fmt: skip
    undone = find_undone_referrals(every, standing)
    papers = [(record, paper) for record, paper in standing.round(reference).papers
              if paper.kind == "note" and record.at > undone.get(paper.symbol, "")]  # fmt: skip
    return _with_notes(found, papers)


def _with_notes(found: Sequence[Referral], papers: Iterable[tuple[Record, Issue]]) -> list[Referral]:
    """The referrals, each with the notes that were issued on it."""
    notes: dict[int, list[tuple[Record, Issue]]] = {}
    for record, paper in papers:
        # under the symbol of their document, else one that waited and has none
        named = [place for place, one in enumerate(found) if paper.symbol in one.documents]
        waited = [place for place, one in enumerate(found) if not one.stays
                  or any(stay.left is None or stay.left.at >= record.at for stay in one.stays)]  # fmt: skip
        for place in named or sorted(waited, key=lambda place: bool(found[place].documents))[:1]:
            notes.setdefault(place, []).append((record, paper))
    return [msgspec.structs.replace(one, notes=tuple(notes.get(place, ()))) for place, one in enumerate(found)]


def _stays(topic: Topic) -> Iterator[Stay]:
    """The times that a topic was before the superior body."""
    came, session = None, None
    for record in topic.live:
        if record.moved and came:
            yield Stay(topic, came, session, record)
            came = None
        if record.moved and record.after == "referred":
            came, session = record, None
        session = session_in(record) or session
    if came:
        yield Stay(topic, came, session, None)


def _end(meeting: Gathering) -> date:
    return meeting.closes.day or date.max
