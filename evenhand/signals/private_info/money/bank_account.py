"""Account numbers of a country's own form, beside words of banking or a bank's own code."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.money.payee import public_account
from evenhand.signals.private_info.nearby import nearest
from evenhand.signals.private_info.window import Window

_DIGITS = r"[0-9](?:[ .\n\-]{0,2}[0-9]){4}"
_NAMES = (
    r"(?:acc|a/c|c/c|konto|kto|compte|c[uo][en]?[en]?ta|clabe|rekening|rach|uctu|hesap|tilinum)"
)
SIGNS = (
    rf"{_NAMES}[^0-9]{{0,40}}{_DIGITS}",
    rf"{_DIGITS}[^0-9]{{0,30}}{_NAMES}",
    r"[0-9]{2}-[0-9]{2}-[0-9]{2}[ /,|:]{1,3}[0-9]{8}",
    r"[0-9]{3}-[0-9]{3}[ /,|:]{1,3}[0-9]{6}",
    r"[0-9]{5}-[0-9]{3}-[0-9]{7}",
    r"[0-9]{18}",
)

END = r"(?![\w/]|[.,\-]\d)"
_PAIR = re.compile(
    r"""(?:\d\d-\d\d-\d\d[ ]?[/ ][ ]?\d{8}   # sort code, account (UK)
    |\d{3}-\d{3}[ ]?[/ ][ ]?\d{6,10}         # BSB, account (Australia)
    |\d{5}-\d{3}-\d{7,12})               # transit, institution, account (Canada)
    """
    + END,
    re.VERBOSE,
)
"""The code of a bank or branch with the account behind it, as one value."""

_NUMBER = re.compile(rf"\d(?:[ \-/]?\d){{4,19}}(?:-[0-9Xx])?{END}")
_CLABE = re.compile(rf"\d(?:[ \-]?\d){{17}}{END}")
_STARTS = re.compile(r"(?<![\w.,+$\-/])\d")

_GAP = re.compile(
    r"""[\s:\#=.\-"'(\[|]{0,6}(?:(?:is|are|was|with|at|no|nr|num|number|of|ist|lautet|es|est)\b
    [\s:\#=.\-"'(\[|]{0,4}){0,2}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Between the word and its number, so that `the account was closed in 202311` holds none."""

_ACCOUNT = frozenset({"account"})
_CLABE_WORD = frozenset({"clabe"})
_CODES = frozenset({"routing", "sort code", "transit", "bsb", "ifsc", "blz", "agencia"})
_BANKING = frozenset({"bank", "iban"}) | _CODES | _CLABE_WORD
_BESIDE_A_PERSON = frozenset({"ssn", "card"})
_OTHERS = frozenset({"thing", "other account", "phone", "mobile", "card", "iban"})
_CUES = _ACCOUNT | _CODES | _CLABE_WORD | _OTHERS
_ROUTING = frozenset({"routing"})
_NINE = re.compile(r"\W{0,4}(?:(?:is|no|number)\b\W{0,3})?(\d{9})(?!\w)")


def find(window: Window) -> Iterator[Candidate]:
    """Numbers that words or a bank's code beside them make somebody's account."""
    if next(window.cues.between(0, len(window.text), _ACCOUNT | _BANKING), None) is None:
        return
    for start, end in window.numbers:
        for first in _STARTS.finditer(window.text, start, end):
            found = _at(window, first.start())
            if found is not None:
                yield found
                break


def _at(window: Window, start: int) -> Candidate | None:
    pair = _PAIR.match(window.text, start)
    if pair is not None:
        return _with_bank_code(window, pair)
    match = _NUMBER.match(window.text, start)
    if match is None:
        return None
    return _clabe(window, start) or _named(window, match)


def _with_bank_code(window: Window, match: re.Match[str]) -> Candidate | None:
    """Both numbers as one value, where a word says that they are a bank's."""
    cue = nearest(window, *match.span(), _BANKING | _ACCOUNT | _OTHERS)
    if cue is None or cue.tags.isdisjoint(_BANKING | _ACCOUNT):
        return None
    return _candidate(window, match, 0.85, "account.with_bank_code", (), cue)


def _clabe(window: Window, start: int) -> Candidate | None:
    """Eighteen digits that Mexican banking words stand beside."""
    match = _CLABE.match(window.text, start)
    if match is None:
        return None
    cue = nearest(window, start, match.end(), _CUES | _BANKING)
    if cue is None or cue.tags.isdisjoint(_CLABE_WORD | _BANKING | _ACCOUNT):
        return None
    right = clabe([int(sign) for sign in match[0] if sign.isdigit()])
    named = not cue.tags.isdisjoint(_CLABE_WORD)
    if not right and not named:
        return None
    checks = ("clabe" if right else "clabe_failed",)
    return _candidate(window, match, 0.95 if right else 0.7, "account.clabe", checks, cue)


def _named(window: Window, match: re.Match[str]) -> Candidate | None:
    """A number that is called an account's, with a bank in sight."""
    start = match.start()
    cue = nearest(window, start, match.end(), _CUES, 40)
    if cue is None or cue.tags.isdisjoint(_ACCOUNT) or not cue.tags.isdisjoint({"other account"}):
        return None
    if cue.end <= start and not _GAP.fullmatch(window.text, cue.end, start):
        return None
    banking = _banking(window, match, cue)
    if banking is None:
        return None
    checks = tuple(_routing_check(window, match))
    score = 0.9 if "aba" in checks else 0.8
    if banking.tags.isdisjoint(_BANKING):
        score = 0.6
    return _candidate(window, match, score, "account.named", checks, cue, banking)


def _banking(window: Window, match: re.Match[str], cue: Cue) -> Cue | None:
    """The word that shows that the account is a bank's: the account's own, or one nearby."""
    if not cue.tags.isdisjoint(_BANKING):
        return cue
    start, end = match.span()
    lead = window.cues.before(start, _BANKING | {"other account"}, 120)
    if lead is not None and "other account" not in lead.tags:
        return lead
    return (
        window.cues.after(end, _BANKING, 80)
        or window.cues.after(end, _BESIDE_A_PERSON, 30)
        or window.cues.before(start, _BESIDE_A_PERSON, 60)
    )


def _routing_check(window: Window, match: re.Match[str]) -> Iterator[str]:
    """Whether the routing number beside the account has the check digit of its standard."""
    start, end = match.span()
    for cue in window.cues.between(max(0, start - 80), end + 60, _ROUTING):
        number = _NINE.match(window.text, cue.end)
        if number and number.end() != end:
            yield "aba" if aba(number[1]) else "aba_failed"
            return


def _candidate(
    window: Window,
    match: re.Match[str],
    score: float,
    pattern: str,
    checks: tuple[str, ...],
    *cues: Cue,
) -> Candidate:
    public, said = public_account(window, *match.span())
    shown = dict.fromkeys((*cues, said) if said else cues)
    score = PUBLIC_AT_MOST if public else score
    return Candidate("bank_account", *match.span(), score, pattern, checks, tuple(shown), public)


def aba(digits: str) -> bool:
    """Whether nine digits have the check of a routing number (ANSI X9.27: weights 3, 7, 1)."""
    total = sum(int(digit) * (3, 7, 1)[place % 3] for place, digit in enumerate(digits))
    return total % 10 == 0 and digits != "000000000"


def clabe(digits: list[int]) -> bool:
    """Whether eighteen digits have the check of a CLABE (ABM: weights 3, 7, 1, each mod 10)."""
    total = sum(digit * (3, 7, 1)[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return (10 - total % 10) % 10 == digits[17]
