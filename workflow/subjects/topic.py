"""A topic: its texts, its positions, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Self

import msgspec

from escalade.workflow.motions import (
    Approve,
    CouncilDecision,
    Defer,
    Escalate,
    Extend,
    Launch,
    LiftObjection,
    Merge,
    Propose,
    ReceiveMerger,
    RecordConsensus,
    RecordHearing,
    RecordNoConsensus,
    RecordStatement,
    Revise,
    TextVersion,
)
from escalade.workflow.motions.base import Text
from escalade.workflow.motions.topic import Introduce, Sponsored
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.hearing import Hearing, HearingTold, hearing_of
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.subject import EVER, Happening, each, latest, motion_of, pair_with_motion
from escalade.workflow.values.dates import UNKNOWN, When, when

UNATTRIBUTED, CHAIRS_COMPROMISE = "unattributed", "chair's compromise"
WORDING = (Propose, Introduce, Revise, ReceiveMerger, Merge)
"""The motions that word a topic."""
TEXT_GIVEN = (*(shape.act_name() for shape in WORDING), "approve", "launch")
"""The acts that may give it another text."""
DECISIONS = ("approve", "decline", "lapse", "refer back")
EXTENDED = ("closes", "physical", "place", "form")
"""What an extension may say anew of a launch."""
SINCE_LEFT = ("record no consensus", "reopen debate", "take up", "refer back")
"""The acts after which what a referral said of a topic that it left holds no longer."""
OPEN = frozenset({"proposed", "debated", "unresolved"})
"""Where a topic stands before the Group, which has not taken it or let it go."""


class Extension(msgspec.Struct, frozen=True):
    """Another end of the online phase."""

    before: str
    after: str
    record: Record


class Topic(Question, frozen=True):
    """A candidate topic of the next consultation."""

    statements, liftings, escalations = each(RecordStatement), each(LiftObjection), each(Escalate)
    consensus, no_consensus, approval = latest(RecordConsensus), latest(RecordNoConsensus), latest(Approve)
    mergers, extended, launch = each(ReceiveMerger), each(Extend), latest(Launch)

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Its consultation, what is told of that, its referrals, and late facts."""
        found, name = [*super().happenings], self.reference
        if days := list(_list_days((*self.records, *self.told))):
            first, last = min(one.first or date.min for one in days), max(one.last or date.max for one in days)
            is_changed = any(record.act == "correct" for record in self.records)
            begun = "" if is_changed or first == date.min else first.isoformat()
            found += [Happening("consultation", begun, last.isoformat(), name)]
            found += [Happening("told consultation", begun, self.records[-1].at, name)]
        if referred := [record.at for record in self.records if record.act == "escalate"]:
            found += [Happening("referral", referred[0], referred[-1], name)]
        return (*found, *((Happening("late fact", "", EVER, name),) if self.late_records else ()))

    @cached_property
    def birth(self) -> Sponsored | None:
        """The motion that brought it in."""
        record = self.last("propose", "introduce")
        return motion_of(record, Propose) or motion_of(record, Introduce)

    @cached_property
    def sponsors(self) -> tuple[str, ...]:
        """The sponsors, those of topics merged into it included."""
        own = sponsors_of(self.birth) if self.birth else ()
        merged = [name for _, motion in self.mergers for name in motion.sponsors]
        return tuple(dict.fromkeys((*own, *merged)))

    @cached_property
    def versions(self) -> tuple[tuple[Record, TextVersion], ...]:
        """Its text versions, oldest first, each with the record that gave it."""
        given = self.every(*TEXT_GIVEN)
        return tuple([(record, text) for record in given if (text := self.text_in(record)) is not None])

    def _carried_to(self, record: Record) -> dict[str, Any]:
        carried = super()._carried_to(record)
        if "versions" in self.__dict__:
            text = self.text_in(record) if record.act in TEXT_GIVEN and not record.annulled_by else None
            carried["versions"] = self.versions if text is None else (*self.versions, (record, text))
        return carried

    @property
    def version(self) -> TextVersion:
        """Its latest text."""
        return self.versions[-1][1] if self.versions else TextVersion()

    @property
    def own_version(self) -> TextVersion:
        """Its latest text in the languages in which it was worded itself."""
        records = [record.reference for record, _ in self.versions[-1:]]
        found = (self.text_in(record) for record in self.own if record.reference in records)
        return next(found, None) or TextVersion()

    def version_at(self, *acts: str) -> tuple[Record, TextVersion] | None:
        """The text as it stood when the latest of these acts was recorded."""
        record = self.last(*acts)
        upto = [(at, text) for at, text in self.versions if record and not self.is_before(record, at)]
        return upto[-1] if upto else None

    def text_in(self, record: Record) -> TextVersion | None:
        """The text version that a record gives, if it gives one."""
        motion = record.motion
        if isinstance(motion, WORDING):
            return motion.version
        if isinstance(motion, Approve):
            return motion.amended.get(self.reference)
        return motion.text if isinstance(motion, Launch) else None

    @property
    def taken_in_order(self) -> tuple[str, ...]:
        """The topics that were approved with it, one after the other."""
        record = self.approval[0] if self.approval else None
        return tuple([name.rpartition("#")[0] for name in record.touched]) if record and is_in_order(record) else ()

    @cached_property
    def last_lifting(self) -> Record | None:
        """The lifting since its last move after which nobody at all objects."""
        moved = self.last_move
        lifted = [one for one, _ in self.liftings if moved and self.is_before(moved, one)]
        objecting = self.standing_objections or self.show_to(None).standing_objections
        return lifted[-1] if lifted and not objecting else None

    def show_to(self, reader: str | None) -> Self:
        """The topic as some readers see it, or as the procedure does."""
        return self if self.reader == reader else type(self)(self.reference, self.records, self.later, reader)

    @cached_property
    def awaited_session(self) -> str | None:
        """The session it was last referred or put off to, or came up at, or None."""
        for one in reversed(self.live):
            if isinstance(one.motion, Defer) and one.motion.to_session is None and one.motion.to_sitting is None:
                return None
            if session := session_in(one):
                return session
        return None

    @cached_property
    def deferral(self) -> tuple[Record, Defer] | None:
        """What put it off, unless it moved or was decided on since."""
        # Where it leads is not called off meanwhile: `what_it_names_is_on_record`, which the judge asks again then.
        turns = (one for one in reversed(self.live) if one.moved or isinstance(one.motion, Defer | CouncilDecision))
        return pair_with_motion(next(turns, None), Defer)

    @cached_property
    def launched(self) -> tuple[Record, Launch] | None:
        """Its launch, the dates as last extended, with the record."""
        launch = self.launch
        for extension in [motion for by, motion in self.extended if launch and self.is_before(launch[0], by)]:
            given = {name: value for name in EXTENDED if (value := getattr(extension, name))}
            launch = launch and (launch[0], msgspec.structs.replace(launch[1], **given))
        return launch

    @property
    def end_given(self) -> Record | None:
        """The launch or extension that gave the online phase its end."""
        launch = self.launch[0] if self.launch else None
        later = (one for one, motion in reversed(self.extended) if motion.closes)
        return next((one for one in later if launch and self.is_before(launch, one)), launch)

    @property
    def online_from(self) -> When:
        """The first day of its online phase; unknown where none is on record."""
        return when((self.launched[1].opens if self.launched else None) or UNKNOWN)

    @property
    def online_to(self) -> When:
        """The last day of its online phase, as last extended, or unknown."""
        return when((self.launched[1].closes if self.launched else None) or UNKNOWN)

    def list_phases_after(self, day: When) -> tuple[When, ...]:
        """Its online phase's end and opening, those after a day."""
        return tuple([one for one in (self.online_to, self.online_from) if not one.may_precede(day)])

    def is_online_over(self, today: When) -> bool:
        """Whether its online phase had certainly ended before a day."""
        return self.online_to.last is not None and not today.may_precede(self.online_to)

    @cached_property
    def extensions(self) -> tuple[Extension, ...]:
        """The later ends of its online phase, each with the one before."""
        before, found = self.launch[1].closes if self.launch else None, list[Extension]()
        for record, motion in self.extended:
            found += [Extension(before or UNKNOWN, motion.closes, record)] if motion.closes else []
            before = motion.closes or before
        return tuple(found)

    @cached_property
    def hearing(self) -> Hearing:
        """Its physical meeting: planned, called off, or held on which days."""
        return hearing_of(self)

    @cached_property
    def considered(self) -> Record | None:
        """The latest consideration of its outcome, unless more came since."""
        record = self.last("record consideration")
        if record is None or record.before != "launched":
            return record
        heard = (self.hearing.next_day, *(sitting.day for sitting in self.hearing.sittings))
        came = (self.online_to, *map(when, filter(None, heard)))
        return record if all(day.may_precede(when(record.on)) for day in came) else None

    def hearing_told(self, today: When) -> HearingTold:
        """How its physical meeting is told on a day."""
        return self.hearing.tell_on(today, is_over=self.state != "launched" or self.is_online_over(today))


