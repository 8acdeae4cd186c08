"""Contacts as they come in: recorded at receipt by anybody of the staff, deleted by nobody.

A contact has an entry of its own in the log, which says who asked for what as an organisation or
a role. One that is sealed, and one in which a person asks about their own data, has none: a
commitment to it rides in an ordinary entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.contacts.bounds import NOT_RECORDED
from evenhand.contacts.eml import FUTURE, NO_TIME, Letter, read_eml
from evenhand.contacts.intake import public_names, take
from evenhand.contacts.public import Change
from evenhand.model.case import Case
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    Notice,
    Order,
    SealBecause,
)
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import seals
from evenhand.pipeline.people.contact_record import itself, keep
from evenhand.pipeline.people.interests import drop_claims
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.cases import contact_case, is_trusted
from evenhand.store.cases import keep_case
from evenhand.store.contacts import contacts_received
from evenhand.store.decisions import get_decision, last_decision_on
from evenhand.store.items import is_author, known_subject
from evenhand.store.sites import get_site
from evenhand.text.addresses.parse import parse_address

ASKS_FOR_NOTHING = frozenset({Asked.INFORMATION, Asked.OTHER})
"""What somebody may want without anybody having to decide."""

A_LIFE_IN_DANGER = (
    "A life may be in danger: call the police or the emergency service of the place now, before "
    "you go on here. In the European Union the law demands that they are told at once "
    "(Regulation (EU) 2022/2065, Art. 18)."
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What somebody of the staff tells of a contact that they record; fields as in `Contact`.

    Attributes:
        received_at: None is now.
        seal: why it may not be disclosed; sealed at once it never has an entry of its own.
        seal_until: where the reason of the seal itself has an end.
    """

    role: ContactRole
    wants: Asked
    text: str = ""
    channel: Channel = Channel.EMAIL
    kind: ContactKind = ContactKind.REQUEST
    organisation: str = ""
    person: str = ""
    on_behalf_of: str = ""
    behalf_person: bool = False
    own_data: bool = False
    received_at: datetime | None = None
    objects: tuple[str, ...] = ()
    ground: str = ""
    binding: bool = False
    threat_to_life: bool = False
    matter: str | None = None
    order: Order | None = None
    notice: Notice | None = None
    seal: SealBecause | None = None
    seal_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A contact as it was recorded.

    Attributes:
        case: in which somebody decides what is done; None where nobody has to.
        advice: what to do at once, beside all that; mostly empty.
        remarks: what to know about the letter that it was read from.
    """

    contact: Contact
    case: Case | None
    advice: str = ""
    remarks: tuple[str, ...] = ()


def add(home: Home, site: str, by: str, intake: Intake) -> Recorded:
    """Record a contact, whoever of the staff one is.

    A case opens for a threat to life, an order, a notice, a trusted flagger's contact, and
    wherever a measure is wanted. It takes the matter of what it names first that is known here.

    Raises EvenhandError: EH413, EH502 to EH510, EH521, EH624, EH571.
    """
    with turn(home) as now:
        return _record(now, site, by, intake)


def from_eml(home: Home, site: str, by: str, data: bytes, intake: Intake) -> Recorded:
    """Record a contact that came as an e-mail; its words are the letter's, verbatim.

    Who wrote it and when it was received are the letter's too, unless `intake` says it. Nothing
    in a letter is believed: it is claimed until somebody verifies it.

    Raises EvenhandError: as `add`, and EH511, EH512, EH520, EH522.
    """
    letter = read_eml(data, home.clock.now())
    prefilled = _prefilled(intake, letter)
    with turn(home) as now:
        _check_new(site, prefilled)
        recorded = _record(now, site, by, prefilled)
    remarks = letter.remarks
    if intake.received_at is not None:
        remarks = tuple(remark for remark in remarks if remark not in (NO_TIME, FUTURE))
    return replace(recorded, remarks=remarks)


def _record(now: Turn, site: str, by: str, intake: Intake) -> Recorded:
    staff = giver(now, site, by, EVERYBODY, NOT_RECORDED)
    contact = take(_as_told(intake, now, site, staff.name))
    _check_public(contact)
    subject, decision = _about(contact)
    if decision is not None and contact.matter is None:
        contact = replace(contact, matter=get_decision(decision).decision.matter)
    if intake.seal is not None:
        contact = seals.sealed(now, contact, intake.seal, staff.name, intake.seal_until)
    contact = keep(now, contact, Change.RECEIVED)
    if contact.seal is not None:
        seals.await_second(now, contact)
    case = _case(now, contact, subject, decision)
    if contact.matter is not None:
        drop_claims(now, site, staff.name)
    return Recorded(contact, case, A_LIFE_IN_DANGER if contact.threat_to_life else "")


def _as_told(intake: Intake, now: Turn, site: str, by: str) -> Contact:
    return Contact(
        id=now.new_id(),
        site=site,
        kind=intake.kind,
        role=intake.role,
        channel=intake.channel,
        wants=intake.wants,
        text=intake.text,
        received_at=intake.received_at or now.now,
        logged_at=now.now,
        logged_by=by,
        organisation=intake.organisation,
        person=intake.person,
        on_behalf_of=intake.on_behalf_of,
        behalf_person=intake.behalf_person,
        own_data=intake.own_data,
        objects=intake.objects,
        ground=intake.ground,
        binding=intake.binding,
        threat_to_life=intake.threat_to_life,
        matter=intake.matter,
        order=intake.order,
        notice=intake.notice,
    )


def _check_public(contact: Contact) -> None:
    """What becomes public holds no private value, and no account's name."""
    for field, name in public_names(contact):
        refuse_private(name, f"`{field}`")
        if name and is_author(contact.site, name):
            raise EvenhandError(
                "EH521", f"`{field}` is the name of an account of this site",
                not_done=NOT_RECORDED,
                help="it would be public: name the organisation in full, or say that it is a "
                "person, whose name is sealed",
            )  # fmt: skip


