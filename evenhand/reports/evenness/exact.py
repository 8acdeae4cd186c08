"""Exact permutation tests within blocks of like cases, and the correction for many of them.

Null hypothesis: within a block, who belongs to the group has nothing to do with the score, so
that every way to deal the group's places to the block's cases is equally likely. The statistic is
the sum of the group's scores. Its distribution is computed whole (no draws of chance): per block
by counting, over all blocks by convolution; accurate to about 1e-13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

from evenhand.reports.evenness.like import Floats, Ints, members_of

Bools = npt.NDArray[np.bool_]

LEAST_P = 1e-12
"""Convolution rounds at about 1e-15 a value: a smaller p is told as this."""

_DIRECT = 64
"""Below this length the plain sum of products is quicker than the Fourier transform."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A test's p, and with which chance each p comes up where nothing is there.

    Attributes:
        p: two-sided: twice the smaller tail, at most 1.
        values: each p that can come up, ascending.
        chance: P(p <= value), beside `values`.
    """

    p: float
    values: Floats
    chance: Floats

    def reach(self, p: float) -> float:
        """With which chance this test comes to such a p or a smaller one where nothing is there."""
        place = int(np.searchsorted(self.values, p * (1 + 1e-9), side="right"))
        return float(self.chance[place - 1]) if place else 0.0


def exact_test(scores: Ints, group: Bools, block: Ints) -> Exact:
    """Test whether the group's scores differ from those of the others in its blocks.

    Args:
        scores: whole numbers, 0 or more, one a case.
        group: who belongs to the group.
        block: block of each case; `ALONE` is not compared.
    """
    observed, parts = 0, []
    for cases in members_of(block):
        members = int(group[cases].sum())
        if 0 < members < len(cases):
            observed += int(scores[cases][group[cases]].sum())
            parts.append(_one_block(tuple(sorted(scores[cases].tolist())), members))
    return _from_distribution(observed, _convolved(parts))


@lru_cache(maxsize=4096)
def _one_block(scores: tuple[int, ...], members: int) -> Floats:
    """P(sum = s) of `members` of these scores, drawn without putting back; index is s.

    Counts ways to choose: exact for blocks of up to 50 cases, more than there are in any.
    """
    width = sum(scores[len(scores) - members :]) + 1
    ways = np.zeros((members + 1, width))
    ways[0, 0] = 1
    for seen, score in enumerate(scores, 1):
        for taken in range(min(seen, members), 0, -1):
            ways[taken, score:] += ways[taken - 1, : width - score]
    found: Floats = ways[members] / ways[members].sum()
    found.flags.writeable = False
    return found


def _convolved(parts: Sequence[Floats]) -> Floats:
    """The distribution of the sum of independent parts, merged two by two."""
    if not parts:
        return np.ones(1)
    level = list(parts)
    while len(level) > 1:
        level.sort(key=len)
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_sum(a, b) for a, b in pairs] + (level[-1:] if len(level) % 2 else [])
    return level[0]


def _sum(a: Floats, b: Floats) -> Floats:
    if min(len(a), len(b)) < _DIRECT:
        return np.convolve(a, b)
    found: Floats = np.maximum(fftconvolve(a, b), 0)  # rounding may leave less than nothing
    return found


def _from_distribution(observed: int, chance: Floats) -> Exact:
    lower = np.cumsum(chance)
    upper = np.cumsum(chance[::-1])[::-1]
    p = np.clip(2 * np.minimum(lower, upper), LEAST_P, 1)
    order = np.argsort(p, kind="stable")
    return Exact(float(p[observed]), p[order], np.cumsum(chance[order]))


def corrected(tests: Sequence[Exact]) -> list[float]:
    """Each p after correction for all tests: the chance of any false claim stays below alpha.

    Holm's procedure, step-down, with each test's own chance to reach a p in place of the p: the
    sum over the tests that are not rejected yet of P(their p <= this p) (Westfall and Wolfinger
    1997, Hommel and Krummenauer 1998). It holds whatever the tests have to do with one another.
    """
    order = sorted(range(len(tests)), key=lambda n: tests[n].p)
    adjusted, highest = [1.0] * len(tests), 0.0
    for place, n in enumerate(order):
        any_of = sum(tests[other].reach(tests[n].p) for other in order[place:])
        highest = max(highest, min(1.0, any_of))
        adjusted[n] = max(highest, tests[n].p)
    return adjusted
