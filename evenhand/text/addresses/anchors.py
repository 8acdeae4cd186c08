"""Links in markup: a text that is shown, and an address that it leads to.

Markdown, HTML and BBCode. What is shown may itself be an address, and another one: the reader
believes to go there.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from evenhand.model.reading import Span

_HINTS = ("](", "][", "href", "[url=")

_ANCHORS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"\[(?P<shown>[^\[\]]{1,500})\]\(\s{0,9}<?(?P<target>[^\s<>()]{1,2048}"
        r"(?:\([^\s()]{0,200}\)[^\s<>()]{0,200})?)",
        r"<a\s[^<>]{0,1000}?\bhref\s{0,9}=\s{0,9}(?:\"\s{0,9}|'\s{0,9})?"
        r"(?P<target>[^\s\"'<>]{1,2048})[^<>]{0,1000}>(?P<shown>.{0,500}?)</a",
        r"\[url=[\"']?(?P<target>[^\]\s\"']{1,2048})[\"']?\](?P<shown>.{0,500}?)\[/url\]",
    )
)
_BY_NAME = re.compile(r"\[(?P<shown>[^\[\]]{1,500})\]\[(?P<name>[^\[\]]{0,200})\]")
_NAMED = re.compile(r"^ {0,3}\[([^\[\]]{1,200})\]:\s{0,9}<?([^\s<>]{1,2048})", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{0,500}>|\[/?[a-z]{1,9}\]", re.IGNORECASE)


class Anchor(NamedTuple):
    """A link in markup.

    Attributes:
        target: where its address stands in the text.
        shown: the text that is shown for it, without tags.
    """

    target: Span
    shown: str


def anchors(text: str) -> Sequence[Anchor]:
    """Every link of a text in markup, by the place of its target. Linear in time."""
    if "[" not in text and "<" not in text:
        return ()  # nearly always, and at once
    small = text.lower()
    return _anchors(text) if any(hint in small for hint in _HINTS) else ()


@lru_cache(maxsize=4)
def _anchors(text: str) -> tuple[Anchor, ...]:
    """Kept for the last texts: an item with many readings is asked about each of them."""
    return tuple(sorted((*_direct(text), *_by_name(text))))


def anchor_at(text: str, place: int) -> Anchor | None:
    """The link of a text whose target holds a place; None where none does."""
    links = anchors(text)
    index = bisect(links, place, key=lambda anchor: anchor.target.start) - 1
    return links[index] if index >= 0 and place < links[index].target.end else None


def _direct(text: str) -> Iterator[Anchor]:
    for pattern in _ANCHORS:
        for found in pattern.finditer(text):
            yield Anchor(Span(*found.span("target")), _TAG.sub("", found["shown"]))


def _by_name(text: str) -> Iterator[Anchor]:
    """Markdown's `[shown][name]` with `[name]: target` on a line of its own."""
    targets = {found[1].lower(): Span(*found.span(2)) for found in _NAMED.finditer(text)}
    if targets:
        for found in _BY_NAME.finditer(text):
            target = targets.get((found["name"] or found["shown"]).lower())
            if target is not None:
                yield Anchor(target, found["shown"])
