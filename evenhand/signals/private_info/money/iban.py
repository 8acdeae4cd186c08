"""International bank account numbers: country, length and the mod 97 check, or the word beside."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.cues import words
from evenhand.signals.private_info.money.payee import public_account
from evenhand.signals.private_info.nearby import nearest
from evenhand.signals.private_info.window import Window

_BREAK = r"[ .\n\-]{0,2}"
SIGNS = (
    rf"[^a-z0-9][a-z]{{2}} ?[0-9]{{2}}{_BREAK}(?:[a-z]{{1,4}}{_BREAK})?"
    rf"[0-9](?:{_BREAK}[a-z0-9]){{3}}{_BREAK}[0-9](?:{_BREAK}[a-z0-9]){{2}}",
)

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

_HEAD = re.compile(r"[A-Za-z]{2} ?\Z")
_SIGN = r"[ .\n\-]{0,2}[A-Za-z\d]"
_OF_LENGTH = {
    length: re.compile(rf"[A-Za-z]{{2}} ?\d\d(?:{_SIGN}){{{length - 4}}}(?![^\W_])")
    for length in sorted(set(LENGTHS.values()))
}
_ANY_LENGTH = re.compile(
    r"""[A-Za-z]{2}[ ]?\d\d
    (?:[ \-]?[A-Za-z]{4})?+
    (?:[ \-]?+(?=[A-Za-z]{0,3}\d)[A-Za-z\d]{1,4}+){2,8}+(?![^\W_])""",
    re.VERBOSE,
)
"""As many signs as there are; a group without a figure is a word already."""

_WORD_BEHIND = re.compile(r"\n[A-Za-z]+\Z")
"""On a line of its own, letters alone are the next line's first word."""

_FIGURES_AT_LEAST = 8

_IBAN = frozenset({"iban"})
_BANK = frozenset({"bank", "account"})
_CUES = _IBAN | _BANK | {"thing", "card"}


def find(window: Window) -> Iterator[Candidate]:
    """Account numbers of a country in the registry whose check digits are right, or said to be."""
    text = window.text
    for figures, _ in window.numbers:
        if not text[max(0, figures - 2) : figures].strip(" ").isalpha():
            continue
        head = _HEAD.search(text, max(0, figures - 3), figures)
        if head is None or (head.start() and text[head.start() - 1].isalnum()):
            continue
        found = _read(window, head.start())
        if found is not None:
            yield found


def _read(window: Window, start: int) -> Candidate | None:
    """The number that begins here, with what its length and check digits say."""
    length = LENGTHS.get(window.text[start : start + 2].upper())
    right = _OF_LENGTH[length].match(window.text, start) if length else None
    if (
        right
        and _WORD_BEHIND.search(right[0]) is None
        and _figures(right) >= _FIGURES_AT_LEAST
        and mod_97(_signs(right))
    ):
        return _judge(window, right, ("iban_length", "iban_check"))
    loose = _ANY_LENGTH.match(window.text, start)
    if loose is None or _figures(loose) < _FIGURES_AT_LEAST:
        return None
    if len(_signs(loose)) == length:
        return _judge(window, loose, ("iban_length", "iban_check_failed"))
    return _judge(window, loose, ("iban_length_failed",))


def _signs(match: re.Match[str]) -> str:
    return "".join(filter(str.isalnum, match[0]))


def _figures(match: re.Match[str]) -> int:
    return sum(map(str.isdigit, match[0]))


def _judge(window: Window, match: re.Match[str], checks: tuple[str, ...]) -> Candidate | None:
    """The number where its check holds or the nearest word is its own."""
    cue = nearest(window, match.start(), match.end(), _CUES)
    tags = cue.tags if cue else frozenset()
    named = not tags.isdisjoint(_IBAN | _BANK)
    if "iban_check" in checks:
        score = 0.99 if named else 0.95
    elif tags & _IBAN:
        score = 0.85 if "iban_length" in checks else 0.75
    elif tags & _BANK and "iban_length" in checks:
        score = 0.7
    else:
        return None
    public, said = public_account(window, match.start(), match.end())
    return Candidate(
        "iban",
        *match.span(),
        PUBLIC_AT_MOST if public else score,
        pattern="iban.named" if named else "iban.laid_out",
        checks=checks,
        cues=tuple(word for word in (cue if named else None, said) if word),
        public=public,
    )


def mod_97(number: str) -> bool:
    """The check of ISO 7064 as ISO 13616 uses it: letters count from A = 10."""
    moved = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1
