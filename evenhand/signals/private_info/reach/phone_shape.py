"""Whether figures are grouped as a country writes its telephone numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from evenhand.signals.private_info.reach.phone_plans import (
    AREAS,
    BRACKETED,
    COUNTRIES,
    FOR_ALL_ABROAD,
    FOR_ALL_AREAS,
    FOR_ALL_TRUNK,
    NEAR,
    NORTH_AMERICAN,
    SIZE,
    TRUNK,
)

GROUPS_AT_MOST = 7
FEWEST = 6
FEWEST_UNGROUPED = 7
_AREA = ("phone_area",)
_COUNTRY = ("phone_country",)
_GROUPING = ("phone_grouping",)
_LONGEST_GROUP = len(SIZE) - 1
FIGURES_AT_MOST = 15  # E.164, 6.1
_GROUP = re.compile(r"\d+")
_LOTTERY_AT_MOST = "60"
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d$")


class Shape(NamedTuple):
    """How a number is written.

    Attributes:
        pattern: the code of the way of writing.
        alone: its score with no word nearby; 0 where it needs one.
        beside: its score with a telephone word nearby.
        checks: the codes of what the numbering plan says of it.
        for_all: a free, shared-cost or premium line.
    """

    pattern: str
    alone: float
    beside: float
    checks: tuple[str, ...] = ()
    for_all: bool = False


_KNOWN = frozenset((*NORTH_AMERICAN, *TRUNK, *BRACKETED, *NEAR))
_NORTH_AMERICAN = frozenset(NORTH_AMERICAN)
_BEGINNINGS = frozenset(grouping[:2] for grouping in _KNOWN)
"""How known groupings begin, by which most groups of figures are ruled out at once."""

CUTS = frozenset(" \n/")
"""One number of a stretch ends and another begins only where one of these parts the figures."""


class _Layout(NamedTuple):
    """What the shape of a stretch tells (see `Window.shapes`).

    Attributes:
        places: where its groups of figures stand, from its start.
        grouping: the size of each as one sign of `SIZE`.
        likely: the groups with which a known grouping may begin.
        countable: whether the figures are as many as those of a number.
    """

    places: Sequence[tuple[int, int]]
    grouping: str
    likely: Sequence[int]
    countable: bool

    @classmethod
    def of(cls, shape: str) -> "_Layout":
        """The layout of a shape."""
        places = [match.span() for match in _GROUP.finditer(shape)]
        grouping = "".join([SIZE[min(b - a, _LONGEST_GROUP)] for a, b in places])
        likely = [
            group
            for group, size in enumerate(grouping)
            if (grouping[group : group + 2] in _BEGINNINGS or size in _KNOWN)
            and _is_likely(shape, places, grouping, group)
        ]
        count = shape.count("9")
        countable = count >= FEWEST and (count >= FEWEST_UNGROUPED or len(places) > 1)
        return cls(places, grouping, likely, countable)


def _is_likely(shape: str, places: Sequence[tuple[int, int]], grouping: str, group: int) -> bool:
    """Whether groups that begin here are as a table has them, and set apart as they must be."""
    known = _KNOWN
    if group:
        parting = shape[places[group - 1][1] : places[group][0]]
        if CUTS.isdisjoint(parting):
            return False
        if parting == " ":
            known = _NORTH_AMERICAN  # only these may follow other figures
    return any(
        grouping[group:last] in known
        for last in range(group + 1, min(group + GROUPS_AT_MOST, len(places)) + 1)
    )


_SHORT = 24
"""Signs of a stretch whose layout is kept: few are longer, and these hardly come again."""

_layout_kept = lru_cache(maxsize=4096)(_Layout.of)


class Figures(NamedTuple):
    """The groups of figures of a stretch, and the size of each as one sign of `SIZE`."""

    text: str
    places: Sequence[tuple[int, int]]
    grouping: str
    likely: Sequence[int]
    countable: bool

    @classmethod
    def of(cls, text: str, start: int, shape: str) -> "Figures":
        """The groups in the stretch of text that begins at `start` and has the shape."""
        layout = _layout_kept(shape) if len(shape) <= _SHORT else _Layout.of(shape)
        places = [(start + a, start + b) for a, b in layout.places]
        return cls(text, places, layout.grouping, layout.likely, layout.countable)

    def beginnings(self) -> Sequence[int]:
        """The groups with which a number may begin, in order, as far as signs and sizes tell."""
        text, (first, _) = self.text, self.places[0]
        noughts = text.find("00", first, self.places[-1][1]) >= 0
        if not noughts and (not first or text[first - 1] != "+"):
            return self.likely
        begin = {*self.likely, 0}
        if noughts:
            begin.update(n for n, (a, _) in enumerate(self.places) if text.startswith("00", a))
        return sorted(begin)

    def last_together(self, most: int) -> int:
        """The first of the last groups that have so many figures at most together."""
        group = len(self.places)
        while group and (size := self.places[group - 1][1] - self.places[group - 1][0]) <= most:
            most -= size
            group -= 1
        return group

    def digits(self, first: int, last: int) -> str:
        """The figures of some groups without what parts them; `last` is not among them."""
        return "".join([self.text[a:b] for a, b in self.places[first:last]])

    def between(self, group: int) -> str:
        """What stands between a group and the one before it."""
        return self.text[self.places[group - 1][1] : self.places[group][0]]

    def start(self, group: int) -> int:
        """Where a number begins that begins with a group: its `+` and bracket included."""
        text, start = self.text, self.places[group][0]
        if start and text[start - 1] == "(" and text.find(")", start, start + 8) > 0:
            start -= 1
        if start and text[start - 1] == "+":
            start -= 1
            if start and text[start - 1] == "(" and text.find(")", start, start + 6) > 0:
                start -= 1
        return start


_PLAIN = re.compile(
    r"(\+)?(?:1[ .\-]?)?(?:\(([2-9]\d\d)\)[ .\-]?|([2-9]\d\d)[.\-])[2-9](?!11)\d\d[.\- ]\d{4}"
)
_UNASSIGNED = [
    area
    for area in map(str, range(200, 1000))
    if area not in AREAS and area not in FOR_ALL_AREAS and area[1] != area[2]
]
_PLAIN_SHAPES = {
    plus: {
        **{area: Shape(pattern, unsure, near) for area in _UNASSIGNED},
        **{area: Shape(pattern, alone, 0.95, checks) for area in AREAS},
        **{area: Shape(pattern, alone, 0.95, checks, True) for area in FOR_ALL_AREAS},
    }
    for plus, pattern, alone, checks, unsure, near in (
        ("+", "phone.international", 0.85, _COUNTRY, 0.6, 0.95),
        (None, "phone.north_american", 0.8, _AREA, 0.55, 0.8),
    )
}


def plain(text: str, start: int, end: int) -> Shape | None:
    """The shape of a stretch that is a North American number as a whole: nearly all are."""
    match = _PLAIN.fullmatch(text, start, end)
    return _PLAIN_SHAPES[match[1]].get(match[2] or match[3]) if match else None


def longest(figures: Figures, first: int) -> tuple[int, Shape] | None:
    """The longest number that begins with a group: the group behind it, and its shape."""
    start = figures.places[first][0]
    if start and figures.text[start - 1] == "+":
        return _international(figures, first, 0)
    if figures.text.startswith("00", start) and (not first or figures.between(first) != " "):
        return _international(figures, first, 2)
    inside = first and figures.between(first) == " "
    known = _NORTH_AMERICAN if inside else _KNOWN  # only these may follow other figures
    for last in range(min(first + GROUPS_AT_MOST, len(figures.places)), first, -1):
        grouping = figures.grouping[first:last]
        if grouping in known and _may_end(figures, last) and _on_one_line(figures, first, last):
            shape = _national(figures, first, last, grouping)
            if shape is not None:
                return last, shape
    return None


def _may_end(figures: Figures, last: int) -> bool:
    """A number ends with its stretch, or before a blank or a stroke."""
    return last == len(figures.places) or not set(" \n/").isdisjoint(figures.between(last))


def _on_one_line(figures: Figures, first: int, last: int) -> bool:
    """A line's end may split a number only behind its hyphen or bracket."""
    text = figures.text[figures.places[first][0] : figures.places[last - 1][1]]
    return "\n" not in text or (text.count("\n") == 1 and bool(re.search(r"[-)]\n", text)))


