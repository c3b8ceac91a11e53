"""The Merkle tree over records and its proofs (RFC 9162, section 2.1).

Whoever holds a root and a proof needs nothing else. Beside each leaf stands the
root of the largest perfect subtree that this leaf completes: for leaf n, counted
from 1, the subtree over the last 2**k leaves, where 2**k is the largest power of
two that divides n. A new leaf then needs few earlier rows, a root as many as its
size has ones in binary, and that of any past size is as cheap as the present one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256().digest()
"""The root of a tree without leaves (RFC 9162, section 2.1.1)."""
BLOCK = 1024
"""Leaves that `Tree.extend` folds at a time; a power of two."""


def leaf_hash(entry: bytes) -> bytes:
    """The 32-byte hash of a leaf (RFC 9162, section 2.1.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash of an inner node (RFC 9162, section 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def span(position: int) -> int:
    """Count the leaves of the subtree that this position completes.

    >>> [span(position) for position in range(1, 9)]
    [1, 2, 1, 4, 1, 2, 1, 8]
    """
    return position & -position


def join_roots(roots: Iterable[bytes]) -> bytes:
    """The root over the roots of subtrees, which come from right to left."""
    return reduce(lambda right, left: node_hash(left, right), roots)


def subtree_root(position: int, leaf: bytes, earlier: Callable[[int], bytes], width: int = 0) -> bytes:
    """The root of the largest perfect subtree a leaf completes, or of a width.

    The root completed at an earlier position, counted from 1, is asked for the nearest first.
    """
    levels = range((width or span(position)).bit_length() - 1)
    return join_roots((leaf, *(earlier(position - (1 << level)) for level in levels)))


def peaks(size: int) -> tuple[int, ...]:
    """The positions whose roots make up the root of a tree, last first.

    >>> peaks(7), peaks(8)
    ((7, 6, 4), (8,))
    """
    return (size, *peaks(size - span(size))) if size else ()


def root(size: int, completed_at: Callable[[int], bytes]) -> bytes:
    """The root of the first leaves, from those at `peaks` (RFC 9162, 2.1.1)."""
    return join_roots(map(completed_at, peaks(size))) if size else EMPTY_ROOT


class Tree:
    """A tree read from its first leaf on, which remembers only its peaks."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    @classmethod
    def resume(cls, size: int, completed_at: Callable[[int], bytes]) -> Tree:
        """Go on after so many leaves, from the roots that are kept of them."""
        tree = cls()
        tree.size = size
        tree._peaks = [completed_at(place) for place in reversed(peaks(size))]
        return tree

    def append(self, leaf: bytes) -> bytes:
        """Take the hash of the next leaf; return the root it completes."""
        self.size += 1
        return self._raise(leaf, span(self.size))

    def extend(self, leaves: Sequence[bytes]) -> list[bytes]:
        """Append each of the next leaves, faster than one by one if many."""
        roots: list[bytes] = []
        start = 0
        while start < len(leaves):
            block = leaves[start : start + BLOCK - self.size % BLOCK]
            start += len(block)
            roots += self._fold(block) if len(block) == BLOCK else map(self.append, block)
        return roots

    def root(self) -> bytes:
        """The root of all leaves taken so far."""
        return join_roots(reversed(self._peaks)) if self._peaks else EMPTY_ROOT

    def _raise(self, node: bytes, width: int) -> bytes:
        while width > 1:
            node = node_hash(self._peaks.pop(), node)
            width >>= 1
        self._peaks.append(node)
        return node

    def _fold(self, block: Sequence[bytes]) -> list[bytes]:
        roots = list(block)
        level, width = roots, 1
        while len(level) > 1:
            nodes = iter(level)
            level = [sha256(b"\x01" + left + right).digest() for left, right in zip(nodes, nodes, strict=True)]
            width *= 2
            roots[width - 1 :: width] = level
        self.size += BLOCK
        roots[-1] = self._raise(level[0], span(self.size) // BLOCK)
        return roots


class Forest(NamedTuple):
    """The hashes of a tree, read by position counted from 1."""

    completed_at: Callable[[int], bytes]
    """The root of the largest perfect subtree that a position completes."""
    leaf_at: Callable[[int], bytes]
    """The hash of the leaf at a position."""

    def subtree(self, end: int, width: int) -> bytes:
        """The root of the perfect subtree of so many leaves that ends here."""
        if span(end) == width:
            return self.completed_at(end)
        return subtree_root(end, self.leaf_at(end), self.completed_at, width)

    def root(self, start: int, end: int) -> bytes:
        """The root of the leaves after a position, up to another one."""
        return join_roots(self.subtree(start + place, span(place)) for place in peaks(end - start))


def inclusion(position: int, size: int, forest: Forest) -> list[bytes]:
    """The path from a leaf, counted from 1, to the root (RFC 9162, 2.1.3.1)."""
    if not 0 < position <= size:
        raise ValueError(f"a tree of {size} leaves has no leaf {position}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        is_left = position <= middle
        path.append(forest.root(middle, end) if is_left else forest.root(start, middle))
        start, end = (start, middle) if is_left else (middle, end)
    return path[::-1]


def proven(position: int, size: int, leaf: bytes, path: Sequence[bytes]) -> dict[tuple[int, int], bytes]:
    """What a path tells: the hash of the leaves between two places.

    A hash is of those leaves alone, whatever was appended later, so two trees
    that are one have the same wherever both tell it. The last one is the root.

    Raises:
        ValueError: there is no such leaf, or the path has another length.
    """
    if not 0 < position <= size:
        raise ValueError(f"a tree of {size} leaves has no leaf {position}")
    halves, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        halves.append((start, middle, end))
        start, end = (start, middle) if position <= middle else (middle, end)
    known = {(start, end): leaf}
    for (start, middle, end), beside in zip(reversed(halves), path, strict=True):
        known.setdefault((start, middle), beside)
        known.setdefault((middle, end), beside)
        known[start, end] = node_hash(known[start, middle], known[middle, end])
    return known
