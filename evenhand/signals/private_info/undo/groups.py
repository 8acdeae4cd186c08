"""Numbers whose figures or groups are parted: `4 1 2 5 5`, `412🍎55🍎0187`, cells, lines' ends."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from evenhand.signals.private_info.undo.mapped import Edit
from evenhand.signals.private_info.window import Window

_COMMON = frozenset(((1, 3, 3, 4), (3, 3, 4), (3, 2, 4), (4, 4, 4, 4), (4, 6, 5), (4, 6, 4)))
"""Lengths of groups that tell a number although no word does."""

_SHAPES = _COMMON | {(2, 2, 2, 2, 2), (3, 4, 4), (4, 4, 4), (5, 3, 3), (5, 6), (3, 3, 3)}
_SIZES = (5, 4, 3, 2)
_PAIRS = {pair for shape in _SHAPES for pair in pairwise(shape)}
_LONGEST_GROUP = 6


_NEITHER = r"\x000-9a-z"
_ODD = rf"[^{_NEITHER}]{{0,5}}[^{_NEITHER} .\-/()][^{_NEITHER}]{{0,5}}"

SIGNS = (
    rf"[0-9](?:[^{_NEITHER}]{{1,8}}[0-9]){{6}}[^0-9a-z]",
    rf"[0-9](?:[^{_NEITHER} .,\-/:()\n]{{1,8}}[0-9]){{3}}",
    rf"[0-9]{{3}}{_ODD}[0-9]{{2,3}}[^{_NEITHER}]{{1,11}}[0-9]{{4}}",
    rf"[0-9]{{3}}[^{_NEITHER}][0-9]{{2,3}}{_ODD}[0-9]{{4}}",
    rf"[0-9]{{4}}{_ODD}[0-9]{{4,6}}[^{_NEITHER}]{{1,11}}[0-9]{{4}}",
    rf"[0-9]{{4}}[^{_NEITHER}][0-9]{{4,6}}{_ODD}[0-9]{{4}}",
    r"[0-9]{3} [.\-/]{1,3} [0-9]{2,3} [.\-/]{1,3} [0-9]{4}",
    r"[0-9]{4} [.\-/] [0-9]{4} [.\-/] [0-9]{4}",
    r"[0-9] [0-9]{2} [0-9]{2} [0-9]{2} [0-9]",
    r"[0-9]{3} [0-9] [0-9] [0-9]{4}",
    r"[0-9]-?\n[> |\t]{0,6}-?[0-9]{1,4}-[0-9]{2}",
    r"[0-9]-[0-9]{1,4}-?\n[> |\t]{0,6}-?[0-9]{1,4}",
    r"[0-9]{5}-?\n[> |\t]{0,6}[0-9]{4}[^0-9]",
    r"[0-9]{4} [0-9]{1,4}\n[> |\t]{0,6}[0-9]{1,4}",
)

_GAP = r"[\W_]{1,12}"
_RUN = re.compile(rf"(?<![^\W_])\d++(?:{_GAP}\d++)++(?![^\W_])")
_DIGITS = re.compile(r"\d+")
_PLAIN = frozenset((" ", ".", "-", "/", ")", ") ", " (", ")-"))
"""Gaps that numbers have as a rule."""

_LISTING = re.compile(r"[,;|\t\n]")
_LONGEST_ROW = 400
"""Groups; a longer row is a table of figures, and looking at all of it would take too long."""

_SINGLES = range(7, 20)
_NAMED_LENGTHS = {"nine figures": range(9, 10), "card figures": range(13, 20)}
_NAMES = frozenset(("some number", "phone", "personal", *_NAMED_LENGTHS))


class _Run(NamedTuple):
    """Groups of figures in a row, each `start:end` of the window's text."""

    text: str
    groups: list[tuple[int, int]]
    window: Window

    def gap(self, place: int) -> str:
        """What stands between a group and the next."""
        return self.text[self.groups[place][1] : self.groups[place + 1][0]]

    def is_plain(self) -> bool:
        """Whether nothing but what parts groups as a rule stands between any two."""
        return _PLAIN.issuperset(map(self.gap, range(len(self.groups) - 1)))

    def named(self, first: int, last: int, tags: frozenset[str] = _NAMES) -> bool:
        """Whether a word near the groups says that they are a number."""
        before = self.window.cues.before(self.groups[first][0], tags, 90)
        return bool(before or self.window.cues.after(self.groups[last][1], tags, 40))

    def closed(self, place: int, kept: str) -> Edit:
        """The gap exchanged for what is kept of it."""
        gap = self.gap(place)
        listing = "table_cells" if _LISTING.search(gap) else "parted"
        step = "line_breaks" if "\n" in gap else listing
        return Edit(self.groups[place][1], self.groups[place + 1][0], kept, step)


