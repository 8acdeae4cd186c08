"""The audit of a whole log: what it accepts, and where there is no log."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.log import marks
from evenhand.log.audit import Audit
from evenhand.log.checkpoint import Checkpoint, sign_checkpoint
from evenhand.log.key import Signer
from evenhand.log.source import DirectorySource
from evenhand.log.tree import EMPTY_ROOT, leaf_hashes, root_of
from evenhand.log.verify import verify_log
from evenhand.log.writer import TileWriter
from evenhand.model.errors import EvenhandError


def codes(report) -> set[str]:
    return {fault.code for fault in report.faults}


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 600])
def test_a_sound_log_is_sound(write_files, memory_source, entries, signer, size: int) -> None:
    told: list[tuple[int, int]] = []
    source = memory_source(write_files(entries[:size]))
    report = verify_log(source, progress=lambda done, of: told.append((done, of)))
    assert report.sound
    assert report.listed
    assert not report.writing
    assert report.origin == signer.name
    assert report.checkpoint == Checkpoint(signer.name, size, root_of(leaf_hashes(entries[:size])))
    assert told == ([(size // 256 * 256, size)] if size >= 256 else [])


def test_several_processes_find_the_same(
    tmp_path: Path, signer: Signer, entries_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenhand.log.verify.SHARED_FROM", 1_000)
    writer = TileWriter.create(tmp_path / "log", signer)
    writer.append(entries_of(10_000))
    writer.publish()
    source = DirectorySource(tmp_path / "log")
    assert verify_log(source, workers=2).sound
    for path in ("tile/0/000", "tile/entries/020", "tile/0/039.p/16"):
        data = bytearray((tmp_path / "log" / path).read_bytes())
        data[100] ^= 1
        (tmp_path / "log" / path).write_bytes(data)
    alone, together = verify_log(source), verify_log(source, workers=2)
    assert alone == together
    assert alone.fault_count >= 4


@pytest.mark.parametrize("place", ["missing", "empty", "file", "other"])
def test_where_there_is_no_log(tmp_path: Path, place: str) -> None:
    root = tmp_path / place
    if place == "file":
        root.write_text("text")
    if place in ("empty", "other"):
        root.mkdir()
    if place == "other":
        (root / "readme.txt").write_text("text")
    with pytest.raises(EvenhandError) as caught:
        verify_log(DirectorySource(root))
    assert caught.value.code == "EH350"


def test_any_file_of_a_log_makes_it_a_damaged_log(write_files, memory_source, entries) -> None:
    files = write_files(entries)
    for kept in ("checkpoint", "vkey", "tile/0/000"):
        report = verify_log(memory_source({kept: files[kept]}))
        assert "EH352" in codes(report)
        assert not report.sound


def test_a_malformed_key_from_elsewhere_is_bad_use(write_files, memory_source, entries) -> None:
    with pytest.raises(EvenhandError) as caught:
        verify_log(memory_source(write_files(entries)), "not a key")
    assert caught.value.code == "EH322"


def test_numbers_must_not_have_a_gap(write_files, memory_source, entries, entries_of) -> None:
    for gone in (0, 4, 255, 256, 511, 599):
        kept = [entry for at, entry in enumerate(entries_of(620)) if at != gone]
        report = verify_log(memory_source(write_files(kept)))
        assert codes(report) == {"EH357"}, gone
        assert report.faults[0].index >= gone
    assert verify_log(memory_source(write_files(kept)), hashes_only=True).sound


def test_each_entry_must_be_canonical(write_files, memory_source, entries) -> None:
    spoilt = [*entries[:300], entries[300] + b" ", b"{}", *entries[301:]]
    report = verify_log(memory_source(write_files(spoilt)))
    assert [(f.code, f.file, f.index) for f in report.faults[:2]] == [
        ("EH356", "tile/entries/001", 300),
        ("EH356", "tile/entries/001", 301),
    ]


def test_a_million_faults_are_counted_and_a_thousand_kept(
    write_files, memory_source, entries
) -> None:
    report = verify_log(memory_source(write_files([b"junk"] * 2_000)))
    assert report.fault_count == 2_000
    assert len(report.faults) == 1_000
    assert report.as_dict()["fault_count"] == 2_000


@pytest.mark.parametrize("size", [0, 1, 200, 256, 300, 512, 599, 600])
def test_a_kept_checkpoint_is_continued(
    write_files, memory_source, signer, entries, size: int
) -> None:
    source = memory_source(write_files(entries))
    kept = Checkpoint(signer.name, size, root_of(leaf_hashes(entries[:size])))
    assert verify_log(source, expect=kept).sound
    fork = Checkpoint(signer.name, size, bytes(32))
    assert codes(verify_log(source, expect=fork)) == {"EH360"}


def test_a_rollback_and_another_log_are_found(write_files, memory_source, signer, entries) -> None:
    source = memory_source(write_files(entries[:300]))
    later = Checkpoint(signer.name, 301, root_of(leaf_hashes(entries[:301])))
    assert codes(verify_log(source, expect=later)) == {"EH359"}
    other = Checkpoint("other.example", 0, EMPTY_ROOT)
    assert codes(verify_log(source, expect=other)) == {"EH332"}


class GrowingSource:
    """A log that grows to its next state after every few reads of its files."""

    def __init__(self, memory_source, states: list[dict[str, bytes]], reads: int) -> None:
        self._states = [memory_source(files) for files in states]
        self._every = reads
        self._reads = 0

    def _now(self):
        self._reads += 1
        return self._states[min((self._reads - 1) // self._every, len(self._states) - 1)]

    def read(self, path: str, limit: int) -> bytes | None:
        return self._now().read(path, limit)

    def listing(self):
        return self._now().listing()


@pytest.mark.parametrize("reads", [1, 2, 3, 4, 5, 7, 10, 20])
def test_a_log_that_grows_meanwhile_is_followed(
    write_files, memory_source, entries, reads: int
) -> None:
    states = [write_files(entries[:size]) for size in (10, 20, 255, 300, 500, 599)]
    report = verify_log(GrowingSource(memory_source, states, reads))
    assert report.faults == ()
    assert report.checkpoint.size in (10, 20, 255, 300, 500, 599)


def test_files_that_came_and_went_meanwhile_are_no_strays(
    write_files, memory_source, entries
) -> None:
    older, between, newer = (write_files(entries[:size]) for size in (300, 310, 320))

    class Growing(memory_source):
        def listing(self):
            self.files = newer
            return memory_source(between).listing()

    assert verify_log(Growing(older)).faults == ()


def test_a_fork_while_it_grows_is_found(write_files, memory_source, entries) -> None:
    fork = [entry.replace(b'"PI-2"', b'"PI-3"') for entry in entries]
    states = [write_files(entries[:10]), write_files(fork[:30])]
    report = verify_log(GrowingSource(memory_source, states, 3))
    assert codes(report) == {"EH360"}


def test_files_of_a_writer_at_work_are_no_strays(
    write_files, memory_source, entries: list[bytes]
) -> None:
    older, newer = write_files(entries[:300]), write_files(entries)
    at_work = {**newer, **older, marks.PENDING: b"300\n600\n"}
    report = verify_log(memory_source(at_work))
    assert report.sound
    assert report.writing
    assert report.checkpoint.size == 300
    # it excuses the files of these two sizes and no other fault
    stray = {**at_work, "tile/0/001.p/45": b""}
    assert codes(verify_log(memory_source(stray))) == {"EH354"}
    for other in (b"299\n600\n", b"junk", b"300\n599\n"):
        assert codes(verify_log(memory_source({**at_work, marks.PENDING: other}))) == {"EH354"}


def test_the_audit_of_full_bundles_goes_on_where_it_was(
    write_files: Callable, memory_source, entries
) -> None:
    audit = Audit(memory_source(write_files(entries)), [])
    for size in (0, 256, 300, 600):
        audit.advance(size)
    head = Checkpoint("any", 600, root_of(leaf_hashes(entries)))
    assert audit.edge_faults(head) == audit.edge_faults(head)
    assert audit.edge_faults(head).count == audit.faults.count == 0


def test_a_checkpoint_of_another_key_ends_the_audit(
    write_files, memory_source, signer: Signer, entries
) -> None:
    files = write_files(entries)
    twin = Signer(signer.name, b"\7" * 32)
    head = Checkpoint(signer.name, 600, root_of(leaf_hashes(entries)))
    files["checkpoint"] = sign_checkpoint(head, twin)
    report = verify_log(memory_source(files))
    assert codes(report) == {"EH331"}
    assert report.checkpoint is None
