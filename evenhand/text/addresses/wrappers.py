"""Addresses that carry another one: archives, caches, translators, link checkers.

Each rule rests on the service's own public form of address. Only forms that lead on to, show,
translate or keep a copy of the inner page are listed; a search for it, or a form that shares it,
only names it. Shorteners carry nothing and cannot be read without asking them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.text.addresses.encodings import as_written, base64url, proofpoint_v2, proofpoint_v3


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How one service writes the address that it carries.

    Attributes:
        does: what it does with the page, for the statement of reasons.
        host: pattern for the whole host. A group in it is the inner host with `-` for `.` and
            `--` for `-`, and path and query are then the inner ones.
        path: pattern for the whole of path and query. A group in it is the inner address.
        fields: query fields that hold the inner address; the first that is there counts.
        value: pattern for such a field's whole value; its group is the inner address.
        decode: makes the inner address of what a group of `path` or `value` holds; an empty text
            where it holds none.
    """

    does: str
    host: str
    path: str = ".*"
    fields: tuple[str, ...] = ()
    value: str = "(.*)"
    decode: Callable[[str], str] = as_written


LEADS, COPY, SHOWS, TRANSLATES = "leads on to", "keeps a copy of", "shows", "translates"
_GOOGLE = r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?"
_ARCHIVE_TODAY = r"(?:www\.)?archive\.(?:today|ph|is|li|vn|fo|md)"
_PROOFPOINT = r"urldefense\.(?:proofpoint\.com|com|us)"
_CACHED = r"cache:(?:(?!https?:)[\w-]+:)?([^ ]+).*"
"""A search for `cache:ID:host/path`, with or without the ID, opens the copy; any other names it."""

WRAPPERS = (
    # archives and caches
    Wrapper(COPY, r"(?:web|wayback)\.archive\.org", r"/web/(?:[\d*]{1,15}(?:[a-z]{2}_)?/)?(.+)"),
    Wrapper(
        COPY,
        _ARCHIVE_TODAY,
        r"/(?:newest|oldest|timegate|\d{4,14}|\d{4}\.\d\d\.\d\d-\d{4,6}|o/\w{1,16})/(.+)",
    ),
    Wrapper(COPY, _ARCHIVE_TODAY, r"/(https?:/.+)"),
    Wrapper(COPY, r"megalodon\.jp", r"/(?:ref/)?\d[\d-]{3,20}/(.+)"),
    Wrapper(COPY, r"(?:www\.)?ghostarchive\.org", r"/(?!search\b).*", ("url",)),
    Wrapper(COPY, r"(?:[\w-]+\.)?cdn\.ampproject\.org", r"/(?:c|v|wp)/(?:s/)?(.+)"),
    Wrapper(COPY, _GOOGLE, r"/amp/(?:s/)?(.+)"),
    Wrapper(COPY, r"webcache\.googleusercontent\.com", r"/search\?.*", ("q",), _CACHED),
    Wrapper(COPY, _GOOGLE, r"/search\?.*", ("q",), _CACHED),
    # translators
    Wrapper(TRANSLATES, r"([a-z0-9-]+)\.translate\.goog"),
    Wrapper(TRANSLATES, r"translate\.google\.[a-z.]{2,6}", r"/(?:website|translate)\b.*", ("u",)),
    Wrapper(TRANSLATES, r"translate\.yandex\.[a-z.]{2,6}", r"/translate\b.*", ("url",)),
    Wrapper(TRANSLATES, r"(?:www\.)?translatetheweb\.com", fields=("a",)),
    Wrapper(TRANSLATES, r"(?:www\.)?microsofttranslator\.com", r"/bv\.aspx\?.*", ("a",)),
    # readers
    Wrapper(SHOWS, r"12ft\.io|r\.jina\.ai|via\.hypothes\.is", r"/(?!proxy\?)(.+)"),
    Wrapper(SHOWS, r"12ft\.io", r"/proxy\?.*", ("q",)),
    Wrapper(SHOWS, r"(?:www\.)?outline\.com", r"/(https?:/.+)"),
    Wrapper(SHOWS, r"docs\.google\.com", r"/(?:viewer(?:ng/viewer)?|gview)\?.*", ("url",)),
    Wrapper(SHOWS, r"view\.officeapps\.live\.com", r"/op/(?:view|embed)\.aspx\?.*", ("src",)),
    Wrapper(SHOWS, r"(?:proxy|external-content)\.duckduckgo\.com", r"/iu/?\?.*", ("u",)),
    Wrapper(SHOWS, r"t\.me", r"/iv\?.*", ("url",)),
    # what stands between a click and its page
    Wrapper(LEADS, _GOOGLE, r"/url\?.*", ("q", "url")),
    Wrapper(LEADS, r"lm?\.(?:facebook|instagram|messenger|threads)\.(?:com|net)", fields=("u",)),
    Wrapper(LEADS, r"(?:www|m)\.facebook\.com", r"/(?:l\.php|flx/warn/)\?.*", ("u",)),
    Wrapper(LEADS, r"out\.reddit\.com", fields=("url",)),
    Wrapper(LEADS, r"(?:(?:www|m)\.)?youtube\.com", r"/redirect\?.*", ("q",)),
    Wrapper(LEADS, r"steamcommunity\.com", r"/linkfilter/?\?.*", ("url", "u")),
    Wrapper(LEADS, r"slack-redir\.net", r"/link\?.*", ("url",)),
    Wrapper(LEADS, r"(?:www\.)?duckduckgo\.com", r"/l/?\?.*", ("uddg",)),
    Wrapper(LEADS, r"t\.umblr\.com", r"/redirect\?.*", ("z",)),
    Wrapper(LEADS, r"(?:(?:m|away)\.)?vk\.com", r"/away(?:\.php)?\?.*", ("to",)),
    Wrapper(
        LEADS, r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)/?\?.*", ("url",)
    ),
    Wrapper(LEADS, r"[\w.-]+\.safelinks\.protection\.outlook\.com", fields=("url",)),
    Wrapper(LEADS, r"(?:www\.)?bing\.com", r"/ck/a\?.*", ("u",), r"a1(.+)", base64url),
    Wrapper(LEADS, r"(?:www\.)?exit\.sc", r"/\?.*", ("url",)),
    Wrapper(LEADS, _PROOFPOINT, r"/v1/url\?.*", ("u",)),
    Wrapper(LEADS, _PROOFPOINT, r"/v2/url\?.*", ("u",), decode=proofpoint_v2),
    Wrapper(LEADS, _PROOFPOINT, r"/v3/__(.+)", decode=proofpoint_v3),
    Wrapper(LEADS, r"(?:www\.)?(?:href\.li|nullrefer\.com|anonym\.to)", r"/\?(.+)"),
)  # fmt: skip
