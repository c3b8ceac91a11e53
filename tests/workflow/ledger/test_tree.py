from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalade.workflow.ledger.tree import (
    BLOCK,
    Tree,
    leaf_hash,
    node_hash,
    peaks,
    root,
    span,
    subtree_root,
)

# The leaves and roots with which the implementations of Certificate Transparency test one another.
ENTRIES = tuple(
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def rows_of(leaves: list[bytes]) -> dict[int, bytes]:
    """What a register keeps: the root that each position completes."""
    rows: dict[int, bytes] = {}
    for position, leaf in enumerate(leaves, start=1):
        rows[position] = subtree_root(position, leaf, rows.__getitem__)
    return rows


def root_as_the_rfc_defines_it(leaves: list[bytes]) -> bytes:
    """The recursion of RFC 9162 section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = root_as_the_rfc_defines_it(leaves[:split]), root_as_the_rfc_defines_it(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


hashes = st.lists(st.binary(max_size=4).map(leaf_hash), max_size=130)


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_known_trees_have_their_known_roots(size: int) -> None:
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]
    tree = Tree()
    tree.extend(leaves)
    assert [root(size, rows_of(leaves).__getitem__).hex(), tree.root().hex()] == [ROOTS[size]] * 2


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"left"), leaf_hash(b"right")
    assert leaf_hash(left + right) != node_hash(left, right)


@given(hashes)
def test_every_past_root_is_what_the_rfc_defines(leaves: list[bytes]) -> None:
    rows = rows_of(leaves)
    assert [root(size, rows.__getitem__) for size in range(len(leaves) + 1)] == [
        root_as_the_rfc_defines_it(leaves[:size]) for size in range(len(leaves) + 1)
    ]


@given(hashes)
def test_each_row_is_the_root_of_the_subtree_that_its_leaf_completes(leaves: list[bytes]) -> None:
    assert rows_of(leaves) == {
        position: root_as_the_rfc_defines_it(leaves[position - span(position) : position])
        for position in range(1, len(leaves) + 1)
    }


@given(hashes)
def test_a_tree_read_leaf_by_leaf_gives_the_same_rows_and_roots(leaves: list[bytes]) -> None:
    tree, rows = Tree(), rows_of(leaves)
    told = [(tree.append(leaf), tree.root(), tree.size) for leaf in leaves]
    assert told == [(rows[size], root(size, rows.__getitem__), size) for size in range(1, len(leaves) + 1)]


@settings(max_examples=30)
@given(st.lists(st.sampled_from([0, 1, 5, BLOCK - 1, BLOCK, 2 * BLOCK + 1]), max_size=4), st.binary(max_size=4))
def test_reading_many_leaves_at_a_time_changes_nothing(portions: list[int], seed: bytes) -> None:
    leaves = [leaf_hash(seed + number.to_bytes(4)) for number in range(sum(portions))]
    one, many = Tree(), Tree()
    rows = [one.append(leaf) for leaf in leaves]
    told: list[bytes] = []
    for portion in portions:
        told += many.extend(leaves[len(told) : len(told) + portion])
    assert (told, many.root(), many.size) == (rows, one.root(), one.size)


def subtree_positions(position: int) -> tuple[int, ...]:
    """The earlier positions whose roots complete the subtree of this one."""
    return tuple(position - (1 << level) for level in range(span(position).bit_length() - 1))


@pytest.mark.parametrize(
    ("size", "rows"),
    [
        (0, ()),
        (1, (1,)),
        (2, (2,)),
        (3, (3, 2)),
        (6, (6, 4)),
        (7, (7, 6, 4)),
        (1023, tuple(1024 - 2**n for n in range(10))),
    ],
)
def test_a_root_needs_one_row_for_each_one_in_the_size(size: int, rows: tuple[int, ...]) -> None:
    assert peaks(size) == rows


@given(st.integers(1, 10**9))
def test_no_other_rows_are_asked_for(number: int) -> None:
    asked: list[int] = []

    def row(position: int) -> bytes:
        asked.append(position)
        return bytes(32)

    subtree_root(number, bytes(32), row)
    root(number, row)
    assert tuple(asked) == subtree_positions(number) + peaks(number)


@given(st.lists(st.binary(max_size=4).map(leaf_hash), min_size=1, max_size=40), st.data())
def test_any_altered_leaf_alters_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    altered = [*leaves[:place], bytes(32), *leaves[place + 1 :]]
    before, after = Tree(), Tree()
    before.extend(leaves)
    after.extend(altered)
    assert before.root() != after.root()
