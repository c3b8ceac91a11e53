"""The report: draft paragraphs for what a meeting of the group decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import decision, evidence, moment, position
from escalade.templates.papers.facts.account import place_and_dates
from escalade.templates.papers.facts.evidence import group, head, office, superior
from escalade.templates.papers.facts.referral import RETAINED
from escalade.templates.papers.facts.view import Facts, NothingToSayError, View, meeting_of, view_of
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph
from escalade.workflow.motions import LiftObjection, RecordNoConsensus, RecordStatement, TakePosition
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.history import in_order_of_days
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import OPEN, find_referral_without
from escalade.workflow.values.errors import Message
from escalade.workflow.values.reference import kind_of, round_of

TOLD = frozenset({
    "open debate", "defer", "record consensus", "record no consensus", "set aside", "merge", "reopen debate",
    "record statement", "record consideration", "take position", "lift objection", "withdraw",
})  # fmt: skip
"""Acts on a topic that a meeting's report tells."""
READERS = "members"
"""For whom a report is."""
STILL = OPEN | {"referred", "approved"} | RETAINED
"""States of a topic that is under way, referred or chosen."""
OUTCOME = "record consideration"
"""The act that is no part of the choice of a topic."""


def report(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """Draft paragraphs of a meeting's report.

    Raises:
        NothingToSayError: the meeting was not convened or called off, or nothing is recorded of it.
    """
    meeting, view = meeting_of("report", reference, standing), view_of(standing, tongue)
    told = find_told(view, meeting)
    if not told:
        raise NothingToSayError(
            kind="report", of=reference, problem=Message("no act on a topic is recorded at that meeting.")
        )
    return lay_out("report", view, facts(view, meeting, told), numbered="paragraphs")


def facts(view: View, meeting: Gathering, told: Sequence[tuple[Record, tuple[str, ...]]]) -> Facts:
    """What a report tells: which meeting it is of, and each act of it."""
    waits = [record.reference for record, _ in told if waits_still(record, view.standing)]
    considered = [(record, among) for record, among in told if _is_outcome(record)]
    topics = {one.subject for record, _ in considered for one in view.standing.find_act(record)}
    return {
        "meeting": evidence.meeting_name(view, meeting),
        "group": group(view),
        "unendorsed": evidence.unendorsed(view, waits),
        "presider": list(decision.tell_presider(view, told[0][0])),
        "session": head(view),
        "place": place_and_dates(view, meeting),
        "decisions": [_paragraph(view, record, among) for record, among in told if not _is_outcome(record)],
        "considered": {
            "one": len(topics) == 1,
            "paragraphs": [_paragraph(view, record, among) for record, among in considered],
        },
    }


def act_paragraphs(records: Sequence[Record], standing: Standing, tongue: Tongue) -> tuple[Paragraph, ...]:
    """The draft paragraphs on one act, recorded or about to be.

    Args:
        records: the records of the act; each kind of step is told once.
        standing: the register with these records in it.
        tongue: the language to write in.
    """
    view = view_of(standing, tongue)
    first = {record.act: record for record in reversed(records) if record.act in TOLD}
    return tuple(_paragraph(view, record) for record in reversed(first.values()))


def find_told(view: View, meeting: Gathering) -> list[tuple[Record, tuple[str, ...]]]:
    """Each act of a meeting with the records that its paragraph tells.

    Debates opened one after the other are told together.
    """
    found: list[tuple[Record, tuple[str, ...]]] = []
    for record in sorted(_acts(view, meeting), key=_is_outcome):
        among, last = _told_with(view, record), found[-1][0] if found else record
        opens = all(one.act == "open debate" and one.entered_for is None for one in (last, record))
        if found and opens and last.on == record.on:
            found[-1] = found[-1][0], (*found[-1][1], *among)
        else:
            found.append((record, among))
    return found


def _is_outcome(record: Record) -> bool:
    return record.act == OUTCOME


def _acts(view: View, meeting: Gathering) -> list[Record]:
    """The first record of each act of the meeting, by day, then in the order recorded."""
    found: dict[tuple[str, ...], Record] = {}
    for record in view.standing.list_happenings(meeting.reference):
        if not record.annulled_by and record.act in TOLD and _is_told(view, record):
            found.setdefault((record.act, *_told_with(view, record)), record)
    recorded = sorted(found.values(), key=lambda one: (one.at, one.touched.index(one.reference)))
    return _as_happened(view, in_order_of_days(recorded))


def _as_happened(view: View, records: Sequence[Record]) -> list[Record]:
    """Put acts of one topic in the order in which they happened, whenever they were recorded."""
    found: list[Record] = []
    for record in records:
        place = next((at for at, one in enumerate(found) if _precedes(view, record, one)), len(found))
        found.insert(place, record)
    return found


def _precedes(view: View, record: Record, other: Record) -> bool:
    mine, its = ({name.rpartition("#")[0]: name for name in one.touched} for one in (record, other))
    shared = ((view.standing.subject(name).places, name) for name in mine.keys() & its.keys())
    return any(places.get(mine[name], len(places)) < places.get(its[name], 0) for places, name in shared)


def _told_with(view: View, record: Record) -> tuple[str, ...]:
    """The records of an act that one paragraph tells: all that say the same, but for what proves it."""
    own, every = record.motion, view.standing.find_act(record)
    return tuple(one.reference for one in every if replace(one.motion, of=own.of, evidence=own.evidence) == own)


def _is_told(view: View, record: Record) -> bool:
    """Whether a report tells it to the members: of positions on a topic, those that have a stance, and their end."""
    motion, kind = record.motion, kind_of(record.subject)
    is_view = isinstance(motion, TakePosition) and not motion.stance and kind == "topic"
    ends_nothing = isinstance(motion, LiftObjection) and not _lifted(view, record, motion)["holders"]
    return kind in {"topic", "round"} and not is_view and not ends_nothing and may_read(READERS, record.audience)


def _paragraph(view: View, record: Record, among: Iterable[str] | None = None) -> Paragraph:
    """One act in the formula of its kind, on the topics of the records among which it is told.

    Where the words of a decision name its topics, they stand alone.
    """
    motion = record.motion
    if isinstance(motion, TakePosition):
        topic = view.topic(record.subject)
        on, again = (
            decision.titles_of(view, record, among) if topic else [],
            topic is not None and topic.maintains(record),
        )
        return Paragraph(position.tell_position(view, record, motion, motion.holders, on=on, maintained=again))
    if isinstance(motion, RecordStatement):
        return Paragraph(_tell_statement(view, record, motion, decision.facts(view, record, among)))
    _, behind = _before(view, record)
    told: list[Printable] = [say_act(view, record, among)]
    if isinstance(motion, RecordNoConsensus):
        told = _no_consensus(view, record, motion, told)
    leads = view.standing.find_act(record)[0].act == record.act
    if leads and not (isinstance(motion, RecordNoConsensus) and motion.refer):
        told = _in_words(view, record, told, decision.titles_of(view, record, among))
    return Paragraph(view.say("note.outcome", told=[*told, *behind, *_left(view, record)]))


def say_act(view: View, record: Record, among: Iterable[str] | None = None) -> SaidSentence:
    """One act of a meeting in a sentence, on the topics among its records."""
    more, _ = _before(view, record)
    lifted = _lifted(view, record, record.motion) if isinstance(record.motion, LiftObjection) else {}
    facts = {**decision.facts(view, record, among), **more, **lifted}
    return view.say(f"report.{decision.key_of(record.act)}", **facts)


def _lifted(view: View, record: Record, motion: LiftObjection) -> dict[str, object]:
    topic = view.topic(record.subject)
    shown = topic.show_to(topic.reader or READERS) if topic else None
    return {"holders": position.find_lifting_holders(view, shown, record), "how": motion.how, "day": None}


def _before(view: View, record: Record) -> tuple[dict[str, object], tuple[SaidSentence, ...]]:
    """What is told with an act of what came before it: a referral, and objections that ended outside the meeting."""
    if record.act == "reopen debate":
        return _came_back(view, record)
    if record.act == "record consensus":
        return {"others": _are_others(view, record)}, tuple(_ended_before(view, record))
    return {}, ()


def _are_others(view: View, record: Record) -> bool:
    decided = {one.subject for one in view.standing.find_act(record)}
    met = moment.before(record, view.standing).topics_of(round_of(record.subject))
    return any(one.state in STILL for one in met if one.reference not in decided)


def _came_back(view: View, record: Record) -> tuple[dict[str, object], tuple[SaidSentence, ...]]:
    """When a topic whose debate is reopened had been referred, and how the objections ended since."""
    topic = view.topic(record.subject)
    before = topic.until(record) if topic else None
    referral = before.last("escalate") if before and before.state == "referred" else None
    if before is None or referral is None:
        return {"referred": False}, ()
    since = (one for one in before.every("lift objection") if one.ordinal > referral.ordinal and _is_told(view, one))
    items = tuple(_say_lifted(view, one, one.motion) for one in since if isinstance(one.motion, LiftObjection))
    return {"referred": True, "referred_on": decision.day_of(view, referral)}, items


def _ended_before(view: View, record: Record) -> Iterator[SaidSentence]:
    """How objections to the topics of a consensus ended at no meeting that was named, so that no paragraph tells it.

    Those that ended a referral are told with the debate that was reopened for it.
    """
    for one in view.standing.find_act(record):
        topic = view.topic(one.subject)
        before = topic.until(one) if topic else None
        reopened = before.last("reopen debate") if before else None
        told = reopened.ordinal if reopened and reopened.before == "referred" else 0
        for end in before.every("lift objection") if before else ():
            is_apart = end.ordinal > told and not end.evidence.place
            if is_apart and isinstance(end.motion, LiftObjection) and _is_told(view, end):
                yield _say_lifted(view, end, end.motion)


def _say_lifted(view: View, record: Record, motion: LiftObjection) -> SaidSentence:
    told = _lifted(view, record, motion) | {"day": decision.day_of(view, record)}
    return view.say("report.lift_objection", **(decision.facts(view, record, (record.reference,)) | told))


def _tell_statement(view: View, record: Record, motion: RecordStatement, facts: dict[str, object]) -> SaidSentence:
    """The statement that was placed on record; a text that is lacking is asked for."""
    stated = position.stated(view, record, motion)
    if stated["text"] and facts["one"]:
        return view.say("common.only_statement", title=facts["title"], **stated)
    told = [view.say("report.record_statement", **facts), view.say("common.statement", **stated)]
    if not stated["text"] and "text" not in motion.erased:
        told.append(view.say("report.statement_text", secretariat=office(view, "secretariat"), proof=facts["proof"]))
    return view.say("note.outcome", told=told)


def _no_consensus(view: View, record: Record, motion: RecordNoConsensus, noted: Sequence[Printable]) -> list[Printable]:
    """What was tried in order to agree, what came of it, and that the matter is referred, in its words where known."""
    asked, source = {"secretariat": office(view, "secretariat"), "superior": superior(view)}, record.reference
    tried, words = view.text(motion.tried, source), view.text(motion.words, source)
    before = view.say("note.tried", tried=tried, proof=view.proof(source), **asked)
    told = {"words": words, "year": None, "draft": bool(motion.words)}
    referred = [view.say("note.decided", **told, **asked)] if motion.refer else []
    return [before, *noted, *referred]


def _in_words(view: View, record: Record, told: list[Printable], titles: Sequence[TracedFact]) -> list[Printable]:
    """A decision in its own words; behind what is told of it unless they name its topics, or asked for."""
    given, source = getattr(record.motion, "words", None) or {}, record.reference
    words = view.text(given, source)
    if words and not words.other and all(_names(given, title.value) for title in titles):
        return [words]
    asked = {"secretariat": office(view, "secretariat"), "proof": view.proof(source)}
    return [*told, view.say("decision.words", words=words, **asked)] if given else told


def _names(words: Mapping[str, str], title: object) -> bool:
    names = title if isinstance(title, Mapping) else {}
    return all(tag in names and names[tag].casefold() in text.casefold() for tag, text in words.items())


def _left(view: View, record: Record) -> Iterator[SaidSentence]:
    """Which topics were not referred with the others, though the Group had decided to refer the matter."""
    is_referral = isinstance(record.motion, RecordNoConsensus) and record.motion.refer
    left = (one for one in view.standing.find_act(record) if is_referral and _was_left(view, one))
    titles = [title for one in left if (title := decision.title_of(view, one))]
    if titles:
        named = {"titles": titles, "topics": view.say("report.topics", titles=titles), "one": len(titles) == 1}
        yield view.say("report.left", **named)


def _was_left(view: View, record: Record) -> bool:
    """Whether the referral that followed a decision left its topic; a later one is of another decision."""
    topic = view.topic(record.subject)
    found = find_referral_without(topic, view.standing.topics_of(topic.reference)) if topic else None
    if topic is None or found is None or not may_read(READERS, found[0].audience):
        return False
    return not any(record.ordinal < one.ordinal and one.at < found[0].at for one in topic.every("escalate"))
