"""What people do about an affair: offers to newsrooms, interests, contacts, facts.

The fields of each class are those of a step's `with`.
"""

from datetime import datetime

from evenhand.model.clock import day_text
from evenhand.model.contact import (
    Asked,
    Channel,
    ContactRole,
    ContactStanding,
    OfferOutcome,
    SealBecause,
)
from evenhand.model.item import FactValue
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Holder, InterestKind
from evenhand.pipeline.people import (
    contact_changes,
    contacts,
    facts,
    interests,
    matters,
    offers,
    seals,
)
from evenhand.pipeline.play.given import Given
from evenhand.pipeline.play.stage import Stage
from evenhand.pipeline.play.steps import Came, Step


class Offer(Given, kw_only=True):
    """Somebody offers material to a newsroom; `files` lie in the matter's folder."""

    offered_by: str
    files: tuple[str, ...] = ()
    matter: str | None = None
    provenance: str = ""

    def do(self, stage: Stage, step: Step) -> Came:
        """Keep it, with the files' fingerprints."""
        files = [stage.file(name) for name in self.files]
        brought = offers.Offered(self.offered_by, files, self.matter, self.provenance)
        kept = offers.add(stage.home, step.site, step.by, brought)
        return Came((f"kept, private; fingerprints: {len(kept.fingerprints)}",), id=kept.id)


class Assess(Given, kw_only=True):
    """The newsroom has looked at what it was offered."""

    offer: str
    text: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Keep what was found."""
        offers.assess(stage.home, stage.named(self.offer).id, step.by, self.text)
        return Came(("assessed, private",))


class Decline(Given, kw_only=True):
    """The newsroom does not print it."""

    offer: str
    why: str
    note: str = ""

    def do(self, stage: Stage, step: Step) -> Came:
        """Decide, with a public note where there is one."""
        offers.decide(
            stage.home, stage.named(self.offer).id, step.by, OfferOutcome.DECLINED, self.why,
            self.note,
        )  # fmt: skip
        return Came((f"declined, {'with a public note' if self.note else 'private'}",),
                    text=self.note)  # fmt: skip


class Interest(Given, kw_only=True):
    """Somebody has an interest in a party."""

    holder: str
    role: Holder
    party: str
    kind: InterestKind
    source: str
    since: datetime | None = None

    def do(self, stage: Stage, step: Step) -> Came:
        """Declare it."""
        declared = interests.declare(
            stage.home, step.site, step.by, self.holder, self.role, self.party, self.kind,
            self.source, self.since,
        )  # fmt: skip
        return Came((f"declared: {self.role}, {self.kind} of {declared.interest.party}",))


class Matter(Given, kw_only=True):
    """An affair gets its name and its parties."""

    matter: str
    title: str
    parties: tuple[str, ...] = ()

    def do(self, stage: Stage, step: Step) -> Came:
        """Open it."""
        opened = matters.open_matter(
            stage.home, step.site, self.matter, step.by, self.title, self.parties
        )
        return Came((f"opened; parties: {len(opened.parties)}",))


class Contact(Given, kw_only=True):
    """Somebody from outside asks for something; fields as in `Intake`, `letter` an .eml file."""

    role: ContactRole
    wants: Asked
    text: str = ""
    letter: str = ""
    channel: Channel = Channel.EMAIL
    organisation: str = ""
    person: str = ""
    on_behalf_of: str = ""
    behalf_person: bool = False
    own_data: bool = False
    received_at: datetime | None = None
    objects: tuple[str, ...] = ()
    ground: str = ""
    matter: str | None = None
    seal: SealBecause | None = None

    def do(self, stage: Stage, step: Step) -> Came:
        """Record it."""
        intake = contacts.Intake(**self.fields(leave=("letter",)))
        if self.letter:
            data = stage.file(self.letter).read_bytes()
            recorded = contacts.from_eml(stage.home, step.site, step.by, data, intake)
        else:
            recorded = contacts.add(stage.home, step.site, step.by, intake)
        contact, words = recorded.contact, [f"recorded, {recorded.contact.standing}"]
        waited = contact.logged_at - contact.received_at
        if contact.seal is not None:
            words.append("sealed: no entry of its own, a second person has to agree")
        elif contact.own_data:
            words.append("about their own data: no entry of its own, only counted")
        elif waited.days:
            words.append(f"{waited.days} days late, which shows")
        return Came(tuple(words), id=contact.id)


class Verify(Given, kw_only=True):
    """Somebody makes sure that a contact is from whom it says."""

    contact: str
    basis: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Say so."""
        contact = stage.named(self.contact).id
        contact_changes.stand(
            stage.home, contact, step.by, ContactStanding.VERIFIED, self.basis
        )  # fmt: skip
        return Came(("verified",))


class Seal(Given, kw_only=True):
    """A second person agrees that a contact may not be disclosed."""

    contact: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Agree."""
        sealed = seals.agree(stage.home, stage.named(self.contact).id, step.by).seal
        review = f"; looked at again by {day_text(sealed.review_at)}" if sealed else ""
        return Came((f"sealed by two people{review}",))


class Done(Given, kw_only=True):
    """Somebody says what came of a contact."""

    contact: str
    what: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Say so; its case is closed."""
        contact_changes.done(stage.home, stage.named(self.contact).id, step.by, self.what)
        return Came(("said, and its case is closed",))


class Fact(Given, kw_only=True):
    """Somebody asserts something of an item."""

    item: str
    name: str
    value: FactValue
    asserted_by: str
    basis: str

    def do(self, stage: Stage, step: Step) -> Came:
        """Keep it; decisions that did not know of it come back to the queue."""
        subject = Subject(SubjectType.ITEM, self.item)
        asserted = facts.Assertion(subject, self.name, self.value, self.asserted_by, self.basis)
        told = facts.add(stage.home, step.site, step.by, asserted)
        back = "its decision comes back to the queue" if told.cases else "no decision to look at"
        return Came((f"kept; {back}",))
