"""What is kept for how long, and what is erased when its time is up.

A time counts from when nothing of it is open any more: while a measure is open, a case or an
appeal waits, or an appeal is still possible, everything about that subject is left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from evenhand.model.entry import banded, ranges
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.site import RETENTION, Site
from evenhand.pipeline.archive import count_past_time, erase_past_time
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import turn
from evenhand.store import opened, retention
from evenhand.store.held import Held, Key, Page, Past
from evenhand.store.sites import all_sites, get_site, keep_site
from evenhand.store.still_open import still_open

LONGEST = 36_500
"""Most days that a site may keep anything."""


class Ground(StrEnum):
    """Why something was erased, as the log says it."""

    RETENTION = "retention"
    """Its time was up."""
    REQUEST = "request"
    """The person whom it is about asked for it."""
    ORDER = "order"
    """A court or an authority ordered it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One kind of record that is kept for a time.

    Attributes:
        held: a page of its rows that are old enough by themselves.
        erase: takes from rows what they hold.
        indexed: the log tells which entries' commitments cannot be opened any more.
        dated: each row says itself until when it is kept.
    """

    held: Callable[[Past], Page]
    erase: Callable[[Iterable[Key]], None]
    indexed: bool = False
    dated: bool = False


RECORDS: Mapping[str, Record] = {
    "words": Record(retention.held_words, retention.erase_words),
    "evidence": Record(retention.held_evidence, retention.erase_evidence, indexed=True),
    "allowed_evidence": Record(
        retention.held_allowed_evidence, retention.erase_evidence, dated=True
    ),
    "disclosure": Record(opened.held_disclosures, opened.erase_disclosures, indexed=True),
    "flag": Record(retention.held_flags, retention.erase_flags),
    "appeal": Record(retention.held_appeals, retention.erase_appeals),
    "contact": Record(retention.held_contacts, retention.erase_contacts),
    "note": Record(retention.held_notes, retention.erase_notes),
    "delivery": Record(retention.held_deliveries, retention.erase_deliveries),
    "key": Record(retention.held_keys, retention.erase_keys),
}
"""Every record that is kept for a time; `days_kept` says for how long. What is not here stays:
items and decisions without their words, measures, strikes, statements, who asked, the log."""

Counts = dict[str, dict[str, int]]
"""Site -> record -> how many."""


def days_kept(site: Site, record: str) -> int:
    """For how many days a site keeps a record: its own term, else the usual one.

    Of plainly allowed items it is what holds for new ones; those that are here keep theirs.
    """
    return site.keep_days if RECORDS[record].dated else site.keep.get(record, RETENTION[record])


def plan(home: Home, site: str | None = None) -> Counts:
    """How many rows of each record are past their time now; nothing is changed.

    Raises EvenhandError: EH406 no such site, EH590 a time of a site that is none.
    """
    now = home.clock.now()
    found: Counts = {}
    for each in _sites(site):
        found[each.name] = {
            record: sum(len(rows) for _, rows in _past_time(each, record, now))
            for record in RECORDS
        }
        for record, count in count_past_time(each, _days(each), now).items():
            found[each.name][record] += count
    return found


def sweep(
    home: Home, site: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Counts:
    """Erase what is past its time, in batches, each durable with its entry; returns how many.

    A sweep that is stopped at any moment is taken up by the next one.

    Args:
        progress: called with (done, all) after each batch.

    Raises EvenhandError: EH406, EH590.
    """
    sites = _sites(site)
    counted = plan(home, site) if progress else {}
    total, done = sum(sum(counts.values()) for counts in counted.values()), 0
    erased: Counts = {each.name: dict.fromkeys(RECORDS, 0) for each in sites}
    for each in sites:
        for record in RECORDS:
            for after, _ in _past_time(each, record, home.clock.now()):
                count = _erase(home, each, record, after)
                erased[each.name][record] += count
                done += count
                if progress:
                    progress(done, max(total, done))
        for record, count in erase_past_time(home, each, _days(each)).items():
            erased[each.name][record] += count
    retention.settle_files()
    return erased


def set_times(home: Home, site: str, days: Mapping[str, int]) -> Site:
    """A site keeps these records for so many days from now on; returns the site.

    Raises EvenhandError: EH406, EH590.
    """
    with turn(home):
        kept = get_site(site)
        kept = replace(kept, keep={**kept.keep, **days})
        _check_times(kept)
        keep_site(kept)
    return kept


def _days(site: Site) -> int:
    """For how many days evidence of logged decisions is kept."""
    return days_kept(site, "evidence")


def _sites(name: str | None) -> list[Site]:
    """The site of this name, or all; their times checked before anything is erased."""
    sites = [get_site(name)] if name else list(all_sites().values())
    for site in sites:
        _check_times(site)
    return sites


def _check_times(site: Site) -> None:
    for record, days in site.keep.items():
        if record not in RETENTION:
            raise _unclear(site, f"`{record}`", nearest(record, RETENTION))
        if not 0 <= days <= LONGEST:
            raise _unclear(site, f"`{record}` for {days:,} days", f"0 to {LONGEST:,} days")


def _past_time(site: Site, record: str, now: datetime) -> Iterator[tuple[Any, list[Held]]]:
    """(key that a page begins after, its rows that are past their time), where there are any."""
    after = None
    while True:
        rows, last = _page(site, record, now, after)
        if rows:
            yield after, rows
        if last is None:
            return
        after = last


def _page(site: Site, record: str, now: datetime, after: Any) -> tuple[list[Held], Key | None]:
    """The rows of one page that are past their time, and where the next page begins."""
    kept = RECORDS[record]
    before = now if kept.dated else now - timedelta(days=days_kept(site, record))
    page = kept.held(Past(site.name, before, after))
    held = [row for row in page.rows if not row.stays]
    subjects = {subject for row in held for subject in row.subjects}
    is_open = still_open(site.name, subjects, before, site.appeal_days)
    return [row for row in held if row.subjects.isdisjoint(is_open)], page.last


def _erase(home: Home, site: Site, record: str, after: Any) -> int:
    """Erase what is past its time on one page, as it stands now; returns how many rows."""
    kept = RECORDS[record]
    with turn(home) as now:
        rows, _ = _page(site, record, now.now, after)
        if not rows:
            return 0  # somebody else was first, or it was opened again
        kept.erase(row.key for row in rows)
        fields: dict[str, Any] = {
            "record": record, "count": banded(len(rows)), "ground": str(Ground.RETENTION),
        }  # fmt: skip
        if kept.indexed:
            fields["entries"] = ranges(row.entry for row in rows if row.entry is not None)
        now.enter("erasure", site.name, now.new_id(), fields, {"count": str(len(rows))})
    return len(rows)


def _unclear(site: Site, what: str, help: str) -> EvenhandError:
    return EvenhandError(
        "EH590", f"the site `{site.name}` keeps {what}, which is no retention time",
        not_done="nothing was erased", help=help or f"records: {', '.join(RETENTION)}",
    )  # fmt: skip
