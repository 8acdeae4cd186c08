"""Private information: how fast texts are read, and how long hostile ones can make it last.

By this process's own time, on one core.
"""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.private_sets import System
from bench.rows import Row
from evenhand.model.item import Item
from evenhand.signals.private_info.reader import PrivateInfo, scan_of
from evenhand.signals.private_info.scan import AT_ONCE, Scan
from evenhand.signals.private_info.stretches import stretches
from evenhand.text.view import ItemView

DENSE = ("pii_anon_test_technology.jsonl.gz", "pii_anon_test_clinical.jsonl.gz")
MADE_POSTS = (
    "so it goes, see you at the game tonight!", "I can’t believe it’s Friday… ☕️ #weekend",
    "RT @somebody: nothing to see here https://link.example/a1B2c3D4 2017", "Привет, как дела?",
)  # fmt: skip
MADE_DENSE = (
    "Patient Jane Roe, SSN 412-55-0187, lives at 1742 Maple Street, Dayton, OH 45402. Call her at "
    "(202) 555-0143 or write to jane.roe@mail.example; card 4539 5787 6362 1486."
)
HOSTILE = {
    "digits": "1", "one letter": "a", "1-1-1-": "1-", "1 Aa Aa": "1 Aa Aa ", "@": "@", "a@a@": "a@",
    "right-to-left marks": "\u200f", "combining marks": "\u0301", "zero-width": "\u200b",
    "digits and zero-width": "1\u200b", "lone surrogates": "\ud800", "http://": "http://",
    "ends in ssn is": "ends in ssn is ", "number words": "four one ", "base64": "NTU1",
    "entities": "&#49;", "street words": "Main Street ", "NUL": "\0", "IBANs": "DE02 1203 ",
}  # fmt: skip
"""What a megabyte of it costs; 100,000 "@" is less than its megabyte."""


PEER_SECONDS = 2.0


def rows(data: Path | None, smoke: bool, peers: Mapping[str, System]) -> list[Row]:
    """Posts and documents from `data`, or made-up ones without it; peers on the same texts."""
    signal, by_re = PrivateInfo(), PrivateInfo(native_too=False)
    scan_of(True).compile()
    posts, dense = _posts(data), _dense(data)
    if smoke:
        posts, dense = posts[:512], dense[:64]
    found = signal.read(_views(posts), _never)
    free = [post for post, readings in zip(posts, found, strict=True) if not readings]
    least = min(len(free), 512)
    return [
        _rate("posts in which nothing is found", signal, free, ">= 100", _beside(peers, free)),
        _first_pass("posts, first pass alone", free),
        _singles("posts, one a call", signal, free[:least]),
        _rate("dense documents", signal, dense, ">= 10", _beside(peers, dense)),
        _rate("posts, without hyperscan", by_re, free[:least], ">= 5"),
        *_hostile(signal, 20_000 if smoke else 1_000_000),
    ]


def _rate(name: str, signal: PrivateInfo, texts: Sequence[str], goal: str, peers: str = "") -> Row:
    def read() -> Callable[[], None]:
        batches = [_views(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)]
        return lambda: _read_all(signal, batches)

    speed = _size(texts) / _seconds(read) / 1e6
    return Row(f"private: {name}", speed, "MB/s", peers, goal)


def _beside(peers: Mapping[str, System], texts: Sequence[str]) -> str:
    """MB/s of each peer, text by text, for as many texts as it reads in some two seconds."""
    told = []
    for name, system in peers.items():
        size, began = 0, time.process_time()
        for text in texts:
            list(system(text))
            size += len(text.encode("utf-8", "surrogatepass"))
            if time.process_time() - began > PEER_SECONDS:
                break
        told.append(f"{name} {size / (time.process_time() - began) / 1e6:.3g}")
    return ", ".join(told)


def _singles(name: str, signal: PrivateInfo, texts: Sequence[str]) -> Row:
    def read() -> Callable[[], None]:
        batches = [[view] for view in _views(texts)]
        return lambda: _read_all(signal, batches)

    return Row(f"private: {name}", len(texts) / _seconds(read), "/s", "", ">= 100,000")


def _first_pass(name: str, texts: Sequence[str]) -> Row:
    scan = scan_of(True)
    scan.compile()

    def look() -> None:
        for at in range(0, len(texts), AT_ONCE):
            scan.many(texts[at : at + AT_ONCE])

    return Row(f"private: {name}", _size(texts) / _seconds(lambda: look) / 1e6, "MB/s")


def _hostile(signal: PrivateInfo, size: int) -> Iterator[Row]:
    """The slowest of the hostile texts, at first pass and in all."""
    scan = scan_of(True)
    scan.compile()
    first, whole = {}, {}
    for name, piece in HOSTILE.items():
        text = piece * (size // len(piece.encode("utf-8", "surrogatepass")))
        first[name] = _once(partial(_scan_long, scan, text))
        whole[name] = _once(partial(signal.read, _views([text]), _never))
    for stage, times, goal in (("first pass", first, "< 50"), ("in all", whole, "< 500")):
        worst = max(times, key=lambda name: times[name])
        yield Row(f"private: hostile 1 MB, {stage} ({worst})", times[worst] * 1e3, "ms", "", goal)


def _scan_long(scan: Scan, text: str) -> None:
    for start, _, _, stop in stretches(text):
        scan.one(text[start:stop])


def _seconds(made: Callable[[], Callable[[], None]]) -> float:
    """The best of three, each on something freshly made."""
    return min(_once(made()) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return max(time.process_time() - began, 1e-9)


def _read_all(signal: PrivateInfo, batches: Sequence[Sequence[ItemView]]) -> None:
    for batch in batches:
        signal.read(batch, _never)


def _views(texts: Sequence[str]) -> list[ItemView]:
    return [ItemView(Item("x", text)) for text in texts]


def _never() -> bool:
    return False


def _size(texts: Sequence[str]) -> int:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)


def _posts(data: Path | None) -> list[str]:
    files = sorted((data / "posts").glob("*.txt")) if data else []
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    return [line for line in lines if line] or list(MADE_POSTS) * 500


def _dense(data: Path | None) -> list[str]:
    files = [data / "private_information" / name for name in DENSE] if data else []
    texts = []
    for file in filter(Path.is_file, files):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            listed = [json.loads(line) for line in lines]
        texts += [one["text"] for one in listed if one.get("language", "en") == "en"]
    return texts or [MADE_DENSE] * 500
