"""The difference between two texts of a topic, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from escalade.services.views.shape import Shape
from escalade.templates.formats.tracked.diff import Effort, align, bag, likeness
from escalade.templates.formats.tracked.diff import pieces as pieces  # noqa: PLC0414  # commands and pages share it
from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.language_versions import languages
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import Message, Messages, RequestError, Series

MOMENTS: dict[str, tuple[str, ...]] = {
    "proposed": ("propose", "introduce"),
    "revised": ("revise",),
    "referred": ("escalate", "take up", "introduce"),
    "decided": ("approve", "record consensus"),
    "launched": ("launch",),
}
SIDES = 2
Passage = Mapping[str, str]
"""A text by language."""
Question = tuple[int, Passage]
"""A question under its number."""


class NoSuchTextError(RequestError):
    """A topic has no text of that moment."""

    def __init__(self, reference: str, moment: str, known: list[str]) -> None:
        self.reference, self.moment = reference, moment
        has = Message("It has: {known}.", known=Series(known)) if known else Message("It has no text.")
        super().__init__(
            Messages(
                Message("{reference} has no text “{moment}”.", reference=reference, moment=moment),
                has,
                Message("Write, for instance, --between referred,decided."),
            )
        )


class Change(Shape):
    """One part of a text that changed, in one language."""

    part: str
    language: str
    before: str
    after: str


class Difference(Shape, rename={"older": "from", "newer": "to"}):
    """The changes from one text of a topic to another."""

    subject: str
    older: str
    newer: str
    changes: list[Change]


def texts_between(topic: Topic, between: str | None) -> tuple[tuple[Record, TextVersion], tuple[Record, TextVersion]]:
    """The two texts to compare, each with the record that gave it."""
    if between is None:
        last = topic.versions[-1] if topic.versions else None
        if last is None:
            raise NoSuchTextError(topic.reference, "proposed", [])
        if len(topic.versions) > 1:
            return topic.versions[-2], last
        written = topic.readable[last[0].ordinal - 1]  # before it was corrected
        return (written, topic.text_in(written) or last[1]), last
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


def languages_of(
    old: tuple[Record, TextVersion], new: tuple[Record, TextVersion], language: str | None
) -> tuple[str, ...]:
    """The languages of either text."""
    there = tuple(dict.fromkeys((*languages(old[1]), *languages(new[1]))))
    if language is not None and language not in there:
        sentence = "Neither text of {reference} is in “{language}”; there are {languages}."
        facts = {"reference": new[0].subject, "language": language, "languages": Series(there)}
        raise RequestError("no-such-language", sentence, **facts)
    return there


def describe_difference(old: Record, new: Record, found: Iterable[Change]) -> Difference:
    """Compare one text of a topic with another."""
    return Difference(subject=new.subject, older=old.reference, newer=new.reference, changes=list(found))


def compare_words(old: TextVersion, new: TextVersion) -> list[tuple[Change, list[tuple[str, str]]]]:
    """Compare two texts: each part that changed, with its runs of words."""
    effort = Effort()
    return [(one, list(pieces(one.before, one.after, effort))) for one in changes(old, new, effort)]


def changes(old: TextVersion, new: TextVersion, effort: Effort | None = None) -> Iterator[Change]:
    """Every part that says something else, in each language of either."""
    return (part for part in parts(old, new, effort) if part.before != part.after)


def parts(old: TextVersion, new: TextVersion, effort: Effort | None = None) -> Iterator[Change]:
    """Every part of either text, in each language of either."""
    for part, before, after in _sides(old, new, effort or Effort()):
        for language in dict.fromkeys((*before, *after)):
            yield Change(part=part, language=language, before=before.get(language, ""), after=after.get(language, ""))


def _sides(old: TextVersion, new: TextVersion, effort: Effort) -> Iterator[tuple[str, Passage, Passage]]:
    """Each part of both texts, by language; a question beside what it became."""
    yield "title", old.title, new.title
    yield "invitation", old.invitation, new.invitation
    had, has = (list(enumerate(text.questions, start=1)) for text in (old, new))
    for before, after in align(had, has, lambda one: tuple(sorted(one[1].items())), _weigher(effort)):
        number, _ = after or before or (0, {})
        yield f"question {number}", before[1] if before else {}, after[1] if after else {}
    yield "numbering", {"all": old.numbering}, {"all": new.numbering}
    yield "standing", old.standing, new.standing


def _weigher(effort: Effort) -> Callable[[Question, Question], float]:
    """Make what measures how alike two questions are, as far as the effort goes."""
    words_in = cache(bag)

    def weigh(before: str, after: str) -> float:
        """Measure how alike two texts are; beyond the effort they are not."""
        old, new = words_in(before), words_in(after)
        return likeness(old, new) if effort.spend(len(old) + len(new)) else 0.0

    def measure(old: Question, new: Question) -> float:
        """Measure how alike two questions are, where they are most so."""
        shared = [weigh(text, new[1][language]) for language, text in old[1].items() if language in new[1]]
        return max(shared, default=0.0)

    return measure
