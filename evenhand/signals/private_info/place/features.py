"""What the address tagger sees of a text: its tokens, and for each a few plain features."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+|\n|[^\s]")
"""A word or a number, a line's end, or one other sign."""

_POSTCODES = (
    ("gb1", re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")),
    ("gb2", re.compile(r"[0-9][A-Z]{2}")),
    ("ca2", re.compile(r"[0-9][A-Z][0-9]")),
    ("gb", re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}")),
    ("ca", re.compile(r"[A-Z][0-9][A-Z][0-9][A-Z][0-9]")),
    ("ie2", re.compile(r"(?=[A-Z]*[0-9])[0-9A-Z]{4}")),
    ("ie", re.compile(r"[A-Z][0-9]{2}[0-9A-Z]{4}")),
    ("nl", re.compile(r"[1-9][0-9]{3}[A-Z]{2}")),
    ("nth", re.compile(r"[0-9]{1,3}(?:ST|ND|RD|TH|º|ª|E|ER)")),
    ("no", re.compile(r"[0-9]{1,4}[A-Z]")),
)
"""Letters with figures, in capitals: postcodes or halves of them, ordinals, house numbers."""


class Token(NamedTuple):
    """A piece of a text, its place in code points, and whether it follows without a gap."""

    text: str
    start: int
    end: int
    glued: bool


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of a text, in order. Linear in the stretch."""
    found: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text, start, end):
        found.append(Token(match[0], match.start(), match.end(), match.start() == last))
        last = match.end()
    return found


@cache
def _listed() -> dict[str, str]:
    """Word -> the lists it stands on, joined; words in small letters."""
    lists = files(__package__).joinpath("model", "words.txt").read_text("utf-8")
    classes: dict[str, list[str]] = {}
    for line in lists.splitlines():
        name, _, words = line.partition(": ")
        for word in words.split():
            classes.setdefault(word, []).append(name)
    return {word: "+".join(names) for word, names in classes.items()}


@cache
def _endings() -> re.Pattern[str]:
    """Ends of words that make a street's name, as in `Hauptstrasse`."""
    lists = files(__package__).joinpath("model", "endings.txt").read_text("utf-8")
    return re.compile(rf".{{2,}}(?:{'|'.join(lists.split())})$")


def _kind(word: str) -> str:
    """The class of a token: what lists know of it, else its shape."""
    if word.isdigit():
        return _number(word)
    if not word[0].isalnum():
        return word
    if any(sign.isdigit() for sign in word):
        capitals = word.upper()
        return next((name for name, shape in _POSTCODES if shape.fullmatch(capitals)), "mixed")
    low = word.lower()
    listed = _listed().get(low) or ("end" if _endings().match(low) else "")
    return f"{listed}.{_case(word)}"


def names_street(word: str) -> bool:
    """Whether streets are called by this word (`Road`, `rue`) or by its end (`Hauptstrasse`)."""
    return not _STREETS.isdisjoint(re.split("[+.]", _known(word).kind))


_STREETS = frozenset({"street", "may", "via", "in", "end"})
"""The lists whose words name streets."""


def _number(word: str) -> str:
    if len(word) == 4 and word[:2] in {"19", "20"}:
        return "year"
    return f"n{min(len(word), 7)}" + ("z" if word[0] == "0" else "")


def _case(word: str) -> str:
    """How a word is written: one capital, capitals, capitalised, small, or otherwise."""
    if len(word) == 1:
        return "A" if word.isupper() else "a"
    if word.isupper():
        return f"A{min(len(word), 4)}"
    if word.islower():
        return "aa"
    return "Aa" if word[1:].islower() else "aA"


class _Known(NamedTuple):
    """The features that one token gives to itself and to its neighbours, by their distance."""

    kind: str
    own: tuple[str, ...]
    near: tuple[tuple[str, ...], ...]


_REACH = 3
"""So many tokens to each side are looked at."""


@lru_cache(maxsize=10_000)
def _known(word: str) -> _Known:
    word = word[:_LONGEST].encode("utf-8", "replace").decode()  # crfsuite takes no lone surrogate
    kind = _kind(word)
    low = word.lower()
    own = ["k=" + kind, "w=" + low]
    if word[0].isalpha():
        own += ["<" + low[:3], ">" + low[-4:]]
    near = []
    for distance in range(-_REACH, _REACH + 1):
        mine = (f"k{distance}={kind}",)
        near.append((*mine, f"w{distance}={low}") if abs(distance) == 1 else mine)
    return _Known(kind, tuple(own), tuple(near))


_LONGEST = 24
"""Longer words are cut, which bounds the memory."""

_EDGE = _Known("|", (), tuple((f"k{d}=|",) for d in range(-_REACH, _REACH + 1)))


def features(found: list[Token]) -> list[list[str]]:
    """The features of each token: itself, its neighbours, and how they are joined."""
    edge = [_EDGE] * _REACH
    known = edge + [_known(token.text) for token in found] + edge
    glued = [token.glued for token in found] + [False]
    given: list[list[str]] = []
    for place in range(len(found)):
        middle = place + _REACH
        here, before, after = known[middle], known[middle - 1], known[middle + 1]
        own = [*here.own, f"{before.kind} {here.kind}_", f"_{here.kind} {after.kind}"]
        for distance in _NEIGHBOURS:
            own += known[middle + distance].near[_REACH + distance]
        if glued[place]:
            own.append("glued")
        if glued[place + 1]:
            own.append("holds")
        given.append(own)
    return given


_NEIGHBOURS = tuple(d for d in range(-_REACH, _REACH + 1) if d)
