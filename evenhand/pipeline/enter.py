"""An entry on its way into the journal: its number, its commitments, its place in the order."""

from evenhand.log.entry import commitments, encode
from evenhand.model.clock import Entropy
from evenhand.model.entry import Draft
from evenhand.store.recording import Recording

ID_BYTES = 16
ORDINARY = frozenset({"decision", "measure", "heartbeat"})
"""Types of entry that come every day anyway, in which a sealed commitment may ride."""

MAX_RIDERS = 3
"""Most that ride in one entry: commitments come by the dozen, so the entry gets no longer."""


def entry_id(entropy: Entropy) -> str:
    """A random id of an entry, a case or a statement: 32 hexadecimal digits."""
    return entropy.token(ID_BYTES).hex()


def enter(recording: Recording, draft: Draft, entropy: Entropy) -> int:
    """Put an entry into the journal of the transaction; returns its log index.

    What opens its commitments is kept beside it, and can be erased. What may not be disclosed
    rides in an ordinary entry as one commitment among others, and nobody can tell that it does.
    """
    riders = recording.riders(draft.site, MAX_RIDERS) if draft.type in ORDINARY else {}
    commit, disclosures = commitments({**draft.sealed, **riders}, entropy)
    number = recording.number(draft.site, draft.type)
    leaf = encode(draft, number, commit)
    return recording.entry(entry_id(entropy), draft.site, draft.type, number, leaf, disclosures)
