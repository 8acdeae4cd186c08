"""Putting evidence away: a month into files, read back in order, written anew where it is erased.

Evidence stands in the database until its month is over and `evenhand sweep --seal` runs. Its
digest is in the log, so that nobody can change what a replay rests on.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import groupby
from pathlib import Path
from typing import Any

from evenhand.model.entry import banded, ranges
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.site import Site
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.store import archive as table
from evenhand.store import archive_files as files
from evenhand.store.archive import Archive, Sealed
from evenhand.store.carried import forget_carried
from evenhand.store.history import Place, Stretch
from evenhand.store.sites import all_sites, get_site
from evenhand.store.still_open import still_open
from evenhand.store.sweeps import forget_swept

PAGE = 2_000
"""Rows that are looked at at a time."""


def seal(
    home: Home, site: str | None = None, progress: Callable[[int], None] = lambda rows: None
) -> list[Archive]:
    """Put away the evidence of every whole month that is past; returns the files that were made.

    Rows about which something is open stay, and go into a further part later. A sealing that is
    stopped at any moment is taken up by the next one.

    Args:
        site: this alone; None is all of them.
        progress: told how many rows are put away.

    Raises EvenhandError: EH406.
    """
    made: list[Archive] = []
    for name in [get_site(site).name] if site else all_sites():
        for month in _months(name, home.clock.now()):
            while (part := _seal_part(home, name, month)) is not None:
                made.append(part)
                progress(sum(each.rows for each in made))
    return made


def sealed_rows(stretch: Stretch) -> Iterator[Sealed]:
    """What was put away of a stretch of history, in order and in constant memory.

    Raises EvenhandError: EH803 for a file that is not what the log says.
    """
    begin = _begin(stretch)
    for _, parts in groupby(_within(stretch), key=lambda part: part.month):
        for row in _merged([checked(part) for part in parts], begin):
            if stretch.until is not None and row.evidence.decided_at >= stretch.until:
                return
            yield row


def find_sealed(site: str, month: str, decision: str) -> Sealed | None:
    """What was put away of one decision. Raises EvenhandError: EH803."""
    for part in table.archives(site, month):
        if (row := files.find_row(checked(part), decision)) is not None:
            return row
    return None


def held_in(site: str, decisions: Iterable[str]) -> Iterator[tuple[Archive, list[str]]]:
    """The parts that hold evidence of some decisions, with which. Raises EvenhandError: EH803."""
    months = table.decided_months(decisions)
    for part in table.archives(site):
        if wanted := months.get(part.month):
            held = files.which(checked(part), wanted)
            if held:
                yield part, held


def erase_sealed(
    now: Turn, part: Archive, decisions: Collection[str], ground: str, entries: Sequence[str] = ()
) -> int:
    """Write a file anew without some decisions; returns how many rows are gone, logged.

    The new file gets its name when the turn has ended (`settle`): until then the old one is what
    the log says.

    Args:
        entries: stretches of log indexes, where they may be told.

    Raises EvenhandError: EH803.
    """
    fresh = _fresh(part.file)
    digest, erased = files.write_without(checked(part), decisions, fresh)
    if not erased:
        fresh.unlink()
        return 0
    fields: dict[str, Any] = {
        "record": "archive", "month": part.month, "part": part.part, "before": part.digest,
        "after": digest, "count": banded(erased), "ground": ground,
    }  # fmt: skip
    if entries:
        fields["entries"] = list(entries)
    now.enter("erasure", part.site, now.new_id(), fields, {"count": str(erased)})
    table.rewritten(part, digest, erased)
    forget_carried(decisions)
    forget_swept(decisions)
    return erased


def past_time(part: Archive, site: Site, logged_days: int, at: datetime) -> dict[str, list[str]]:
    """Record -> decisions of a part that are past their time, and about which nothing is open.

    Args:
        logged_days: how long evidence of logged decisions is kept.
    """
    found = {}
    ends = {"allowed_evidence": at, "evidence": at - timedelta(days=logged_days)}
    for record, before in ends.items():
        rows = files.past_time(checked(part), before, allowed=record != "evidence")
        subjects = {Subject(SubjectType.ITEM, item) for _, item in rows}
        is_open = still_open(site.name, subjects, before, site.appeal_days)
        found[record] = [
            made for made, item in rows if Subject(SubjectType.ITEM, item) not in is_open
        ]
    return found


def sweep_part(home: Home, part: Archive, site: Site, logged_days: int) -> dict[str, int]:
    """Erase of a part what is past its time; record -> how many rows. Raises as `past_time`."""
    if not any(past_time(part, site, logged_days, home.clock.now()).values()):
        return {}
    with turn(home) as now:
        found = past_time(part, site, logged_days, now.now)
        gone = [made for decisions in found.values() for made in decisions]
        entries = ranges(table.log_indexes(found["evidence"]))
        erase_sealed(now, part, gone, "retention", entries)
    settle(site.name)
    return {record: len(decisions) for record, decisions in found.items()}


def settle(site: str) -> None:
    """Give files that were written anew their names; what was erased is gone from the disk."""
    for part in table.archives(site):
        fresh = _fresh(part.file)
        if fresh.is_file() and files.digest_of(fresh) == part.digest:
            files.settle_name(fresh, part.file)


def checked(part: Archive) -> Path:
    """The file of a part, also where a crash kept it from getting its name.

    Raises EvenhandError: EH803 where it is not what the log says.
    """
    for file in (part.file, _fresh(part.file)):
        if file.is_file() and files.digest_of(file) == part.digest:
            return file
    raise EvenhandError(
        "EH803", f"the evidence of {part.month}, part {part.part}, is not what the log says",
        not_done="nothing was read from it",
        help=f"bring `{part.file.name}` back from a copy; its digest is in the log",
    )  # fmt: skip


def _months(site: str, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The whole past months (UTC) of which evidence stands in the database."""
    present = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    after: datetime | None = None
    while (oldest := table.oldest_evidence(site, after, present)) is not None:
        begin = oldest.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        after = _next_month(begin)
        yield begin, after


