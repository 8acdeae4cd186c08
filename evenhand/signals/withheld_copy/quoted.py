"""Where a writer quotes: inside quotation marks of any script, or in a block quote.

Read on the text as it was given: folding makes all quotation marks alike.
"""

import re
from collections.abc import Iterable, Iterator

from evenhand.model.reading import Span

MAX_NESTED = 8
"""Quotations inside quotations; further opening marks are passed over."""

_CLOSERS = {
    '"': '"', "“": "”", "”": "”", "„": "“”", "‟": "”", "＂": "＂", "〝": "〞〟",
    "'": "'", "‘": "’", "’": "’", "‚": "‘’", "‛": "’",
    "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣",
}  # fmt: skip
"""Opening mark -> what closes it; English, German, French, Danish, Swedish and CJK habits."""

_SURE_OPENERS, _SURE_CLOSERS = "«‹「『《〈｢〝", "»›」』》〉｣〞〟"
"""Where blanks stand inside the marks (French), or letters right outside them (Chinese)."""

_MARK = re.compile(f"[{re.escape(''.join({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")

_BLOCKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<open><blockquote\b[^<>]{0,500}>)|</blockquote\s*>",
        r"(?P<open><q\b[^<>]{0,500}>)|</q\s*>",
        r"(?P<open>\[quote\b[^\[\]]{0,500}\])|\[/quote\]",
    )
)
"""Tags that open and close a block quote."""

_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)


def quotations(text: str) -> list[Span]:
    """The stretches that are quoted, marks and tags included, in order and without overlap.

    A mark that nothing closes quotes nothing, and an apostrophe is no mark. Linear in time.
    """
    lines = (Span(*line.span()) for line in _QUOTED_LINE.finditer(text))
    blocks = (span for pattern in _BLOCKS for span in _between(pattern.finditer(text)))
    return _merged([*_in_marks(text), *lines, *blocks])


def _in_marks(text: str) -> Iterator[Span]:
    """What stands between an opening mark and the one that closes it, the outermost of each."""
    opened: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        level = next((n for n, (_, closers) in enumerate(opened) if mark in closers), None)
        if level is not None and _may_close(text, at):
            yield Span(opened[level][0], at + 1)
            del opened[level:]
        elif mark in _CLOSERS and len(opened) < MAX_NESTED and _may_open(text, at):
            opened.append((at, _CLOSERS[mark]))


def _may_open(text: str, at: int) -> bool:
    """Whether a mark stands before a word and not within or behind one."""
    after = text[at + 1 : at + 2] or " "
    return text[at] in _SURE_OPENERS or not (text[at - 1 : at].isalnum() or after.isspace())


def _may_close(text: str, at: int) -> bool:
    """Whether a mark stands behind something and not before or within a word."""
    after = text[at + 1 : at + 2]
    return text[at] in _SURE_CLOSERS or not (after.isalnum() or text[at - 1].isspace())


def _between(tags: Iterable[re.Match[str]]) -> Iterator[Span]:
    """From each outermost opening tag to the one that closes it."""
    begins: list[int] = []
    for tag in tags:
        if tag["open"]:
            begins.append(tag.start())
        elif begins:
            begin = begins.pop()
            if not begins:
                yield Span(begin, tag.end())


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
