"""An amendment of a text: in which languages it says something else."""

from __future__ import annotations

from typing import NamedTuple

from escalade.workflow.motions import Approve, Launch, Revise, TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message

IN_ONE_LANGUAGE = "amended_in_every_language"
"""What the warning is called where an amendment left a language as it was; no row asks it."""
NAMES = {
    "ar": Message("Arabic"),
    "en": Message("English"),
    "es": Message("Spanish"),
    "fr": Message("French"),
    "ru": Message("Russian"),
    "zh": Message("Chinese"),
}


class Amendment(NamedTuple):
    """The text that was referred, what became of it, and in which languages."""

    before: TextVersion
    after: TextVersion
    languages: tuple[str, ...]
    """Those in which it says something else."""
    left: tuple[str, ...]
    """Those in which it stands as it was referred."""

    @property
    def is_partial(self) -> bool:
        """Whether it was made in some languages and not in others."""
        return bool(self.languages and self.left)

    @property
    def sentence(self) -> str:
        """In which languages it was made, and in which it was not."""
        return f"It is amended in {_named(self.languages)} only; the text in {_named(self.left)} stands as referred."


def amendment(record: Record, topic: Topic) -> Amendment | None:
    """Find how a decision amended the text of a topic, if it did."""
    return _compare(record, topic) if isinstance(record.motion, Approve) else None


def rewording(record: Record, topic: Topic) -> Amendment | None:
    """How a revision or a launch worded the text of a topic anew, if it did."""
    return _compare(record, topic) if isinstance(record.motion, Revise | Launch) else None


def _compare(record: Record, topic: Topic) -> Amendment | None:
    after = topic.text_in(record)
    if not after:
        return None
    before, worded = topic.until(record).version, languages(after)
    anew = tuple(tag for tag in worded if find_said(before, tag) != find_said(after, tag))
    return Amendment(before, after, anew, tuple(tag for tag in worded if tag not in anew))


def languages(text: TextVersion) -> tuple[str, ...]:
    """The languages in which a text, or part of it, is worded."""
    return tuple(dict.fromkeys(tag for part in (text.title, text.invitation, *text.questions) for tag in part))


def find_said(text: TextVersion, language: str) -> tuple[str | None, ...]:
    """List what a text says in a language, part by part."""
    return tuple(part.get(language) for part in (text.title, text.invitation, *text.questions))


def _named(tags: tuple[str, ...]) -> str:
    *others, last = (NAMES.get(tag, tag) for tag in tags)
    return f"{', '.join(others)} and {last}" if others else last
