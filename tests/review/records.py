"""Records that the tests of this room begin with, each in its simplest form."""

from datetime import UTC, datetime, timedelta

from evenhand.model.case import Appeal, Case, CaseReason, Flag, FlagWhy, Party
from evenhand.model.contact import Asked, Channel, Contact, ContactKind, ContactRole
from evenhand.model.decision import Because, Decision, Finding
from evenhand.model.measure import Measure, Subject, SubjectType
from evenhand.model.people import Holder, Interest, InterestKind, Role, Staff
from evenhand.model.policy import Policy, PolicyRef
from evenhand.model.site import Site
from evenhand.review.open import PRIVATE

NOW = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ITEM = Subject(SubjectType.ITEM, "p-1")
LINK = Subject(SubjectType.LINK, "https://news.example/dossier")
SITE = Site("main", "https://forum.example/", NOW)
REF = PolicyRef("privacy", 1, "sha256:" + "0" * 64)
PRIVACY = Policy(REF, "Privacy", NOW, (), {}, {}, category=PRIVATE)
REMOVE = Measure("remove", ITEM, NOW, None, "until cured", id="c-1-1", decision="c-1")
DECISION = Decision(
    site="main",
    subject=ITEM,
    revision=1,
    account="a-7",
    outcome="measures",
    policy=(REF,),
    findings=(Finding("privacy", "P-1", "P-1", "true", Because("true", True)),),
    measures=(REMOVE,),
    asks=(),
    strikes=(),
    decided_by="moderator",
    decided_at=NOW,
    matter="m-1",
    id="c-1",
    people=("ana",),
)
CASE = Case("c-9", "main", "general", 3, NOW, NOW + DAY, ("rule",), ITEM)
FLAG = Flag("f-1", "main", ITEM, 1, FlagWhy.SPAM, "Look at this.", NOW, "digest")
APPEAL = Appeal("x-1", "main", "c-1", Party.WRITER, "Look again.", NOW + DAY, NOW + 15 * DAY)
CONTACT = Contact(
    id="k-1",
    site="main",
    kind=ContactKind.REQUEST,
    role=ContactRole.COMPANY,
    channel=Channel.EMAIL,
    wants=Asked.REMOVE,
    text="Please remove it.",
    received_at=NOW - 3 * DAY,
    logged_at=NOW,
    logged_by="ana",
    organisation="Watchers of Example",
    matter="m-1",
)


def staff(name: str, role: Role = Role.MODERATOR, **change: datetime) -> Staff:
    return Staff("main", name, role, **{"since": NOW - 100 * DAY, **change})


def interest(holder: str, party: str, role: Holder = Holder.REVIEWER) -> Interest:
    return Interest(
        "main", holder, role, party, InterestKind.MEMBERSHIP, "declared", NOW - 10 * DAY
    )


def flagged_case(id: str = "c-8", *reasons: CaseReason) -> Case:
    return Case(id, "main", "flags", 3, NOW, NOW + DAY, reasons or (CaseReason.FLAG,), ITEM)
