"""Durable, logged decisions a second, beside what the disk itself can sync."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.rows import Row
from evenhand import Item
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.gather import BATCH_ITEMS
from evenhand.pipeline.home import Home, create_home

PEER = "219 events/s, no detectors, no log (Osprey)"


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Recorded decisions a second: all with measures, and a mix of which few have any."""
    count = 512 if smoke else 10_240
    bad = [_post(n, "My neighbour's SSN is 536-22-8145, tell everyone.") for n in range(count)]
    fine = [_post(n, "The council meets on Monday about the new bridge.") for n in range(count)]
    with _folder() as folder:
        syncs = _syncs(folder, 50 if smoke else 500)
        found = [Row("disk: syncs of a small append", syncs, "/s")]
    for name, items, goal in (
        ("record: decisions with measures, entries and statements", bad, ">= 5,000"),
        ("record: decisions that allow", fine, ">= 5,000"),
    ):
        seconds, parts = _recorded(items)
        found.append(Row(name, len(items) / seconds, "/s", PEER, goal))
        found += [
            Row(f"- {part}", 1e6 * spent / len(items), "us each") for part, spent in parts.items()
        ]
    return found


def _post(number: int, text: str) -> Item:
    return Item(id=f"p-{number}", text=f"{text} ({number})", author=f"a-{number % 997}")


def _recorded(items: list[Item]) -> tuple[float, dict[str, float]]:
    """Seconds for all, and how they split into reading and recording."""
    with _folder() as folder:
        clock, entropy = SystemClock(), SystemEntropy()
        create_home(folder / "home", "https://platform.example", clock, entropy)
        screener = Screener()
        with Home(folder / "home", clock, entropy, write=True) as home:
            corridor = Corridor(home, screener)
            parts = {"signals": 0.0, "decide, store, log, sync": 0.0}
            for start in range(0, len(items), BATCH_ITEMS):
                began = time.perf_counter()
                seen = screener.gatherer.gather(items[start : start + BATCH_ITEMS])
                read = time.perf_counter()
                corridor.record(seen)
                parts["signals"] += read - began
                parts["decide, store, log, sync"] += time.perf_counter() - read
    return sum(parts.values()), parts


def _syncs(folder: Path, count: int) -> float:
    """How often a second a small append to one file can be made durable."""
    with (folder / "syncs").open("wb", buffering=0) as file:
        began = time.perf_counter()
        for _ in range(count):
            file.write(b"x" * 600)
            os.fdatasync(file.fileno())
        return count / (time.perf_counter() - began)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder beside the program, on the disk that is to be measured."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        yield Path(name)
