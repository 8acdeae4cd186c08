"""Links: what browsers and Safe Browsing see, what is found in posts, false alarms, and speed.

The vectors are those of others: what they are and where they come from stands in the data's own
README. Misses and hits are printed, to be read.
"""

import gc
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.rows import Row
from evenhand.model.item import Item
from evenhand.model.reading import Reading
from evenhand.model.signal import Readable
from evenhand.signals.blocked_link import SIGNAL
from evenhand.signals.blocked_link.bank import LinkBank
from evenhand.text.addresses import find_addresses, parse_address
from evenhand.text.addresses.safe_browsing import canonical, expressions
from evenhand.text.fold import fold
from evenhand.text.view import ItemView

Read = Callable[[Sequence[Readable], Callable[[], bool]], list[list[Reading]]]

BATCH_ITEMS = 256
"""As many as the pipeline hands to a signal at once."""

SPEED_PEER = "32,000 (full Safe Browsing rules)"
_HTTP = re.compile(r"\s*https?:", re.IGNORECASE)
_COMMENT = re.compile(r"\s%.*$")


def rows(data: Path | None, smoke: bool) -> list[Row]:
    """Vectors, finding and false alarms where `data` is given; speed always."""
    found: list[Row] = []
    if data is not None and (data / "links").is_dir():
        folder = data / "links"
        found += _browsers(folder)
        found += _safe_browsing(folder)
        found += _suffixes(folder)
        found += _found(folder)
        found += _posts(data, smoke)
    return [*found, *_speed(smoke)]


def _browsers(folder: Path) -> Iterator[Row]:
    """The WHATWG vectors that are http(s) addresses by themselves."""
    told = json.loads((folder / "urltestdata.json").read_text(encoding="utf-8"))
    cases = [
        case
        for case in told
        if isinstance(case, dict) and not case.get("base") and _HTTP.match(case["input"])
    ]
    valid = [case for case in cases if not case.get("failure")]
    invalid = [case for case in cases if case.get("failure")]
    right = [case for case in valid if _href(case["input"]) == case["href"]]
    refused = [case for case in invalid if _href(case["input"]) is None]
    _print("WHATWG, not as a browser", (c["input"] for c in cases if c not in right + refused))
    yield Row("links: WHATWG valid, as a browser", len(right), f"of {len(valid)}", "131 (ada-url)",
              "131")  # fmt: skip
    yield Row("links: WHATWG invalid, refused", len(refused), f"of {len(invalid)}", "147 (ada-url)",
              "147")  # fmt: skip


def _href(text: str) -> str | None:
    address = parse_address(text)
    return address.href if address else None


def _safe_browsing(folder: Path) -> Iterator[Row]:
    told = json.loads((folder / "safe_browsing_vectors.json").read_text(encoding="utf-8"))
    forms, lookups = told["canonical_urls"], told["url_permutations"]
    right = sum(canonical(_given(case)) == case["canonical"] for case in forms)
    same = sum(set(expressions(case["url"])) == set(case["expressions"]) for case in lookups)
    yield Row("links: Safe Browsing form", right, f"of {len(forms)}", "40 (gglsbl)", "40")
    yield Row("links: Safe Browsing expressions", same, f"of {len(lookups)}", "6 (gglsbl)", "6")


def _given(case: dict[str, str]) -> str | bytes:
    return bytes.fromhex(case["url_bytes_hex"]) if case["url"] is None else case["url"]


