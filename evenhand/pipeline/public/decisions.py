"""One decision as everybody may see it, and the search through all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.enforcement.measures import discover
from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure
from evenhand.model.people import DECIDERS
from evenhand.pipeline.entries import public_measure
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import policy_of, recorded_context
from evenhand.pipeline.public.ledger import PublicEntry, public_entries, public_entry, receipt
from evenhand.pipeline.public.policies import published
from evenhand.pipeline.public.projection import last_public_day
from evenhand.statements.press import press_line
from evenhand.store import shown
from evenhand.store.measures import measures_of_decision
from evenhand.store.shown import ShownEntry, Sought
from evenhand.store.sites import all_sites

PAGE = 50
"""Decisions on one page of the list."""

STREAMED = 1_000
"""Decisions read at a time where all are asked for."""

BY_RULE = "rule"
TIMELINE = ("measure", "appeal", "flag")
ASKED = ("yes", "no")
LANGUAGE = "en"
AMONG_FIRST, AMONG_OTHERS = "first", "other"
_INDEX = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A rule that fired, and the clause of the pack version that it carries out.

    Attributes:
        title, text: of the clause, as the pack's authors wrote it for everybody.
    """

    pack: str
    version: int
    digest: str
    rule: str
    clause: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure as it stands now; never what it falls on, only of which kind that is.

    Attributes:
        since: the day from which it holds, or would hold.
        until: the day it ends; empty where `no_end_because` says why it has no end.
        ended: the day it was over; empty while it is not.
        title, what, lift: from the measure's card.
    """

    measure: str
    title: str
    what: str
    lift: str
    subject: str
    state: str
    since: str
    until: str
    no_end_because: str
    ended: str


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A disclosed request on the matter, as the register has it.

    Attributes:
        entry: log index of its first entry, under which the register lists it.
        organisation: empty where a person asked.
    """

    case: str
    entry: int
    role: str
    organisation: str
    wants: str


@dataclass(frozen=True, slots=True)
class Later:
    """A decision that came before or after this one about the same.

    Attributes:
        public: whether it has its page already.
    """

    case: str
    day: str
    public: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision's page.

    Attributes:
        entry: of the decision itself, in the log.
        standing: what came of an appeal; empty without one.
        timeline: later entries about it: changes of its measures, flags, appeals, and decisions
            in its place that have their pages.
        answered_by: decisions that answered appeals against it.
        press: what may be said of it publicly, as things stand.
        proof: the receipt of its entry.
    """

    entry: PublicEntry
    standing: str
    clauses: tuple[ClauseView, ...]
    measures: tuple[MeasureView, ...]
    contacts: tuple[ContactLink, ...]
    timeline: tuple[PublicEntry, ...]
    supersedes: Later | None
    superseded_by: tuple[Later, ...]
    answered_by: tuple[Later, ...]
    press: str
    proof: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of decisions: those that an appeal has shaken first, then the newest.

    Attributes:
        after: where the next page begins; empty on the last one.
    """

    rows: tuple[ShownEntry, ...]
    after: str


def decision_view(home: Home, case: str) -> DecisionView:
    """A decision's page.

    Raises EvenhandError: EH840 where there is none: no such decision, not yet, or never to be.
    """
    now = home.clock.now()
    row = shown.find_decision(case, now)
    if row is None:
        raise EvenhandError(
            "EH840", "there is no page of a decision under this address",
            not_done="nothing was shown",
            help="a decision has its page from the second midnight (UTC) after it; some never "
            "have one, such as those about minors",
        )  # fmt: skip
    entry = public_entry(row.log_index)
    after = tuple(_told(shown.successors(case), home))
    told = shown.entries_of(case, *TIMELINE)
    told += [index for each in after if each.public
             for index in shown.entries_of(each.case, "decision")]  # fmt: skip
    timeline = public_entries(sorted(index for index in told if index > row.log_index))
    results = [event.fields["result"] for event in timeline if "result" in event.fields]
    return DecisionView(
        entry=entry,
        standing=row.standing,
        clauses=clauses_of(entry),
        measures=tuple(measure_view(measure) for measure in measures_of_decision(case)),
        contacts=contact_links(entry),
        timeline=tuple(timeline),
        supersedes=next(iter(_told([row.supersedes], home)), None),
        superseded_by=after,
        answered_by=tuple(_told(results, home)),
        press=press_line(recorded_context(case, now), LANGUAGE),
        proof=receipt(home, row.log_index),
    )


def clauses_of(entry: PublicEntry) -> tuple[ClauseView, ...]:
    """The rules that fired, with the words of the versions that were in force."""
    return tuple(_clauses(entry))


def contact_links(entry: PublicEntry) -> tuple[ContactLink, ...]:
    """The requests that a decision lists, with where the register has them."""
    return tuple(link for contact in entry.fields.get("contacts", ()) for link in _contact(contact))