def groups(window: Window) -> Iterator[Edit]:
    """The gaps of numbers whose figures are parted, gone or as they are written as a rule."""
    text = window.text
    for match in _RUN.finditer(text):
        run = _Run(text, [found.span() for found in _DIGITS.finditer(text, *match.span())], window)
        if len(run.groups) > _LONGEST_ROW:
            continue
        made = {edit.start: edit for edit in _as_singles(run)}
        if not run.is_plain():
            for edit in (*_as_shapes(run), *_as_broken(run)):
                made.setdefault(edit.start, edit)
        made = made or _as_named(run)
        yield from (made[start] for start in sorted(made))


def _as_singles(run: _Run) -> Iterator[Edit]:
    """Figures parted one by one; a rarer gap between them parts groups."""
    alone = [end - start == 1 for start, end in run.groups]
    for single, members in groupby(range(len(alone)), alone.__getitem__):
        places = list(members)
        if single and _is_number(run, places):
            gaps = [run.gap(place) for place in places[:-1]]
            within = _gap_within_groups(gaps)
            for place, gap in zip(places, gaps, strict=False):
                yield run.closed(place, "" if within in {None, gap} else "-")


def _is_number(run: _Run, places: list[int]) -> bool:
    """Whether single figures have a number's length and are no counting, scores or bits."""
    figures = [int(run.text[run.groups[place][0]]) for place in places]
    steps = {b - a for a, b in pairwise(figures)}
    if len(steps) < 2 or set(figures) <= {0, 1}:
        return False
    if len(figures) in _SINGLES:
        return True
    return len(figures) == 4 and run.named(places[0], places[-1], frozenset(("last figures",)))


def _gap_within_groups(gaps: list[str]) -> str | None:
    """The commonest gap, if the others part groups of two figures and more; None for any gap."""
    common, count = Counter(gaps).most_common(1)[0]
    sizes = [1]
    for gap in gaps:
        if gap == common:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return common if min(sizes) > 1 and count > 1 else None


def _as_shapes(run: _Run) -> Iterator[Edit]:
    """Groups with the lengths of a number's, unusual gaps between them."""
    lengths = tuple(end - start for start, end in run.groups)
    place = 0
    while place < len(lengths):
        shape = _shape_at(lengths, place)
        if shape is None:
            place += 1
            continue
        last = place + len(shape) - 1
        if _is_shaped(run, shape, place, last):
            yield from (run.closed(at, "-") for at in range(place, last) if run.gap(at) != "-")
        place = last + 1


def _shape_at(lengths: tuple[int, ...], place: int) -> tuple[int, ...] | None:
    """The shape that the groups from this one on have, the longest."""
    shapes = (lengths[place : place + size] for size in _SIZES)
    return next((shape for shape in shapes if shape in _SHAPES), None)


def _is_shaped(run: _Run, shape: tuple[int, ...], first: int, last: int) -> bool:
    gaps = [run.gap(place) for place in range(first, last)]
    if _PLAIN.issuperset(gaps):
        return False
    listed = all(_LISTING.search(gap) for gap in gaps)
    return (shape in _COMMON and not listed) or run.named(first, last)


def _as_broken(run: _Run) -> Iterator[Edit]:
    """A group that a line's end parts in two."""
    lengths = tuple(end - start for start, end in run.groups)
    for place in range(len(lengths) - 1):
        length = lengths[place] + lengths[place + 1]
        if "\n" in run.gap(place) and _may_be_whole(lengths, place, length):
            first = max(place - 3, 0)
            joined = (*lengths[first:place], length, *lengths[place + 2 : place + 5])
            shapes = ((at, _shape_at(joined, at)) for at in range(place - first + 1))
            shaped = any(shape and at + len(shape) > place - first for at, shape in shapes)
            if shaped or _is_named_length(run, place, place + 1, length):
                yield run.closed(place, "")


def _may_be_whole(lengths: tuple[int, ...], place: int, length: int) -> bool:
    """Whether a group of this length in this place may be one of a number's, at a glance."""
    before = (*lengths[max(place - 1, 0) : place], length)
    behind = (length, *lengths[place + 2 : place + 3])
    return length > _LONGEST_GROUP or before in _PAIRS or behind in _PAIRS


def _is_named_length(run: _Run, first: int, last: int, length: int) -> bool:
    """Whether so many figures are what the word beside them stands for."""
    return any(
        length in lengths and run.named(first, last, frozenset((tag,)))
        for tag, lengths in _NAMED_LENGTHS.items()
    )


def _as_named(run: _Run) -> dict[int, Edit]:
    """All gaps of a number of the right length beside its name, grouped as nobody groups it."""
    length = sum(end - start for start, end in run.groups)
    last = len(run.groups) - 1
    lengths = tuple(end - start for start, end in run.groups)
    if lengths in _SHAPES or not _is_named_length(run, 0, last, length):
        return {}
    return {run.groups[place][1]: run.closed(place, "") for place in range(last)}
