"""Receipts: what lets anybody check, without the log, that an entry is in it.

    c2sp.org/tlog-proof@v1
    index 73894
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=

    example.com/log
    109482
    sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

    — example.com/log hI2DJw...

The hashes lead from the entry to the root in the checkpoint. An optional second line `extra ...`
carries bytes of the caller's, which nothing vouches for.

Source: c2sp.org/tlog-proof. Files that hold one end in `.tlog-proof`.
"""

from dataclasses import dataclass

from evenhand.log.checkpoint import Checkpoint, open_checkpoint
from evenhand.log.key import VerifierKey
from evenhand.log.note import MAX_NOTE_BYTES, from_base64, to_base64
from evenhand.log.tree import HASH_BYTES, includes, leaf_hash
from evenhand.model.errors import EvenhandError

HEADER = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 63
"""Hashes in a proof: as many as a tree can have levels."""

MAX_RECEIPT_BYTES = 2 * MAX_NOTE_BYTES


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry's place in a log.

    Attributes:
        index: of the entry.
        proof: hashes from the entry's sibling up to the root's child.
        checkpoint: the signed note, as the log served it.
        extra: bytes of the caller's; None where there are none.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None

    @property
    def text(self) -> str:
        """As it is handed out."""
        extra = [] if self.extra is None else [f"extra {to_base64(self.extra)}"]
        hashes = [to_base64(found) for found in self.proof]
        lines = [HEADER, *extra, f"index {self.index}", *hashes, "", self.checkpoint]
        return "\n".join(lines)


def parse_receipt(text: str) -> Receipt:
    """Read a receipt, unchecked. Raises EH371 where it is not one in canonical form."""
    if len(text) > MAX_RECEIPT_BYTES:
        raise _malformed()
    try:
        head, _, checkpoint = text.partition("\n\n")
        _, *lines = head.split("\n")
        extra = None
        if lines[0].startswith("extra "):
            extra = from_base64(lines.pop(0).removeprefix("extra "))
        index = int(lines.pop(0).removeprefix("index "))
        found = Receipt(index, tuple(from_base64(line) for line in lines), checkpoint, extra)
    except (ValueError, IndexError):
        raise _malformed() from None
    sound = len(found.proof) <= MAX_PROOF and all(len(h) == HASH_BYTES for h in found.proof)
    if not sound or index < 0 or found.text != text:
        raise _malformed()
    return found


def verify_receipt(text: str, key: VerifierKey, entry: bytes) -> tuple[int, Checkpoint]:
    """Check that the entry is in the log that `key` signs; its index, and the checkpoint.

    Raises:
        EvenhandError: EH371 for a malformed receipt, those of `open_checkpoint`, EH372 where it
            does not prove this entry.
    """
    receipt = parse_receipt(text)
    checkpoint = open_checkpoint(receipt.checkpoint.encode(), key)
    leaf, proof = leaf_hash(entry), receipt.proof
    if not includes(leaf, receipt.index, checkpoint.size, proof, checkpoint.root):
        raise EvenhandError(
            "EH372",
            "the receipt does not prove that this entry is in the log",
            help="the entry's bytes must be exactly those that the log serves",
        )
    return receipt.index, checkpoint


def _malformed() -> EvenhandError:
    return EvenhandError(
        "EH371",
        "not a receipt",
        help=f"it begins with `{HEADER}` and must be byte for byte as it was handed out",
    )
