"""How people write of a social security number, and how they write its digits."""

import re
from collections.abc import Sequence
from functools import lru_cache

from evenhand.signals.private_info.candidate import Cue
from evenhand.signals.private_info.cues import words
from evenhand.signals.private_info.window import Window

SSN = frozenset({"ssn", "ssn last", "social security", "social"})
SURE = frozenset({"ssn", "ssn last"})
"""Of these, the ones that name the number and nothing else."""

PARTS = {
    "last digits": "last",
    "ssn last": "last",
    "first digits": "first",
    "middle digits": "middle",
    "some digits": "some",
}
"""What a cue calls the part -> `detail.partial`."""

PART = frozenset(PARTS)
OTHER = frozenset({"thing", "thing here", "other number"})
_NEAR_ONLY = frozenset({"thing here", "other number"})
_ALL = SSN | PART | OTHER

COVERS = "Xx*#_?•●∙·▪■█▇▓▒░◼⬛∎"
"""Signs that people write over digits."""

_NO_LETTER = r"[^a-z]"
_TWO_FIGURES = r"[0-9][^a-z\x00]{0,3}[0-9]"
_AFAR = r"[^\x00]{0,50}"
_FIGURE = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
_PARTED = r"[ ,.\-\n]{1,3}"

SSN_SIGNS = (
    rf"ssa?ns?{_NO_LETTER}",
    rf"{_NO_LETTER}ssa?ns?",
    r"ssn(?:last|tail|l4|4)|last(?:4|four)(?:of)?s|l4ssn",
    rf"s\.s\.n|taxpayer i|{_NO_LETTER}itins?{_NO_LETTER}",
    rf"{_NO_LETTER}ss(?: ?#|[ _\-]n(?:o{_NO_LETTER}|um)|4)",
    r"soc(?:ial)?[ ._\-\n]{0,2}sec",
    r"seguro[ \n]social",
    rf"social{_AFAR}{_TWO_FIGURES}",
    rf"{_TWO_FIGURES}{_AFAR}social",
    rf"soc{_NO_LETTER}{_AFAR}{_TWO_FIGURES}",
    rf"{_NO_LETTER}tin{_NO_LETTER}{_AFAR}{_TWO_FIGURES}",
    rf"(?:{_FIGURE}){_PARTED}(?:{_FIGURE}){_PARTED}(?:{_FIGURE}){_PARTED}",
)
"""Every text that speaks of such a number and tells digits holds one."""

_UNITS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = (
    _UNITS
    | {word: str(number) for number, word in enumerate(_TEENS, 10)}
    | {word: f"{number}0" for number, word in enumerate(_TENS, 2)}
    | {
        f"{tens} {unit}": f"{number}{figure}"
        for number, tens in enumerate(_TENS, 2)
        for unit, figure in _UNITS.items()
        if figure != "0"
    }
)
_TOKEN = rf"""(?:\d|(?:(?:{"|".join(_TENS)})
    (?:[ \-]?(?:one|two|three|four|five|six|seven|eight|nine))?
    |{"|".join(_TEENS)}|{"|".join(_UNITS)})(?![a-z]))"""
DIGIT_RUN = re.compile(rf"{_TOKEN}(?:[ ,.\-\n]{{1,3}}{_TOKEN}){{1,12}}", re.I | re.X)
"""A number that is spoken digit by digit or in pairs, wholly or partly in words."""

_HAS_FIGURE = re.compile(r"\d")
_ONE = re.compile(_TOKEN, re.IGNORECASE | re.VERBOSE)


def digits_of(value: str) -> str:
    """The figures of a value, those in words too."""
    if not any(map(str.isalpha, value)):
        return "".join(filter(str.isdigit, value))
    return "".join(
        _WORDS.get(re.sub(r"[ \-]+", " ", token.lower()), token) for token in _ONE.findall(value)
    )


