"""Copies of withheld documents: excerpts found, other books left alone, posts a second.

Excerpts are cut by script from five of the given books, which are withheld; the other books are
what they are pasted into and what must be left alone. Edits are synthetic: no person paraphrased.
"""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bench import copies_hidden
from bench.rows import Row
from evenhand.model.item import Item
from evenhand.model.reading import COUNTS_FROM
from evenhand.model.signal import Signal
from evenhand.signals.withheld_copy import SIGNAL
from evenhand.signals.withheld_copy.bank import CopyBank
from evenhand.signals.withheld_copy.texts import PAGE_WORDS
from evenhand.text.view import ItemView

WITHHELD = ("austen_emma", "defoe_robinson_crusoe", "hawthorne_seven_gables",
            "melville_moby_dick", "swift_gullivers_travels")  # fmt: skip
AROUND = 150
"""Words of another book before and after an excerpt."""

VERBATIM = {20: "95.7-100", 30: "100", 50: "100 (2 MinHash)", 100: "100 (22 MinHash)"}
EDITED = (
    (50, 0.1, "99.7", ""), (50, 0.2, "88.3", ">= 99"), (50, 0.3, "42.7", ">= 80"),
    (100, 0.2, "100", ">= 99"), (100, 0.3, "93.0", ">= 99"), (100, 0.4, "46.0", ""),
)  # fmt: skip
"""(words, share edited, a run index's figure at 10,000 pages, goal)."""

SCANNED = ((50, 0.02, "100", ">= 99"), (100, 0.05, "99.0", ">= 99"))
LENGTHS = (50, 100, 200, 300)
"""Words of the passages that must be left alone."""

BATCH = 256

_LICENCE = re.compile(r"\*\*\* ?(?:START|END) OF [^\n]*")

Words = list[str]
Change = Callable[[Words, random.Random], str]


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Nothing without `data`: the figures are about real books."""
    if data is None or not (data / "copies" / "books").is_dir():
        return []
    files = sorted((data / "copies" / "books").glob("*.txt"))
    withheld = [file for file in files if file.stem in WITHHELD]
    others = [file for file in files if file.stem not in WITHHELD]
    books = [_story(file).split() for file in withheld]
    prose = [_story(file).split() for file in others]
    signal, other_way = (
        _signal((file.name, _story(file).encode()) for file in some) for some in (withheld, others)
    )
    return [
        *_found(signal, books, prose, 20 if smoke else 1_000),
        *_left_alone(signal, prose, 1_000 if smoke else 150_000),
        *_left_alone(other_way, books, 1_000 if smoke else 150_000),
        *_licences(withheld, others),
        *_speed(data, books, prose, 400 if smoke else 100_000, 500 if smoke else 5_000),
    ]


def _story(file: Path) -> str:
    """A book without what its publisher puts before and behind it."""
    parts = _LICENCE.split(file.read_text(encoding="utf-8-sig"))
    return parts[1] if len(parts) == 3 else parts[0]


def _signal(
    documents: Iterable[tuple[str, bytes]], background: Iterable[tuple[str, bytes]] = ()
) -> Signal:
    return SIGNAL.build({"withheld": CopyBank.from_documents(documents, background)})


def _hits(signal: Signal, texts: Iterable[str]) -> list[str]:
    """Those of the texts in which a passage is found."""
    found: list[str] = []
    batch: list[str] = []
    for text in (*texts, None):
        if text is not None:
            batch.append(text)
        if len(batch) == BATCH or text is None:
            views = [ItemView(Item(id="p", text=each)) for each in batch]
            found += [
                each
                for each, readings in zip(batch, signal.read(views, lambda: False), strict=True)
                if any(reading.score >= COUNTS_FROM for reading in readings)
            ]
            batch = []
    return found


def _found(signal: Signal, books: list[Words], prose: list[Words], count: int) -> Iterator[Row]:
    """Shares found of excerpts, each between other people's words."""

    def row(name: str, words: int, change: Change, peer: str = "", goal: str = "") -> Row:
        hits = _hits(signal, _pasted(books, prose, words, change, count))
        return Row(f"copies: {words} words, {name}", 100 * len(hits) / count, "%", peer, goal)

    for words, peer in VERBATIM.items():
        yield row("verbatim", words, lambda cut, _: " ".join(cut), peer, "100")
    every = [word for book in prose for word in book[:20_000]]
    for words, share, peer, goal in EDITED:
        yield row(f"{share:.0%} edited", words, _edit(share, every), peer, goal)
    for words, share, peer, goal in SCANNED:
        yield row(f"{share:.0%} misread", words, copies_hidden.misread(share), peer, goal)
    for name, change in copies_hidden.WAYS.items():
        yield row(name, 50, change, "", ">= 99")


