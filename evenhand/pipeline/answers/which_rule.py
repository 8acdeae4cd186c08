"""Which rule it was, and whether each notice and press line said what was done, and until when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from evenhand.model.case import Party
from evenhand.model.clock import day_text
from evenhand.model.entry import digest_text
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.statement import Statement
from evenhand.pipeline.answers.ledger import Entry, Ledger
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.entries import public_measure
from evenhand.pipeline.notices import policy_of
from evenhand.statements.messages import Catalogue, load
from evenhand.statements.wording import time_text
from evenhand.store.decisions import decisions_of_matter, get_decision, statements_of
from evenhand.store.measures import measures_on

BULLET = "  - "
ORDER = tuple(SubjectType)


@dataclass(frozen=True, slots=True)
class State:
    """A measure as one log entry tells it.

    Attributes:
        since, until: days; until is empty where there is no end, or it is over.
        no_end_because: the named reason where it has no end.
        rules: ids of the rules that it rests on.
        notice: the writer's notice's own words about its end; empty where they are not there.
        notice_agrees: the log commits to this notice, and it says the end that the log tells.
        press: the press line's own words about it at that time; empty where none are there.
        press_agrees: they say what the log tells; None for what was only proposed.
    """

    measure: str
    state: str
    since: str
    until: str
    no_end_because: str
    rules: tuple[str, ...]
    notice: str
    notice_agrees: bool
    press: str
    press_agrees: bool | None
    log: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What changed at one time for one subject, what took force first.

    Attributes:
        subject: item, account or link.
        clauses: of what took force: pack, version, clause and its title.
    """

    day: str
    subject: str
    states: tuple[State, ...]
    clauses: tuple[str, ...]


def which_rule(
    site: str, matter: str, item: str, ledger: Ledger, press: Mapping[int, str]
) -> tuple[Moment, ...]:
    """Each change of state of an item, its author's account and its link, in the log's order.

    Args:
        press: log index -> what the press could be told then.
    """
    measures = {measure.id or "": measure for measure in _measures(site, matter, item)}
    cases = dict.fromkeys(measure.decision or "" for measure in measures.values())
    entries = [entry for case in cases for entry in ledger.of(case, "decision", "measure")]
    entries.sort(key=lambda entry: entry.index)
    told = [
        (entry.opened().get("at", ""), measure, _state(place, measure, entry, press))
        for entry in entries
        for place, measure in _told(entry, measures)
    ]
    # What one transaction did to one subject is one moment, however many entries tell it.
    told.sort(key=lambda one: (one[0], ORDER.index(one[1].subject.type)))
    return tuple(
        _moment([(measure, state) for _, measure, state in group])
        for _, group in groupby(told, key=lambda one: (one[0], one[1].subject))
    )


def _measures(site: str, matter: str, item: str) -> Iterator[Measure]:
    """Those of the item's decisions, and those on the links that these speak of."""
    links: dict[str, None] = {}
    for name in decisions_of_matter(site, matter):
        decision = get_decision(name).decision
        if decision.subject == Subject(SubjectType.ITEM, item):
            yield from decision.measures
            evidence = evidence_of(name)
            links |= dict.fromkeys(evidence.evidence.links if evidence else ())
    for link in links:
        for measure in measures_on(site, Subject(SubjectType.LINK, link)):
            if get_decision(measure.decision or "").decision.matter == matter:
                yield measure


def _told(entry: Entry, measures: Mapping[str, Measure]) -> Iterator[tuple[int, Measure]]:
    """(place in the notice, measure as the entry tells it) of the measures that are asked about."""
    fields = entry.fields
    if fields["type"] == "measure":
        named = {entry.opened().get("measure", ""): fields["measure"]}
    else:
        named = {f"{fields['case']}-{n}": told for n, told in enumerate(fields["measures"], 1)}
    for place, (name, told) in enumerate(named.items()):
        if name in measures:
            yield place, replace(measures[name], state=MeasureState(told["state"]))


