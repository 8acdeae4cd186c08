"""The public index as a projection of the journal: it can be made anew at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from evenhand.log.entry import decode
from evenhand.model.measure import MeasureState
from evenhand.model.policy import Policy
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import policy_of
from evenhand.store import database, shown
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.shown import ShownEntry
from evenhand.store.sites import get_setting, set_setting

BATCH = 100
"""Entries a transaction: others record meanwhile, and wait no longer than for these."""

WHOLE_DAYS = 1
"""How many whole days pass before a decision has its page: it appears 24 to 48 hours after it.

Whoever is concerned has had their notice, and time to put it right or to appeal. It appears at
midnight (UTC), since its appearance would otherwise tell the minute, which is sealed.
"""

LAST_FACT = "shown.last_fact"
"""Setting: the newest asserted fact that was looked through for minors."""

MANY_FACTS = 10_000


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some entries on their way into the index, and which of their decisions concern minors."""

    entries: tuple[ShownEntry, ...]
    appeals: tuple[Mapping[str, Any], ...]
    minors: frozenset[str]


def project(home: Home) -> int:
    """Bring the index up to the journal; returns how many entries are new in it.

    Doing it twice does nothing twice. What concerns a minor is hidden, also where somebody says
    so later. Needs the home open for writing.
    """
    done = 0
    while batch := _next_batch():
        with database.writing():
            if batch.entries[0].log_index == shown.next_index():  # nobody else was quicker
                _keep(batch)
                done += len(batch.entries)
    if _minors_waiting():
        with database.writing():
            _hide_told_minors()
    return done


def reproject(home: Home) -> int:
    """Make the whole index anew; what was hidden stays so. Returns how many entries it has."""
    with database.writing():
        hidden = shown.hidden_cases()
        shown.forget_shown()
        set_setting(LAST_FACT, "0")
        while batch := _next_batch():
            _keep(batch)
        shown.hide(hidden)
        _hide_told_minors()
    return shown.next_index()


def public_from(day: str) -> datetime:
    """From when a decision of this day has its page."""
    begins = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return begins + timedelta(days=1 + WHOLE_DAYS)


def last_public_day(at: datetime) -> str:
    """The newest day whose decisions have their pages."""
    return (at.astimezone(UTC) - timedelta(days=1 + WHOLE_DAYS)).date().isoformat()


def shown_entry(index: int, fields: Mapping[str, Any]) -> ShownEntry:
    """What the index holds of an entry's public fields."""
    told = (
        _of_decision(fields) if fields["type"] == "decision"
        else _of_change(fields) if fields["type"] == "measure"
        else {}
    )  # fmt: skip
    return ShownEntry(
        log_index=index,
        site=fields["site"],
        type=fields["type"],
        number=fields["number"],
        case=fields["case"],
        day=fields["day"],
        public_from=public_from(fields["day"]),
        **told,
    )


def _of_decision(fields: Mapping[str, Any]) -> dict[str, Any]:
    begun = [m["measure"] for m in fields["measures"] if m["state"] == MeasureState.IN_FORCE]
    return {
        "outcome": fields["outcome"],
        "measures": tuple(dict.fromkeys(m["measure"] for m in fields["measures"])),
        "begun": tuple(sorted(begun)),
        "packs": _packs(fields),
        "rules": tuple(fields["rules"]),
        "decided_by": fields["decided_by"],
        "asked": fields.get("asked", ""),
        "contacts": len(fields.get("contacts", ())),
        "supersedes": fields.get("supersedes", ""),
    }


def _of_change(fields: Mapping[str, Any]) -> dict[str, Any]:
    measure = fields["measure"]
    began = measure["state"] == MeasureState.IN_FORCE
    return {
        "measures": (measure["measure"],),
        "begun": (measure["measure"],) if began else (),
        "decided_by": fields["decided_by"],
    }


def _packs(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The packs whose rules fired."""
    fired = set(fields["rules"])
    texts: list[Policy] = [policy_of(ref["digest"]) for ref in fields["policy"]] if fired else []
    return tuple(policy.ref.pack for policy in texts if fired & {rule.id for rule in policy.rules})


def _next_batch() -> _Batch | None:
    """What the journal has and the index has not yet; None where there is nothing."""
    start = shown.next_index()
    leaves = [decode(leaf) for leaf in read_journal(start, min(start + BATCH, journal_size()))]
    entries = [shown_entry(index, fields) for index, fields in enumerate(leaves, start)]
    decided = [entry.case for entry in entries if entry.type == "decision"]
    return (
        _Batch(
            entries=tuple(entries),
            appeals=tuple(fields for fields in leaves if fields["type"] == "appeal"),
            minors=frozenset(shown.known_as_minors(decided) | shown.minors_in_records(decided)),
        )
        if entries
        else None
    )


def _keep(batch: _Batch) -> None:
    """Put a batch into the index, in a transaction that is open."""
    shown.keep_shown(batch.entries)
    for fields in batch.appeals:
        shown.set_standing(fields["case"], fields.get("outcome", shown.CONTESTED))
    touched = {name for entry in batch.entries for name in (entry.case, entry.supersedes)}
    shown.hide(batch.minors | shown.hidden_cases(touched))


def _minors_waiting() -> bool:
    """Whether somebody has told of one, or so much of others that the search should move on."""
    last = _last_fact()
    found = shown.minors_told_since(last)
    return bool(found.accounts) or found.last_fact >= last + MANY_FACTS


def _hide_told_minors() -> None:
    """Hide what was decided about accounts that somebody has said to be a minor's since."""
    found = shown.minors_told_since(_last_fact())
    for site, accounts in found.accounts.items():
        shown.hide(shown.cases_of_accounts(site, accounts))
    set_setting(LAST_FACT, str(found.last_fact))


def _last_fact() -> int:
    return int(get_setting(LAST_FACT) or 0)