def _national(figures: Figures, first: int, last: int, grouping: str) -> Shape | None:
    digits = figures.digits(first, last)
    if grouping in NORTH_AMERICAN:
        shape = _north_american(figures, first, last, digits)
        if shape is not None:
            return shape
    if not _set_apart(figures, first, last):
        return None
    a, b = figures.places[first]
    for_all = figures.text[a:b] in FOR_ALL_TRUNK and grouping != "47"  # Pakistan 0300 1234567
    if digits.startswith(TRUNK.get(grouping, ())) and not _of_years(figures, first, last):
        if set(grouping) == {"2"}:
            alone = 0 if _ascending(digits) else 0.6
        else:  # subscribers' numbers hardly begin with a zero
            alone = 0 if figures.text[figures.places[first + 1][0]] == "0" else 0.6
        return Shape("phone.trunk", alone, 0.9, _GROUPING, for_all)
    start = figures.places[first][0]
    if figures.text[start - 1 : start] == "(" and figures.between(first + 1)[:1] == ")":
        beginnings = BRACKETED.get(grouping, ())
        if digits.startswith(beginnings) and not _of_years(figures, first, last):
            return Shape("phone.bracketed", 0.55, 0.9, _GROUPING)
    if digits.startswith(NEAR.get(grouping, ())) and not _of_years(figures, first, last):
        return Shape("phone.local", 0, 0.7, (), for_all)
    return None


