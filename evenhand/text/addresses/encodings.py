"""How wrappers encode the address that they carry, where percent-escapes alone do not do it."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from urllib.parse import unquote

_V2 = str.maketrans("-_", "%/")
_V3_STAND_IN = re.compile(r"\*(?:\*([\w-]))?", re.ASCII)
_V3_RUNS = {
    sign: length for length, sign in enumerate(f"{ascii_uppercase}{ascii_lowercase}{digits}-_", 2)
}
_BASE64URL = frozenset(f"{ascii_letters}{digits}-_")
_TO_BASE64URL = str.maketrans("+/ ", "-_-")  # a `+` in a query is read as a blank
_AROUND = re.compile(r"https?:(?:\\*/)+[^\x00-\x20\"\x7f-\uffff]+")


def as_written(text: str) -> str:
    """The address as it stands."""
    return text


def base64(text: str) -> str:
    """Base64, also with `-` and `_` and without padding; nothing where it is damaged."""
    return _base64_bytes(text).decode(errors="ignore")


def base64_around(text: str) -> str:
    """Base64 of a record (JSON, or another) in which the first http(s) address is the one."""
    found = _AROUND.search(_base64_bytes(text.split(".")[0]).decode("latin-1"))
    return found[0].replace("\\", "") if found else ""


def hexadecimal(text: str) -> str:
    """Two hexadecimal digits a byte; nothing where they are none."""
    try:
        return bytes.fromhex(text).decode(errors="ignore")
    except ValueError:
        return ""


def _base64_bytes(text: str) -> bytes:
    text = text.translate(_TO_BASE64URL).rstrip("=")
    if not _BASE64URL.issuperset(text) or len(text) % 4 == 1:
        return b""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def proofpoint_v2(text: str) -> str:
    """Percent-escapes with `-` for `%`, and `_` for a slash: `https-3A__news.example_my-2Dpage`.

    Source: Proofpoint, "URL Defense decoder" (urldecoder.py).
    """
    return unquote(text.translate(_V2))


def proofpoint_v3(text: str) -> str:
    """The address up to `__;`, with the signs that its stars stand for behind it, up to `!`.

    `*` stands for one sign, `**A` for two, `**B` for three and so on; the signs are base64url.
    Source: Proofpoint, "URL Defense decoder" (urldecoder.py).
    """
    address, _, rest = text.partition("__;")
    signs = base64(rest.partition("!")[0])
    done = 0

    def plain(stand_in: re.Match[str]) -> str:
        nonlocal done
        start, done = done, done + (_V3_RUNS[stand_in[1]] if stand_in[1] else 1)
        return signs[start:done] or stand_in[0]

    return _V3_STAND_IN.sub(plain, address)


ENCODINGS: dict[str, Callable[[str], str]] = {
    "as_written": as_written,
    "base64": base64,
    "base64_around": base64_around,
    "hex": hexadecimal,
    "percent": unquote,
    "proofpoint_v2": proofpoint_v2,
    "proofpoint_v3": proofpoint_v3,
}
"""The names by which rules call them."""
