"""How a case is shown to whoever decides it: everything on one page, private values covered."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import indent
from typing import TYPE_CHECKING, Any

from evenhand.cli._people import case_dict, due, measure_dict, measure_line, minute
from evenhand.model.clock import utc_text
from evenhand.model.decision import Because, Decision, Finding
from evenhand.text.marked import private_spans
from evenhand.text.mask import mask

if TYPE_CHECKING:
    from evenhand.pipeline.people.casework import CaseView

LONGEST_SHOWN = 2_000
"""Of an item's text, in code points."""


def case_lines(view: "CaseView", now: datetime) -> Iterator[str]:
    """The case as text."""
    case = view.case
    held = f", in hand of {case.held_by}" if case.held_by else ""
    state = f"due {due(case, now)}{held}" if case.closed_at is None else (
        f"closed {minute(case.closed_at)} by {case.closed_by}"
    )  # fmt: skip
    yield f"Case {case.id} ({case.queue}): {state}"
    yield f"About {case.subject.type} {case.subject.id}, site {case.site}" + (
        f", matter {case.matter}" if case.matter else ""
    )
    yield f"Because: {', '.join(case.reasons)}"
    yield from _section("The item, private values covered", _item_lines(view))
    yield from _section("What the rules saw", _finding_lines(view))
    yield from _section("What was decided", _decision_lines(view))
    yield from _section("Who asked from outside", _contact_lines(view))
    yield from _section("Interests that it touches", _interest_lines(view))
    yield from _section("What others told us", _fact_lines(view))
    yield from _section("Flags", _flag_lines(view))
    yield from _section("Appeals", _appeal_lines(view))
    if view.likeness:
        yield from _section("Like cases", iter([view.likeness.say()]))
    yield from _section("Notes", _note_lines(view))


def view_dict(view: "CaseView") -> dict[str, Any]:
    """The case as JSON writes it; the item's text covered."""
    return {
        "case": case_dict(view.case),
        "item": covered(view),
        "decisions": [_decision_dict(decision) for decision in view.decisions],
        "contacts": [contact.id for contact in view.contacts],
        "interests": [{"role": i.role, "kind": i.kind} for i in view.interests],
        "facts": [{"id": f.id, "name": f.name, "asserted_by": f.asserted_by,
                   "standing": f.standing} for f in view.facts],
        "flags": [{"id": f.id, "why": f.why, "harmed": f.harmed,
                   "received_at": utc_text(f.received_at)} for f in view.flags],
        "appeals": [{"id": a.id, "party": a.party, "outcome": a.outcome,
                     "deadline": utc_text(a.deadline)} for a in view.appeals],
        "like": view.likeness.say() if view.likeness else None,
        "notes": [{"by": n.by, "at": utc_text(n.at), "draft": n.draft, "text": n.text}
                  for n in view.notes],
    }  # fmt: skip


def covered(view: "CaseView") -> str | None:
    """The item's text with every value covered that counts; None where it is not kept."""
    if view.item is None:
        return None
    text = mask(view.item.text, private_spans(view.readings))
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."


def _section(head: str, lines: Iterator[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield ""
        yield head
        yield from (indent(line, "  ") for line in held)


def _item_lines(view: "CaseView") -> Iterator[str]:
    text = covered(view)
    if text is None:
        yield "Its words are not kept here; look at it on the site."
    elif text:
        yield text
    if view.item is not None:
        yield from (f"link: {link}" for link in view.item.links)
        yield from (f"attachment: {each.name}" for each in view.item.attachments)


def _finding_lines(view: "CaseView") -> Iterator[str]:
    for finding in view.decisions[0].findings if view.decisions else ():
        yield from _because_lines(finding)


def _because_lines(finding: Finding) -> Iterator[str]:
    shadow = ", shadow" if finding.shadow else ""
    yield f"{finding.rule} ({finding.pack}) is {finding.outcome}{shadow}"
    yield from _tree(finding.because, 1)


def _tree(node: Because, depth: int) -> Iterator[str]:
    truth = {True: "true", False: "false", None: "unknown"}[node.truth]
    saw = f", saw {node.saw}" if node.saw is not None else ""
    if not node.parts:
        yield f"{'  ' * depth}{' '.join(node.text.split())}: {truth}{saw}"
    for part in node.parts:
        yield from _tree(part, depth + 1)


def _decision_lines(view: "CaseView") -> Iterator[str]:
    for decision in view.decisions:
        asked = {True: ", asked: yes", False: ", asked: no", None: ""}[decision.asked]
        who = f" ({', '.join(decision.people)})" if decision.people else ""
        yield f"{minute(decision.decided_at)} by {decision.decided_by}{who}{asked}"
        if decision.reason:
            yield f"  “{decision.reason}”"
        yield from (f"  {measure_line(measure)}" for measure in decision.measures)
        for measure in decision.measures:
            names = [a.by for a in view.agreements if a.measure == measure.id]
            if names:
                yield f"    agreed to by {', '.join(names)}"


def _contact_lines(view: "CaseView") -> Iterator[str]:
    for contact in view.contacts:
        who = contact.organisation or f"a person ({contact.role})"
        yield (
            f"{minute(contact.received_at)} {who}, {contact.standing}: {contact.wants}"
            f" ({contact.id})"
        )


def _interest_lines(view: "CaseView") -> Iterator[str]:
    for interest in view.interests:
        party = "a person" if interest.person else interest.party
        yield f"{interest.role}: {interest.kind}, {party}, since {minute(interest.from_)[:10]}"


def _fact_lines(view: "CaseView") -> Iterator[str]:
    for fact in view.facts:
        value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
        yield f"{fact.name} = {value}, told by {fact.asserted_by} ({fact.standing})"


def _flag_lines(view: "CaseView") -> Iterator[str]:
    for flag in view.flags:
        own = ", by whom it is about" if flag.harmed else ""
        yield f"{minute(flag.received_at)} {flag.why}{own}: {flag.text}"


def _appeal_lines(view: "CaseView") -> Iterator[str]:
    for appeal in view.appeals:
        state = appeal.outcome or f"to be answered before {minute(appeal.deadline)[:10]}"
        yield f"{minute(appeal.received_at)} by the {appeal.party}: {state} ({appeal.id})"


def _note_lines(view: "CaseView") -> Iterator[str]:
    for note in view.notes:
        draft = " (a draft: somebody else decided first)" if note.draft else ""
        yield f"{minute(note.at)} {note.by}{draft}: {note.text}"


def _decision_dict(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "decided_by": decision.decided_by,
        "people": list(decision.people),
        "decided_at": utc_text(decision.decided_at),
        "outcome": decision.outcome,
        "asked": decision.asked,
        "contacts": list(decision.contacts),
        "reason": decision.reason,
        "one_person": decision.one_person,
        "facts": list(decision.facts),
        "measures": [measure_dict(measure) for measure in decision.measures],
    }
