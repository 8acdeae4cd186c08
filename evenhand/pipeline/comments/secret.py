"""What only a comment's form and its writer hold: the form's stamp, the writer's link."""

import secrets
import unicodedata
from hashlib import sha256
from hmac import compare_digest

from evenhand.pipeline.home import Home
from evenhand.pipeline.people.link_key import keyed, written

STAMP_HOURS = 24
"""A form that was open longer says nothing any more of who sends it."""

_RANDOM_BYTES = 12


def new_stamp(home: Home, site: str) -> str:
    """A stamp for one form: when it was given out, and something random."""
    said = f"{int(home.clock.now().timestamp())}.{secrets.token_hex(_RANDOM_BYTES)}"
    return f"{said}.{_stamp_mac(home, site, said)}"


def seconds_open(home: Home, site: str, stamp: str) -> float | None:
    """How long the form of a stamp was open; None where the stamp is none of ours, or old."""
    said, _, mac = stamp.rpartition(".")
    if not said or not compare_digest(mac.encode(), _stamp_mac(home, site, said).encode()):
        return None
    seconds = home.clock.now().timestamp() - int(said.split(".")[0])
    return seconds if seconds <= STAMP_HOURS * 3600 else None


def comment_id(home: Home, site: str, stamp: str, *words: str) -> str:
    """The id of a comment: the same form sent twice with the same words is one comment.

    Without a stamp of ours it is random.
    """
    if seconds_open(home, site, stamp) is None:
        return secrets.token_hex(16)
    return keyed(home, "comment", site, stamp, *words).hex()[:32]


def account_of(home: Home, site: str, email: str, comment: str) -> str:
    """The writer as the site's records know them: never the e-mail, and no digest without a key.

    Who gives no e-mail is somebody new with every comment.
    """
    known = unicodedata.normalize("NFKC", email).casefold()
    who = ("email", known) if known else ("comment", comment)
    return f"writer-{keyed(home, 'account', site, *who).hex()[:32]}"


def token_of(home: Home, comment: str) -> str:
    """The secret in the writer's own link."""
    return written(keyed(home, "writer", comment))


def token_digest(token: str) -> str:
    """What is kept of the secret."""
    return sha256(token.encode()).hexdigest()


def _stamp_mac(home: Home, site: str, said: str) -> str:
    return written(keyed(home, "stamp", site, said))
