"""Cheap signs of addresses, for the first pass over a whole text."""

import re

from evenhand.signals.private_info.place.streets import listed


def _any(*kinds: str, but: str = "") -> str:
    """Any of the words of some kinds, with accents or without, as a pattern over UTF-8."""
    words = frozenset().union(*map(listed, kinds)) - frozenset(but.split())
    return "(?:" + "|".join(map(_spelled, sorted(words))) + ")"


def _spelled(word: str) -> str:
    """A word's letters with the accents that are written where it has any."""
    return _ACCENTS.get(word, re.escape(word)).replace("ss", r"(?:ss|\xc3\x9f)")


_ACCENTS = {
    word: word.replace(plain, f"(?:{plain}|{accent})")
    for word, plain, accent in (
        ("praca", "c", "ç"),
        ("placa", "c", "ç"),
        ("allee", "ee", "ée"),
        ("rua", "u", "ú"),
        ("travesia", "ia", "ía"),
        ("callejon", "o", "ó"),
        ("localita", "ta", "tà"),
        ("residence", "re", "ré"),
        ("sraid", "a", "á"),
        ("bothar", "o", "ó"),
        ("vagen", "a", "ä"),
    )
}


_FIRST = _any("street first", "street first or not", but="r c al av a via rang")
_LAST = _any("ending", "ending or not")
_NAMED = (
    "rua|r(?:u|ú)a|calle|avda|avenida|avinguda|plaza|pla(?:c|ç)a|pra(?:c|ç)a"
    "|pza|paseo|camino|carrer"
    "|glorieta|travessa|traves(?:i|í)a|cuesta|ronda|alameda|estrada|rodovia|via|viale|piazza|vicolo"
    "|corso|largo|strada|borgo|salita|fondamenta|rue|avenue|laan|strasse|stra(?:ß)e|ul"
)
_WORD = r"[^ ,:;!?=|()\x22\x00-\x1f]{1,13},?[ ]"
"""A word of a street's name: a label and its colon is none."""

SIGNS = (
    # 12 Oak Street
    rf"[0-9][a-z]?,?[ \n](?:{_WORD}){{0,2}}{_WORD}"
    rf"{_any('street', 'street, short', but='gr pl av')}\b",
    rf"\b[0-9]{{1,5}}[a-z]?[ ](?:{_WORD})?{_WORD}{_any('street or not')}\b",
    rf"\b[0-9]{{1,5}}[a-z]?[ ](?:{_any('whole street')}|the[ ]{_any('street or not')})\b",
    # 12 rue de la Paix, 88 County Road 5
    rf"[0-9][a-z]?,?[ ](?:(?:bis|ter),?[ ])?{_FIRST}\b",
    # Via Roma 12, Hauptstrasse 12
    rf"\b(?:{_NAMED})[ ](?:{_WORD}){{1,4}}[0-9]",
    rf"\b(?:av|c|r)\.[ ](?:{_WORD}){{1,3}}[0-9]",
    rf"{_LAST}\.?,?[ ][0-9]",
    # postcodes
    r"[a-z][0-9][0-9a-z]?[ ][0-9][a-z][a-z0-9]\b",
    r"[a-z][, \n]{1,3}[a-z][0-9][0-9w][ ][a-z][0-9a-z]{3}\b",
    r"[a-z][, \n]{1,3}[a-z]{2}[, \n]{1,2}[0-9]{5}\b|[a-z)][, -]{1,3}[0-9]{6}\b",
    r"[0-9a-z],[ \n]?[0-9]{5}[ ][a-z]",
    r"[0-9a-z],[ \n]?[1-9][0-9]{3}[ ]?[a-z]{2}[ ][a-z]",
    # parts of a house, boxes, corners, what is said to be an address
    r"\b(?:apt|suite|unit|flat|apartment|apto?|piso)\.?[ ]#?[0-9]",
    r"\b(?:box|psc|cmr|postfach|postbus|apartado)[ ][0-9]|\brr[ ]?#?[0-9]{1,4},?[ ][a-z]{4}",
    r"\bcorner of ",
    r"\b(?:address|address is|moved to|adresse?|anschrift|indirizzo|endere..?o"
    r"|direcci..?n)[: \n]{1,3}[0-9]",
    r"\b(?:lives?|living|resides|staying|house is|home is|parents|office is"
    r"|meet me|one|sent|return|taxi)"
    r"[ ](?:(?:at|in|to)[ ])?[0-9]{1,5}[ ][a-z]",
)
