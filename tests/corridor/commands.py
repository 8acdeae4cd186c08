"""Everything that people, rules and the platform can do in a town.

Arguments are names and ids; what the invariants have to know of a command is told to its step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from evenhand.model.account import Account
from evenhand.model.case import AppealOutcome, FlagWhy, Party
from evenhand.model.contact import ContactStanding, OfferOutcome, SealBecause
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Attachment, FactValue, Item
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.model.reading import SignalFailure
from evenhand.pipeline import changes, deliver
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.people import (
    answering,
    appeals,
    casework,
    contact_changes,
    contacts,
    cure,
    deciding,
    erasure,
    export,
    facts,
    flags,
    interests,
    lifting,
    looks,
    matters,
    offers,
    orders,
    retention,
    seals,
    staff,
    terms,
    upkeep,
)
from evenhand.pipeline.people.answering import Answer
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.contacts import Intake
from evenhand.store.wire import to_json
from tests.corridor.town import DOSSIER, LINK, PUBLISH_BROKE, Town

SITE = "main"
MATTER = "zz-matter"
WHY = "It was looked at with care."
PRIVATE = ("536-22-8145", "531-44-7261", "12 Orchard Lane")
"""Private values of the texts below, beside all that holds `zz-`."""

TEXTS = {
    "clean": "zz-The council meets on Monday.",
    "ssn": "zz-Her SSN is 536-22-8145, go and see her.",
    "other_ssn": "zz-Her SSN is 531-44-7261, go and see her.",
    "masked": "zz-Her SSN is [masked], go and see her.",
    "address": "zz-She lives at 12 Orchard Lane, Springfield, IL 62704.",
    "both": "zz-Her SSN is 536-22-8145. She lives at 12 Orchard Lane, Springfield, IL 62704.",
    "link": f"zz-Read it all: {LINK}",
    "dossier": "zz-The file is attached.",
}
AUTHORS: Sequence[tuple[str | None, tuple[str, ...], str | None]] = (
    ("zz-quist", ("journalist",), "en"),
    ("zz-cand", ("candidate",), "de"),
    ("zz-paper", ("news_org",), None),
    ("zz-moss", (), "en"),
    (None, (), None),
)
"""Who writes the items, in turn: name, roles, language."""


@dataclass(frozen=True, slots=True)
class Post:
    """An item that somebody publishes, or its newest revision.

    Attributes:
        slot: which item; its author follows from it.
        reporting: what the platform says of it; None is nothing.
        roles: the platform tells the author's roles.
    """

    slot: int
    text: str = "ssn"
    reporting: bool | None = None
    roles: bool = True
    matter: bool = False

    def item(self) -> Item:
        name, roles, language = AUTHORS[self.slot % len(AUTHORS)]
        dossier = Attachment("zz-dossier.txt", "text/plain", data=DOSSIER)
        return Item(
            id=f"zz-item-{self.slot}",
            text=TEXTS[self.text],
            author=name,
            account=Account(roles=roles if self.roles else None),
            language=language,
            attachments=(dossier,) if self.text == "dossier" else (),
            matter=MATTER if self.matter else None,
            facts={} if self.reporting is None else {"reporting": self.reporting},
        )


class Working(Town):
    """A town in which everybody can do their work."""

    # --- what the platform does

    def post(self, *posts: Post, failing: bool = False, key: str | None = None) -> Any:
        """Items come in; with `failing` the check for private information ran out of time."""

        def record() -> Any:
            seen = self.screener.gatherer.gather([post.item() for post in posts])
            seen = [_failed(each) for each in seen] if failing else seen
            answers = self.corridor.record(seen, [key] + [None] * (len(seen) - 1))
            for answer in answers:
                if isinstance(answer, EvenhandError) and answer.code == PUBLISH_BROKE:
                    raise answer
            return answers

        return self.do("post", record, posts=posts, failing=failing)

    def deliver(self, reached: bool) -> None:
        """What is queued goes to the platform, which may not answer."""

        def send(due: Sequence[tuple[int, Any]]) -> set[int]:
            return {number for number, _ in due} if reached else set()

        self.do("deliver", lambda: deliver.deliver(self.home, lambda site: send), reached=reached)

    # --- deciding

    def decide(
        self,
        case: str,
        by: str,
        do: Do,
        asked: bool | None = False,
        contacts: tuple[str, ...] = (),
        measures: Sequence[Chosen] = (),
        rule: str | None = None,
        why: str = WHY,
    ) -> Any:
        """Somebody decides a case."""
        chosen = Choice(do, asked, contacts, why, measures, rule)
        chain = self._chain_of_case(case) if do is Do.RELEASE else []

        def decide() -> Any:
            decided = deciding.decide_case(self.home, case, by, chosen)
            self.memory.taken_back |= set(chain)
            return decided

        return self.do(
            "decide", decide, by,
            case=case, do=str(do), asked=asked, contacts=contacts, measures=measures,
        )  # fmt: skip

    def lift(
        self, measure: str, by: str, asked: bool | None = False, contacts: tuple[str, ...] = ()
    ) -> Any:
        """Somebody lifts one measure."""
        return self.do(
            "lift", lambda: lifting.lift(self.home, measure, by, asked, contacts), by,
            measure=measure, asked=asked,
        )  # fmt: skip

    def hold(self, item: str, by: str, hours: int = 24, asked: bool | None = False) -> Any:
        """Somebody holds an item."""
        return self.do(
            "hold", lambda: lifting.hold(self.home, SITE, item, by, hours, asked, WHY), by,
            item=item, hours=hours, asked=asked,
        )  # fmt: skip

    def claim(self, case: str, by: str) -> Any:
        """Somebody takes a case in hand."""
        return self.do("claim", lambda: casework.claim(self.home, case, by), by, case=case)

    def let_go(self, case: str, by: str) -> Any:
        """Somebody lets go of a case."""
        return self.do("let_go", lambda: casework.release(self.home, case, by), by, case=case)

    def note(self, case: str, by: str) -> Any:
        """Somebody notes something."""
        return self.do("note", lambda: casework.note(self.home, case, by, "zz-note"), by, case=case)

    def read(self, case: str, by: str) -> Any:
        """Somebody reads a case, its item's words uncovered."""

        def read() -> None:
            casework.view(self.home, case, by)
            casework.reveal(self.home, case, by, "zz-to see the place")

        return self.do("read", read, by, case=case)

    # --- flags and appeals

    def flag(
        self,
        subject: Subject,
        why: FlagWhy = FlagWhy.PRIVATE_INFORMATION,
        *,
        harmed: bool = False,
        who: str | None = None,
        trusted: bool = False,
    ) -> Any:
        """Somebody says what is wrong."""

        def flag() -> Any:
            flagged = flags.flag(
                self.home, SITE, subject, why, "zz-flag: it is wrong", who=who, harmed=harmed,
                trusted=trusted,
            )  # fmt: skip
            self.memory.receipts.add(flagged.receipt.rpartition("/")[2])
            return flagged

        return self.do("flag", flag, subject=subject.id, why=str(why), harmed=harmed, who=who)

    def appeal(
        self, decision: str | None, party: Party | None = None, receipt: str | None = None
    ) -> Any:
        """The writer appeals, or somebody with a receipt."""
        return self.do(
            "appeal",
            lambda: appeals.appeal(
                self.home, decision, "zz-appeal: please look again", party=party, receipt=receipt
            ),
            decision=decision, party=party,
        )  # fmt: skip

    def answer(
        self,
        appeal: str,
        by: str,
        outcome: AppealOutcome,
        measures: Sequence[Chosen] = (),
        asked: bool | None = False,
        rule: str | None = None,
    ) -> Any:
        """Somebody answers an appeal."""
        given = Answer(outcome, "We looked at all of it again.", asked, (), measures, rule)
        found = next((row for row in self.seen["appeal"] if row["id"] == appeal), None)
        over = (
            found and outcome is AppealOutcome.OVERTURNED and found["record"]["party"] == "writer"
        )
        chain = self.seen.chain(found["decision"]) if found and over else []

        def reply() -> Any:
            answered = answering.answer(self.home, appeal, by, given)
            self.memory.taken_back |= set(chain)
            return answered

        return self.do(
            "answer", reply, by,
            appeal=appeal, outcome=str(outcome), measures=measures, asked=asked,
        )  # fmt: skip

    def answer_matter(self, by: str) -> Any:
        """Somebody answers all appeals of the matter at once: all stays."""
        given = Answer(AppealOutcome.UPHELD, "We looked at all of them again.", False)
        return self.do(
            "answer_matter",
            lambda: answering.answer_matter(self.home, SITE, MATTER, by, given),
            by, asked=False,
        )  # fmt: skip

    # --- contacts

    def contact(self, by: str, intake: Intake) -> Any:
        """Somebody records who asked."""

        def add() -> Any:
            added = contacts.add(self.home, SITE, by, intake)
            self.memory.contacts.add(added.contact.id)
            return added

        return self.do(
            "contact", add, by,
            role=str(intake.role), seal=intake.seal, own_data=intake.own_data,
        )  # fmt: skip

    def change_contact(self, what: str, contact: str, by: str) -> Any:
        """Somebody changes a contact: a name in `CONTACT_CHANGES`."""
        change = CONTACT_CHANGES[what]
        return self.do(what, lambda: change(self, contact, by), by, contact=contact)

    # --- interests, facts, matters, offers

    def declare(
        self,
        by: str,
        party: str,
        *,
        holder: str | None = None,
        role: Holder = Holder.REVIEWER,
        person: bool = False,
    ) -> Any:
        """Somebody declares an interest."""
        return self.do(
            "declare",
            lambda: interests.declare(
                self.home, SITE, by, holder or by, role, party, InterestKind.ENDORSEMENT,
                "zz-source", person=person,
            ),
            by, party=party, role=str(role),
        )  # fmt: skip

    def end_interest(self, interest: str, by: str) -> Any:
        """An interest is over."""
        return self.do("end_interest", lambda: interests.end(self.home, interest, by), by)

    def tell(
        self, by: str, subject: Subject, name: str, value: FactValue, contact: str | None = None
    ) -> Any:
        """Somebody asserts a fact."""
        told = facts.Assertion(subject, name, value, "zz-teller", "zz-basis", contact)
        return self.do(
            "tell", lambda: facts.add(self.home, SITE, by, told), by,
            subject=subject.id, name=name, value=value,
        )  # fmt: skip

    def dispute(self, fact: int, by: str) -> Any:
        """Something is said against a fact."""
        return self.do("dispute", lambda: facts.dispute(self.home, fact, by, "zz-no"), by)

    def fall(self, fact: int, by: str) -> Any:
        """A fact falls."""
        return self.do("fall", lambda: facts.fall(self.home, fact, by, "zz-no"), by, fact=fact)

    def open_matter(self, by: str, *parties: str) -> Any:
        """A matter gets its title and parties."""
        return self.do(
            "open_matter",
            lambda: matters.open_matter(self.home, SITE, MATTER, by, "The file", parties),
            by, parties=parties,
        )  # fmt: skip

    def offer(self, by: str) -> Any:
        """Material is offered to a newsroom."""
        offered = offers.Offered("Zz-Source", matter=MATTER, provenance="zz-hacked")
        return self.do("offer", lambda: offers.add(self.home, SITE, by, offered), by)

    def assess(self, offer: str, by: str) -> Any:
        """The newsroom says what it found."""
        return self.do("assess", lambda: offers.assess(self.home, offer, by, "zz-real"), by)

    def decide_offer(self, offer: str, by: str, outcome: OfferOutcome, note: str = "") -> Any:
        """The newsroom decides."""
        return self.do(
            "decide_offer",
            lambda: offers.decide(self.home, offer, by, outcome, "zz-why", note),
            by, outcome=str(outcome),
        )  # fmt: skip

    # --- cure

    def try_text(self, decision: str, text: str) -> Any:
        """The writer has a text checked before sending it."""
        return self.do(
            "try_text",
            lambda: cure.check(self.home, self.screener, decision, TEXTS[text]),
            decision=decision,
        )  # fmt: skip

    def ask_for_link(self, measure: str) -> Any:
        """Whose page it is says that it is mended."""
        return self.do(
            "ask_for_link", lambda: cure.ask_for_link(self.home, measure), measure=measure
        )

    def mended(self, measure: str, by: str, asked: bool | None = False) -> Any:
        """Somebody has looked: the page is mended."""
        return self.do(
            "mended", lambda: cure.mended(self.home, measure, by, asked), by,
            measure=measure, asked=asked,
        )  # fmt: skip

    def look_again(self, page: str | None) -> Any:
        """The looks that are due; `page` is a key of TEXTS, None where nothing can be fetched."""

        def fetch(link: str) -> looks.Fetched:
            if page is None:
                raise EvenhandError("EH000", "unreachable")
            return looks.Fetched(TEXTS[page])

        return self.do(
            "look_again", lambda: looks.look_again(self.home, lambda _: self.screener, fetch),
            page=page,
        )  # fmt: skip

    # --- time and order

    def expire(self) -> Any:
        """What is due ends."""

        def end() -> Any:
            ended = changes.expire(self.home)
            self.memory.expired_at = self.clock.now()
            return ended

        return self.do("expire", end)

    def upkeep(self) -> Any:
        """What else is due is done."""
        return self.do("upkeep", lambda: upkeep.upkeep(self.home))

    def sweep(self) -> Any:
        """What is past its time is erased."""
        return self.do("sweep", lambda: retention.sweep(self.home))

    def keep_for(self, days: int) -> Any:
        """The site keeps everything for so many days."""
        times = dict.fromkeys(retention.RETENTION, days)
        return self.do("keep_for", lambda: retention.set_times(self.home, SITE, times), days=days)

    def erase(self, account: str, by: str) -> Any:
        """Somebody asked to be forgotten."""
        return self.do(
            "erase", lambda: erasure.erase(self.home, SITE, account, by), by, account=account
        )

    def export(self, account: str, by: str) -> Any:
        """Somebody asked what is held about them."""
        return self.do(
            "export",
            lambda: to_json(export.export_account(self.home, SITE, account, by)),
            by, account=account,
        )  # fmt: skip

    def join(self, name: str, role: Role) -> Any:
        """Somebody comes, or has another role."""
        return self.do("join", lambda: staff.join(self.home, SITE, name, role), role=str(role))

    def go(self, name: str) -> Any:
        """Somebody leaves."""
        return self.do("go", lambda: staff.leave(self.home, SITE, name), name=name)

    def trust(self, who: str) -> Any:
        """A flagger is trusted from now on; pages behind links may be looked at."""
        return self.do(
            "trust",
            lambda: terms.set_terms(self.home, SITE, trust=(who,), look_at_links=True),
            who=who,
        )  # fmt: skip

    def _chain_of_case(self, case: str) -> list[str]:
        found = next((row for row in self.seen["case"] if row["id"] == case), None)
        return self.seen.chain(found["decision"]) if found and found["decision"] else []