_LEADS_ON = re.compile(
    r"""\W{0,3}(?:(?:is|was|that|which|number|with|are)\b\W{0,2}){0,2}
    (?:(?:end|start|begin|finish|terminat)\w*|\d|[x*\#•_]|last|first|final)""",
    re.IGNORECASE | re.VERBOSE,
)
_SOCIAL_GOES_ON = re.compile(
    r"""(?:'?s)?(?!\w|-[a-z])(?:[^\w\s]|\s*$|\s*\n|\s*[\d•●■█▪]|\s+[^\w\s]
    |\s+x+[x\d\-]|\s+(?:is|was|were|are|ends?|ended|ending|begin\w*|began|start\w*|last|first|final|middle|no|num|number
      |with|in|on|as|and|but|or|from|for|to|at|too|that|which|would|will|partial|finish\w*|ya|lol|leaked|i)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Behind "social": it is the number, not the first half of "social evening"."""

_WHOSE = re.compile(r"(?:\b(?:my|his|her|their|your|ur|our|whose|the)|'s)\W$", re.IGNORECASE)


@lru_cache(maxsize=1)
def marks(window: Window) -> Sequence[Cue]:
    """The cues that bear on such numbers, in order; empty where none names the number.

    Both finders ask for the same window, one after the other.
    """
    text = window.text
    if next(window.cues.between(0, len(text), SSN), None) is None:
        return ()
    found = window.cues.between(0, len(text), _ALL)
    kept: list[Cue] = []
    for cue in found:
        if (not kept or cue.start >= kept[-1].end) and _means_number(text, cue):
            kept.append(_apart(text, cue))
    return kept if any(SSN & cue.tags for cue in kept) else ()


def _apart(text: str, cue: Cue) -> Cue:
    """The cue without a figure that is the first one of a number: "ending 4" in "ending 4417"."""
    if cue.phrase[-1].isdigit() and text[cue.end : cue.end + 1].isdigit():
        shorter = cue.phrase[:-1].rstrip()
        return cue._replace(end=cue.start + len(shorter), phrase=shorter)
    return cue


def _means_number(text: str, cue: Cue) -> bool:
    if "social" in cue.tags:
        return text[cue.start - 1 : cue.start] not in {"#", "@", "-", "/"} and bool(
            _SOCIAL_GOES_ON.match(text, cue.end)
        )
    if cue.tags <= _NEAR_ONLY and "other number" not in cue.tags:
        return _LEADS_ON.match(text, cue.end) is not None
    return True


def owned(text: str, cue: Cue) -> bool:
    """Whether a word for its owner stands before the cue: "his social"."""
    return _WHOSE.search(text[max(0, cue.start - 8) : cue.start]) is not None


def part_of(cues: Sequence[Cue]) -> str:
    """Which part the first of the cues that tells it calls: last, first, middle or some."""
    for cue in cues:
        for tag, part in PARTS.items():
            if tag in cue.tags:
                return part
    return "some"


_FILLERS = words(
    """
    is are was were be been being number numbers no num nr digit digits of in with as follow
    follows read reads showing shown shows the those these that which only just here it its it's
    this sequence portion part equal equals known given listed yeah yes yep ok okay sure a an would
    will should he she they said btw on file span td th value w that's thats s ssn
    masked redacted partial partially hidden
    """
)
"""Words that only lead on from the name of a number to its digits."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FILLERS_AT_MOST = 14
_TELLS = re.compile(
    r"""(?:[:=(]|\s-+\s|,\s?"|\b(?:is|are|was|were|be|reads?)\b)
    \W*(?:(?:are|the|only|just|digits|numbers|as|follows)\b\W*){0,4}
    (?:(?-i:[A-Z])[\w.']{0,15}\s){0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
_TELLS_AT_MOST = 60
_ANSWERS = re.compile(r"""[^\d!?]{0,30}\?[^\d!?]{0,25}(?:"|[^\W\d_]:[ ]?"?)$""")
"""From a question to who answers it, or to where the answer is quoted."""


def leads(gap: str) -> bool:
    """Whether the stretch from a word for the number to its digits only leads on to them."""
    words_between = _WORD.findall(gap.lower())
    return (
        len(words_between) <= _FILLERS_AT_MOST
        and _FILLERS.issuperset(words_between)
        and _HAS_FIGURE.search(gap) is None
    )


def tells(gap: str) -> bool:
    """The same with other words between, where it ends in a colon, "is" or the like."""
    if len(gap) > _TELLS_AT_MOST or "!" in gap or _HAS_FIGURE.search(gap):
        return False
    if "?" in gap:
        return _ANSWERS.match(gap) is not None
    return _TELLS.search(gap, max(0, len(gap) - 40)) is not None


_RANGE = r"\s?%|[ ]?(?:-|to|through|thru|until)[ ]?\d"
RANGED = re.compile(_RANGE)
"""Behind digits: they begin a range."""

COUNTED = re.compile(
    rf"""{_RANGE}|[ ]+(?:(?:more|new|total|other)[ ]+)?
    (?:people|percent|million|billion|thousand|dollars|a[ ]month|a[ ]year|of[ ]them|edition
    |(?!(?:is|was|as|has|his|this|its|yes|says|reads|looks|means|appears|gives|shows|lives|works|plus
    |less|across|perhaps|does|matches|belongs|us|unless|thanks|always|goes|stands|comes)\b)[a-z]+[a-rt-z]s)\b""",
    re.VERBOSE,
)
"""Behind digits: they count things, or begin a range."""
