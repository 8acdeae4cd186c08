"""A text as people see it who look into it: what signals saw is marked, private values covered."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from evenhand.model.reading import COUNTS_FROM, Reading, Span
from evenhand.text.mask import MARK, merge

PRIVATE = "private_info"
"""The signal whose values are covered."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of a text that is shown alike.

    Attributes:
        text: what is shown; `MARK` where a value is covered.
        seen: `signal/kind` of the readings that saw something there, in order of the alphabet.
        covered: a private value stands here and is not shown.
    """

    text: str
    seen: tuple[str, ...] = ()
    covered: bool = False


def private_spans(readings: Iterable[Reading]) -> list[Span]:
    """Where private values stand that count (score 0.5 or more)."""
    return [
        span
        for reading in readings
        if reading.signal == PRIVATE and reading.score >= COUNTS_FROM
        for span in reading.spans
    ]


def marked(text: str, readings: Iterable[Reading], *, cover: bool = True) -> tuple[Stretch, ...]:
    """The text in stretches, in order; with `cover`, one mark for each run of private values.

    Readings with a score under 0.5 do not count. What is covered and the text of the other
    stretches together are what `mask.mask` gives.
    """
    counting = [reading for reading in readings if reading.score >= COUNTS_FROM]
    hidden = merge(private_spans(counting), len(text)) if cover else []
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[str]] = defaultdict(list)
    for reading in counting:
        for span in merge(reading.spans, len(text)):
            begins[span.start].append(f"{reading.signal}/{reading.kind}")
            ends[span.end].append(f"{reading.signal}/{reading.kind}")
    active: Counter[str] = Counter()
    shown: list[Stretch] = []
    last = -1
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        active -= Counter(ends[start])
        active += Counter(begins[start])
        place = bisect_right(hidden, start, key=lambda span: span.start) - 1
        covered = place >= 0 and start < hidden[place].end
        if covered and place == last:
            shown[-1] = replace(shown[-1], seen=tuple(sorted({*shown[-1].seen, *active})))
            continue
        last = place if covered else -1
        shown.append(Stretch(MARK if covered else text[start:end], tuple(sorted(active)), covered))
    return tuple(shown)


def plain(stretches: Iterable[Stretch]) -> str:
    """The text that stretches show, without its marks."""
    return "".join(stretch.text for stretch in stretches)
