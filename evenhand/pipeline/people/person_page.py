"""The affected person's page: what they were told, how things stand, what they can do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.enforcement.cure import RemainingValue
from evenhand.model.case import Appeal, Flag, Party
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.reading import COUNTS_FROM, Reading, Span
from evenhand.model.site import Site
from evenhand.model.statement import Statement
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.comments.standing import draft_of, standings
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.people import cure
from evenhand.pipeline.people.appealable import (
    appeals_in,
    chain_of,
    check_appealable,
    newest_for,
)
from evenhand.pipeline.people.appeals import Appealed
from evenhand.pipeline.people.appeals import appeal as take_appeal
from evenhand.pipeline.people.person_links import Reader
from evenhand.pipeline.people.reveal import NOT_SHOWN, Known, SendMail, check_code, send_code
from evenhand.review.appeals import deadline
from evenhand.statements.context import is_over
from evenhand.store.comments import comment_of_item
from evenhand.store.decisions import first_decision, statements_of
from evenhand.store.flags import get_flag
from evenhand.store.items import get_item
from evenhand.store.sites import get_site
from evenhand.text.mask import MARK, merge

SAID = "saw their own values uncovered, with a code sent to the known address"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; of a covered one nothing is in it."""

    text: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What an affected person sees.

    Attributes:
        reader: whose page it is.
        statements: theirs, oldest first, exactly as they were written.
        measures: of all decisions in the chain, as they stand, the newest last.
        words: the item with private values covered; empty where it is not kept, and to anybody
            but the writer: who says that it is about them is not proved, and others' values may
            stand beside theirs.
        cure: what would lift it; None to anybody but the writer.
        appeals: theirs, oldest first.
        appealable: whether they may appeal now, until `appeal_until`.
        known: where a code can be sent to the writer.
        draft: the text to change, with the values covered.
        held_here: the item is a comment that is published here.
    """

    reader: Reader
    site: Site
    statements: Sequence[Statement]
    measures: Sequence[Measure]
    words: Sequence[Piece]
    cure: "cure.CureView | None"
    appeals: Sequence[Appeal]
    appealable: bool
    appeal_until: datetime
    known: Known
    draft: str
    held_here: bool
    now: datetime

    def is_over(self, measure: Measure) -> bool:
        """Whether a measure has ended, be it that nobody has recorded its end yet."""
        return is_over(measure, self.now)


def person_page(home: Home, reader: Reader) -> PersonPage:
    """The page of somebody whom a decision concerns, as things stand now."""
    now, decision = home.clock.now(), reader.decision
    chain, site = chain_of(decision.id or ""), get_site(decision.site)
    writer = reader.party is Party.WRITER
    flag = get_flag(reader.flag) if reader.flag else None
    told = [s for each in chain for s in statements_of(each.id or "")]
    target = newest_for(reader.party, chain)
    item, readings = _item(decision) if writer else (None, ())
    words = _pieces(item.text, readings) if item else []
    comment = comment_of_item(site.name, decision.subject.id) if writer else None
    return PersonPage(
        reader=reader,
        site=site,
        statements=[s for s in told if s.party is reader.party and s.flag == reader.flag],
        measures=_measures(chain, writer),
        words=words,
        cure=cure.view(decision.id or "") if writer else None,
        appeals=[a for a in appeals_in(chain) if a.party is reader.party and a.flag == reader.flag],
        appealable=_may_appeal(reader, flag, chain, target, site, now),
        appeal_until=deadline(
            target.decided_at, replace(site, appeal_answer_days=site.appeal_days)
        ),
        known=_known(decision, site),
        draft=draft_of(standings([comment], now)[0]) if comment else _joined(words),
        held_here=comment is not None,
        now=now,
    )


def ask_for_code(home: Home, reader: Reader, send_mail: SendMail) -> None:
    """Send the writer a code to the address that is known of them. Raises EH871, EH872, EH877."""
    _check_writer(reader)
    known = _known(reader.decision, get_site(reader.decision.site))
    made = reader.decision.id or ""
    send_code(home, made, known, send_mail, made)


def revealed(home: Home, reader: Reader, code: str) -> Sequence[Piece]:
    """The item's words with nothing covered, for whoever gives the code that was sent.

    What was covered stands in pieces of its own. Raises EH873, EH874, EH875, EH877.
    """
    _check_writer(reader)
    item, readings = _item(reader.decision)
    if item is None:
        raise EvenhandError(
            "EH875", "the item's words are not kept", not_done=NOT_SHOWN,
            help="the notice says what was found, and in how many places",
        )  # fmt: skip
    made = reader.decision.id or ""
    check_code(home, made, code, SAID, made)
    return _pieces(item.text, readings, uncovered=True)


def check_text(
    home: Home, screener: Screener, reader: Reader, text: str
) -> tuple[RemainingValue, ...]:
    """Which flagged values a changed text still shows, before it is published.

    Raises EvenhandError: EH630, EH631, EH877.
    """
    _check_writer(reader)
    return cure.check(home, screener, reader.decision.id or "", text)


def appeal(home: Home, reader: Reader, text: str) -> Appealed:
    """Take in the reader's appeal. Raises EvenhandError: EH577, EH654 to EH657, EH682, EH683."""
    return take_appeal(
        home, reader.decision.id, text, party=reader.party,
        flag=get_flag(reader.flag) if reader.flag else None,
    )  # fmt: skip


