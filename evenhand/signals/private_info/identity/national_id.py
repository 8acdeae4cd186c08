"""Personal numbers that states give out: by a shape of their own, or by their name beside them."""

import re
from collections.abc import Iterable, Iterator

from evenhand.signals.private_info.candidate import Candidate, Cue
from evenhand.signals.private_info.identity.native_names import native_tags
from evenhand.signals.private_info.identity.schemes import every_scheme
from evenhand.signals.private_info.identity.schemes.scheme import END, Scheme, pattern_of
from evenhand.signals.private_info.nearby import BEHIND, called_a_thing, in_web_address
from evenhand.signals.private_info.window import Window

NUMBERED = True
SIGNS = (
    r"[0-9](?:[ .\-/\n]?[0-9]){7}",  # digits alone
    r"[0-9]{7}[ .\-/]?[a-z]",  # ES, IE, SG
    r"[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]",  # GB
    r"[0-9]{6} ?[a-z] ?[0-9]{3}",  # DE, FI
    r"[0-9]{6}[\-+][0-9]{3}[a-z]",  # FI
    r"[a-z]{4}[ \-]?[0-9]{6}[ \-]?[0-9a-z]{3}",  # MX
    r"[a-z][0-9]{6} ?\(?[0-9a]\)?",  # HK
    r"p[a-z] ?[0-9]{4} ?[a-z]",  # IN
    r"[0-9][0-9lmnp-v][a-ehlmpr-t][0-9lmnp-v]{2} ?[a-z][0-9lmnp-v]{3}[a-z]",  # IT
    r"ausweis|perso nr|german id card",
    r"(?:national|citizen|civil|government) id",
)

_SCHEMES = {scheme.tag: scheme for scheme in every_scheme()}
_ALONE = [scheme for scheme in _SCHEMES.values() if scheme.alone]
_SHAPES = re.compile(
    rf"(?:{'|'.join(f'({scheme.alone})' for scheme in _ALONE)}){END}(?![ .\-]?[\d(])"
)
"""Every way of writing that counts without a word; the group tells the scheme."""

_ANY_STATE = re.compile(rf"(?:[A-Za-z]{{1,3}}[ \-]?)?\d(?:[ .\-/]?\d){{5,17}}[A-Za-z]?{END}")

_NAMES = frozenset(_SCHEMES)
_PLACE = {
    scheme: place
    for place, scheme in enumerate(sorted(_SCHEMES.values(), key=lambda s: (not s.checked, s.tag)))
}
_ANY_NAME = frozenset({"any id"})
_STATE = frozenset({"national id"})
_OTHERS = frozenset(
    {"thing", "phone", "mobile", "card", "iban", "account", "other account", "passport", "license"}
)
_NEAR = 60
_RIGHT_BESIDE = 30
_FIRST = re.compile(r"(?:[A-Za-z0-9][ .\-/()]{0,2}){7}")
"""The fewest signs that any number has."""

_LONGEST = 18
"""Signs of the longest number, so that long words of letters and figures cost no more."""

_FEWEST_FIGURES_ALONE = 11
"""Signs of the shortest number of figures alone that counts without a word (`1.234.567-8`)."""

_FEWEST_WITH_LETTER = 6
"""Figures of the shortest such number with letters at one end alone (`A123456(7)`)."""

_HEAD = re.compile(r"(?<![^\W_])[A-Za-z]{1,2}[ \-]\Z")
_INNER = re.compile(r"(?<=[ \n(])\d")


def find(window: Window) -> Iterator[Candidate]:
    """Numbers that keep the rules of a scheme, or are said to be of one."""
    named = _speaks_of_one(window)
    done = 0
    for (start, end), form in zip(window.numbers, window.shapes, strict=True):
        if not named and not _may_hold(window.text, start, end, form):
            continue
        for place in _starts(window.text, start, end):
            if place >= done:
                found = _by_shape(window, place) if not named else _at(window, place)
                if found is not None:
                    done = found.end
                    yield found


def _speaks_of_one(window: Window) -> bool:
    """Whether a scheme's name stands anywhere, so that numbers need a closer look."""
    known = next(window.cues.between(0, len(window.text), _NAMES | _STATE), None)
    return known is not None or bool(native_tags(window.text))


