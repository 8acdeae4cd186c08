"""One figure, and how a table of them is printed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured figure beside a peer's.

    Attributes:
        name: what was measured.
        value: the figure; `unit` says in what.
        peer: the best peer's figure with its name, as read or measured elsewhere.
        goal: what this project wants to reach.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    goal: str = ""


def table(rows: Iterable[Row]) -> str:
    """Rows in columns."""
    lines = [("figure", "value", "unit", "goal", "peer")]
    lines += [(r.name, _number(r.value), r.unit, r.goal, r.peer) for r in rows]
    widths = [max(len(line[n]) for line in lines) for n in range(5)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if n == 1 else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"
