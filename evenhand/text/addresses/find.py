"""Where addresses stand in a text, with and without a scheme."""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from linkify_it import LinkifyIt

from evenhand.model.item import MAX_URL
from evenhand.model.reading import Span
from evenhand.text.addresses.anchors import Anchor, anchors
from evenhand.text.addresses.respell import BULLETS, CLOSE, DOT_WORD, OPEN, respell
from evenhand.text.addresses.spelled import spelled
from evenhand.text.fold import Folded

_HINT = re.compile(
    rf"[.。{BULLETS}hH\[({{<&%=\\](?:"
    rf"(?<=[.。{BULLETS}])(?:[^\W\d_]|\d{{1,3}}\.\d{{1,3}}\.\d|[\"')\]}}>][^\W\d_])"
    r"|(?<=[hH])(?:[tT]{2}|[xX]{2}|\*\*)[pP][sS]?(?:[\[({]?:|%|//)"
    rf"|(?<={OPEN})(?i:\.|{DOT_WORD}){CLOSE}|(?<=&)(?:#[\dx]|period;|colon;)"
    r"|(?<=%)(?:25)*68(?:t|%)|(?<==)2E|(?<=\\)(?:u002[eE]|x2[eE]))\S*"
)
"""What every address holds, and the rest of its word.

linkify-it takes 40 us a word, this search 1 us a post: it begins with one class of signs, which the
engine looks for in a loop of its own.
"""

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(
    rf"(?:(?:[hH][tT]{{2}}[pP][sS]?://)?(?:{_LABEL}\.)+[A-Za-z]{{2,63}}"
    r"|https?://(?:\d{1,3}\.){3}\d{1,3})"
    r"(?:/?|[/?#](?!$)[A-Za-z0-9_/%&=+~$*-]*(?:[.?:][A-Za-z0-9][A-Za-z0-9_/%&=+~$*-]*)*)"
)
"""A word that is one address and nothing else, as most are; linkify-it says so too (tested)."""

_EMPHASIZES = "*_~`"
_EMPHASIS = re.compile(r"([*_~`]{1,3})([^*_~`].*)\1[.,;:!?]?", re.DOTALL)
_BEFORE, _AFTER = '("', '.,;:!?)"'
"""Signs around an address in prose that are none of it (where it has no brackets)."""
_UNCASED = "\u0590-\u109f\u1100-\u1cff\u2e80-\ua63f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_AMONG = re.compile(rf"(?:^|[{_UNCASED}。、])([!-~]{{4,}})(?=$|[{_UNCASED}。、])")
"""Latin writing between letters of scripts that set no blanks (or no capitals) around it."""

_OUTSIDE = re.compile(r"[^\w.@-]")
"""What no host and no mailbox holds."""

_HOST_ENDS = re.compile(r"[/?#]")

_SCHEMED = re.compile(r"https?://[^<>\"]*[^<>\"'.,;:!?*)\]}]", re.IGNORECASE)

_NO_PAGE = frozenset({"mailto:", "ftp:"})


class Found(NamedTuple):
    """An address in a text: as it is written there, and where, in the original."""

    written: str
    span: Span


def find_addresses(folded: Folded, pause: Callable[[], None] = lambda: None) -> list[Found]:
    """Every web address of a text, in order.

    Bare hosts count whatever their top-level domain, so that `image.jpg` is found too: this is
    for looking addresses up in a list, not for showing them as links. E-mail addresses are not
    web addresses. Addresses over MAX_URL code points are left out. What is written with blanks
    or line breaks inside comes beside what stands there without them, and may overlap it.

    Args:
        folded: the text.
        pause: called before each word that may hold an address; it may raise to end the search.
    """
    text = folded.text
    found: list[Found] = []
    for start, end in _words(text):
        pause()
        found += _in_word(folded, start, end)
    plain = len(found)
    for start, end in spelled(text):
        pause()
        found += _in_word(folded, start, end)
    if links := anchors(folded.original):
        found += _targets(folded.original, links, {each.span.start for each in found})
    if len(found) > plain or len(text) > MAX_URL or not text.isascii():
        return sorted(set(found), key=itemgetter(1))
    return found


