"""Covering private values in a text that is shown to people or printed."""

from collections.abc import Iterable

from evenhand.model.reading import Span

MARK = "█████"
"""Stands for any masked value: a mark as wide as its value would tell the length."""


def merge(spans: Iterable[Span], length: int) -> list[Span]:
    """The same stretches in order, without overlaps; those that touch become one.

    Two marks side by side would tell that two values follow each other, hence one. Spans are cut
    to a text of `length` code points, and empty ones are left out.
    """
    merged: list[Span] = []
    for span in sorted(spans):
        span = Span(max(span.start, 0), min(span.end, length))
        if span.start >= span.end:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with every span replaced by `MARK`; what lies outside of them is unchanged."""
    kept: list[str] = []
    done = 0
    for span in merge(spans, len(text)):
        kept += (text[done : span.start], MARK)
        done = span.end
    kept.append(text[done:])
    return "".join(kept)
