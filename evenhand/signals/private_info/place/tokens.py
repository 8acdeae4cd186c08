"""A stretch of text as a row of signs: one letter a word, one digit a number, one mark a mark.

The grammar of addresses is written over these rows. A word that begins with a capital has the
capital of its kind's letter (see `streets.KINDS`; `W` where it is on no list, `I` for a single
letter), any other word the small letter. Numbers:

    0  a postcode by its shape: (`LS1 4AB`, `M5V 2T6`,
       `1015 CJ`, `01234-567`, `45402-0187`, `D-10115`)
    1  any other house number (`12`, `12a`, `14/2`, `188-190`, `B-45`, `s/n`)
    4, 5, 6  just so many digits: a house number or a postcode
    8  an ordinal (`42nd`)
    9  no part of an address: a date, a decimal, a longer number
"""

import re
from functools import lru_cache
from typing import NamedTuple

from evenhand.signals.private_info.place.streets import ENDINGS, SIGNS_OF_WORDS, listed

_PLAIN = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ’", "aaaaaaceeeeiiiinoooooouuuuyy'")

NO_DUTCH = (
    "ns|nr|in|of|is|am|pm|to|at|on|by|it|we|he|me|my|no|so|up|us|or|if|as|an|be|do|go|en|de|el|la|le|du"
    "|op|je|ik|na|te|se|re|st|nd|rd|th|km|mi|lb|kg|ft|cm|mm|kb|mb|gb|tb|bc|ad|ml|ne|nw|sw|dr|ct|pl"
)
"""Small words that do not end a Dutch postcode behind its four digits."""

_POSTCODE = rf"""
    [a-z]{{1,2}}\d[a-z\d]?[ ]?\d[a-z]{{2}}(?!\w)
    |[a-z]\d[a-z][ -]?\d[a-z]\d(?!\w)
    |[ac-fhknprtv-y]\d[\dw][ ]?(?=[a-z]{{0,3}}\d)(?=\d{{0,3}}[a-z])[a-z\d]{{4}}(?!\w)
    |[1-9]\d{{3}}
        (?:[ ]?(?-i:(?!NE|NW|SE|SW|AM|PM|AD|BC|KM|US|UK|TV)[A-Z]{{2}})
        |[ ](?!(?:{NO_DUTCH})(?!\w))[a-z]{{2}})(?!\w)
    |\d{{5}}-\d{{3,4}}(?![\w-])
    |(?:D|CH|A|F|I|E|B|L|NL)-\d{{4,5}}(?!\w)
"""
_TOKEN = re.compile(
    rf"""(?=[\S\n])(?:(?-i:(?P<plain>[A-Za-z]{{3,}}+))(?![\w.'’-])
    |(?=[a-z]{{0,2}}-?\d)(?P<post>{_POSTCODE})
    |(?P<eighth>\d{{1,3}}(?:(?:st|nd|rd|th|eme|ème|er|(?:º|°|o)[a-h]?)(?!\w)
        |\.(?=[ ](?:ju|mai|okt|og|sto|et))))
    |(?P<number>(?:[a-z]{{1,2}}-)?\d++(?:[.:,]\d++|[/-]\w{{1,5}}(?!\w))*+(?:[nsew]\d++)?(?:[a-z]{{1,2}}(?!\w))?
        |[a-z]\d++[nsew]\d++|s/n|c/(?!o))
    |(?P<word>[^\W\d_]{{1,5}}+\.(?:[^\W\d_]{{1,3}}\.)*+(?=\W|$)|[^\W\d_]{{1,16}}str\.
        |[^\W\d_]++(?:['’.-][^\W\d_]++)*+)
    |(?P<newline>\n(?:[ \t]*[>?*|]++)*+)
    |(?P<mark>[,:;.!?()#&@$€£%/"~|*_=\[\]-])
    |\d++\w*+|\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_CODE_AND_STOP = re.compile(r"[A-Z]{2,3}\.")
_MARKS = {
    "-": "~",
    "/": "~",
    "(": "(",
    ")": ")",
    ",": ",",
    "#": "#",
    "&": "&",
    ":": ":",
} | dict.fromkeys(".;!?", ".")
"""Marks that addresses hold; every other is `!`, and `.` `;` `!` `?` end a sentence: `.`."""

_ENDS = {sign: tuple(listed(kind)) for kind, sign in ENDINGS.items()}
_CODES = listed("region code")
_SMALL_CODES = frozenset(map(str.lower, _CODES))


class Line(NamedTuple):
    """A stretch of text in signs.

    Attributes:
        signs: one a token.
        spans: where each token stands in the text, half-open.
        small: whether no word begins with a capital: then every word may be one of a name, and
            all have the capital sign.
    """

    signs: str
    spans: list[tuple[int, int]]
    small: bool


def line(text: str, start: int, end: int) -> Line:
    """The signs of `text[start:end]`."""
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        sign = _sign(match[0], match.lastgroup)
        first, last = match.span()
        if sign == "Q" and _CODE_AND_STOP.fullmatch(match[0]):
            last -= 1
            signs.append(sign)
            spans.append((first, last))
            sign, first, last = ".", last, last + 1  # behind `ME` it ends the sentence
        signs.append(sign)
        spans.append((first, last))
    row = "".join(signs)
    small = row.lower() == row
    return Line(row.upper() if small else row, spans, small)


@lru_cache(maxsize=16_384)
def _sign(token: str, group: str | None) -> str:
    if group in ("plain", "word"):
        return _of_word(token)
    if group == "number":
        return _of_number(token)
    if group == "newline":
        return "|"
    if group == "mark":
        return _MARKS.get(token, "!")
    return {"post": "0", "eighth": "8"}.get(group or "", "9")


def _of_word(token: str) -> str:
    word = token.rstrip(".")
    plain = word.lower().translate(_PLAIN).replace("ß", "ss")
    if len(token) == 1 and word.isupper() and word not in "NESW":
        return "I"
    if word in _CODES and SIGNS_OF_WORDS.get(plain) not in {"D", "P"}:
        return "Q"
    sign = SIGNS_OF_WORDS.get(plain) or _of_ending(plain)
    if not sign:
        sign = "I" if len(plain) == 1 else "Q" if plain in _SMALL_CODES else "W"
    capital = word[0].isupper() or plain[:2] in {"d'", "l'"}
    return sign if capital or not sign.isalpha() else sign.lower()


def _of_ending(plain: str) -> str:
    return next((sign for sign, ends in _ENDS.items() if plain.endswith(ends)), "")


def _of_number(token: str) -> str:
    if token.lower() == "c/":
        return "B"
    digits = sum(map(str.isdigit, token))
    if token.isdigit():
        return {4: "4", 5: "5", 6: "6"}.get(digits, "1" if digits < 4 else "9")
    if digits > 7 or re.search(
        r"[.:,]|^\d{3}-\d{4}$|^\d{1,2}[/-]\d{1,2}[/-]\d{2}(?:\d\d)?$", token
    ):
        return "9"
    return "1"
