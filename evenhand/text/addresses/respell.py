"""Spellings that people read as an address and programs do not: undone, with the way back."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

DOT_WORD = r"(?:dot|d0t|punkt|punto|ponto|точка)"
SLASH_WORD = r"(?:(?:forward[ -])?slash)"
DASH_WORD = r"(?:dash|hyphen)"
OPEN, CLOSE = r"[\[({<]", r"[\])}>]"
BULLETS = "·•∙‧⋅⸱"
_MAX_ESCAPED = 16
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Signs that show nothing (Unicode: Default_Ignorable)."""


def _sign(reference: str) -> str:
    """What an HTML character reference stands for; nothing for a sign that does not show."""
    return _INVISIBLE.sub("", unescape(reference)).strip("\t\n\r")


def unescaped(text: str) -> str:
    """Percent-escapes undone, those of escapes too."""
    for _ in range(_MAX_ESCAPED):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def _sign_of_code(escape: str) -> str:
    r"""What `\u002f` or `\x2f` stands for in a program's text; nothing for half a sign."""
    sign = chr(int(escape.strip("\\uUxX{}"), 16))
    return "" if sign.isspace() or "\ud800" <= sign <= "\udfff" else sign


def _from_octets(octets: str) -> str:
    """What `=C3=BC` stands for in a mail (RFC 2045, quoted-printable)."""
    return bytes.fromhex(octets.replace("=", "")).decode(errors="replace")


def _escaped(text: str) -> str:
    """A pattern for a text of which any sign may be percent-escaped, once or more."""
    return "".join(rf"(?:{sign}|%(?:25)*{ord(sign):x})" for sign in text)


_APPS = (
    "intent|googlechromes?|chromes?|firefox|brave|feed|opera-https?|touch-https?|x-safari-https?"
    "|microsoft-edge|ddgquicklink|puffins?|web\\+https?"
)
"""Schemes of apps that open the page whose address follows."""

_MAIL_OCTETS = re.compile(
    r"(?=.*=(?:3D|2E|2F|3A|3F|[C-F][0-9A-F]))(?:[^=]|=[0-9A-F]{2}|=\s)*", re.DOTALL
)
"""A text of a mail as it is sent: each `=` begins an octet or a soft line break."""

_OCTETS = re.compile(r"((?:=[0-9A-F]{2})+)")

Rule = tuple[re.Pattern[str], str | Callable[[str], str], str]

RESPELLINGS: tuple[Rule, ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), new, step)
    for pattern, new, step in (
        # with blanks inside
        (r"https?(\s+colon\s+slash\s+slash\s+)", "://", "scheme in words read as signs"),
        (rf"(\s+{SLASH_WORD}\s+)", "/", "`slash` read as a slash"),
        (rf"(\s+{DOT_WORD}\s+)", ".", "`dot` read as a dot"),
        (r"(\s+dot)(?=(?:com|net|org|info)\b)", ".", "`dot` read as a dot"),
        (rf"(\s+{DASH_WORD}\s+)", "-", "`dash` read as a hyphen"),
        (rf"(\s*{OPEN}\s*(?:\.|{DOT_WORD})\s*{CLOSE}\s*)", ".", "bracketed dot read as a dot"),
        (rf"(?<=\w)(\s?{OPEN}\s?at\s?{CLOSE}\s?)(?=\w)", "@", "bracketed `at` read as an at sign"),
        (rf"(\s*{OPEN}\s*(?:/|{SLASH_WORD})\s*{CLOSE}\s*)", "/", "bracketed slash read as one"),
        (r"(=\r?\n(?:[>|] ?)*|\r?\n(?:[>|] ?)+)", "", "line break of a mail left out"),
        (r"(\s+)", "", "blanks inside left out"),
        # signs
        (r"(<wbr ?/?>)", "", "place for a line break left out"),
        (r"(&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});)", _sign, "character reference undone"),
        (r"(?<![a-z0-9])h(xx|\*\*|tx|xt|__|--|\+\+)ps?(?=\W)", "tt", "hxxp read as http"),
        (r"(\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,4}\}|x[0-9a-f]{2}))", _sign_of_code,
         "a program's escape undone"),
        (r"(\\)(?=[/:?&=#_%+~-])", "", "backslash before a sign left out"),
        (rf"^((?:{_APPS})://)(?=[^/?]*\.)", "http://", "address for an app read as http"),
        (rf"^((?:about:reader|(?:{_APPS})://open-url)\?url=)(?=http)", "",
         "address for an app read as the page's"),
        (rf"^((?!https?:/){_escaped('http')}{_escaped('s')}?{_escaped(':')}{_escaped('/')}.+)",
         unescaped, "escapes undone"),
        (r"(?<=\S)(\[[?&=#_-]\])", lambda sign: sign[1], "bracketed sign read as one"),
        (rf"(?<=[^\W_])([{BULLETS}])(?=[^\W_])", ".", "bullet read as a dot"),
        (r"(?<=[^\W_])([\"']\.[\"']|\[\.|\.\]|\\\.)(?=[^\W_])", ".", "marked dot read as a dot"),
        (r"([⁄∕⧸])", "/", "look-alike slash read as a slash"),
        (r"https?([∶꞉ː])", ":", "look-alike colon read as a colon"),
        (r"([‐‑‒–—―−﹘﹣])", "-", "typographic dash read as a hyphen"),
        # scheme
        (r"(?<![a-z0-9])()ttps?://", "h", "ttp read as http"),
        (r"(?<![a-z0-9])https?([\[({]:(?://[\])}]|[\])}]//)|:[\[({]//[\])}])", "://",
         "bracketed colon read as a colon"),
        (r"(?<![a-z0-9])https?([;.,]?)(?=//[^/])", ":", "colon of the scheme put in"),
        # the rest of it
        (r"(?<=[a-z0-9])(。)(?=[a-z])", ".", "ideographic full stop read as a dot"),
        (r"[!-~]()(?=[。、」』】》〉])", " ", "address set apart from what follows"),
        (r"(?<![a-z0-9])https?(:(?!//[^/\\])[/\\]*)(?=[^\W_][^\s/\\]*\.|[/\\])", "://",
         "slashes after the scheme read as two"),
        (r"(?:^|[\"'(<=;>\[\]])(:?//)(?=[^\W_][^/\s]*\.[^\W\d_])", "http://", "read as http"),
        (r"https?://[^/\\?#\s:]{1,253}\.[^/\\?#\s:]{1,63}(:)(?=/)", "", "empty port dropped"),
        (r"https?://[^/\\?#\s]*(\\+)", "/", "backslash read as a slash"),
        (r"(?:^|//)[^/?#\s]*[^\W_](\.+)(?=[/?#:])", "", "final dot of the host dropped"),
        (r"(?<=[^\s,;|])([,;|])(?=https?://)", " ", "sign between two addresses left out"),
        (r"^[^:/]{0,99}?[^\W_]\.?()(?=https?://)", " ",
         "address set apart from the word before it"),
    )
)  # fmt: skip
"""(pattern, what takes the place of its group, step), applied in this order."""