def session_in(record: Record) -> str | None:
    """The session to which a record sends its topic, or where it came up."""
    if isinstance(record.motion, Escalate | Defer):
        return record.motion.to_session
    return record.evidence.session if record.act in {"introduce", "take up"} else None


def is_in_order(record: Record) -> bool:
    """Whether a record approves topics one after the other."""
    return isinstance(record.motion, Approve) and record.motion.sequence == "in order"


TELLING_DAYS = frozenset({"launch", "extend", "record hearing"})


def _list_days(records: Iterable[Record]) -> Iterator[When]:
    """List the days of a consultation that records name, where they launch one."""
    for record in (one for one in records if one.act in TELLING_DAYS):
        motion = record.motion
        if isinstance(motion, Launch):
            yield when(motion.closes or UNKNOWN)
        if isinstance(motion, Launch | Extend):
            yield from (when(day) for day in (motion.closes, motion.physical) if day)
        if isinstance(motion, RecordHearing):
            yield when(motion.held or record.on)


def opening_of(topic: Topic) -> When:
    """The day on which a consultation opens, or else was launched."""
    record, launch = topic.launched or (None, None)
    return when((launch.opens if launch else None) or (record.on if record else UNKNOWN))


def opens_after(topic: Topic, other: Topic) -> bool:
    """Whether the consultation on one topic opens later than on another."""
    return not opening_of(topic).may_precede(opening_of(other))


