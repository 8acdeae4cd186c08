"""Files that are there whole, or not at all."""

import os
from pathlib import Path

import pytest

from evenhand.log import files


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """Numbers of the files and folders that were made safe from a power cut."""
    found: set[int] = set()
    fsync = os.fsync

    def watched(handle: int) -> None:
        found.add(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    return found


def number(path: Path) -> int:
    return path.stat().st_ino


def test_a_durable_file_is_safe_with_its_name(tmp_path: Path, synced: set[int]) -> None:
    files.put(tmp_path, "plain", b"text")
    assert synced == set()
    files.put(tmp_path, "checkpoint", b"text", durable=True)
    assert synced == {number(tmp_path / "checkpoint"), number(tmp_path)}


def test_files_are_made_safe_with_all_folders_above(tmp_path: Path, synced: set[int]) -> None:
    files.put(tmp_path, "tile/0/x001/000", b"text")
    files.sync_all(tmp_path, ["tile/0/x001/000"])
    below = ["tile/0/x001/000", "tile/0/x001", "tile/0", "tile", "."]
    assert synced == {number(tmp_path / path) for path in below}


def test_a_file_is_replaced_and_nothing_else_left(tmp_path: Path) -> None:
    for text in (b"first", b"second"):
        files.put(tmp_path, "a/b", text)
    assert (tmp_path / "a/b").read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_only_empty_folders_of_partial_tiles_go(tmp_path: Path) -> None:
    for name in ("000.p/1", "000.p/2", "001/3"):
        files.put(tmp_path, name, b"")
        files.remove(tmp_path, name) if name != "000.p/2" else None
    files.remove(tmp_path, "never/there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["000.p", "001"]
    files.remove(tmp_path, "000.p/2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["001"]
