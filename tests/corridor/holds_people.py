"""What always holds of people: who decides, who asked, who is answered, and what is kept away."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime

from tests.corridor.seen import Row, Seen
from tests.corridor.steps import Memory

Broken = Iterator[str]

DECIDERS = frozenset({"moderator", "senior", "outside_reviewer", "administrator"})
CONTACTS = frozenset({"contacts", "threat_to_life", "seals"})
"""Queues of cases about a contact."""

NOBODY_TIED = "No owner or officer of this site has a declared interest that touches this."
TIED = "an interest that touches this:"
NOT_LISTED = "Requests that we may not disclose are not listed."
STANDS_FOR_GOOD = ("site", "kind", "role", "channel", "wants", "received_at", "logged_at",
                   "logged_by", "organisation", "own_data")  # fmt: skip


def key_of(name: str) -> str:
    """Two spellings of one name have one key."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def works(now: Seen, name: str, at: datetime, roles: Collection[str] = DECIDERS) -> bool:
    """Whether somebody of this name worked here in such a role at a time."""
    row = next((s for s in now["staff"] if key_of(s["name"]) == key_of(name)), None)
    if row is None or row["role"] not in roles:
        return False
    return row["since"] <= at and (row["until"] is None or at < row["until"])


def decisions_are_whose_they_are(was: Seen, now: Seen, memory: Memory) -> Broken:
    """3 and 4: whoever gave the command decided and agreed, in their role, and nobody else did."""
    step = memory.steps[-1]
    for decision in _new(was, now):
        if decision["people"] != [step.by] or decision["decided_by"] != _role(now, step.by):
            yield f"{decision['people']} as {decision['decided_by']} decided for {step.by}"
        if not works(was, step.by or "", step.at):
            yield f"{step.by}, who decides nothing here, has decided {decision['id']}"
    case = next((row for row in was["case"] if row["id"] == step.told.get("case")), None)
    if case and _new(was, now) and _held_by_another(case, step.by, step.at):
        yield f"{step.by} decided a case that {case['held_by']} has in hand"
    known = {row["id"] for row in was["agreement"]}
    for agreement in now["agreement"]:
        if agreement["id"] not in known and agreement["by"] != step.by:
            yield f"{agreement['by']} agreed by a command of {step.by}"


def _held_by_another(case: Row, name: str | None, at: datetime) -> bool:
    return case["held_by"] not in (None, name) and case["held_until"] > at


def _new(was: Seen, now: Seen) -> list[Row]:
    """Decisions of people that were taken since."""
    new = now.decisions.keys() - was.decisions.keys()
    return [now.decisions[key] for key in sorted(new) if now.decisions[key]["people"]]


def _role(now: Seen, name: str | None) -> str | None:
    row = now.staff(name) if name else None
    return row["role"] if row else None


def nobody_judges_their_own_cause(was: Seen, now: Seen, memory: Memory) -> Broken:
    """4: "Whoever decided may not decide the appeal", nor whoever agreed."""
    answered = {row["id"] for row in was["appeal"] if row["answered_at"]}
    for appeal in now["appeal"]:
        if appeal["id"] in answered or not appeal["answered_at"]:
            continue
        result = appeal["record"]["result"]
        if not result or not appeal["record"]["answer"]:
            yield f"appeal {appeal['id']} has no written answer, or no decision"
            continue
        deciders = _took_part(was, appeal["decision"])
        own = {key_of(n) for n in now.decisions[result]["people"]} & deciders
        if own:
            yield f"{own} answered the appeal against their own decision"


def _took_part(was: Seen, decision: str) -> set[str]:
    chain = was.chain(decision)
    measures = {m["id"] for d in chain for m in was.of_decision[d]}
    agreed = [a["by"] for a in was["agreement"] if a["measure"] in measures]
    decided = [name for d in chain for name in was.decisions[d]["people"]]
    return {key_of(name) for name in (*agreed, *decided)}