def _pasted(
    books: list[Words], prose: list[Words], length: int, change: Change, count: int
) -> Iterator[str]:
    """Posts, always alike: an excerpt that was changed, with words of another book around it."""
    draw = random.Random(length)
    for _ in range(count):
        book, other = draw.choice(books), draw.choice(prose)
        at = draw.randrange(len(book) - length)
        near = draw.randrange(len(other) - 2 * AROUND)
        before, after = other[near : near + AROUND], other[near + AROUND : near + 2 * AROUND]
        excerpt = change(book[at : at + length], draw)
        yield f"{' '.join(before)} {excerpt} {' '.join(after)}"


def _edit(share: float, every: Sequence[str]) -> Change:
    """Words exchanged for others, dropped, or others put in, at random."""

    def edited(words: Words, draw: random.Random) -> str:
        out: Words = []
        for word in words:
            if draw.random() >= share:
                out.append(word)
                continue
            other = draw.choice(every)
            out += draw.choice(([other], [], [word, other]))
        return " ".join(out)

    return edited


def _left_alone(signal: Signal, prose: list[Words], count: int) -> Iterator[Row]:
    """Passages of other books, which overlap where the books hold fewer; alarms are printed."""
    total = sum(map(len, prose))
    step = max(1, total // count)
    texts = (
        " ".join(book[at : at + LENGTHS[number % len(LENGTHS)]])
        for book in prose
        for number, at in enumerate(range(0, len(book) - max(LENGTHS), step))
    )
    passages = list(texts)
    hits = _hits(signal, passages)
    for text in hits:
        print(f"copies: left alone? {text}")
    unit = f"of {len(passages):,}"
    name = f"copies: alarms in other books, one passage from every {step} words"
    yield Row(name, len(hits), unit, "1 in 10,000", "< 1 in 10,000")


def _licences(withheld: list[Path], others: list[Path]) -> Iterator[Row]:
    """Posts of a licence that each book's file holds too, without and with it as background."""
    files = [(file.name, file.read_bytes()) for file in withheld]
    licences = [_LICENCE.split(file.read_text(encoding="utf-8-sig"))[-1].split() for file in others]
    learnt = ("licence.txt", " ".join(licences[0]).encode())
    posts = [
        " ".join(words[at : at + 100])
        for words in licences[1:]
        for at in range(0, len(words) - 100, 100)
    ]
    for name, background in (("unknown", ()), ("as background text", (learnt,))):
        hits = _hits(_signal(files, background), posts)
        yield Row(f"copies: alarms on a licence {name}", len(hits), f"of {len(posts)}")


def _speed(
    data: Path, books: list[Words], prose: list[Words], pages: int, count: int
) -> Iterator[Row]:
    """Posts a second of this process's own time; most pages are books with words exchanged."""
    began = time.process_time()
    signal = _signal(_pages(books, pages))
    yield Row(f"copies: {pages:,} pages taken in", pages / (time.process_time() - began), "/s")
    texts = {"prose of 140 words": [
        " ".join(book[at : at + 140]) for book in prose for at in range(0, len(book) - 140, 140)
    ][:count]}  # fmt: skip
    if (data / "posts").is_dir():
        lines = (
            line
            for file in sorted((data / "posts").glob("*.txt"))
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        )
        texts["real posts"] = [line for line in lines if line.strip()][:count]
    for name, posts in texts.items():
        took = []
        for _ in range(3):
            began = time.process_time()
            _hits(signal, posts)
            took.append(time.process_time() - began)
        yield Row(f"copies: {name}, {pages:,} pages withheld", len(posts) / min(took), "/s",
                  "2,774", ">= 5,000")  # fmt: skip


def _pages(books: list[Words], count: int) -> Iterator[tuple[str, bytes]]:
    """So many pages as documents; beyond the books' own, three of ten words are exchanged."""
    draw = random.Random(1)
    every = [word for book in books for word in book]
    for number in range(count):
        at = number * PAGE_WORDS % (len(every) - PAGE_WORDS)
        page = every[at : at + PAGE_WORDS]
        if number * PAGE_WORDS >= len(every):
            page = [draw.choice(every) if draw.random() < 0.3 else word for word in page]
        yield f"page-{number}.txt", " ".join(page).encode()
