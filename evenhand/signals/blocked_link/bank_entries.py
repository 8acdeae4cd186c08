"""One entry of the block list: what it covers, as the contract writes it, and what is known of it.

    [allow] [mirrors] ADDRESS [TAB reason [TAB matter=.. [TAB contact=.. [TAB from=.. [TAB until=..

Only the address is needed. The contract knows it with a reason; the words before it and the fields
after the reason are additions, so that every list of old means what it meant.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError, Where
from evenhand.model.item import MAX_URL
from evenhand.text.addresses import Address, page_key, parse_address

MAX_REASON = 500
MAX_FIELD = 200
"""Longest matter and contact, in characters; what is longer is cut, as a reason is."""

MAX_SHOWN = 200
"""Longest stretch of a faulty line that an error shows."""

PAGE, PREFIX, SITE = "page", "prefix", "site"

MIRROR_LABELS = frozenset({"www", "m", "mobile", "amp"})
"""What sites put before their host to serve the same pages in another dress."""

_WORD = re.compile(r"(allow|mirrors)\s+")
_COMMENT = re.compile(r"(?:^|\s+)#.*")
"""At a line's start or after white space; otherwise `#` is part of an address."""

_NO_WORDS: frozenset[str] = frozenset()
_BLANK = re.compile(r"\s")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"[^\s/\\?#@:*]+|\[[0-9A-Fa-f:.]+\]")
_FIELDS = ("matter", "contact", "from", "until")
_FIELD = re.compile(rf"\s*({'|'.join(_FIELDS)})=(.*)")


class Entry(NamedTuple):
    """One entry of a block list. A tuple, because millions are made when a list is read.

    Attributes:
        kind: `page`, `prefix` or `site`.
        key: what an address's page, prefix or site key has to equal; with `mirrors`, of the host
            without what marks it as a mirror.
        written: the entry as it stands in the list, the words before the address included.
        reason: why it is listed; empty where the list does not say.
        allow: what it covers is let through, where a wider entry blocks it.
        mirrors: covers the same page on `www.`, `m.`, `mobile.` and `amp.` of its host too.
        matter: id of the affair that it belongs to; empty where there is none.
        contact: id of the contact in which somebody asked for it; empty where nobody did.
        from_, until: it counts from the one moment to just before the other; None is no bound.
    """

    kind: str
    key: str
    written: str
    reason: str = ""
    allow: bool = False
    mirrors: bool = False
    matter: str = ""
    contact: str = ""
    from_: datetime | None = None
    until: datetime | None = None

    @property
    def line(self) -> str:
        """The entry as a list holds it, with all that is known of it; no line break."""
        line = f"{self.written}\t{self.reason}"
        if self.matter or self.contact or self.from_ or self.until:
            times = (utc_text(at) if at else "" for at in (self.from_, self.until))
            values = (self.matter, self.contact, *times)
            line += "".join(
                f"\t{n}={value}" for n, value in zip(_FIELDS, values, strict=True) if value
            )
        return line

    def counts_at(self, moment: datetime | None) -> bool:
        """Whether it is in force at a moment; None asks for no moment, and it is."""
        if moment is None:
            return True
        return (not self.from_ or self.from_ <= moment) and (not self.until or moment < self.until)


def parse_entry(line: str, name: str, number: int) -> Entry | None:
    """One line of a block list; None where it is empty or a comment.

    Raises:
        EvenhandError: EH560 with the place and what is wrong.
    """
    entry, _, rest = line.strip("\ufeff\r\n").partition("\t")
    written = (_COMMENT.sub("", entry) if "#" in entry else entry).strip()
    if not written:
        return None
    words, address = _words(written)
    try:
        kind, key = _covers(address, "mirrors" in words)
        written = " ".join((*sorted(words), address)) if words else address
        return _entry(kind, key, written, words, rest)
    except _Fault as fault:
        column = line.find(address) + fault.at + 1
        raise EvenhandError(
            "EH560",
            f"block-list entry not understood: {fault.what}",
            where=Where(name, number, column, line.rstrip()[:MAX_SHOWN]),
            not_done="this entry blocks nothing",
            help=fault.help,
        ) from None


def entry_of(kind: str, key: str, line: str) -> Entry:
    """The entry that `Entry.line` wrote, of which kind and key are known already.

    Raises ValueError where that did not write it.
    """
    written, _, rest = line.partition("\t")
    try:
        return _entry(kind, key, written, _words(written)[0], rest)
    except _Fault as fault:
        raise ValueError(fault.what) from None