def _about(contact: Contact) -> tuple[Subject, str | None]:
    """What a contact is about, and the last decision on it.

    That is the first of its places and objects that is an item or account known here, else the
    first that is an address, else the contact itself.
    """
    names = (*(contact.notice.places if contact.notice else ()), *contact.objects)
    known = known_subject(contact.site, names) or _link(names) or itself(contact)
    return known, last_decision_on(contact.site, known)


def _link(names: Sequence[str]) -> Subject | None:
    found = (Subject(SubjectType.LINK, n) for n in names if "://" in n and parse_address(n))
    return next(found, None)


def _case(now: Turn, contact: Contact, subject: Subject, decision: str | None) -> Case | None:
    """The case in which somebody decides; it says nothing of what a sealed contact is about."""
    trusted = get_site(contact.site).trusted_flaggers
    asks = (
        contact.threat_to_life
        or contact.binding
        or contact.kind is not ContactKind.REQUEST
        or contact.wants not in ASKS_FOR_NOTHING
        or is_trusted(contact, trusted)
    )
    if not asks:
        return None
    if contact.seal is not None:
        subject, decision = itself(contact), None
    account = get_decision(decision).decision.account if decision else None
    account = subject.id if subject.type is SubjectType.ACCOUNT else account
    case = contact_case(now.new_id(), contact, subject, trusted)
    case = replace(case, decision=decision, account=account)
    keep_case(case)
    return case


def _prefilled(intake: Intake, letter: Letter) -> Intake:
    """What is known of a letter, where the person who records it says nothing else."""
    received_at = intake.received_at or letter.received_at
    if received_at is None:
        raise EvenhandError(
            "EH522", "it is not known when the letter was received", not_done=NOT_RECORDED,
            help=" ".join(letter.remarks),
        )  # fmt: skip
    notice = intake.notice
    if notice is not None:
        notice = replace(
            notice, name=notice.name or letter.name, email=notice.email or letter.address
        )
    subject = [f"Subject: {letter.subject}"] if letter.subject else []
    return replace(
        intake,
        text="\n\n".join([*subject, letter.text]).strip(),
        person=intake.person or letter.name or letter.address,
        received_at=received_at,
        notice=notice,
    )


def _check_new(site: str, intake: Intake) -> None:
    """Refuse a letter that was recorded before: it would look as if they had asked twice."""
    same = contacts_received(site, intake.received_at) if intake.received_at else []
    if any((one.text, one.person) == (intake.text, intake.person) for one in same):
        raise EvenhandError(
            "EH520", "this letter is recorded already", not_done=NOT_RECORDED,
            help="`evenhand contact list --all` shows what you may read",
        )  # fmt: skip
