"""Invented people who ask for something, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta

from evenhand.model.contact import Asked, Channel, Contact, ContactKind, ContactRole, Notice, Order

NOW = datetime(2026, 9, 26, 14, 0, 37, tzinfo=UTC)
DAY = timedelta(days=1)
ORDER = Order("Office for Media of Harbour County", "Media Act, section 4", ("FR", "DE"))
NOTICE = Notice(
    places=("https://posts.example/p/1",),
    reasons="It shows where Ada Vale lives.",
    name="Ada Vale",
    email="ada@vale.example",
    good_faith=True,
)


def asks(**fields: object) -> Contact:
    """A campaign's call, with these fields otherwise."""
    given: dict[str, object] = {
        "id": "c-1",
        "site": "main",
        "kind": ContactKind.REQUEST,
        "role": ContactRole.POLITICAL,
        "channel": Channel.CALL,
        "wants": Asked.BLOCK_LINK,
        "text": "Please see to it that nobody can post the dossier.",
        "received_at": NOW,
        "logged_at": NOW,
        "logged_by": "mira",
        "organisation": "Vale for Mayor",
        "person": "Tom Reed",
    }
    return Contact(**(given | fields))  # type: ignore[arg-type]


def notifies(**fields: object) -> Contact:
    """A private person's Art. 16 notice, with these fields of the notice's contact otherwise."""
    given: dict[str, object] = {
        "kind": ContactKind.NOTICE_16,
        "role": ContactRole.PRIVATE_PERSON,
        "channel": Channel.PORTAL,
        "organisation": "",
        "person": "Ada Vale",
        "notice": NOTICE,
    }
    return asks(**(given | fields))


def orders(**fields: object) -> Contact:
    """An Art. 9 order, with these fields otherwise."""
    given: dict[str, object] = {
        "kind": ContactKind.ORDER_9,
        "role": ContactRole.AUTHORITY,
        "channel": Channel.LETTER,
        "organisation": "Office for Media of Harbour County",
        "order": ORDER,
        "binding": True,
    }
    return asks(**(given | fields))
