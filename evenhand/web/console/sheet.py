"""What a case's page shows: the record as the staff may see it, private values covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evenhand.model.case import Case, CaseReason
from evenhand.model.contact import Contact
from evenhand.model.decision import Finding
from evenhand.model.measure import SubjectType
from evenhand.model.people import Staff
from evenhand.model.policy import Policy
from evenhand.model.reading import COUNTS_FROM, Reading
from evenhand.pipeline.people.casework import CaseView, case_here, view
from evenhand.pipeline.people.contact_views import readable
from evenhand.pipeline.people.covered import cover
from evenhand.pipeline.people.outlook import Outlook, outlook
from evenhand.pipeline.people.timeline import Event, timeline
from evenhand.pipeline.people.today import is_in_hands_of
from evenhand.pipeline.people.versions import Version, versions
from evenhand.pipeline.result import explained
from evenhand.review.claim import holder
from evenhand.review.like import compared
from evenhand.text.marked import Stretch
from evenhand.web.service import service

LONGEST_SHOWN = 20_000
"""Of a version's words on a page that was not asked for all of them, in code points."""
MOST_CONTACTS = 12
"""Contacts to choose from, the newest; others are named by their id."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule that came out true or unknown, with the clause that it carries out."""

    finding: Finding
    clause: str
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case as its page shows it.

    Attributes:
        about: the subject's id.
        shown: the version that is shown; None where no words are kept.
        stretches: its words, as many as are shown; `more` is how many code points are not.
        outside_text: readings that count and stand nowhere in the text.
        reasons: (kind, why) of each reading that counts, without values.
        events: the timeline, newest first.
        contacts: from which one can choose in which somebody asked.
        against: measure -> with how many like cases it compares, in words.
        uncovered: nothing is covered on this one answer.
        held_by: who has the case in hand; `mine` where it is whoever looks.
        elsewhere: the page on which it is decided, where that is not this one.
    """

    view: CaseView
    outlook: Outlook
    about: str
    versions: Sequence[Version]
    shown: Version | None
    stretches: Sequence[Stretch]
    more: int
    outside_text: Sequence[Reading]
    reasons: Sequence[tuple[str, str]]
    rules: Sequence[Ruled]
    events: Sequence[Event]
    contacts: Sequence[Contact]
    against: Mapping[str, str]
    uncovered: bool
    held_by: str | None
    mine: bool
    elsewhere: str


def sheet(
    staff: Staff, case_id: str, *, revision: int | None = None, whole: bool = False,
    uncovered: bool = False,
) -> Sheet:  # fmt: skip
    """A case for one of the staff.

    Args:
        revision: of the item that is shown; None is the newest.
        whole: all of a long text is shown.
        uncovered: who looks, and why, was recorded for this very answer.

    Raises EvenhandError: EH410, EH413, EH633.
    """
    home = service().home
    case = case_here(staff.site, case_id)
    found = view(home, case_id, staff.name)
    kept = _versions(found, uncovered=uncovered)
    shown = next((v for v in kept if v.revision == revision), kept[-1] if kept else None)
    stretches = tuple(shown.stretches) if shown else ()
    cut = stretches if whole else _cut(stretches)
    seen = outlook(home, case, staff)
    return Sheet(
        view=found,
        outlook=seen,
        about=case.subject.id if uncovered else cover(case.subject.id),
        versions=kept,
        shown=shown,
        stretches=cut,
        more=_length(stretches) - _length(cut),
        outside_text=[r for r in found.readings if not r.spans and r.score >= COUNTS_FROM],
        reasons=_reasons(found.readings),
        rules=_rules(found, seen.about.policies),
        events=[e if uncovered else replace(e, words=cover(e.words)) for e in timeline(found)],
        contacts=_contacts(found, staff),
        against=_against(found, seen),
        uncovered=uncovered,
        held_by=holder(case, home.clock.now()),
        mine=is_in_hands_of(case, staff.name, home.clock.now()),
        elsewhere=_elsewhere(case),
    )


def _reasons(readings: Sequence[Reading]) -> list[tuple[str, str]]:
    """(kind, why it was seen) of the readings that count, without their values."""
    counting = [reading for reading in readings if reading.score >= COUNTS_FROM]
    return [(reading.kind, why) for reading in counting if (why := explained(reading))]


def _elsewhere(case: Case) -> str:
    """Where a case about a contact, or about its seal, is decided."""
    if case.subject.type is not SubjectType.CONTACT and CaseReason.SEAL not in case.reasons:
        return ""
    return f"/console/{case.site}/contacts/{case.about or case.subject.id}"


def _versions(found: CaseView, *, uncovered: bool) -> tuple[Version, ...]:
    """The versions of the item that the case, or the decision behind it, is about."""
    subjects = [found.case.subject, *(d.subject for d in found.decisions[:1])]
    items = [s.id for s in subjects if s.type is SubjectType.ITEM]
    return versions(found.case.site, items[0], uncovered=uncovered) if items else ()


def _cut(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """As many of the stretches as are shown at first."""
    kept, left = [], LONGEST_SHOWN
    for stretch in stretches:
        if left <= 0:
            break
        text = stretch.text[:left]
        kept.append(replace(stretch, text=text))
        left -= len(text)
    return tuple(kept)


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(len(stretch.text) for stretch in stretches)


def _rules(found: CaseView, policies: Sequence[Policy]) -> list[Ruled]:
    packs = {policy.ref.pack: policy for policy in policies}
    findings = found.decisions[0].findings if found.decisions else ()
    shown = []
    for finding in findings:
        policy = packs.get(finding.pack)
        notes = [r.note for r in policy.rules if r.id == finding.rule] if policy else []
        clause = policy.clauses.get(finding.clause, "") if policy else ""
        shown.append(Ruled(finding, clause, next(iter(notes), "") or ""))
    return shown


def _contacts(found: CaseView, staff: Staff) -> list[Contact]:
    """The contacts about its matter first, then the newest others that this person may read."""
    all_ = readable(service().home, staff.site, staff.name)
    known = {contact.id for contact in found.contacts}
    others = [contact for contact in reversed(all_) if contact.id not in known]
    return [*found.contacts, *others][:MOST_CONTACTS]


def _against(found: CaseView, seen: Outlook) -> dict[str, str]:
    """How each measure would compare with the like cases."""
    nearest = found.likeness.nearest if found.likeness else ()
    if not nearest:
        return {}
    told = {}
    for card in (card for group in seen.groups for card in group.cards):
        like = compared(card.kind.severity, nearest)
        parts = {"heavier than": like.heavier, "lighter than": like.lighter, "same as": like.same}
        words = ", ".join(f"{word} {count}" for word, count in parts.items() if count)
        told[card.kind.name] = f"{words} of {len(nearest)} like cases"
    return told
