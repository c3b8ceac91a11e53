"""The languages in which a body's papers are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote
from typing import NamedTuple

from escalade.services.views.check import LanguageCount, LanguageText
from escalade.templates.languages.noun import call_state
from escalade.templates.languages.pack import AVAILABLE, find_article
from escalade.templates.languages.russian import decline
from escalade.templates.papers.facts.view import ConstitutionSources, language_of_names, read_sources
from escalade.workflow.motions import Constitute
from escalade.workflow.records.texts import (
    OFFICIAL,
    SERIES,
    UNOFFICIAL,
    find_forms,
    find_idle,
    find_standing,
    is_name,
    texts_of,
)
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import CHAIRS_COMPROMISE, UNATTRIBUTED, Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of

OF_THE_BODY = frozenset({"set deadline", "record consultation", "appoint"})
"""Acts of the body, beside its constitution, whose texts papers print."""


LACKING, FORMS = "lacking", "forms lacking"
IDLE, UNSAID = "names no text", "unsaid"
REMEDY = 'amend-constitution --terms-file FILE --authority en="…"'
COUNTED = {OFFICIAL: "official", UNOFFICIAL: "unofficial", "reconstructed": "reconstructed", LACKING: "lacking"}
"""By standing, where it is counted."""
JOINED = {
    "ru": ("name", "superior_body", "organisation"),
    "fr": ("name", "superior_body"),
    "es": ("name", "superior_body"),
}
"""By language, the names of the constitution that sentences decline, or give an article."""


class PrintedText(NamedTuple):
    """A text that papers print, where it stands on record."""

    record: str
    field: str
    texts: Mapping[str, str]
    standings: Mapping[str, str]
    is_name: bool = False


def find_texts(
    standing: Standing, references: Iterable[str], rounds: Iterable[str] = ()
) -> tuple[list[LanguageText], list[LanguageCount]]:
    """What each language lacks, and what its texts are worth.

    Args:
        standing: what the register holds.
        references: the meetings and sessions, among others that do not matter.
        rounds: those whose topics count too.
    """
    constitution = standing.body.constitution()
    if constitution is None:
        return [], []
    required = {tag for tags in constitution.languages.values() for tag in tags}
    wanted = [tag for tag in AVAILABLE if tag in {*constitution.name, *required}]
    held = list(_held(standing, references, rounds))
    found = [
        _tell(one, tag, worth, required=tag in required)
        for tag in wanted
        for one in held
        if (worth := _find_fault(one, tag, constitution))
    ]
    return [*found, *_find_idle(standing, constitution)], [_count(tag, held) for tag in wanted]


def _tell(one: PrintedText, tag: str, worth: str, *, required: bool) -> LanguageText:
    """A text as it is in a language, or is not there, with what helps."""
    return LanguageText(
        language=tag,
        required=required,
        standing=worth,
        record=one.record,
        field=_place(one.field, "*") if worth == LACKING else one.field,
        text=next((one.texts[name] for name in (tag, "en", *one.texts) if name in one.texts), ""),
        remedy=_remedy(one.record, one.field, tag, worth),
    )


def _find_idle(standing: Standing, constitution: Constitute) -> Iterator[LanguageText]:
    sources = read_sources(standing.body, when(standing.today.isoformat()))
    for place in find_idle(constitution):
        record = sources.record_of("terms", place)
        yield LanguageText(
            language="", required=False, standing=IDLE, record=record, field=f"terms.{place}", text="", remedy=REMEDY
        )


def _find_fault(one: PrintedText, tag: str, constitution: Constitute) -> str:
    """What is to be said of a text in a language; nothing where it is as it should be."""
    if tag not in one.texts:
        return LACKING
    if not _has_forms(one, tag, constitution):
        return FORMS
    worth = one.standings.get(tag, "")
    return worth if one.is_name and worth != OFFICIAL else ""


def _has_forms(one: PrintedText, tag: str, constitution: Constitute) -> bool:
    """Whether sentences of a language have the forms of a name that they ask for."""
    if tag == "ru" and one.field.startswith(f"terms.{SERIES}"):
        forms = constitution.terms[one.field.removeprefix("terms.").removesuffix(".wording")].forms
        return "ru" in forms and bool(forms["ru"].genitive)
    if one.field not in JOINED.get(tag, ()) or getattr(constitution, one.field) != one.texts:
        return True
    given = find_forms(constitution, one.field, tag)
    if tag == "ru":
        return bool(given.genitive or decline(one.texts[tag], "genitive"))
    return bool(given.gender or given.article is not None or find_article(tag, one.texts[tag]))


def _count(tag: str, held: Iterable[PrintedText]) -> LanguageCount:
    worths = (LACKING if tag not in one.texts else one.standings.get(tag, "") for one in held)
    return LanguageCount(language=tag, **Counter(COUNTED.get(worth, UNSAID) for worth in worths))


def _remedy(record: str, field: str, tag: str, worth: str) -> str:
    """The command that supplies a text; a name may have dots of its own, and stands in a file."""
    if worth != LACKING:
        return REMEDY
    if field.startswith("terms."):
        return REMEDY
    if field.startswith("names."):
        return 'amend-constitution --names-file FILE --authority en="…"'
    return f'correct {quote(record)} --set {_place(field, tag)}="…" --why en="…"'


def _place(field: str, tag: str) -> str:
    """Where a text stands in a language; a noun has forms behind the language."""
    return f"{field.removesuffix('.one')}.{tag}.one" if field.startswith("nouns.") else f"{field}.{tag}"


def _held(standing: Standing, references: Iterable[str], rounds: Iterable[str]) -> Iterator[PrintedText]:
    """The texts that papers print."""
    body = standing.body
    constitution = body.constitution()
    sources = read_sources(body, when(standing.today.isoformat()))
    if constitution:
        yield from _of_constitution(constitution, sources)
    told = [record for record in body.told if record.act in OF_THE_BODY]
    meetings = (standing.gathering(name) for name in references if kind_of(name) in {"meeting", "session"})
    for meeting in filter(None, meetings):
        yield from _of_gathering(meeting, language_of_names(constitution) if constitution else None)
    topics = [topic for name in rounds for topic in standing.topics_of(name)]
    told += [topic.versions[-1][0] for topic in topics if topic.versions]
    if constitution:
        yield from _unlisted(constitution, sources.record_of("names"), topics)
    for record in told:
        for field, one in texts_of(record.motion).items():
            yield PrintedText(record.reference, field, one.texts, one.version.standing if one.version else {})


def _of_constitution(constitution: Constitute, sources: ConstitutionSources) -> Iterator[PrintedText]:
    """The texts of the constitution, each with its standing by the termbase."""
    held = {field: one.texts for field, one in texts_of(constitution).items()}
    for kind, forms in constitution.nouns.by_name.items() if constitution.nouns else ():
        held[f"nouns.{kind}.one"] = {tag: form.one for tag, form in forms.items()}
    typed = language_of_names(constitution)
    for field, given in held.items():
        name, _, key = field.removesuffix(".one").partition(".")
        texts = {typed: key, **given} if typed and name == "names" else given
        held_by = key if name == "names" else key.removesuffix(".wording") if name == "terms" else key.partition(".")[0]
        record = sources.record_of(name, held_by or None)
        standings = {tag: find_standing(constitution, field, tag) for tag in texts}
        yield PrintedText(record, field, texts, standings, is_name(field))


def _of_gathering(meeting: Gathering, typed: str | None) -> Iterator[PrintedText]:
    """The texts of a meeting or session as last convened; a session has a name on record from its beginning."""
    given = {field: one.reference for one in meeting.every("convene") for field in texts_of(one.motion)}
    for field, one in texts_of(meeting.convened).items():
        is_own = typed and field == "name" and meeting.kind == "session"
        texts = {typed: meeting.label, **one.texts} if typed and is_own else one.texts
        yield PrintedText(given[field], field, texts, one.version.standing if one.version else {})


def _unlisted(constitution: Constitute, source: str, topics: Iterable[Topic]) -> Iterator[PrintedText]:
    """Members whose names the body's list does not have: as they were typed, and as States are called."""
    typed = language_of_names(constitution)
    for name in dict.fromkeys(name for topic in topics for name in _members_of(topic)):
        if typed and name not in constitution.names:
            called = {tag: said for tag in AVAILABLE if (said := call_state(name, tag))}
            yield PrintedText(source, f"names.{name}", {**called, typed: name}, {}, is_name("names"))


def _members_of(topic: Topic) -> Iterator[str]:
    yield from (name for name in topic.sponsors if name not in {UNATTRIBUTED, CHAIRS_COMPROMISE})
    for _, motion in (*topic.positions, *topic.statements):
        yield from motion.holders


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
