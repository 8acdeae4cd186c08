"""Private values uncovered for whoever is known by an address: a code is sent there first.

Whoever holds a secret link may have had it from somebody else; what was sent to the address that
was known before, only its owner reads.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from evenhand.model.case import Note
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.link_key import keyed
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.store.cases import add_note
from evenhand.store.codes import (
    SentCode,
    count_try,
    drop_codes,
    keep_code,
    newest_code,
    times_sent,
    use_code,
)

HOLDS = timedelta(minutes=10)
TRIES = 5
DIGITS = 8
LIMITS = ((timedelta(hours=1), 3), (timedelta(days=1), 10))
"""How many codes may be sent within a time."""

KEPT = timedelta(days=2)
"""How long after its end a code's row counts for the limits."""

NOT_SENT, NOT_SHOWN = "no code was sent", "nothing was shown"

SendMail = Callable[[str, str, str], None]
"""Sends a letter: address, subject, text."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where somebody is known to read what is sent.

    Attributes:
        email: empty where only their platform can reach them.
        account: by which the platform knows them.
    """

    site: Site
    email: str = ""
    account: str = ""

    @property
    def is_reachable(self) -> bool:
        """Whether a code can be sent."""
        return bool(self.email or self.account)


def send_code(home: Home, about: str, known: Known, send_mail: SendMail, decision: str) -> None:
    """Send a code to the known address, by mail or through the platform.

    Args:
        about: id of what the code opens.
        send_mail: called after the code is kept.
        decision: which the platform is told that it is about.

    Raises EvenhandError: EH871, EH872, and what `send_mail` raises.
    """
    if not known.is_reachable:
        raise EvenhandError(
            "EH871", "no address is known for this", not_done=NOT_SENT,
            help="the text as it was sent in holds the values; an appeal needs no code",
        )  # fmt: skip
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    with turn(home) as now:
        drop_codes(now.now - KEPT)
        _check_limits(now, about)
        sent = SentCode(about, _digest(home, about, code), now.now, now.now + HOLDS)
        keep_code(sent)
        if not known.email:
            told = {
                "kind": "code", "subject": {"type": "account", "id": known.account},
                "site": known.site.name, "case": decision, "code": code,
                "until": utc_text(sent.until),
            }  # fmt: skip
            now.recording.outbox(f"{decision}-code", known.site.name, told, now.now)
    if known.email:
        minutes = int(HOLDS.total_seconds() // 60)
        text = (
            f"Your code is {code}. It holds for {minutes} minutes, once.\n\n"
            f"Somebody asked for it on a page about a decision of {known.site.name}. "
            "If it was not you, leave it: without the code nothing is shown.\n"
        )
        send_mail(known.email, f"Your code for {known.site.name}", text)


def check_code(home: Home, about: str, code: str, said: str, case: str) -> None:
    """Let somebody in who gives the code; it is noted that they looked.

    Args:
        said: what they see, for the note.
        case: id of the case, or decision, whose record shows it.

    Raises EvenhandError: EH873 for another code, EH874 where none holds any more.
    """
    with turn(home) as now:
        sent = newest_code(about)
        holds = sent is not None and _holds(sent, now)
        given = _digest(home, about, code.strip())
        right = holds and sent is not None and compare_digest(given, sent.digest)
        if sent is not None and holds:
            if right:
                use_code(sent, now.now)
                add_note(Note(case, "affected person", now.now, said))
            else:
                count_try(sent)
    if right:
        return
    if not holds:
        raise EvenhandError(
            "EH874", "no code holds any more", not_done=NOT_SHOWN, help="ask for a new one"
        )
    raise EvenhandError(
        "EH873", "this is not the code that was sent", not_done=NOT_SHOWN,
        help=f"it has {DIGITS} digits; after {TRIES} others it opens nothing",
    )  # fmt: skip


def _holds(sent: SentCode, now: Turn) -> bool:
    return sent.used_at is None and sent.tries < TRIES and now.now < sent.until


def _check_limits(now: Turn, about: str) -> None:
    """Refuse more codes than somebody needs. Raises EH872."""
    for within, most in LIMITS:
        if len(times_sent(about, now.now - within)) >= most:
            raise EvenhandError(
                "EH872", "too many codes were asked for", not_done=NOT_SENT,
                help="use the one that was sent last, or wait an hour",
            )  # fmt: skip


def _digest(home: Home, about: str, code: str) -> str:
    """What is kept of a code: without the home's key its few digits cannot be tried out."""
    return keyed(home, "code", about, code).hex()
