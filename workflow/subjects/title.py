"""The titles of topics: what they are called, however they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.workflow.motions.base import Text, TextVersion
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic


def title_of(topic: Topic) -> Text | str:
    """The title that a topic goes by; its reference where none can be read.

    One that was annulled is called as it was before; so is one that was merged,
    for the text of a merger is the other's.
    """
    return _latest_title(topic, topic.told)


def titles_of(topic: Topic) -> dict[str, str]:
    """What a topic is called in its languages, where that can be read."""
    title = title_of(topic)
    return {} if isinstance(title, str) else dict(title)


def title_at(topic: Topic, record: Record) -> Text | str:
    """The title that a topic had once an act was done.

    Of a merger that is the one before; of an act that was annulled, the one that it gave all the same.
    """
    place = topic.places.get(record.reference, len(topic.told))
    return _latest_title(topic, topic.told[: place + 1], record.reference)


def _latest_title(topic: Topic, records: Iterable[Record], act: str = "") -> Text | str:
    worded = [
        (one.annulled_by is None or one.reference == act, text.title)
        for one in records
        if (text := _own_text(topic, one))
    ]
    in_force = [title for stands, title in worded if stands] or [title for _, title in worded]
    return next((title for title in reversed(in_force) if title), topic.reference)


def _own_text(topic: Topic, record: Record) -> TextVersion | None:
    return None if record.act == "merge" else topic.text_in(record)


def annulment_of(topic: Topic) -> Record | None:
    """The record by which a topic was taken back, where it was a mistake."""
    taken_back = topic.state == "annulled"
    return next((one for one in reversed(topic.told) if one.moved), None) if taken_back else None