def _targets(text: str, links: Sequence[Anchor], seen: Set[int]) -> Iterator[Found]:
    """Targets of links in markup, without those that begin where an address is known already."""
    for link in links:
        written = text[link.target.start : link.target.end]
        if link.target.start not in seen and "." in written:
            yield Found(written, link.target)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The words that may hold an address; all others are passed over at once."""
    done = 0
    while hint := _HINT.search(text, done):
        at = hint.start()
        before = text[done:at]
        if before and not before[-1].isspace():
            at -= len(before.rsplit(None, 1)[-1])
        done = hint.end()
        if done - at <= 2 * MAX_URL:
            yield at, done
        else:
            yield from _windows(text, at, done)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word, or where it is longer than any address may be, stretches of it that overlap.

    linkify-it takes time by the square of a word's length (`http://http//http//...`).
    """
    while end - start > 2 * MAX_URL:
        yield start, start + 2 * MAX_URL
        cut = _OUTSIDE.search(text, start + MAX_URL, end)
        start = cut.end() if cut else end
    if start < end:
        yield start, end


def _in_word(folded: Folded, at: int, end: int) -> list[Found]:
    word = folded.text[at:end]
    if word[0] in _EMPHASIZES and (emphasis := _EMPHASIS.fullmatch(word)):
        return _in_word(folded, at + emphasis.start(2), at + emphasis.end(2))
    core = word.lstrip(_BEFORE)
    start = end - len(core)
    core = core.rstrip(_AFTER)
    if len(core) <= MAX_URL and _PLAIN.fullmatch(core):
        return [_found(folded, start, start + len(core))]
    found = [] if word.isascii() else _among(folded, word, at)
    respelt = respell(word)
    return found + [
        _found(folded, at + respelt.places[first], at + respelt.places[last])
        for first, last in _stretches(respelt.text)
        if respelt.places[last] - respelt.places[first] <= MAX_URL
    ]


def _among(folded: Folded, word: str, at: int) -> list[Found]:
    """Addresses between letters of Chinese, Japanese, Korean and the like, as people set them.

    Between `//` and the next slash such letters are part of the host.
    """
    found = []
    for run in _AMONG.finditer(word):
        start = run.start(1)
        if len(run[1]) == len(word) or _in_host(word, start) or not _HINT.search(run[1]):
            continue
        sign = folded.span(at + start, at + start + 1)
        start += folded.original[sign.start] in "。｡"  # folded to a dot, which ends a sentence here
        found += _in_word(folded, at + start, at + run.end(1))
    return found


def _in_host(word: str, place: int) -> bool:
    slashes = word.rfind("//", 0, place)
    return slashes >= 0 and not _HOST_ENDS.search(word, slashes + 2, place)


def _found(folded: Folded, start: int, end: int) -> Found:
    span = folded.span(start, end) if folded.edits else Span(start, end)
    return Found(folded.original[span.start : span.end], span)


def _stretches(word: str) -> list[tuple[int, int]]:
    """Where addresses stand in a word: what linkify-it sees, and what it does not see after a
    scheme (hosts with escapes or underscores, which browsers take).
    """
    seen = [
        (match.index, match.last_index, match.schema)
        for match in _linkify().match(word) or ()
        if not (match.schema and word.startswith("%", match.last_index))
    ]
    seen += [(*match.span(), "http:") for match in _SCHEMED.finditer(word)]
    seen.sort(key=itemgetter(0))
    stretches = []
    done = 0
    for start, end, schema in seen:
        if start >= done:
            done = end
            if schema not in _NO_PAGE:
                stretches.append((start, end))
    return stretches


class _Linkify(LinkifyIt):  # type: ignore[misc]
    """linkify-it that stays linear on hostile text."""

    def _on_compile(self) -> None:
        # A path with an unclosed bracket is searched to the text's end for its partner.
        for name in ("src_path", "tpl_link_fuzzy"):
            pattern = self.re[name].replace(").)*\\", ").){0,200}\\")
            self.re[name] = pattern.replace(").)+\\", ").){1,200}\\")


@lru_cache(maxsize=1)
def _linkify() -> LinkifyIt:
    """linkify-it for every top-level domain: its list is a pattern, so a pattern can stand in."""
    finder = _Linkify(options={"fuzzy_ip": True})
    finder.add("//", None)  # takes time by the square; `respell` gives such addresses a scheme
    return finder.tlds([r"[a-z\u00a1-\uffff]{2,63}"])
