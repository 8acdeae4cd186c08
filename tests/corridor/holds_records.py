"""What always holds of cases, of replay, and of what is erased."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import MeasureKind
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.policy.load import load_pack
from evenhand.store.wire import from_json, to_json
from tests.corridor.seen import OPEN, Row, Seen
from tests.corridor.steps import Memory

Broken = Iterator[str]
ERASERS = frozenset({"sweep", "erase"})
DAYS: Mapping[str, int] = {
    "words": 365, "evidence": 730, "disclosure": 1825, "flag": 365, "appeal": 730,
    "contact": 1825, "note": 730, "delivery": 90, "key": 30, "dated": 0,
}  # fmt: skip
"""For how many days a record is kept where the site says nothing else; what is dated says it."""

APPEAL_DAYS = 183
ABOUT_PEOPLE = frozenset({"decision", "measure", "flag", "appeal", "contact", "disclosure",
                          "interest", "statement"})  # fmt: skip


def cases_make_sense(was: Seen, now: Seen, memory: Memory) -> Broken:
    """3 and 8: what waits for people waits in an open case, and an open case waits for something.

    A closed case stays closed, and says by whom.
    """
    closed = {row["id"]: row for row in was["case"] if row["state"] == "closed"}
    for case in now["case"]:
        ended = case["closed_at"] is not None and case["closed_by"] is not None
        if ended is not (case["state"] == "closed"):
            yield f"case {case['id']} is {case['state']}, closed by {case['closed_by']}"
        if ended and case["held_by"]:
            yield f"the closed case {case['id']} is in the hands of {case['held_by']}"
        if case["id"] in closed and closed[case["id"]] != case:
            yield f"the closed case {case['id']} was changed"
        if case["state"] == "open" and case["reasons"] == ["second_person"]:
            proposals = _proposals(now, case["decision"])
            if proposals and "proposed" not in proposals:
                yield f"case {case['id']} waits for a second person, and nothing is proposed"
    yield from _not_waiting(now)


def _proposals(now: Seen, decision: str) -> list[str]:
    """The states of all that was only proposed in a chain of decisions, as they are now."""
    found = []
    for made in now.chain(decision):
        index = now.decisions[made]["log_index"]
        told = now.entries[index].fields["measures"] if index is not None else []
        ordered = zip(told, now.of_decision[made], strict=True)
        found += [row["state"] for public, row in ordered if public["state"] == "proposed"]
    return found


def _not_waiting(now: Seen) -> Broken:
    """What waits for an answer or an agreement, and is in no open case."""
    waiting = {case["id"]: case for case in now["case"] if case["state"] == "open"}
    for flag in now["flag"]:
        if flag["answered_at"] is None and flag["case"] not in waiting:
            yield f"flag {flag['id']} has no answer, and no open case"
        if flag["answered_at"] is not None and not flag["record"]["answer"]:
            yield f"flag {flag['id']} was answered without words"
    for appeal in now["appeal"]:
        about = [c for c in waiting.values() if c["about"] == appeal["id"]]
        if (appeal["answered_at"] is None) is not bool(about):
            yield f"appeal {appeal['id']} is answered or not, its case is not so"
    looked_at = {d for c in waiting.values() if c["decision"] for d in now.chain(c["decision"])}
    for key, measure in now.measures.items():
        if measure["state"] == "proposed" and measure["decision"] not in looked_at:
            yield f"nobody can agree to the proposed {measure['name']} {key}: no case is open"


def replay_is_exact(was: Seen, now: Seen, memory: Memory) -> Broken:
    """9: "the policy that was in force gives every recorded automated decision again where its
    evidence remains".
    """
    evidence = {row["decision"]: row for row in now["evidence"]}
    sources = {row["digest"]: row["source"] for row in now["policyversion"]}
    for key in now.decisions.keys() - was.decisions.keys():
        recorded = now.decisions[key]
        if recorded["people"]:
            continue
        if key not in evidence:
            yield f"decision {key} has no evidence"
            continue
        packs = tuple(sources[ref["digest"]] for ref in recorded["policy"])
        again = _again(evidence[key], packs)
        found = {
            "outcome": recorded["outcome"],
            "findings": recorded["findings"],
            "asks": recorded["asks"],
            "measures": [_as_ordered(row) for row in now.of_decision[key]],
            "strikes": [s["weight"] for s in now["strike"] if s["decision"] == key],
        }
        for name, value in found.items():
            if again[name] != value:
                yield f"decision {key}: {name} recorded as {value}, given again as {again[name]}"


def _again(row: Row, packs: tuple[str, ...]) -> dict[str, Any]:
    """What `decide` gives for the kept evidence."""
    rules, kinds = _compiled(packs)
    in_force = InForce(rules, kinds, Terms(**row["terms"]))
    evidence, prior = from_json(row["evidence"], Evidence), from_json(row["prior"], Prior)
    decision = decide(evidence, in_force, prior)
    return {
        "outcome": decision.outcome,
        "findings": _plain(decision.findings),
        "asks": _plain(decision.asks),
        "measures": [
            (m.measure, str(m.subject.type), m.subject.id, m.from_, m.until, m.no_end_because,
             list(m.rules), m.decide_by)
            for m in decision.measures
        ],
        "strikes": [strike.weight for strike in decision.strikes],
    }  # fmt: skip


def _plain(value: object) -> Any:
    return from_json(to_json(value), Any)


def _as_ordered(row: Row) -> tuple[Any, ...]:
    return (
        row["name"], row["subject_type"], row["subject"], row["from_at"], row["until"],
        row["no_end_because"], row["rules"], row["decide_by"],
    )  # fmt: skip


@cache
def _compiled(packs: tuple[str, ...]) -> tuple[CompiledPolicy, Mapping[str, MeasureKind]]:
    """Packs by their sources, as they were kept."""
    known, kinds = signals.discover(), measures.discover()
    policies = tuple(load_pack(json.loads(source), known, set(kinds)) for source in packs)
    return compile_policy(policies, known), kinds


def nothing_goes_too_soon(was: Seen, now: Seen, memory: Memory) -> Broken:
    """11: "Each kind of record has a retention time; what is removed is kept until its appeal has
    passed"; what is still open is never erased, and nothing goes but by a sweep or a request.
    """
    step = memory.steps[-1]
    for record, subjects, since in _gone(was, now):
        if step.what not in ERASERS:
            yield f"`{step.what}` has erased {record} about {subjects}"
            continue
        asked = step.what == "erase"
        days = 0 if asked else _days(was, record)
        if not asked and since + timedelta(days=days) > step.at:
            yield f"{record} of {since} is gone, kept for {days} days"
        for subject in subjects:
            if why := _open(was, subject, step.at - timedelta(days=days)):
                yield f"{record} about {subject} is gone, though {why} was open"


def _days(was: Seen, record: str) -> int:
    return int(was["site"][0]["terms"].get("keep", {}).get(record, DAYS[record]))


Subject = tuple[str, str]
Gone = tuple[str, list[Subject], datetime]
"""Record, what it was about, and when its time began."""


def _gone(was: Seen, now: Seen) -> Iterator[Gone]:
    """What was held before and is not any more."""
    about = {d["id"]: [(d["subject_type"], d["subject"])] for d in was["decision"]}
    words = {row["id"]: row["content"] for row in now["item"]}
    for row in was["item"]:
        if row["content"] and not words[row["id"]]:
            yield "words", [("item", row["item"])], row["received_at"]
    for row in _left(was, now, "evidence", "decision"):
        dated = row["keep_until"]
        yield "dated" if dated else "evidence", about[row["decision"]], dated or row["decided_at"]
    for row in _blanked(was, now, "flag"):
        yield "flag", [(row["subject_type"], row["subject"])], row["answered_at"] or now.at
    for row in _blanked(was, now, "appeal"):
        yield "appeal", about[row["decision"]], row["answered_at"] or now.at
    for row in _blanked(was, now, "contact"):
        matter = [s for d in was["decision"] if d["matter"] and d["matter"] == row["matter"]
                  for s in about[d["id"]]]  # fmt: skip
        itself = ("contact", row["id"])
        sealed = row["record"]["seal"] is not None
        yield "contact", [*matter, itself], now.at if sealed else row["logged_at"]
    cases = {row["id"]: row for row in was["case"]}
    for row in _left(was, now, "note", "id"):
        case = cases.get(row["case"], {})
        yield "note", _of_case(case, about), case.get("closed_at") or now.at
    for row in _left(was, now, "outbox", "id"):
        measure = was.measures[row["measure"]]
        yield "delivery", about[measure["decision"]], row["acknowledged_at"] or now.at
    for row in _left(was, now, "idempotency", "key"):
        yield "key", about[row["decision"]], row["at"]
    yield from _closed_commitments(was, now, about, cases)


def _closed_commitments(
    was: Seen, now: Seen, about: Mapping[str, list[Subject]], cases: Mapping[str, Row]
) -> Iterator[Gone]:
    kept = {row["log_index"] for row in now["disclosure"]}
    for row in was["disclosure"]:
        entry = was.entries[row["log_index"]]
        if row["log_index"] in kept or not entry.opened:
            continue
        if entry.type not in ABOUT_PEOPLE:
            yield "disclosure", [], now.at
        subjects = [*about.get(entry.case, ()), *_of_case(cases.get(entry.case, {}), about)]
        midnight = datetime.fromisoformat(entry.fields["day"]).replace(tzinfo=now.at.tzinfo)
        yield "disclosure", subjects, midnight


def _of_case(case: Row, about: Mapping[str, list[Subject]]) -> list[Subject]:
    if not case:
        return []
    return [(case["subject_type"], case["subject"]), *about.get(case["decision"], ())]


def _left(was: Seen, now: Seen, table: str, key: str) -> Iterable[Row]:
    kept = {row[key] for row in now[table]}
    return [row for row in was[table] if row[key] not in kept]


def _blanked(was: Seen, now: Seen, table: str) -> Iterable[Row]:
    """Rows whose words are gone; a record that is gone as a whole is none of these."""
    words = {row["id"]: row["record"]["text"] for row in now[table]}
    return [r for r in was[table] if r["record"]["text"] and not words.get(r["id"], "gone")]


def _open(was: Seen, subject: Subject, since: datetime) -> str:
    """Why something about a subject was open at any time since then; empty where nothing was."""
    decisions = {
        d["id"]: d for d in was["decision"] if (d["subject_type"], d["subject"]) == subject
    }

    def ours(row: Row) -> bool:
        named = (row.get("subject_type"), row.get("subject")) == subject
        return named or row["decision"] in decisions

    for measure in filter(ours, was["measure"]):
        if measure["state"] in OPEN or measure["ended_at"] > since:
            return f"measure {measure['id']}"
    for case in filter(ours, was["case"]):
        if case["closed_at"] is None or case["closed_at"] > since:
            return f"case {case['id']}"
    for appeal in filter(ours, was["appeal"]):
        if appeal["answered_at"] is None or appeal["answered_at"] > since:
            return f"appeal {appeal['id']}"
    if any(look["found"] is None for look in filter(ours, was["look"])):
        return "a look at a page"
    told = since - timedelta(days=APPEAL_DAYS)
    if any(d["log_index"] is not None and d["decided_at"] >= told for d in decisions.values()):
        return "the time to appeal"
    return ""


RECORDS = (cases_make_sense, replay_is_exact, nothing_goes_too_soon)
