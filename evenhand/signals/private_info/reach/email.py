"""E-mail addresses with their signs; a role mailbox (press@, info@) is public."""

import re
from collections.abc import Iterator

from evenhand.signals.private_info.candidate import PUBLIC_AT_MOST, Candidate
from evenhand.signals.private_info.nearby import in_web_address
from evenhand.signals.private_info.reach.email_roles import FILE_ENDS, MAIL_TAGS, PRESS, is_role
from evenhand.signals.private_info.window import Window

SIGNS = (
    r"[^\x00-\x20@]@[a-z0-9\x80-\xff][a-z0-9.\-_\x80-\xff]{0,58}\.[a-z\x80-\xff]",
    r"[^\x00-\x20@]@[a-z0-9\x80-\xff][a-z0-9\-_\x80-\xff]{58}",  # a label of 59 bytes and more
    r"[a-z0-9] {0,2}@ {1,2}[a-z0-9\x80-\xff][a-z0-9\-\x80-\xff]{0,40} ?\. ?[a-z\x80-\xff]",
    r"[a-z0-9] {0,2}@[a-z0-9\x80-\xff][a-z0-9\-\x80-\xff]{0,40} \. ?[a-z\x80-\xff]",
    r"[a-z0-9]@\[[0-9]",
)

_LOCAL_AT_MOST = 64  # RFC 5321, 4.5.3.1.1; in code points
_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.%+-'"
"""What a local part is written with; letters of other scripts too."""
_LOCAL_OTHER = re.compile(r"[\w.%+\-']{1,64}$")
_QUOTED = re.compile(r'"[^"@\n]{1,62}"$')
_ESCAPED = re.compile(r"(?:.*%(?:2[02-9ACFacf]|3[a-fA-F]))(?=.)")
"""A percent-escape before an address in a query (`%3Cjane@...`)."""

_DOMAIN = re.compile(
    r"[^\W_][\w\-]{0,62}+(?:\.[^\W_][\w\-]{0,62}+){1,8}+|\[\d{1,3}(?:\.\d{1,3}){3}\]"
)
"""Labels of at most 63 octets (RFC 1035 2.3.4), or an address in brackets (RFC 5321 4.1.3)."""

_TOP = re.compile(r"[^\W\d_]{2,24}|xn--[a-z0-9\-]{2,59}", re.IGNORECASE)
_PATH_BEHIND = re.compile(r":(?:~|[\w.\-]{0,60}/)")
"""Behind the host: a place on a machine (`git@host:owner/name`)."""

_SPACED = re.compile(
    r"(?P<before> {0,2})@(?P<behind> {0,2})"
    r"(?P<domain>[^\W_][\w\-]{0,20}(?: ?\. ?[^\W_][\w\-]{0,62}){0,4}? ?\. ?(?P<top>[^\W\d_]{2,10}))"
    r"(?![\w@]|\.\w)"
)
_MAILBOX = re.compile(r"[^\W_][\w.%+\-]{0,62}(?<=[a-z0-9])$", re.IGNORECASE)
_NAMELIKE = re.compile(r"[._\d]")


def find(window: Window) -> Iterator[Candidate]:
    """Addresses of the form local@domain, with blanks around the signs where that is sure."""
    text = window.text
    at = text.find("@")
    while at >= 0:
        span = _place(text, at)
        if span is not None:
            yield _candidate(window, *span, at)
        else:
            spaced = _spaced(window, at)
            if spaced is not None:
                yield _candidate(window, *spaced, at, ("spaces",))
        at = text.find("@", at + 1)


def _place(text: str, at: int) -> tuple[int, int] | None:
    """Where an address around an `@` begins and ends."""
    domain = _DOMAIN.match(text, at + 1)
    if domain is None:
        return None
    start = _local_start(text, at)
    if start == at:
        return None
    end = _domain_end(text, domain)
    if end is None or _elsewhere(text, start, end):
        return None
    emphasised = text[start] == "_" and text[end : end + 1] == "_"  # Markdown
    return start + emphasised, end


def _local_start(text: str, at: int) -> int:
    """Where the local part begins; `at` where there is none."""
    low = max(0, at - _LOCAL_AT_MOST)
    lead = text[low:at]
    rest = lead.rstrip(_LOCAL)
    if rest and not rest[-1].isascii() and rest[-1].isalnum():
        match = _LOCAL_OTHER.search(lead)
        rest = lead[: match.start()] if match else lead
    if lead[-1:] == '"':
        quoted = _QUOTED.search(lead)
        return low + quoted.start() if quoted else at
    local = lead[len(rest) :]
    if "%" in local:
        escaped = _ESCAPED.match(local)
        local = local[escaped.end() :] if escaped else local
    kept = local.lstrip(".'-%+")
    if not kept or (not rest and low and text[low - 1].isalnum()):  # longer than a local part is
        return at
    return at - len(kept)


def _domain_end(text: str, domain: re.Match[str]) -> int | None:
    """Where the domain ends, if its last label is one of the names of the net."""
    name = domain[0]
    end = domain.end()
    if name[0] == "[":
        return end
    kept = name.rstrip("_-")
    end -= len(name) - len(kept)
    top = kept[kept.rfind(".") + 1 :]
    if not _TOP.fullmatch(top) or top.lower() in FILE_ENDS or text[end : end + 1] == "@":
        return None
    return end


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether it is a handle (`@jane@host`), a user on a machine or part of a web address."""
    before = text[start - 1 : start]
    if before in {"@", "!"} and before:
        return True
    if text[end : end + 1] == ":" and _PATH_BEHIND.match(text, end):
        return True
    return before in {"/", ":", ".", "~", "@", "%"} and in_web_address(text, start)


def _spaced(window: Window, at: int) -> tuple[int, int] | None:
    """An address with blanks around its signs, where a person would take it for one."""
    text = window.text
    low = max(0, at - 2)
    first = len(text[low:at].rstrip(" ")) + low
    match = _SPACED.match(text, first)
    if match is None:
        return None
    local = _MAILBOX.search(text[max(0, first - _LOCAL_AT_MOST) : first])
    if local is None or match["top"].lower() in FILE_ENDS:
        return None
    start = first - len(local[0])
    if text[start - 1 : start] in {"@", "/", "#"} and start:
        return None
    if not match["behind"] and " ." not in match["domain"]:
        return None  # `with @jane. It`
    cues = window.cues
    told = cues.before(start, MAIL_TAGS, 30) or cues.after(match.end(), MAIL_TAGS, 25)
    if told or (match["before"] and _NAMELIKE.search(local[0]) and not local[0].isdigit()):
        return start, match.end()
    return None


def _candidate(
    window: Window, start: int, end: int, at: int, undone: tuple[str, ...] = ()
) -> Candidate:
    local = window.text[start:at]
    if undone:
        found = Candidate("email", start, end, 0.85, "email.spaced", detail={"undone": [*undone]})
        return judged(window, found, local.rstrip())
    return judged(window, Candidate("email", start, end, 0.95, "email.plain"), local)


def judged(window: Window, found: Candidate, local: str) -> Candidate:
    """The candidate, public where the mailbox is a role's or is given out to the press."""
    if is_role(local):
        return found._replace(score=PUBLIC_AT_MOST, public="role_mailbox")
    press = window.cues.before(found.start, PRESS, 50)
    if press is not None and "@" not in window.text[press.end : found.start]:
        return found._replace(score=PUBLIC_AT_MOST, public="press_mailbox", cues=(press,))
    return found
