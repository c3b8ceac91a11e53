"""The language versions of a paper or a text: there, to come, or amended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from escalade.workflow.motions import Approve, Issue, Launch, Revise, TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import Message


class Versions(msgspec.Struct, frozen=True):
    """A paper as it was first issued, by the languages it has and lacks."""

    kind: str
    symbol: str
    subject: str | None
    issued: tuple[str, ...]
    to_come: tuple[str, ...]
    """The languages that the body requires and nobody issued it in yet."""
    since: str
    """The day of its first issue."""

    @property
    def sentence(self) -> str:
        """Say which versions are there, and which are still to come."""
        there = f"The {self.kind} {self.symbol} is issued in {list_languages(self.issued)}"
        are = "is" if len(self.to_come) == 1 else "are"
        return f"{there}; {list_languages(self.to_come)} {are} still to come." if self.to_come else f"{there}."


def versions(round_: Round, required: Mapping[str, tuple[str, ...]]) -> Iterator[Versions]:
    """Every paper of a round as first issued, by the languages it requires.

    Addenda and corrigenda may concern one language only, so that none of theirs is awaited.
    """
    first = [one for one in round_.papers if one[1].mark is None]
    for symbol in dict.fromkeys(paper.symbol for _, paper in first):
        made = [one for one in first if one[1].symbol == symbol]
        yield _as_issued(made, required.get(made[0][1].kind or "", ()))


def revisions(round_: Round, required: Mapping[str, tuple[str, ...]]) -> Iterator[Versions]:
    """The last revision of each paper; languages it had before are awaited."""
    revised = [(record, paper) for record, paper in round_.papers if paper.mark == "Rev"]
    last = {paper.symbol: paper.number for _, paper in sorted(revised, key=lambda one: one[1].number)}
    for symbol, number in last.items():
        made = [one for one in revised if (one[1].symbol, one[1].number) == (symbol, number)]
        before = {one.language for _, one in round_.papers if one.symbol == symbol}
        yield _as_issued(made, [tag for tag in required.get(made[0][1].kind or "", ()) if tag in before])


def _as_issued(made: Sequence[tuple[Record, Issue]], awaited: Iterable[str]) -> Versions:
    record, paper = made[0]
    issued = tuple(dict.fromkeys(one.language for _, one in made))
    lacking = tuple(tag for tag in awaited if tag not in issued)
    return Versions(paper.kind or "paper", paper.name, paper.subject, issued, lacking, record.on)


def list_languages(tags: tuple[str, ...]) -> str:
    """Languages as a sentence lists them."""
    return " and ".join(filter(None, (", ".join(tags[:-1]), tags[-1])))


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
    return tuple(dict.fromkeys(tag for part in text.parts for tag in part))


def find_said(text: TextVersion, language: str) -> tuple[str | None, ...]:
    """List what a text says in a language, part by part."""
    return tuple(part.get(language) for part in text.parts)


def _named(tags: tuple[str, ...]) -> str:
    *others, last = (NAMES.get(tag, tag) for tag in tags)
    return f"{', '.join(others)} and {last}" if others else last
