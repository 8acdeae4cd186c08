"""Erasing what is held about an account because somebody asked for it, as far as it may go now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.model.entry import banded
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.archive import erase_put_away, sealed_among, settle_put_away
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.accounts import check_known
from evenhand.pipeline.people.retention import RECORDS, Ground
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.turn import turn
from evenhand.store import accounts, retention
from evenhand.store.held import PAGE, Key
from evenhand.store.sites import get_site
from evenhand.store.still_open import Open, still_open

MAY_ERASE = frozenset({Role.SENIOR, Role.ADMINISTRATOR})
"""It cannot be undone."""

NOT_DONE = "nothing was erased"

ERASERS: Mapping[str, Callable[[Iterable[Key]], None]] = {
    "words": RECORDS["words"].erase,
    "evidence": RECORDS["evidence"].erase,
    "statement": accounts.erase_statements,
    "fact": accounts.erase_facts,
    "role": accounts.erase_roles,
    "flag": RECORDS["flag"].erase,
    "appeal": RECORDS["appeal"].erase,
    "disclosure": RECORDS["disclosure"].erase,
}
"""What goes on request, sooner than by its retention time: record -> how it is erased."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that may not be erased yet, and why."""

    subject: Subject
    because: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was, or would be, erased of an account.

    Attributes:
        counts: record -> how many.
        stays: what has to stay until it is over; then it can be asked for again.
        log_index: of the entry; None where nothing was erased.
    """

    counts: Mapping[str, int]
    stays: tuple[Stays, ...]
    log_index: int | None = None


def erasable(home: Home, site: str, account: str, by: str) -> Erasure:
    """What `erase` would do now; nothing is changed. Raises as `erase`."""
    giver(home, site, by, MAY_ERASE, NOT_DONE)
    held, put_away, stays = _held(site, account, home.clock.now())
    return Erasure(_counts(held, len(put_away)), stays)


def erase(home: Home, site: str, account: str, by: str, ground: Ground = Ground.REQUEST) -> Erasure:
    """Erase what is held about an account, at once, except what is still open.

    Words of its items with what was seen in them, facts and roles, notices, what it wrote in
    flags and appeals, and what opens the log's commitments about it. Whatever has a measure, a
    case or an appeal open, or can still be appealed, stays whole.

    Args:
        by: staff name of who does it.

    Raises EvenhandError: EH406, EH413, EH571, EH572, EH591 where nothing is held about it.
    """
    with turn(home) as now:
        staff = giver(now, site, by, MAY_ERASE, NOT_DONE)
        held, put_away, stays = _held(site, account, now.now)
        total = sum(_counts(held, len(put_away)).values())
        index = None
        if total:
            for record, keys in held.items():
                for start in range(0, len(keys), PAGE):
                    ERASERS[record](keys[start : start + PAGE])
            erase_put_away(now, site, put_away, ground)
            # No log index is public here: together they would tell which entries are one person's.
            fields: dict[str, Any] = {
                "record": "account", "count": banded(1), "ground": str(ground),
                "decided_by": str(staff.role),
            }  # fmt: skip
            sealed = {"count": str(total), "people": staff.name}
            index = now.enter("erasure", site, now.new_id(), fields, sealed)
    retention.settle_files()
    settle_put_away(site)
    return Erasure(_counts(held, len(put_away)), stays, index)


def _counts(held: Mapping[str, list[Key]], put_away: int) -> dict[str, int]:
    """Record -> how many, evidence wherever it is kept."""
    counts = {record: len(keys) for record, keys in held.items()}
    counts["evidence"] += put_away
    return counts


def _held(
    site: str, account: str, now: datetime
) -> tuple[dict[str, list[Key]], list[str], tuple[Stays, ...]]:
    """(record -> keys that may go, decisions whose evidence is put away, what has to stay)."""
    terms = get_site(site)
    check_known(site, account, NOT_DONE)
    own = accounts.subjects_of(site, account)
    flagged = [flag.subject for flag in accounts.flags_by(site, account)]
    is_open = dict(still_open(site, [*own, *flagged], now, terms.appeal_days))
    itself = Subject(SubjectType.ACCOUNT, account)
    reasons = {reason for subject in own for reason in is_open.get(subject, ())}
    if reasons:
        # whatever of it is open may rest on its roles and on what was told of it
        is_open[itself] = reasons
    free = {*own, *flagged} - is_open.keys()
    stays = tuple(
        Stays(subject, tuple(sorted(is_open[subject])))
        for subject in dict.fromkeys([*own, *flagged])
        if subject in is_open
    )
    put_away = sealed_among(site, accounts.decided_about(site, account, free))
    return accounts.holdings(site, account, free), put_away, stays
