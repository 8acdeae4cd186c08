"""What a person looks at: a decision with those before and after it, or something undecided."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.enforcement import measures
from evenhand.enforcement.ladder import known_kind
from evenhand.enforcement.second_person import care_hours
from evenhand.model.decision import Because, Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Evidence
from evenhand.model.measure import Measure, MeasureState, Strike, Subject, SubjectType
from evenhand.model.policy import Policy
from evenhand.model.site import Site
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.in_force import published_versions
from evenhand.pipeline.published import judged_by
from evenhand.policy.versions import in_force
from evenhand.review.second import is_solo
from evenhand.store.cases import taken_alone
from evenhand.store.contacts import contacts_of, get_contact
from evenhand.store.decisions import decision_chain, get_decision, later_decisions
from evenhand.store.facts import told_facts
from evenhand.store.items import get_item, known_roles
from evenhand.store.measures import (
    active_strikes,
    measures_of_decision,
    measures_on,
    open_measures,
)
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff

OPEN = frozenset({MeasureState.IN_FORCE, MeasureState.PROPOSED})


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a person's decision is about, as it stands before they decide.

    Attributes:
        base: id of the newest decision in the chain; None where nothing was decided yet.
        chain: ids of all decisions in the chain, oldest first.
        also: ids of those about the same item before an edit, whose measures or strikes still hold.
        open: the measures of all of them that are in force or proposed.
        findings: of the first decision: what the rules saw.
        policies: those that the decisions name; of other packs those in force now.
        rules: that fired, which a person's measures rest on unless they name another.
        deed_at: when the item was published; None is unknown.
        links: what a measure on a link may fall on.
        care: for how many hours one may decide alone; None is no special care.
        told_writer: there is something that the writer has been told of.
    """

    site: Site
    subject: Subject
    revision: int
    account: str | None
    matter: str | None
    base: str | None
    chain: tuple[str, ...]
    also: tuple[str, ...]
    open: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    policies: tuple[Policy, ...]
    facts: tuple[str, ...]
    deed_at: datetime | None
    links: tuple[str, ...]
    care: int | None
    told_writer: bool

    @property
    def at_stake(self) -> tuple[str, ...]:
        """Ids of the decisions whose measures and strikes are decided about."""
        return self.also + self.chain

    @property
    def item(self) -> str | None:
        """The item that it is about; None where it is a link or an account."""
        return self.subject.id if self.subject.type is SubjectType.ITEM else None

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that fired."""
        fired = (f.rule for f in self.findings if f.outcome == "true" and not f.shadow)
        return tuple(dict.fromkeys(fired))

    def solo(self, at: datetime) -> bool:
        """Whether the site has one person to decide, and nobody from outside."""
        return is_solo(all_staff(self.site.name), at)

    def strikes(self, at: datetime) -> tuple[Strike, ...]:
        """The account's active strikes."""
        if self.account is None:
            return ()
        account = (self.site.name, self.account)
        return tuple(active_strikes([account], at).get(account, ()))

    def taken_alone(self, subjects: Iterable[Subject]) -> tuple[Measure, ...]:
        """Measures on these subjects, over or not, to which no two people agreed."""
        return taken_alone(m for each in subjects for m in measures_on(self.site.name, each))

    def subject_of(self, measure: str, link: str | None) -> Subject:
        """What a measure of this name falls on here. Raises EvenhandError: EH626, EH603."""
        kind = known_kind(measure, measures.discover()).subject
        if kind is self.subject.type:
            return self.subject
        if kind is SubjectType.ACCOUNT and self.account is not None:
            return Subject(kind, self.account)
        if kind is SubjectType.LINK and (link or len(self.links) == 1):
            return Subject(kind, link or self.links[0])
        raise EvenhandError(
            "EH626",
            f"it is not known which {kind} `{measure}` is to fall on",
            not_done="nothing was decided; the case stays as it was",
            help=f"links here: {', '.join(self.links)}; name one with --link"
            if kind is SubjectType.LINK and self.links
            else "choose a measure on what the case is about",
        )

    def disclosed(self, named: Sequence[str]) -> list[str]:
        """Of the contacts named now and those about the matter, the ids that may be told of."""
        found = [get_contact(contact) for contact in named]
        if self.matter is not None:
            found += contacts_of(self.site.name, self.matter, disclosed=True)
        return [c.id for c in found if c.seal is None and not c.own_data]

    def findings_for(self, rules: Collection[str]) -> tuple[Finding, ...]:
        """The findings that a person's decision holds: a rule that they apply themselves too."""
        seen = {finding.rule: finding for finding in self.findings}
        named = [
            Finding(p.ref.pack, r.id, r.clause, "true", Because("a person found that it applies",
                                                               True))
            for p in self.policies
            for r in p.rules
            if r.id in rules and (r.id not in seen or seen[r.id].outcome != "true")
        ]  # fmt: skip
        replaced = {finding.rule for finding in named}
        return (*(f for f in self.findings if f.rule not in replaced), *named)


