"""Signatures of webhooks: who sent it, that it is whole, and that it is of now.

Source: the Standard Webhooks specification 1.0 (symmetric signatures, `v1`), for which there are
libraries in most languages: HMAC-SHA256 over `id.timestamp.body`, in Base64, under the bytes that
stand in Base64 behind `whsec_`.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta

from evenhand.model.errors import EvenhandError

TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be from the receiver's; what is older may be a repetition."""

_PREFIX = "whsec_"
_NOT_TAKEN = "nothing of it was taken"


def sign(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers that a webhook goes out with."""
    seconds = str(int(at.timestamp()))
    return {
        "webhook-id": id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{_signature(secret, id, seconds, body)}",
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, at: datetime) -> str:
    """The id of a webhook that is genuine and of now; one with an id seen before is dropped.

    Args:
        secret: as it was shown, `whsec_...`.
        headers: of the request; their names in any case.
        body: its bytes as they came, before anything reads them.
        at: now.

    Raises EvenhandError: EH823 headers are missing, EH824 no signature fits, EH825 too old.
    """
    named = {name.lower(): value for name, value in headers.items()}
    id, seconds = named.get("webhook-id", ""), named.get("webhook-timestamp", "")
    if not (id and seconds.isascii() and seconds.isdigit() and "webhook-signature" in named):
        raise EvenhandError("EH823", "the webhook is not signed", not_done=_NOT_TAKEN)
    wanted = f"v1,{_signature(secret, id, seconds, body)}".encode()
    found = [one.encode() for one in named["webhook-signature"].split(" ")]
    if not any(hmac.compare_digest(wanted, one) for one in found):
        raise EvenhandError(
            "EH824", "no signature of the webhook fits", not_done=_NOT_TAKEN,
            help="check that the secret is this receiver's and the body is as it came",
        )  # fmt: skip
    if abs(int(at.timestamp()) - int(seconds)) > TOLERANCE.total_seconds():
        raise EvenhandError(
            "EH825", "the webhook is not of now", not_done=_NOT_TAKEN,
            help="set the clocks of both machines; it is sent again",
        )  # fmt: skip
    return id


def _signature(secret: str, id: str, seconds: str, body: bytes) -> str:
    key = b64decode(secret.removeprefix(_PREFIX))
    signed = b".".join((id.encode(), seconds.encode(), body))
    return b64encode(hmac.digest(key, signed, "sha256")).decode()
