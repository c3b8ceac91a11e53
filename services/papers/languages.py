"""The languages in which a body's papers are written."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from escalade.services.views.check import LackingText
from escalade.templates.contexts.snapshot import read_sources
from escalade.templates.contexts.view import language_of_names
from escalade.templates.languages.pack import AVAILABLE
from escalade.workflow.records.translation import texts_of
from escalade.workflow.subjects.topic import CHAIRS_COMPROMISE, UNATTRIBUTED
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from escalade.workflow.motions import Constitute
    from escalade.workflow.subjects.body import Body
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

OF_THE_BODY = frozenset({"set deadline", "record consultation", "appoint"})
"""Acts of the body, beside its constitution, whose texts papers print."""


def find_lacking_texts(standing: Standing, references: Iterable[str], rounds: Iterable[str] = ()) -> list[LackingText]:
    """What each language of a body lacks before a paper can be drawn in it.

    Args:
        standing: what the register holds.
        references: the meetings and sessions, among others that do not matter.
        rounds: those whose topics count too.
    """
    constitution = standing.body.constitution()
    if constitution is None:
        return []
    required = {tag for tags in constitution.languages.values() for tag in tags}
    wanted = [tag for tag in AVAILABLE if tag in {*constitution.name, *required}]
    held = list(_held(standing, references, rounds))
    return [
        LackingText(
            language=tag,
            required=tag in required,
            record=record,
            field=field,
            text=next((texts[one] for one in ("en", *texts) if one in texts), ""),
            remedy=_remedy(record, field, tag),
        )
        for tag in wanted
        for record, field, texts in held
        if tag not in texts
    ]


def _remedy(record: str, field: str, tag: str) -> str:
    """The command that supplies a text; a name may have dots of its own, and stands in a file."""
    if field.startswith("names."):
        return 'amend-constitution --names-file FILE --authority en="…"'
    return f'correct {quote(record)} --set {field.replace("*", tag)}="…" --why en="…"'


def _held(
    standing: Standing, references: Iterable[str], rounds: Iterable[str]
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The texts that papers print: the record of each, its field, and its languages."""
    body = standing.body
    constitution = body.constitution()
    sources = read_sources(body, when(standing.today.isoformat()))
    for field, one in texts_of(constitution).items() if constitution else ():
        name, _, key = field.partition(".")
        yield sources.record_of(name, key.partition(".")[0] or None), f"{field}.*", one.texts
    for kind, forms in constitution.nouns.given.items() if constitution and constitution.nouns else ():
        yield sources.record_of("nouns", kind), f"nouns.{kind}.*.one", {tag: form.one for tag, form in forms.items()}
    told = [record for record in body.told if record.act in OF_THE_BODY]
    meetings = (standing.gathering(name) for name in references if kind_of(name) in {"meeting", "session"})
    told += [record for meeting in meetings if meeting for record in meeting.every("convene")]
    topics = [topic for name in rounds for topic in standing.topics_of(name)]
    told += [topic.versions[-1][0] for topic in topics if topic.versions]
    if constitution:
        yield from _unlisted(constitution, sources.record_of("names"), topics)
    for record in told:
        yield from ((record.reference, f"{field}.*", one.texts) for field, one in texts_of(record.motion).items())


def _unlisted(
    constitution: Constitute, source: str, topics: Iterable[Topic]
) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Members whose names the body's list does not have: they are there in one language, as they were typed."""
    typed = language_of_names(constitution)
    for name in dict.fromkeys(name for topic in topics for name in _members_of(topic)):
        if typed and name not in constitution.names:
            yield source, f"names.{name}.*", {typed: name}


def _members_of(topic: Topic) -> Iterator[str]:
    """Whom papers name on a topic: sponsors, and holders of positions and statements."""
    yield from (name for name in topic.sponsors if name not in {UNATTRIBUTED, CHAIRS_COMPROMISE})
    for _, motion in (*topic.positions, *topic.statements):
        yield from motion.whose


def languages_for(kind: str, body: Body) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages of a paper that can be written, and those that come later.

    They are those that the body has, or requires for such a paper; all that
    papers are written in, where it has none of them.
    """
    constitution = body.constitution()
    own = tuple(constitution.name) if constitution else ()
    required = tuple(constitution.languages.get(kind, ())) if constitution else ()
    possible = tuple(tag for tag in AVAILABLE if tag in {*own, *required}) or AVAILABLE
    return possible, tuple(tag for tag in required if tag not in possible)
