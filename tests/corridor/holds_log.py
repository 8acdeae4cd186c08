"""What always holds of the log: everything stands in it, in order, and nothing private does."""

import itertools
import json
import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from tests.corridor.seen import Row, Seen, day, digest, merkle_root
from tests.corridor.steps import Memory

Broken = Iterator[str]
PRIVATE = (b"zz-", b"536-22-8145", b"531-44-7261", b"orchard lane")
"""Marks that every private value of a town holds, in lower case."""

TRANSITIONS = frozenset({
    ("proposed", "in_force"), ("proposed", "lifted"), ("proposed", "expired"),
    ("in_force", "lifted"), ("in_force", "expired"), ("in_force", "superseded"),
})  # fmt: skip


def no_measure_without_its_entry(was: Seen, now: Seen, memory: Memory) -> Broken:
    """1: "No measure without its durable entry."

    Each decision that orders anything stands in the log with its measures; each later state of
    each measure has an entry too, and the last one is the state that it is in.
    """
    moves, erased = defaultdict(list), set()
    for entry in now.entries:
        if entry.type == "measure" and "measure" in entry.opened:
            moves[entry.opened["measure"]].append(entry.fields["measure"]["state"])
        elif entry.type == "measure":
            erased.add(entry.case)
    for decision in now["decision"]:
        ordered = now.of_decision[decision["id"]]
        if decision["log_index"] is None:
            if ordered or decision["people"] or decision["outcome"] != "allow":
                yield f"decision {decision['id']} is not in the log"
            continue
        entry = now.entries[decision["log_index"]]
        if (entry.type, entry.case) != ("decision", decision["id"]):
            yield f"entry {entry.index} is not of decision {decision['id']}"
        if [_shown(m) for m in entry.fields["measures"]] != [_kept(m) for m in ordered]:
            yield f"entry {entry.index} tells of other measures than decision {decision['id']}"
            continue
        for told, measure in zip(entry.fields["measures"], ordered, strict=True):
            path = [told["state"], *moves[measure["id"]]]
            if entry.case not in erased and path[-1] != measure["state"]:
                yield f"measure {measure['id']} is {measure['state']}, the log says {path}"
            if not set(itertools.pairwise(path)) <= TRANSITIONS:
                yield f"measure {measure['id']} went an unknown way: {path}"
    if not was.measures.keys() <= now.measures.keys():
        yield "a measure is gone"


def _shown(measure: Row) -> tuple[str, str, str | None, str | None]:
    return (
        measure["measure"], measure["subject"], measure.get("until"),
        measure.get("no_end_because"),
    )  # fmt: skip


def _kept(measure: Row) -> tuple[str, str, str | None, str | None]:
    until = day(measure["until"]) if measure["until"] else None
    reason = None if until else measure["no_end_because"]
    return measure["name"], measure["subject_type"], until, reason


def the_log_only_grows(was: Seen, now: Seen, memory: Memory) -> Broken:
    """1: "No entry is ever edited; corrections are new entries", and all is published."""
    if now.leaves[: len(was.leaves)] != was.leaves:
        yield "an entry of the journal was changed or is gone"
    if [row["log_index"] for row in now["journal"]] != list(range(len(now.leaves))):
        yield "the journal has a gap"
    if now.published != now.leaves:
        yield f"{len(now.leaves)} entries are durable and {len(now.published)} published"
    elif now.root != merkle_root(now.leaves):
        yield "the checkpoint's root is not that of its entries"


def numbers_have_no_gap(was: Seen, now: Seen, memory: Memory) -> Broken:
    """1: "Each site's decisions, contacts, flags and appeals carry gap-free numbers"."""
    given = defaultdict(list)
    for entry in now.entries:
        given[entry.fields["site"], entry.type].append(entry.fields["number"])
    for key, numbers in given.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"numbers of {key}: {numbers}"
    for decision in now["decision"]:
        index = decision["log_index"]
        if index is not None and now.entries[index].fields["number"] != decision["number"]:
            yield f"decision {decision['id']} has another number than its entry"


