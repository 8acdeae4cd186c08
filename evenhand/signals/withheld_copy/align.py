"""Whether two texts run side by side: the step that tells a copy from scattered stock phrases.

A run of words that both texts hold is a seed. From it both texts are walked in step, in both
directions, over words that were changed, dropped or put in, until they part. A copy keeps in step
for long, a stock phrase as long as the phrase.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from evenhand.signals.withheld_copy.words import RUN

MAX_SKIPPED = 4
"""Words that either text may skip between two that agree."""

_CHECKED_EVERY = 256
"""Seeds between two looks at the time limit."""

MARGIN = MAX_SKIPPED + 2
"""Places beyond a text's ends that a walk may look at: they must hold no word."""

_NOTHING = -1
"""Stands in the margin of the text that is read; equals no hash."""

_SKIPS = tuple(
    (here, there, here == there == 1)
    for here, there in sorted(
        product(range(MAX_SKIPPED + 1), repeat=2), key=lambda skip: (max(skip), sum(skip))
    )
    if here or there
)
"""(words skipped here, words skipped there, whether one word that agrees is then enough).

Nearest first. After the exchange of one word for another, one is enough; after more, two in a row
must agree.
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one text that runs beside a stretch of another; half-open, in words.

    Attributes:
        start, end: in the text that is read.
        there_start, there_end: in the withheld text.
        words: how many words agree, in order.
    """

    start: int
    end: int
    there_start: int
    there_end: int
    words: int


def passages(
    here: Sequence[int],
    there: Sequence[int],
    seeds: Iterable[tuple[int, int]],
    expired: Callable[[], bool],
) -> list[Passage]:
    """The passages that grow from seeds; a seed inside an earlier passage grows none.

    Args:
        here: the words of the text that is read, as hashes.
        there: the words of the withheld texts, with MARGIN places that hold no word after each.
        seeds: (place here, place there) at which RUN words agree, by place here.
        expired: looked at between seeds; TimeoutError is raised where it says True.
    """
    here = [*here, *[_NOTHING] * MARGIN]  # places before the first are these too, from behind
    found: list[Passage] = []
    opened: list[Passage] = []
    for number, (at, beside) in enumerate(seeds, 1):
        if number % _CHECKED_EVERY == 0 and expired():
            raise TimeoutError("withheld_copy ran out of time")
        if any(
            at < other.end and other.there_start <= beside < other.there_end for other in opened
        ):
            continue
        after, end, there_end = _walk(here, there, at + RUN, beside + RUN, 1)
        before, start, there_start = _walk(here, there, at - 1, beside - 1, -1)
        passage = Passage(start + 1, end, there_start + 1, there_end, before + RUN + after)
        found.append(passage)
        opened = [*(other for other in opened if at < other.end), passage]
    return found


def _walk(
    here: Sequence[int], there: Sequence[int], at: int, beside: int, way: int
) -> tuple[int, int, int]:
    """Walk both texts in step one way (1 or -1): words that agreed, first place here and there
    beyond the last of them.
    """
    words = 0
    while True:
        while here[at] == there[beside]:
            words += 1
            at += way
            beside += way
        for skip_here, skip_there, one_is_enough in _SKIPS:
            x, y = at + way * skip_here, beside + way * skip_there
            if here[x] == there[y] and (one_is_enough or here[x + way] == there[y + way]):
                at, beside = x, y
                break
        else:
            return words, at, beside
