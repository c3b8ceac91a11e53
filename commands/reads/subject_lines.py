"""The facts of one subject, as lines under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import singledispatch
from typing import Any

import msgspec

from escalade.commands.reads.remarks import by, mark_reference, remarks
from escalade.services.views.evidence import evidence_line, find_as_written
from escalade.services.views.nouns import in_nouns, noun_or
from escalade.services.views.stand import say_stand
from escalade.services.views.text import A_DAY_UNKNOWN, day, day_and_time, join_names, text_in
from escalade.workflow.motions import TextVersion, Votes
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.evidence import presider_of, waits_still
from escalade.workflow.subjects.hearing import IN_PERSON, MEETINGS, Hearing, Sitting
from escalade.workflow.subjects.language_versions import versions
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.silence import silence_after, silence_of, time_of
from escalade.workflow.subjects.stand import Obligation, decision_on, obligations, stand_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic, find_referral_without, title_of
from escalade.workflow.values.dates import say_since, when

Facts = list[tuple[str, list[str]]]
"""Headings, each with the lines under it."""


def of_subject(subject: Subject, standing: Standing, language: str | None) -> Facts:
    """Describe a subject line by line."""
    last = subject.last_move
    stands = f"{subject.state}" + (f"{say_since(last.on)} ({last.reference})" if last else "")
    stand = stand_of(subject, standing) if isinstance(subject, Topic) else None
    if stand and stand.by and stand.by is not last:
        stands += f"; {stand.kind}{say_since(stand.by.on)} ({stand.by.reference})"
    sentences = say_stand(stand, standing).items if stand else ()
    told = [in_nouns(str(one), standing.body.constitution()) for one in sentences]
    facts = [("reference", [subject.reference]), ("state", [stands, *told]), *_facts(subject, standing, language)]
    still = [record for record in subject.waiting if waits_still(record, standing)]
    waiting = [f"{record.reference} ({record.act}) waits for {record.entered_for}" for record in still]
    newest = standing.newest_of(subject)
    facts += [
        ("waits", waiting),
        ("newest record", [f"{newest.reference}: {newest.act}, by {by(newest, standing)}, {day_and_time(newest)}"]),
    ]
    return [(heading, lines) for heading, lines in facts if any(lines)]


@singledispatch
def _facts(_subject: Subject, _standing: Standing, _language: str | None) -> Facts:
    return []  # what only one kind of subject has is said below


@_facts.register(Topic)
def _of_topic(subject: Topic, standing: Standing, language: str | None) -> Facts:
    text = subject.version
    positions = [
        f"{join_names(subject.still_held(record))}: {motion.stance or 'a view'} ({mark_reference(record, subject)})"
        + "".join(f"; {line}" for line in _since(subject, record, standing))
        for record, motion in subject.current_positions
    ]
    objections = [f"{join_names(whose)} ({one})" for one, whose in (subject.overruled or subject.objecting).items()]
    statements = [
        f"{join_names(motion.holders)}: {motion.kind} ({mark_reference(record, subject)})"
        for record, motion in subject.statements
    ]
    left = find_referral_without(subject, standing.topics_of(subject.reference))
    return [
        *_of_text(text, language),
        ("sponsors", [", ".join(subject.sponsors)]),
        ("positions", positions),
        (f"objections standing{' when decided' if subject.overruled else ''}", objections),
        ("statements", statements),
        ("not referred with others", [f"{text_in(left[1].left, language)} ({left[0].reference})"] if left else []),
        ("silence", _silence(subject, standing)),
        (noun_or(standing, "consultation", "consultation", language), _phases(subject, standing, language)),
        ("decided", [_decision(subject, standing)]),
        ("obliges to", _obligations(subject, standing, language)),
    ]


def _since(topic: Topic, record: Record, standing: Standing) -> Iterator[str]:
    """Say on which days and where an objection was maintained, by whom of those who made it, and how it ended."""
    for again, names in topic.maintained(record):
        where = filter(None, (day(again.on), evidence_line(again, standing)))
        yield f"maintained {', '.join(where)}: {join_names(names)} ({mark_reference(again, topic)})"
    for lifting, how, names in topic.endings(record):
        yield f"{how}: {join_names(names)} ({mark_reference(lifting, topic)})"


def _of_text(text: TextVersion, language: str | None) -> Facts:
    """A text version: titles in all languages, the rest in one."""
    pairs = zip(marks(text), text.questions, strict=True)
    questions = [f"{mark} {text_in(question, language)}" for mark, question in pairs]
    source = [
        f"{text.source}"
        + (f" ({', '.join(f'{tag}: {what}' for tag, what in text.standing.items())})" if text.standing else "")
    ]
    return [
        ("title", [f"{tag}: {title}" for tag, title in text.title.items()]),
        ("invitation", [text_in(text.invitation, language)]),
        ("questions", ["not at hand"] if text.questions_not_at_hand else questions),
        ("text from", source if text.source else []),
    ]


def _silence(topic: Topic, standing: Standing) -> list[str]:
    consented = [topic.record(name) for name in topic.consensus[1].silence] if topic.consensus else []
    ended = [silence_after(record, topic, standing) for record in consented if record]
    silence = silence_of(topic, standing) or next(iter(ended), None)
    if silence is None:
        return []
    words = {"runs": "runs", "kept": "its time has passed, and nobody broke it", "broken": "was broken"}
    by = f" by {silence.broken_by.reference}" if silence.broken_by else ""
    began = f"from {time} " if (time := time_of(silence.record.motion)) else ""
    late = [f"{mark_reference(record, topic)} ({record.act}) came when it had ended" for record in silence.late]
    state = f"{words[silence.state(standing)]}{by}"
    return [f"{began}until {silence.until}: {state} ({silence.record.reference})", *late]


def _phases(topic: Topic, standing: Standing, language: str | None) -> list[str]:
    if not topic.launched:
        return []
    record, _ = topic.launched
    planned: Any = record.motion
    opens, closes = day(planned.opens, ""), day(planned.closes, A_DAY_UNKNOWN)
    online = noun_or(standing, "online", "online", language)
    return [
        f"{online} {f'{opens} to' if opens else 'until'} {closes} ({record.reference})",
        *(f"extended to {day(one.after, A_DAY_UNKNOWN)} ({one.record.reference})" for one in topic.extensions),
        *_hearing(topic, standing, language),
    ]


def _hearing(topic: Topic, standing: Standing, language: str | None) -> Iterator[str]:
    hearing, told = topic.hearing, topic.hearing_told(when(standing.today.isoformat()))
    name = _name(standing, hearing.form, language)
    if hearing.called_off:
        how = "is called off" if hearing.is_cancelled else "was not held"
        planned = day(hearing.planned, A_DAY_UNKNOWN)
        yield f"the {name} that was planned for {planned} {how} ({hearing.called_off.reference})"
    elif hearing.state == "planned":
        yield f"{name} planned for {day(hearing.planned, A_DAY_UNKNOWN)}{_place(hearing, language)}"
    elif told == "none on record":
        yield f"no {name} is on record"
    for one in hearing.sittings:
        held = f"{_name(standing, one.form, language)} held {day(one.day)}"
        yield f"{held}{_place(one, language)} ({one.record.reference})"
    for set_for, off in hearing.further_called_off:
        yield f"the {name} was to be continued on {day(set_for)}; that is called off ({off.reference})"
    if hearing.further:
        yield f"{name} to be continued on {day(hearing.further)}"


def _name(standing: Standing, form: str, language: str | None) -> str:
    """What a hearing is called that is held in some form."""
    own = noun_or(standing, "hearing", "", language)
    return f"{own}{'' if form == IN_PERSON else f' ({form})'}" if own else MEETINGS[form]


def _place(held: Hearing | Sitting, language: str | None) -> str:
    """Where a hearing is held, behind its day."""
    return f", {text_in(held.place.text, language)}" if held.place else ""


def _decision(topic: Topic, standing: Standing) -> str:
    record = decision_on(topic)
    if record is None:
        return ""
    announced = getattr(record.motion, "announced", None)
    said = f"announced {day(announced)}" if announced else ""
    parts = (record.act, day(record.on), said, evidence_line(record, standing), presider_line(record, standing))
    return f"{', '.join(filter(None, parts))} ({record.reference})"


def presider_line(record: Record, standing: Standing) -> str:
    """Name who presided where it happened, if that is on record."""
    found = presider_of(record, standing)
    return f"{found.name}{', vice-chair, acting for the chair' if found.acting else ''}" if found else ""


@_facts.register(Round)
def _of_round(subject: Round, standing: Standing, language: str | None) -> Facts:
    contributions = [
        f"{motion.symbol}: {', '.join(motion.by_state) or motion.by_group}, on {', '.join(motion.concerns)}"
        f" ({mark_reference(record, subject)}{f'; replaced by {last.symbol}' if last else ''})"
        for record, motion in subject.contributions
        for last in [subject.replacements.get(record.reference)]
    ]
    title = subject.opening.title if subject.opening else {}
    topics = [
        f"{one.reference}: {stand_of(one, standing).kind}, {text_in(title_of(one), language)}"
        for one in standing.topics_of(subject.reference)
    ]
    constitution = standing.body.constitution()
    required = constitution.languages if constitution else {}
    views = [
        f"{join_names(subject.still_held(record))} ({mark_reference(record, subject)})"
        for record, _ in subject.current_positions
    ]
    return [
        ("title", [text_in(title, language)]),
        ("topics", topics),
        ("contributions", contributions),
        ("views on the choice", views),
        ("papers", [one.sentence for one in versions(subject, required)]),
    ]


@_facts.register(Gathering)
def _of_gathering(subject: Gathering, standing: Standing, language: str | None) -> Facts:
    held, off = subject.planned, subject.called_off
    sittings = [
        f"{number}: {day(on)}" + (f", presided by {name}" if (name := held.sittings_presided_by.get(number)) else "")
        for number, on in subject.convened.sittings.items()
    ]
    report = subject.approval
    to = report[1].sent_to if report else ()
    sent: list[str] = [to] if isinstance(to, str) else [text_in(text, language) for text in to]
    there = standing.list_happenings(subject.reference)
    acts = [f"{one.reference}: {one.act}{', annulled' if one.annulled_by else ''}" for one in there]
    return [
        ("name", [text_in(held.name, language)]),
        ("called off", [f"{day(off.on)} ({off.reference})"] if off else []),
        ("was to be held" if off else "days", [f"{day(held.opens)} to {day(held.closes)}"]),
        ("place", [text_in(held.place, language)]),
        ("how it is held", [held.form or ""]),
        ("presided by", [subject.convened.presided_by or ""]),
        (noun_or(standing, "sitting", "sittings", language, many=True), sittings),
        ("report sent to", sent),
        ("recorded there", acts),
    ]


@_facts.register(Body)
def _of_body(subject: Body, standing: Standing, language: str | None) -> Facts:
    held = subject.constitution()
    if held is None:
        return []
    terms = [
        f"{term.officer.name}: {term.officer.office}, since {day(term.officer.since)}"
        + (f", until {day(term.until)}" if term.until else "")
        for term in subject.terms
    ]
    texts = [f"{key}: {text_in(text.citation, language)}" for key, text in held.texts.items()]
    past = [f"{text_in(motion.title, language)} ({record.reference})" for record, motion in subject.consultations]
    return [
        ("name", [f"{tag}: {name}" for tag, name in held.name.items()]),
        ("reports to", [text_in(held.superior_body, language)]),
        ("established as", [text_in(held.established_as, language)]),
        ("mandate", [text_in(held.mandate, language)]),
        ("membership", [text_in(held.membership, language)]),
        ("seat", [f"{text_in(held.seat, language)} ({held.time_zone})"]),
        ("officers", terms),
        ("legal texts", texts),
        (f"earlier {noun_or(standing, 'consultation', 'consultations', language, many=True)}", past),
    ]


def _obligations(topic: Topic, standing: Standing, language: str | None) -> list[str]:
    """Each obligation that the decision states, and whether it was met."""
    return [
        f"{_what(one, topic, standing, language)}: {f'met by {one.met_by}' if one.met_by else 'not met yet'}"
        f"{', late' if one.is_late else ''}"
        for one in obligations(topic, standing)
        if one.kind != "launch" or one.due
    ]


def _what(one: Obligation, topic: Topic, standing: Standing, language: str | None) -> str:
    """Say what is to be done."""
    if one.kind == "condition":
        decided = topic.record(one.record)
        text = decided.motion.conditions[(one.number or 1) - 1] if decided else ""  # type: ignore[attr-defined]  # only decisions attach conditions
        return f"condition {one.number}, “{text_in(text, language)}”"
    return {
        "launch": f"open by {day(one.due)}",
        "language": f"a call in {one.language}",
        "report": f"before the {noun_or(standing, 'group', 'Group', language)} by {day(one.due)}",
    }[one.kind]


def of_record(
    record: Record, standing: Standing, language: str | None, kept: Callable[[str], str] = lambda _digest: ""
) -> Facts:
    """Every fact of a record, and what later records say of it."""
    facts = [*_said_in(record, standing, language, kept), ("remarks", remarks(record, standing))]
    written = find_as_written(record, standing)
    at_first = _said_in(written, standing, language, kept) if written else []
    facts += [
        ("at first", [f"{heading}: {'; '.join(lines)}" for heading, lines in at_first if (heading, lines) not in facts])
    ]
    return [(heading, lines) for heading, lines in facts if any(lines)]


def _said_in(record: Record, standing: Standing, language: str | None, kept: Callable[[str], str]) -> Facts:
    """Every fact of a record."""
    moved = f"{record.before or 'new'} → {record.after}" if record.moved else f"stays {record.after}"
    facts: Facts = [
        ("record", [record.reference]),
        ("act", [f"{record.act}: {moved}"]),
        ("by", [by(record, standing)]),
        ("day", [day_and_time(record)]),
        ("presided by", [presider_line(record, standing)]),
        ("recorded", [f"{record.at}, identity {record.identity}"]),
        ("readers", [record.audience]),
        ("evidence", [evidence_line(record, standing)]),
        ("attached", [kept(digest) or f"{digest}, not kept here" for digest in record.evidence.attachments]),
        ("same act", list(record.touched) if len(record.touched) > 1 else []),
    ]
    facts += [
        (name.replace("_", " "), list(_lines(getattr(record.motion, name), language)))
        for name in record.motion.to_payload()
        if name != "time"
    ]
    return facts


def _lines(value: Any, language: str | None) -> Iterator[str]:
    """A field's value, a line for each thing it says."""
    if isinstance(value, TextVersion):
        yield from _of_record_text(value, language)
    elif isinstance(value, Votes):
        yield f"{value.votes_for} for, {value.against} against, {value.abstaining} abstaining"
    elif isinstance(value, msgspec.Struct):
        yield from _lines(msgspec.to_builtins(value), language)
    elif isinstance(value, Mapping) and isinstance(value.get(language), str):
        yield f"{language}: {value[language]}"
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            mark = ":" if isinstance(inner, str | int) else ","
            yield from (f"{key}{mark} {line}" for line in _lines(inner, language))
    elif isinstance(value, list | tuple):
        yield from (f"- {'; '.join(_lines(inner, language))}" for inner in value)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    else:
        yield str(value)


def _of_record_text(text: TextVersion, language: str | None) -> Iterator[str]:
    """A text version: title, invitation, and the questions as they are numbered."""
    questions = zip(marks(text), text.questions, strict=True)
    for name, part in (("title", text.title), ("invitation", text.invitation), *questions):
        tags = [language] if language and language in part else list(part)
        yield from (f"{name} {tag}: {part[tag]}" for tag in tags)
    if text.questions_not_at_hand:
        yield "questions not at hand"
    yield from (f"standing {tag}: {standing}" for tag, standing in text.standing.items())
    if text.source:
        yield f"from {text.source}"


def marks(text: TextVersion) -> list[str]:
    """Give the mark before each question: its number, or a bullet."""
    return [f"{place}." if text.numbering == "numbered" else "•" for place, _ in enumerate(text.questions, 1)]
