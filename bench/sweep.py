"""How fast the earlier posts that carry a listed address, or a copy of a document, are found."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.rows import Row
from evenhand import Item
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.model.decision import Decision
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.carriers import carriers
from evenhand.pipeline.copy_carriers import copy_carriers
from evenhand.pipeline.home import DATABASE_FILE, Home, create_home
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.sampled import samples
from evenhand.store.database import writing
from evenhand.store.recording import Recording
from evenhand.store.retention import settle_files
from evenhand.text.addresses.order import place_of

POSTS, SMOKE_POSTS = 1_000_000, 5_000
AT_ONCE = 10_000
SITES, PAGES = 1_000, 100
"""A site in so many posts, and so many pages of each."""
POST_WORDS, COPIED_WORDS, COPIED_IN = 40, 30, 2_000
"""Words of a post, and in one of how many posts so many of them are copied."""
TEXTS = 20_000
"""Different texts among the posts: making a million takes longer than all else."""


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """A page, all below a path, a site, and what nobody carries, among a million posts."""
    posts = SMOKE_POSTS if smoke else POSTS
    with _home() as home:
        _fill(home, posts)
        found = [
            _row(f"sweep: {what}, {posts:,} posts", entry)
            for what, entry in (
                ("a page", "https://site7.example/letters/7"),
                ("all below a path", "https://site7.example/letters/*"),
                ("a site", "site:site7.example"),
                ("the site of half of all", "site:posts.example"),
                ("nobody carries it", "site:nowhere.example"),
            )
        ]
        return [*found, *_copies(home, posts)]


def _copies(home: Home, posts: int) -> Iterator[Row]:
    """A memo of a page and a book among posts of 40 words, and what their samples take up."""
    database, draw = home.path / DATABASE_FILE, random.Random(1)
    words = [f"w{n}" for n in range(50_000)]
    memo, book = draw.choices(words, k=300), draw.choices(words, k=100_000)
    settle_files()
    before = database.stat().st_size
    _fill_samples(posts, draw, words, memo)
    yield Row("sweep: sample of a post of 40 words", _grown(database, before) / posts, "bytes")
    _fill_decisions(home, posts)
    for what, text in (("a page", memo), ("a book of 100,000 words", book)):
        bank = CopyBank.from_documents([("memo.txt", " ".join(text).encode())])
        found: set[str] = set()
        seconds = _once(lambda: found.update(one.item for one in copy_carriers("main", bank)))  # noqa: B023
        yield Row(f"sweep: copies of {what}, {posts:,} posts ({len(found):,} found)", seconds, "s",
                  "", "< 10")  # fmt: skip


def _fill_samples(posts: int, draw: random.Random, words: list[str], memo: list[str]) -> None:
    plain = samples([" ".join(draw.choices(words, k=POST_WORDS)) for _ in range(TEXTS)])
    own = POST_WORDS - COPIED_WORDS
    (copying,) = samples([" ".join([*draw.choices(words, k=own), *memo[50 : 50 + COPIED_WORDS]])])
    for start in range(0, posts, AT_ONCE):
        with writing():
            recording = Recording()
            for n in range(start, min(start + AT_ONCE, posts)):
                sample = plain[n % TEXTS] if n % COPIED_IN else copying
                recording.carried_runs("main", sample, f"{n:032x}")
            recording.flush()


def _fill_decisions(home: Home, posts: int) -> None:
    """The decisions on the posts that copy: they tell which item it is."""
    now = home.clock.now()
    with writing():
        recording = Recording()
        for n in range(0, posts, COPIED_IN):
            subject = Subject(SubjectType.ITEM, f"p-{n}")
            decision = Decision(
                "main", subject, 1, None, "allow", (), (), (), (), (), "rule", now,
                id=f"{n:032x}",
            )  # fmt: skip
            recording.decision(decision, None, None)
        recording.flush()


def _grown(database: Path, before: int) -> int:
    settle_files()
    return database.stat().st_size - before


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