def _check_writer(reader: Reader) -> None:
    if reader.party is not Party.WRITER:
        raise EvenhandError(
            "EH877", "only the writer can do this", not_done="nothing was checked or changed",
            help="what was done, your own values and the appeal are on your page",
        )  # fmt: skip


def _item(decision: Decision) -> tuple[Item | None, Sequence[Reading]]:
    """The item that the chain began with, and what counted in it."""
    first = first_decision(decision.id or "")
    evidence, item = evidence_of(first), get_item(first)
    readings = evidence.readings if evidence else ()
    return item, [reading for reading in readings if reading.score >= COUNTS_FROM]


def _pieces(text: str, readings: Sequence[Reading], *, uncovered: bool = False) -> list[Piece]:
    """The text in pieces; each value that counts is a covered piece, or shown by itself."""
    spans = [span for reading in readings for span in reading.spans]
    found: list[Piece] = []
    done = 0
    for span in (*merge(spans, len(text)), Span(len(text), len(text))):
        if span.start > done:
            found.append(Piece(text[done : span.start]))
        if span.end > span.start:
            value = text[span.start : span.end] if uncovered else MARK
            found.append(Piece(value, covered=True))
        done = span.end
    return found


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _measures(chain: Sequence[Decision], writer: bool) -> list[Measure]:
    """All that the chain ordered or left in force; the account's record is the writer's own."""
    found = {m.id: m for each in chain for m in (*each.standing, *each.measures)}
    shown = (m for m in found.values() if writer or m.subject.type is not SubjectType.ACCOUNT)
    return sorted(shown, key=lambda m: (m.state is not MeasureState.IN_FORCE, m.from_))


def _may_appeal(
    reader: Reader,
    flag: Flag | None,
    chain: Sequence[Decision],
    target: Decision,
    site: Site,
    now: datetime,
) -> bool:
    """Whether an appeal would be received now."""
    given = Appeal(
        "", site.name, target.id or "", reader.party, "-", now, deadline(now, site), reader.flag
    )
    if flag is not None and flag.decision is None:
        return False  # the report has no answer yet
    try:
        check_appealable(given, chain, site, account=None, flag=flag)
    except EvenhandError:
        return False
    return True


def _known(decision: Decision, site: Site) -> Known:
    """Where the writer is known to read: the address given with a comment, or their platform."""
    comment = comment_of_item(site.name, decision.subject.id)
    if comment is not None:
        return Known(site, comment.email)
    return Known(site, account=decision.account or "")
