"""Tampering: any change of any served file is found, forgeries with all their hashes too."""

from collections.abc import Callable

import pytest

from evenhand.log.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from evenhand.log.key import Signer
from evenhand.log.tile import encode_bundle
from evenhand.log.tree import leaf_hashes, root_of
from evenhand.log.verify import verify_log

SIZE = 300
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(write_files: Callable[[list[bytes]], Files], entries: list[bytes]) -> Files:
    """A log of 300 entries: a full bundle and tile, partial ones, two levels."""
    return write_files(entries[:SIZE])


@pytest.fixture
def faults(memory_source, signer: Signer) -> Callable[[Files], set[tuple[str, str]]]:
    """What an audit with the pinned key finds: (code, file) of each fault."""

    def find(files: Files) -> set[tuple[str, str]]:
        report = verify_log(memory_source(files), signer.verifier.text)
        return {(fault.code, fault.file) for fault in report.faults}

    return find


def assert_each_flip_is_found(files: Files, faults: Callable, stride: int, first: int = 0) -> None:
    """Change one bit of every `stride`th byte in turn, another bit each time."""
    for path, data in files.items():
        for turn, at in enumerate(range(first, len(data), stride)):
            changed = bytearray(data)
            changed[at] ^= 1 << turn % 8
            assert faults({**files, path: bytes(changed)}), f"byte {at} of {path}"


def test_a_sample_of_flipped_bytes(files: Files, faults: Callable) -> None:
    assert_each_flip_is_found(files, faults, 199)


@pytest.mark.parametrize("path", ["checkpoint", "vkey"])
def test_every_bit_of_the_small_files(
    write_files, entries: list[bytes], faults: Callable, path: str
) -> None:
    files = write_files(entries[:3])
    for at in range(len(files[path])):
        for bit in range(8):
            changed = bytearray(files[path])
            changed[at] ^= 1 << bit
            assert any(place == path for _, place in faults({**files, path: bytes(changed)}))


@pytest.mark.torture
@pytest.mark.parametrize("part", range(8))
def test_every_byte_of_every_file(files: Files, faults: Callable, part: int) -> None:
    assert_each_flip_is_found(files, faults, 8, part)


