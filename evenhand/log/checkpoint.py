"""Checkpoints: what a log says of itself at one size, signed.

    example.com/log
    300
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

Origin, number of entries in decimal, root of the hash tree in base64; further lines are allowed
to others and never written here.

Source: c2sp.org/tlog-checkpoint.
"""

from dataclasses import dataclass

from evenhand.log.key import Signer, VerifierKey
from evenhand.log.note import Note, format_note, from_base64, parse_note, to_base64
from evenhand.log.tree import HASH_BYTES
from evenhand.model.errors import EvenhandError

CHECKPOINT = "checkpoint"
"""The name of its file in the log."""

MAX_SIZE = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: whose it is, how many entries it has, and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is signed."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's text, without its signatures. Raises EH330."""
    try:
        origin, size, root, *extensions = text.removesuffix("\n").split("\n")
        found = Checkpoint(origin, int(size), from_base64(root), tuple(extensions))
    except ValueError:
        raise _malformed() from None
    sound = 0 <= found.size <= MAX_SIZE and len(found.root) == HASH_BYTES
    if not sound or not all((origin, *extensions)) or found.text != text:
        raise _malformed()
    return found


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """The checkpoint as it is published."""
    return format_note(signer.sign(checkpoint.text))


def open_checkpoint(data: bytes, key: VerifierKey) -> Checkpoint:
    """Read a published checkpoint and believe it only if `key` signed it.

    Raises:
        EvenhandError: EH320 or EH330 where it is malformed, EH331 where the key did not sign it,
            EH332 where it is another log's.
    """
    return check_checkpoint(parse_note(data), key)


def check_checkpoint(note: Note, key: VerifierKey) -> Checkpoint:
    """The checkpoint in a note that `key` signed; raises as `open_checkpoint` does."""
    found = parse_checkpoint(note.text)
    if found.origin != key.name:
        raise EvenhandError(
            "EH332",
            f"the checkpoint is of the log `{found.origin}`, the key is that of `{key.name}`",
            help="use the verifier key that this log's operator publishes",
        )
    if not key.verify(note):
        raise EvenhandError(
            "EH331",
            f"the checkpoint is not signed by the key of `{key.name}`",
            help="compare the log's `vkey` with the one that its operator publishes elsewhere",
        )
    return found


def _malformed() -> EvenhandError:
    return EvenhandError(
        "EH330",
        "the signed note is not a checkpoint",
        help="it has an origin, a size in decimal and a root hash in base64, one a line",
    )
