"""How addresses are built, over the signs of `tokens`.

Capital letters stand for words with a capital, small ones for words without; what each letter means
is told in `streets.KINDS`, what each digit in `tokens`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

HOUSE = "[145]"
_STREET_WORD = re.compile("[STVOAEFB]", re.IGNORECASE)
_NAME = "[A-Z8](?:k{0,2}[A-Z8])"
"""Words of a name with small links between: `Barão de Ipanema`; a count must follow."""

_UNIT = (
    "(?:[Uu]:?[N#n]{0,2}(?:[14568]I?|[IDid](?![A-Za-z]))|#[1456]I?|[18][Uu](?![1458I])"
    "|8[8ID]?(?=[,|])|[Gg][ID]?|[ID](?=[,|]))"
)
_FIELD = "(?:[Ll]{1,2}:)?"
_BREAK = f"[,|~(]{{0,2}}\\)?{_FIELD}"
_SOME_BREAK = f"[,|~(]{{1,3}}{_FIELD}"
_PLACE = f"8?(?:{_NAME}{{0,3}})1?\\)?"
_PLACES = f"(?:{_BREAK}{_PLACE})?(?:{_SOME_BREAK}{_PLACE}){{0,5}}?"
_LAND = "(?:[,|(]{0,2}(?:(?:[A-Z]{1,2}&k?|D|[A-Z]k?)?C|[A-Z]?R)(?![A-Za-z])\\)?)?"

_PREFIX = "(?:(?:[Uu]N?#?(?:[1458]|[ID])|#[14]|[18][Uu])[,|~]{0,2})?"

FORMS = {
    name: re.compile(pattern)
    for name, pattern in {
        # 12 Oak Street, 88 W 42nd St NW, 14 oak dr
        "number_first": f"(?<![#$!9]){_PREFIX}"
        f"(?:[Uu]N?#?)?{HOUSE}1?[Dd]?[A-Za-jl-z8]{{1,4}}?(?:[STAVOYstavo]|E(?![14]))(?:[STAVOsa])?(?:[14](?=[,|.U]|$))?"
        "(?:,?[DGd](?![A-Z]{0,2}[,|]?[A-Z]?5?$))?",
        # 1420 Broadway, 14 County Road 550, 77 Avenue B, 7 The Circle
        "numbered": f"(?<![#$!9]){_PREFIX}{HOUSE}[Dd]?(?:[Yy]|[18]S"
        f"|[18]B(?![A-Zk])|[A-Z]{{0,2}}[HVOhvo](?:[14]|[IDi](?![A-Za-z]))"
        "|K[STAVOYH])",
        # 12 rue de la Paix
        "word_then_name": f"(?<![#$!9]){_PREFIX}{HOUSE}1?,?[JjTt1]?,?[BVHObvho]"
        f"(?:k{{0,3}}[A-Z8]){{1,5}}[14]?"
        f"|{HOUSE}[bvo](?:[a-z]{{1,4}})(?=[,|.]|$)",
        # Calle Mayor 5, Via Roma n. 12, Rua das Flores, 123
        "number_last": f"{_PREFIX}{HOUSE}?[BVHObvho](?:k{{0,3}}[A-Z8]){{1,5}}"
        f"(?:[,|]?[Nn#Dd]?[14](?![A-Z]?[U])|[Gg]|(?=,[05][A-Z]))"
        "|[bvho](?:[a-z]{1,3}),?n?[14]",
        # Hauptstrasse 12, Am Alten Markt 3, Strasse des 17. Juni 135
        "ending": f"{_PREFIX}{HOUSE}?(?:(?:[A-Z]k{{0,2}}){{0,3}}[EFef](?:k{{0,2}}[A-Z8]){{0,3}}"
        "|(?:[A-Z]k{0,2}){1,3}H),?N?[14]",
        # Am Grund 14
        "link_first": "Kk?[A-Z]{1,3}1",
    }.items()
}
"""A street and a house of it, by how it is written."""

LOOSE = {
    name: re.compile(pattern)
    for name, pattern in {
        # 98 Grote Baan 477, Apt. 5: any name between two numbers or before a unit
        "unit_behind": f"(?:{HOUSE}1?(?:[A-Z8K]k{{0,2}}){{1,5}}[14]?"
        f"|(?:[A-Z]k{{0,2}}){{1,4}}[14])(?=[,|]{{0,2}}(?:U|#)[14])",
        # 98 Grote Baan 477
        "two_numbers": f"{HOUSE}(?:[A-Z8]k{{0,2}}){{1,4}}[14](?![A-Z])",
        # 5 Skolegyden, where a word tells of a home
        "told": "[14](?:[A-Z8]k{0,2}){1,4}[14]?",
        # Rose Cottage, Mill Lane, Stortford CM23 4BQ: parts up to a postcode
        "up_to_postcode": "(?:[A-Z184N#k]{1,7}[,|~()]{1,3}){1,7}[A-Z]{0,4}[,|~]{0,2}[A-Z]?[,|]{0,2}"
        "(?:0|6|(?<=[RQC,|])5)(?:[,|]C)?",
    }.items()
}
"""What may be a house for all that follows it."""

_NEEDS = {
    "number_first": "STVOAEY",
    "numbered": "YSTBHVOA",
    "word_then_name": "BVHO",
    "number_last": "BVHO",
    "ending": "EFH",
    "link_first": "K",
    "unit_behind": "U#",
    "two_numbers": "145",
    "told": "14",
    "up_to_postcode": "056",
}
"""Of these signs, small or not, each form holds one: the others are not looked for."""

BOX = re.compile(
    "(?P<force>(?:[UP]#?[1456],?Z[1456]|P[A-Z])[,|]{0,2}PQ5)"
    "|P{1,2}Z?#?N?#?[14569](?:[,|]?[A-Z]1){0,2}(?:[,|]?Z#?[14569])?"
)
"""A post box, a rural route, a military unit."""

CORNER = re.compile(
    f"[Kk]?\\^-(?:{_NAME}{{0,4}}|[a-z8]{{1,3}})[14]?&(?:{_NAME}{{0,3}}|[a-z8]{{1,3}})[14]?"
)

UNITS = re.compile(f"(?:[,|~(]{{0,2}}{_UNIT}\\)?){{1,3}}")

TAILS = {
    name: re.compile(pattern)
    for name, pattern in {
        "postcode": f"{_PLACES}(?:{_BREAK}[qw](?=[,|]?5))?{_BREAK}(?:[RQD],?4|0"
        f"|5|6(?![A-Za-z])){_LAND}",
        "postcode_small": f"(?:{_BREAK}[a-z]{{1,3}}){{1,2}},?(?:[a-z-]?,?[05]|q4)",
        "postcode_first": f"{_BREAK}[0456]{_FIELD}[A-Z]"
        f"(?:k{{0,2}}[A-Z]){{0,3}}1?(?:,?\\(?Q\\)?)?{_LAND}",
        "postcode_first_small": ",?[05][a-z]{1,2}(?=[,|.]|$)",
        "region": f"{_PLACES}(?:{_SOME_BREAK}D?[A-Z]?R"
        f"|{_BREAK}(?:[A-Z]{{1,2}}&k?|D|[A-Z]k?)?C),?4?5?{_LAND}",
        "region_code": f"{_BREAK}{_PLACE}[,|~/]?Q(?![A-Za-z]){_LAND}",
        "region_small": ",[a-z]{1,2},?[rd](?![a-z])",
        "city": f"(?:{_SOME_BREAK}{_PLACE}){{0,2}}{_BREAK}(?:"
        f"(?:[A-Z]k{{0,2}}){{0,2}}M1?(?![A-Z])|m1?(?![a-z]))",
        "city_alone": f"(?:{_SOME_BREAK}{_PLACE}){{1,2}}(?=[.|)]|$)",
    }.items()
}
"""What follows the street, the surest first."""


class House(NamedTuple):
    """A stretch of signs that may be an address.

    Attributes:
        form: how it is written.
        start, street, units, end: where it begins, where the street ends, then the parts of the
            house, then the town and the rest; places in the row of signs.
        tail: how the town and the rest are written; empty where there is nothing.
    """

    form: str
    start: int
    street: int
    units: int
    end: int
    tail: str


def houses(signs: str) -> Iterator[House]:
    """What is written like a house in a row of signs, the surest ways first; without its tail."""
    for match in CORNER.finditer(signs) if "^" in signs else ():
        if _STREET_WORD.search(match[0]):
            yield _bare("corner", match)
    for match in BOX.finditer(signs) if "P" in signs or "U" in signs else ():
        yield _bare("military" if match["force"] else "box", match)
    held = signs.upper()
    for form, pattern in (*FORMS.items(), *LOOSE.items()):
        if any(sign in held for sign in _NEEDS[form]):
            for match in pattern.finditer(signs):
                yield _bare(form, match)


def _bare(form: str, match: re.Match[str]) -> House:
    start, end = match.span()
    return House(form, start, end, end, end, "")


def with_tail(signs: str, house: House) -> House:
    """The house with the parts, the town and the rest that follow it at once."""
    if house.form == "corner":
        return house
    parts = UNITS.match(signs, house.street)
    units = parts.end() if parts else house.street
    best = house._replace(units=units, end=units)
    for name, pattern in TAILS.items():
        if best.tail and not name.startswith("postcode"):
            break
        tail = pattern.match(signs, units)
        if tail and tail.end() > best.end:
            best = best._replace(end=tail.end(), tail=name)
    return best
