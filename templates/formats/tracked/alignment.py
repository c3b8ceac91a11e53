"""Which paragraph became which: equal ones first, then the most alike."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

T = TypeVar("T")
Pair = tuple[T | None, T | None]
ALIKE = 0.35
"""From which likeness on one is taken for the other's new wording."""
LARGEST = 40_000
"""How many pairs are weighed; beyond, all went and all came."""


def align(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], likeness: Callable[[T, T], float]
) -> list[Pair[T]]:
    """What stands in two sequences side by side, in the order of both.

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