def commitments_open(was: Seen, now: Seen, memory: Memory) -> Broken:
    """7: "values stay beside it under salted commitments"; the exact minute is one of them."""
    step = memory.steps[-1]
    for row in now["disclosure"]:
        if row["log_index"] < len(was.leaves):
            continue
        entry = now.entries[row["log_index"]]
        for one in row["fields"]:
            leaf = json.dumps(
                [one["salt"], one["name"], one["value"]], ensure_ascii=False, separators=(",", ":")
            )
            made = b64encode(sha256(leaf.encode()).digest()).decode()
            if made not in entry.fields["commit"]:
                yield f"entry {entry.index} does not commit to `{one['name']}`"
        if entry.type == "heartbeat":
            continue
        if entry.opened.get("at") != f"{step.at:%Y-%m-%dT%H:%M}":
            yield f"entry {entry.index} does not commit to its minute"
        if entry.fields["day"] != day(step.at):
            yield f"entry {entry.index} has another day than its step"


def every_paper_has_its_entry(was: Seen, now: Seen, memory: Memory) -> Broken:
    """1 and 5: flags, appeals, contacts, interests and packs are logged when they come.

    Answers to flags and appeals are logged too.
    """
    told = Counter((entry.type, entry.fields.get("change")) for entry in now.entries)
    at_once = sum(e.type == "flag" and e.fields.get("answered") == "at_once" for e in now.entries)
    kept = {
        ("flag", "received"): len(now["flag"]),
        ("flag", "answered"): sum(bool(f["answered_at"]) for f in now["flag"]) - at_once,
        ("appeal", "received"): len(now["appeal"]),
        ("appeal", "answered"): sum(bool(a["answered_at"]) for a in now["appeal"]),
        ("interest", "declared"): len(now["interest"]),
        ("policy", "published"): len(now["sitepolicy"]),
    }
    for what, count in kept.items():
        if told[what] != count:
            yield f"{count} of {what} are kept and {told[what]} logged"
    for contact in now["contact"]:
        index = contact["record"]["log_index"]
        if contact["disclosed"] and (index is None or now.entries[index].case != contact["id"]):
            yield f"the disclosed contact {contact['id']} has no entry"


def what_is_delivered_stands_in_the_log(was: Seen, now: Seen, memory: Memory) -> Broken:
    """1 and step 6: what the platform is told stands in the log, and it is told of every change."""
    queued = {row["id"] for row in was["outbox"]}
    new = [row for row in now["outbox"] if row["id"] not in queued]
    for row in new:
        payload = row["payload"]
        index = payload["log_index"]
        if index >= len(now.published):
            yield f"a delivery names entry {index}, which is not published"
        elif now.entries[index].case != payload["case"]:
            yield f"a delivery of {row['measure']} names the entry of another case"
    sent = {(row["measure"], row["payload"]["state"]) for row in new}
    for key, measure in now.measures.items():
        before = was.measures[key]["state"] if key in was.measures else "proposed"
        moved = measure["state"] != before and "in_force" in (before, measure["state"])
        if moved and (key, measure["state"]) not in sent:
            yield f"the platform is not told that {key} is {measure['state']}"


def nothing_private_is_public(was: Seen, now: Seen, memory: Memory) -> Broken:
    """7: "No private text, no name of a private person and nothing that can be guessed back is
    ever in the log or on a public page" nor in a line to the press; no name of staff either.
    """
    new = [(f"entry {n}", now.leaves[n]) for n in range(len(was.leaves), len(now.leaves))]
    said = [(f"the press line on {d}", text.encode()) for d, text in memory.press.items()]
    receipts = [receipt.encode() for receipt in memory.receipts]
    for name, data in (*new, *said):
        lower = data.lower()
        found = [mark for mark in PRIVATE if mark in lower]
        if found or any(receipt in data for receipt in receipts):
            yield f"{name} holds a private value: {found}"


