"""Charts as SVG, drawn from numbers alone, each with its table beneath.

Lengths across are shares of the page's width and everything else is in pixels, so that the words
of a chart are as large on a phone as on a wide screen. Colours come from the page (page.css).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from textwrap import wrap

from evenhand.reports.html import Markup, number_text, table, tag, together

LABEL_LENGTH = 42
"""Characters of a label's line: what fits a narrow phone at the chart's size of letters."""

COLOURS = 6
"""How many series have a colour of their own; further ones begin anew."""

_LINE, _BAR, _GAP = 20, 18, 14
"""Height of a line of words, of a bar, and the room below each row, in pixels."""

BESIDE, _WIDEST = 18, 58
"""Words of at most so many characters stand beside their bar, which then takes at most so many
percent; longer ones stand above it."""

Series = Sequence[tuple[str, float]]
Say = Callable[[float], str]


def bars(
    title: str,
    rows: Sequence[tuple[str, Series]],
    *,
    say: Say = number_text,
    most: float | None = None,
) -> Markup:
    """Horizontal bars, a label above each row of them, and the table of the same numbers.

    Args:
        title: what is counted; it names the chart and its table.
        rows: (label, [(series, number)]), numbers of one unit, none below zero. A single series
            is not named on the drawing; several are, at each bar.
        say: a number in words, where it is no plain count.
        most: what the longest bar there can be stands for; unless given, the largest number.
    """
    series = list(dict.fromkeys(name for _, numbers in rows for name, _ in numbers))

    def told(name: str, number: float) -> str:
        return f"{name}: {say(number)}" if len(series) > 1 else say(number)

    every = [each for _, numbers in rows for each in numbers]
    longest = most or max((number for _, number in every), default=0) or 1
    beside = all(len(told(*each)) <= BESIDE for each in every)
    drawn, y = [], 0
    for label, numbers in rows:
        lines, y = _label(label, y)
        drawn += lines
        for name, number in numbers:
            place = _Place(y, series.index(name) % COLOURS + 1, beside=beside)
            drawn += _bar(number / longest, told(name, number), place)
            y += place.height
        y += _GAP
    described = "; ".join(
        f"{label}: {', '.join(told(*each) for each in numbers)}" for label, numbers in rows
    )
    beneath = _numbers(title, series, rows, say)
    return _figure(title, described or "nothing", y, drawn, beneath)


def forest(
    title: str,
    rows: Sequence[tuple[str, float, float, float]],
    *,
    even: float = 0.0,
    say: Say = number_text,
) -> Markup:
    """Estimates with their intervals on one axis, and the table of the same numbers.

    Args:
        rows: (label, estimate, low, high); an infinite end reaches the chart's edge.
        even: the value that means no difference, marked across each interval.
        say: a number in words.
    """
    ends = [value for row in rows for value in row[1:] if isfinite(value)] + [even]
    least, most = min(ends), max(ends)
    width = (most - least) or 1.0

    def across(value: float) -> float:
        within = min(max(value, least), most)
        return round(2 + 96 * (within - least) / width, 2)

    drawn, y = [], 0
    for label, estimate, low, high in rows:
        told, y = _label(label, y)
        drawn += told
        drawn.append(_words(_interval(estimate, low, high, say), y + 14, class_="told"))
        y += _LINE
        here = f"{across(even)}%"
        drawn.append(tag("line", x1=here, x2=here, y1=y - 4, y2=y + _BAR + 4, class_="even"))
        drawn += _whisker(across(estimate), across(low), across(high), y + _BAR // 2)
        y += _BAR + _GAP
    foot = _words(say(even), y + 14, x=f"{across(even)}%", text_anchor="middle", class_="told")
    described = "; ".join(f"{row[0]}: {_interval(*row[1:], say)}" for row in rows)
    cells = [[label, *map(say, numbers)] for label, *numbers in rows]
    beneath = table(
        ["", "estimate", "low", "high"], cells, range(1, 4), caption=f"{title}: in numbers"
    )
    return _figure(title, described or "nothing", y + _LINE, [*drawn, foot], beneath)


def _figure(
    title: str, described: str, height: int, drawn: Sequence[Markup], beneath: Markup
) -> Markup:
    """The drawing, which says its numbers in words too, over its table."""
    chart = tag(
        "svg",
        tag("title", title),
        tag("desc", described),
        tag("g", *drawn, aria_hidden="true"),
        class_="chart", role="img", width="100%", height=height,
    )  # fmt: skip
    return together(tag("figure", tag("figcaption", title), chart), beneath)


def _label(label: str, y: int) -> tuple[list[Markup], int]:
    """A row's label in as many lines as it takes, and where the row goes on."""
    lines = wrap(label, LABEL_LENGTH) or [""]
    told = [_words(line, y + 14 + at * _LINE, class_="label") for at, line in enumerate(lines)]
    return told, y + len(lines) * _LINE


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a bar stands: its top, its colour, whether its words are beside it or above."""

    y: int
    colour: int
    beside: bool

    @property
    def height(self) -> int:
        """With the room below it."""
        return _BAR + 4 if self.beside else _LINE + _BAR + 4


def _bar(share: float, told: str, place: _Place) -> Iterator[Markup]:
    """A bar and what it stands for; a thin line marks where it begins, also where it has none."""
    y = place.y if place.beside else place.y + _LINE
    width = f"{round(share * (_WIDEST if place.beside else 100), 2)}%"
    yield tag("line", x1=0, x2=0, y1=y - 2, y2=y + _BAR + 2, class_="axis")
    if share:
        yield tag("rect", x=0, y=y, width=width, height=_BAR, class_=f"s{place.colour}")
    if place.beside:
        yield _words(told, y + 14, x=width, dx=8, class_="told")
    else:
        yield _words(told, y - 6, class_="told")


def _numbers(
    title: str, series: Sequence[str], rows: Sequence[tuple[str, Series]], say: Say
) -> Markup:
    """The table of a chart's numbers."""
    found = [(label, dict(numbers)) for label, numbers in rows]
    cells = [
        [label, *(say(numbers[name]) if name in numbers else "" for name in series)]
        for label, numbers in found
    ]
    told = "in numbers" if say is number_text else "in words"
    numeric = range(1, len(series) + 1) if say is number_text else ()
    return table(["", *series], cells, numeric, caption=f"{title}, {told}")


def _whisker(at: float, low: float, high: float, y: int) -> Iterator[Markup]:
    """An interval with its ends, and the estimate upon it."""
    yield tag("line", x1=f"{low}%", x2=f"{high}%", y1=y, y2=y, class_="s1", stroke_width=2)
    for end in (low, high):
        yield tag("line", x1=f"{end}%", x2=f"{end}%", y1=y - 5, y2=y + 5, class_="s1",
                  stroke_width=2)  # fmt: skip
    yield tag("circle", cx=f"{at}%", cy=y, r=5, class_="s1")


def _interval(estimate: float, low: float, high: float, say: Say) -> str:
    return f"{say(estimate)} ({say(low)} to {say(high)})"


def _words(text: str, y: int, **attributes: str | int) -> Markup:
    return tag("text", text, y=y, **attributes)
