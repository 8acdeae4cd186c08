"""The text of an HTML letter, in time that grows with its length alone."""

import re
from html import unescape

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|[!?][^<>]*+>)|(-->)")
"""Possessive repeats: the standard parser takes hours for some letters of 1 MB."""

_UNSEEN = frozenset({"script", "style", "title", "template"})
_LINES = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "pre", "hr",
     "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip
_COMMENT = "!--"


def html_to_text(html: str) -> str:
    """What a reader of the page sees as text: tags, comments, scripts and styles are left out."""
    kept: list[str] = []
    done = 0
    inside = ""  # the unseen element or comment that we are in
    for tag in _TAG.finditer(html):
        if not inside:
            kept.append(html[done : tag.start()])
        done = tag.end()
        comment, closes, name, comment_ends = tag.groups()
        name = (name or "").lower()
        if inside:
            if comment_ends if inside == _COMMENT else closes and name == inside:
                inside = ""
        elif comment or (name in _UNSEEN and not closes):
            inside = comment or name
        elif name in _LINES:
            kept.append("\n")
        elif comment_ends:
            kept.append(comment_ends)
    if not inside:
        kept.append(html[done:])
    lines = (" ".join(line.split()) for line in unescape("".join(kept)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
