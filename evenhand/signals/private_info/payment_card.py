"""Payment card numbers: issuer range, length and Luhn's check digit."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.context import (
    OTHER_NUMBER,
    before,
    in_web_address,
    nearest,
)

HINTS = (re.compile(r"\d(?:[ \-]?\d){11}"),)

_RUN = re.compile(r"(?<![\w.\-+$/])\d(?:[ \-]?\d){11,}+")
"""Digits with at most one sign between two: a card, and perhaps its code or another behind."""

_GROUP = re.compile(r"\d+")

_LAYOUTS = tuple(
    re.compile(rf"(?<!\d){layout}(?!\w|\.\d)")
    for layout in (
        r"\d{4}(?:[ \-]\d{4}){3}",
        r"\d{4}[ \-]\d{6}[ \-]\d{4,5}",
        r"\d{12,19}",
        r"\d{4}(?:[ \-]\d{4}){3}[ \-]\d{1,3}",
        r"\d{4}(?:[ \-]\d{4}){2}(?:[ \-]\d{1,3})?",
    )
)
"""How cards are printed and typed, the commonest first; other spacing is a table or a list.

Sixteen digits go before nineteen: three more behind them are the security code far more often.
"""

_ISSUERS: tuple[tuple[str, int, int, frozenset[int]], ...] = (
    ("visa", 4, 4, frozenset({13, 16, 19})),
    ("mastercard", 51, 55, frozenset({16})),
    ("mastercard", 2221, 2720, frozenset({16})),
    ("amex", 34, 34, frozenset({15})),
    ("amex", 37, 37, frozenset({15})),
    ("discover", 6011, 6011, frozenset({16, 19})),
    ("discover", 644, 659, frozenset({16, 19})),
    ("diners", 300, 305, frozenset({14, 16})),
    ("diners", 36, 36, frozenset({14, 16})),
    ("diners", 38, 39, frozenset({14, 16})),
    ("jcb", 3528, 3589, frozenset({16, 19})),
    ("unionpay", 62, 62, frozenset({16, 17, 18, 19})),
    ("mir", 2200, 2204, frozenset({16, 19})),
    ("maestro", 50, 50, frozenset(range(12, 20))),
    ("maestro", 56, 58, frozenset(range(12, 20))),
    ("maestro", 6, 6, frozenset(range(12, 20))),
)
"""Name, first and last leading digits, lengths (ISO/IEC 7812 ranges as the schemes publish)."""

_CUES = {
    "card": re.compile(
        r"""\b(?:cards?|visa|master[ ]?card|amex|american[ ]express|discover|maestro|cc|credit|debit
        |cvv|pan)\b(?:[ ](?:no|number|num)\b\.?)?(?:[ ]?\#)?""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "other": OTHER_NUMBER,
}
_TEST = re.compile(r"\b(?:test|sandbox|dummy|sample|fake)\b[^.\n]{0,40}$", re.IGNORECASE)
_DATE = r"(?:0[1-9]|1[0-2])[ ]?[/\-][ ]?(?:20)?\d\d\b"
_EXPIRY = re.compile(
    rf"(?:[ \-]\d{{3,4}}\b)?[\s,;:(]{{0,3}}(?:exp|cvv|cvc|valid|{_DATE})", re.IGNORECASE
)
"""Behind a card: until when it is valid, or the name of its security code, or that code first."""

_STOPS = re.compile(r"(?![ \-]\d)|[ \-]\d{3}(?!\w|[ .\-]\d)")
"""Behind a card that no word names: no more digits, or the three of a security code."""


def find(text: str) -> Iterator[Candidate]:
    """Numbers of 12 to 19 digits that an issuer may have given out, without the code behind."""
    for run in _RUN.finditer(text):
        cards = list(_cards_in(text, *run.span()))
        whole = _is_whole(run, cards)
        yield from (found for card in cards if (found := _judge(card, whole)) is not None)


def _cards_in(text: str, place: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers of a run that are laid out, begin and check as a card's, from left to right."""
    while (group := _GROUP.search(text, place, end)) is not None:
        card = _card_at(text, group.start())
        if card is not None:
            yield card
        place = (card or group).end()


def _card_at(text: str, place: int) -> re.Match[str] | None:
    for layout in _LAYOUTS:
        match = layout.match(text, place)
        if match and _issuer(_digits(match)) and luhn(_digits(match)):
            return match
    return None


def _is_whole(run: re.Match[str], cards: list[re.Match[str]]) -> bool:
    """Whether a run is cards one after another, a code at most behind: not some longer number."""
    place = run.start()
    for card in cards:
        if card.start() != place:
            return False
        place = card.end() + 1
    return bool(cards) and _STOPS.match(run.string, place - 1) is not None


def _judge(card: re.Match[str], whole: bool) -> Candidate | None:
    """The card, unless the words say otherwise, or unless only a word could make it one."""
    text, start, end = card.string, *card.span()
    digits = _digits(card)
    issuer = _issuer(digits)
    lead = before(text, start)
    cue = nearest(lead, _CUES)
    if cue == "other" or _TEST.search(lead):
        return None
    named = cue == "card" or _EXPIRY.match(text, end) is not None
    common = issuer == "maestro" or len(digits) == 13
    if not named and (common or not whole or in_web_address(text, start)):
        return None  # one number in ten passes Luhn; Maestro's range is wide, bar codes have 13
    detail = {"luhn": True, "issuer": issuer, **({"cue": "card"} if named else {})}
    return Candidate("payment_card", start, end, 0.98 if named else 0.8, detail)


def _digits(card: re.Match[str]) -> str:
    return re.sub(r"\D", "", card[0])


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        digit = int(sign) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0 and len(set(digits)) > 1


def _issuer(digits: str) -> str | None:
    for name, first, last, lengths in _ISSUERS:
        if first <= int(digits[: len(str(first))]) <= last and len(digits) in lengths:
            return name
    return None
