"""Decisions about invented items, made by the real enforcement, for notices to be written from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from evenhand.enforcement import measures
from evenhand.enforcement.impose import impose
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    ContactStanding,
)
from evenhand.model.decision import Because, Decision, Finding
from evenhand.model.evidence import NO_PRIOR, Evidence, Prior
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Fact, FactStanding, Holder, Interest, InterestKind
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.model.reading import SignalFailure
from evenhand.model.site import Site
from evenhand.statements.context import ItemFacts, Seen, StatementContext

NOW = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
KINDS = measures.discover()
CASE = "5d0c7e21a94b4f0e8b6f3a17c2d95e48"
LINK = "https://letter.example/dossier"
SITE = Site(
    name="main",
    url="https://platform.example/",
    created_at=NOW - timedelta(days=400),
    appeal_to="appeals@platform.example",
    territorial_scope=("FR", "DE"),
)
PRIVATE = Policy(
    ref=PolicyRef("private-information", 3, "sha256:" + "1" * 64),
    title="Private information",
    in_force_from=NOW - timedelta(days=90),
    rules=(),
    clauses={
        "PI-2": "Do not publish another person's home address or identity number.\n"
        "It does not matter who published it first.",
    },
    facts={},
    category="STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    keywords=("KEYWORD_OTHER",),
)
HACKED = replace(
    PRIVATE,
    ref=PolicyRef("hacked-material", 14, "sha256:" + "2" * 64),
    title="Hacked material",
    clauses={"HM-1": "Do not link to material that was taken from others without permission."},
    category="STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    keywords=(),
)
LONG = replace(
    PRIVATE,
    title="Rules about what people may publish here, " * 20,
    clauses={"PI-2": "Do not publish what others keep private. " * 100},
)
SSN = Because("private_info.us_ssn_partial.count > 0", True, 1)
PAGE = Because("blocked_link.page.count > 0", True, 1)


def decided(
    policy: Policy,
    clause: str,
    *ladders: str,
    because: Because = SSN,
    hours: int | None = None,
    ground: str = "incompatible",
    roles: Sequence[str] | None = None,
    failed: Sequence[str] = (),
    prior: Prior = NO_PRIOR,
    decided_by: str = "rule",
    **context: Any,
) -> StatementContext:
    """The state after one item broke this clause: a rule for each measure asked for."""
    rules = tuple(
        Rule(f"{clause}.{n}", clause, "true", (name,), hours=hours, ground=ground)
        for n, name in enumerate(ladders, start=1)
    )
    text = policy.clauses.get(clause) or next(iter(policy.clauses.values()))
    policy = replace(policy, rules=rules, clauses={clause: text})
    findings = tuple(Finding(policy.ref.pack, rule.id, clause, "true", because) for rule in rules)
    values = {} if roles is None else {"account.roles": tuple(roles)}
    evidence = Evidence(
        "main", "p-1", 1, NOW, values, author="a-7", links=(LINK,),
        failed=tuple(SignalFailure(signal, "ran out of time") for signal in failed),
    )  # fmt: skip
    imposed = impose(findings, [policy], evidence, prior, KINDS)
    numbered = tuple(
        replace(measure, id=f"{CASE}-{n}", decision=CASE)
        for n, measure in enumerate(imposed.measures)
    )
    decision = Decision(
        "main", Subject(SubjectType.ITEM, "p-1"), 1, "a-7", imposed.outcome, (policy.ref,),
        findings, numbered, imposed.asks, imposed.strikes, decided_by, NOW,
        standing=imposed.standing, superseded=imposed.superseded, id=CASE,
    )  # fmt: skip
    signal, kind, _ = because.text.split(".", 2)
    state: dict[str, Any] = {
        "decision": decision,
        "measures": numbered,
        "kinds": KINDS,
        "policies": (policy,),
        "site": SITE,
        "now": NOW,
        "seen": (Seen(signal, kind, 1),) if ladders else (),
        "item": ItemFacts("post", "en-GB", NOW - timedelta(hours=3)),
        "failed": tuple(failed),
        "log_url": "https://platform.example/log",
        **context,
    }
    return StatementContext(**state)


def removal(**context: Any) -> StatementContext:
    """Private information in a post: removed until cured."""
    seen = (Seen("private_info", "us_ssn_partial", 1), Seen("private_info", "street_address", 2))
    return decided(PRIVATE, "PI-2", "remove", **{"seen": seen, **context})


def link_block(**context: Any) -> StatementContext:
    """A post that links to a blocked page."""
    return decided(HACKED, "HM-1", "block_link", because=PAGE, **context)


def suspension(**context: Any) -> StatementContext:
    """The same by an account with earlier strikes, under the second variant."""
    return decided(HACKED, "HM-1", "block_link", "suspend_until", because=PAGE, **context)


def proposed_suspension(**context: Any) -> StatementContext:
    """A suspension without an end, which one may not order alone."""
    return decided(HACKED, "HM-1", "suspend", because=PAGE, **context)


def failed_check(**context: Any) -> StatementContext:
    """Nothing found, but a signal did not finish."""
    return decided(PRIVATE, "PI-2", failed=["private_info"], **context)


def by_people(context: StatementContext, **changes: Any) -> StatementContext:
    """The same, decided by a moderator whose name nobody may read."""
    taken = {"decided_by": "moderator", "people": ("staff-name-1",), "asked": False, **changes}
    return replace(context, decision=replace(context.decision, **taken))


def owner_interest(**changes: Any) -> Interest:
    """An owner who openly supports one of the parties."""
    interest = Interest(
        "main", "holder-name-1", Holder.OWNER, "Example Campaign", InterestKind.ENDORSEMENT,
        "a public letter", NOW - timedelta(days=60),
    )  # fmt: skip
    return replace(interest, **changes)


def contact(name: str = "ct-1", **changes: Any) -> Contact:
    """A campaign asked for a link block before it was decided on."""
    asked = Contact(
        name, "main", ContactKind.REQUEST, ContactRole.POLITICAL, Channel.CALL, Asked.BLOCK_LINK,
        "verbatim-words-1", NOW - timedelta(days=1), NOW - timedelta(days=1), "staff-name-2",
        organisation="Example Campaign", person="person-name-1", objects=("object-1",),
        ground="ground-1", standing=ContactStanding.VERIFIED,
    )  # fmt: skip
    return replace(asked, **changes)


def fact(name: str = "roles", value: Any = ("journalist",), **changes: Any) -> Fact:
    """What the platform told with the item."""
    told = Fact(Subject(SubjectType.ACCOUNT, "a-7"), name, value, "caller", "basis-words-1", NOW)
    return replace(told, **changes)


def everything() -> StatementContext:
    """People decided, others asked, an owner has an interest, an appeal is open."""
    state = suspension(
        interests=(owner_interest(),),
        contacts=(contact(),),
        facts=(
            fact(),
            fact("reporting", True, asserted_by="media", standing=FactStanding.DISPUTED),
        ),
        contested=True,
        tries_left=3,
        log_index=47902,
        site=replace(SITE, out_of_court="Example Settlement Body"),
    )
    return by_people(
        state, decided_by="senior", people=("staff-name-1", "staff-name-2"), asked=True,
        contacts=("ct-1", "ct-2"),
        reason="The link leads to the page that the clause is about.\nBoth of us opened it.",
    )  # fmt: skip