def bare_host(host: str) -> str:
    """A host without the labels that mark mirrors; it keeps a dot inside."""
    while True:
        label, _, rest = host.partition(".")
        if label not in MIRROR_LABELS or "." not in rest:
            return host
        host = rest


class _Fault(Exception):
    """What is wrong with an entry, where in it (from 0), and what to write instead."""

    def __init__(self, what: str, help: str, at: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.help = help
        self.at = at


def _words(written: str) -> tuple[frozenset[str], str]:
    """The words before an address, and the address."""
    if not written.startswith(("allow", "mirrors")):
        return _NO_WORDS, written
    words = set()
    while word := _WORD.match(written):
        words.add(word[1])
        written = written[word.end() :]
    return frozenset(words), written


def _covers(address: str, mirrors: bool) -> tuple[str, str]:
    """(kind, key) of what an entry covers."""
    if address.startswith("site:"):
        if mirrors:
            help = "list the site of the bare host: sub-domains are covered"
            raise _Fault("`mirrors` before a site", help)
        return SITE, _site_key(address)
    kind = PREFIX if address.endswith("/*") else PAGE
    host, key = _prefix_key(address) if kind == PREFIX else _page_key(address)
    return kind, bare_host(host) + key[len(host) :] if mirrors else key


def _entry(kind: str, key: str, written: str, words: frozenset[str], rest: str) -> Entry:
    """An entry with its words, and with what follows its first tab."""
    allow, mirrors = "allow" in words, "mirrors" in words
    reason, *parts = rest.split("\t")
    if not parts:
        return Entry(kind, key, written, _plain(reason, MAX_REASON), allow, mirrors)
    known = dict.fromkeys(_FIELDS, "")
    for part in parts:
        field = _FIELD.fullmatch(part)
        if field is None:
            reason += f" {part}"
        else:
            known[field[1]] = _plain(field[2], MAX_FIELD)
    matter, contact, from_, until = known.values()
    times = _moment("from", from_), _moment("until", until)
    reason = _plain(reason, MAX_REASON)
    return Entry(kind, key, written, reason, allow, mirrors, matter, contact, *times)


def _plain(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _moment(name: str, text: str) -> datetime | None:
    """A day (its beginning, UTC) or a time; one without a zone is UTC."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        help = f"write {name}=2026-09-26 or {name}=2026-09-26T14:00Z"
        raise _Fault(f"`{name}` is no day and no time", help) from None


def _address(written: str) -> Address:
    """The address of a page or prefix entry."""
    blank = _BLANK.search(written)
    if blank:
        raise _Fault("a blank inside", "write the reason after a tab", blank.start())
    if not _HTTP.match(written):
        help = "begin with https:// or site:"
        raise _Fault("it is neither an http(s) address nor a site", help)
    if len(written) > MAX_URL:
        raise _Fault(f"it is longer than {MAX_URL:,} characters", "list its prefix or site")
    address = parse_address(written)
    if address is None or not address.host:
        raise _Fault("no browser would accept this address", "copy it from a browser's address bar")
    if "*" in address.host:
        help = "write site:host for a host with its sub-domains"
        raise _Fault("a `*` in the host", help, written.index("*"))
    if address.path.endswith("*") and not address.path.endswith("/*"):
        help = "write /* after a whole path segment, or %2A for a star"
        raise _Fault("a `*` that does not follow a slash", help, written.rindex("*"))
    return address


def _page_key(written: str) -> tuple[str, str]:
    """(host, key) of a page entry."""
    address = _address(written)
    return address.host, page_key(address)


def _prefix_key(written: str) -> tuple[str, str]:
    """(host, key) of a prefix entry."""
    address = _address(written.removesuffix("*"))
    if address.query:
        raise _Fault("`/*` after a query", "a prefix has no query: leave it out")
    return address.host, page_key(address)


def _site_key(written: str) -> str:
    host = written.removeprefix("site:").strip()
    if not _HOST.fullmatch(host):
        raise _Fault(
            "a site is a host and nothing else",
            "write site:news.example; sub-domains and all pages are covered",
            len("site:"),
        )
    address = parse_address(f"http://{host}/")
    if address is None or not address.host:
        raise _Fault("no browser would accept this host", "check its spelling", len("site:"))
    labels = address.host.split(".")
    if not address.host.startswith("[") and (len(labels) == 1 or "" in labels):
        # `site:com` would block every host under .com, and `.news.example` no host at all.
        raise _Fault(
            "a site needs a host with a dot inside",
            "write site:news.example; a whole top-level domain cannot be listed",
            len("site:"),
        )
    return address.host
