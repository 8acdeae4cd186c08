"""Opening a log again: after a kill at every step, a power cut, and with another journal."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.log import files, marks
from evenhand.log.key import Signer
from evenhand.log.source import DirectorySource
from evenhand.log.tree import leaf_hashes, root_of
from evenhand.log.verify import verify_log
from evenhand.log.writer import TileWriter
from evenhand.model.clock import SeededEntropy
from evenhand.model.errors import EvenhandError

BATCHES = [3, 260, 249]
"""A partial bundle; across a bundle's end; up to one."""


class KilledError(BaseException):
    """The program ends here; nothing it would have done afterwards happens."""


class Killer:
    """Kills the program before the n-th change of names that it makes in the file system.

    What is written goes into `incoming` first, so between two changes of names all is the same.
    """

    changes = ("replace", "unlink", "rmdir", "mkdir")

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left = 10**9
        self.seen = 0
        for name in self.changes:
            patch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, call: Callable) -> Callable:
        def counted(*arguments: object, **named: object) -> object:
            self.seen += 1
            self.left -= 1
            if self.left < 0:
                raise KilledError
            return call(*arguments, **named)

        return counted


def write_batches(root: Path, signer: Signer, entries: list[bytes], committed: list[int]) -> None:
    """As the pipeline does: the journal first, then tiles and checkpoint, closed at the end."""
    writer, at = TileWriter.create(root, signer), 0
    for count in BATCHES:
        committed[0] = at + count
        writer.append(entries[at : at + count])
        writer.publish()
        at += count
    writer.close()


def resume(root: Path, signer: Signer, journal: list[bytes], **named: object) -> TileWriter:
    return TileWriter.resume(root, signer, len(journal), lambda a, b: journal[a:b], **named)


def refusal(*arguments: object) -> str:
    with pytest.raises(EvenhandError) as caught:
        resume(*arguments)
    return caught.value.code


def check(root: Path, signer: Signer, journal: list[bytes]) -> None:
    report = verify_log(DirectorySource(root), signer.verifier.text)
    assert report.faults == ()
    assert report.checkpoint.size == len(journal)
    assert report.checkpoint.root == root_of(leaf_hashes(journal))
    assert not report.writing


@pytest.fixture
def written(tmp_path: Path, signer: Signer, entries) -> Path:
    """A log of all entries, properly closed."""
    root = tmp_path / "log"
    writer = TileWriter.create(root, signer)
    writer.append(entries)
    writer.publish()
    writer.close()
    return root


def test_a_kill_at_every_step_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signer: Signer, entries
) -> None:
    killer = Killer(monkeypatch)
    write_batches(tmp_path / "whole", signer, entries, [0])
    begun = 0
    for step in range(killer.seen):
        root, committed = tmp_path / str(step) / "log", [0]
        root.parent.mkdir()
        killer.left = step
        with pytest.raises(KilledError):
            write_batches(root, signer, entries, committed)
        killer.left = 10**9
        if not (root / "checkpoint").exists():
            TileWriter.create(root, signer)
            begun += 1
        # before anybody opens it again, readers find a sound log too
        assert verify_log(DirectorySource(root), signer.verifier.text).faults == ()
        journal = entries[: committed[0]]
        resume(root, signer, journal).close()
        check(root, signer, journal)
    assert 0 < begun < 10 < step


def test_a_kill_while_opening_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signer: Signer, entries
) -> None:
    killer = Killer(monkeypatch)
    root, step, opened = tmp_path / "log", 0, False
    entries = entries[: sum(BATCHES)]
    write_batches(root, signer, entries, [0])
    while not opened:
        (root / "tile/0/000.p").mkdir(exist_ok=True)
        (root / "tile/0/000.p/7").write_bytes(b"left by a crash")
        marks.write_pending(root, 1, 2)
        killer.left, step = step, step + 1
        try:
            resume(root, signer, entries)
            opened = True
        except KilledError:
            killer.left = 10**9
            report = verify_log(DirectorySource(root), signer.verifier.text)
            assert {fault.file for fault in report.faults} <= {"tile/0/000.p/7"}
        killer.left = 10**9
    check(root, signer, entries)


