"""Of the candidates that overlap, the one that is read."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from operator import attrgetter

from evenhand.signals.private_info.candidate import Candidate

_START = attrgetter("start")


def best(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate a stretch of text, in the text's order.

    Of several that overlap the surest stays, then the longest, then the first.
    """
    found = list(candidates)
    if len(found) < 2:
        return found
    return [kept for heap in _heaps(found) for kept in (heap if len(heap) == 1 else _surest(heap))]


def _heaps(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that hang together by overlapping."""
    candidates.sort(key=_START)
    heap, reach = candidates[:1], candidates[0].end
    for candidate in candidates[1:]:
        if candidate.start >= reach:
            yield heap
            heap = []
        heap.append(candidate)
        reach = max(reach, candidate.end)
    yield heap


def _surest(heap: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(heap, key=lambda c: (-c.score, c.start - c.end, c.start)):
        place = bisect(kept, candidate.start, key=_START)
        clear_before = place == 0 or kept[place - 1].end <= candidate.start
        clear_after = place == len(kept) or candidate.end <= kept[place].start
        if clear_before and clear_after:
            kept.insert(place, candidate)
    return kept
