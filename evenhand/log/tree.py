"""The hash tree of RFC 6962, section 2.1, over hashes that lie one behind the other.

Runs of hashes are plain bytes, 32 to a hash: tiles come and go in that form, and cutting 64 bytes
out of a run is the quickest way to hash a pair.

Source: RFC 6962 (tree), RFC 9162 sections 2.1.3 and 2.1.4 (how proofs are checked).
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""Root of the tree without entries."""

LEAF = b"\x00"
NODE = b"\x01"

RangeHash = Callable[[int, int], bytes]
"""Root of the entries `start` to `end` (half-open)."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return sha256(LEAF + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> bytes:
    """Hashes of entries, one behind the other."""
    return b"".join([sha256(LEAF + entry).digest() for entry in entries])


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees, the left one full."""
    return sha256(NODE + left + right).digest()


def root_of(hashes: bytes) -> bytes:
    """Root over hashes of equal subtrees; the last of them may stand for a smaller subtree.

    Pairing neighbours and letting an odd last one rise unchanged gives the tree of RFC 6962,
    which splits at the largest power of two.
    """
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > HASH_BYTES:
        paired = len(hashes) // 64 * 64
        pairs = [sha256(NODE + hashes[at : at + 64]).digest() for at in range(0, paired, 64)]
        hashes = b"".join(pairs) + hashes[paired:]
    return hashes


def subtrees(hashes: bytes) -> list[bytes]:
    """The given hashes, then the roots of each full pair of them, of each full four, and so on."""
    heights = [hashes]
    while len(hashes) >= 64:
        pairs = range(0, len(hashes) // 64 * 64, 64)
        hashes = b"".join([sha256(NODE + hashes[at : at + 64]).digest() for at in pairs])
        heights.append(hashes)
    return heights


def split(size: int) -> int:
    """The largest power of two below `size` (2 or more): how many entries go to the left."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Ranges whose hashes prove that entry `index` is in the tree of `size`, leaf to root."""
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """Ranges whose hashes prove that the tree of `new` continues that of `old` (0 < old <= new)."""
    start, end, whole, ranges = 0, new, True, []
    while old < end:
        middle = start + split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, whole = middle, False
    if not whole:  # the old tree's own root is known to whoever checks; a part of it is not
        ranges.append((start, end))
    return ranges[::-1]


def prove_inclusion(index: int, size: int, range_hash: RangeHash) -> list[bytes]:
    """Hashes that lead from entry `index` to the root of the tree of `size`."""
    return [range_hash(start, end) for start, end in inclusion_ranges(index, size)]


def prove_consistency(old: int, new: int, range_hash: RangeHash) -> list[bytes]:
    """Hashes that lead from the root at `old` to the root at `new`; none where `old` is 0."""
    if old == 0:
        return []
    return [range_hash(start, end) for start, end in consistency_ranges(old, new)]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows the leaf at `index` of the tree of `size` with `root`."""
    if not 0 <= index < size:
        return False
    found, last = leaf, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(sibling, found)
            while not index & 1 and index:  # levels at which the right edge has no sibling
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def continues(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of `new` entries begins with that of `old` entries."""
    if not 0 <= old <= new:
        return False
    if old == 0 or old == new:
        same = EMPTY_ROOT if old == 0 else new_root
        return not proof and old_root == same
    hashes = list(proof)
    if old & (old - 1) == 0:  # a full tree is its own first subtree
        hashes.insert(0, old_root)
    return bool(hashes) and _climbs(old - 1, new - 1, hashes, old_root, new_root)


def _climbs(
    index: int, last: int, hashes: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """RFC 9162, section 2.1.4.2: both roots must come out of the same hashes."""
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root