class PowerCut:
    """Knows which files are safe from a power cut, and takes the others away, whole or in part."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.safe: set[Path] = set()
        put, sync = files.put, files.sync

        def watched_put(root: Path, name: str, data: bytes, *, durable: bool = False) -> None:
            put(root, name, data, durable=durable)
            (self.safe.add if durable else self.safe.discard)(root / name)

        def watched_sync(path: Path) -> None:
            sync(path)
            self.safe.add(path)

        patch.setattr(files, "put", watched_put)
        patch.setattr(files, "sync", watched_sync)

    def unsafe(self, root: Path) -> list[Path]:
        tiles = sorted((root / "tile").rglob("*"))
        return [path for path in tiles if path.is_file() and path not in self.safe]

    def strike(self, root: Path, chance: random.Random) -> None:
        for path in self.unsafe(root):
            match chance.randrange(3):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(b"")
        (root / "pending").unlink(missing_ok=True)


@pytest.mark.parametrize("seed", range(12))
def test_a_power_cut_takes_only_what_was_not_made_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signer: Signer, entries, seed: int
) -> None:
    chance, root, cut = random.Random(seed), tmp_path / "log", PowerCut(monkeypatch)
    monkeypatch.setattr("evenhand.log.writer.DURABLE_EVERY", chance.choice([1, 256, 300, 9_999]))
    writer, at = TileWriter.create(root, signer), 0
    for _ in range(chance.randrange(1, 7)):
        at, before = min(600, at + chance.choice([1, 100, 256])), at
        writer.append(entries[before:at])
        writer.publish()
        if chance.randrange(2):
            writer.close()
            assert cut.unsafe(root) == []
            writer = resume(root, signer, entries[:at])
    cut.strike(root, chance)
    resume(root, signer, entries)
    check(root, signer, entries)


def test_what_opening_wrote_again_is_doubtful_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signer: Signer, entries
) -> None:
    """The last full bundle is written anew on opening: a power cut may empty it then."""
    root, cut = tmp_path / "log", PowerCut(monkeypatch)
    writer = TileWriter.create(root, signer)
    writer.append(entries[:512])
    writer.publish()
    writer.close()
    writer = resume(root, signer, entries[:512])
    writer.append(entries[512:])
    writer.publish()
    assert root / "tile/entries/001" in cut.unsafe(root)
    (root / "tile/entries/001").write_bytes(b"")
    (root / "pending").unlink(missing_ok=True)
    resume(root, signer, entries)
    check(root, signer, entries)


def test_a_clean_log_opens_without_reading_it_all(written: Path, signer: Signer, entries) -> None:
    read: list[tuple[int, int]] = []

    def journal(start: int, end: int) -> list[bytes]:
        read.append((start, end))
        return entries[start:end]

    TileWriter.resume(written, signer, len(entries), journal)
    assert min(start for start, _ in read) == 512
    check(written, signer, entries)


def test_entries_committed_but_not_published_follow(
    written: Path, signer: Signer, entries_of
) -> None:
    longer = entries_of(1_000)
    assert resume(written, signer, longer).checkpoint.size == 1_000
    check(written, signer, longer)


def test_going_on_after_opening(written: Path, signer: Signer, entries_of) -> None:
    longer = entries_of(900)
    writer = resume(written, signer, longer[:600])
    writer.append(longer[600:])
    writer.publish()
    writer.close()
    check(written, signer, longer)


@pytest.mark.parametrize("clean", [True, False])
def test_an_older_backup_is_refused_and_nothing_touched(
    written: Path, signer: Signer, entries, files_of, clean: bool
) -> None:
    if not clean:
        marks.durable_file(written).unlink()
    before = files_of(written)
    assert refusal(written, signer, entries[:599]) == "EH341"
    assert refusal(written, signer, []) == "EH341"
    assert files_of(written) == before


@pytest.mark.parametrize("clean", [True, False])
@pytest.mark.parametrize("fork_at", [0, 300, 599])
def test_another_history_is_refused_and_nothing_touched(
    written: Path, signer: Signer, entries_of, files_of, fork_at: int, clean: bool
) -> None:
    # a backup restored, and other entries since: each later one differs
    fork = entries_of(700)
    fork[fork_at:] = [entry.replace(b'"PI-2"', b'"PI-3"') for entry in fork[fork_at:]]
    if not clean:
        marks.durable_file(written).unlink()
    before = files_of(written)
    assert refusal(written, signer, fork) == "EH342"
    assert files_of(written) == before


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512, 599])
def test_the_newest_entry_is_always_compared(
    tmp_path: Path, signer: Signer, entries, size: int
) -> None:
    root = tmp_path / "log"
    writer = TileWriter.create(root, signer)
    writer.append(entries[:size])
    writer.publish()
    writer.close()
    fork = [*entries[: size - 1], *entries[size:]]
    assert refusal(root, signer, fork) == "EH342"


@pytest.mark.parametrize("length", [0, 40, 8_160])
def test_a_spoilt_tile_at_the_edge_is_written_again(
    written: Path, signer: Signer, entries, length: int
) -> None:
    (written / "tile/0/000").write_bytes(bytes(length))
    resume(written, signer, entries)
    check(written, signer, entries)


def test_one_altered_entry_is_found_by_a_thorough_opening(
    written: Path, signer: Signer, entries, files_of
) -> None:
    altered = list(entries)
    altered[7] = altered[7].replace(b'"PI-2"', b'"PI-9"')
    before = files_of(written)
    with pytest.raises(EvenhandError) as caught:
        resume(written, signer, altered, thorough=True)
    assert caught.value.code == "EH342"
    assert files_of(written) == before


def test_a_thorough_opening_writes_every_file_again(
    written: Path, signer: Signer, entries, files_of
) -> None:
    before = files_of(written)
    for path in (written / "tile").rglob("*"):
        if path.is_file():
            path.write_bytes(b"spoilt")
    (written / "vkey").unlink()
    resume(written, signer, entries, thorough=True)
    assert files_of(written) == before


@pytest.mark.parametrize("missing", ["tile/0/000", "tile/0/001", "tile/entries/000"])
def test_a_missing_file_is_noticed_when_not_closed_properly(
    written: Path, signer: Signer, entries, missing: str
) -> None:
    (written / missing).unlink()
    marks.write_pending(written, 600, 601)
    resume(written, signer, entries)
    check(written, signer, entries)


def test_a_gap_in_the_journal_is_refused(written: Path, signer: Signer, entries) -> None:
    with pytest.raises(EvenhandError) as caught:
        TileWriter.resume(written, signer, 600, lambda a, b: entries[a : b - 1])
    assert caught.value.code == "EH344"


def test_without_its_checkpoint_or_key_a_log_is_not_opened(
    written: Path, signer: Signer, entries
) -> None:
    twin = Signer.generate(signer.name, SeededEntropy(b"twin"))
    assert refusal(written, twin, entries) == "EH331"
    other = Signer.generate("other.example", SeededEntropy(b"other"))
    assert refusal(written, other, entries) == "EH332"
    (written / "checkpoint").write_bytes(b"junk\n")
    assert refusal(written, signer, entries) == "EH320"
    (written / "checkpoint").unlink()
    assert refusal(written, signer, entries) == "EH345"


def test_a_rolled_back_folder_is_not_signed_past_what_was_acknowledged(
    written: Path, signer: Signer, entries, tmp_path: Path
) -> None:
    """Folder and database from one older backup; the mark beside them still knows better."""
    older = tmp_path / "older" / "log"
    older.parent.mkdir()
    writer = TileWriter.create(older, signer)
    writer.append(entries[:100])
    writer.publish()
    marks.durable_file(older).write_bytes(marks.durable_file(written).read_bytes())
    assert refusal(older, signer, entries[:100]) == "EH341"
