"""The writer: what lies on disk after each step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.log import marks
from evenhand.log.key import Signer
from evenhand.log.source import DirectorySource
from evenhand.log.tile import full_tiles, partial_tiles
from evenhand.log.tree import leaf_hashes, root_of
from evenhand.log.verify import verify_log
from evenhand.log.writer import TileWriter
from evenhand.model.errors import EvenhandError


def code_of(call, *arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        call(*arguments)
    return caught.value.code


def expected_files(size: int) -> set[str]:
    tiles = {tile.path for tile in (*full_tiles(size), *partial_tiles(size))}
    return {"checkpoint", "vkey", *tiles}


def test_a_new_log_has_a_checkpoint(tmp_path: Path, signer: Signer, files_of) -> None:
    root = tmp_path / "log"
    writer = TileWriter.create(root, signer)
    assert (writer.size, writer.checkpoint.size) == (0, 0)
    assert set(files_of(root)) == {"checkpoint", "vkey"}
    assert (root / "vkey").read_text() == signer.verifier.text + "\n"
    assert verify_log(DirectorySource(root)).sound
    assert code_of(TileWriter.create, root, signer) == "EH340"


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=7))
@settings(deadline=None, max_examples=25)
def test_files_follow_from_the_entries_however_they_came(
    tmp_path_factory: pytest.TempPathFactory,
    signer: Signer,
    entries_of: Callable[[int], list[bytes]],
    files_of,
    steps: list[tuple[int, bool]],
) -> None:
    root = tmp_path_factory.mktemp("steps") / "log"
    entries, at = entries_of(sum(count for count, _ in steps)), 0
    writer = TileWriter.create(root, signer)
    for count, publish in [*steps, (0, True)]:
        writer.append(entries[at : at + count])
        at += count
        if publish:
            head = writer.publish()
            assert (head.size, head.root) == (at, root_of(leaf_hashes(entries[:at])))
            assert set(files_of(root)) == expected_files(at)
    assert verify_log(DirectorySource(root), signer.verifier.text).sound


def test_a_log_of_three_levels(tmp_path: Path, signer: Signer, files_of) -> None:
    root, entries = tmp_path / "log", [b"%d" % at for at in range(65_536 + 256 + 1)]
    writer = TileWriter.create(root, signer)
    for at in range(0, len(entries), 20_000):
        writer.append(entries[at : at + 20_000])
        writer.publish()
    assert writer.checkpoint.root == root_of(leaf_hashes(entries))
    assert set(files_of(root)) == expected_files(len(entries))
    assert marks.read_durable(tmp_path / "log.durable") >= 60_000
    assert verify_log(DirectorySource(root), hashes_only=True).sound


def test_publishing_nothing_new_changes_nothing(tmp_path: Path, signer: Signer, entries) -> None:
    writer = TileWriter.create(tmp_path / "log", signer)
    writer.append(entries[:3])
    head = writer.publish()
    (tmp_path / "log" / "checkpoint").chmod(0o400)
    assert writer.publish() == head
    writer.append([])
    assert writer.publish() == head


def test_the_mark_says_how_far_tiles_are_safe(tmp_path: Path, signer: Signer, entries) -> None:
    writer = TileWriter.create(tmp_path / "log", signer, tmp_path / "mark")
    assert (tmp_path / "mark").read_bytes() == b"0\n"
    writer.append(entries)
    writer.publish()
    writer.close()
    assert marks.read_durable(tmp_path / "mark") == len(entries)
    assert code_of(writer.append, [b"x"]) == "EH346"
    assert code_of(writer.publish) == "EH346"


@pytest.mark.parametrize("junk", [b"", b"x", b"-1\n", b"1", b"12\n34\n56\n", b"9" * 99 + b"\n"])
def test_a_mark_that_says_nothing_counts_as_none(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "mark").write_bytes(junk)
    assert marks.read_durable(tmp_path / "mark") == 0
    assert marks.parse_pending(junk) is None


def test_a_second_writer_is_noticed_before_it_does_harm(
    tmp_path: Path, signer: Signer, entries
) -> None:
    root = tmp_path / "log"
    one = TileWriter.create(root, signer)
    two = TileWriter.resume(root, signer, 0, lambda start, end: entries[start:end])
    one.append(entries[:5])
    one.publish()
    published = (root / "checkpoint").read_bytes()
    two.append(entries[300:305])
    assert code_of(two.publish) == "EH343"
    assert code_of(two.publish) == "EH346"
    assert (root / "checkpoint").read_bytes() == published


def test_after_a_failed_write_it_refuses_until_opened_again(
    tmp_path: Path, signer: Signer, entries
) -> None:
    root = tmp_path / "log"
    writer = TileWriter.create(root, signer)
    (root / "incoming").mkdir()  # stands for a full disk: no file can be written any more
    assert code_of(writer.append, entries) == "EH346"
    (root / "incoming").rmdir()
    assert code_of(writer.publish) == "EH346"
    assert code_of(writer.append, entries) == "EH346"
    assert verify_log(DirectorySource(root)).sound
    again = TileWriter.resume(root, signer, 600, lambda start, end: entries[start:end])
    assert again.checkpoint.size == 600
    assert verify_log(DirectorySource(root)).sound


def test_an_entry_over_the_format_s_limit_is_refused_whole(tmp_path: Path, signer: Signer) -> None:
    writer = TileWriter.create(tmp_path / "log", signer)
    assert code_of(writer.append, [b"fine", b"x" * 65_536]) == "EH302"
    assert writer.size == 0
    writer.append([b"x" * 65_535])
    assert writer.publish().size == 1
