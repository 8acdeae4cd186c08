"""Payment card numbers: by issuer range, layout and check digit, or by the words beside them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.money.issuers import TEST_CARDS, issuer_of, luhn
from evenhand.signals.private_info.nearby import in_web_address, nearest
from evenhand.signals.private_info.window import Window

SIGNS = (r"[0-9](?:[ .\n\-]{0,2}[0-9]){12}",)

_LAYOUTS = tuple(
    re.compile(rf"{layout}(?!\w|\.\d)")
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

_SPREAD = re.compile(r"\d(?:[ .\n\-]{0,2}\d){12,18}(?!\w|[ .\n\-]{0,2}\d)")
"""Digits in any groups, also over a line's end: a card only where a word says so."""

_GROUP = re.compile(r"(?<![\w.\-+$/])(?:\d{12,19}|\d{4})(?!\d)")
"""With which a layout may begin."""

_FIRST = re.compile(r"(?<![\w.+$])\d+")

_DATE = r"(?:0[1-9]|1[0-2])[ ]?[/|\-][ ]?(?:20)?\d\d\b"
_EXPIRY = re.compile(
    rf"(?:[ \-]\d{{3,4}}\b)?[\s,;:|(]{{0,3}}(?:exp|cvv|cvc|valid|{_DATE})", re.IGNORECASE
)
"""Behind a card: until when it is valid, or the name of its security code, or that code first."""

_STOPS = re.compile(r"(?![ \-]\d)|[ \-]\d{3}(?!\w|[ .\-]\d)")
"""Behind a card that no word names: no more digits, or the three of a security code."""

_FIELD = re.compile(r"[|;,\t][ \"]{0,2}\Z")
_FIELD_ENDS = re.compile(r"[ \"]{0,2}[|;,\t]")

_NAMED = frozenset({"card", "card loose"})
_OTHERS = frozenset({"thing", "other card", "iban", "other account", "phone", "mobile"})
_TEST = frozenset({"card test"})


_FEWEST = 12


class Card(NamedTuple):
    """A stretch that is laid out as a card's number, half-open, and what its digits tell."""

    start: int
    end: int
    digits: str
    issuer: str
    checked: bool

    @property
    def holds(self) -> bool:
        """Whether an issuer may have given it out."""
        return self.checked and self.issuer != ""

    @property
    def narrow(self) -> bool:
        """Whether few other numbers begin and are as long as this one."""
        return self.issuer not in {"", "maestro"} and len(self.digits) != 13


def find(window: Window) -> Iterator[Candidate]:
    """Numbers of 12 to 19 digits that an issuer may have given out, without the code behind."""
    for (start, end), form in zip(window.numbers, window.shapes, strict=True):
        if form.count("9") >= _FEWEST and form[0] != "+":
            cards = list(_strict(window.text, start, end)) if "9999" in form else []
            whole = _is_whole(window.text, start, cards)
            for card in cards or _loose(window.text, start, end):
                found = _judge(window, card, whole)
                if found is not None:
                    yield found


def _strict(text: str, place: int, end: int) -> Iterator[Card]:
    """The numbers of a run that are laid out, begin and check as a card's, from left to right."""
    while (group := _GROUP.search(text, place, end)) is not None:
        place = group.end()
        for layout in _LAYOUTS:
            match = layout.match(text, group.start())
            if match and (card := _card(match)).holds:
                place = card.end
                yield card
                break


def _loose(text: str, start: int, end: int) -> Iterator[Card]:
    """The number that a run begins with, were it said to be a card's."""
    group = _FIRST.search(text, start, end)
    if group is not None:
        for layout in (*_LAYOUTS[:3], _SPREAD):
            match = layout.match(text, group.start())
            if match and sum(map(str.isdigit, match[0])) >= 13:
                yield _card(match)
                return


def _card(match: re.Match[str]) -> Card:
    digits = "".join(filter(str.isdigit, match[0]))
    return Card(*match.span(), digits, issuer_of(digits), luhn(digits))


def _is_whole(text: str, start: int, cards: list[Card]) -> bool:
    """Whether a run is cards one after another, a code at most behind: not some longer number."""
    for card in cards:
        if card.start != start:
            return False
        start = card.end + 1
    return bool(cards) and _STOPS.match(text, start - 1) is not None


def _judge(window: Window, card: Card, whole: bool) -> Candidate | None:
    """The card, unless the words say otherwise, or unless only a word could make it one."""
    cue = nearest(window, card.start, card.end, _NAMED | _OTHERS)
    if cue is not None and not cue.tags.isdisjoint(_OTHERS) and "card" not in cue.tags:
        return None
    whole = whole and not in_web_address(window.text, card.start)
    pattern, score = _score(card, cue, whole) or _unnamed(window.text, card)
    if not score:
        return None
    public = "test_card" if card.digits in TEST_CARDS or _is_test(window, card) else ""
    return Candidate(
        "payment_card",
        card.start,
        card.end,
        PUBLIC_AT_MOST if public else score,
        pattern=f"card.{pattern}",
        checks=("luhn" if card.checked else "luhn_failed", *["card_issuer"][: bool(card.issuer)]),
        cues=(cue,) if cue else (),
        public=public,
    )


def _score(card: Card, cue: Cue | None, whole: bool) -> tuple[str, float] | None:
    """What it is by its digits and a word, and how sure; None where these do not make it a card.

    One number in ten passes Luhn, so that without a word the issuer's range must be narrow
    (Maestro's is not), the length no bar code's, and the digits not part of something longer.
    """
    if card.holds and cue is not None:
        return "named", 0.98
    if card.holds and whole and card.narrow:
        return "laid_out", 0.8
    if cue is not None and len(set(card.digits)) > 1:
        if "card" in cue.tags:
            return "named", 0.75 if card.issuer else 0.65
        if card.narrow:
            return "named", 0.6
    return None


def _unnamed(text: str, card: Card) -> tuple[str, float]:
    """A card by what follows it, or by the row that it stands in."""
    if _EXPIRY.match(text, card.end) and card.issuer:
        return "with_expiry", 0.95 if card.checked else 0.6
    lead = text[max(0, card.start - 400) : card.start]
    row = lead[lead.rfind("\n") + 1 :]
    grouped = card.narrow and card.end - card.start > len(card.digits)
    if grouped and _FIELD.search(row) and _FIELD_ENDS.match(text, card.end) and "@" in row:
        return "in_record", 0.6
    return "", 0.0


def _is_test(window: Window, card: Card) -> bool:
    """Whether words call it made up for tests; the domain of a mailbox (`.example`) does not."""
    cue = window.cues.before(card.start, _TEST, 50) or window.cues.after(card.end, _TEST, 30)
    return cue is not None and window.text[cue.start - 1 : cue.start] not in {".", "@"}
