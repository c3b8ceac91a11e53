"""The text of a topic as a paper shows it, with what is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import TopicText
from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import OFFICIAL, UNOFFICIAL
from escalade.workflow.subjects.as_of import TRANSLATED, standing_as_of
from escalade.workflow.subjects.language_versions import amendment, rewording
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when

AS_REFERRED, AS_BEFORE = "common.text_as_referred", "common.text_as_before"
"""The sentences that say that a text was amended, or changed, in other languages only."""


def title(view: View, version: TextVersion, record: Record) -> TracedFact:
    """The title of a topic, quoted letter for letter."""
    found = view.text(version.title, record.reference, prefer=source_language(version))
    return found or view.plain(record.subject, record.reference)


def wording(view: View, version: TextVersion, record: Record, *, name: SaidSentence | None = None) -> TopicText:
    """The whole text of a topic."""
    corrected = _corrected_since(view, version, record)
    version = corrected[0] if corrected else version
    prefer = source_language(version)
    questions = (view.text(question, record.reference, prefer=prefer) for question in version.questions)
    return TopicText(
        title=title(view, version, record),
        remarks=(*_remarks(view, version, record), *((corrected[1],) if corrected else ())),
        invitation=view.text(version.invitation, record.reference, prefer=prefer),
        questions=tuple(question for question in questions if question),
        numbered=version.numbering == "numbered",
        name=name,
    )


def wordings(view: View, topics: Sequence[Topic]) -> tuple[TopicText, ...]:
    """The texts of topics, each as an annex."""
    found = []
    for place, topic in enumerate(topics, start=1):
        record, version = topic.versions[-1]
        name = annex_name(view, record, place if len(topics) > 1 else None)
        found.append(wording(view, version, record, name=name))
    return tuple(found)


def annex_name(view: View, record: Record, place: int | None = None) -> SaidSentence:
    """What an annex is called: an only one bears no number."""
    if place is None:
        return view.say("circular.annex")
    return view.say("note.annex", number=view.number(place, record.reference))


def _corrected_since(view: View, version: TextVersion, record: Record) -> tuple[TextVersion, SaidSentence] | None:
    """The text to which people could answer, where it was corrected after that; and how it reads now."""
    topic = view.topic(record.subject)
    closes = when((topic.launched[1].closes if topic and topic.launched else None) or UNKNOWN).last
    corrections = map(view.standing.record, record.corrected_by)
    late = [one for one in corrections if closes and (when(one.on).first or date.min) > closes]
    asked = standing_as_of(view.standing, closes, TRANSLATED).topic(record.subject) if late and closes else None
    texts = [text for at, text in asked.versions if at.reference == record.reference] if asked else []
    source = late[-1].reference if late else record.reference
    held = [str(view.text(one, source)) for one in _passages(texts[0])] if texts else []
    new = [text for one in _passages(version) if (text := view.text(one, source)) and str(text) not in held]
    if not texts or not new:
        return None
    day = view.date(late[-1].on, source)
    said = view.say("common.corrected_since", day=view.tongue.on(day) if day else None, texts=new)
    return texts[0], said


def _passages(version: TextVersion) -> list[Mapping[str, str]]:
    return [version.title, version.invitation, *version.questions]


def source_language(version: TextVersion) -> str | None:
    """The language in which a text is official, else the first it has."""
    official = next((language for language, standing in version.standing.items() if standing == "official"), None)
    return official or next(iter(version.title), None)


def _remarks(view: View, version: TextVersion, record: Record) -> tuple[SaidSentence, ...]:
    """The standing and source of the text, and what is not agreed in it."""
    said = []
    language = view.tongue.language
    standing = version.standing.get(language)
    if standing and standing != "official" and language in version.title:
        original = _original(view, version, record) if standing == UNOFFICIAL else None
        said.append(
            view.say("common.text_standing", standing=view.tongue.word("standing", standing), original=original)
        )
    said += [*_as_referred(view, record), *_as_launched(view, record)]
    if version.source and not view.is_own(version.source):
        said.append(view.say("common.text_source", source=view.symbol(version.source, record.reference)))
    texts = (text for passage in (version.title, version.invitation, *version.questions) for text in passage.values())
    if any("[" in text or "]" in text for text in texts):
        said.append(view.say("common.brackets"))
    return tuple(said)


def _original(view: View, version: TextVersion, record: Record) -> TracedFact | None:
    official = [tag for tag, standing in version.standing.items() if standing == OFFICIAL and tag in version.title]
    names = [TracedFact(tag, (record.reference,), view.tongue.name_of(tag)) for tag in official]
    return names[0] if len(names) == 1 else None


def _as_referred(view: View, record: Record) -> Iterator[SaidSentence]:
    """That the text was amended or changed in other languages, and in this one was not."""
    topic = view.topic(record.subject)
    for key, compare in ((AS_REFERRED, amendment), (AS_BEFORE, rewording)):
        found = compare(record, topic) if topic else None
        if found and found.is_partial and view.tongue.language in found.left:
            names = [TracedFact(tag, (record.reference,), view.tongue.name_of(tag)) for tag in found.languages]
            yield view.say(key, languages=names)


def _as_launched(view: View, record: Record) -> Iterator[SaidSentence]:
    """That it is the text of the launch, and differs from the one that was decided on."""
    topic = view.topic(record.subject)
    found = rewording(record, topic) if topic and record.act == "launch" else None
    if found and found.languages and view.tongue.language not in found.left:
        yield view.say("common.text_launched", reason=view.given(record, "reason"))
