"""What stands on a screen of the room, as the public may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from escalade.services.papers.languages import languages_for
from escalade.services.views.difference import parts, pieces
from escalade.templates.formats.tracked.diff import Effort
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.report import act_paragraphs
from escalade.web.auth.scoped_reader import Sight
from escalade.web.rendering.messages import SOURCE
from escalade.web.room.stage import MOST_TONGUES, Proposal, RoomStage, Scene
from escalade.workflow.motions import TextVersion
from escalade.workflow.perform import Outcome
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.language_versions import languages
from escalade.workflow.subjects.stand import stand_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.reference import record_parts

WORDED = ("title", "invitation", "question")
"""The parts of a text that are words."""
LONG, VERY_LONG = 400, 1100
"""From how many letters on a text is set smaller, and smaller again."""
Runs = list[tuple[str, str]]
"""Words that stay, went or came, in order."""


class Column(NamedTuple):
    """A text in one language: each part with its runs of words."""

    tag: str
    parts: list[tuple[str, Runs]]

    @property
    def size(self) -> str:
        """How long the text is, in a word."""
        letters = sum(len(words) for _, runs in self.parts for words, _ in runs)
        return "very-long" if letters > VERY_LONG else "long" if letters > LONG else "short"


def describe_scene(scene: Scene, standing: Standing, wanted: Sequence[str]) -> dict[str, Any]:
    """Gather what a screen shows the public, in the languages it wants."""
    topics = [topic for name in scene.topics if (topic := standing.topic(name)) and topic.told]
    if not topics:
        return {"topics": [], "columns": [], "proposed": None, "recorded": None, "paragraphs": {}, "tongues": ()}
    recorded = find_news(topics, scene)
    proposed = scene.proposal if recorded is None else None
    paragraphs = draw_paragraphs(standing.find_act(recorded) or [recorded], standing) if recorded else {}
    older, newer = find_texts(topics[0], proposed, recorded)
    tags = choose_tongues(languages(newer), scene.tongues, wanted)
    effort = Effort()
    shown = with_a_change(tags, older, newer, effort)
    return {
        "topics": topics,
        "stand": stand_of(topics[0], standing),
        "columns": [Column(tag, list(_parts(older, newer, tag, effort))) for tag in shown] if len(topics) == 1 else [],
        "proposed": proposed,
        "recorded": recorded,
        "paragraphs": proposed.paragraphs if proposed else paragraphs,
        "tongues": tags,
    }


def find_news(topics: Iterable[Topic], scene: Scene) -> Record | None:
    """Find what was recorded last on the topics since they are on the screen."""
    since = [
        record
        for topic in topics
        for record in topic.told
        if record.ordinal > record_parts(scene.behind.get(topic.reference, topic.newest_told))[1]
    ]
    return max(since, key=lambda record: record.at, default=None)


def find_texts(topic: Topic, proposed: Proposal | None, recorded: Record | None) -> tuple[TextVersion, TextVersion]:
    """The text that was, and the one shown; alike where nothing changes."""
    if proposed and proposed.wording:
        return topic.version, proposed.wording
    versions = topic.versions
    if recorded and len(versions) > 1 and versions[-1][0].reference == recorded.reference:
        return versions[-2][1], versions[-1][1]
    return topic.version, topic.version


def choose_tongues(there: Sequence[str], chosen: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages side by side: those chosen, else the best for the screen.

    >>> choose_tongues(("en", "fr"), (), ("fr",)), choose_tongues(("en", "fr"), ("en", "fr"), ())
    (('fr',), ('en', 'fr'))
    >>> choose_tongues(("de", "en"), (), ("ar",))
    ('en',)
    """
    found = tuple(tag for tag in chosen if tag in there)[:MOST_TONGUES]
    return found or tuple([tag for tag in (*wanted, SOURCE, *there) if tag in there][:1])


def with_a_change(tags: tuple[str, ...], older: TextVersion, newer: TextVersion, effort: Effort) -> tuple[str, ...]:
    """The languages shown, with one that changes where none of them does."""
    changed = [part.language for part in parts(older, newer, effort) if part.before != part.after]
    there = [tag for tag in changed if tag in languages(newer)]
    return (*tags[: MOST_TONGUES - 1], there[0]) if there and not set(there) & set(tags) else tags


def _parts(older: TextVersion, newer: TextVersion, tag: str, effort: Effort) -> Iterator[tuple[str, Runs]]:
    for part in parts(older, newer, effort):
        worded = part.language == tag and part.part.partition(" ")[0] in WORDED
        if worded and not (part.part == "title" and part.before == part.after):
            same = part.before == part.after
            yield part.part, [(part.after, "stayed")] if same else list(pieces(part.before, part.after, effort))


def draw_paragraphs(records: Sequence[Record], standing: Standing) -> dict[str, tuple[str, ...]]:
    """What a report says of an act, in each language that the body has."""
    tags, _ = languages_for("report", standing.body)
    drawn = {tag: act_paragraphs(records, standing, tongue(tag)) for tag in tags}
    return {
        tag: tuple("\n".join([one.said.text, *(item.said.text for item in one.items)]) for one in found)
        for tag, found in drawn.items()
        if found
    }


def show_in_room(outcome: Outcome, sight: Sight, stage: RoomStage) -> str:
    """Show an act in the room, as the public would read of it.

    An act of which the public would read nothing, or on what it does not see,
    leaves the room as it is.

    Returns:
        Whether it is shown there, or hidden from the public.
    """
    scene = propose(outcome, sight, stage.scene().tongues)
    if scene is None:
        return "hidden"
    stage.show(scene)
    return "shown"


def propose(outcome: Outcome, sight: Sight, tongues: tuple[str, ...] = ()) -> Scene | None:
    """What the room shows of an act on topics, as the public reads it.

    It is drawn from what the public sees with these records added, so that
    nothing else can show through. None where the public may not read all of it.
    """
    standing = sight.standing_of(READERS[0])
    before: list[Topic] = []
    for record in outcome.records:
        subject = standing.subjects.get(record.subject)
        if not isinstance(subject, Topic) or not subject.told:
            return None
        after = subject.with_record(record)
        if after.record(record.reference) is None:
            return None
        before.append(subject)
        standing = standing.after(after)
    records = [standing.record(record.reference) for record in outcome.records]
    first = standing.topic(records[0].subject)
    wording = first.version if first and first.version != before[0].version else None
    return Scene(
        tuple(dict.fromkeys(topic.reference for topic in before)),
        tongues,
        {topic.reference: topic.newest_told for topic in reversed(before)},
        Proposal(records[0].act, draw_paragraphs(records, standing), wording),
    )