def _set_apart(figures: Figures, first: int, last: int) -> bool:
    """Whether more than one blank parts it from further figures: it is no piece of a number."""
    return (first == 0 or figures.between(first) != " ") and (
        last == len(figures.places) or figures.between(last) != " "
    )


def _ascending(digits: str) -> bool:
    """Whether pairs of figures ascend, as the numbers of a lottery are printed."""
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return pairs == sorted(pairs) and pairs[-1] <= _LOTTERY_AT_MOST


def _of_years(figures: Figures, first: int, last: int) -> bool:
    """Whether it ends in two years: a span of time behind some other figure."""
    if last - first < 2:
        return False
    return (
        _YEARS.search(figures.text, figures.places[last - 2][0], figures.places[last - 1][1])
        is not None
    )


def _north_american(figures: Figures, first: int, last: int, digits: str) -> Shape | None:
    """Areas and exchanges begin with 2 to 9 and do not end in 11 (NANPA)."""
    if len(digits) == 11:
        if digits[0] != "1":
            return None
        digits = digits[1:]
    area, exchange = digits[:3], digits[3:6]
    if area[0] < "2" or exchange[0] < "2" or area[1:] == "11" or exchange[1:] == "11":
        return None
    for_all = area in FOR_ALL_AREAS
    assigned = for_all or area in AREAS
    start, end = figures.places[first][0], figures.places[last - 1][1]
    if last - first < 3:
        bracketed = figures.text[start - 1 : start] == "("
        alone = 0.55 if bracketed and assigned else 0
    else:
        marked = not set("-.()").isdisjoint(figures.text[start:end])
        alone = (
            (0.8 if marked else 0.6) if assigned else (0.55 if marked and area[1:] != "00" else 0)
        )
    beside = 0.95 if assigned else 0.8
    return Shape("phone.north_american", alone, beside, _AREA if assigned else (), for_all)


def _international(figures: Figures, first: int, skipped: int) -> tuple[int, Shape] | None:
    """The longest head that is as long as numbers of its country code are.

    `skipped`: the figures of the prefix `00`. A trunk zero in brackets does not count.
    """
    heads: list[tuple[int, str]] = []
    digits = ""
    for last in range(first, min(first + GROUPS_AT_MOST + 2, len(figures.places))):
        a, b = figures.places[last]
        size = b - a
        if last > first and "\n" in figures.between(last) and digits[-1:]:
            break
        if not (size == 1 and figures.text[a] == "0" and figures.text[b : b + 1] == ")"):
            digits += figures.text[a:b]
        if len(digits) > FIGURES_AT_MOST + skipped:
            break
        lone = size == 1 and last > first and figures.between(last) == " "
        if not lone and _may_end(figures, last + 1):
            heads.append((last + 1, digits[skipped:]))
    for last, head in reversed(heads):
        shape = _abroad(head, grouped=last > first + 1, plus=not skipped)
        if shape is not None:
            return last, shape
    return None


def _abroad(digits: str, *, grouped: bool, plus: bool) -> Shape | None:
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in COUNTRIES), "")
    if not code or len(set(digits[1:])) == 1:
        return None
    rest = digits[len(code) :]
    fewest, most = COUNTRIES[code]
    if not fewest <= len(rest) <= most + rest.startswith("0"):
        return None
    if code == "1":
        for_all, known = rest[:3] in FOR_ALL_AREAS, rest[:3] in FOR_ALL_AREAS or rest[:3] in AREAS
    else:
        for_all, known = rest.startswith(FOR_ALL_ABROAD.get(code, ())), True
    alone = (0.85 if known else 0.6) if plus else (0.6 if grouped else 0)
    return Shape("phone.international", alone, 0.95, _COUNTRY if known else (), for_all)