def find_left_topics(topics: Iterable[Topic]) -> dict[str, tuple[Record, Escalate]]:
    """The referral that left each open topic not referred itself since."""
    every = tuple(topics)
    made = sorted((one for topic in every for one in topic.escalations), key=lambda one: (one[0].at, one[0].reference))
    left: dict[str, tuple[Record, Escalate]] = {}
    for record, motion in made:
        left.pop(record.subject, None)
        left |= dict.fromkeys(motion.leaving, (record, motion))
    still = {topic.reference for topic in every if topic.state in OPEN}
    return {name: found for name, found in left.items() if name in still}


def find_referral_without(topic: Topic, topics: Iterable[Topic]) -> tuple[Record, Escalate] | None:
    """Find the referral that left a topic behind, unless dealt with since."""
    found, since = find_left_topics(topics).get(topic.reference), topic.last(*SINCE_LEFT)
    return None if found is None or (since and since.at > found[0].at) else found


def find_leaving_referral(topic: Topic, topics: Iterable[Topic]) -> Record | None:
    """Find the referral that left an unresolved topic not concluded on since."""
    found = find_referral_without(topic, topics) if topic.state == "unresolved" else None
    return found[0] if found else None


def sponsors_of(motion: Sponsored) -> tuple[str, ...]:
    """The sponsors a motion names, or how they are unnamed."""
    groups = (motion.by_group,) if motion.by_group else ()
    chair = (CHAIRS_COMPROMISE,) if motion.chairs_compromise else ()
    return (*motion.by_state, *groups, *chair, *((UNATTRIBUTED,) if motion.unattributed else ()))


def title_of(topic: Topic) -> Text | str:
    """The title that a topic goes by, or its reference if none can be read."""
    return _latest_title(topic, topic.told)


def titles_of(topic: Topic) -> dict[str, str]:
    """What a topic is called in its languages, where that can be read."""
    title = title_of(topic)
    return {} if isinstance(title, str) else dict(title)


def title_at(topic: Topic, record: Record) -> Text | str:
    """The title a topic had once an act was done; before it, for a merger."""
    place = topic.places.get(record.reference, len(topic.told))
    return _latest_title(topic, topic.told[: place + 1], record.reference)


def _latest_title(topic: Topic, records: Iterable[Record], act: str = "") -> Text | str:
    worded = [
        (one.annulled_by is None or one.reference == act, text.title)
        for one in records
        if one.act != "merge" and (text := topic.text_in(one))
    ]
    in_force = [title for stands, title in worded if stands] or [title for _, title in worded]
    return next((title for title in reversed(in_force) if title), topic.reference)


def annulment_of(topic: Topic) -> Record | None:
    """The record by which a topic was taken back, where it was a mistake."""
    taken_back = topic.state == "annulled"
    return next((one for one in reversed(topic.told) if one.moved), None) if taken_back else None
