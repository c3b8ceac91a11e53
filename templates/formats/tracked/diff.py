"""Compare two sequences: what became what, and which words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Pair = tuple[T | None, T | None]
ALIKE = 0.35
"""From which likeness on one is taken for the other's new wording."""
LARGEST = 40_000
"""How many pairs are weighed; beyond, all went and all came."""


def align(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], likeness: Callable[[T, T], float]
) -> list[Pair[T]]:
    """Put two sequences side by side, in the order of both.

    Args:
        old: what was there.
        new: what is there now.
        key: what makes two of them equal.
        likeness: how alike two are, from 0 to 1; below 0 they never pair.
    """
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], autojunk=False)
    pairs: list[Pair[T]] = []
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            pairs += zip(old[first:last], new[start:end], strict=True)
        else:
            likened = _likened(old[first:last], new[start:end], likeness)
            pairs += likened
    return pairs


def _likened(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float]) -> list[Pair[T]]:
    """Two stretches between equal ones: the pairing of the most likeness."""
    if len(old) == len(new) == 1 and likeness(old[0], new[0]) >= 0:
        return [(old[0], new[0])]
    if len(old) * len(new) > LARGEST:
        return [*((one, None) for one in old), *((None, one) for one in new)]
    alike = [[value if (value := likeness(one, other)) >= ALIKE else 0.0 for other in new] for one in old]
    best = _best(alike, len(new))
    pairs: list[Pair[T]] = []
    row, column = 0, 0
    while row < len(old) and column < len(new):
        value = alike[row][column]
        if value and best[row][column] == value + best[row + 1][column + 1]:
            pairs.append((old[row], new[column]))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            pairs.append((old[row], None))
            row += 1
        else:
            pairs.append((None, new[column]))
            column += 1
    return [*pairs, *((one, None) for one in old[row:]), *((None, one) for one in new[column:])]


def _best(alike: list[list[float]], width: int) -> list[list[float]]:
    """The likeness that can still be had from each place on."""
    best = [[0.0] * (width + 1) for _ in range(len(alike) + 1)]
    for row in range(len(alike) - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            together = alike[row][column] + best[row + 1][column + 1] if alike[row][column] else 0.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    return best


_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that put no space between words: each sign is compared."""
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and vowels that belong to the letter before them."""
_WORD = re.compile(rf"\s+|\d+(?:[.,:/-]\d+)+|[{_HAN}]|(?:(?![{_HAN}])[\w{_MARKS}])+|.", re.DOTALL)
COSTLY = 1_000_000
"""From how many pairs of equal words on, frequent ones open no match."""


MOST_STEPS, MOST_OF_PAPERS = 10_000_000, 200_000_000
"""How many steps the comparison of two texts takes in all, some two seconds, and that of two papers."""


class Effort:
    """The work that a comparison may still take, in all of its passages."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self, steps: int) -> bool:
        """Take steps; whether so many were left."""
        self._left -= steps
        return self._left >= 0


class EffortError(Exception):
    """A comparison would take more than is left."""


class BoundedMatcher(SequenceMatcher[T]):
    """A matcher that ends where it would take too many steps."""

    def __init__(self, old: Sequence[T], new: Sequence[T], effort: Effort, *, autojunk: bool) -> None:
        super().__init__(None, old, new, autojunk=autojunk)
        self._effort = effort
        places: dict[T, list[int]] = self.b2j  # type: ignore[attr-defined]  # documented, and no part of its stub
        self._steps = list(accumulate((1 + len(places.get(one, ())) for one in old), initial=0))
        """How many steps the search for a match takes up to each place."""

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        """Find the longest match between two stretches.

        Raises:
            EffortError: that takes more than is left.
        """
        steps = self._steps[-1 if ahi is None else ahi] - self._steps[alo]
        if steps and not self._effort.spend(steps):
            raise EffortError
        return super().find_longest_match(alo, ahi, blo, bhi)


class Stretch(NamedTuple):
    """A stretch that stays, or one that another takes the place of."""

    stays: bool
    old: range
    new: range


def words(text: str) -> list[str]:
    """A text in words, numbers, signs and what stands between them."""
    return _WORD.findall(text)


def steps(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    is_slight: Callable[[int], bool],
    effort: Effort | None = None,
) -> list[Stretch]:
    """List the steps from one sequence to the next: kept, or changed.

    Args:
        old: what was there.
        new: what is there now.
        is_slight: whether the one at a place of *new* is too little to stay alone
            between two changes, where a reader would only stumble over it.
        effort: what the whole comparison may still take; beyond it, one takes
            the place of the other.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = _compared(old[head : len(old) - tail], new[head : len(new) - tail], effort or Effort())
    found = [Stretch(stays=True, old=range(head), new=range(head))] if head else []
    for what, first, last, start, end in middle:
        step = Stretch(what == "equal", range(head + first, head + last), range(head + start, head + end))
        found.append(step)
    if tail:
        found.append(Stretch(stays=True, old=range(len(old) - tail, len(old)), new=range(len(new) - tail, len(new))))
    return list(_joined(found, is_slight))


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(old), len(new)))


def _compared(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort
) -> Sequence[tuple[str, int, int, int, int]]:
    often, there = Counter(old), Counter(new)
    cost = sum(count * there[one] for one, count in often.items())
    try:
        return BoundedMatcher(old, new, effort, autojunk=cost > COSTLY).get_opcodes()
    except EffortError:
        return [("replace", 0, len(old), 0, len(new))]


def _joined(found: list[Stretch], is_slight: Callable[[int], bool]) -> Iterator[Stretch]:
    """Changes that hardly anything parts, as one."""
    last: Stretch | None = None
    for place, step in enumerate(found):
        inside = 0 < place < len(found) - 1
        lone = inside and len(step.new) == 1 and is_slight(step.new.start)
        now = Stretch(step.stays and not lone, step.old, step.new)
        if last and last.stays == now.stays:
            now = Stretch(now.stays, range(last.old.start, now.old.stop), range(last.new.start, now.new.stop))
        elif last:
            yield last
        last = now
    if last:
        yield last


def is_slight(word: str) -> bool:
    """Whether a word is a space or a single sign."""
    return len(word.strip()) <= 1


def bag(text: str) -> Counter[str]:
    """The words of a text without order."""
    return Counter(word for word in words(text) if not word.isspace())


def alike(before: str, after: str) -> float:
    """How alike two texts are by their words, from 0 to 1."""
    return likeness(bag(before), bag(after))


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """How alike two bags of words are, from 0 to 1."""
    together = old.total() + new.total()
    return 2 * (old & new).total() / together if together else 1.0


def pieces(before: str, after: str, effort: Effort | None = None) -> Iterator[tuple[str, str]]:
    """Runs of words with what became of them: stayed, went, came."""
    old, new = words(before), words(after)
    for step in steps(old, new, lambda place: is_slight(new[place]), effort):
        went, came = ("".join(old[step.old.start : step.old.stop]), "".join(new[step.new.start : step.new.stop]))
        named = [(went, "stayed")] if step.stays else [(went, "went"), (came, "came")]
        yield from (one for one in named if one[0])