def _suffixes(folder: Path) -> Iterator[Row]:
    """Of publicsuffixlist, where it is installed: screening compares hosts and needs no list."""
    if find_spec("publicsuffixlist") is None:
        return
    lines = (folder / "public_suffix_tests.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split() for line in lines if line.strip() and not line.startswith("//")]
    known = import_module("publicsuffixlist").PublicSuffixList(accept_unknown=True)
    wrong = [
        (host, domain)
        for host, domain in cases
        if (known.privatesuffix(host.lower()) if host != "null" else None)
        != (None if domain == "null" else domain)
    ]
    _print("Public Suffix List, otherwise", map(str, wrong))
    yield Row("links: Public Suffix List (publicsuffixlist)", len(cases) - len(wrong),
              f"of {len(cases)}", "", "78")  # fmt: skip


def _found(folder: Path) -> Iterator[Row]:
    """Fixtures of finders for display; ours finds more on purpose: an exact look-up follows.

    Mail and ftp addresses are no web addresses here; `'s` is cut off when it is looked up.
    """
    tweets = [case for case in _tweets(folder) if case[1]]
    missed = [(text, url) for text, urls in tweets for url in urls if url not in _seen(text)]
    whole = sum(all(url in _seen(text) for url in urls) for text, urls in tweets)
    _print("twitter-text, not found", (f"{url!r} in {text!r}" for text, url in missed))
    yield Row("links: twitter-text, all expected found", whole, f"of {len(tweets)}",
              "67 (twitter-text), 55 (linkify-it)")  # fmt: skip
    links = list(_links(folder / "linkify_links.txt"))
    missed = [(text, link) for text, link in links if link not in _seen(text)]
    _print("linkify-it, not found", (f"{link!r} in {text!r}" for text, link in missed))
    yield Row("links: linkify-it, links found", len(links) - len(missed), f"of {len(links)}",
              "114 (linkify-it), 73 (twitter-text)")  # fmt: skip
    others = _lines(folder / "linkify_not_links.txt")
    alone = [text for text in others if not _seen(text)]
    yield Row("links: linkify-it, others left alone", len(alone), f"of {len(others)}",
              "38 (linkify-it), 34 (twitter-text)")  # fmt: skip


def _seen(text: str) -> list[str]:
    return [found.written for found in find_addresses(fold(text))]


def _tweets(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(text, addresses expected) of the section `urls`."""
    import yaml

    told = yaml.safe_load((folder / "twitter_text_extract.yml").read_text(encoding="utf-8"))
    for case in told["tests"]["urls"]:
        yield case["text"], case["expected"]


def _links(file: Path) -> Iterator[tuple[str, str]]:
    """(text, the first address expected): on the next line, or the text itself."""
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("%")]
        for at in range(0, len(lines), 2):
            text = _COMMENT.sub("", lines[at])
            yield text, lines[at + 1] if at + 1 < len(lines) else text


def _lines(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_COMMENT.sub("", line) for line in lines if line.strip() and not line.startswith("%")]


def _posts(data: Path, smoke: bool) -> Iterator[Row]:
    """Real posts against real entries that they were not made for: every hit is printed."""
    entries = [f"site:{host}" for host in _plain(data / "links" / "phishing_domains_active.txt")]
    entries += _plain(data / "links" / "phishing_links_inactive.txt")
    bank = LinkBank.from_lines(entries, "phishing")
    posts = [post for file in sorted((data / "posts").glob("*.txt")) for post in _plain(file)]
    posts = posts[:500] if smoke else posts
    views = [ItemView(Item(str(number), post)) for number, post in enumerate(posts)]
    read = SIGNAL.build({"links": bank}).read(views, lambda: False)
    hits = [
        f"{reading.detail['entry']}  <-  {reading.detail['address']!r}  in  {post!r}"
        for post, readings in zip(posts, read, strict=True)
        for reading in readings
    ]
    _print("hits on real posts", hits)
    yield Row(f"links: hits with {len(bank):,} real entries", len(hits), f"of {len(posts):,} posts",
              "", "each read")  # fmt: skip


def _plain(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip()]


def _speed(smoke: bool) -> Iterator[Row]:
    """From text to answer, by this process's own time; one address in a hundred is listed."""
    size, count = (10_000, 1_000) if smoke else (1_000_000, 40_000)
    bank = LinkBank.from_lines((_made(number) for number in range(size)), "made")
    signal = SIGNAL.build({"links": bank})
    addresses = [_made(number if number % 100 == 0 else size + number) for number in range(count)]
    told = [f"Have you seen what they say there: {each} and why" for each in addresses]
    for name, texts in (("bare", addresses), ("in a sentence", told)):
        rate = max(_rate(signal.read, texts) for _ in range(3))
        yield Row(f"links: {name}, text to answer, {size:,} entries", rate, "addresses/s",
                  SPEED_PEER, ">= 50,000")  # fmt: skip


def _rate(read: Read, texts: list[str]) -> float:
    items = [Item(str(number), text) for number, text in enumerate(texts)]
    seen = 0
    gc.collect()
    began = time.process_time()
    for at in range(0, len(items), BATCH_ITEMS):
        views = [ItemView(item) for item in items[at : at + BATCH_ITEMS]]
        seen += sum(bool(readings) for readings in read(views, lambda: False))
    rate = len(texts) / (time.process_time() - began)
    if seen != len(texts) // 100:
        raise AssertionError("not the listed ones were found")
    return rate


def _made(number: int) -> str:
    """An address of some 60 signs; the same number makes the same."""
    spread = number * 2_654_435_761 % 2**32
    return f"https://site{spread % 100_000}.example/{spread:08x}/the-page-of-day-{number}.html"


def _print(what: str, lines: Iterable[str]) -> None:
    told = list(lines)
    print(f"\n{what}: {len(told)}", *told, sep="\n  ")