_ODD = re.compile(
    rf"\s|{OPEN}|[\\。、」』】》〉{BULLETS}⁄∕⧸∶꞉ː‐‑‒–—―−﹘﹣]|&[#a-z]\w*;|(?:^|[\"'=;>\]]):?//"
    r"|\[[?&=#_-]\]|%(?:25)*(?:68|74|70|3a)|=[0-9A-F]{2}|^(?!https?:)[a-z][a-z+-]{2,20}:(?://|r)"
    r"|h(?:xx|\*\*|tx|xt|__|--|\+\+)p|(?<![a-z0-9])ttps?:|https?(?:[;.,]?//|:[\[({]|:(?!//[^/\\])|%|://[^/]*:/)"
    r"|[^\W_](?:[\"']\.|\.[./?#:\]]|[.,;|]?https?://)",
    re.IGNORECASE,
)
"""What any of the respellings needs; spares nearly all addresses a search for each."""

_END = re.compile(
    r"\[/|(?<!/)\[|[\]|\"`—…“”„«»‹›。，；！？、」』】》〉،؛؟\u2600-\u27bf\U0001f000-\U0001faff]|;+$|['‘’]s?$"
)
"""What ends an address in prose or markup where no blank does, although a path may hold it."""


class Respelt(NamedTuple):
    """A text as programs write it.

    Attributes:
        text: the text; may hold a blank that sets an address apart.
        places: for each sign of `text`, its index in the text as it stood; one more for the end.
        steps: what was done, in order.
    """

    text: str
    places: Sequence[int]
    steps: tuple[str, ...] = ()


def respell(word: str) -> Respelt:
    """A word, or a stretch that is one address, with the respellings applied; linear in time."""
    respelt = Respelt(word, range(len(word) + 1))
    if _ODD.search(word) is None:
        return respelt
    if _MAIL_OCTETS.fullmatch(word):
        respelt = _substitute(respelt, _OCTETS, _from_octets, "octets of a mail undone")
    for pattern, new, step in RESPELLINGS:
        if pattern.search(respelt.text):
            respelt = _substitute(respelt, pattern, new, step)
    return respelt


def _substitute(
    old: Respelt, pattern: re.Pattern[str], new: str | Callable[[str], str], step: str
) -> Respelt:
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in pattern.finditer(old.text):
        start, end = match.span(1)
        plain = new if isinstance(new, str) else new(match[1])
        pieces += (old.text[done:start], plain)
        places += old.places[done:start]
        places += [old.places[start]] * len(plain)
        done = end
    pieces.append(old.text[done:])
    places += old.places[done:]
    return Respelt("".join(pieces), places, (*old.steps, step))


def spellings(written: str) -> list[tuple[str, tuple[str, ...]]]:
    """Ways to read what stands for an address, with their steps; at least `written` itself.

    Compatibility forms and invisible signs are undone, look-alike letters are not: a host in
    letters of another script is another host.
    """
    found: list[tuple[str, tuple[str, ...]]] = [(written, ())]
    plain = written
    steps: tuple[str, ...] = ()
    if not written.isascii():
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", written))
        if plain != written:
            steps = ("compatibility forms and invisible signs undone",)
    respelt = respell(plain)
    if respelt.text != written:
        found.append((respelt.text.strip(), steps + respelt.steps))
    for text, steps in tuple(found):
        end = _END.search(text)
        if end and "." in text[: end.start()]:
            found.append((text[: end.start()], (*steps, f"read up to `{end[0]}`")))
    return found