def _failed(seen: Gathered) -> Gathered:
    """The check for private information did not finish."""
    name = "private_info"
    return replace(
        seen,
        readings=tuple(reading for reading in seen.readings if reading.signal != name),
        failed=(*seen.failed, SignalFailure(name, "out of time")),
        ran={ran: version for ran, version in seen.ran.items() if ran != name},
    )


def item(slot: int) -> Subject:
    """The item of a slot."""
    return Subject(SubjectType.ITEM, f"zz-item-{slot}")


def until(now: datetime, hours: float) -> datetime:
    """So many hours from now."""
    return now + timedelta(hours=hours)


CONTACT_CHANGES: dict[str, Callable[[Town, str, str], Any]] = {
    "verify": lambda town, contact, by: contact_changes.stand(
        town.home, contact, by, ContactStanding.VERIFIED, "zz-called back"
    ),
    "doubt": lambda town, contact, by: contact_changes.stand(
        town.home, contact, by, ContactStanding.DISPUTED, "zz-never heard"
    ),
    "reply": lambda town, contact, by: contact_changes.reply(
        town.home, contact, by, "zz-reply", "Zz-Ann"
    ),
    "link": lambda town, contact, by: contact_changes.link(town.home, contact, by, MATTER),
    "done": lambda town, contact, by: contact_changes.done(town.home, contact, by, "zz-answered"),
    "seal": lambda town, contact, by: seals.seal(town.home, contact, by, SealBecause.LEGAL_BAR),
    "agree": lambda town, contact, by: seals.agree(town.home, contact, by),
    "renew": lambda town, contact, by: seals.renew(town.home, contact, by),
    "unseal": lambda town, contact, by: seals.unseal(town.home, contact, by),
    "give_effect": lambda town, contact, by: orders.give_effect(
        town.home, contact, by, "zz-blocked it"
    ),
    "confirm": lambda town, contact, by: orders.confirm(town.home, contact, by),
    "decide_notice": lambda town, contact, by: orders.decide(
        town.home, contact, by, "It stays; zz-it is reporting."
    ),
}
"""What can be done with a contact."""