def _state(place: int, measure: Measure, entry: Entry, press: Mapping[int, str]) -> State:
    """The measure in that entry, beside what was said of it."""
    fields = entry.fields
    told = fields["measure"] if fields["type"] == "measure" else fields["measures"][place]
    notice = _notice(entry)
    say = load(notice.language if notice else "en")
    right, right_press = str(_sentence(measure, say)), str(_press_words(measure, say))
    said = right in _bullet(notice.text, place) if notice else False
    on_press = bool(right_press) and right_press in press.get(entry.index, "")
    over = measure.state not in (MeasureState.IN_FORCE, MeasureState.PROPOSED)
    return State(
        measure=measure.measure,
        state=told["state"],
        since=told["from"],
        until="" if over else told.get("until", ""),
        no_end_because="" if over else told.get("no_end_because", ""),
        rules=measure.rules,
        notice=right if said else "",
        notice_agrees=said and _is_told_right(measure, told),
        press=right_press if on_press else "",
        press_agrees=on_press if right_press else None,
        log=entry.index,
    )


def _is_told_right(measure: Measure, told: Mapping[str, str]) -> bool:
    """Whether the record's end is the one that stands in the log."""
    kept = public_measure(measure)
    return all(kept.get(name) == told.get(name) for name in ("until", "no_end_because"))


def _notice(entry: Entry) -> Statement | None:
    """The writer's notice that the entry commits to, where it is kept."""
    digest = entry.opened().get("statement")
    for notice in statements_of(entry.fields["case"]):
        if notice.party is Party.WRITER and digest_text(notice.text) == digest:
            return notice
    return None


def _bullet(text: str, place: int) -> list[str]:
    """The lines of a notice about one of its measures: those of its first section, in order."""
    section = text.split("\n\n")[1].splitlines()[1:]
    found: list[list[str]] = []
    for line in section:
        if line.startswith(BULLET):
            found.append([])
        if found:
            found[-1].append(line.strip())
    return found[place] if place < len(found) else []


def _sentence(measure: Measure, say: Catalogue) -> str:
    """What a notice has to say about the end of a measure in this state."""
    if measure.state in (MeasureState.IN_FORCE, MeasureState.PROPOSED):
        planned = "planned_" if measure.state is MeasureState.PROPOSED else ""
        if measure.until is not None:
            return say.say(f"done.{planned}until", until=time_text(measure.until))
        reason = say.reason(measure.no_end_because or "")
        return say.say(f"done.{planned}no_end", reason=reason)
    at = measure.ended_at or measure.until or measure.from_
    key = str(measure.state)
    if measure.decide_by is not None:
        key = "declined" if measure.state is MeasureState.LIFTED else "not_agreed"
    return say.say(f"change.{key}", at=time_text(at))


def _press_words(measure: Measure, say: Catalogue) -> str:
    """What a press line has to say of it; empty for a proposal."""
    since = day_text(measure.from_)
    if measure.state is MeasureState.PROPOSED:
        return ""
    if measure.state is MeasureState.IN_FORCE:
        if measure.until is not None:
            return say.say("press.until", since=since, until=day_text(measure.until))
        reason = say.reason(measure.no_end_because or "")
        return say.say("press.no_end", since=since, reason=reason)
    if measure.decide_by is not None:
        return say.say("press.not_started")
    key = "ended" if measure.state is MeasureState.EXPIRED else str(measure.state)
    return say.say(f"press.{key}", at=day_text(measure.ended_at or measure.from_))


def _moment(told: Iterable[tuple[Measure, State]]) -> Moment:
    """One moment; what took force goes first."""
    ordered = sorted(told, key=lambda one: one[0].state is not MeasureState.IN_FORCE)
    first, state = ordered[0]
    took = [measure for measure, _ in ordered if measure.state is MeasureState.IN_FORCE]
    day = state.since if took else day_text(first.ended_at or first.from_)
    clauses = dict.fromkeys(clause for measure in took for clause in _clauses(measure))
    return Moment(
        day, str(first.subject.type), tuple(state for _, state in ordered), tuple(clauses)
    )


def _clauses(measure: Measure) -> Iterator[str]:
    """Pack, version, clause and its title, of the rules that a measure rests on."""
    decision = get_decision(measure.decision or "").decision
    policies = {ref.pack: policy_of(ref.digest) for ref in decision.policy}
    for finding in decision.findings:
        if finding.rule in measure.rules and finding.outcome == "true":
            policy = policies[finding.pack]
            title = policy.clauses[finding.clause].splitlines()[0]
            yield f"{finding.clause} {title} ({policy.ref.pack} {policy.ref.version})"
