"""Pairs of like cases that got different measures: the nearest and the furthest apart first."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.spatial import KDTree

from evenhand.reports.evenness.like import Floats, Ints
from evenhand.reports.evenness.record import Case, Pair

MOST = 50
"""Pairs that are told."""


def like_pairs(cases: Sequence[Case], space: Floats, most: int = MOST) -> tuple[Pair, ...]:
    """Cases of one site with the same findings but other measures, each once, ranked.

    A pair ranks by rungs apart / (1 + distance between the readings). Each case is set beside
    the nearest one of every other measure; of equal pairs the earlier cases go first.
    """
    alike: dict[tuple[str, str], dict[int, list[int]]] = {}
    for n, case in enumerate(cases):
        alike.setdefault((case.site, case.alike), {}).setdefault(case.taken, []).append(n)
    found = [pair for by_rung in alike.values() for pair in _between(by_rung, space)]
    found.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    told: list[Pair] = []
    used: set[int] = set()
    for _, heavier, lighter, distance in found:
        if used.isdisjoint((heavier, lighter)):
            told.append(Pair(cases[heavier], cases[lighter], distance))
            used |= {heavier, lighter}
        if len(told) == most:
            break
    return tuple(told)


def _between(
    by_rung: dict[int, list[int]], space: Floats
) -> Iterator[tuple[float, int, int, float]]:
    """(rank, heavier, lighter, distance) of each case and its nearest one on each lower rung."""
    rungs = sorted(by_rung)
    for place, lower in enumerate(rungs):
        here: Ints = np.array(by_rung[lower])
        tree = KDTree(space[here]) if space.shape[1] else None
        for higher in rungs[place + 1 :]:
            there: Ints = np.array(by_rung[higher])
            if tree is None:
                apart, at = np.zeros(len(there)), np.zeros(len(there), dtype=np.int64)
            else:
                apart, at = tree.query(space[there])
            rank = (higher - lower) / (1 + apart)
            yield from zip(
                rank.tolist(), there.tolist(), here[at].tolist(), apart.tolist(), strict=True
            )
