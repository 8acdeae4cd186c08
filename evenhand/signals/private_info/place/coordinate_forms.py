"""How places on earth are written: decimal degrees, degrees with minutes, links, codes, grids."""

import re

_BETWEEN = r"""(?:°|\ ?deg(?:rees)?)?\ ?(?P<ns>[NS](?![a-z]))?
    (?: ["']?\s{0,2}[,;/|]?\s{0,3}["']?(?:&|&amp;)?(?:lo?ng?|longitude|longitud|mlon)["']?
        \s?[:=]?\s?["']?
      | \s{0,2}[,;/|+]\s{0,2} | %2C\+? | \ {1,3} )"""

DECIMAL = re.compile(
    rf"""(?<![\w.$€£])(?P<head>[NS]\ ?(?=\d))?(?P<lat>[-+]?\d{{1,3}}\.\d{{4,15}}){_BETWEEN}
    (?:[EW]\ ?(?=\d))?(?P<lon>[-+]?\d{{1,3}}\.\d{{4,15}})
    (?:°|\ ?deg(?:rees)?)?(?:\ ?(?P<ew>[EWO])(?![a-z]))?
    (?![\d%€$]|\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Four figures behind the point at least: some ten metres. Fewer name a town."""

_MINUTES = r"""\d{1,3}\s?[°ºo*d]\s?\d{1,2}(?:\.\d{1,6})?\s?
    (?:['m]\s?(?:\d{1,2}(?:[.,]\d{1,5})?\s?(?:"|''|s))?)"""
DEGREES = re.compile(
    rf"""(?<![\w.])(?:(?P<first>[NS])\ ?)?(?P<lat>{_MINUTES})\s?(?P<ns>[NS])?[\s,;/]{{1,3}}
    (?:[EW]\ ?(?=\d))?(?P<lon>{_MINUTES})\s?(?P<ew>[EWO])?(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)

_CODE = "23456789CFGHJMPQRVWX"
PLUS_CODE = re.compile(
    rf"(?<![\w+])[23456789C][{_CODE[:-2]}][{_CODE}]{{6}}\+[{_CODE}]{{2,3}}(?!\w)", re.IGNORECASE
)
"""A full code (Open Location Code specification); its first two signs are in range."""

THREE_WORDS = re.compile(r"(?<![\w:/])///[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}(?![\w./])")
GRID = re.compile(
    r"""(?<!\w)(?:(?:[1-9]|[1-5]\d|60)\ ?[C-HJ-NP-X][ ]
        (?:\d{6}|\d{6}\.\d+)m?\ ?E?[ ,]{1,2}\d{7}(?:\.\d+)?
    | (?:[1-9]|[1-5]\d|60)[C-HJ-NP-X]\ ?[A-HJ-NP-Z]{2}\ ?(?:\d{4}\ ?\d{4}|\d{5}\ ?\d{5}))(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""UTM and MGRS (NGA.STND.0037), exact to ten metres at least."""

IN_LINK = re.compile(r"(?:geo:|://[^\s]{0,160})$", re.IGNORECASE)
"""What stands before the pair in a map link or a `geo:` address (RFC 5870)."""


def degrees(written: str) -> float:
    """Degrees, minutes and seconds as decimal degrees."""
    parts = [float(part.replace(",", ".")) for part in re.findall(r"\d+(?:[.,]\d+)?", written)]
    return sum(part / 60.0**place for place, part in enumerate(parts[:3]))
