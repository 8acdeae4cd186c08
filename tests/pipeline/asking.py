"""Invented people who ask for something, and what a stranger sees of it."""

from evenhand.log.entry import decode
from evenhand.model.contact import Asked, Channel, ContactKind, ContactRole, Notice, Order
from evenhand.model.people import Role
from evenhand.pipeline.people import contacts
from evenhand.pipeline.people.contacts import Intake
from evenhand.pipeline.people.staff import join
from evenhand.store.journal import disclosures, journal_size, read_journal

SSN = "Her SSN is 536-22-8145, go and see her."


def hire(home):
    """Two moderators, a senior, an auditor."""
    for name, role in (("ada", Role.MODERATOR), ("bo", Role.MODERATOR), ("sen", Role.SENIOR),
                       ("aud", Role.AUDITOR)):  # fmt: skip
        join(home, "main", name, role)


def asks(**fields):
    """A campaign's call, with these fields otherwise."""
    given = {
        "role": ContactRole.POLITICAL,
        "wants": Asked.BLOCK_LINK,
        "text": "zz-words of theirs",
        "channel": Channel.CALL,
        "organisation": "Vale for Mayor",
        "person": "Zz-Tom Reed",
        "objects": ("https://zz-letter.example/dossier",),
        "ground": "zz-ground",
    }
    return Intake(**(given | fields))


def own(**fields):
    """A private person asks about their own data."""
    given = {"role": ContactRole.PRIVATE_PERSON, "own_data": True, "organisation": "",
             "wants": Asked.REMOVE}  # fmt: skip
    return asks(**(given | fields))


def notifies(**fields):
    notice = Notice(("https://zz-post.example/1",), "zz-reasons", "Zz-Eve Hart", "zz@hart.example",
                    True)  # fmt: skip
    return own(own_data=False, kind=ContactKind.NOTICE_16, notice=notice, person="", **fields)


def orders_removal(**fields):
    order = Order("Media Office", "Media Act, section 4", ("FR",))
    return asks(kind=ContactKind.ORDER_9, role=ContactRole.AUTHORITY, wants=Asked.REMOVE,
                organisation="Media Office", order=order, binding=True, **fields)  # fmt: skip


def add(home, intake, by="ada"):
    return contacts.add(home, "main", by, intake).contact


def entries(kind):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def published(home):
    return b"".join(p.read_bytes() for p in home.log_folder.rglob("*") if p.is_file())


def riding_in_entries(contact):
    """(log index, disclosure) of each commitment to a contact that rides in some entry."""
    return [
        (index, disclosure)
        for index in range(journal_size())
        for disclosure in disclosures(index)
        if disclosure.name == f"contact.{contact}"
    ]
