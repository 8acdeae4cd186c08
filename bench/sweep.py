"""How fast the earlier posts that carry a listed address are found."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.rows import Row
from evenhand import Item
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.home import Home, create_home
from evenhand.store.database import writing
from evenhand.store.recording import Recording
from evenhand.text.addresses.order import place_of

POSTS, SMOKE_POSTS = 1_000_000, 5_000
AT_ONCE = 10_000
SITES, PAGES = 1_000, 100
"""A site in so many posts, and so many pages of each."""


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """A page, all below a path, a site, and what nobody carries, among a million posts."""
    posts = SMOKE_POSTS if smoke else POSTS
    with _home() as home:
        _fill(home, posts)
        return [
            _row(f"sweep: {what}, {posts:,} posts", entry)
            for what, entry in (
                ("a page", "https://site7.example/letters/7"),
                ("all below a path", "https://site7.example/letters/*"),
                ("a site", "site:site7.example"),
                ("the site of half of all", "site:posts.example"),
                ("nobody carries it", "site:nowhere.example"),
            )
        ]


def _row(name: str, entry: str) -> Row:
    found: set[str] = set()
    seconds = _once(lambda: found.update(one.item for one in carriers("main", entry)))
    return Row(f"{name} ({len(found):,} found)", seconds, "s", "", "< 10")


def _fill(home: Home, posts: int) -> None:
    """Posts with an address each, half of them on one host."""
    now = home.clock.now()
    for start in range(0, posts, AT_ONCE):
        with writing():
            recording = Recording()
            for n in range(start, min(start + AT_ONCE, posts)):
                host = "posts.example" if n % 2 else f"site{n // 2 % SITES}.example"
                key = f"{host}/letters/{n // 2 // SITES % PAGES}"
                item = Item(f"p-{n}", "", revision=1)
                recording.item(item, "", False, now, f"{n:032x}")
                recording.carried(item, {key: place_of(key)}, f"{n:032x}")
            recording.flush()


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory() as folder:
        clock, entropy = SystemClock(), SystemEntropy()
        create_home(Path(folder) / "home", "https://platform.example", clock, entropy)
        with Home(Path(folder) / "home", clock, entropy, write=True) as home:
            yield home
