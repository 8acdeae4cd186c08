"""Whether it is known that they asked, and what they say to it."""

from collections.abc import Mapping
from dataclasses import replace

from evenhand.contacts.bounds import NOT_CHANGED, check_name, check_text, check_time, refused
from evenhand.model.contact import Contact, ContactStanding, Reply

MAX_REPLIES = 50
CLAIMED = ContactStanding.CLAIMED
VERIFIED = ContactStanding.VERIFIED
DISPUTED = ContactStanding.DISPUTED

WAYS: Mapping[ContactStanding, tuple[ContactStanding, ...]] = {
    CLAIMED: (VERIFIED, DISPUTED),
    VERIFIED: (DISPUTED,),
    DISPUTED: (VERIFIED,),
}
"""What a standing can change to."""


def change_standing(contact: Contact, standing: ContactStanding) -> Contact:
    """The contact, now verified or disputed. Raises EvenhandError: EH513 for any other change."""
    ways = WAYS[contact.standing]
    if standing not in ways:
        what = f"is {contact.standing} and cannot become {standing}"
        raise refused("EH513", "standing", what, f"it can become: {', '.join(ways)}", NOT_CHANGED)
    return replace(contact, standing=standing)


def add_reply(contact: Contact, reply: Reply) -> Contact:
    """The contact with what the asking side, or whom it is said to come from, says to it.

    Raises EvenhandError: EH503 too much, EH504 unfit text, EH505 empty, EH506 out of time.
    """
    if len(contact.replies) >= MAX_REPLIES:
        what, help = f"has {len(contact.replies)} already", f"at most {MAX_REPLIES}"
        raise refused("EH503", "replies", what, help, NOT_CHANGED)
    reply = Reply(
        at=check_time("reply.at", reply.at, NOT_CHANGED, since=contact.received_at),
        text=check_text("reply.text", reply.text, NOT_CHANGED),
        by=check_name("reply.by", reply.by, NOT_CHANGED),
    )
    if not (reply.text.strip() and reply.by):
        raise refused("EH505", "reply", "lacks its text or who it is by", "give both", NOT_CHANGED)
    return replace(contact, replies=(*contact.replies, reply))
