"""The log: durable appends, the audit, receipts, and opening it again.

`python -m bench.log --entries N` prints its rows alone. The journal is stood in for by a file that
is appended to and synced, as the store's transaction would be.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from bench.rows import Row, table
from evenhand.log.entry import commitments, encode
from evenhand.log.key import Signer
from evenhand.log.proof import verify_receipt
from evenhand.log.prover import Prover
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.log.writer import TileWriter
from evenhand.model.clock import SeededEntropy
from evenhand.model.entry import Draft

BATCH = 256
ENTRY_BYTES = 600
OFFERED = 1_000
"""Entries a second that arrive while receipts are handed out."""

TESSERA = "about 10,000 on NVMe and 7 cores (Tessera's own figure)"
PROTOTYPE = "143,000 (prototype, another machine, without entries' form)"


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """All figures of the log; it needs no data."""
    return measure(2_560 if smoke else 102_400)


def measure(count: int) -> list[Row]:
    """All figures, on a log of `count` entries."""
    entries = _entries(count)
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        root = Path(folder) / "log"
        signer = Signer.generate("bench.example/log", SeededEntropy(b"key"))
        return [
            Row("disk: syncs of a small append", _syncs(Path(folder), 300), "/s"),
            Row("processor: SHA-256 of a 600-byte entry", _hashes(), "/s"),
            *_append_rows(root, signer, entries),
            *_audit_rows(root, count),
            *_receipt_rows(root, signer, entries),
            *_open_rows(root, signer, entries),
            _latency_row(Path(folder) / "live", signer, entries),
        ]


def _append_rows(root: Path, signer: Signer, entries: list[bytes]) -> list[Row]:
    writer = TileWriter.create(root, signer)
    began, busy = time.perf_counter(), time.process_time()
    with (root.parent / "journal").open("wb", buffering=0) as journal:
        for at in range(0, len(entries), BATCH):
            batch = entries[at : at + BATCH]
            journal.write(b"".join(batch))
            os.fsync(journal.fileno())
            writer.append(batch)
            writer.publish()
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    writer.close()
    name = f"log: durable appends, batches of {BATCH}, {len(entries[0])}-byte entries"
    return [
        Row(name, len(entries) / seconds, "/s", TESSERA, ">= 25,000"),
        Row("- processor time", 1e6 * busy / len(entries), "us each"),
    ]


def _audit_rows(root: Path, count: int) -> list[Row]:
    found = []
    for name, hashes_only, workers in (
        ("log: full audit, one process", False, 1),
        (f"log: full audit, {os.cpu_count()} processes", False, os.cpu_count() or 1),
        ("- hashes and root only, one process", True, 1),
    ):
        began = time.perf_counter()
        report = verify_log(DirectorySource(root), hashes_only=hashes_only, workers=workers)
        rate = count / (time.perf_counter() - began)
        if not report.sound:
            raise SystemExit(f"the log is not sound: {report.faults[:3]}")
        found.append(Row(name, rate, "entries/s", PROTOTYPE, ">= 300,000"))
    return found


def _receipt_rows(root: Path, signer: Signer, entries: list[bytes]) -> list[Row]:
    prover = Prover(DirectorySource(root))
    count = min(1_000, len(entries))
    scattered = [at * 2_654_435_761 % len(entries) for at in range(count)]
    newest = range(len(entries) - count, len(entries))
    anywhere = _each_us(lambda: [prover.prove(index).text for index in scattered], count)
    fresh = _each_us(lambda: [prover.prove(index).text for index in newest], count)
    receipts = [(prover.prove(index).text, entries[index]) for index in scattered]
    key = signer.verifier
    checked = _each_us(
        lambda: [verify_receipt(text, key, entry) for text, entry in receipts], count
    )
    note = signer.sign("text\n")
    signature = _each_us(lambda: [key.verify(note) for _ in range(count)], count)
    return [
        Row("log: a receipt made, of new entries", fresh, "us"),
        Row("- of entries anywhere", anywhere, "us"),
        Row("- its size", len(receipts[0][0].encode()), "bytes", "", "< 2,500"),
        Row("log: a receipt verified", checked, "us", "", "< 200"),
        Row("- its signature alone", signature, "us"),
    ]


def _open_rows(root: Path, signer: Signer, entries: list[bytes]) -> list[Row]:
    """Opening after a proper end, after a kill, and with every tile written anew."""

    def resume(*, thorough: bool = False) -> None:
        TileWriter.resume(root, signer, len(entries), lambda a, b: entries[a:b], thorough=thorough)

    return [
        Row(f"log: opened again with {len(entries):,} entries", _each_us(resume, 1e3), "ms"),
        Row("- after a kill", _each_us(resume, 1e3), "ms", "", "< 1,000"),
        Row("- every file anew", _each_us(lambda: resume(thorough=True), 1e3), "ms"),
    ]


def _latency_row(root: Path, signer: Signer, entries: list[bytes]) -> Row:
    """From an entry's arrival, evenly spaced, until its receipt is there."""
    writer, waited, at = TileWriter.create(root, signer), list[float](), 0
    prover = Prover(DirectorySource(root))
    began = time.perf_counter()
    while at < min(len(entries), 2 * OFFERED):
        arrived = int((time.perf_counter() - began) * OFFERED) + 1
        batch = entries[at:arrived]
        writer.append(batch)
        writer.publish()
        for index in range(at, at + len(batch)):
            prover.prove(index)
            waited.append(time.perf_counter() - began - index / OFFERED)
        at += len(batch)
        time.sleep(max(0.0, began + at / OFFERED - time.perf_counter()))
    worst = sorted(waited)[len(waited) * 99 // 100]
    name = f"log: entry to receipt at {OFFERED:,}/s, the 99th of 100"
    return Row(name, 1e3 * worst, "ms", "", "<= 60")


def _entries(count: int) -> list[bytes]:
    entropy, entries = SeededEntropy(b"bench"), []
    for number in range(1, count + 1):
        commit, _ = commitments({"minute": "2026-09-26T14:03:00Z"}, entropy, 8)
        fields = {"rule": "PI-2", "measure": "remove", "policy": "sha256:" + "0" * 64}
        draft = Draft("decision", "main", "2026-09-26", f"{number:022}", fields, {})
        entries.append(encode(draft, number, commit))
    short = ENTRY_BYTES - len(entries[0])
    if short > 0:
        raise SystemExit(f"the entries are {short} bytes too short")
    return entries


def _syncs(folder: Path, count: int) -> float:
    with (folder / "probe").open("wb", buffering=0) as probe:

        def sync() -> None:
            for _ in range(count):
                probe.write(b"x" * 512)
                os.fsync(probe.fileno())

        return 1e6 / _each_us(sync, count)


def _hashes() -> float:
    entry, count = b"x" * (ENTRY_BYTES + 1), 20_000
    return 1e6 / _each_us(lambda: [sha256(entry).digest() for _ in range(count)], count)


def _each_us(work: Callable[[], object], count: float) -> float:
    """Microseconds that one of `count` took."""
    began = time.perf_counter()
    work()
    return 1e6 * (time.perf_counter() - began) / count


def main() -> None:
    """Print the log's rows alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=102_400)
    print(table(measure(parser.parse_args().entries)))


if __name__ == "__main__":
    main()
