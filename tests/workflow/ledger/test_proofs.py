from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.models.integrity.verify_receipt import is_included
from escalade.workflow.ledger.tree import Forest, Tree, inclusion, leaf_hash, proven
from tests.workflow.ledger.test_tree import ENTRIES, rows_of

LEAVES = [leaf_hash(entry) for entry in ENTRIES]
INCLUSIONS = [
    (1, 1, ()),
    (
        1,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ),
    ),
    (
        6,
        8,
        (
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ),
    ),
    (3, 3, ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",)),
    (
        2,
        5,
        (
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ),
    ),
]

leaves_of_a_tree = st.lists(st.binary(max_size=4).map(leaf_hash), min_size=1, max_size=70)


def forest(leaves: list[bytes]) -> Forest:
    """What a register keeps of a tree."""
    return Forest(rows_of(leaves).__getitem__, lambda position: leaves[position - 1])


def root_of(leaves: list[bytes]) -> bytes:
    tree = Tree()
    tree.extend(leaves)
    return tree.root()


@pytest.mark.parametrize(("position", "size", "path"), INCLUSIONS)
def test_the_published_paths_to_a_leaf_are_found_and_hold(position: int, size: int, path: tuple[str, ...]) -> None:
    found = inclusion(position, size, forest(LEAVES))
    assert [node.hex() for node in found] == list(path)
    assert is_included(root_of(LEAVES[:size]), size, position, LEAVES[position - 1], found)


@given(leaves_of_a_tree, st.data())
def test_every_leaf_of_every_past_tree_is_proven(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    position = data.draw(st.integers(1, size))
    path = inclusion(position, size, forest(leaves))
    assert is_included(root_of(leaves[:size]), size, position, leaves[position - 1], path)


@given(leaves_of_a_tree, st.data())
def test_a_path_tells_hashes_that_any_tree_of_these_leaves_has(leaves: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    position = data.draw(st.integers(1, size))
    path = inclusion(position, size, forest(leaves))
    known = proven(position, size, leaves[position - 1], path)
    assert known == {part: root_of(leaves[slice(*part)]) for part in known}
    assert (0, size) in known
    with pytest.raises(ValueError, match="zip"):
        proven(position, size, leaves[position - 1], [*path, leaves[0]])


@given(leaves_of_a_tree, st.data())
def test_nothing_else_is_proven_to_stand_in_a_tree(leaves: list[bytes], data: st.DataObject) -> None:
    size = len(leaves)
    position = data.draw(st.integers(1, size))
    root, leaf, path = root_of(leaves), leaves[position - 1], inclusion(position, size, forest(leaves))
    other = data.draw(st.binary(min_size=32, max_size=32).filter(lambda node: node not in {leaf, root, *path}))
    place = data.draw(st.integers(0, max(len(path) - 1, 0)))
    elsewhere = data.draw(st.integers(-1, 2 * size).filter(lambda number: number != position))
    assert not is_included(other, size, position, leaf, path)
    assert not is_included(root, size, position, other, path)
    assert not is_included(root, size, position, leaf, [*path, other])
    if path:
        assert not is_included(root, size, position, leaf, path[:-1])
        assert not is_included(root, size, position, leaf, [*path[:place], other, *path[place + 1 :]])
    if not 0 < elsewhere <= size or leaves[elsewhere - 1] != leaf:
        assert not is_included(root, size, elsewhere, leaf, path)


def test_what_no_tree_has_is_refused() -> None:
    trees = forest(LEAVES)
    with pytest.raises(ValueError, match="a tree of 3 leaves has no leaf 4"):
        inclusion(4, 3, trees)
    with pytest.raises(ValueError, match="a tree of 3 leaves has no leaf 0"):
        inclusion(0, 3, trees)
    with pytest.raises(ValueError, match="a tree of 3 leaves has no leaf 4"):
        proven(4, 3, LEAVES[3], [])


@given(st.integers(1, 2000), st.data())
def test_a_proof_reads_few_rows(size: int, data: st.DataObject) -> None:
    asked: list[int] = []

    def row(position: int) -> bytes:
        asked.append(position)
        return bytes(32)

    position = data.draw(st.integers(1, size))
    inclusion(position, size, Forest(row, row))
    assert len(asked) <= 2 * size.bit_length() ** 2
