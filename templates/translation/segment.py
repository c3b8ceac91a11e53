"""The texts to translate, each once, and the files that take them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.papers.facts.wording import source_language
from escalade.templates.values.fact import ADDRESS, facts_in
from escalade.workflow.motions import Escalate
from escalade.workflow.records.record import encode
from escalade.workflow.records.texts import HeldText, digest_of, texts_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import Message, RequestError
from escalade.workflow.values.reference import kind_of

_OF_TOPIC = re.compile(r"(?:.*\.)?(title|invitation|questions\.\d+)")
"""A text of a version, behind the field in which an act holds the version."""
SHOWN = 16
"""How many digits of a digest a file shows."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a record that holds a text."""

    record: str
    field: str
    is_replaced: bool = False
    """Whether the record has a text in the language, and it is not official."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A text to be translated, and every place where it stands."""

    key: str
    source: str
    language: str
    """The language of the source."""
    note: str
    """What it is, for whoever translates."""
    is_line: bool
    places: tuple[Place, ...]
    target: str = ""
    """The translation that there is."""

    @property
    def recording_places(self) -> tuple[Place, ...]:
        """The places that a translation is recorded at.

        Once for each subject: there it words the text wherever it stands.
        """
        first = {place.record.rpartition("#")[0]: place for place in reversed(self.places)}
        return tuple(place for place in self.places if place.is_replaced or place in first.values())

    @property
    def digest(self) -> str:
        """The digest of the source, as files show it."""
        return digest_of(self.source)[:SHOWN]


def segments(reference: str, standing: Standing, language: str) -> tuple[Segment, ...]:
    """All that papers on a round print, and that lacks its own text."""
    found: dict[tuple[str, str], Segment] = {}
    for place in dict.fromkeys((*_of_topics(reference, standing), *_printed(reference, standing, language))):
        segment = _segment(place, standing, language)
        if segment is not None:
            told = found.setdefault((segment.language, segment.source), segment)
            places = tuple(dict.fromkeys((*told.places, *segment.places)))
            found[segment.language, segment.source] = replace(
                told, places=places, is_line=told.is_line or segment.is_line, target=told.target or segment.target
            )
    return tuple(found.values())


def _of_topics(reference: str, standing: Standing) -> Iterator[Place]:
    """The latest text of each topic, whether a paper prints it yet or not."""
    for topic in standing.topics_of(reference):
        if topic.versions:
            record, version = topic.versions[-1]
            for field, held in texts_of(record.motion).items():
                if held.version == version:
                    yield Place(record.reference, field)


def _printed(reference: str, standing: Standing, language: str) -> Iterator[Place]:
    """The places of the texts that papers on a round print.

    Those of names too, which the body gives by language.
    """
    for kind, about, to_session in _papers(reference, standing):
        try:
            paper = build(kind, about, standing, tongue(language), to_session=to_session)
        except NothingToSayError:
            continue
        for fact in facts_in(paper.printables()):
            if isinstance(fact.value, Mapping) or fact.kind == "name":
                for record in fact.records:
                    yield from _fields_of(record, fact.value, standing)


def _papers(reference: str, standing: Standing) -> Iterator[tuple[str, str, str | None]]:
    """The papers of a round: kind, what about, and to which session."""
    topics = tuple(standing.topics_of(reference))
    met = {record.evidence.place for topic in topics for record in topic.live}
    ahead = (name for name in standing.subjects if (at := standing.gathering(name)) and at.state == "convened")
    meetings = dict.fromkeys(name for name in (*filter(None, met), *ahead) if kind_of(name) == "meeting")
    referred = (record.motion for topic in topics for record in topic.live)
    sessions = dict.fromkeys(motion.to_session for motion in referred if isinstance(motion, Escalate))
    yield from (("note", reference, session) for session in sessions or (None,))
    yield "circular", reference, None
    yield from ((kind, topic.reference, None) for topic in topics for kind in ("notice", "call"))
    yield from ((kind, meeting, None) for meeting in meetings for kind in ("agenda", "report", "follow-up"))


def _fields_of(record: str, value: object, standing: Standing) -> Iterator[Place]:
    """The fields of a record that hold a text, or the forms of a name."""
    subject = standing.subject(record.rpartition("#")[0])
    told = subject.record(record)
    for field, held in texts_of(told.motion).items() if told else ():
        if held.texts == value or field == f"names.{value}":
            yield Place(record, field)


def _segment(place: Place, standing: Standing, language: str) -> Segment | None:
    """The segment of a place; None where the record has the language itself."""
    subject = standing.subject(place.record.rpartition("#")[0])
    told = subject.record(place.record)
    own = next(record for record in subject.own if record.reference == place.record)
    held = texts_of(own.motion)[place.field]
    source = _source_of(held, language)
    if told is None or source is None or held.is_own(language) or ADDRESS.fullmatch(held.texts[source]):
        return None
    return Segment(
        key=_key(place, held, standing),
        source=held.texts[source],
        language=source,
        note=f"{place.record} ({own.act}): {place.field}",
        is_line=held.is_line,
        places=(replace(place, is_replaced=language in held.texts),),
        target=texts_of(told.motion)[place.field].texts.get(language, ""),
    )


def _source_of(held: HeldText, language: str) -> str | None:
    """The language that is translated from: the official one, else English."""
    official = source_language(held.version) if held.version else None
    return next((one for one in (official, "en", *held.texts) if one in held.texts and one != language), None)


def _key(place: Place, held: HeldText, standing: Standing) -> str:
    """Name a segment: `2017/ott/questions/3`, `2017#4/words`."""
    subject, field = place.record.rpartition("#")[0], place.field
    of_topic = _OF_TOPIC.fullmatch(field) if held.version else None
    topic = standing.topic(subject)
    if of_topic and topic:
        field = of_topic[1]
        name = subject if topic.versions[-1][0].reference == place.record else place.record
    else:
        name = place.record
    steps = (str(int(step) + 1) if step.isdigit() else step for step in field.split("."))
    return "/".join((name, *steps))


class NoTranslationError(RequestError):
    """A file that is no hand-over of ours, or one that nobody should open."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(Message("{name} cannot be received as a translation: {why}.", name=name, why=why))


class Slip(msgspec.Struct, frozen=True):
    """The slip of a file: whose texts, which, into what language."""

    register: str
    """The digest of the register's first record."""
    round: str
    language: str
    sent: Mapping[str, str]
    """By key, the digest of each source that was sent."""

    def __str__(self) -> str:
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True, slots=True)
class ReturnedSegment:
    """One segment as it came back."""

    key: str
    digest: str
    """Of the source when it was sent, as the file still says."""
    source: str
    target: str
    fault: str = ""
    """Why it cannot be read as one segment."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that came back."""

    slip: Slip
    rows: tuple[ReturnedSegment, ...] = ()


def slip_of(reference: str, standing: Standing, language: str, sent: Iterable[Segment]) -> Slip:
    """The slip of a hand-over."""
    return Slip(register_of(standing), reference, language, {one.key: one.digest for one in sent})


def register_of(standing: Standing) -> str:
    """Tell a register by the digest of its first record."""
    first = standing.body.records[:1]
    return digest_of(encode(first[0]).hex())[:32] if first else ""


def slip_in(text: str, name: str) -> Slip:
    """The slip that a file bears.

    Raises:
        NoTranslationError: it bears none.
    """
    try:
        return msgspec.json.decode(text, type=Slip)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as problem:
        why = Message("it does not say what was sent; only files of “translation send” do")
        raise NoTranslationError(name, why) from problem