def no_interest_decides(was: Seen, now: Seen, memory: Memory) -> Broken:
    """4: "a reviewer never gets that party's case": decides none, closes none, takes none."""
    step = memory.steps[-1]
    for decision in _new(was, now):
        parties = _parties(was, decision["matter"], decision["account"])
        for name in decision["people"]:
            if _tied(was, name, parties, step.at):
                yield f"{name} has an interest in a party and took decision {decision['id']}"
    cases = {row["id"]: row for row in was["case"]}
    for case in now["case"]:
        before = cases.get(case["id"], {})
        contacts = [case["about"]] if case["queue"] in CONTACTS else []
        parties = _parties(was, case["matter"], case["account"], contacts)
        closed = case["closed_by"] if not before.get("closed_by") else None
        taken = case["held_by"] if case["held_by"] != before.get("held_by") else None
        for name in {closed, taken} - {None, "rule"}:
            if _tied(was, name, parties, step.at):
                yield f"{name} has an interest in a party and got case {case['id']}"
        if taken and not works(was, taken, step.at):
            yield f"{taken}, who decides nothing here, took case {case['id']}"


def _parties(
    was: Seen,
    matter: str | None,
    account: str | None,
    contacts: Iterable[str | None] = (),
    *,
    told: bool = False,
) -> set[str]:
    """Everybody concerned: the matter's parties, the account, who asked, and for whom.

    Where others are `told`, nothing that may not be disclosed counts.
    """
    names = [account]
    for row in was["matter"]:
        names += row["parties"] if row["matter"] == matter else ()
    for row in was["contact"]:
        if told and not row["disclosed"]:
            continue
        if row["id"] in contacts or (matter and row["matter"] == matter):
            record = row["record"]
            names += [record["organisation"], record["person"], record["on_behalf_of"]]
    return {key_of(name) for name in names if name}


def _tied(was: Seen, name: str, parties: set[str], at: datetime) -> bool:
    return any(
        key_of(interest["holder"]) == key_of(name) for interest in _touching(was, parties, at)
    )


def _touching(was: Seen, parties: set[str], at: datetime) -> list[Row]:
    """Declared interests in these parties at a time."""
    found = [row["record"] for row in was["interest"]]
    return [
        i for i in found
        if key_of(i["party"]) in parties and _time(i["from_"]) <= at
        and (i.get("until") is None or at < _time(i["until"]))
    ]  # fmt: skip


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def interests_show(was: Seen, now: Seen, memory: Memory) -> Broken:
    """4: "an owner's interest shows on each statement it touches"; 5: every statement says that
    requests which may not be disclosed are not listed.
    """
    known = {row["id"] for row in was["statement"]}
    for row in now["statement"]:
        text = row["text"]
        if row["id"] in known or row["language"] != "en" or row["decision"] not in now.decisions:
            continue
        decision = now.decisions[row["decision"]]
        parties = _parties(was, decision["matter"], decision["account"], told=True)
        tied = [i for i in _touching(was, parties, now.at) if i["role"] != "reviewer"]
        if NOBODY_TIED in text if tied else TIED in text:
            yield f"notice {row['statement']} hides an interest, or gives a sealed contact away"
        if "\nInterests\n" not in text:
            continue
        if NOT_LISTED not in text:
            yield f"notice {row['statement']} does not say that some requests are not listed"
        for contact in now["contact"]:
            if contact["id"] in decision["contacts"] and contact["disclosed"]:
                if contact["id"] not in text:
                    yield f"notice {row['statement']} does not say that {contact['id']} asked"
            elif not contact["disclosed"] and contact["id"] in text:
                yield f"notice {row['statement']} tells of the sealed {contact['id']}"


def every_decision_says_whether_asked(was: Seen, now: Seen, memory: Memory) -> Broken:
    """5: "Every human decision on a matter records the answer" to the asked-question, in the log;
    and no measure is moved by a person without such a decision.
    """
    step = memory.steps[-1]
    answer = {True: "yes", False: "no"}.get(step.told.get("asked"))  # type: ignore[arg-type]
    new = now.entries[len(was.leaves) :]
    decided = False
    for entry in new:
        if entry.type == "decision" and entry.fields["decided_by"] != "rule":
            decided = True
            if not answer or entry.fields.get("asked") != answer:
                yield f"entry {entry.index} says {entry.fields.get('asked')}, not {answer}"
            if entry.fields.get("people") != 1:
                yield f"entry {entry.index} does not say that one person decided"
    moved = [e for e in new if e.type == "measure" and e.fields["decided_by"] != "rule"]
    if moved and not decided:
        yield "a person moved a measure without a decision"


