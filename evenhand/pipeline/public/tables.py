"""Rows of the public tables, with the columns that `dictionary` explains."""

from collections.abc import Iterable, Iterator, Mapping

from evenhand.pipeline.public.overview import Overview
from evenhand.pipeline.public.policies import Version
from evenhand.pipeline.public.requests import Requests
from evenhand.store.shown import ShownEntry
from evenhand.text.table import Cell

Row = Mapping[str, Cell]


def decision_rows(entries: Iterable[ShownEntry]) -> Iterator[Row]:
    """A row for each decision."""
    for entry in entries:
        yield {
            "case": entry.case,
            "day": entry.day,
            "site": entry.site,
            "number": entry.number,
            "entry": entry.log_index,
            "outcome": entry.outcome,
            "measures": entry.measures,
            "packs": entry.packs,
            "rules": entry.rules,
            "decided_by": entry.decided_by,
            "asked": entry.asked,
            "contacts": entry.contacts,
            "standing": entry.standing,
            "supersedes": entry.supersedes,
        }


def count_rows(overview: Overview) -> Iterator[Row]:
    """A row for each day and kind of measure, also where there was none."""
    for day in overview.days:
        for kind, count in zip(overview.kinds, day.counts, strict=True):
            yield {"day": day.day, "measure": kind, "low": count.low, "high": count.high}


def contact_rows(found: Requests) -> Iterator[Row]:
    """A row for each request; then, for each site, how many asked about their own data."""
    yield from found.rows
    for site, count in found.own_data.items():
        yield {"site": site, "role": "private_person", "own_data": True, "count": count}


def policy_rows(versions: Iterable[Version]) -> Iterator[Row]:
    """A row for each publication of a version at a site."""
    for version in versions:
        for use in version.uses:
            yield {
                "pack": version.pack,
                "version": version.version,
                "digest": version.digest,
                "title": version.title,
                "in_force_from": version.in_force_from,
                "site": use.site,
                "day": use.day,
                "entry": use.entry,
            }
