"""What is left of a record once what people wrote, and who they are, is erased from it."""

from dataclasses import replace

from evenhand.model.case import Appeal, Flag
from evenhand.model.contact import Contact, Reply


def blank_flag(flag: Flag) -> Flag:
    """The flag without its words and its flagger; its receipt still shows the answer."""
    return replace(flag, text="", who=None, reach="")


def blank_appeal(appeal: Appeal) -> Appeal:
    """The appeal without its words; outcome and written answer stay."""
    return replace(appeal, text="")


def blank_contact(contact: Contact) -> Contact:
    """The contact without its words and people.

    Who asked for what, by role and organisation, and what was done stay for good.
    """
    notice = contact.notice
    if notice is not None:
        notice = replace(notice, places=(), reasons="", name="", email="")
    return replace(
        contact,
        text="",
        person="",
        on_behalf_of="" if contact.behalf_person else contact.on_behalf_of,
        objects=(),
        ground="",
        replies=tuple(Reply(reply.at, "", "") for reply in contact.replies),
        notice=notice,
    )
