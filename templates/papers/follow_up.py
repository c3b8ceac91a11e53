"""The follow-up: one page on a meeting, before the room is empty.

What was agreed and what was not, who does what by when, and the days to come,
from what is on record the moment the last act is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import decision, evidence
from escalade.templates.papers.facts.account import place_and_dates
from escalade.templates.papers.facts.evidence import head
from escalade.templates.papers.facts.view import Facts, NothingToSayError, View, meeting_of, view_of
from escalade.templates.papers.report import find_told, say_act
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import Launch, RecordNoConsensus
from escalade.workflow.planning.plan import WAITING, plan
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.meeting import Gathering, opening_from
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import Message
from escalade.workflow.values.reference import kind_of, record_parts, round_of

OUTCOMES = frozenset({
    "record consensus", "record no consensus", "set aside", "merge", "withdraw", "defer", "reopen debate",
    "record consideration",
})  # fmt: skip
"""Acts of a meeting that are told item by item."""
JOINED = frozenset({"record consensus", "record no consensus", "set aside", "defer"})
"""Outcomes of which several are told in one sentence."""
SINCE = frozenset({"escalate", "approve", "decline", "lapse", "refer back", "take note", "launch", "close"})
"""Acts by which was done, before a meeting, what the one before it had left to do."""
PHASES = {"launch": "opened", "close": "ended"}
"""By act, what became of a consultation."""
PLURAL = frozenset({"escalate", "approve", *PHASES})
"""Those of them whose sentence tells several topics."""
TO_DO = frozenset({"escalate", "launch", "record consideration"})
"""Acts that are left to do, and whose day a plan knows."""
READERS = "members"


def follow_up(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The follow-up of a meeting of the group.

    Raises:
        NothingToSayError: the meeting was not convened or called off, or nothing was concluded at it.
    """
    meeting, view = meeting_of("follow-up", reference, standing), view_of(standing, tongue)
    told = _join(find_told(view, meeting))
    if not told:
        problem = Message("nothing that was concluded is recorded at that meeting.")
        raise NothingToSayError(kind="follow-up", of=reference, problem=problem)
    return lay_out("follow-up", view, facts(view, meeting, told), numbered="paragraphs")


def _join(told: Iterable[tuple[Record, tuple[str, ...]]]) -> list[tuple[Record, tuple[str, ...]]]:
    """The outcomes of a meeting, those of one kind together, whether one act decided on them or several."""
    found: dict[tuple[object, ...], tuple[Record, tuple[str, ...]]] = {}
    for record, among in told:
        if record.act in OUTCOMES:
            alike = (
                (record.act, *getattr(record.motion, "leads_to", ())) if record.act in JOINED else (record.reference,)
            )
            first, before = found.get(alike, (record, ()))
            found[alike] = first, (*before, *among)
    return list(found.values())


def facts(view: View, meeting: Gathering, told: Sequence[tuple[Record, tuple[str, ...]]]) -> Facts:
    """What a follow-up tells of a meeting."""
    waits = [record.reference for record, _ in told if waits_still(record, view.standing)]
    topics = [topic for _, among in told for topic in _topics_of(view, among)]
    return {
        "meeting": evidence.meeting_name(view, meeting),
        "group": evidence.group(view),
        "chair": evidence.chair(view),
        "unendorsed": evidence.unendorsed(view, waits),
        "session": head(view),
        "place": place_and_dates(view, meeting),
        "outcomes": [one for record, among in told for one in _tell_outcome(view, record, among)],
        "debated": _still_debated(view, meeting, topics),
        "actions": [*_actions(view, topics)],
        "silences": [*_silences(view, meeting)],
        "days": [*_days(view, meeting, topics)],
        "since": [*_since(view, meeting)],
        "document": _document(view, meeting),
    }


def _topics_of(view: View, among: Iterable[str]) -> Iterator[Topic]:
    yield from (topic for name in among if (topic := view.topic(record_parts(name)[0])))


def _tell_outcome(view: View, record: Record, among: Sequence[str]) -> Iterator[Printable]:
    """One sentence for an outcome, and one for each topic that was referred since."""
    yield say_act(view, record, among)
    if record.act == "record no consensus":
        left = [topic for topic in _topics_of(view, among) if topic.state != "unresolved"]
        yield from _tell_together(view, (referral for topic in left if (referral := topic.last("escalate"))))


def _still_debated(view: View, meeting: Gathering, settled: Sequence[Topic]) -> SaidSentence | None:
    """The topics that the meeting took up and did not conclude."""
    done = {topic.reference for topic in settled}
    acts = [one for one in view.standing.list_happenings(meeting.reference) if not one.annulled_by]
    found = {one.subject: topic for one in acts if (topic := view.topic(one.subject)) and one.subject not in done}
    titles = [evidence.topic_title(view, topic) for topic in found.values() if topic.state == "debated"]
    return view.say("follow_up.debated", titles=titles, one=len(titles) == 1) if titles else None


def _actions(view: View, topics: Sequence[Topic]) -> Iterator[SaidSentence]:
    """Who is to do what comes next on each topic, and by when; what is due on one day is told together."""
    settled, due = {topic.reference: topic for topic in topics}, dict[tuple[str, date | None], list[Topic]]()
    for name in dict.fromkeys(round_of(topic.reference) for topic in topics):
        for line in plan(name, view.standing):
            if line.act in TO_DO and line.stands in WAITING and line.stage != "note in one language":
                of_round = [one.reference for one in view.standing.topics_of(name) if one.state == LEFT.get(line.act)]
                about = of_round if line.about == (name,) else line.about
                mine = [settled.pop(one) for one in about if one in settled and _is_to(line.act, settled[one])]
                due.setdefault((line.act, line.last_day), []).extend(mine)
    for (act, day), some in due.items():
        if some:
            yield view.say(f"follow_up.{decision.key_of(act)}", **_action(view, some, day))