def measure_view(measure: Measure) -> MeasureView:
    """What the log tells of a measure, as it stands now, in the words of its card."""
    told, card = public_measure(measure), discover()[measure.measure].text[LANGUAGE]
    return MeasureView(
        measure=told["measure"],
        title=card["name"],
        what=card["what"],
        lift=card["lift"],
        subject=told["subject"],
        state=told["state"],
        since=told["from"],
        until=told.get("until", ""),
        no_end_because=told.get("no_end_because", ""),
        ended=day_text(measure.ended_at) if measure.ended_at else "",
    )


def search(home: Home, sought: Sought, after: str = "") -> Found:
    """One page of decisions. Raises EvenhandError: EH842 where `after` is from nowhere."""
    rows = _from(home, sought, after, PAGE + 1)
    kept = rows[:PAGE]
    more = _place(kept[-1]) if len(rows) > PAGE else ""
    return Found(tuple(shown.without_minors(kept)), more)


def all_found(home: Home, sought: Sought) -> Iterator[ShownEntry]:
    """Every decision that is looked for, in the same order, read in pages."""
    after = ""
    while True:
        rows = _from(home, sought, after, STREAMED)
        yield from shown.without_minors(rows)
        if len(rows) < STREAMED:
            return
        after = _place(rows[-1])


def newest(home: Home, most: int = PAGE) -> list[ShownEntry]:
    """The newest decisions with a page."""
    return shown.newest(home.clock.now(), most)


def choices(home: Home) -> dict[str, tuple[str, ...]]:
    """What decisions can be looked for by: name of a field of `Sought` -> its values."""
    packs = published()
    rules = {rule for version in packs for rule in version.rules}
    return {
        "measure": tuple(sorted(discover(), key=lambda name: discover()[name].severity)),
        "pack": tuple(sorted({version.pack for version in packs})),
        "rule": tuple(sorted(rules)),
        "by": (BY_RULE, *sorted(str(role) for role in DECIDERS)),
        "month": tuple(_months(home)),
        "site": tuple(all_sites()),
        "asked": ASKED,
        "standing": (*shown.FIRST, shown.UPHELD, "none"),
    }


def _from(home: Home, sought: Sought, after: str, most: int) -> list[ShownEntry]:
    """Up to `most` decisions from a place on: shaken ones, then the others."""
    first, before = _read_place(after)
    now = home.clock.now()
    rows = shown.search(sought, now, first=True, before=before, most=most) if first else []
    if len(rows) < most:
        since = None if first else before
        rows += shown.search(sought, now, first=False, before=since, most=most - len(rows))
    return rows


def _place(row: ShownEntry) -> str:
    part = AMONG_FIRST if row.standing in shown.FIRST else AMONG_OTHERS
    return f"{part}-{row.log_index}"


def _read_place(after: str) -> tuple[bool, int | None]:
    """(whether among the shaken ones, log index) of where a page begins."""
    if not after:
        return True, None
    part, _, index = after.partition("-")
    if part not in (AMONG_FIRST, AMONG_OTHERS) or not _INDEX.fullmatch(index):
        raise EvenhandError(
            "EH842", "this is no place in the list", not_done="nothing was shown",
            help="begin with the first page, and follow its link to the next",
        )  # fmt: skip
    return part == AMONG_FIRST, int(index)


def _clauses(entry: PublicEntry) -> Iterator[ClauseView]:
    fired = entry.fields["rules"]
    for ref in entry.fields["policy"]:
        policy = policy_of(ref["digest"])
        for rule in policy.rules:
            if rule.id in fired:
                title, _, text = policy.clauses[rule.clause].partition("\n")
                yield ClauseView(
                    ref["pack"], ref["version"], ref["digest"], rule.id, rule.clause, title, text
                )


def _contact(contact: str) -> Iterator[ContactLink]:
    entered = public_entries(shown.entries_of(contact, "contact", "disclosure"))
    for entry in entered[:1]:
        told = entry.fields
        yield ContactLink(
            contact, entry.index, told["role"], told.get("organisation", ""), told["wants"]
        )


def _told(cases: list[str], home: Home) -> Iterator[Later]:
    days, last = shown.entry_days([case for case in cases if case]), _last_day(home)
    for case in cases:
        if case in days:
            yield Later(case, days[case], days[case] <= last)


def _last_day(home: Home) -> str:
    return last_public_day(home.clock.now())


def _months(home: Home) -> Iterator[str]:
    """The months that have decisions with pages, newest first."""
    first, last = shown.first_day(), _last_day(home)[:7]
    if first is None:
        return
    year, month = int(last[:4]), int(last[5:])
    while (name := f"{year:04}-{month:02}") >= first[:7]:
        yield name
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
