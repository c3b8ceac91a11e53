"""Proofs over the Merkle tree (RFC 9162, sections 2.1.3 and 2.1.4).

An inclusion proof shows that a record stands in a tree; a consistency proof
shows that a later tree only adds to an earlier one. Whoever holds a root and
a proof needs nothing else: no register, no network and no other record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.ledger.tree import node_hash, peaks, span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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


def consistency(earlier: int, size: int, forest: Forest) -> list[bytes]:
    """Prove that a tree begins with an earlier one (section 2.1.4.1).

    Args:
        earlier: how many leaves the earlier tree had.
        size: how many the later one has.
        forest: where its hashes are read.

    Raises:
        ValueError: the earlier tree is empty, or larger than the later one.
    """
    if not 0 < earlier <= size:
        message = f"a tree of {size} leaves does not begin with one of {earlier}"
        raise ValueError(message)
    path, start, end = [], 0, size
    while end != earlier:
        middle = start + _split(end - start)
        if earlier <= middle:
            path.append(forest.root(middle, end))
            end = middle
        else:
            path.append(forest.root(start, middle))
            start = middle
    return [*([forest.root(start, end)] if start else []), *path[::-1]]


def includes(root: bytes, size: int, position: int, leaf: bytes, path: Sequence[bytes]) -> bool:
    """Whether a leaf stands in a tree with this root (section 2.1.3.2)."""
    if not 0 < position <= size:
        return False
    first, last, node = position - 1, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if first & 1 or first == last:
            node = node_hash(sibling, node)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and node == root


def extends(earlier: tuple[int, bytes], later: tuple[int, bytes], path: Sequence[bytes]) -> bool:
    """Whether a tree only adds to an earlier one (section 2.1.4.2).

    Args:
        earlier: size and root of the earlier tree.
        later: size and root of the later one.
        path: the consistency proof.
    """
    (size, root), (larger, newer) = earlier, later
    if not 0 < size <= larger:
        return False
    if size == larger:
        return root == newer and not path
    nodes = [root, *path] if size & (size - 1) == 0 else list(path)
    if not nodes:
        return False
    return _joined(nodes, size - 1, larger - 1) == (root, newer)


def _joined(nodes: Sequence[bytes], first: int, last: int) -> tuple[bytes, bytes] | None:
    """The two roots that a consistency proof leads to; None where it has the wrong length."""
    while first & 1:
        first, last = first >> 1, last >> 1
    old = new = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            old, new = node_hash(node, old), node_hash(node, new)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            new = node_hash(new, node)
        first, last = first >> 1, last >> 1
    return (old, new) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two smaller than a size."""
    return 1 << (size - 1).bit_length() - 1
