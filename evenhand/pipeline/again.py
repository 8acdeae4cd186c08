"""Items that were decided before, read again by what a site judges by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evenhand.model.account import Account
from evenhand.model.item import FactValue
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.gather import Gathered, Gatherer
from evenhand.signals import blocked_link
from evenhand.signals.blocked_link.kept import read_addresses
from evenhand.store.carried import Revision, carried_at
from evenhand.store.decisions import KeptEvidence, kept_evidence
from evenhand.store.facts import WITH_ITEM, facts_about
from evenhand.store.items import KeptRevision, known_roles, revisions_at

LINKS = blocked_link.SIGNAL
Key = tuple[str, str, str]
"""(signal, kind, which entry or document of a bank) of a reading; empty where it is of none."""
Shown = frozenset[Key]
"""Of all that counted as found."""


@dataclass(frozen=True, slots=True)
class Again:
    """A revision read again, beside what the decision on it rested on.

    Attributes:
        before: what this decision rested on.
        has_words: its words were read; else what is kept of it beside them: its addresses were
            looked up anew, and what other signals saw stands.
    """

    revision: Revision
    kept: KeptRevision
    before: KeptEvidence
    seen: Gathered
    has_words: bool

    @property
    def appeared(self) -> Shown:
        """What it shows now and did not show then."""
        return shown(self.seen.readings) - shown(self.before.readings)

    @property
    def vanished(self) -> Shown:
        """What it showed then and does not show now."""
        return shown(self.before.readings) - shown(self.seen.readings)


def shown(readings: Iterable[Reading]) -> Shown:
    """What counted as found."""
    return frozenset(
        (r.signal, r.kind, str(r.detail.get("entry") or r.detail.get("document") or ""))
        for r in readings
        if r.score >= COUNTS_FROM
    )


def read_again(
    site: str, gatherer: Gatherer, revisions: Sequence[Revision]
) -> dict[Revision, Again]:
    """These revisions as they show now; those of which nothing is kept to go by are left out.

    Raises EvenhandError: EH803, EH804 for evidence that was put away.
    """
    kept = revisions_at(site, ((each.item, each.revision) for each in revisions))
    roles = known_roles((site, k.item.author) for k in kept.values() if k.item.author is not None)
    found: dict[Revision, Again] = {}
    rested = kept_evidence(each.decision for each in revisions)
    for each in revisions:
        before = rested.get(each.decision) or evidence_of(each.decision)
        row = kept.get((each.item, each.revision))
        if row is None or before is None:
            continue
        known = roles.get((site, row.item.author or ""), row.item.account.roles)
        item = replace(row.item, account=Account(roles=known))
        item = item if row.has_words else replace(item, facts=_facts(row, before))
        seen = Gathered(item, (), (), {})
        found[each] = Again(each, row, before, seen, row.has_words)
    worded = [again for again in found.values() if again.has_words]
    read = gatherer.gather([again.seen.item for again in worded], carried=False)
    for again, seen in zip(worded, read, strict=True):
        # Where a signal failed, what it saw before is better than nothing.
        found[again.revision] = replace(again, seen=seen, has_words=not seen.failed)
    wordless = [again for again in found.values() if not again.has_words]
    return found | {again.revision: again for again in _by_addresses(wordless, gatherer)}


def _by_addresses(wordless: Sequence[Again], gatherer: Gatherer) -> Iterable[Again]:
    """Their addresses looked up anew; what the other signals saw then, with the banks of then."""
    carried: dict[str, list[str]] = {}
    for one in carried_at(again.kept.decision for again in wordless):
        carried.setdefault(one.decision, []).append(one.address)
    for again in wordless:
        before = again.before
        others = [r for r in before.readings if r.signal != LINKS.name and _known(r, gatherer)]
        banks, addresses = gatherer.banks, carried.get(again.kept.decision, ())
        found = read_addresses(banks["links"], banks.get("unwrap"), addresses)
        signals = {s: v for s, v in before.evidence.signals.items() if s in gatherer.specs}
        yield replace(
            again,
            seen=Gathered(
                again.seen.item,
                (*others, *found),
                (),
                signals | {LINKS.name: LINKS.version},
                banks={b: d for b, d in before.evidence.banks.items() if b not in LINKS.banks},
            ),
        )


def _known(reading: Reading, gatherer: Gatherer) -> bool:
    """Whether a signal still tells readings of this kind."""
    spec = gatherer.specs.get(reading.signal)
    return spec is not None and reading.kind in spec.kinds


def _facts(row: KeptRevision, before: KeptEvidence) -> Mapping[str, FactValue]:
    """The facts that came with this revision; those that others told are asked for anew."""
    if not any(name.startswith("facts.") for name in before.evidence.values):
        return {}
    told = facts_about(row.item.site, Subject(SubjectType.ITEM, row.item.id))
    came = (fact for fact in told if fact.basis == WITH_ITEM and fact.at == row.received_at)
    return {fact.name: fact.value for fact in came}
