"""The log as the staff looks at it: what it says of itself, its newest entries, its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evenhand.log.entry import decode
from evenhand.log.report import Report
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.rights import EVERYBODY, giver
from evenhand.pipeline.public.ledger import HEAD, LogView, log_view
from evenhand.store.overviews import Numbered, newest_leaves, numbers_given

PAGE = 50
WHILE_ONE_WAITS = 20_000
"""Most entries that are checked while somebody waits: about two seconds."""

NOT_SHOWN = "nothing was shown"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as everybody can read it.

    Attributes:
        fields: those of its type alone.
    """

    index: int
    type: str
    site: str
    number: int
    day: str
    case: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LogPage:
    """The log now.

    Attributes:
        lines: the newest entries that were asked for, the newest first.
        numbers: how many there are by site and type.
        gaps: those of them in which a number is missing; none, or the log is not what it says.
        older: the log index before which older ones are; None where these are the last.
        soon: it is small enough to be checked while one waits.
    """

    log: LogView
    lines: Sequence[Line]
    numbers: Sequence[Numbered]
    gaps: Sequence[Numbered]
    older: int | None
    soon: bool


def log_page(
    home: Home, site: str, by: str, *, kind: str = "", of: str = "", before: int | None = None
) -> LogPage:
    """The log for somebody of a site's staff: it is one log for all sites of the home.

    Args:
        kind: only entries of this type; `of`: only of this site; `before`: only older ones.

    Raises EvenhandError: EH413, EH571.
    """
    giver(home, site, by, EVERYBODY, NOT_SHOWN)
    found = [_line(index, leaf) for index, leaf in newest_leaves(of, kind, before, PAGE + 1)]
    log, numbers = log_view(home), numbers_given()
    return LogPage(
        log=log,
        lines=found[:PAGE],
        numbers=numbers,
        gaps=[each for each in numbers if each.count != each.last or each.first != 1],
        older=found[PAGE - 1].index if len(found) > PAGE else None,
        soon=log.size <= WHILE_ONE_WAITS,
    )


def verify(home: Home, site: str, by: str) -> Report:
    """Check the home's whole log. Raises EvenhandError: EH413, EH571, EH775 for a large one."""
    giver(home, site, by, EVERYBODY, NOT_SHOWN)
    size = log_view(home).size
    if size > WHILE_ONE_WAITS:
        raise EvenhandError(
            "EH775", f"the log has {size:,} entries, too many to be checked while you wait",
            not_done="nothing was checked", help="run `evenhand log verify` where the home lies",
        )  # fmt: skip
    return verify_log(DirectorySource(home.log_folder))


def _line(index: int, leaf: bytes) -> Line:
    fields = decode(leaf)
    told = {name: value for name, value in fields.items() if name not in HEAD}
    return Line(
        index, fields["type"], fields["site"], fields["number"], fields["day"], fields["case"], told
    )  # fmt: skip
