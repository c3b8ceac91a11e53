"""What changed between two texts of a topic, word by word."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motion import TextVersion
    from escalade.workflow.record import Record
    from escalade.workflow.topic import Topic

MOMENTS: dict[str, tuple[str, ...]] = {
    "proposed": ("propose", "introduce"),
    "revised": ("revise",),
    "referred": ("escalate", "take up", "introduce"),
    "decided": ("approve", "record consensus"),
    "launched": ("launch",),
}
SIDES = 2
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class NoSuchTextError(RequestError):
    """A topic has no text of that moment."""

    def __init__(self, reference: str, moment: str, known: list[str]) -> None:
        """Name the topic, the moment, and the moments it has."""
        self.reference, self.moment = reference, moment
        has = f"It has: {', '.join(known)}." if known else "It has no text."
        super().__init__(f"{reference} has no text “{moment}”. {has} Write, for instance, --between referred,decided.")


class Change(NamedTuple):
    """One part of a text that changed, in one language."""

    part: str
    language: str
    before: str
    after: str


def texts_between(topic: Topic, between: str | None) -> tuple[tuple[Record, TextVersion], tuple[Record, TextVersion]]:
    """The two texts to compare, each with the record that gave it.

    Raises:
        NoSuchTextError: the topic has no text of that moment.
    """
    if between is None:
        last = topic.versions[-1] if topic.versions else None
        if last is None:
            raise NoSuchTextError(topic.reference, "proposed", [])
        return (topic.versions[-2] if len(topic.versions) > 1 else last), last
    known = [moment for moment, acts in MOMENTS.items() if topic.version_at(*acts)]
    moments = [moment.strip() for moment in between.split(",")]
    if len(moments) != SIDES:
        raise NoSuchTextError(topic.reference, between, known)
    found = []
    for moment in moments:
        text = topic.version_at(*MOMENTS[moment]) if moment in known else None
        if text is None:
            raise NoSuchTextError(topic.reference, moment, known)
        found.append(text)
    return found[0], found[1]


def changes(old: TextVersion, new: TextVersion) -> Iterator[Change]:
    """Every part that says something else, in each language of either."""
    before, after = dict(parts(old)), dict(parts(new))
    for part, language in dict.fromkeys((*before, *after)):
        pair = before.get((part, language), ""), after.get((part, language), "")
        if pair[0] != pair[1]:
            yield Change(part, language, *pair)


def parts(text: TextVersion) -> Iterator[tuple[tuple[str, str], str]]:
    """Each part of a text in each language."""
    named = [("title", text.title), ("invitation", text.invitation)]
    named += [(f"question {number}", question) for number, question in enumerate(text.questions, 1)]
    for part, said in named:
        yield from (((part, language), words) for language, words in said.items())
    yield ("numbering", "all"), text.numbering
    yield from ((("standing", language), standing) for language, standing in text.standing.items())


def pieces(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Runs of words with what became of them: stayed, went, came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for what, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "".join(old[first:last]), "stayed"
            continue
        if first < last:
            yield "".join(old[first:last]), "went"
        if start < end:
            yield "".join(new[start:end]), "came"
