"""The public's three questions about a played matter, answered in plain words for a journalist."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._timeline import WIDTH, hung, log_text, wrapped
from evenhand.enforcement.measures import discover
from evenhand.statements.messages import load

if TYPE_CHECKING:
    from evenhand.pipeline.answers import Answers, Elsewhere, Moment, WhoAsked
    from evenhand.pipeline.answers.elsewhere import Done, Instead, Like
    from evenhand.pipeline.answers.which_rule import State
    from evenhand.pipeline.answers.who_asked import Asked, Request

LEFT, DAY = 2, 14
"""Where lines of an answer begin, and what stands behind their day, in code points."""

SAY = load("en")
SUBJECTS = {"item": "the page", "link": "its link", "account": "its account"}
PLAIN = {"suspend": "suspension", "suspend_until": "suspension"}
"""Measures whose end, told beside them, says the rest of their name."""

ENDED = {"superseded": "replaced", "expired": "ended by itself"}


def answer_lines(answers: "Answers") -> Iterator[str]:
    """All three answers; each tells the log entries that prove it."""
    yield from _head("Who asked?")
    yield from _who_asked(answers.who_asked)
    yield from _head("Which rule was it, and did each notice say what was done?")
    yield from _which_rule(answers.which_rule)
    yield from _head("Would the same have been done to anyone else, earlier, or elsewhere?")
    yield from _elsewhere(answers.elsewhere)


def _head(question: str) -> Iterator[str]:
    yield ""
    yield click.style(question, bold=True)


def _line(text: str) -> Iterator[str]:
    return wrapped(text, " " * LEFT, " " * (LEFT + 2))


def _who_asked(found: "WhoAsked") -> Iterator[str]:
    for request in found.requests:
        yield from _line(_request(request))
    yield from _line(f"About their own data asked, at this site: {found.own_data}. {found.note}")
    if found.asked:
        yield from _line(
            f"{len(found.asked)} decisions of people: has anyone outside the rules, owner and "
            f"staff included, raised this with you? {_counted(found.asked, True)}, "
            f"{_counted(found.asked, False)}."
        )
    for tie in found.ties:
        kind = SAY.name("interest_kind", tie.kind)
        yield from _line(
            f"{SAY.name('holder', tie.role)} has an interest: {kind} ({tie.party}), since "
            f"{tie.since}. {_log(tie.log)}"
        )


def _request(request: "Request") -> str:
    role, wants = SAY.name("contact_role", request.role), SAY.name("wants", request.wants)
    who = f"{request.who} ({role})" if request.who else role.capitalize()
    behalf = f" for {request.behalf}" if request.behalf else ""
    when = f"Received {request.received}, logged {request.logged}"
    if request.late:
        when += f": {request.days_late} days late, after {request.decided_before} decisions"
    done = f"Done: “{request.done}”" if request.done else "Done: nothing is recorded."
    return (
        f"{who}{behalf}, {SAY.name('channel', request.channel)}: {wants}. {when}; "
        f"{SAY.name('contact_standing', request.standing)}. {done} {_log(request.log)}"
    )


def _counted(asked: Iterable["Asked"], raised: bool) -> str:
    found = [each.log for each in asked if each.raised is raised]
    said = "yes" if raised else "no"
    return f"{said} in {len(found)} {_log(found)}" if found else f"{said} in none"


def _which_rule(moments: Sequence["Moment"]) -> Iterator[str]:
    """Each change, what notice and press line said of it, the clauses, and whether all agree."""
    for moment in moments:
        yield from _moment(moment)
    clauses = dict.fromkeys(clause for moment in moments for clause in moment.clauses)
    yield from _line(f"{'; '.join(clauses)}.")
    states = [state for moment in moments for state in moment.states]
    on_press = [s.press_agrees for s in states if s.press_agrees is not None]
    notices = _agreement("notices", [state.notice_agrees for state in states])
    yield from _line(f"Compared with the log: {notices}, {_agreement('press lines', on_press)}.")


def _moment(moment: "Moment") -> Iterator[str]:
    """What changed, by which rules; then what notice and press line said of what matters most."""
    first = moment.states[0]
    rules = f" ({', '.join(first.rules)})" if moment.clauses else ""
    logged = _log([state.log for state in moment.states])
    what = f"{SUBJECTS[moment.subject]}: {_change(moment.states)}{rules} {logged}"
    yield from hung(f"{' ' * LEFT}{moment.day}", what, DAY)
    said = [f"notice: {_quoted(first.notice)}"]
    if first.press_agrees is not None:
        said.append(f"press: {_quoted(first.press)}")
    fits = DAY + len("; ".join(said)) <= WIDTH
    for text in ["; ".join(said)] if fits else said:
        yield from hung(" " * DAY, text, DAY)


def _change(states: Sequence["State"]) -> str:
    """What took force and what is proposed beside it; where nothing took force, what ended."""
    now = [f"{_name(s)} {_end(s.until, s.no_end_because)}" for s in states if s.state == "in_force"]
    later = [_end(s.until, s.no_end_because) for s in states if s.state == "proposed"]
    if not now and not later:
        return ", ".join(f"{_name(s)} {ENDED.get(s.state, s.state)}" for s in states)
    proposed = [f"proposed {end}" for end in later]
    return ", ".join([*now, *proposed])


def _agreement(what: str, agree: Sequence[bool]) -> str:
    """How many of them say what the log says; loud where some do not."""
    right = sum(agree)
    if right == len(agree):
        return f"all {right} {what} say what was done and until when"
    return f"ONLY {right} OF {len(agree)} {what} say what was done and until when"


def _elsewhere(found: "Elsewhere") -> Iterator[str]:
    """The same evidence under other packs; like cases; newsrooms."""
    for instead in found.instead:
        same = ""
        if found.there is not None and instead.whose == found.there.site:
            as_there = list(instead.measures) == list(found.there.measures)
            same = f" {'So it was done there.' if as_there else 'There it was done otherwise.'}"
            same += f" {_done_at(found.there)}"
        evidence = f"on the evidence of {_done_at(found.done)}"
        yield from _line(f"{_packs(instead)}, {evidence}: {_instead(instead)}.{same}")
    yield from _line(
        f"An earlier page, then: {_measures(found.earlier.measures)}. {_done_at(found.earlier)} "
        f"{_packs(found.today)}, on its evidence: {_instead(found.today)}."
    )
    if found.heaviest is not None and found.finally_ is not None:
        yield from _line(
            f"Beside like cases here {_log(found.heaviest.log)}, at its heaviest: "
            f"{_like(found.heaviest)}; as it ended: {_like(found.finally_)}."
        )
    for room in found.newsrooms:
        yield from _line(
            f"{room.site} was offered the material ({room.received}) and {room.outcome} it: "
            f"“{room.note}” {_log([room.log])}"
        )


def _done_at(done: "Done") -> str:
    return _log([done.log]) if done.log is not None else ""


def _packs(instead: "Instead") -> str:
    return f"The packs of {instead.whose} of {instead.since} ({', '.join(instead.packs)})"


def _instead(instead: "Instead") -> str:
    return _measures([*instead.measures, *instead.standing])


def _measures(told: Sequence[Mapping[str, Any]]) -> str:
    """Measures as the log tells them, by what they fall on; the account always, if with nothing."""
    found = []
    for subject, name in SUBJECTS.items():
        on = [m for m in told if m["subject"] == subject]
        now = [
            f"{PLAIN.get(m['measure']) or _called(m['measure'])} {_ends(m)}"
            for m in on
            if m["state"] == "in_force"
        ]
        # A proposal that differs by hours only reads like what is in force.
        later = [_ends(m) for m in on if m["state"] == "proposed"]
        now += [f"proposed {end}" for end in later if not any(end in text for text in now)]
        if now or subject == "account":
            found.append(f"{name}: {', '.join(now) or 'nothing'}")
    return "; ".join(found)


def _ends(told: Mapping[str, Any]) -> str:
    return _end(told.get("until", ""), told.get("no_end_because", ""))


def _like(like: "Like") -> str:
    than = {"heavier than": like.heavier, "the same as": like.same, "lighter than": like.lighter}
    told = ", ".join(f"{words} {count} of {like.of}" for words, count in than.items() if count)
    theirs = ", ".join(map(_called, like.done))
    return f"{_called(like.measure)}, {told} ({theirs})"


def _name(state: "State") -> str:
    return PLAIN.get(state.measure) or _called(state.measure)


def _called(measure: str) -> str:
    """A measure in plain words, as notices call it."""
    kinds = discover()
    return SAY.measure(kinds[measure], "name").lower() if measure in kinds else "no measure"


def _end(until: str, no_end_because: str) -> str:
    return f"until {until}" if until else no_end_because


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "DOES NOT SAY IT"


def _log(indexes: Sequence[int]) -> str:
    return f"[{log_text(indexes)}]"
