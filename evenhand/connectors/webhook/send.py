"""Posting deliveries to one receiver: signed, in order for each subject, to a checked address."""

import logging
import socket
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import msgspec

from evenhand.connectors.fetch.guard import Reach, Resolve, Target, allowed_addresses, target_of
from evenhand.connectors.fetch.refused import Refused
from evenhand.connectors.fetch.wire import Deadline, Limits, exchange
from evenhand.connectors.webhook.signing import sign
from evenhand.model.clock import Clock
from evenhand.model.errors import EvenhandError
from evenhand.store.receivers import Receiver

AT_ONCE = 8
"""Subjects whose deliveries are posted side by side."""

MOST_SECONDS = 10.0
"""For one delivery, from the look-up of the host's name to the answer's last byte."""

PASS_SECONDS = 60.0
"""For all deliveries together, so that a slow receiver does not hold up other sites for long."""

ANSWER_BYTES = 65_536
"""Taken of an answer; only its status counts."""

_NO_RECEIVER = {
    "EH540": ("EH820", "write it like https://platform.example/evenhand"),
    "EH541": ("EH821", "--allow-private lets it be on this machine or in a private network"),
}
"""What the guard says of an address that is to become a receiver -> our code and help."""

_encoder = msgspec.json.Encoder(order="sorted")
_logger = logging.getLogger("evenhand.webhook")


class Webhook:
    """One receiver during one pass over what is due.

    Once it cannot be reached, or takes too long, it is asked nothing more in this pass.
    """

    def __init__(
        self,
        receiver: Receiver,
        home: str,
        clock: Clock,
        seconds: float = MOST_SECONDS,
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        """Nothing is asked of the receiver yet.

        Args:
            home: tells this home's deliveries from another's that post to the same place.
            seconds: that one delivery may take.
            resolve: called as `socket.getaddrinfo`.
        """
        self._receiver = receiver
        self._home = home
        self._clock = clock
        self._limits = Limits(seconds, ANSWER_BYTES, 0, _reach(receiver.private_ranges))
        self._resolve = resolve
        self._pass = Deadline(PASS_SECONDS)
        self._lost = Event()
        self._told = False

    def send(self, deliveries: Sequence[tuple[int, Mapping[str, Any]]]) -> set[int]:
        """Post deliveries; returns the numbers of those that were answered with 2xx.

        Of one subject, none is posted before the one ahead of it is acknowledged.
        """
        of_subject: dict[tuple[str, str], list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
        for number, payload in deliveries:
            subject = payload["subject"]
            of_subject[subject["type"], subject["id"]].append((number, payload))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return set().union(*pool.map(self._in_order, of_subject.values()))

    def _in_order(self, queue: Sequence[tuple[int, Mapping[str, Any]]]) -> set[int]:
        """The numbers that are acknowledged, up to the first that is not."""
        done: set[int] = set()
        for number, payload in queue:
            if self._lost.is_set() or not self._acknowledges(number, payload):
                break
            done.add(number)
        return done

    def _acknowledges(self, number: int, payload: Mapping[str, Any]) -> bool:
        try:
            deadline = Deadline(min(self._limits.seconds, self._pass.left()))
            target = target_of(self._receiver.url, None, any_port=True)
            request = self._request(target, number, _encoder.encode(payload))
            status = exchange(target, request, self._limits, deadline, self._resolve).status
        except Refused as error:
            self._lost.set()
            self._tell(number, error.code, error.why)
            return False
        if 200 <= status <= 299:
            return True
        self._tell(number, "EH826", f"its server answered {status}")
        return False

    def _request(self, target: Target, number: int, body: bytes) -> bytes:
        """One POST; the id is the same at each try, so that the receiver can drop repetitions."""
        signed = sign(self._receiver.secret, f"eh_{self._home}_{number}", self._clock.now(), body)
        lines = (
            f"POST {target.path} HTTP/1.1",
            f"Host: {target.authority}",
            "User-Agent: Evenhand",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            *(f"{name}: {value}" for name, value in signed.items()),
            "Accept-Encoding: identity",
            "Connection: close",
        )
        return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii") + body

    def _tell(self, number: int, code: str, why: str) -> None:
        """Why deliveries wait, for whoever runs this: once a pass, without the address."""
        if self._told:
            return
        self._told = True
        _logger.warning(
            "delivery %d of site %s was not acknowledged by receiver %s: %s (%s)",
            number, self._receiver.site, self._receiver.id, why, code,
        )  # fmt: skip


def check_receiver(
    url: str, private_ranges: bool, resolve: Resolve = socket.getaddrinfo
) -> str | None:
    """Look up an address before it becomes a receiver; nothing is asked of its server.

    Returns:
        Why nothing would reach it as things are now, such as an unknown name; None where it would.

    Raises EvenhandError: EH820 not an address, EH821 in a private network that is not allowed.
    """
    try:
        target = target_of(url, None, any_port=True)
        allowed_addresses(target, resolve, MOST_SECONDS, _reach(private_ranges))
    except Refused as error:
        if error.code in _NO_RECEIVER:
            code, help = _NO_RECEIVER[error.code]
            raise EvenhandError(
                code, f"it cannot be posted to: {error.why}", not_done="no receiver was added",
                help=help,
            ) from None  # fmt: skip
        return error.why
    return None


def _reach(private_ranges: bool) -> Reach:
    return Reach.PRIVATE if private_ranges else Reach.PUBLIC
