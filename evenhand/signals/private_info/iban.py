"""International bank account numbers: country, length and the mod 97 check."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.context import before, words

HINTS = (re.compile(r"\d(?<=[A-Za-z]{2}\d)\d(?:[ \-]?[A-Za-z\d]){11}"),)

# Looked at without being consumed: the words behind one number may begin the next.
_IBAN = re.compile(r"(?<![^\W_])(?=([A-Za-z]{2}\d\d(?:[ \-]?[A-Za-z\d]){11,30}))")
_LABEL = re.compile(r"\biban\b", re.IGNORECASE)

LENGTHS: dict[str, int] = {
    entry[:2]: int(entry[2:])
    for entry in words("""
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27
        DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28
        IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22
        MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
        SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
    """)
}
"""Country -> length without spaces (SWIFT, IBAN Registry)."""


def find(text: str) -> Iterator[Candidate]:
    """Account numbers of a country in the registry whose check digits are right."""
    for match in _IBAN.finditer(text):
        start, end = match.start(), _end(match)
        if end is not None and mod_97(re.sub(r"[ \-]", "", text[start:end])):
            named = _LABEL.search(before(text, start, 30)) is not None
            detail = {"cue": "iban"} if named else {}
            yield Candidate("iban", start, end, 0.99 if named else 0.95, detail)


def _end(match: re.Match[str]) -> int | None:
    """Where the country's length is reached; None where a word goes on there or comes too soon."""
    length = LENGTHS.get(match[1][:2].upper())
    places = [place for place, sign in enumerate(match[1]) if sign.isalnum()]
    if length is None or len(places) < length:
        return None
    end = match.start() + places[length - 1] + 1
    return None if match.string[end : end + 1].isalnum() else end


def mod_97(number: str) -> bool:
    """The check of ISO 7064 as ISO 13616 uses it: letters count from A = 10."""
    moved = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1
