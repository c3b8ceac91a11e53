"""Proofs over the Merkle tree (RFC 9162, section 2.1.3).

An inclusion proof shows that a record stands in a tree. Whoever holds a root and
a proof needs nothing else: no register, no network and no other record.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from escalade.workflow.ledger.tree import node_hash, peaks, span


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
        node, level = self.leaf_at(end), 1
        while level < width:
            node = node_hash(self.completed_at(end - level), node)
            level <<= 1
        return node

    def root(self, start: int, end: int) -> bytes:
        """The root of the leaves after a position, up to another one."""
        places = peaks(end - start)
        node = self.subtree(start + places[0], span(places[0]))
        for place in places[1:]:
            node = node_hash(self.subtree(start + place, span(place)), node)
        return node


def inclusion(position: int, size: int, forest: Forest) -> list[bytes]:
    """The path from a leaf to the root (RFC 9162, section 2.1.3.1).

    Args:
        position: where the leaf stands, counted from 1.
        size: how many leaves the tree has.
        forest: where its hashes are read.

    Raises:
        ValueError: there is no such leaf in such a tree.
    """
    if not 0 < position <= size:
        message = f"a tree of {size} leaves has no leaf {position}"
        raise ValueError(message)
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position <= middle:
            path.append(forest.root(middle, end))
            end = middle
        else:
            path.append(forest.root(start, middle))
            start = middle
    return path[::-1]


def _split(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
