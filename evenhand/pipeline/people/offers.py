"""Offers to a newsroom: material that somebody brings, what was found, what was done and why.

Private by default: each change rides in an ordinary entry as one commitment, and only a public
note makes an entry of its own. Who offered is sealed always; each time it is shown is noted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from evenhand.model.case import Note
from evenhand.model.clock import day_text
from evenhand.model.contact import Offer, OfferOutcome
from evenhand.model.entry import digest_text
from evenhand.model.errors import EvenhandError
from evenhand.model.people import DECIDERS
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.private import refuse_private
from evenhand.pipeline.people.rights import READERS, giver
from evenhand.pipeline.people.said import check_name, check_text
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.names import name_key
from evenhand.store.cases import add_note, notes_of
from evenhand.store.contacts import all_offers, get_offer, keep_offer, ride
from evenhand.store.wire import to_json

NOT_KEPT = "no offer was kept"
NOT_CHANGED = "the offer stays as it was"
NOT_SHOWN = "nothing was shown"
MAX_FILES = 1_000
MAX_FILE_BYTES = 100_000_000_000
MAX_NOTE = 500
"""Longest public note, in code points."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody brings.

    Attributes:
        offered_by: sealed, always.
        files: read for their digests, never kept.
        received_at: None is now.
    """

    offered_by: str
    files: Sequence[Path] = ()
    matter: str | None = None
    provenance: str = ""
    received_at: datetime | None = None


def add(home: Home, site: str, by: str, offered: Offered) -> Offer:
    """Keep that material was offered.

    Raises EvenhandError: EH413, EH571, EH572, EH577, EH585 for files that are none, too many or
        too large, and for a time that has not come.
    """
    who = check_name("who offered it", offered.offered_by, NOT_KEPT)
    matter = check_name("the matter's name", offered.matter, NOT_KEPT) if offered.matter else None
    provenance = check_text("the provenance", offered.provenance, NOT_KEPT, needed=False)
    if len(offered.files) > MAX_FILES:
        raise _unfit(f"more than {MAX_FILES:,} files", "put them into archives")
    prints = tuple(dict.fromkeys(map(fingerprint, offered.files)))
    with turn(home) as now:
        staff = giver(now, site, by, DECIDERS, NOT_KEPT)
        received = offered.received_at or now.now
        if received.tzinfo is None or received > now.now:
            raise _unfit("a time without a zone, or one to come", "say when it was received")
        offer = Offer(
            now.new_id(), site, who, prints, received, staff.name, matter, provenance
        )  # fmt: skip
        _keep(offer, "received")
    return offer


def assess(home: Home, offer_id: str, by: str, assessment: str) -> Offer:
    """Keep what the newsroom found, once. Raises EvenhandError: as `decide`."""
    assessment = check_text("the assessment", assessment, NOT_CHANGED)
    with turn(home) as now:
        offer = _open(now, offer_id, by)
        if offer.assessed_at is not None:
            raise EvenhandError(
                "EH582", "the offer has been assessed already", not_done=NOT_CHANGED,
                help="decline it, redact or publish, and say there what was found since",
            )  # fmt: skip
        offer = replace(offer, assessment=assessment, assessed_at=now.now)
        _keep(offer, "assessed")
    return offer


def decide(
    home: Home, offer_id: str, by: str, outcome: OfferOutcome, why: str, public_note: str = ""
) -> Offer:
    """Decide about an assessed offer, once.

    Args:
        why: private.
        public_note: goes into the log with the outcome; empty is nothing.

    Raises EvenhandError: EH410, EH413, EH624 for a note that holds private information, EH571,
        EH572, EH577, EH582 for an offer that was not assessed, EH583 for one that was decided,
        EH584 for a note that names who offered.
    """
    if outcome is OfferOutcome.OPEN:
        raise ValueError("an offer is open until it is decided")
    why = check_text("the reason", why, NOT_CHANGED)
    note = check_text("the note", public_note, NOT_CHANGED, most=MAX_NOTE, needed=False)
    refuse_private(note, "the note")
    with turn(home) as now:
        offer = _open(now, offer_id, by)
        if offer.assessed_at is None:
            raise EvenhandError(
                "EH582", "the offer has not been assessed", not_done=NOT_CHANGED,
                help="say first what was found: `evenhand offer assess ID --text ...`",
            )  # fmt: skip
        _check_note(note, offer)
        offer = replace(
            offer, outcome=outcome, why=why, decided_by=by, decided_at=now.now, public_note=note
        )
        _keep(offer, "decided")
        if note:
            _disclose(now, offer)
    return offer


def offers(home: Home, site: str, by: str) -> list[Offer]:
    """The offers of a site, as received, without who offered.

    Raises EvenhandError: EH413, EH571, EH572.
    """
    giver(home, site, by, READERS, NOT_SHOWN)
    return [replace(offer, offered_by="") for offer in all_offers(site)]


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer with the notes of when who offered it was shown, to whom and why."""

    offer: Offer
    reveals: Sequence[Note]


