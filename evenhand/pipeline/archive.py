"""What recorded decisions rested on, wherever it is kept: in the database, or put away."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from heapq import merge
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Prior
from evenhand.model.reading import Reading
from evenhand.model.site import Site
from evenhand.model.taken import Taken
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.turn import Turn
from evenhand.store.archive import Archive, Sealed, archives, decided_where
from evenhand.store.archive_history import Piece, kept_pages, recorded_among
from evenhand.store.decisions import KeptEvidence, get_evidence
from evenhand.store.history import (
    Place,
    Recorded,
    Rested,
    Stretch,
    as_recorded,
    kept_inputs,
    recorded_pages,
)
from evenhand.store.wire import from_json

PIECE = 200_000
"""Rows of evidence in files that are gone through at once."""
PAGE = 2_000
"""Decisions that are looked up at a time."""
PAST_TIME = ("evidence", "allowed_evidence")
"""Records of retention that may be put away."""


def history(stretch: Stretch) -> Iterator[Recorded]:
    """Decisions of rules in order, each with what it rested on, in constant memory.

    Raises EvenhandError: EH803 for a file of evidence that is not what the log says, EH804 where
    what reads such files is not installed.
    """
    put_away = _PutAway(stretch)
    for page in recorded_pages(stretch):
        kept = kept_inputs(decision.id or "" for decision, _ in page)
        for decision, log_index in page:
            made = decision.id or ""
            rested = kept.get(made) or put_away.at(Place(decision.decided_at, made))
            yield as_recorded(decision, log_index, rested)


def state_of_files(site: str | None) -> str:
    """Tells what is put away, at a site or at all; empty where nothing is.

    Raises EvenhandError: EH804.
    """
    parts = archives(site)
    if not parts:
        return ""
    need_files()
    return sha256("\n".join(part.digest for part in parts).encode()).hexdigest()


def pieces(stretch: Stretch) -> Iterator[Piece]:
    """A stretch of history cut into times, in order: some `PIECE` rows put away in each.

    Raises EvenhandError: EH803, EH804.
    """
    for piece in _all_pieces(archives(stretch.site)):
        since = _last(piece.stretch.since, stretch.since)
        until = _first(piece.stretch.until, stretch.until)
        if since is None or until is None or since < until:
            yield replace(piece, stretch=replace(stretch, since=since, until=until))


def history_of(
    piece: Piece, put_away: Collection[str], after: Place | None = None
) -> Iterator[Recorded]:
    """Decisions of a piece in order: all whose evidence stands in the database, and these others.

    Args:
        put_away: decisions whose evidence is in the files of the piece.

    Raises EvenhandError: EH804.
    """
    kept = _kept_history(replace(piece.stretch, after=after))
    yield from merge(kept, _put_away(piece, put_away, after), key=lambda each: each.place)


def evidence_of(decision: str) -> KeptEvidence | None:
    """What a decision rested on; None where it is erased or past its time.

    Raises EvenhandError: EH803, EH804.
    """
    kept = get_evidence(decision)
    if kept is not None:
        return kept
    where = decided_where(decision)
    if where is None or not archives(where[0], month := f"{where[1]:%Y-%m}"):
        return None
    need_files()
    from evenhand.pipeline.sealing import find_sealed  # noqa: PLC0415  needs the extra

    row = find_sealed(where[0], month, decision)
    if row is None:
        return None
    readings: tuple[Reading, ...] = from_json(row.readings, tuple[Reading, ...])
    return KeptEvidence(row.evidence, from_json(row.prior, Prior), _terms(row), readings)


def sealed_among(site: str, decisions: Sequence[str]) -> list[str]:
    """Those of a site's decisions whose evidence is put away.

    Raises EvenhandError: EH803, EH804.
    """
    if not archives(site):
        return []
    need_files()
    from evenhand.pipeline.sealing import held_in  # noqa: PLC0415  needs the extra

    return [made for part, held in held_in(site, decisions) for made in held]


def erase_put_away(now: Turn, site: str, decisions: Sequence[str], ground: str) -> int:
    """Erase evidence of a site that is put away; returns how much was. Raises as `sealed_among`.

    It is gone for good when the turn has ended and `settle_put_away` was called.
    """
    if not decisions or not archives(site):
        return 0
    need_files()
    from evenhand.pipeline.sealing import erase_sealed, held_in  # noqa: PLC0415  needs the extra

    return sum(erase_sealed(now, part, held, ground) for part, held in held_in(site, decisions))


def settle_put_away(site: str) -> None:
    """After a turn that erased: what it erased is not on the disk any more."""
    if archives(site):
        need_files()
        from evenhand.pipeline.sealing import settle  # noqa: PLC0415  needs the extra

        settle(site)


def count_past_time(site: Site, logged_days: int, at: datetime) -> dict[str, int]:
    """Record -> how much of what is put away is past its time. Raises as `sealed_among`.

    Args:
        logged_days: how long evidence of logged decisions is kept; that of plainly allowed items
            says itself until when.
    """
    if not archives(site.name):
        return {}
    need_files()
    from evenhand.pipeline.sealing import past_time  # noqa: PLC0415  needs the extra

    found = dict.fromkeys(PAST_TIME, 0)
    for part in archives(site.name):
        for record, decisions in past_time(part, site, logged_days, at).items():
            found[record] += len(decisions)
    return found


def erase_past_time(home: Home, site: Site, logged_days: int) -> dict[str, int]:
    """Erase what is put away and past its time; record -> how much. As `count_past_time`."""
    if not archives(site.name):
        return {}
    need_files()
    from evenhand.pipeline.sealing import sweep_part  # noqa: PLC0415  needs the extra

    found = dict.fromkeys(PAST_TIME, 0)
    for part in archives(site.name):
        for record, count in sweep_part(home, part, site, logged_days).items():
            found[record] += count
    return found


def need_files() -> None:
    """Raises EvenhandError: EH804 where what reads and writes sealed evidence is not installed."""
    if find_spec("polars") is None:
        raise EvenhandError(
            "EH804", "evidence was put away in files that this installation cannot read",
            not_done="nothing was read", help="pip install 'evenhand[replay]'",
        )  # fmt: skip


class _PutAway:
    """What was put away of a stretch, read alongside its decisions, in their order."""

    def __init__(self, stretch: Stretch) -> None:
        self._rows: Iterator[Sealed] = iter(())
        if archives(stretch.site):
            need_files()
            from evenhand.pipeline.sealing import sealed_rows  # noqa: PLC0415  needs the extra

            self._rows = sealed_rows(stretch)
        self._next = next(self._rows, None)

    def at(self, place: Place) -> Rested | None:
        """What the decision at this place rested on; places are asked for in order."""
        while self._next is not None and self._next.place < place:
            self._next = next(self._rows, None)
        if self._next is None or self._next.place != place:
            return None
        return _rested(self._next)


def _kept_history(stretch: Stretch) -> Iterator[Recorded]:
    """The decisions of a stretch whose evidence stands in the database."""
    for page in kept_pages(stretch):
        kept = kept_inputs(decision.id or "" for decision, _ in page)
        for decision, log_index in page:
            yield as_recorded(decision, log_index, kept.get(decision.id or ""))


def _put_away(piece: Piece, decisions: Collection[str], after: Place | None) -> Iterator[Recorded]:
    """Those decisions in order, with what the files of the piece hold of them."""
    if not decisions:
        return
    need_files()
    from evenhand.store.archive_files import read_part  # noqa: PLC0415  needs the extra

    parts = [read_part(file, after, decisions) for file in piece.files]
    rows = merge(*parts, key=lambda row: row.place)
    for page in _paged(rows):
        known = recorded_among(row.decision for row in page)
        for row in page:
            yield as_recorded(*known[row.decision], _rested(row))


def _paged(rows: Iterable[Sealed]) -> Iterator[list[Sealed]]:
    page: list[Sealed] = []
    for row in rows:
        page.append(row)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _all_pieces(parts: Iterable[Archive]) -> Iterator[Piece]:
    """All of time in pieces, each without files or within a month."""
    end: datetime | None = None
    for month, some in groupby(parts, key=lambda part: part.month):
        begin = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
        if end is None or end < begin:
            yield Piece(Stretch(since=end, until=begin))
        end = begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)
        yield from _pieces_of(list(some), begin, end)
    yield Piece(Stretch(since=end))


def _pieces_of(parts: list[Archive], begin: datetime, end: datetime) -> Iterator[Piece]:
    """A month in pieces: a new one begins with a file, after the files of so many rows."""
    need_files()
    from evenhand.pipeline.sealing import checked  # noqa: PLC0415  needs the extra
    from evenhand.store.archive_files import span_of  # noqa: PLC0415

    files = [(checked(part), part.rows) for part in parts]
    spans = sorted((*span, file, rows) for file, rows in files if (span := span_of(file)))
    cuts, held = [begin], 0
    for first, _, _, rows in spans:
        if held + rows > PIECE and first > cuts[-1]:
            cuts.append(first)
            held = 0
        held += rows
    for since, until in zip(cuts, (*cuts[1:], end), strict=True):
        within = tuple(file for first, last, file, _ in spans if first < until and since <= last)
        yield Piece(Stretch(since=since, until=until), parts[0].month, within)


def _last(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _rested(row: Sealed) -> Rested:
    taken = None if row.taken is None else from_json(row.taken, Taken)
    return Rested(row.evidence, from_json(row.prior, Prior), _terms(row), taken)


def _terms(row: Sealed) -> dict[str, Any]:
    return from_json(row.terms, dict[str, Any])
