"""A small log to work on: its key, its entries, and its files as the writer leaves them."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evenhand.log.entry import commitments, encode
from evenhand.log.key import Signer
from evenhand.log.writer import TileWriter
from evenhand.model.clock import SeededEntropy
from evenhand.model.entry import Draft

ORIGIN = "log.example/evenhand"
Files = dict[str, bytes]


class MemorySource:
    """A log in memory, for audits by the hundred thousand."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def read(self, path: str, limit: int) -> bytes | None:
        data = self.files.get(path)
        return None if data is None else data[: limit + 1]

    def listing(self) -> Iterator[str]:
        return (path for path in list(self.files) if path.startswith("tile/"))


def make_entries(count: int) -> list[bytes]:
    """Entries of three types at two sites, numbered without a gap."""
    entropy, numbers = SeededEntropy(b"entries"), Counter[tuple[str, str]]()
    entries = []
    for at in range(count):
        kind = ("decision", "measure", "heartbeat")[at % 3]
        site = ("main", "desk")[at % 5 == 0]
        numbers[site, kind] += 1
        draft = Draft(kind, site, "2026-09-26", f"case-{at}", {"rule": "PI-2", "at": at}, {})
        commit, _ = commitments({}, entropy, 1)
        entries.append(encode(draft, numbers[site, kind], commit))
    return entries


def read_files(root: Path) -> Files:
    """Every file in a folder, by its path below it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.generate(ORIGIN, SeededEntropy(b"key"))


@pytest.fixture(scope="session")
def entries() -> list[bytes]:
    """More than two bundles, and not a whole number of them."""
    return make_entries(600)


@pytest.fixture(scope="session")
def write_files(
    tmp_path_factory: pytest.TempPathFactory, signer: Signer
) -> Callable[[list[bytes]], Files]:
    """Write a log of given entries at once and read its files."""

    def write(entries: list[bytes]) -> Files:
        root = tmp_path_factory.mktemp("written") / "log"
        writer = TileWriter.create(root, signer)
        writer.append(entries)
        writer.publish()
        return read_files(root)

    return write


@pytest.fixture(scope="session")
def memory_source() -> type[MemorySource]:
    return MemorySource


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], Files]:
    return read_files


@pytest.fixture(scope="session")
def entries_of() -> Callable[[int], list[bytes]]:
    return make_entries
