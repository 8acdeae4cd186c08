"""A page that was fetched, and its text."""

import re
from dataclasses import dataclass
from html import unescape

from evenhand.connectors.fetch.refused import Refused
from evenhand.connectors.fetch.wire import Answer
from evenhand.text.documents import extract_text

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TAG = re.compile(r"<!--|<[!?][^<>]*+>|<(/?)([a-zA-Z][^\s/<>]*+)[^<>]*+>")
"""Possessive, so that a page of opening brackets is read in one pass: html.parser takes time by
their square."""

_COMMENT_END = re.compile("-->")
_UNSEEN_ENDS = {
    name: re.compile(rf"(?=</{name})", re.IGNORECASE) for name in ("script", "style", "template")
}
"""Elements whose inside no reader sees -> where they end."""

_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    "|sup|time|tt|u|var|wbr",
    re.IGNORECASE,
)
"""Elements that do not part a word or number; the others begin a line."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address.

    Attributes:
        url: where it was found in the end, after redirects.
        status: as HTTP has it; 200 is all right, 404 and 410 say that it is gone.
        media_type: as the server names it, such as `text/html`; empty where it names none.
        text: what a reader sees; None where it is of a type that is not read (an image), which
            is no clean bill.
    """

    url: str
    status: int
    media_type: str
    text: str | None


def page_of(url: str, answer: Answer) -> Page:
    """The page that an answer holds. Raises EH546, and EH550 to EH553 for a document."""
    media_type = answer.media_type.partition(";")[0].strip().lower()
    is_html = media_type in _HTML or (not media_type and answer.body.lstrip()[:1] == b"<")
    text = extract_text(answer.body, "text/html" if is_html else media_type, "")
    if text is not None and is_html and not answer.body.startswith(b"%PDF-"):
        text = visible_text(text)
    return Page(url, answer.status, media_type, text)


def visible_text(html: str) -> str:
    """The text of a page's HTML that a reader sees, block by block. Linear in time."""
    pieces: list[str] = []
    done = 0
    while tag := _TAG.search(html, done):
        pieces.append(html[done : tag.start()])
        done = tag.end()
        closes, name = tag.groups("")
        if tag[0] == "<!--":
            done = _beyond(_COMMENT_END, html, done)
        elif not _INLINE.fullmatch(name):
            pieces.append("\n")
            if not closes and name.lower() in _UNSEEN_ENDS:
                done = _beyond(_UNSEEN_ENDS[name.lower()], html, done)
    pieces.append(html[done:])
    try:
        text = unescape("".join(pieces))
    except ValueError:
        # A character number of thousands of digits, which Python does not turn into one.
        raise Refused("EH546", "its HTML holds a character that does not exist") from None
    return "\n".join(line for each in text.split("\n") if (line := each.strip()))


def _beyond(end: re.Pattern[str], html: str, start: int) -> int:
    """The place after the next `end`; the text's own end where there is none, as in browsers."""
    found = end.search(html, start)
    return found.end() if found else len(html)