def test_truncated_and_lengthened_files(files: Files, faults: Callable) -> None:
    for path, data in files.items():
        for changed in (b"", data[:-1], data[: len(data) // 2], data + b"\n", data + data):
            assert any(place == path for _, place in faults({**files, path: changed})), path


def test_missing_files(files: Files, faults: Callable) -> None:
    for path in files:
        left = {name: data for name, data in files.items() if name != path}
        assert ("EH352", path) in faults(left)


@pytest.mark.parametrize(
    "stray",
    [
        "tile/0/000.p/255", "tile/0/001.p/43", "tile/0/001", "tile/entries/001.p/1", "tile/0/002",
        "tile/1/000", "tile/2/000.p/1", "tile/entries/x001/000", "tile/readme", "tile/0/000/junk",
    ],
)  # fmt: skip
def test_stray_and_superseded_files(
    files: Files, faults: Callable, write_files, entries: list[bytes], stray: str
) -> None:
    older = write_files(entries[:299])
    assert faults({**files, stray: older.get(stray, b"junk")}) == {("EH354", stray)}


def with_entry(files: Files, entries: list[bytes], index: int, entry: bytes) -> list[bytes]:
    """Put a forged entry into its bundle."""
    forged = [*entries[:index], entry, *entries[index + 1 : SIZE]]
    files["tile/entries/000"] = encode_bundle(forged[:256])
    files["tile/entries/001.p/44"] = encode_bundle(forged[256:])
    return forged


@pytest.mark.parametrize("index", [0, 100, 255, 256, 299])
def test_a_forged_entry_with_its_hashes_recomputed(
    files: Files, faults: Callable, entries: list[bytes], index: int
) -> None:
    """Level by level: the last forgery has everything right but the signature."""
    forgery = dict(files)
    entry = entries[index].replace(b'"PI-2"', b'"PI-3"')
    forged = with_entry(forgery, entries, index, entry)
    hashes = leaf_hashes(forged)
    tile = "tile/0/000" if index < 256 else "tile/0/001.p/44"
    assert faults(forgery) >= {("EH353", tile), ("EH358", "checkpoint")}

    forgery["tile/0/000"], forgery["tile/0/001.p/44"] = hashes[:8192], hashes[8192:]
    assert ("EH358", "checkpoint") in faults(forgery)

    forgery["tile/1/000.p/1"] = root_of(hashes[:8192])
    assert faults(forgery) == {("EH358", "checkpoint")}

    head = parse_checkpoint(files["checkpoint"].decode().partition("\n\n")[0] + "\n")
    _, signature = files["checkpoint"].decode().split("\n\n")
    resigned = Checkpoint(head.origin, head.size, root_of(hashes)).text + "\n" + signature
    assert faults({**forgery, "checkpoint": resigned.encode()}) == {("EH331", "checkpoint")}


def test_a_forgery_under_another_key_of_the_same_name(
    files: Files, faults: Callable, memory_source, entries: list[bytes], signer: Signer
) -> None:
    """A whole log of the forger's own is sound in itself; the key from elsewhere tells."""
    forgery, twin = dict(files), Signer(signer.name, b"\7" * 32)
    forged = with_entry(forgery, entries, 7, entries[7].replace(b'"PI-2"', b'"PI-3"'))
    hashes = leaf_hashes(forged)
    forgery["tile/0/000"], forgery["tile/1/000.p/1"] = hashes[:8192], root_of(hashes[:8192])
    head = Checkpoint(signer.name, SIZE, root_of(hashes))
    forgery["checkpoint"] = sign_checkpoint(head, twin)
    forgery["vkey"] = twin.verifier.text.encode() + b"\n"
    assert verify_log(memory_source(forgery)).sound
    assert faults(forgery) == {("EH361", "vkey"), ("EH331", "checkpoint")}


def test_exchanged_entries(files: Files, faults: Callable, entries: list[bytes]) -> None:
    swapped = [entries[1], entries[0], *entries[2:256]]
    assert faults({**files, "tile/entries/000": encode_bundle(swapped)})


def test_bytes_moved_between_entries(files: Files, faults: Callable) -> None:
    """Lengths that add up to the same, with the border elsewhere."""
    data = bytearray(files["tile/entries/000"])
    first = (data[0] << 8) + data[1]
    data[0:2] = (first + 2).to_bytes(2, "big")
    assert faults({**files, "tile/entries/000": bytes(data)})


def test_a_rollback_is_found_by_whoever_kept_a_checkpoint(
    files: Files, write_files, memory_source, entries: list[bytes], signer: Signer
) -> None:
    kept = Checkpoint(signer.name, SIZE, root_of(leaf_hashes(entries[:SIZE])))
    older = memory_source(write_files(entries[:280]))
    assert verify_log(older).sound
    assert [fault.code for fault in verify_log(older, expect=kept).faults] == ["EH359"]


def test_a_fork_is_found_by_whoever_kept_a_checkpoint(
    write_files, memory_source, entries: list[bytes], signer: Signer
) -> None:
    """The log's own key signs another history: sound in itself, but not what it was."""
    kept = Checkpoint(signer.name, SIZE, root_of(leaf_hashes(entries[:SIZE])))
    forged = [*entries[:299], entries[299].replace(b'"PI-2"', b'"PI-3"'), *entries[300:]]
    fork = memory_source(write_files(forged))
    assert verify_log(fork).sound
    assert [fault.code for fault in verify_log(fork, expect=kept).faults] == ["EH360"]


def test_a_checkpoint_of_another_size_of_the_same_log(
    files: Files, faults: Callable, write_files, entries: list[bytes]
) -> None:
    """Truly signed, but the files are not those of its size: cut off, or not yet there."""
    for size in (299, 301, 600):
        head = write_files(entries[:size])["checkpoint"]
        assert faults({**files, "checkpoint": head})
