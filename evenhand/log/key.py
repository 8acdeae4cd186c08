"""The keys of a log: the verifier key that everybody may know, and the private key in its file.

    example.com/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
    PRIVATE+KEY+example.com/log+530d903a+AdY2...

Source: c2sp.org/signed-note for verifier keys; the private form is that of Go's
golang.org/x/mod/sumdb/note, whose tools read it.
"""

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from evenhand.log.note import ID_BYTES, Note, Signature, from_base64, is_key_name, to_base64
from evenhand.model.clock import Entropy
from evenhand.model.errors import EvenhandError, Where

VKEY = "vkey"
"""The name of the verifier key's file in the log; it holds the key's text and a newline."""

ED25519 = b"\x01"
KEY_BYTES = 32
MAX_KEY_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Whom to believe: the name and Ed25519 key that a log signs with.

    `text` is its one spelling, `name+hex(id)+base64(type and key)`.
    """

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """First four bytes of SHA-256 over name, newline, signature type and key."""
        return _key_id(self.name, self.public)

    @property
    def text(self) -> str:
        """As it is published."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(ED25519 + self.public)}"

    def verify(self, note: Note) -> bool:
        """Whether this key signed the note; false too where one of its signatures is wrong."""
        ours, data = self.key_id, note.text.encode()
        found = [s.value for s in note.signatures if (s.name, s.key_id) == (self.name, ours)]
        try:
            for value in found:
                Ed25519PublicKey.from_public_bytes(self.public).verify(value, data)
        except InvalidSignature:
            return False
        return bool(found)


class Signer:
    """A log's private key."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = VerifierKey(name, self._key.public_key().public_bytes_raw())
        self._key_id = self.verifier.key_id

    @classmethod
    def generate(cls, name: str, entropy: Entropy) -> "Signer":
        """A new key. Raises EH321 for a name that a key cannot have."""
        if not is_key_name(name):
            raise EvenhandError(
                "EH321",
                f"`{name}` cannot be the name of a log",
                not_done="no key was made",
                help="use an address without scheme, spaces or `+`, such as `example.com/log`",
            )
        return cls(name, entropy.token(KEY_BYTES))

    @property
    def name(self) -> str:
        """The key's name, which is the log's origin."""
        return self.verifier.name

    @property
    def secret_text(self) -> str:
        """As it is kept: `PRIVATE+KEY+name+hex(id)+base64(type and seed)`."""
        secret = to_base64(ED25519 + self._seed)
        return f"PRIVATE+KEY+{self.name}+{self._key_id.hex()}+{secret}"

    def sign(self, text: str) -> Note:
        """The text (it ends in a newline) with this key's signature."""
        return Note(text, (Signature(self.name, self._key_id, self._key.sign(text.encode())),))


def parse_vkey(text: str) -> VerifierKey:
    """Read a verifier key. Raises EH322 where it is not an Ed25519 one in canonical form."""
    try:
        name, _, key = text[:MAX_KEY_TEXT].split("+", 2)
        found = VerifierKey(name, from_base64(key)[1:])
    except ValueError:
        raise _malformed_vkey() from None
    if not is_key_name(name) or len(found.public) != KEY_BYTES or found.text != text:
        raise _malformed_vkey()
    return found


def save_signer(path: Path, signer: Signer) -> None:
    """Write the private key where none is yet, readable by its owner alone. Raises EH324."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise EvenhandError(
            "EH324",
            "there is a private key already",
            where=Where(str(path)),
            not_done="the key was not replaced: every checkpoint so far is signed with it",
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(signer.secret_text + "\n")
        file.flush()
        os.fsync(file.fileno())


def load_signer(path: Path) -> Signer:
    """Read the private key. Raises EH323 where it cannot be read, or others may read it."""
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise _unusable_key(path, "others than its owner may read or change it")
            text = file.read(MAX_KEY_TEXT).decode().removesuffix("\n")
        begin, key, name, _, secret = text.split("+", 4)
        signer = Signer(name, from_base64(secret)[1:])
    except OSError as error:
        raise _unusable_key(path, error.strerror or "it cannot be read") from error
    except ValueError:
        raise _unusable_key(path, "it is not an Ed25519 key in note format") from None
    if not is_key_name(name) or signer.secret_text != text or (begin, key) != ("PRIVATE", "KEY"):
        raise _unusable_key(path, "it is not an Ed25519 key in note format")
    return signer


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:ID_BYTES]


def _malformed_vkey() -> EvenhandError:
    return EvenhandError(
        "EH322",
        "not an Ed25519 verifier key in note format",
        help="it looks like `example.com/log+530d903a+AekyeRrm...`, in one line",
    )


def _unusable_key(path: Path, why: str) -> EvenhandError:
    return EvenhandError(
        "EH323",
        f"the log's private key cannot be used: {why}",
        where=Where(str(path)),
        not_done="nothing was signed",
        help="restore the file from its backup, with mode 600",
    )