def _may_hold(text: str, start: int, end: int, form: str) -> bool:
    """Whether a stretch may hold what counts without a word, by its length and letters around it.

    Long ones have three figures together. Short ones have letters at an end and figures that
    nothing or a blank parts; the shortest have letters at both ends.
    """
    if end - start >= _FEWEST_FIGURES_ALONE:
        return "999" in form
    before, behind = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
    if end - start < _FEWEST_WITH_LETTER:
        return before and behind
    if "999999" not in form and " " not in form:
        return False
    return before or behind or text[end + 1 : end + 2].isalpha()


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a value may begin whose first digits are those of a run: letters may lead to them."""
    place = start if text[start].isdigit() else start + 1
    if end - start < 4 and not text[place - 1 : place].isalpha():
        return
    furthest = max(0, place - _LONGEST)
    while place > furthest and text[place - 1].isalnum():
        place -= 1
    parted = place >= 2 and text[place - 1] in " -" and text[place - 2].isalpha()
    if parted and (head := _HEAD.search(text, max(0, place - 4), place)):
        yield head.start()
    yield place
    for inner in _INNER.finditer(text, start + 1, end):
        yield inner.start()


def _at(window: Window, start: int) -> Candidate | None:
    if not _FIRST.match(window.text, start) or _is_another(window, start):
        return None
    return (
        _by_name(window, start)
        or _by_shape(window, start)
        or _by_name_behind(window, start)
        or _by_head(window, start)
    )


def _is_another(window: Window, start: int) -> bool:
    """Whether the nearest word before says that it numbers something else."""
    cue = window.cues.before(start, _NAMES | _STATE | _OTHERS, _NEAR)
    other = cue is not None and cue.tags.isdisjoint(_NAMES | _STATE)
    return other or called_a_thing(window, start) is not None


def _by_shape(window: Window, start: int) -> Candidate | None:
    match = _SHAPES.match(window.text, start)
    if match is None or match.lastindex is None:
        return None
    scheme = _ALONE[match.lastindex - 1]
    if not _keeps(scheme, match[0]) or in_web_address(window.text, start):
        return None
    if _is_another(window, start):
        return None
    return _candidate(scheme, match, "national.shape", 0.75 if scheme.checked else 0.6)


def _by_name(window: Window, start: int) -> Candidate | None:
    """A number behind the name of its scheme; beside the very name the check may fail."""
    cue = window.cues.before(start, _NAMES | _STATE, _NEAR)
    lead = window.text[max(0, start - 30) : start]
    tags = (cue.tags if cue else frozenset()) | native_tags(lead)
    if not tags:
        return None
    said = (cue,) if cue else ()
    fitting = list(_fitting(window, start, tags))
    for scheme, match in fitting:
        if _keeps(scheme, match[0]):
            return _candidate(
                scheme, match, "national.named", 0.95 if scheme.checked else 0.85, said
            )
    near = cue is None or start - cue.end < _RIGHT_BESIDE
    if near and tags.isdisjoint(_ANY_NAME) and fitting and _varied(fitting[0][1][0]):
        return _candidate(*fitting[0], "national.named", 0.65, said)
    if cue and near and cue.tags & _STATE:
        any_state = _ANY_STATE.match(window.text, start)
        if any_state and _varied(any_state[0]):
            begin = cue.start if window.text[cue.end : start] == "-" else start  # NID-9000000
            return Candidate(
                "national_id", begin, any_state.end(), 0.6, "national.unknown", cues=said
            )
    return None


def _by_name_behind(window: Window, start: int) -> Candidate | None:
    """`12345678Z is her DNI`."""
    cue = window.cues.after(start, _NAMES, 70)
    if cue is not None:
        for scheme, match in _fitting(window, start, cue.tags):
            joined = BEHIND.fullmatch(window.text, match.end(), cue.start)
            if joined and _keeps(scheme, match[0]):
                return _candidate(scheme, match, "national.named", 0.9, (cue,))
    return None


def _by_head(window: Window, start: int) -> Candidate | None:
    """In a table or list whose head names the scheme, a number that keeps its rules."""
    cue = window.cues.before(start, _NAMES, len(window.text))
    if cue is not None and cue.tags.isdisjoint(_ANY_NAME):
        for scheme, match in _fitting(window, start, cue.tags):
            if scheme.checked and _keeps(scheme, match[0]):
                return _candidate(scheme, match, "national.named", 0.7, (cue,))
    return None


def _fitting(
    window: Window, start: int, tags: Iterable[str]
) -> Iterator[tuple[Scheme, re.Match[str]]]:
    """The named schemes whose shape is found here, those with check digits first."""
    for scheme in sorted(
        map(_SCHEMES.__getitem__, _NAMES.intersection(tags)), key=_PLACE.__getitem__
    ):
        match = pattern_of(scheme.shape).match(window.text, start)
        if match:
            yield scheme, match


def _keeps(scheme: Scheme, written: str) -> bool:
    """Whether a number keeps its scheme's rules."""
    return _varied(written) and scheme.holds("".join(filter(str.isalnum, written)).upper())


def _varied(written: str) -> bool:
    """One digit repeated is nobody's number."""
    return len(set(filter(str.isdigit, written))) > 1


def _candidate(
    scheme: Scheme, match: re.Match[str], pattern: str, score: float, cues: tuple[Cue, ...] = ()
) -> Candidate:
    check = "holds" if _keeps(scheme, match[0]) else "fails"
    return Candidate(
        "national_id",
        *match.span(),
        score,
        pattern=pattern,
        checks=(f"national_{check}" if scheme.checked else "national_unchecked",),
        cues=cues,
        detail={"country": scheme.country, "scheme": scheme.name},
    )
