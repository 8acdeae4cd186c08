"""What the home knows of a batch's items and accounts, kept up as the batch is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.enforcement.second_person import REST
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.evidence import Prior
from evenhand.model.item import Item
from evenhand.model.measure import Measure, Strike, Subject, SubjectType
from evenhand.model.site import Site
from evenhand.pipeline.evidence import links_of
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.result import Result
from evenhand.store import sites
from evenhand.store.cases import taken_alone
from evenhand.store.cures import get_cure
from evenhand.store.items import KnownRevision, known_keys, known_revisions, known_roles
from evenhand.store.measures import (
    MAX_STRIKES,
    active_strikes,
    ended_on,
    ended_since,
    open_measures,
)

_LINK = SubjectType.LINK


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item with its revision and its content's digest.

    Attributes:
        decided: the decision on it, where the same item was decided before.
    """

    item: Item
    digest: str
    decided: str | None = None


class Known:
    """Strikes, measures, revisions, roles and keys, read once and then kept up in memory.

    Decisions of one account thus run in input order, each seeing the last.
    """

    def __init__(self, batch: Sequence[Gathered], keys: Sequence[str | None], at: datetime) -> None:
        """Read what concerns the items of a batch; `keys` are their idempotency keys."""
        items = [seen.item for seen in batch]
        accounts = [(item.site, item.author) for item in items if item.author is not None]
        subjects = [(item.site, Subject(SubjectType.ITEM, item.id)) for item in items]
        subjects += [(site, Subject(SubjectType.ACCOUNT, author)) for site, author in accounts]
        subjects += [
            (seen.item.site, Subject(SubjectType.LINK, link))
            for seen in batch
            for link in links_of(seen)
        ]
        pairs = zip(items, keys, strict=True)
        self._sites = sites.all_sites()
        self._revisions = known_revisions((item.site, item.id) for item in items)
        self._roles = known_roles(accounts)
        self._strikes: dict[tuple[str, str], list[Strike]] = active_strikes(accounts, at)
        self._measures: dict[tuple[str, Subject], list[Measure]] = open_measures(subjects)
        self._keys = known_keys((item.site, key) for item, key in pairs if key is not None)
        self._recent = self._ended(at)
        links = [(site, subject) for site, subject in subjects if subject.type is _LINK]
        self._recent_on_links = ended_on(links, at - REST)
        self._results: dict[str, Result] = {}

    def site(self, item: Item) -> Site:
        """The item's site. Raises EH406."""
        if item.site not in self._sites:
            known = nearest(item.site, self._sites)
            raise EvenhandError(
                "EH406", "the item's site is not known here", not_done="the item was not decided",
                help=known or f"known: {', '.join(self._sites)}; `evenhand site add` adds one",
            )  # fmt: skip
        return self._sites[item.site]

    def revisions(self, item: Item) -> list[KnownRevision]:
        """Revisions of the item that were decided on, lowest first."""
        return self._revisions.get((item.site, item.id), [])

    def key(self, site: str, key: str) -> tuple[str, str] | None:
        """(content digest, decision) of a used idempotency key."""
        return self._keys.get((site, key))

    def result(self, decision: str) -> Result | None:
        """The answer of a decision of this same batch."""
        return self._results.get(decision)

    def roles(self, item: Item) -> tuple[str, ...] | None:
        """The account's roles: as the item asserts them, else as last known, else unknown."""
        if item.account.roles is not None or item.author is None:
            return item.account.roles
        return self._roles.get((item.site, item.author))

    def prior(self, item: Item, links: Sequence[str]) -> Prior:
        """What the ladder needs to know of the past of the item, its account and its links."""
        subjects = [Subject(SubjectType.ITEM, item.id)]
        subjects += [Subject(SubjectType.LINK, link) for link in links]
        strikes: list[Strike] = []
        if item.author is not None:
            subjects.append(Subject(SubjectType.ACCOUNT, item.author))
            strikes = self._strikes.get((item.site, item.author), [])
        still_open = [m for s in subjects for m in self._measures.get((item.site, s), [])]
        recent = [*self._recent.get((item.site, item.id), ())]
        for subject in subjects:
            recent += self._recent_on_links.get((item.site, subject), ())
        over = {measure.id: measure for measure in recent}
        return Prior(tuple(strikes), tuple(still_open), taken_alone(over.values()))

    def _ended(self, at: datetime) -> dict[tuple[str, str], list[Measure]]:
        """(site, item) -> measures of its earlier revisions that ended lately, uncured."""
        decided = {known.decision: key for key, revisions in self._revisions.items()
                   for known in revisions}  # fmt: skip
        found: dict[tuple[str, str], list[Measure]] = {}
        for measure in ended_since(decided, at - REST):
            site, item = decided[measure.decision or ""]
            if measure.ended_at != get_cure(site, item).cured_at:
                found.setdefault((site, item), []).append(measure)
        return found

    def note(self, arrival: Arrival, key: str | None, result: Result) -> None:
        """A decision was taken: the next ones of this batch see it."""
        item, decision = arrival.item, result.decision
        site, made = item.site, decision.id or ""
        self._results[made] = result
        revisions = self._revisions.setdefault((site, item.id), [])
        revisions.append(KnownRevision(decision.revision, arrival.digest, made))
        revisions.sort(key=lambda known: known.revision)
        if item.author is not None and item.account.roles is not None:
            self._roles[site, item.author] = item.account.roles
        for strike in decision.strikes:
            strikes = self._strikes.setdefault((site, strike.account), [])
            self._strikes[site, strike.account] = [*strikes, strike][-MAX_STRIKES:]
        for measure in decision.measures:
            self._measures.setdefault((site, measure.subject), []).append(measure)
        for gone in decision.superseded:
            self.closed(gone, site)
        if key is not None:
            self._keys[site, key] = (arrival.digest, made)

    def closed(self, measure: Measure, site: str) -> None:
        """A measure is over: later items of this batch do not meet it any more."""
        still = [m for m in self._measures[site, measure.subject] if m.id != measure.id]
        self._measures[site, measure.subject] = still
