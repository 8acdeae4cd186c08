"""Passport numbers beside the word, and the machine-readable lines of travel documents."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.cues.documents import NATIONS
from evenhand.signals.private_info.identity.documents import BEHIND, GAP, beneath
from evenhand.signals.private_info.identity.machine_readable import zones
from evenhand.signals.private_info.window import Window

NUMBERED = True
SIGNS = (
    r"passport|passeport|pasaporte|passaport[oe]|paspoort|reisepass|pass-?n(?:umme)?r|travel doc",
    r"\bppt[ .:#]",
    r"[0-9]{7}[fmx<][0-9]{7}",
)

_SHAPES = {
    "US": r"\d{9}|[A-Z]\d{8}", "GB": r"\d{9}", "DE": r"[CFGHJKLMNPRTV-Z][CFGHJKLMNPRTV-Z\d]{8}",
    "FR": r"\d{2}[A-Z]{2}\d{5}", "IN": r"[A-Z]\d{7}", "CA": r"[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2}",
    "AU": r"[A-Z]{1,2}\d{7}", "IE": r"[A-Z]{2}\d{7}|[A-Z]\d{8}", "IT": r"[A-Z]{2}\d{7}",
    "ES": r"[A-Z]{3}\d{6}", "NL": r"[A-Z]{2}[A-Z\d]{6}\d", "BR": r"[A-Z]{2}\d{6}",
    "CH": r"[A-Z]\d{7}|[A-Z]\d[A-Z]\d{5}", "AT": r"[A-Z]{1,2}\d{7}", "BE": r"[A-Z]{2}\d{6}",
    "PT": r"[A-Z]{1,2}\d{6}", "PL": r"[A-Z]{2}\d{7}", "MX": r"[A-Z]\d{8}|\d{10}",
    "CN": r"[EG]\d{8}|E[A-Z]\d{7}", "JP": r"[A-Z]{2}\d{7}", "RU": r"\d{9}", "UA": r"[A-Z]{2}\d{6}",
    "NZ": r"[A-Z]{1,2}\d{6}", "ZA": r"[AM]\d{8}",
}  # fmt: skip
"""Country -> its passport numbers without blanks (PRADO register of the EU; issuing offices)."""

_OF_COUNTRY = {country: re.compile(shape) for country, shape in _SHAPES.items()}
_OF_ANY = re.compile("|".join(_SHAPES.values()))

_STATES = {
    "USA": "US", "GBR": "GB", "D": "DE", "FRA": "FR", "IND": "IN", "CAN": "CA", "AUS": "AU",
    "IRL": "IE", "ITA": "IT", "ESP": "ES", "NLD": "NL", "BRA": "BR", "CHE": "CH", "AUT": "AT",
    "BEL": "BE", "PRT": "PT", "POL": "PL", "MEX": "MX", "CHN": "CN", "JPN": "JP", "RUS": "RU",
    "UKR": "UA", "NZL": "NZ", "ZAF": "ZA",
}  # fmt: skip
"""Code in the machine-readable zone -> ISO 3166-1 code of two letters."""

_VALUE = r"""(?P<value>[A-Z]{1,3}[ -]?\d{2,3}[ -]?\d{3,5} | \d{2}[ ]?[A-Z]{2}[ ]?\d{5}
    | \d{3}[ -]\d{3}[ -]\d{3} | \d{2}[ ]\d{2}[ ]\d{5,6} | \d{4}[ ]\d{6} | [A-Z\d]{6,10})"""
_AT_LABEL = re.compile(rf"{GAP}{_VALUE}(?![\w/]|[.\-]\d)", re.IGNORECASE | re.VERBOSE)
_BEFORE_LABEL = re.compile(rf"(?<![\w.\-/]){_VALUE}{BEHIND}", re.IGNORECASE | re.VERBOSE)
_CELL = re.compile(rf"{_VALUE}$", re.IGNORECASE | re.VERBOSE)

_NUMBERED = frozenset({"passport number"})
_NAMED = frozenset({"passport", "passport number"})
_NATION = frozenset({"nation"})
_SPECIMEN = frozenset({"specimen"})


def find(window: Window) -> Iterator[Candidate]:
    """Labelled numbers, and machine-readable zones by their check digits alone."""
    for zone in zones(window.text):
        country = _STATES.get(zone.state.rstrip("<"))
        yield _seen(
            window, zone.start, zone.end, 0.97, "passport.machine_readable",
            ("document_check_digits",), (), country,
        )  # fmt: skip
    for cue in window.cues.between(0, len(window.text), _NAMED):
        for start, end in _labelled(window.text, cue):
            yield from _judged(window, cue, start, end)


def _labelled(text: str, cue: Cue) -> Iterator[tuple[int, int]]:
    """Where values of a label stand: behind it, else before it, else beneath it."""
    match = _AT_LABEL.match(text, cue.end)
    if match is None:
        lead = max(0, cue.start - 60)
        match = _BEFORE_LABEL.search(text, lead, cue.start)
    if match is not None:
        yield match.span("value")
        return
    for start, end in beneath(text, cue.start, cue.end):
        if _CELL.match(text, start, end):
            yield start, end


def _judged(window: Window, cue: Cue, start: int, end: int) -> Iterator[Candidate]:
    """What a passport number can be: four figures at least; a country's shape, or `number` said."""
    value = re.sub(r"[ \-]", "", window.text[start:end]).upper()
    if sum(sign.isdigit() for sign in value) < 4 or not 6 <= len(value) <= 10:
        return
    shaped = _OF_ANY.fullmatch(value) is not None
    numbered = not _NUMBERED.isdisjoint(cue.tags) or "#" in window.text[cue.end : start]
    if not shaped and not numbered and ":" not in window.text[cue.end : start]:
        return
    score = (0.95 if numbered else 0.8) if shaped else 0.75
    country = _country(window, cue, value)
    checks = ("passport_shape",) if shaped else ()
    yield _seen(window, start, end, score, "passport.labelled", checks, (cue,), country)


def _country(window: Window, cue: Cue, value: str) -> str | None:
    """The country that is named beside the label, if its numbers look like the value."""
    near = window.cues.before(cue.start, _NATION, 20) or window.cues.after(cue.end, _NATION, 12)
    if near is None or (near.phrase == "us" and window.text[near.start : near.end] != "US"):
        return None
    country = NATIONS[near.phrase]
    return country if _OF_COUNTRY[country].fullmatch(value) else None


def _seen(
    window: Window, start: int, end: int, score: float, pattern: str,
    checks: tuple[str, ...], cues: tuple[Cue, ...], country: str | None,
) -> Candidate:  # fmt: skip
    specimen = window.cues.before(start, _SPECIMEN, 40) or window.cues.after(end, _SPECIMEN, 30)
    return Candidate(
        "passport", start, end, PUBLIC_AT_MOST if specimen else score, pattern, checks,
        (*cues, specimen) if specimen else cues, "specimen" if specimen else "",
        {"country": country} if country else {},
    )  # fmt: skip
