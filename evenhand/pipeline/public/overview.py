"""The first page: what was done in the last thirty days, in counts that single nobody out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.enforcement.measures import discover
from evenhand.model.entry import BAND
from evenhand.pipeline.home import Home
from evenhand.pipeline.public.ledger import public_entries
from evenhand.pipeline.public.policies import Version, published
from evenhand.pipeline.public.projection import last_public_day
from evenhand.store import shown
from evenhand.store.sites import all_sites

DAYS = 30


@dataclass(frozen=True, slots=True)
class Count:
    """A count as far as it may be known: between two numbers.

    One from 1 to 4 is only told as that; a sum of such is between the sums of their ends, so that
    no sum gives away what its parts keep.
    """

    low: int
    high: int

    @classmethod
    def of(cls, count: int) -> "Count":
        """The count as it may be told."""
        return cls(1, BAND - 1) if 0 < count < BAND else cls(count, count)

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


ZERO = Count(0, 0)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """A day's measures, in the order of the overview's kinds, and all of them together."""

    day: str
    counts: tuple[Count, ...]
    total: Count


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page.

    Attributes:
        first, last: the days that it covers; those after `last` have no pages yet.
        kinds: names of measures, the lightest first: those that took force at all.
        titles: their names from their cards.
        days: oldest first.
        totals: of each kind.
        screened: items that were looked at, from the daily entries of these days.
        changes: pack versions that sites published in these days.
    """

    first: str
    last: str
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    days: tuple[DayCounts, ...]
    totals: tuple[Count, ...]
    screened: Count
    changes: tuple[Version, ...]
    sites: tuple[str, ...]


def overview(home: Home) -> Overview:
    """The first page, as things stand now."""
    last = date.fromisoformat(last_public_day(home.clock.now()))
    days = [(last - timedelta(days=back)).isoformat() for back in reversed(range(DAYS))]
    began = shown.counted(days[0], days[-1])
    found = {(each.day, each.measure): Count.of(each.count) for each in began}
    cards = discover()
    kinds = sorted({each.measure for each in began}, key=lambda name: cards[name].severity)
    rows = [_day(day, [found.get((day, kind), ZERO) for kind in kinds]) for day in days]
    return Overview(
        first=days[0],
        last=days[-1],
        kinds=tuple(kinds),
        titles=tuple(cards[kind].text["en"]["name"] for kind in kinds),
        days=tuple(rows),
        totals=tuple(_sum(row.counts[n] for row in rows) for n in range(len(kinds))),
        screened=_screened(days[0], days[-1]),
        changes=tuple(v for v in published() if any(u.day >= days[0] for u in v.uses)),
        sites=tuple(all_sites()),
    )


def _day(day: str, counts: list[Count]) -> DayCounts:
    return DayCounts(day, tuple(counts), _sum(counts))


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, start=ZERO)


def _screened(first: str, last: str) -> Count:
    """The items of the daily entries; what one of them tells as a band stays one."""
    entries = public_entries(shown.entries_of_type("heartbeat", since=first))
    told = (entry.fields["screened"] for entry in entries if entry.day <= last)
    return _sum(_read(count) for count in told)


def _read(told: int | str) -> Count:
    if isinstance(told, int):
        return Count(told, told)
    low, _, high = told.partition("-")
    return Count(int(low), int(high))
