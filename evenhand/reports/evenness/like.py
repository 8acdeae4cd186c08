"""Like cases: the same findings, nearest in time and in their readings."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from evenhand.reports.evenness.record import Case

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LEAF = 16
"""Fewest cases that are set side by side: fewer hold too little to compare, more are less like."""

LEAST = 0.05
"""How much a reading counts at least, where decisions did not follow it at all."""

ALONE = -1
"""Of a case that is compared with none."""


def reading_space(cases: Sequence[Case]) -> Floats:
    """Readings as points, (cases, readings): on a log scale, each with standard deviation 1.

    A reading that a case does not have stands at the mean of the others.
    """
    names = sorted({name for case in cases for name in case.readings})
    missing = float("nan")
    raw = np.array(
        [[case.readings.get(name, missing) for name in names] for case in cases], dtype=np.float64
    ).reshape(len(cases), len(names))
    return standardised(np.sign(raw) * np.log1p(np.abs(raw)))


def standardised(columns: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1; those that are the same everywhere go."""
    known = ~np.isnan(columns)
    count = np.maximum(known.sum(axis=0), 1)
    centred = columns - np.where(known, columns, 0).sum(axis=0) / count
    centred[~known] = 0
    spread = np.sqrt((centred**2).sum(axis=0) / count)
    told = spread > 1e-9  # rounding is no difference
    found: Floats = centred[:, told] / spread[told]
    return found


def cells(cases: Sequence[Case]) -> Ints:
    """Case -> number of its cell: one site, the same findings, the same measure by the rule."""
    known: dict[tuple[str, str, int | None], int] = {}
    keys = ((case.site, case.alike, case.rule) for case in cases)
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64)


def blocks(cases: Sequence[Case], space: Floats, cell: Ints, deviation: Ints) -> Ints:
    """Case -> number of the block of like cases that it stands in, or `ALONE`.

    A block holds 16 to 31 cases (fewer where there are no more) of one cell, nearest to each
    other in readings and time. A reading counts by how much decisions have followed it, whoever
    was judged (its correlation with the deviation), and by `LEAST` at least. What an audit
    compares (role, language, contact) has no part in it, so that no such group can be the reason
    why cases stand together.
    """
    seconds = np.array([[case.at.timestamp()] for case in cases]).reshape(len(cases), 1)
    points = _weighed(np.hstack([space, standardised(seconds)]), cell, deviation)
    chosen: dict[int, list[int]] = {}
    for n in _one_each(cases, cell):
        chosen.setdefault(int(cell[n]), []).append(n)
    found = np.full(len(cases), ALONE, dtype=np.int64)
    parts = (part for same in chosen.values() for part in _halved(np.array(same), points))
    for block, part in enumerate(parts):
        found[part] = block
    return found


def _weighed(points: Floats, cell: Ints, deviation: Ints) -> Floats:
    """Each axis times its correlation with the deviation, within cells."""
    own = _less_mean(deviation.astype(np.float64)[:, None], cell)
    along = _less_mean(points, cell)
    product = np.sqrt((own**2).sum() * (along**2).sum(axis=0))
    followed = np.abs((own * along).sum(axis=0)) / np.where(product > 0, product, 1)
    found: Floats = points * np.maximum(followed, LEAST)
    return found


def _less_mean(columns: Floats, cell: Ints) -> Floats:
    sums = np.zeros((int(cell.max(initial=0)) + 1, columns.shape[1]))
    np.add.at(sums, cell, columns)
    count = np.maximum(np.bincount(cell, minlength=len(sums)), 1)
    found: Floats = columns - (sums / count[:, None])[cell]
    return found


def members_of(block: Ints) -> Sequence[Ints]:
    """The cases of each block, `ALONE` left out."""
    kept = np.flatnonzero(block != ALONE)
    order = kept[np.argsort(block[kept], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(block[order])) + 1) if len(order) else []


def _one_each(cases: Sequence[Case], cells: Ints) -> Iterator[int]:
    """The cases, in order of time; of one account's or matter's like cases in a month the first.

    What is decided once and then repeated would otherwise count as evidence many times over. Of
    a matter the first before somebody asked counts, and the first after.
    """
    seen: set[tuple[object, ...]] = set()
    for n in sorted(range(len(cases)), key=lambda n: (cases[n].at, cases[n].id)):
        case = cases[n]
        cell = (cells[n], case.at.year, case.at.month)
        whose: list[tuple[object, ...]] = []
        if case.account is not None:
            whose.append((*cell, "account", case.account))
        if case.matter is not None:
            whose.append((*cell, "matter", case.matter, bool(case.asked)))
        if seen.isdisjoint(whose):
            yield n
        seen.update(whose)


def _halved(cell: Ints, points: Floats) -> Iterable[Ints]:
    """Halve a cell along what differs most in it, again and again, down to blocks of `LEAF`.

    Cases that differ in nothing are halved in their order.
    """
    if len(cell) < 2 * LEAF:
        yield cell
        return
    order, here = cell, points[cell]
    if here.shape[1]:
        widest = here[:, int(np.argmax(here.std(axis=0)))]
        order = cell[np.argsort(widest, kind="stable")]
    yield from _halved(order[: len(order) // 2], points)
    yield from _halved(order[len(order) // 2 :], points)
