"""Has this item come before? Revisions, idempotency keys and repeated calls."""

from dataclasses import replace
from hashlib import sha256

import msgspec

from evenhand.model.errors import EvenhandError, Where
from evenhand.model.item import Item
from evenhand.pipeline.known import Arrival, Known
from evenhand.pipeline.result import Result
from evenhand.store.decisions import get_decision, get_evidence

_encoder = msgspec.json.Encoder(order="deterministic")


def numbered(item: Item, key: str | None, known: Known) -> Arrival:
    """The item with its revision.

    Changed content under a known id is a new revision; the same content is the same item, whose
    decision is given again.

    Raises:
        EvenhandError: EH408 where the revision is known with other content, EH409 where the
            idempotency key was used for another item, EH411 where strikes are asserted.
    """
    if item.account.strikes is not None:
        raise EvenhandError(
            "EH411", "`account.strikes` is counted here, not told", where=Where("account.strikes"),
            not_done="the item was not decided", help="leave it out, or rehearse without --record",
        )  # fmt: skip
    digest = content_digest(item)
    if key is not None and (used := known.key(item.site, key)):
        if used[0] != digest:
            raise _used_elsewhere()
        return Arrival(item, digest, used[1])
    revisions = known.revisions(item)
    if item.revision is None:
        if revisions and revisions[-1].digest == digest:
            last = revisions[-1]
            return Arrival(replace(item, revision=last.revision), digest, last.decision)
        number = revisions[-1].revision + 1 if revisions else 1
        return Arrival(replace(item, revision=number), digest)
    for revision in revisions:
        if revision.revision == item.revision:
            if revision.digest != digest:
                raise EvenhandError(
                    "EH408", f"revision {item.revision} is known with other content",
                    where=Where("revision"), not_done="the item was not decided",
                    help=f"send revision {revisions[-1].revision + 1}, or leave it out",
                )  # fmt: skip
            return Arrival(item, digest, revision.decision)
    return Arrival(item, digest)


def repeated(arrival: Arrival, known: Known) -> Result:
    """The answer that the item had before; nothing new is kept.

    Raises EvenhandError: EH409 where the idempotency key was used for an item of the same content
    under another id.
    """
    found = _decided_before(arrival, known)
    if found.decision.subject.id != arrival.item.id:
        raise _used_elsewhere()
    return found


def _used_elsewhere() -> EvenhandError:
    return EvenhandError(
        "EH409", "this idempotency key was used for another item",
        not_done="the item was not decided", help="use a new key for a new item",
    )  # fmt: skip


def _decided_before(arrival: Arrival, known: Known) -> Result:
    decided = arrival.decided or ""
    if (now := known.result(decided)) is not None:
        return replace(now, repeated=True)
    kept, evidence = get_decision(decided), get_evidence(decided)
    return Result(
        arrival.item.id,
        kept.decision,
        evidence.readings if evidence else (),
        evidence.evidence.failed if evidence else (),
        rehearsal=False,
        log_index=kept.log_index,
        repeated=True,
    )


def content_digest(item: Item) -> str:
    """SHA-256 of what is published: kind, text, links, address and attachments."""
    attachments = [
        (a.name, a.media_type, a.sha256 or (sha256(a.data).hexdigest() if a.data else ""))
        for a in item.attachments
    ]
    content = (item.kind, item.text, item.links, item.url, attachments)
    return sha256(_encoder.encode(content)).hexdigest()
