"""Charts as SVG, drawn by the server from numbers alone; their colours come from the page.

A chart names itself and says its numbers in words, and its table stands beneath it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 720, 220
EDGE, BELOW, ABOVE = 44, 28, 14
"""Room for the numbers beside the bars, the days beneath them, and the tallest bar's top."""

GAP = 0.28
"""Share of a bar's place that is left empty."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A count that is known to lie between two numbers: solid up to the lower, open to the other.

    Attributes:
        label: what is counted in it, such as a day.
    """

    label: str
    low: int
    high: int

    def __str__(self) -> str:
        told = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return f"{self.label}: {told}"


def bar_chart(bars: Sequence[Bar], *, title: str, name: str) -> SafeString:
    """Bars in a row, as an SVG of its own.

    Args:
        name: unique on the page; ids inside the chart begin with it.
    """
    top = ceiling(max((bar.high for bar in bars), default=0))
    drawn = "".join(_bar(bar, at, len(bars), top) for at, bar in enumerate(bars))
    told = "; ".join(str(bar) for bar in bars if bar.high) or "none"
    name = escape(name)
    return mark_safe(  # noqa: S308  made of numbers and of escaped texts alone
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title {name}-told" fill="currentColor" stroke="none">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-told">{escape(told)}</desc>'
        f"{_frame(bars, top)}{drawn}</svg>"
    )


def ceiling(most: int) -> int:
    """A round number that no bar is higher than: 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= factor * step:
                return factor * step
        step *= 10


def _height(count: int, top: int) -> float:
    return round(count / top * (HEIGHT - BELOW - ABOVE), 1)


def _bar(bar: Bar, at: int, of: int, top: int) -> str:
    """The solid part, and the open part that stands for what is not told exactly."""
    place = (WIDTH - EDGE) / of
    x, width = round(EDGE + at * place + place * GAP / 2, 1), round(place * (1 - GAP), 1)
    low, high, foot = _height(bar.low, top), _height(bar.high, top), HEIGHT - BELOW
    parts = [f"<title>{escape(str(bar))}</title>"]
    if high > low:
        parts.append(
            f'<rect class="band" x="{x}" y="{round(foot - high, 1)}" width="{width}" '
            f'height="{round(high - low, 1)}" fill="none" stroke="currentColor" '
            f'stroke-dasharray="2 2"/>'
        )
    if low:
        parts.append(
            f'<rect class="s1" x="{x}" y="{round(foot - low, 1)}" width="{width}" height="{low}"/>'
        )
    return f"<g>{''.join(parts)}</g>" if bar.high else ""


def _frame(bars: Sequence[Bar], top: int) -> str:
    """The axes, the highest number, the first and the last label."""
    foot = HEIGHT - BELOW
    lines = (
        f'<path class="axis" fill="none" stroke="currentColor" '
        f'd="M{EDGE} {ABOVE}V{foot}H{WIDTH}"/>'
        f'<path class="rule" fill="none" stroke="currentColor" stroke-opacity="0.3" '
        f'd="M{EDGE} {ABOVE}H{WIDTH}"/>'
    )
    numbers = _text(EDGE - 6, ABOVE + 4, "end", str(top)) + _text(EDGE - 6, foot, "end", "0")
    if not bars:
        return lines + numbers
    first = _text(EDGE, HEIGHT - 8, "start", bars[0].label)
    return lines + numbers + first + _text(WIDTH, HEIGHT - 8, "end", bars[-1].label)


def _text(x: int, y: int, anchor: str, text: str) -> str:
    """A label; the numbers are told in the description, so readers of the screen skip it."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="12" aria-hidden="true">'
        f"{escape(text)}</text>"
    )
