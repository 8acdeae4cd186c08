"""Proofs with the home's own key for links that nobody can guess."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import digest as hmac_digest

from evenhand.pipeline.home import Home
from evenhand.pipeline.secrets import home_secret

NAME = "links"


def keyed(home: Home, *parts: str) -> bytes:
    """HMAC-SHA256 over the parts, with the home's key for links: 32 bytes.

    Each part is preceded by its length, so that no two lists of parts read the same.
    """
    said = b"".join(f"{len(part.encode())}:".encode() + part.encode() for part in parts)
    return hmac_digest(home_secret(home, NAME), said, sha256)


def written(secret: bytes) -> str:
    """Bytes as they stand in an address: base64url without padding."""
    return urlsafe_b64encode(secret).rstrip(b"=").decode()
