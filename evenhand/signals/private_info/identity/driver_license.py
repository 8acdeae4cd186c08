"""Driving licence numbers: beside the word, and British ones by their build."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate, Cue
from evenhand.signals.private_info.identity.documents import BEHIND, GAP, beneath
from evenhand.signals.private_info.window import Window

_BRITISH = r"[a-z][a-z9]{4}[ ]?[0-9]{6}[ ]?[a-z][a-z9][a-z0-9][a-z]{2}"

NUMBERED = True
SIGNS = (
    r"driv(?:er|ing)[^\x00]{0,5}[ _-]?(?:lic|permit)",
    r"motorist[^\x00]{0,4}s lic|operator[^\x00]{0,4}s lic",
    r"\bc?d\.?l\.?n? ?(?:no|num|id)?[ .:#=\"'*-]{1,5}[a-z]{0,3}[ -]?[0-9]{2}|\b(?:dl|dln)[,|;\t]",
    r"licen[cs]e (?:no|num|nr|id|#)|licen[cs]e: ?[a-z0-9]|licen[cs]e_n",
    r"lic\.? ?(?:no|#)",
    r"hrerschein|rijbewijs|de condu[ci]|patente (?:di|n)|\bcnh\b|carta de condu",
    r"f(?:o|\xc3\xb8)rerkort",
    r"carteira (?:de mot|nac)|prawo jazdy|k(?:o|\xc3\xb6)rkort",
    rf"\b{_BRITISH}\b",
)

_SHAPES = {
    "US": r"""[A-Z]\d{3}-?\d{3}-?\d{2}-?\d{3}-?\d | [A-Z]\d{3}-?\d{4}-?\d{4}(?:-?\d{2})?
        | [A-Z]\d{4}[ -]\d{5}[ -]\d{5} | [A-Z](?:[ -]?\d{3}){4} | [A-Z]\d{2}-\d{2}-\d{4}
        | \d{3}[ -]\d{3}[ -]\d{3} | \d{2}-\d{3}-\d{4} | [A-Z]?\d{7,9} | [A-Z]{1,2}\d{3,7}[A-Z]?
        | [A-Z]\d{10,19} | \d{10,14} | \d{3}[A-Z]{2}\d{4} | [A-Z]{3}\d{6,10} | \d{2}[A-Z]{3}\d{5}
        | [A-Z]{5}[A-Z\d*]{7} | \d{8}[A-Z]{1,2}""",
    "CA": r"[A-Z]\d{4}-?\d{5}-?\d{5} | \d{6}-?\d{3} | [A-Z]\d{4}-?\d{6}-?\d{2} | \d{7}",
    "AU": r"\d{2,3}[ ]\d{3}[ ]\d{3} | \d{4}[A-Z]{2}",
    "DE": r"[A-Z]\d{2}[A-Z\d]{6}\d[A-Z\d]",
    "IT": r"[A-Z]{2}\d{7}[A-Z] | U1[A-Z\d]{7}[A-Z]",
    "FR": r"\d{2}[A-Z]{2}\d{5} | \d{12}",
    "ES": r"\d{8}-?[A-Z]",
    "IN": r"[A-Z]{2}[ -]?\d{2}[ -]?(?:19|20)\d{2}[ -]?\d{7}",
    "BR": r"\d{11}",
    "IE": r"\d{3}[ ]?\d{3}[ ]?\d{3}",
}
"""Country -> its licence numbers (AAMVA card design guide; issuing offices)."""

_SHAPED = "|".join(_SHAPES.values())
_OTHER = r"[A-Z\d]{1,18}(?:-[A-Z\d]{1,8}){0,4}"
_VALUE = rf"(?P<value>(?P<shaped>{_BRITISH}|{_SHAPED})(?![\w*]|[/\-]\w|[ ]\d{{3}}\b)|{_OTHER})"
_PREFIX = r"(?:DL[ #:.\-]{1,3}|(?:[A-Z]{2})[ ]DL[ #:]{1,3})?"

_AT_LABEL = re.compile(rf"{GAP}{_PREFIX}{_VALUE}(?![\w/]|[.\-]\d)", re.IGNORECASE | re.VERBOSE)
_BEFORE_LABEL = re.compile(rf"(?<![\w.\-/]){_VALUE}{BEHIND}", re.IGNORECASE | re.VERBOSE)
_CELL = re.compile(rf"{_PREFIX}{_VALUE}$", re.IGNORECASE | re.VERBOSE)
_BY_BUILD = re.compile(rf"(?<![\w\-]){_BRITISH}(?![\w\-])", re.IGNORECASE | re.VERBOSE)

_OURS = frozenset({"driver license"})
_VAGUE = frozenset({"license", "license plain"})
_MOTORING = frozenset({"motoring", "driver license"})
_TRADE = frozenset({"trade", "thing"})
_SPECIMEN = frozenset({"specimen"})


def find(window: Window) -> Iterator[Candidate]:
    """Labelled numbers, and British driver numbers by their build and the date inside."""
    text = window.text
    for match in _BY_BUILD.finditer(text):
        if _british(match[0]):
            yield Candidate(
                "driver_license", match.start(), match.end(), 0.9, "license.gb", ("license_date",),
                (), "", {"country": "GB"},
            )  # fmt: skip
    for cue in window.cues.between(0, len(text), _OURS | _VAGUE):
        for match in _labelled(text, cue):
            yield from _judged(window, cue, match)


def _labelled(text: str, cue: Cue) -> Iterator[re.Match[str]]:
    """Values of a label: behind it, else before it, else beneath it."""
    behind = _AT_LABEL.match(text, cue.end)
    if behind is not None and _numbered(behind["value"]):
        yield behind
        return
    lead = _BEFORE_LABEL.search(text, max(0, cue.start - 60), cue.start)
    if lead is not None and _numbered(lead["value"]):
        yield lead
        return
    cells = (_CELL.match(text, start, end) for start, end in beneath(text, cue.start, cue.end))
    yield from (cell for cell in cells if cell is not None and _numbered(cell["value"]))


def _numbered(value: str) -> bool:
    """Four figures and five signs at least, eighteen at most, and no date."""
    signs = [sign for sign in value if sign.isalnum()]
    dated = re.fullmatch(r"(?:\d{1,2}-\d{1,2}-|\d{4}-\d{1,2}-)\d{1,4}|(?:19|20)\d\d", value)
    return 5 <= len(signs) <= 20 and sum(map(str.isdigit, signs)) >= 4 and dated is None


def _judged(window: Window, cue: Cue, match: re.Match[str]) -> Iterator[Candidate]:
    """A vague label (`license no.`) counts beside words of driving, not beside those of trades."""
    start, end = match.span("value")
    cues = [cue]
    if _OURS.isdisjoint(cue.tags):
        near = _motoring(window, cue, start, end)
        prefixed = window.text[start - 3 : start - 1].upper() == "DL"
        if near is None and not prefixed:
            return
        cues += [near] if near else []
    elif cue.phrase in {"dl", "d.l"} and not _plain_dl(window.text, cue.end, match):
        return
    shaped = match["shaped"] is not None
    specimen = window.cues.before(start, _SPECIMEN, 40) or window.cues.after(end, _SPECIMEN, 30)
    yield Candidate(
        "driver_license", start, end,
        PUBLIC_AT_MOST if specimen else 0.95 if shaped else 0.8, "license.labelled",
        ("license_shape",) if shaped else (), tuple(cues), "specimen" if specimen else "",
    )  # fmt: skip


def _motoring(window: Window, cue: Cue, start: int, end: int) -> Cue | None:
    """The word that makes a vague licence one to drive with; none where a trade is nearer."""
    trade = window.cues.before(cue.start, _TRADE, 40)
    near = window.cues.before(cue.start, _MOTORING, 100)
    if trade is not None and (near is None or trade.start > near.start):
        return None
    return near or window.cues.after(end, _MOTORING, 40)


def _plain_dl(text: str, end: int, match: re.Match[str]) -> bool:
    """Whether `DL` means the document: a sign or six figures follow (`DL 1234` is a flight)."""
    value = match["value"]
    marked = any(sign in ":#=" for sign in text[end : match.start("value")])
    return marked or sum(sign.isdigit() for sign in value) >= 6


def _british(value: str) -> bool:
    """Letters, then nines; a month (50 more for women) and a day that exist (DVLA, D1 notes)."""
    signs = value.replace(" ", "").upper()
    month, day = int(signs[6:8]) % 50, int(signs[8:10])
    name = signs[:5].rstrip("9")
    return name.isalpha() and 1 <= month <= 12 and int(signs[6]) in {0, 1, 5, 6} and 1 <= day <= 31
