"""Posts a second through all text signals, the policy and the decision."""

import time
from pathlib import Path

from bench.rows import Row
from evenhand import Item, Screener

PRESIDIO = "120 (Presidio, private information alone)"


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """On real posts with a real block list where `data` is given; else on made ones."""
    if data is None:
        texts = [f"Nothing to see in post {n}, only words and words." for n in range(2_000)]
        links, kind = None, "made posts"
    else:
        path = data / "posts" / "wnut17_ile.txt"
        texts = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        links, kind = data / "links" / "phishing_links_inactive.txt", "real posts"
    if smoke:
        texts = texts[:500]
    began = time.perf_counter()
    screener = Screener(links=links)
    opened = time.perf_counter() - began
    items = [Item(id=str(n), text=text) for n, text in enumerate(texts)]
    for _ in screener.screen_many(items[:256]):
        pass
    began = time.perf_counter()
    outcomes = [result.outcome for result in screener.screen_many(items)]
    seconds = time.perf_counter() - began
    size = sum(len(text.encode()) for text in texts) / 1e6
    single = items[:200]
    began = time.perf_counter()
    for item in single:
        screener.screen(item)
    alone = (time.perf_counter() - began) / len(single)
    shares = sum(outcome != "allow" for outcome in outcomes)
    return [
        Row(f"screen: {kind}, batches, one core", len(items) / seconds, "posts/s", PRESIDIO,
            ">= 10,000"),
        Row("screen: the same", size / seconds, "MB/s"),
        Row("screen: one post by itself", 1e6 * alone, "us", "", "<= 500"),
        Row("screen: posts that are not simply allowed", shares, f"of {len(items):,}"),
        Row("screen: opening packs and banks", opened, "s"),
    ]  # fmt: skip
