"""What always holds of measures and strikes: who may take them, how long, and who is told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from tests.corridor.holds_people import DECIDERS, key_of, works
from tests.corridor.seen import OPEN, Row, Seen, digest
from tests.corridor.steps import Memory

Broken = Iterator[str]

SEVERITY = {
    "label": 10, "warn": 20, "mask": 30, "hold": 40, "block_link": 50, "remove": 60,
    "suspend_until": 70, "suspend": 90,
}  # fmt: skip
SUSPENSIONS: Mapping[str, int] = {"suspend_until": 72, "suspend": 0}
"""Hours for which one person may suspend anybody: house.md, 3."""

PROTECTED = frozenset({"journalist", "candidate", "office_holder"})
PROTECTED_HOURS, NEWS_HOURS = 72, 24
REST, SECOND_LOOK = timedelta(days=7), timedelta(hours=24)
MOVERS = frozenset({"post", "decide", "lift", "hold", "answer", "answer_matter", "mended",
                    "expire"})  # fmt: skip
"""The only commands that may change measures or strikes."""

NEEDS = {"HS-5": "facts.reporting"}
"""Rules that cannot be true while somebody has still to say something."""

SAID = {
    "in_force": "It is in force since",
    "lifted": "lifted on|declined on",
    "expired": "ended by itself on|was not agreed to before",
    "superseded": "was replaced on",
}
"""What a notice in English says of a measure's new state."""