def look_at(
    site_name: str, subject: Subject, decision: str | None, at: datetime, **known: str | None
) -> LookedAt:
    """Gather what a person decides about.

    Args:
        decision: any decision about it; None where nothing was decided yet.
        known: `account` and `matter`, where no decision says them.
    """
    site = get_site(site_name)
    chain = decision_chain(decision) + later_decisions(decision) if decision else []
    decisions = [get_decision(each).decision for each in chain]
    first = decisions[0] if decisions else None
    evidence = evidence_of(chain[0]) if chain else None
    item = get_item(chain[0]) if chain else None
    account = first.account if first else known.get("account")
    seen = evidence.evidence if evidence else None
    also = _still_hold(site_name, first.subject if first else subject, account, chain, at)
    decisions = [get_decision(each).decision for each in also] + decisions
    versions = {policy.ref.digest: policy for policy in published_versions(site_name, at)}
    named = {ref.pack: versions[ref.digest] for each in decisions for ref in each.policy}
    return LookedAt(
        site=site,
        subject=subject if first is None else first.subject,
        revision=first.revision if first else 1,
        account=account,
        matter=first.matter if first else known.get("matter"),
        base=chain[-1] if chain else None,
        chain=tuple(chain),
        also=also,
        open=tuple(m for d in decisions for m in measures_of_decision(d.id or "")
                   if m.state in OPEN),
        findings=first.findings if first else (),
        policies=tuple({**packs_in_force(site, at), **named}.values()),
        facts=first.facts if first else (),
        deed_at=item.created_at if item else seen.deed_at if seen else None,
        links=seen.links if seen else (),
        care=_care(site_name, subject, account, seen, at),
        told_writer=any(d.outcome != "allow" for d in decisions),
    )  # fmt: skip


def _still_hold(
    site: str, subject: Subject, account: str | None, chain: Sequence[str], at: datetime
) -> tuple[str, ...]:
    """Other decisions about the same thing, on an earlier revision, that still weigh something."""
    held = open_measures([(site, subject)]).get((site, subject), [])
    found = {measure.decision: None for measure in held}
    if subject.type is SubjectType.ITEM and account is not None:
        strikes = active_strikes([(site, account)], at).get((site, account), [])
        found |= {strike.decision: None for strike in strikes if strike.item == subject.id}
    return tuple(each for each in found if each is not None and each not in chain)


def packs_in_force(site: Site, at: datetime) -> dict[str, Policy]:
    """The packs in force at the site: those that it has published, else those it was made with."""
    return {policy.ref.pack: policy for policy in in_force(judged_by(site, at), at)}


def _care(
    site: str, subject: Subject, account: str | None, seen: Evidence | None, at: datetime
) -> int | None:
    """The care that author and link deserve, by what is known of them now."""
    values = dict(seen.values) if seen else {}
    if account is not None and (roles := known_roles([(site, account)]).get((site, account))):
        values["account.roles"] = roles
    told = told_facts([(site, subject.id)]).get((site, subject.id), {})
    values |= {f"facts.{name}": value for name, value in told.items()}
    if seen is not None:
        return care_hours(replace(seen, values=values))
    return care_hours(Evidence(site, subject.id, 1, at, values))
