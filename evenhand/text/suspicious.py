"""Signs that may hide a value: patterns over UTF-8 that tell which texts must be folded to be read.

Folding every text costs more than searching it, and most signs beyond ASCII (an accent, an emoji, a
curly quote, a text in Russian) change nothing that a search of the text as written would miss.
Those that could are derived here from `fold` itself, and from where they stand.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, groupby

from evenhand.text.confusables import TABLE
from evenhand.text.fold import fold

_ASSIGNED = (
    range(0x80, 0x3400),
    range(0xA000, 0xAC00),
    range(0xF900, 0x20000),
    range(0x2F800, 0x2FA20),
    range(0xE0000, 0xE0200),
)
"""Where code points may fold to something else; the rest is ideographs, Hangul or not in use."""

_CHANGED = {"Cf", "Me", "Mn", "Mc", "Nd", "No", "Pd", "Zs"}
"""General categories that folding treats without a compatibility mapping."""

_EVERYDAY = "\u0131\u00aa\u00ba\u2122"
_GREEK = range(0x370, 0x400)
_CYRILLIC = (*range(0x410, 0x450), 0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x4AF, 0x4AE)
"""Letters of common alphabets (Russian, Ukrainian, Mongolian) look like Latin ones by nature."""

_JOINING = (0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080))
"""What emoji, Persian and the scripts of India are written with although it shows nothing."""

_EXACT = {
    chr(code).encode()[:-1]
    for code in (
        0x2000,
        0x2040,
        0x2080,
        0x20C0,
        0x2100,
        0x2140,
        0x2740,
        0x2780,
        0x3000,
        0x3040,
        0x3080,
        0x30C0,
        0xFE00,
        0xFF00,
        0xFF40,
        0x1F100,
        0x1F140,
        0x1F180,
    )
}

_BRACKETS = frozenset("()[]{}<>")
_QUOTES = frozenset("'\"`")


@lru_cache(maxsize=1)
def suspicious() -> tuple[str, ...]:
    """Patterns, in what `re` over bytes and hyperscan share, one of which such a text matches.

    They match wherever folding a text reveals a digit, an `@`, or an ASCII letter, separator or
    neighbourhood that a search for numbers, addresses or English words could need. A word that is
    written in look-alike letters of one everyday alphabet throughout stays unseen.
    """
    groups = _groups()
    group = {name: _utf8(codes) for name, codes in groups.items()}
    letter, gap = group["letter"], f"{group['gap']}|{group['bracket']}"
    greek = _utf8(code for code in groups["letter"] if code in _GREEK)
    cyrillic = _utf8(code for code in groups["letter"] if code in _CYRILLIC)
    return (
        f"(?:{group['always']})",
        f"[a-z0-9](?:{letter})",
        f"(?:{letter})[a-z0-9]",
        f"(?:{greek})(?:{cyrillic})",
        f"(?:{cyrillic})(?:{greek})",
        f"[0-9](?:{gap})",
        f"(?:{gap})[0-9]",
        f"[a-z](?:{gap})[a-z]",
        f"[a-z] ?(?:{group['bracket']})",
        f"(?:{group['bracket']}) ?[a-z]",
        f"[a-z0-9](?:{group['dots']})[a-z0-9]",
        f"[0-9](?:{group['quote']})",
        rf"[!-~](?:{group['joining']})",
        rf"(?:{letter}|{gap})(?:{group['joining']})",
        rf"[!-@\[-`{{-~](?:{group['mark']})",
    )


def _groups() -> dict[str, list[int]]:
    """Code points by where folding them may reveal something; those that never do are in none."""
    codes = [code for code in chain.from_iterable(_ASSIGNED) if _may_fold(chr(code))]
    folded = fold("\0".join("x" + chr(code) for code in codes)).text.split("\0")
    found: dict[str, list[int]] = {}
    for code, plain in zip(codes, folded, strict=True):
        found.setdefault(_group(code, plain.removeprefix("x")), []).append(code)
    return found


def _may_fold(sign: str) -> bool:
    return (
        sign in TABLE
        or unicodedata.category(sign) in _CHANGED
        or not unicodedata.is_normalized("NFKD", sign)
    )


def _group(code: int, plain: str) -> str:
    """The group of one code point, by its folded form behind a letter."""
    if not plain:
        return "joining" if code in _JOINING else "always"
    if unicodedata.category(chr(code)).startswith("M"):
        return "mark"
    shown = {sign for sign in plain if sign.isascii()}
    if any(sign.isdigit() or sign == "@" for sign in shown):
        return "always"
    if any(sign.isalpha() for sign in shown):
        everyday = code in _GREEK or code in _CYRILLIC or chr(code) in _EVERYDAY
        return "letter" if everyday else "always"
    if shown <= _QUOTES:
        return "quote" if shown else ""
    if shown <= _BRACKETS:
        return "bracket"
    return "dots" if plain.startswith("..") else "gap"


def _utf8(codes: Iterable[int]) -> str:
    """The code points as alternatives of UTF-8 bytes.

    Where a quarter of the 64 that share all bytes but the last are meant, outside of `_EXACT`, the
    last is left open: that is searched faster. What has the same last bytes stands together.
    """
    encoded = sorted(chr(code).encode("utf-8", "surrogatepass") for code in codes)
    starts: dict[tuple[bytes, str], list[int]] = {}
    for start, group in groupby(encoded, key=lambda one: one[:-1]):
        ends = [one[-1] for one in group]
        exact = len(ends) < 16 or len(start) == 1 or start in _EXACT
        last = _class(ends) if exact else r"[\x80-\xbf]"
        starts.setdefault((start[:-1], last), []).append(start[-1])
    return "|".join(
        _escaped(first) + _class(seconds) + last for (first, last), seconds in starts.items()
    )


def _class(values: list[int]) -> str:
    """Sorted bytes as a class of characters."""
    shown = ""
    for _, run in groupby(enumerate(values), key=lambda pair: pair[1] - pair[0]):
        listed = bytes(value for _, value in run)
        shown += _escaped(listed[:1]) + (f"-{_escaped(listed[-1:])}" if len(listed) > 1 else "")
    return f"[{shown}]"


def _escaped(data: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in data)