def days_are_counted(was: Seen, now: Seen, memory: Memory) -> Broken:
    """6 of the way: "heartbeat entries carry the counts"; no day is left out, none counted twice.

    Counts under 5 are banded (7).
    """
    due = now["site"][0]["created_at"].date()
    for entry in now.entries:
        if entry.type != "heartbeat":
            continue
        first, last = (date.fromisoformat(entry.fields[name]) for name in ("from", "to"))
        if first != due:
            yield f"heartbeat {entry.index} begins on {first} and not on {due}"
        due = last + timedelta(days=1)
        if entry.index < len(was.leaves):
            continue
        made = [d for d in now["decision"]
                if not d["people"] and first <= d["decided_at"].date() <= last]  # fmt: skip
        counts = Counter(d["outcome"] for d in made) | Counter({"screened": len(made)})
        for name in ("allow", "measures", "review", "screened"):
            if entry.fields[name] != _banded(counts[name]):
                yield f"heartbeat {entry.index} counts {entry.fields[name]} of {name}"
    if len(now.leaves) > len(was.leaves) and due != now.at.date():
        yield f"no heartbeat tells of {due}"


def _banded(count: int) -> int | str:
    return "1-4" if 0 < count < 5 else count


def refused_is_not_done(was: Seen, now: Seen, memory: Memory) -> Broken:
    """12: a refusal says what was not done, and that is true: nothing but a draft is kept."""
    if not memory.steps[-1].refused:
        return
    for table in ("measure", "strike", "decision", "statement", "flag", "appeal", "contact",
                  "interest", "fact", "case", "agreement", "outbox", "offer"):  # fmt: skip
        if was[table] != now[table]:
            yield f"a refused command has changed `{table}`"
    added = {entry.type for entry in now.entries[len(was.leaves) :]}
    if added - {"heartbeat"}:
        yield f"a refused command has logged {sorted(added)}"


def notices_are_committed_to(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2: "when the state changes, a new notice says so. The log shows both"."""
    committed = _values(now, len(was.leaves))
    known = {row["id"] for row in was["statement"]}
    for row in now["statement"]:
        if row["id"] not in known and digest(row["text"]) not in committed:
            yield f"no entry commits to the notice {row['statement']}"


def _values(now: Seen, start: int) -> set[str]:
    return {value for entry in now.entries[start:] for value in entry.opened.values()}


def press_tells_the_state(was: Seen, now: Seen, memory: Memory) -> Broken:
    """2: "Every notice, to the person and to the press, is generated from the state it speaks of."

    What is called temporary has its end date; what is over is not said to be in force.
    """
    for decision, line in memory.press.items():
        if "An entry in the log is not a finding" not in line:
            continue  # in another language
        on = [m for m in now.of_decision[decision] if _is_on(m, now)]
        if bool(on) != ("in force since" in line):
            yield f"the press line on {decision} does not tell what is in force"
        ends = {day(m["until"]) for m in on if m["until"]}
        if ends != set(_temporary(line)):
            yield f"the press line on {decision} calls something temporary until {ends}"
        if now.decisions[decision]["one_person"] and "one person" not in line:
            yield f"the press line on {decision} hides that one person decided"


def _temporary(line: str) -> Iterable[str]:
    return re.findall(r"temporary, ends by itself on (\d{4}-\d\d-\d\d)", line)


def _is_on(measure: Row, now: Seen) -> bool:
    ends = measure["until"]
    return measure["state"] == "in_force" and (ends is None or ends > now.at)


LOG = (
    refused_is_not_done,
    no_measure_without_its_entry,
    the_log_only_grows,
    numbers_have_no_gap,
    commitments_open,
    every_paper_has_its_entry,
    what_is_delivered_stands_in_the_log,
    nothing_private_is_public,
    days_are_counted,
    notices_are_committed_to,
    press_tells_the_state,
)
