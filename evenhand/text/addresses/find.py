"""Where addresses stand in a text, with and without a scheme."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from linkify_it import LinkifyIt

from evenhand.model.item import MAX_URL
from evenhand.model.reading import Span
from evenhand.text.addresses.respell import respell
from evenhand.text.fold import Folded

_WORD = re.compile(r"\S+")
_HINT = re.compile(
    r"[.。](?:[^\W\d_]|\d{1,3}\.\d{1,3}\.\d)|h(?:tt|xx|\*\*)ps?\[?:|[\[({](?:\.|dot)[\])}]",
    re.IGNORECASE,
)
"""What every address holds. linkify-it takes 40 us a word, this search 1 us a post."""

_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"(?:/?|[/?#](?:[a-z0-9_/%&=+~-]|[.?](?=[a-z0-9]))+)",
    re.IGNORECASE | re.ASCII,
)
"""A word that is one address and nothing else, as most are; linkify-it says so too (tested)."""

_SCHEMED = re.compile(r"https?://[^<>\"]*[^<>\"'.,;:!?*)\]}]", re.IGNORECASE)

_NO_PAGE = frozenset({"mailto:", "ftp:"})


@dataclass(frozen=True, slots=True)
class Found:
    """An address in a text: as it is written there, and where, in the original."""

    written: str
    span: Span


def find_addresses(folded: Folded, pause: Callable[[], None] = lambda: None) -> list[Found]:
    """Every web address of a text, in order.

    Bare hosts count whatever their top-level domain, so that `image.jpg` is found too: this is
    for looking addresses up in a list, not for showing them as links. E-mail addresses are not
    web addresses. Addresses over MAX_URL code points are left out.

    Args:
        folded: the text.
        pause: called before each word that may hold an address; it may raise to end the search.
    """
    if _HINT.search(folded.text) is None:
        return []
    found = []
    for word in _WORD.finditer(folded.text):
        if _HINT.search(word[0]):
            pause()
            found += _in_word(folded, word[0], word.start())
    return found


def _in_word(folded: Folded, word: str, at: int) -> list[Found]:
    if _PLAIN.fullmatch(word) and len(word) <= MAX_URL:
        span = folded.span(at, at + len(word))
        return [Found(folded.original[span.start : span.end], span)]
    # An address holds no white space, so that a word is all that linkify-it needs to see.
    respelt = respell(word)
    found = []
    for start, end in _stretches(respelt.text):
        start, end = respelt.places[start], respelt.places[end]
        if end - start <= MAX_URL:
            span = folded.span(at + start, at + end)
            found.append(Found(folded.original[span.start : span.end], span))
    return found


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
