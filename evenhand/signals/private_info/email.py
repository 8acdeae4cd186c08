"""E-mail addresses; a role mailbox (press@, info@) is public."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.context import in_web_address, words

HINTS = (
    # Begins with a plain sign, which the engine searches for ten times as fast as for a class.
    re.compile(r"@(?<=[\w.%+\-]@)[^\W_]"),
    re.compile(r"[\[({] ?[aA][tT] ?[\])}]"),
)

_AT = r"(?:@|\s?[\[({]\s?at\s?[\])}]\s?)"
_DOT = r"(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?)"
_EMAIL = re.compile(
    # A start is tried once a token only, so that a long token costs no more than its length.
    rf"(?<![\w.%+\-@!])(?P<local>[\w.%+\-]{{1,64}}(?:'[\w.%+\-]{{1,40}})?){_AT}"
    rf"(?:[^\W_](?:[\w\-]{{0,61}}[^\W_])?{_DOT}){{1,8}}(?P<top>[^\W\d_]{{2,24}}|xn--[\w\-]{{2,59}})"
    r"(?![\w@])",
    re.IGNORECASE,
)
"""Local part at most 64 octets, labels at most 63 (RFC 5321 4.5.3.1, RFC 1035 2.3.4)."""

_FILE_ENDS = words("png jpg jpeg gif svg webp css js html pdf zip mp3 mp4")
"""`logo@2x.png` names a file."""

_ROLES = words("""
    abuse accessibility accounts admin advertising alerts billing board booking bookings box
    campaign care careers chair clerk club comms communications community compliance contact
    copyright corrections council customer customercare customerservice data dept desk dmca donate
    donations donotreply editor editorial editors enquiries enquiry events feedback foundation
    fundraising general git governor hello help helpdesk hotline hr info information inquiries
    inquiry interns internship investors it jobs legal letters library list lists mail mailbox
    marketing mayor media membership moderation moderators news newsdesk newsletter newsroom
    noreply notifications office online opinion orders parish partners post postmaster pr
    president press pressoffice privacy public publicity reception recruitment registrar replies
    reply reservations root sales secretariat secretary security senate senator service services
    shop spokesperson staff store submissions subscribe subscriptions support team tickets tip
    tips unsubscribe us volunteer volunteers webmaster website welcome work
""")


def find(text: str) -> Iterator[Candidate]:
    """Addresses of the form local@domain, with `[at]` and `[dot]` for the signs too."""
    for match in _EMAIL.finditer(text):
        if match["top"].lower() in _FILE_ENDS or in_web_address(text, match.start()):
            continue
        if _is_role(match["local"]):
            detail = {"public": True, "cue": "role mailbox"}
            yield Candidate("email", *match.span(), PUBLIC_AT_MOST, detail)
        else:
            yield Candidate("email", *match.span(), 0.95)


def _is_role(local: str) -> bool:
    """Whether each word of the local part, a `+tag` apart, names a role and not a person."""
    parts = [part for part in re.split(r"[._\-]|\d+", local.lower().split("+")[0]) if part]
    return bool(parts) and ("noreply" in "".join(parts) or all(part in _ROLES for part in parts))
