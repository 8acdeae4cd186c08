"""What sites judge by: versions published and proposed, rules that were paused."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.decision import Finding
from evenhand.model.policy import Pause, Policy, Publication
from evenhand.store import models
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


@dataclass(frozen=True, slots=True)
class Change:
    """A change of what a site judges by that takes two people, as proposed and as it went on.

    Attributes:
        kind: `publish` (a pack version) or `resume` (a rule that was paused).
        rule: of a rule that is to be resumed; empty for a version.
        source: the pack's files, as they were when it was proposed.
        from_: from when on, as proposed; what is agreed to later begins later.
        why: in the proposer's words; never public.
    """

    id: str
    site: str
    kind: str
    pack: str
    version: int
    digest: str
    from_: datetime
    proposed_by: str
    proposed_at: datetime
    rule: str = ""
    source: str = "{}"
    why: str = ""
    agreed_by: str | None = None
    agreed_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None

    @property
    def files(self) -> dict[str, str]:
        """The pack's files by name."""
        return from_json(self.source, dict[str, str])


def keep_publication(
    site: str, policy: Policy, at: datetime, from_: datetime | None, log_index: int
) -> None:
    """A site has published a pack version; the version is kept whole.

    Args:
        from_: from when on it is in force there; None is the pack's own day.
    """
    models.PolicyVersion.objects.get_or_create(
        digest=policy.ref.digest,
        defaults={
            "pack": policy.ref.pack,
            "version": policy.ref.version,
            "in_force_from": policy.in_force_from,
            "source": to_json(policy.source),
            "log_index": log_index,
        },
    )
    models.SitePolicy.objects.create(
        site=site, digest=policy.ref.digest, published_at=at, from_at=from_
    )


def publications(site: str) -> tuple[Publication, ...]:
    """What a site has published, oldest first."""
    rows = models.SitePolicy.objects.filter(site=site).order_by("published_at", "id")
    return tuple(Publication(row.digest, row.published_at, row.from_at) for row in rows)


def policy_source(digest: str) -> dict[str, str]:
    """The files of a kept pack version."""
    row = models.PolicyVersion.objects.get(digest=digest)
    return from_json(row.source, dict[str, str])


def keep_pause(site: str, pause: Pause, log_index: int) -> None:
    """Somebody has paused a rule at a site."""
    models.Pause.objects.create(
        site=site, pack=pause.pack, rule=pause.rule, from_at=pause.from_, by=pause.by,
        why=pause.why, log_index=log_index,
    )  # fmt: skip


def end_pause(site: str, pack: str, rule: str, at: datetime) -> None:
    """A rule is evaluated again from a time on."""
    models.Pause.objects.filter(site=site, pack=pack, rule=rule, until=None).update(until=at)


def all_pauses(site: str) -> tuple[Pause, ...]:
    """Every pause that there ever was at a site, oldest first."""
    rows = models.Pause.objects.filter(site=site).order_by("from_at", "id")
    return tuple(Pause(r.pack, r.rule, r.from_at, r.until, r.by, r.why) for r in rows)


def shadow_findings(site: str, last: int) -> Counter[tuple[str, str]]:
    """(pack, rule) -> how often a shadow rule came out TRUE in a site's last decisions."""
    rows = models.Decision.objects.filter(site=site, decided_by="rule").order_by("-decided_at")
    found: Counter[tuple[str, str]] = Counter()
    for text in rows.values_list("findings", flat=True)[:last]:
        findings: tuple[Finding, ...] = from_json(text, tuple[Finding, ...])
        for finding in findings:
            if finding.shadow and finding.outcome == "true":
                found[finding.pack, finding.rule] += 1
    return found


def keep_change(change: Change) -> None:
    """Keep a proposal as it is now."""
    told = {
        "site": change.site, "kind": change.kind, "pack": change.pack, "version": change.version,
        "digest": change.digest, "rule": change.rule, "source": change.source,
        "from_at": change.from_, "why": change.why,
        "proposed_by": change.proposed_by, "proposed_at": change.proposed_at,
        "agreed_by": change.agreed_by, "agreed_at": change.agreed_at,
        "withdrawn_by": change.withdrawn_by, "withdrawn_at": change.withdrawn_at,
    }  # fmt: skip
    models.PolicyChange.objects.update_or_create(id=change.id, defaults=told)


def get_change(change: str) -> Change:
    """The proposal of this id. Raises EH410."""
    for found in _changes(models.PolicyChange.objects.filter(id=change)):
        return found
    raise not_recorded("proposal", "evenhand policy list")


def all_changes(site: str) -> tuple[Change, ...]:
    """Every proposal of a site, the newest first."""
    return _changes(models.PolicyChange.objects.filter(site=site).order_by("-proposed_at", "id"))


def _changes(rows: Iterable[models.PolicyChange]) -> tuple[Change, ...]:
    return tuple(
        Change(
            id=row.id,
            site=row.site,
            kind=row.kind,
            pack=row.pack,
            version=row.version,
            digest=row.digest,
            from_=row.from_at,
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            rule=row.rule,
            source=row.source,
            why=row.why,
            agreed_by=row.agreed_by,
            agreed_at=row.agreed_at,
            withdrawn_by=row.withdrawn_by,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    )