def _next_month(begin: datetime) -> datetime:
    if begin.month == 12:
        return begin.replace(year=begin.year + 1, month=1)
    return begin.replace(month=begin.month + 1)


def _seal_part(home: Home, site: str, month: tuple[datetime, datetime]) -> Archive | None:
    """Put away up to a file's rows of a month; None where all that is left has to stay."""
    if not _closed(site, month, home.clock.now(), 1):
        return None
    with turn(home) as now:
        decisions = _closed(site, month, now.now, files.ROW_GROUP)
        rows = table.rows_to_seal(decisions)
        name = f"{month[0]:%Y-%m}"
        part = Archive(site, name, table.next_part(site, name), "", len(rows))
        # A file without its row in the table, after a crash, is made anew by the next sealing.
        fresh = _fresh(part.file)
        digest = files.write_part(fresh, rows)
        files.settle_name(fresh, part.file)
        fields = {
            "record": "evidence", "month": name, "part": part.part, "rows": banded(len(rows)),
            "digest": digest,
        }  # fmt: skip
        index = now.enter("report", site, now.new_id(), fields, {"rows": str(len(rows))})
        part = Archive(site, name, part.part, digest, len(rows))
        table.keep_archive(part, now.now, index)
        table.drop_rows(decisions)
    return part


def _closed(site: str, month: tuple[datetime, datetime], at: datetime, most: int) -> list[str]:
    """Decisions of a month about which nothing is open any more, in order, up to so many."""
    terms = get_site(site)
    found: list[str] = []
    after: Place | None = None
    while len(found) < most:
        page = table.waiting(site, *month, after, PAGE)
        if not page:
            break
        is_open = still_open(site, {row.subject for row in page}, at, terms.appeal_days)
        found += [row.place.decision for row in page if row.subject not in is_open]
        after = page[-1].place
    return found[:most]


def _within(stretch: Stretch) -> list[Archive]:
    """The parts that may hold something of a stretch."""
    begin = _begin(stretch)
    first = f"{begin[0]:%Y-%m}" if begin is not None else ""
    last = f"{stretch.until:%Y-%m}" if stretch.until is not None else "9999"
    return [part for part in table.archives(stretch.site) if first <= part.month <= last]


def _begin(stretch: Stretch) -> Place | None:
    """The place after which a stretch begins."""
    since = Place(stretch.since.astimezone(UTC), "") if stretch.since is not None else None
    return max(filter(None, (since, stretch.after)), default=None)


def _merged(parts: list[Path], begin: Place | None) -> Iterator[Sealed]:
    """The rows of several files of a month in order; a file is opened when its rows come."""
    begins = [(place, file) for file in parts if (place := files.begins_at(file)) is not None]
    later = sorted(begins, reverse=True)
    reading: list[tuple[Place, int, Sealed, Iterator[Sealed]]] = []
    while later or reading:
        while later and (not reading or later[-1][0] <= reading[0][0]):
            _push(reading, files.read_part(later.pop()[1], begin), len(later))
        if reading:
            _, number, row, rows = heappop(reading)
            yield row
            _push(reading, rows, number)


def _push(
    reading: list[tuple[Place, int, Sealed, Iterator[Sealed]]], rows: Iterator[Sealed], number: int
) -> None:
    """Put the next row of a file among those that wait; `number` tells files apart."""
    if (row := next(rows, None)) is not None:
        heappush(reading, (row.place, number, row, rows))


def _fresh(file: Path) -> Path:
    return file.with_suffix(".new")