def who_asked_shows(was: Seen, now: Seen, memory: Memory) -> Broken:
    """5: a decision on a matter lists the contacts about it that may be told of, in the log too;
    sealed ones, and people who ask about their own data, are in none.
    """
    disclosed = {row["id"] for row in now["contact"] if row["disclosed"]}
    for key in now.decisions.keys() - was.decisions.keys():
        decision = now.decisions[key]
        listed = set(decision["contacts"])
        asked = {
            row["id"] for row in was["contact"]
            if row["disclosed"] and row["matter"] and row["matter"] == decision["matter"]
        }  # fmt: skip
        if not asked <= listed:
            yield f"decision {key} does not say that {asked - listed} asked"
        index = decision["log_index"]
        logged = now.entries[index].fields.get("contacts", []) if index is not None else listed
        if set(logged) != listed:
            yield f"decision {key} lists {listed}, the log {logged}"
        if listed - disclosed:
            yield f"decision {key} lists a contact that may not be disclosed"


def contacts_stay(was: Seen, now: Seen, memory: Memory) -> Broken:
    """5: "nobody may delete one"; who asked for what stays as it was recorded."""
    kept = {row["id"]: row["record"] for row in now["contact"]}
    if not memory.contacts <= kept.keys():
        yield f"contacts are gone: {memory.contacts - kept.keys()}"
    for row in was["contact"]:
        record = kept.get(row["id"], {})
        changed = [n for n in STANDS_FOR_GOOD if record.get(n) != row["record"].get(n)]
        if changed:
            yield f"{changed} of contact {row['id']} were changed"


def sealed_is_not_told(was: Seen, now: Seen, memory: Memory) -> Broken:
    """5: what may not be disclosed has no entry; "its commitment rides in an ordinary entry"."""
    riding = {row["name"] for row in now["riding"]}
    rode = {name for entry in now.entries for name in entry.opened}
    new = now.entries[len(was.leaves) :]
    for row in now["contact"]:
        record = row["record"]
        may_not = record["own_data"] or record["seal"] is not None
        if may_not is bool(row["disclosed"]):
            yield f"contact {row['id']} is disclosed, or not, against its record"
        if not may_not:
            continue
        if any(row["id"].encode() in entry.leaf for entry in new):
            yield f"an entry tells of contact {row['id']}, which may not be disclosed"
        name = f"contact.{row['id']}"
        if record["text"] and name not in riding and name not in rode:
            yield f"nothing commits to contact {row['id']}"


def notices_name_nobody(was: Seen, now: Seen, memory: Memory) -> Broken:
    """7 and 3: no notice names staff or flaggers; none but the writer's names the writer."""
    known = {row["id"] for row in was["statement"]}
    staff = {row["name"] for row in now["staff"]}
    flaggers = {row["record"]["who"] for row in now["flag"]} - {None}
    writers = {row["author"] for row in now["item"]} - {None}
    for row in now["statement"]:
        if row["id"] in known:
            continue
        hidden = staff | flaggers if row["party"] == "writer" else staff | flaggers | writers
        own = {now.decisions[row["decision"]]["account"]} if row["party"] == "writer" else set()
        if found := [name for name in hidden - own if name in row["text"]]:
            yield f"notice {row['statement']} to the {row['party']} names {found}"
    for flag in now["flag"]:
        if found := [name for name in staff | writers if name in (flag["record"]["answer"] or "")]:
            yield f"the answer to flag {flag['id']} names {found}"
    step = memory.steps[-1]
    if step.what == "export" and isinstance(step.result, str):
        others = (staff | flaggers | writers) - {step.told["account"]}
        if found := [name for name in others if f'"{name}"' in step.result]:
            yield f"the export for {step.told['account']} names {found}"


PEOPLE = (
    decisions_are_whose_they_are,
    nobody_judges_their_own_cause,
    no_interest_decides,
    interests_show,
    every_decision_says_whether_asked,
    who_asked_shows,
    contacts_stay,
    sealed_is_not_told,
    notices_name_nobody,
)
