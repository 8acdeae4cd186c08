"""The hash tree, beside another implementation of RFC 6962."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from evenhand.log.edge import Edge
from evenhand.log.tree import (
    EMPTY_ROOT,
    continues,
    includes,
    leaf_hash,
    leaf_hashes,
    prove_consistency,
    prove_inclusion,
    root_of,
)

SIZES = [1, 2, 3, 5, 8, 13, 255, 256, 257, 300, 511, 512, 700]


def some_entries(count: int) -> list[bytes]:
    return [b"entry %d" % at for at in range(count)]


def range_hash_of(entries: list[bytes]):
    return lambda start, end: root_of(leaf_hashes(entries[start:end]))


@pytest.mark.parametrize("size", SIZES)
def test_root_agrees_with_pymerkle(size: int) -> None:
    entries = some_entries(size)
    other = InmemoryTree(algorithm="sha256")
    for entry in entries:
        other.append_entry(entry)
    assert other.get_leaf(1) == leaf_hash(entries[0])  # the same prefixes, not only the same shape
    assert other.get_root() == root_of(leaf_hashes(entries))


@pytest.mark.parametrize("size", [5, 256, 300])
def test_proofs_agree_with_pymerkle(size: int) -> None:
    entries = some_entries(size)
    other = InmemoryTree(algorithm="sha256")
    for entry in entries:
        other.append_entry(entry)
    hashes = range_hash_of(entries)
    for index in range(0, size, 7):
        path = other.prove_inclusion(index + 1, size).path[1:]
        assert prove_inclusion(index, size, hashes) == path


def test_the_empty_tree() -> None:
    assert root_of(b"") == Edge().root() == EMPTY_ROOT


@given(st.lists(st.integers(1, 300), max_size=8))
@settings(deadline=None, max_examples=40)
def test_edge_gives_the_root_however_it_grew(steps: list[int]) -> None:
    entries, edge, at = some_entries(sum(steps)), Edge(), 0
    for step in steps:
        edge.add(leaf_hashes(entries[at : at + step]))
        at += step
        assert edge.size == at
    assert edge.root() == root_of(leaf_hashes(entries))


def test_edge_of_two_levels_gives_the_tiles_of_a_larger_tree() -> None:
    hashes = leaf_hashes(some_entries(65_536 + 300))
    edge = Edge()
    full = edge.add(hashes)
    assert [(t.level, t.index) for t, _ in full if t.level] == [(1, 0)]
    assert [(t.level, t.index, t.width) for t, _ in edge.partials()] == [
        (0, 257, 44),
        (1, 1, 1),
        (2, 0, 1),
    ]
    assert b"".join(h for t, h in full if t.level == 0) == hashes[: 257 * 8192]
    assert edge.root() == root_of(hashes)


@given(st.data())
@settings(deadline=None)
def test_inclusion_holds_for_the_entry_and_for_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 400))
    index = data.draw(st.integers(0, size - 1))
    entries = some_entries(size)
    root, leaf = root_of(leaf_hashes(entries)), leaf_hash(entries[index])
    proof = prove_inclusion(index, size, range_hash_of(entries))
    assert includes(leaf, index, size, proof, root)
    assert not includes(leaf_hash(b"other"), index, size, proof, root)
    assert not includes(leaf, index, size, proof, leaf_hash(b"other"))
    assert not includes(leaf, index, size, [*proof, leaf], root)
    assert not includes(leaf, size, size, proof, root)
    assert not includes(leaf, index, size * 4, proof, root)
    if proof:
        assert not includes(leaf, index, size, proof[:-1], root)
        assert not includes(leaf, index ^ 1, size, proof, root)


@given(st.data())
@settings(deadline=None)
def test_consistency_holds_for_a_beginning_and_for_nothing_else(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 400))
    old = data.draw(st.integers(0, new))
    entries = some_entries(new)
    old_root, root = root_of(leaf_hashes(entries[:old])), root_of(leaf_hashes(entries))
    proof = prove_consistency(old, new, range_hash_of(entries))
    assert continues(old, old_root, new, root, proof)
    assert not continues(old, leaf_hash(b"fork"), new, root, proof)
    assert not continues(old, old_root, new, root, [*proof, root])
    assert not continues(new + 1, old_root, new, root, proof)
    if 0 < old < new:
        assert not continues(old, old_root, new, leaf_hash(b"fork"), proof)
        assert not continues(old, old_root, new, root, proof[:-1])