def _is_to(act: str | None, topic: Topic) -> bool:
    """Whether an act is to be done on a topic: what the group did not decide to refer is referred by nobody."""
    motion = motion_of(topic.last("record no consensus"), RecordNoConsensus)
    return act != "escalate" or bool(motion and motion.refer)


LEFT = {"escalate": "unresolved"}
"""By an act of a whole round, the state of the topics that it is about."""


def _action(view: View, topics: Sequence[Topic], day: date | None) -> Mapping[str, object]:
    due, source = day and When(day.isoformat(), day, day), topics[0].told[-1].reference
    return {
        "secretariat": evidence.office(view, "secretariat"),
        "superior": evidence.superior(view),
        "titles": [evidence.topic_title(view, topic) for topic in topics],
        "one": len(topics) == 1,
        "day": view.date(due, source) if due else None,
    }


def _silences(view: View, meeting: Gathering) -> Iterator[SaidSentence]:
    """The written procedures that run, with the hour of their end."""
    for record in view.standing.list_happenings(meeting.reference):
        topic = view.topic(record.subject)
        silence = silence_of(topic, view.standing) if topic and topic.state == "debated" else None
        if topic and silence and silence.record is record and silence.state(view.standing) == "runs":
            until = view.moment(silence.until, record.reference)
            yield view.say("follow_up.silence", title=evidence.topic_title(view, topic), until=until)


def _days(view: View, meeting: Gathering, topics: Sequence[Topic]) -> Iterator[SaidSentence]:
    """The key days up to the next meeting: until when one can answer, the session, the meeting."""
    after = meeting.closes.last or view.standing.today
    for topic in {one.reference: one for one in topics}.values():
        launched = topic.launched if topic.state == "launched" and not topic.is_online_over(view.day) else None
        if launched and (day := view.date(launched[1].closes, launched[0].reference)):
            yield view.say("follow_up.answers", title=evidence.topic_title(view, topic), closes=day)
    for kind in ("session", "meeting"):
        ahead = (one for one in opening_from(kind, after, view.standing) if one.reference != meeting.reference)
        held = next(ahead, None)
        span = view.period(held.opens, held.closes, held.source) if held else None
        if held and span and (kind == "meeting" or any(topic.state in {"unresolved", "referred"} for topic in topics)):
            named = evidence.meeting_name(view, held) if kind == "meeting" else evidence.own_name(view, held)
            given = {
                "group": evidence.group(view),
                "superior": evidence.superior(view),
                "secretariat": evidence.office(view, "secretariat"),
            }
            yield view.say(f"follow_up.{kind}", held=named, days=span, **given)


def _since(view: View, meeting: Gathering) -> Iterator[SaidSentence]:
    """What was done since the meeting before: what that one had left to do, met."""
    opens = meeting.opens.first
    meetings = (one for name in view.standing.subjects if kind_of(name) == "meeting" and (one := view.meeting(name)))
    last = max((day for one in meetings if (day := one.closes.last) and opens and day < opens), default=None)
    if not (opens and last):
        return
    topics = filter(None, map(view.topic, sorted(one for one in view.standing.subjects if kind_of(one) == "topic")))
    acts = [one for topic in topics for one in topic.live if one.act in SINCE and may_read(READERS, one.audience)]
    yield from _tell_together(view, (one for one in acts if (day := when(_day_done(one)).last) and last < day <= opens))


def _tell_together(view: View, records: Iterable[Record]) -> Iterator[SaidSentence]:
    """Tell acts on topics; those that differ in their topic alone, in one sentence."""
    alike = dict[tuple[str, ...], list[Record]]()
    for record in records:
        given = decision.facts(view, record)
        told = record.act, _day_done(record), *(str(given[name]) for name in ("when", "how", "session"))
        alike.setdefault(told if record.act in PLURAL else (record.reference,), []).append(record)
    yield from (_tell_done(view, some) for some in alike.values())


def _tell_done(view: View, records: Sequence[Record]) -> SaidSentence:
    record, *others = records
    if record.act not in PHASES:
        return decision.tell_act(view, record, alone=True, others=others)
    day = view.date(_day_done(record), record.reference)
    titles = [title for one in records if (title := decision.title_of(view, one))]
    given = {"titles": titles, "one": not others, "day": view.tongue.on(day) if day else None}
    return view.say(f"follow_up.{PHASES[record.act]}", **given)


def _day_done(record: Record) -> str:
    """The day of what an act did: a consultation opens on the day that its launch gives, made before it or not."""
    return (record.motion.opens if isinstance(record.motion, Launch) else None) or record.on


def _document(view: View, meeting: Gathering) -> SaidSentence | None:
    """Where the text of the report stands: issued as a draft, or approved."""
    rounds = (view.round(name) for name in view.standing.subjects if kind_of(name) == "round")
    papers = ((record, paper) for one in rounds for record, paper in one.papers if may_read(READERS, record.audience))
    drafts = [(paper.symbol, record.reference) for record, paper in papers
              if (paper.kind, paper.subject) == ("report", meeting.reference)]  # fmt: skip
    approved = [(meeting.document, meeting.approval[0].reference)] if meeting.document and meeting.approval else []
    found = approved or drafts[-1:]
    if not found:
        return None
    return view.say("follow_up.document", document=view.symbol(*found[0]), draft=not approved)
