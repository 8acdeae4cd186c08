"""Spellings that people read as an address and programs do not: undone, with the way back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

RESPELLINGS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), new, step)
    for pattern, new, step in (
        (r"(?<![a-z0-9])h(xx|\*\*)ps?(?=\[?:)", "tt", "hxxp read as http"),
        (r"https?(\[:(?://\]|\]//))", "://", "bracketed colon read as a colon"),
        (r"([\[({](?:\.|dot)[\])}])", ".", "bracketed dot read as a dot"),
        (r"(?<=[a-z0-9])(。)(?=[a-z])", ".", "ideographic full stop read as a dot"),
        (r"[!-~]()(?=[。、」』】》〉])", " ", "address set apart from what follows"),
        (r"https?(:(?!//[^/\\])[/\\]+)", "://", "slashes after the scheme read as two"),
        (r"(?:^|[\"'(<=;>])(//)(?=[^\W_][^/\s]*\.[^\W\d_])", "http://", "read as http"),
        (r"https?://[^/\\?#\s]*(\\+)", "/", "backslash read as a slash"),
        (r"(?:^|//)[^/?#\s]*[^\W_](\.+)(?=[/?#:])", "", "final dot of the host dropped"),
        (r"^[^:/.]*[^\W_]()(?=https?://)", " ", "address set apart from the word before it"),
    )
)
"""(pattern, what takes the place of its group, step): one word's, applied in this order."""

_ODD = re.compile(
    r"[\[({\\。、」』】》〉]|(?:^|[\"'(<=;>])//|h(?:xx|\*\*)p|https?:(?!//[^/\\])|[^\W_](?:\.[./?#:]|https?://)",
    re.IGNORECASE,
)
"""What any of the respellings needs; spares nearly all addresses a search for each."""


@dataclass(frozen=True, slots=True)
class Respelt:
    """A word as programs write it.

    Attributes:
        text: the word; may hold a blank that sets an address apart.
        places: for each sign of `text`, its index in the word as it stood; one more for the end.
        steps: what was done, in order.
    """

    text: str
    places: Sequence[int]
    steps: tuple[str, ...] = ()


def respell(word: str) -> Respelt:
    """A word (no white space in it) with the respellings applied; takes linear time."""
    respelt = Respelt(word, range(len(word) + 1))
    if _ODD.search(word) is None:
        return respelt
    for pattern, new, step in RESPELLINGS:
        if pattern.search(respelt.text):
            respelt = _substitute(respelt, pattern, new, step)
    return respelt


def _substitute(old: Respelt, pattern: re.Pattern[str], new: str, step: str) -> Respelt:
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in pattern.finditer(old.text):
        start, end = match.span(1)
        pieces += (old.text[done:start], new)
        places += old.places[done:start]
        places += [old.places[start]] * len(new)
        done = end
    pieces.append(old.text[done:])
    places += old.places[done:]
    return Respelt("".join(pieces), places, (*old.steps, step))


def spellings(written: str) -> list[tuple[str, tuple[str, ...]]]:
    """Ways to read what stands for an address, with their steps; at least `written` itself.

    Compatibility forms and invisible signs are undone, look-alike letters are not: a host in
    letters of another script is another host.
    """
    found: list[tuple[str, tuple[str, ...]]] = [(written, ())]
    plain = written
    steps: tuple[str, ...] = ()
    if not written.isascii():
        plain = "".join(
            sign
            for sign in unicodedata.normalize("NFKC", written)
            if unicodedata.category(sign) != "Cf"
        )
        if plain != written:
            steps = ("compatibility forms and invisible signs undone",)
    respelt = respell(plain)
    if respelt.text != written:
        found.append((respelt.text.strip(), steps + respelt.steps))
    return found
