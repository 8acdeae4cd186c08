"""Part of a US social security number: masked digits, or a phrase that stands for the mask."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import Candidate
from evenhand.signals.private_info.ssn import beside
from evenhand.signals.private_info.ssn_words import DIGIT, SSN, SSN_HINT, SSN_WORD

_COVERS = r"Xx*#_•●∙·▪■█"
_COVER = rf"[{_COVERS}]".replace("#", r"\#")
_FLAGS = re.IGNORECASE | re.VERBOSE

HINTS = (re.compile(rf"-[{_COVERS}\d]{{2}}-[{_COVERS}\d]{{4}}"), SSN_HINT)

_MASKED = re.compile(
    rf"(?<![\w.\-/{_COVERS}])(?:[{_COVERS}]{{3}}|\d{{3}})-(?:[{_COVERS}]{{2}}|\d\d)-"
    rf"(?:[{_COVERS}]{{4}}|\d{{4}})(?![\w{_COVERS}]|[.\-]\d)"
)
"""The shape of the number, each of its three groups whole or covered."""

_HIDDEN = r"(?:redacted|removed|hidden|masked|withheld|covered|deleted|blacked[ ]out)[\])>}]"
_ANY_MASK = rf"""(?:(?:{_COVER}[ .\-/)]{{0,2}}){{1,9}}        # xxxxx, _ _ _-_ _-
    |(?<!\w)(?:(?:\?-?){{3,9}}|(?:n-?){{3,9}}              # ???-??-, nnn-nn-
        |(?:\.-?){{2,9}}(?:[ ](?!(?:19|20)\d\d))?)          # ...-..-
    |[\[(<{{]{_HIDDEN}[ .\-]{{0,2}})                        # [redacted]-
    """

_SHORT_MASK = re.compile(
    rf"""{SSN}(?:[\s:;,=\-'"]|[(\[](?!{_HIDDEN})|\b(?:is|was|no|number|of|as|reads?)\b\.?){{0,8}}+
    (?P<value>{_ANY_MASK}\d{{4}})(?!\w|[.\-]\d)""",
    _FLAGS,
)
"""`SSN xxxxx1234`, `SSN: ...1234`: a mask of any width, beside the word."""

_NOT_TIME = r"(?!\s+(?:years?|months?|weeks?|days?|hours?|games?|terms?|quarters?|seasons?)\b)"
_LAST = rf"""(?:(?:\b|(?<=_))(?:last|final)[ _\-]{{0,2}}(?:four|4)(?![0-9a-z]){_NOT_TIME}
    |\b(?:last|final)[ ](?:few[ ])?digits
    |\b(?:ends?|ended|ending|finish(?:es|ing)?|terminat(?:es|ing))\b(?:[ ](?:in|with|on|by)\b)?)"""
_FIRST = rf"""(?:\b(?:first|initial|leading)[ _\-]{{0,2}}(?:five|5|three|3)(?![0-9a-z]){_NOT_TIME}
    |\b(?:begin(?:s|ning)?|began|start(?:s|ed|ing)?)\b(?:[ ](?:in|with|at)\b)?)"""

_GAP = r"[^\d!?]{0,60}?"
_FILLER = r"""(?:[\s:;,=\-()'"\[\]]|\.{2,4}(?=\D)
    |\b(?:is|are|was|were|be|being|number|numbers|no|num|nr|digits?|of|in|with|as|follows?|reads?
    |showing|shown|the|those|these|that|which|code|only|just|here|it|its|this|sequence|portion|part
    |equal|equals|to|at|known|given|listed)\b\.?){0,14}+"""
"""Words and signs that may stand between the phrase and the digits."""

_FOUR = rf"(?<!\w)(?P<value>{DIGIT}(?:[ ,\-]{{0,2}}{DIGIT}){{3}})(?!\w|[.,/\-]\d)"
_FIVE = rf"""(?<!\w)(?P<value>{DIGIT}(?:[ ,]{{0,2}}{DIGIT}){{2}}
    (?:[ ,\-]{{0,2}}{DIGIT}[ ,]{{0,2}}{DIGIT})?)(?!\w|[.,/\-]\d)"""

_IS_THE = r"\W{0,3}(?:(?:is|are|was|were|being|as)\b\W?)?(?:the\b\W)?"

_PHRASES = tuple(
    (part, re.compile(pattern, _FLAGS))
    for part, told, digits in (("last", _LAST, _FOUR), ("first", _FIRST, _FIVE))
    for pattern in (
        rf"{SSN}[!?]{{0,3}}{_GAP}{told}{_FILLER}{digits}",
        rf"{told}{_GAP}{SSN}{_FILLER}{digits}",
        rf"{digits}{_IS_THE}{told}{_GAP}{SSN}(?!\W{{0,5}}\d)",
        rf"{told}{_FILLER}{digits}\W{{0,5}}\b(?:of|from|in)\b[^\d!?.]{{0,30}}?{SSN}(?!\W{{0,5}}\d)",
    )
)
"""Which end of the number is told, and how; gaps are bounded, so that the search is linear."""

_PART = re.compile(
    rf"\b(?:partial|part[ ]of|portion[ ]of|digits[ ](?:of|from))\b{_GAP}{SSN}{_FILLER}"
    rf"(?<!\w)(?P<value>\d{{3}}[ \-]\d\d|{DIGIT}(?:[ ,\-]{{0,2}}{DIGIT}){{3}})(?!\w|[.,/\-]\d)",
    _FLAGS,
)
"""Told without saying which part."""

_COUNTED = r"""[ ]+(?:(?:more|new|total|other)[ ]+)?
    (?:people|(?!(?:is|was|as|has|his|this|yes)\b)[a-z]+s)\b"""
_FIELD = re.compile(
    rf"""{SSN}[ ]?[:=\#][ ]?(?!(?:19|20)\d\d)(?P<value>\d{{4}})(?!\w|[.,/\-]\d|{_COUNTED})""",
    _FLAGS,
)
"""`SSN: 0187`: four digits can only be the last ones.

A year there is more likely a heading's, and digits that count things (`4417 likes`) nobody's.
"""

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_WORD = re.compile(r"ssn|\b(?:numbers?|digits|no|four|4)\b|\#|social(?![ \-]+sec)", _FLAGS)
"""What tells the number from the programme: `Social Security ends in 2034` tells nobody's."""

_OTHER_THING = re.compile(
    r"""\b(?:cards?|account|acct|phone|cell|order|visa|mastercard|amex|routing|license|licence|plate
    |passport|confirmation|pin|zip|invoice|ticket|iban)\b""",
    _FLAGS,
)


def find(text: str) -> Iterator[Candidate]:
    """Digits of a social security number, with their mask where there is one."""
    for match in _MASKED.finditer(text):
        score = _masked_score(match)
        if score:
            part = "last" if match[0][-1].isdigit() else "first"
            yield Candidate("us_ssn_partial", *match.span(), score, {"partial": part})
    if not SSN_WORD.search(text):
        return
    for match in _SHORT_MASK.finditer(text):
        yield Candidate("us_ssn_partial", *match.span("value"), 0.9, {"partial": "last"})
    for match in _FIELD.finditer(text):
        yield Candidate("us_ssn_partial", *match.span("value"), 0.6, {"partial": "last"})
    for part, pattern in (*_PHRASES, ("some", _PART)):
        for match in pattern.finditer(text):
            if _tells(match):
                detail = {"partial": part, "cue": "ssn"}
                yield Candidate("us_ssn_partial", *match.span("value"), 0.92, detail)


def _tells(match: re.Match[str]) -> bool:
    """Whether the digits are a number's: not another thing's, not a year of the programme."""
    if _OTHER_THING.search(match[0]):
        return False
    return not _YEAR.fullmatch(match["value"]) or _NUMBER_WORD.search(match[0]) is not None


def _masked_score(match: re.Match[str]) -> float:
    """0 where nothing is told (all covered, or too little), or where the words say otherwise."""
    shown = sum(sign.isdigit() for sign in match[0])
    if not 3 <= shown < 9:
        return 0.0
    cue = beside(match.string, match.start(), match.end())
    if cue == "other":
        return 0.0
    return 0.97 if cue == "ssn" else 0.8
