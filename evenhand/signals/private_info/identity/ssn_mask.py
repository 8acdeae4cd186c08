"""Social security numbers of which some digits are covered."""

import re
from collections.abc import Iterable, Iterator, Sequence

from evenhand.signals.private_info.candidate import Candidate, Cue
from evenhand.signals.private_info.identity.ssn import beside
from evenhand.signals.private_info.identity.ssn_words import COUNTED, COVERS, SSN, leads
from evenhand.signals.private_info.window import Window

_FLAGS = re.IGNORECASE | re.VERBOSE
_COVER = "[" + re.escape(COVERS).replace("#", r"\#") + "]"
_SLOT = "[0-9" + re.escape(COVERS).replace("#", r"\#") + "]"

_PART_SIGN = r"(?:[ ]?[\-./]\s?|[ ])"
_SHAPE = re.compile(
    rf"""(?<![\w.\-/]){_SLOT}{{3}}{_PART_SIGN}{_SLOT}{{2}}{_PART_SIGN}{_SLOT}{{4}}
    (?![^\W_]|{_COVER}|[.\-]\d)""",
    _FLAGS,
)
"""The shape of the number, each of its nine places a digit or a cover."""

_SOLID = re.compile(rf"(?<!\w){_SLOT}{{9}}(?![^\W_]|{_COVER}|[.\-]\d)", _FLAGS)

_HIDDEN = (
    r"(?:redacted|removed|hidden|masked|withheld|covered|deleted|obscured|suppressed|omitted"
    r"|blacked[ ]out)"
)
_NO_BRACKET = r"[^\[\](){}<>\n\d]"
MARKER = rf"""(?:[\[(<{{]{{1,2}}{_NO_BRACKET}{{0,20}}{_HIDDEN}{_NO_BRACKET}{{0,12}}[\])>}}]{{1,2}}
    |[\[(]{_COVER}{{3}}[ .\-]?{_COVER}{{2}}[ .\-]?[\])]|\b{_HIDDEN}(?=-))"""
"""Words in brackets, or covers, that stand for hidden digits. For re.VERBOSE."""

_END = rf"(?P<told>\d{{4}})(?![^\W_]|{_COVER}|[.,/\-]\d)"
_SHORT = re.compile(
    rf"""(?:(?<!\w)(?:{_COVER}[ .\-/)\]:]{{0,4}}){{1,9}}   # xxxxx, _ _ _-_ _-, (xxx) xx-
    |(?<!\w)(?:n-?){{3,9}}                            # nnn-nn-
    |(?<![\w.])(?:\.-?){{2,9}}(?:[ ](?!(?:19|20)\d\d))?                    # ...-..-
    |(?<![\w\-])-{{2,9}}                              # -----
    |(?:{MARKER}[ .\-]{{0,2}}){{1,2}}){_END}""",
    _FLAGS,
)
"""A cover of any width and the last four digits: taken beside the word alone."""

_COVERED_END = re.compile(
    rf"""(?<![\w.\-/])\d{{3}}[ \-]?\d\d[ \-]?(?:{MARKER}|{_COVER}{{3,4}}|\.{{3,4}})(?![^\W_])""",
    _FLAGS,
)
_NOUGHTS = re.compile(r"000[ \-]?00[ \-]?(?!0000)\d{4}(?!\w|[.\-]\d)")
"""Noughts for a cover: neither area 000 nor group 00 was ever issued."""

_SIGN = frozenset(COVERS + COVERS.lower())
_LOOSE = frozenset("-.)]}>0:")
_OPENS = frozenset("[(<{.-")
"""What may end a cover before digits, and begin one behind them, other than a cover sign."""

_AHEAD = 48
"""Code points before the digits in which a cover may begin."""

SHOWN_SIGNS = (r"[x*#\x80-\xff]-(?:[x*#_0-9]{2}|[\x80-\xff]{6})-[0-9]{4}",)


def masked(window: Window, known: Sequence[Cue]) -> Iterator[Candidate]:
    """The numbers with a cover; those of an unusual shape only beside the word for the number."""
    text = window.text
    for start, end in window.numbers:
        ahead, behind = text[max(0, start - 3) : start], text[end : end + 3]
        covered = not _SIGN.isdisjoint(ahead), not _SIGN.isdisjoint(behind)
        if any(covered):
            yield from _whole_shape(window, start, end)
        if known and text.startswith("000", start):
            yield from _beside_word(window, _NOUGHTS.finditer(text, start, end + 2), start, end)
        if known and (covered[0] or ahead[-1:] == "n" or not _LOOSE.isdisjoint(ahead)):
            low = _cover_from(window, start, end)
            yield from _beside_word(window, _SHORT.finditer(text, low, end + 3), start, end)
        if known and any(covered):
            low = max(0, start - 8)
            yield from _beside_word(window, _SOLID.finditer(text, low, end + 10), start, end)
        if known and (covered[1] or not _OPENS.isdisjoint(behind)):
            yield from _beside_word(
                window, _COVERED_END.finditer(text, start, end + 40), start, end
            )


def _cover_from(window: Window, start: int, end: int) -> int:
    """Where a cover before digits may begin: behind the word that leads on to them."""
    cue = window.cues.before(start, SSN, _AHEAD + 20)
    if cue is None:
        return max(0, start - 12)
    return max(0, start - _AHEAD, cue.end - cue.phrase.endswith("#"))


def _whole_shape(window: Window, start: int, end: int) -> Iterator[Candidate]:
    for match in _SHAPE.finditer(window.text, max(0, start - 16), end + 16):
        if not _tells(match[0]):
            continue
        cue = beside(window, *match.span())
        named = cue is not None and not SSN.isdisjoint(cue.tags)
        if cue is not None and not named:
            continue
        if named or _plain(match[0]):
            score = 0.97 if named else 0.8
            yield _candidate(*match.span(), score, "ssn_part.masked", match[0], cue)


def _plain(value: str) -> bool:
    """Whether a value without a word beside it is one: hyphens, each group whole or covered.

    Question marks are no cover there: they are blanks of a form.
    """
    groups = value.split("-")
    whole = all(group.isdigit() or not any(map(str.isdigit, group)) for group in groups)
    return whole and len(groups) == 3 and not re.search(r"[?\s./]", value)


def _beside_word(
    window: Window, found: Iterable[re.Match[str]], start: int, end: int
) -> Iterator[Candidate]:
    """Of what was found around digits, what a word for the number leads on to or stands behind."""
    for match in found:
        if match.start() >= end or match.end() <= start or not _tells(match[0]):
            continue
        if COUNTED.match(window.text, match.end()):
            continue
        cue = beside(window, *match.span())
        if cue is None or SSN.isdisjoint(cue.tags):
            continue
        if cue.start > start or leads(window.text[cue.end : match.start()]):
            yield _candidate(*match.span(), 0.9, "ssn_part.short_mask", match[0], cue)


def _tells(value: str) -> bool:
    """Whether some digits show and some do not; noughts over the first five are a cover."""
    return 3 <= sum(map(str.isdigit, value)) < 9 or value.startswith("000-00")


def _candidate(
    start: int, end: int, score: float, pattern: str, value: str, cue: Cue | None
) -> Candidate:
    detail = {"partial": told_part(value)}
    return Candidate(
        "us_ssn_partial", start, end, score, pattern, (), (cue,) if cue else (), "", detail
    )


def told_part(value: str) -> str:
    """Which end of a masked value its digits stand at."""
    ends = value[0].isdigit() and not value.startswith("000"), value[-1].isdigit()
    return {(True, False): "first", (False, True): "last"}.get(ends, "some")