def what_has_an_end_ends(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2: "A measure called temporary has an end date and ends by itself."

    3: a proposal that nobody agreed to in time ends too.
    """
    for key, measure in now.measures.items():
        if (measure["until"] is None) is (measure["no_end_because"] is None):
            yield f"{key} has neither or both of an end and a reason for having none"
        if (measure["state"] in OPEN) is not (measure["ended_at"] is None):
            yield f"{key} is {measure['state']} and ended at {measure['ended_at']}"
        end = measure["until"] if measure["state"] == "in_force" else measure["decide_by"]
        if measure["state"] in OPEN and end and end <= memory.expired_at:
            yield f"{key} is still {measure['state']}, though its time was over at {end}"
        before = was.measures.get(key)
        if before and before["until"] != measure["until"]:
            yield f"the end of {key} was moved"


def every_change_is_told(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2: "when the state changes, a new notice says so" to the writer and to the harmed; each
    notice refers to the last one of the same decision to the same reader.
    """
    known = {row["id"] for row in was["statement"]}
    told = defaultdict(list)
    for row in now["statement"]:
        if row["id"] not in known:
            told[row["decision"], row["flag"]].append(row)
    for decision, states in _changed(was, now).items():
        for flag in (None, *_harmed(was, now, decision)):
            about = [s for kind, s in states if flag is None or kind != "account"]
            notices = told[decision, flag]
            if len(notices) < len(about):
                yield f"{len(about)} changes of {decision}, and {len(notices)} notices to {flag}"
            yield from _not_said(notices, about)
    for decision in now.decisions.keys() - was.decisions.keys():
        if not _has_to_be_told(now, decision):
            continue
        for flag in (None, *_harmed(was, now, decision)):
            if not told[decision, flag]:
                yield f"nobody tells {flag or 'the writer'} of decision {decision}"
    yield from _unchained(now, known)


def _changed(was: Seen, now: Seen) -> dict[str, list[tuple[str, str]]]:
    """Decision -> (type of subject, new state) of its measures that have another state now."""
    changed = defaultdict(list)
    for key, measure in now.measures.items():
        if key in was.measures and was.measures[key]["state"] != measure["state"]:
            changed[measure["decision"]].append((measure["subject_type"], measure["state"]))
    return changed


def _harmed(was: Seen, now: Seen, decision: str) -> list[str]:
    """Flags by whose information it is, of before this step."""
    row = now.decisions[decision]
    subject = {"type": row["subject_type"], "id": row["subject"]}
    return [f["id"] for f in was["flag"] if f["harmed"] and f["record"]["subject"] == subject]


def _has_to_be_told(now: Seen, decision: str) -> bool:
    """It ordered something on an item or link, or a rule sends it to a person."""
    row = now.decisions[decision]
    measures = [m for m in now.of_decision[decision] if m["subject_type"] != "account"]
    return bool(measures) or (not row["people"] and row["outcome"] != "allow")


def _not_said(notices: list[Row], states: list[str]) -> Broken:
    english = [n["text"] for n in notices if n["language"] == "en"]
    for state, count in Counter(states).items():
        said = sum(bool(re.search(SAID[state], text)) for text in english)
        if english and said < count:
            yield f"{count} measures are {state}, and {said} notices say so"


def _unchained(now: Seen, known: set[int]) -> Broken:
    last: dict[tuple[str, str, str], str] = {}
    for row in now["statement"]:
        reader = row["decision"], row["party"], row["flag"]
        follows = row["refers_to"] == last.get(reader)
        if row["id"] not in known and not follows and not is_letter(now, row):
            yield f"notice {row['statement']} does not refer to the one before it"
        last[reader] = row["statement"]


def is_letter(now: Seen, statement: Row) -> bool:
    """Whether it answers an appeal, and tells of no state."""
    return digest(statement["text"]) in now.letters


def temporary_has_its_date(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2: "Truthful notices": a notice says "temporary" of a measure with that end alone, and a
    decision's own notice says it of each of its measures that has one.
    """
    known = {row["id"] for row in was["statement"]}
    ends = {_minute(m["until"]) for m in now["measure"] if m["until"]}
    for row in now["statement"]:
        if row["id"] in known or row["language"] != "en":
            continue
        said = re.findall(r"temporary: it ends by itself on (\S+ \S+ UTC)", row["text"])
        if row["text"].count("temporar") != len(said) or not set(said) <= ends:
            yield f"notice {row['statement']} calls something temporary that has no such end"
        own = row["decision"] not in was.decisions and row["refers_to"] is None
        if own and not is_letter(now, row):
            for measure in now.of_decision[row["decision"]]:
                mine = row["party"] == "writer" or measure["subject_type"] != "account"
                until = measure["until"]
                if mine and until and measure["decide_by"] is None and _minute(until) not in said:
                    yield f"notice {row['statement']} does not say when {measure['id']} ends"


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def heavy_takes_two(was: Seen, now: Seen, memory: Memory) -> Broken:
    """3: "Light and reversible takes one person, now; heavy and lasting takes two."

    No measure on a journalist's, candidate's, office holder's or news organisation's things and
    no suspension takes force for longer than one may keep it up alone, unless two different
    people agreed to it in time. A solo site's second look comes a day later, and is told.
    """
    for key, measure in now.measures.items():
        before = was.measures.get(key)
        if measure["state"] != "in_force" or (before and before["state"] == "in_force"):
            continue
        hours = _alone_hours(now, measure)
        if before and before["decide_by"] and before["decide_by"] <= now.at:
            yield f"{key} took force after {before['decide_by']}"
        if hours is None or len(_agreed(now, key)) > 1 or _looked_twice(now, key):
            continue
        if _was_heavier(was, measure):
            continue  # one may always lighten
        first = _chain_began(was, now, measure)
        until = measure["until"]
        if until is None or until > first + timedelta(hours=hours):
            yield (
                f"{measure['name']} {key}, since {first} until {until}: {hours} hours alone at "
                f"most, and {len(_agreed(now, key))} agreed"
            )


def _was_heavier(was: Seen, measure: Row) -> bool:
    """Whether something as heavy, for as long, was in force on the same subject before."""
    return any(
        m["state"] == "in_force" and _subject(m) == _subject(measure)
        and SEVERITY[m["name"]] >= SEVERITY[measure["name"]]
        and (m["until"] is None or (measure["until"] and m["until"] >= measure["until"]))
        for m in was["measure"]
    )  # fmt: skip


def _subject(measure: Row) -> tuple[str, str]:
    return measure["subject_type"], measure["subject"]


def _alone_hours(now: Seen, measure: Row) -> int | None:
    """For how long one may keep this up alone; None is for as long as is wished."""
    account = now.account_of(measure)
    roles = now.roles.get(account, frozenset()) if account else frozenset()
    care = NEWS_HOURS if "news_org" in roles else PROTECTED_HOURS if roles & PROTECTED else None
    limits = [h for h in (SUSPENSIONS.get(measure["name"]), care) if h is not None]
    return min(limits, default=None)


def _agreed(now: Seen, measure: str) -> set[str]:
    """Who agreed to a measure while they worked here and might decide."""
    return {
        key_of(a["by"]) for a in now["agreement"]
        if a["measure"] == measure and works(now, a["by"], a["at"], DECIDERS)
    }  # fmt: skip


def _looked_twice(now: Seen, measure: str) -> bool:
    """Whether the only one here has agreed twice, a day apart, and the log says so."""
    times = sorted(a["at"] for a in now["agreement"] if a["measure"] == measure)
    here = [s for s in now["staff"] if works(now, s["name"], now.at, DECIDERS)]
    alone = len(here) == 1 and here[0]["role"] != "outside_reviewer"
    told = any(
        e.type == "decision" and e.fields.get("one_person") for e in now.entries[-4:]
    )  # fmt: skip
    return alone and told and len(times) > 1 and times[-1] - times[0] >= SECOND_LOOK


def _chain_began(was: Seen, now: Seen, measure: Row) -> datetime:
    """When what was taken alone on the subject began, unless a week lay between."""
    first: datetime = measure["from_at"]
    alone = [
        m for m in was["measure"]
        if _subject(m) == _subject(measure)
        and SEVERITY[m["name"]] >= SEVERITY[measure["name"]]
        and m["decide_by"] is None and m["state"] != "proposed"
        and len(_agreed(was, m["id"])) < 2 and _counts(was, now, m, measure)
    ]  # fmt: skip
    over = lambda m: min(t for t in (m["ended_at"], m["until"], now.at) if t)  # noqa: E731
    for earlier in sorted(alone, key=over, reverse=True):
        if over(earlier) + REST > first:
            first = min(first, earlier["from_at"])
    return first


def _counts(was: Seen, now: Seen, earlier: Row, measure: Row) -> bool:
    """A person's measure follows all before it; a rule's what is on, and the same item's past.

    A new deed is judged anew by the rules, and what was put right is over.
    """
    decision = now.decisions[measure["decision"]]
    if decision["people"]:
        return True
    cured = {row["cured_at"] for row in now["cure"] if row["item"] == decision["subject"]}
    if now.measures[earlier["id"]]["ended_at"] in cured:
        return False
    of = was.decisions[earlier["decision"]]
    same = (of["subject_type"], of["subject"]) == ("item", decision["subject"])
    return earlier["state"] == "in_force" or (same and not of["people"])


def an_unknown_hurts_nobody(was: Seen, now: Seen, memory: Memory) -> Broken:
    """6: "UNKNOWN never removes, suspends or strikes"."""
    evidence = {row["decision"]: row["evidence"] for row in now["evidence"]}
    struck = {row["decision"] for row in now["strike"]}
    for key in now.decisions.keys() - was.decisions.keys():
        decision = now.decisions[key]
        true = {f["rule"] for f in decision["findings"] if f["outcome"] == "true"}
        if decision["people"]:
            continue
        for measure in now.of_decision[key]:
            if measure["name"] != "hold" and not set(measure["rules"]) & true:
                yield f"{measure['name']} {measure['id']} rests on no rule that is true"
            if not measure["rules"] and measure["until"] is None:
                yield f"the hold {measure['id']} has no end"
            needed = [NEEDS[rule] for rule in measure["rules"] if rule in NEEDS]
            if any(f'"{fact}"' not in evidence.get(key, "") for fact in needed):
                yield f"{measure['name']} {measure['id']} rests on what nobody has said"
        if key in struck and not true:
            yield f"decision {key} strikes for nothing that is true"


def flags_cause_nothing(was: Seen, now: Seen, memory: Memory) -> Broken:
    """8: "Flags order the queue, they never cause a measure", nor does anything else but a rule's
    decision on an item, a person's decision, or a measure's end.
    """
    step = memory.steps[-1]
    if step.what not in MOVERS and (was["measure"], was["strike"]) != (
        now["measure"], now["strike"],
    ):  # fmt: skip
        yield f"`{step.what}` has changed measures or strikes"


def strikes_stand_on_decisions(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2 and appeals: a strike counts for a deed once, and only while its decision stands."""
    counting = [s for s in now["strike"] if s["void_at"] is None]
    for strike in counting:
        if strike["decision"] in memory.taken_back:
            yield f"the strike of {strike['decision']} counts, though that was taken back"
    deeds = Counter((s["account"], s["item"]) for s in counting if s["expires_at"] > now.at)
    for deed, count in deeds.items():
        if count > 1:
            yield f"{count} strikes for one deed: {deed}"


MEASURES = (
    what_has_an_end_ends,
    every_change_is_told,
    temporary_has_its_date,
    heavy_takes_two,
    an_unknown_hurts_nobody,
    flags_cause_nothing,
    strikes_stand_on_decisions,
)
