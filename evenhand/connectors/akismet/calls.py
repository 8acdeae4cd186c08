"""A call as the protocol makes it, its fields and its key; and an answer as it wants it.

Clients compare bodies for equality, so none ends with a line break; and they take any other status
than 200 for an outage, so errors of the caller are 200 with a sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

MAX_BODY = 64 * 1024
MAX_FIELDS = 1_000
TEXT, JSON, CSV = "text/plain; charset=utf-8", "application/json", "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Call:
    """One request.

    Attributes:
        path: with its first slash, without the query.
        host: the Host header.
        query, body: as they came.
    """

    method: str
    path: str
    host: str = ""
    query: bytes = b""
    body: bytes = b""

    @property
    def endpoint(self) -> str:
        """`1.1/comment-check` and such, whether a key stands in the path or not."""
        parts = self.path.lstrip("/").split("/")
        return "/".join(parts[2:] if parts[0] == "k" else parts)

    def fields(self) -> dict[str, list[str]]:
        """Every field with its values in order; those of the body go before those of the query.

        Raises ValueError where there are too many.
        """
        found: dict[str, list[str]] = {}
        for part in (self.body, self.query):
            here: dict[str, list[str]] = {}
            for name, value in _pairs(part):
                here.setdefault(name, []).append(value.replace("\0", ""))
            found = here | found
        return found

    def keys(self, fields: Mapping[str, list[str]]) -> Iterator[str]:
        """Where a key may stand: body, query, the host's first label, the path."""
        for name in ("api_key", "key"):
            yield from fields.get(name, ())[:1]
        yield self.host.partition(":")[0].partition(".")[0]
        parts = self.path.lstrip("/").split("/")
        if parts[0] == "k" and len(parts) > 2:
            yield parts[1]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    body: str
    status: int = HTTPStatus.OK
    content_type: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()


def refused(why: str, body: str = "") -> Answer:
    """An error of the caller: a sentence, in the body too unless the protocol has a word for it."""
    return Answer(body or why, headers=(("X-akismet-debug-help", why),))


def unknown_key() -> Answer:
    """The key is missing, wrong or has ended; the answer does not tell which."""
    return refused("the key is not known here", "invalid")


def too_large() -> Answer:
    """The body is longer than a comment may be."""
    return refused(f"the request is longer than {MAX_BODY:,} bytes")


def _pairs(part: bytes) -> list[tuple[str, str]]:
    return parse_qsl(
        part.decode("utf-8", "replace"), keep_blank_values=True, errors="replace",
        max_num_fields=MAX_FIELDS,
    )  # fmt: skip
