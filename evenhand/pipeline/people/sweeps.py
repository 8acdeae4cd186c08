"""Sweeps: after a list has changed, earlier items are judged by it, as one reviewed batch.

Proposing changes nothing about any item. Another person looks at the whole and releases it; then
each item is decided as if it came today, and what is not as it was looked at is left out and told.
What only lifts measures takes one person and no time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from evenhand.contacts.seal import is_disclosed
from evenhand.model.clock import utc_text
from evenhand.model.entry import banded
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS
from evenhand.model.sweep import Consent, Fate, Sweep, Swept
from evenhand.pipeline.again import Again, read_again
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.entries import people_fields
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.banks import KEEPERS, Listing
from evenhand.pipeline.people.choice import check_asked
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.said import check_text
from evenhand.pipeline.people.sweep_portions import Portion
from evenhand.pipeline.people.sweep_sources import SOURCES, Source, entry_source
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.screeners import Screeners
from evenhand.review.fit import is_active
from evenhand.review.names import name_key
from evenhand.review.second import SECOND_LOOK
from evenhand.store.carried import Revision
from evenhand.store.contacts import get_contact
from evenhand.store.database import alone
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff
from evenhand.store.sweeps import (
    add_swept,
    forget_drafts,
    get_sweep,
    keep_fate,
    keep_sweep,
    still_waiting,
    waiting_of,
)
from evenhand.store.wire import to_json

HANDFUL = 5
"""Of so many items a sweep need not wait."""
HOLD_TIME = timedelta(hours=1)
"""How long a larger one waits before anybody may release it."""
PORTION = 100
"""Items of one transaction."""
MAX_WHY = 1_000
NOT_DONE = "nothing changed about any item"
WORTH_KEEPING = frozenset({Fate.WAITING, Fate.APPEALED, Fate.RELEASED})

Progress = Callable[[int, int], None]


def _silent(_: int, __: int) -> None:
    """Tells nobody."""


Find = Callable[[Home, str, str], Source]


def propose(
    home: Home, site: str, by: str, listing: Listing, progress: Progress = _silent,
    find: Find = entry_source,
) -> Sweep:  # fmt: skip
    """Judge the earlier items that carry a listed, or no longer listed, entry again.

    Nothing changes about them yet. Cut short, it leaves no sweep behind.

    Args:
        progress: called with (done, all).
        find: what the list has got or lost, from (home, site, entry).

    Raises EvenhandError: EH406, EH410, EH413, EH560, EH571, EH572, EH577, EH595, EH596, EH620,
        EH621, EH624, EH770, EH803, EH804.
    """
    get_site(site)
    giver(home, site, by, KEEPERS, NOT_DONE)
    check_asked(listing.asked, listing.contacts, site)
    reason = check_text("the reason", listing.reason, NOT_DONE, most=MAX_WHY, needed=False)
    refuse_private(reason, "the reason")
    with alone("sweep") as mine:
        if not mine:
            raise EvenhandError(
                "EH595", "somebody else is proposing a sweep", not_done=NOT_DONE,
                help="try again in a while",
            )  # fmt: skip
        return _propose(home, site, by, replace(listing, reason=reason), progress, find)


def _propose(
    home: Home, site: str, by: str, listing: Listing, progress: Progress, find: Find
) -> Sweep:
    source, desks = find(home, site, listing.written), Screeners(home)
    revisions = tuple(source.revisions(source.effect))
    draft = _Draft(entry_id(home.entropy), source)
    with turn(home):
        forget_drafts()
    done = 0
    for some in _portions(revisions):
        desk = desks.desk(site)
        again = read_again(site, desk.screener.gatherer, some)
        with turn(home) as now:
            portion = Portion(source, desk.corridor, again.values(), draft.id, now)
            add_swept([one for each in again.values() for one in draft.judged(portion, each)])
        done += len(some)
        progress(done, len(revisions))
    if not draft.waiting:
        with turn(home):
            forget_drafts()
        raise EvenhandError(
            "EH596", f"nothing would change about {done:,} items", not_done="nothing is proposed",
            help="`evenhand sweep find` lists those that carry it",
        )  # fmt: skip
    with turn(home) as now:
        consent = _consent(now, site, by, listing.asked, listing.contacts)
        sweep = draft.sweep(site, consent, listing.reason, len(revisions))
        keep_sweep(sweep)
        _enter(now, sweep, "proposed", consent)
    return sweep


def release(
    home: Home, sweep_id: str, by: str, asked: bool | None, contacts: tuple[str, ...] = (),
    progress: Progress = _silent,
) -> Sweep:  # fmt: skip
    """Have a sweep done, by somebody else than who proposed it; goes on with one under way.

    Raises EvenhandError: EH410, EH413, EH571, EH572, EH592 before its time, EH593 for whoever
        proposed it, EH594 where it is over, EH620, EH621.
    """
    with turn(home) as now:
        sweep = get_sweep(sweep_id)
        giver(now, sweep.site, by, DECIDERS, NOT_DONE)
        check_asked(asked, contacts, sweep.site)
        if sweep.state != "released":
            _check_proposed(sweep)
            _check_time(sweep, now.now)
            _check_second(sweep, by, now.now)
            consent = _consent(now, sweep.site, by, asked, contacts)
            sweep = replace(sweep, released=consent)
            keep_sweep(sweep)
            _enter(now, sweep, "released", consent)
    return resume(home, sweep_id, progress)


def resume(home: Home, sweep_id: str, progress: Progress = _silent) -> Sweep:
    """Go on with a released sweep that was cut short. Raises EvenhandError: EH410, EH594."""
    sweep, desks = get_sweep(sweep_id), Screeners(home)
    if sweep.state != "released":
        raise _over(sweep)
    source = replace(SOURCES[sweep.covers](home, sweep.site, sweep.entry), effect=sweep.effect)
    done, total = 0, sweep.items
    while some := waiting_of(sweep.id, PORTION):
        desk = desks.desk(sweep.site)
        revisions = {one.key: Revision(one.item, one.revision, one.decision) for one in some}
        again = read_again(sweep.site, desk.screener.gatherer, list(revisions.values()))
        with turn(home) as now:
            portion = Portion(source, desk.corridor, again.values(), sweep.id, now)
            for one in still_waiting(some):  # another program may be at it too
                keep_fate(portion.apply(one, again.get(revisions[one.key]), sweep))
        done += len(some)
        progress(done, total)
    with turn(home) as now:
        sweep = replace(get_sweep(sweep.id), finished_at=now.now)
        keep_sweep(sweep)
    return sweep


def withdraw(
    home: Home, sweep_id: str, by: str, asked: bool | None, contacts: tuple[str, ...] = ()
) -> Sweep:
    """Take a sweep back; nothing comes of it.

    Raises EvenhandError: EH410, EH413, EH571, EH572, EH594, EH620, EH621.
    """
    with turn(home) as now:
        sweep = get_sweep(sweep_id)
        giver(now, sweep.site, by, DECIDERS, "the sweep stands as before")
        check_asked(asked, contacts, sweep.site)
        _check_proposed(sweep)
        consent = _consent(now, sweep.site, by, asked, contacts)
        sweep = replace(sweep, withdrawn=consent)
        keep_sweep(sweep)
        _enter(now, sweep, "withdrawn", consent)
    return sweep


@dataclass(slots=True)
class _Draft:
    """A sweep as it is put together."""

    id: str
    source: Source
    nothing: int = 0
    wordless: int = 0
    light: bool = True
    waiting: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    digest: Any = field(default_factory=sha256)

    def judged(self, portion: Portion, again: Again) -> Iterator[Swept]:
        """The item as it stands in the sweep; nothing where nothing would change."""
        fate, changes, decided = portion.judge(again)
        if fate not in WORTH_KEEPING:
            self.nothing += 1
            return
        self.wordless += not again.has_words
        if fate is Fate.WAITING:
            self.waiting += 1
            self.light = self.light and portion.is_light(changes, decided)
            self.counts.update({change.measure for change in changes})
        revision = again.revision
        told = (revision.item, revision.revision, revision.decision, changes, fate)
        self.digest.update(to_json(told).encode())
        yield Swept(self.id, revision.item, revision.revision, revision.decision, changes, fate)

    def sweep(self, site: str, proposed: Consent, reason: str, looked_at: int) -> Sweep:
        """The sweep, whole."""
        waits = HOLD_TIME if not self.light and self.waiting > HANDFUL else timedelta()
        return Sweep(
            id=self.id, site=site, effect=self.source.effect, covers=self.source.covers,
            entry=self.source.entry, proposed=proposed, light=self.light,
            hold_until=proposed.at + waits, looked_at=looked_at, items=self.waiting,
            nothing=self.nothing, wordless=self.wordless, counts=dict(sorted(self.counts.items())),
            digest=f"sha256:{self.digest.hexdigest()}", reason=reason,
        )  # fmt: skip


def _portions(revisions: Sequence[Revision]) -> Iterator[Sequence[Revision]]:
    return (revisions[at : at + PORTION] for at in range(0, len(revisions), PORTION))


def _consent(
    now: Turn, site: str, by: str, asked: bool | None, contacts: tuple[str, ...]
) -> Consent:
    return Consent(by, str(now.staff(site, by).role), now.now, bool(asked), contacts)


def _enter(now: Turn, sweep: Sweep, change: str, consent: Consent) -> None:
    """The log says that there is a sweep, how large, and who asked; not about which entry."""
    people = {name_key(each.by): each.by for each in (sweep.proposed, consent)}
    asked = (get_contact(contact) for contact in consent.contacts)
    fields = {
        "record": "sweep",
        "change": change,
        "covers": sweep.covers,
        "effect": str(sweep.effect),
        "count": banded(sweep.items),
        "decided_by": consent.role,
        "asked": "yes" if consent.asked else "no",
        "contacts": [contact.id for contact in asked if is_disclosed(contact)],
        **({} if change == "proposed" else people_fields(tuple(people.values()))),
    }
    sealed = {
        "entry": sweep.entry, "count": str(sweep.items), "digest": sweep.digest,
        "people": ", ".join(people.values()),
    }  # fmt: skip
    now.enter("disclosure", sweep.site, sweep.id, fields, sealed)


def _check_proposed(sweep: Sweep) -> None:
    if sweep.state != "proposed":
        raise _over(sweep)


def _over(sweep: Sweep) -> EvenhandError:
    state = "not released" if sweep.state == "proposed" else sweep.state
    return EvenhandError(
        "EH594", f"this sweep is {state}", not_done=NOT_DONE,
        help="`evenhand sweep list` shows how each one stands",
    )  # fmt: skip


def _check_time(sweep: Sweep, at: datetime) -> None:
    if at < sweep.hold_until:
        raise EvenhandError(
            "EH592", f"this sweep may not be released before {utc_text(sweep.hold_until)}",
            not_done=NOT_DONE, help="look at it meanwhile: `evenhand sweep show`",
        )  # fmt: skip


def _check_second(sweep: Sweep, by: str, at: datetime) -> None:
    """Refuse whoever proposed it, unless it is light, or they are alone and looked again."""
    if sweep.light or name_key(by) != name_key(sweep.proposed.by):
        return
    others = (one for one in all_staff(sweep.site) if name_key(one.name) != name_key(by))
    if any(one.role in DECIDERS and is_active(one, at) for one in others):
        help = "somebody else who decides at the site looks at it and releases it"
    elif at >= (look := sweep.proposed.at + SECOND_LOOK):
        return
    else:
        help = f"you are alone here: look again from {utc_text(look)} on"
    raise EvenhandError(
        "EH593", "you proposed this sweep yourself", not_done=NOT_DONE, help=help
    )  # fmt: skip