def view(home: Home, offer_id: str, by: str) -> OfferView:
    """An offer without who offered it. Raises EvenhandError: EH410, EH413, EH571, EH572."""
    offer = get_offer(offer_id)
    giver(home, offer.site, by, READERS, NOT_SHOWN)
    return OfferView(replace(offer, offered_by=""), notes_of(offer.id))


def reveal(home: Home, offer_id: str, by: str, why: str) -> OfferView:
    """An offer with who offered it; that it was shown, to whom and why, is noted first.

    Raises EvenhandError: EH410, EH413, EH571, EH572, EH577.
    """
    why = check_text("why it has to be shown", why, NOT_SHOWN)
    with turn(home) as now:
        offer = get_offer(offer_id)
        staff = giver(now, offer.site, by, DECIDERS, NOT_SHOWN)
        add_note(Note(offer.id, staff.name, now.now, why))
    return OfferView(offer, notes_of(offer.id))


def fingerprint(file: Path) -> str:
    """SHA-256 of a file in lower-case hexadecimal, read in pieces. Raises EvenhandError: EH585."""
    if not file.is_file():
        raise _unfit(f"`{file.name}` is no file", "name the files themselves")
    if file.stat().st_size > MAX_FILE_BYTES:
        raise _unfit(f"`{file.name}` has more than {MAX_FILE_BYTES:,} bytes", "split it")
    with file.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def _open(now: Turn, offer_id: str, by: str) -> Offer:
    """The offer, if it can still be changed by whoever gives the command."""
    offer = get_offer(offer_id)
    giver(now, offer.site, by, DECIDERS, NOT_CHANGED)
    if offer.outcome is not OfferOutcome.OPEN:
        raise EvenhandError(
            "EH583", f"the offer has been decided already: {offer.outcome}",
            not_done=NOT_CHANGED, help="if it comes again, add it as a new offer",
        )  # fmt: skip
    return offer


def _keep(offer: Offer, change: str) -> None:
    """The record, and a commitment to it in the next ordinary entry of the site.

    Each change happens once, so that no two commitments have one name.
    """
    keep_offer(offer)
    ride(offer.site, f"offer.{offer.id}.{change}", digest_text(to_json(offer)))


def _disclose(now: Turn, offer: Offer) -> None:
    fields = {
        "record": "offer",
        "outcome": str(offer.outcome),
        "received": day_text(offer.received_at),
        "decided": day_text(now.now),
        "note": offer.public_note,
    }
    sealed = {"record": digest_text(to_json(offer))}
    now.enter("disclosure", offer.site, offer.id, fields, sealed)


def _check_note(note: str, offer: Offer) -> None:
    """A public note never names who offered."""
    if f" {_words(offer.offered_by)} " in f" {_words(note)} ":
        raise EvenhandError(
            "EH584", "the note names who offered the material", not_done=NOT_CHANGED,
            help="say it without them; who offered is never public",
        )  # fmt: skip


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", name_key(text)))


def _unfit(what: str, help: str) -> EvenhandError:
    return EvenhandError("EH585", f"the offer cannot be kept: {what}", not_done=NOT_KEPT, help=help)
