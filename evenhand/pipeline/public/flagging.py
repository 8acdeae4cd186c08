"""Flags and appeals as anybody hands them in on the public pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.model.case import FlagWhy
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_NAME
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import appeals, flags
from evenhand.review.flags import LONGEST_FIELDS
from evenhand.statements.messages import languages
from evenhand.store.items import known_subject
from evenhand.store.sites import all_sites

ON = (SubjectType.ITEM, SubjectType.LINK, SubjectType.ACCOUNT)
MAX_APPEAL = 10_000
"""Longest text of an appeal that the page offers room for; `review.appeals` has the last word."""


@dataclass(frozen=True, slots=True)
class FlagForm:
    """What the form offers to choose from, and how long its texts may be."""

    sites: tuple[str, ...]
    on: tuple[str, ...]
    why: tuple[str, ...]
    languages: tuple[str, ...]
    longest_text: int
    longest_reach: int


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody filled in.

    Attributes:
        on: item, link or account.
        what: its address or id.
        own: it is the flagger's own information.
        reach: where an answer can be sent; empty is nowhere.
    """

    site: str
    on: str
    what: str
    why: str
    text: str = ""
    own: bool = False
    reach: str = ""
    language: str = "en"


def flag_form() -> FlagForm:
    """What the form offers."""
    return FlagForm(
        sites=tuple(all_sites()),
        on=tuple(map(str, ON)),
        why=tuple(map(str, FlagWhy)),
        languages=languages(),
        longest_text=LONGEST_FIELDS["text"],
        longest_reach=LONGEST_FIELDS["reach"],
    )


def flag(home: Home, given: Given) -> flags.Flagged:
    """Take in a flag from a stranger.

    Raises EvenhandError: EH406, EH577, EH652, EH653, EH844 for an answer that the form has not.
    """
    on = SubjectType(_one_of("on", given.on, ON))
    why = FlagWhy(_one_of("why", given.why, tuple(FlagWhy)))
    return flags.flag(
        home,
        given.site,
        _subject(given.site, on, given.what.strip()),
        why,
        given.text,
        reach=given.reach,
        harmed=given.own,
        language=given.language or "en",
    )


def status(home: Home, receipt: str) -> flags.FlagView:
    """What came of a flag, for whoever holds its receipt. Raises EvenhandError: EH681."""
    return flags.status(home, receipt)


def appeal(home: Home, receipt: str, text: str) -> str:
    """Appeal against the answer to a flag; returns the letter that confirms it.

    Raises EvenhandError: EH577, EH654 to EH657, EH681 to EH683.
    """
    return appeals.appeal(home, None, text, receipt=receipt).letter


def _subject(site: str, on: SubjectType, what: str) -> Subject:
    """What is flagged: an item by its id, also where its address was given."""
    looked_up = on is SubjectType.ITEM and "\0" not in what  # which PostgreSQL would not take
    known = known_subject(site, [what]) if looked_up else None
    if known is not None and known.type is SubjectType.ITEM:
        return known
    if on is SubjectType.ITEM and len(what) > MAX_NAME:
        return Subject(SubjectType.LINK, what)  # no id is so long: it is an address
    return Subject(on, what)


def _one_of(field: str, value: str, known: Sequence[str]) -> str:
    if value in known:
        return value
    raise EvenhandError(
        "EH844", f"the field `{field}` has no such answer", not_done=flags.NOT_RECEIVED,
        help=f"one of: {', '.join(map(str, known))}",
    )  # fmt: skip
