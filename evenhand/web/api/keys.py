"""Who is asking: the key in `Authorization: Bearer`, looked up at most every few seconds."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from time import monotonic

from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.keys import API
from evenhand.store.database import writing
from evenhand.store.keys import Key, find_key, note_use
from evenhand.web.api.rate import Buckets, too_often
from evenhand.web.api.route import apart
from evenhand.web.service import service

FRESH_SECONDS = 3.0
"""How long a key that was looked up is good; an ended one opens nothing after that."""
USE_NOTED = timedelta(minutes=1)
MOST = 10_000
"""Keys that are remembered, good and bad."""
_BEARER = b"bearer "
LONGEST = 200
_NEVER: tuple[float, Key | None] = (-FRESH_SECONDS, None)


class Keys:
    """The keys that were looked up lately, by their digests: no key itself is kept."""

    def __init__(self, addresses: Buckets) -> None:
        """Remember nothing yet.

        Args:
            addresses: bounds how often an address may show a key that is not remembered.
        """
        self._known: dict[str, tuple[float, Key | None]] = {}
        self._asked: dict[str, asyncio.Task[Key | None]] = {}
        self._addresses = addresses

    def seen(self, headers: Mapping[bytes, bytes]) -> Key | None:
        """The key that a request shows, where it was looked up lately and is good."""
        at, key = self._known.get(_digest(headers), _NEVER)
        return key if monotonic() - at < FRESH_SECONDS and _is_good(key) else None

    async def of(self, headers: Mapping[bytes, bytes], address: str) -> Key:
        """The key that a request shows. Raises EH783, EH785."""
        digest = _digest(headers)
        at, key = self._known.get(digest, _NEVER)
        if digest and monotonic() - at >= FRESH_SECONDS:
            if key is None and (wait := self._addresses.take(address)):
                raise too_often(wait)
            key = await self._look_up(digest)
        if key is None or not _is_good(key):
            raise _no_key()
        return key

    async def _look_up(self, digest: str) -> Key | None:
        """Ask the database, once for all that ask meanwhile."""
        task = self._asked.get(digest)
        if task is None:
            task = self._asked[digest] = asyncio.create_task(apart(lambda: _found(digest)))
            task.add_done_callback(lambda _: self._asked.pop(digest, None))
        key = await asyncio.shield(task)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[digest] = (monotonic(), key)
        return key


def _digest(headers: Mapping[bytes, bytes]) -> str:
    """Of the key that is shown; empty where none is."""
    shown = headers.get(b"authorization", b"")
    if shown[:7].lower() != _BEARER or len(shown) > LONGEST:
        return ""
    return sha256(shown[7:].strip()).hexdigest()


def _is_good(key: Key | None) -> bool:
    """Whether it opens anything now."""
    return key is not None and (key.until is None or not key.ended(service().clock.now()))


def _found(digest: str) -> Key | None:
    """The key of a digest; that it was used is noted, at most once a minute."""
    key = find_key(API, digest)
    now = service().clock.now()
    if key is None or key.ended(now):
        return key
    if key.used_at is None or now - key.used_at >= USE_NOTED:
        with service().home.turns, writing():
            note_use(digest, now)
    return key


def _no_key() -> EvenhandError:
    return EvenhandError(
        "EH783", "no key was shown that opens this", not_done="nothing was done or shown",
        help="send Authorization: Bearer with a key of your site",
    )  # fmt: skip
