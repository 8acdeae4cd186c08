"""The data dictionary: every public field of an entry, and every column of a table, explained.

The page, the tests and the CSV files share this one table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evenhand.model.entry import ENTRY_TYPES

BAND = "0, `1-4`, or exact from 5 up"

COMMON: Mapping[str, str] = {
    "v": "Version of the format of entries.",
    "type": "What the entry is about.",
    "day": "The day (UTC). The exact minute is sealed.",
    "site": "Which site it happened at.",
    "number": "Counted from 1 without a gap, for each site and type.",
    "case": "Random. Entries of one decision, and of what became of it, have the same.",
    "commit": "Salted SHA-256 commitments to what is sealed; some of them are decoys.",
}

_DECIDED_BY = "`rule`, or the role of the person who decided. Never a name."
_MEASURE: Mapping[str, str] = {
    "measure": "Which measure; /policies says what each one does.",
    "subject": "What kind of thing it falls on: item, link or account.",
    "state": "proposed, in_force, lifted, expired or superseded.",
    "from": "The day from which it holds.",
    "until": "The day on which it ends by itself.",
    "no_end_because": "Why it has no end, where it has none.",
}
_REQUEST: Mapping[str, str] = {
    "kind": "request, an order (order_9, order_10) or a notice (notice_16); the numbers are "
    "articles of Regulation (EU) 2022/2065.",
    "role": "In which capacity they asked.",
    "organisation": "Who asked, where that is an organisation; people are never named.",
    "on_behalf_of": "For whom they asked, where that is an organisation.",
    "channel": "How they asked.",
    "wants": "What they asked for.",
    "binding": "Whether it binds us in law.",
    "standing": "claimed, verified or disputed: whether it is known that they asked.",
    "received": "The day on which it came.",
    "logged": "The day on which it was entered.",
    "days_late": "Whole days between the two.",
    "late": "Whether more than a day lay between the two.",
    "objects": f"How many things it was about: {BAND}.",
    "reply": "Whether they have replied to what is said of them.",
    "done": "Whether anything was done about it.",
    "order": "What an order says of itself.",
    "order.authority": "Which authority.",
    "order.legal_basis": "On which law it rests.",
    "order.scope": "In which countries it has effect.",
    "order.effect": "The day on which effect was given to it; empty before.",
}

ENTRIES: Mapping[str, Mapping[str, str]] = {
    "decision": {
        "outcome": "allow, measures, or review: a person has still to look.",
        "subject": "What kind of thing was decided about: item, link or account.",
        "policy": "The pack versions that were in force.",
        "policy.pack": "The pack's name.",
        "policy.version": "The pack's version.",
        "policy.digest": "SHA-256 of the pack's files.",
        "rules": "The rules that applied.",
        "measures": "What it ordered.",
        **{f"measures.{name}": told for name, told in _MEASURE.items()},
        "asks": "Why a person has to look.",
        "strikes": "How much it adds to the account's record.",
        "decided_by": _DECIDED_BY,
        "asked": "A person's answer to: has anyone outside the rules, owner and staff included, "
        "raised this with you?",
        "contacts": "The requests on its matter that may be told of, by their case.",
        "facts": "Names of the facts told by others that it rests on; never their values.",
        "supersedes": "The case of the decision whose place it takes.",
        "sweep": "The case of the sweep that it came of: what the item shows was listed later.",
        "people": "How many people took it.",
        "one_person": "The site has one person who decides; nobody else could agree.",
    },
    "measure": {
        "measure": "The measure in its new state.",
        **{f"measure.{name}": told for name, told in _MEASURE.items()},
        "why": "What changed its state, in one word.",
        "decided_by": _DECIDED_BY,
    },
    "flag": {
        "change": "received or answered.",
        "why": "What somebody says is wrong.",
        "subject": "What kind of thing it is about: item, link or account.",
        "merged": "Whether it joined a case that was open already.",
        "harmed": "Whether it is the flagger's own information.",
        "trusted": "Whether it came from a trusted flagger.",
        "answered": "`at_once` where people had decided the same before.",
        "outcome": "measure, already (one was in force), or none.",
    },
    "appeal": {
        "change": "received or answered.",
        "party": "Who appeals: writer, harmed or flagger.",
        "deadline": "The day by which it has to be answered.",
        "outcome": "upheld (it stays), overturned or varied.",
        "result": "The case of the decision that answered it.",
        "late": "Whether the answer came after the deadline.",
    },
    "contact": {"change": "What happened to the request.", **_REQUEST},
    "disclosure": {
        "change": "unsealed; of a block list, whether something was added or removed; of a set of "
        "fingerprints, whether it was shared, or added as somebody else's; of a sweep, "
        "whether it was proposed, released or withdrawn.",
        **_REQUEST,
        "record": "contact: a request that was sealed; offer: material offered to a newsroom; "
        "bank: a change of the site's block list, which is private itself; sweep: what would "
        "change about earlier items after such a change, or one of the withheld documents, as one "
        "batch; fingerprints: digests of "
        "documents that the site withholds, for others to recognise copies by.",
        "covers": "Of a block list's entry: a page, a prefix (all below an address), a site, "
        "or a list that was imported; of a sweep also a document. Of fingerprints: set, or set "
        "with its key.",
        "effect": "Of a sweep: impose (measures begin) or lift (measures end).",
        "count": f"Of a sweep: about how many items something would change: {BAND}.",
        "people": "Of a sweep: how many people proposed and released, or withdrew, it.",
        "one_person": "Of a sweep: one person did both.",
        "decided_by": _DECIDED_BY,
        "asked": "Of a block list, fingerprints and a sweep: whether anyone outside had raised "
        "it, owner and staff included.",
        "contacts": "Of these: in which requests, as far as they may be told of.",
        "sealed": "The day on which it was sealed.",
        "because": "Why it was: a bar in law, or a person's safety.",
        "rode_in": "The index of the entry that committed to it then.",
        "commitment": "That commitment.",
        "outcome": "What a newsroom did with the offer.",
        "decided": "The day on which it decided.",
        "note": "What the newsroom says of it in public.",
    },
    "interest": {
        "change": "declared or ended.",
        "role": "Whose tie it is: owner, officer or reviewer. Never a name.",
        "kind": "What kind of tie.",
        "party": "The organisation; people are never named.",
        "from": "The day from which it holds.",
        "until": "The day until which it holds.",
    },
    "policy": {
        "change": "published; or one rule of it paused (not looked at from then on) or resumed.",
        "pack": "The pack's name.",
        "version": "The pack's version.",
        "digest": "SHA-256 of the pack's files.",
        "in_force_from": "Nothing earlier is decided by it.",
        "rules": "The rules in it.",
        "rule": "The rule that was paused or resumed.",
        "decided_by": "The role of the person who paused it. Never a name.",
        "people": "How many people changed it; a site is founded with the packs that name none.",
        "one_person": "One person did, who looked again after a day where it takes two.",
    },
    "heartbeat": {
        "from": "The first day that it counts.",
        "to": "The last day that it counts.",
        "screened": f"How many items were looked at: {BAND}.",
        "allow": f"How many of them were left alone: {BAND}.",
        "measures": f"How many of them met with a measure: {BAND}.",
        "review": f"How many of them wait for a person: {BAND}.",
        "appeals_open": f"How many appeals have no answer yet: {BAND}.",
        "appeals_overdue": f"How many of those are past their deadline: {BAND}.",
    },
    "erasure": {
        "record": "What kind of record was erased.",
        "count": f"How many: {BAND}.",
        "ground": "retention, request or order.",
        "decided_by": _DECIDED_BY,
        "entries": "Stretches of log indexes whose commitments nobody can open any more.",
        "month": "Of evidence that was put away: the month of its file.",
        "part": "Of such a file: its number in that month.",
        "before": "SHA-256 of that file as it was.",
        "after": "SHA-256 of that file as it was written anew.",
    },
    "statement": {},
    "report": {
        "record": "evidence: what rules saw in a month, put away in a file.",
        "month": "That month.",
        "part": "The file's number in that month.",
        "rows": f"How many decisions' evidence it holds: {BAND}.",
        "digest": "SHA-256 of the file.",
    },
}

DECISIONS: Mapping[str, str] = {
    "case": "The decision's case; its page is /d/ and this.",
    "day": COMMON["day"],
    "site": COMMON["site"],
    "number": "The decision's number at its site.",
    "entry": "Its index in the log.",
    "outcome": ENTRIES["decision"]["outcome"],
    "measures": "What it ordered, also what was only proposed.",
    "packs": "The packs whose rules applied.",
    "rules": ENTRIES["decision"]["rules"],
    "decided_by": _DECIDED_BY,
    "asked": ENTRIES["decision"]["asked"],
    "contacts": "How many requests on its matter are listed.",
    "standing": "contested (an appeal is open), overturned, varied or upheld; empty without one.",
    "supersedes": ENTRIES["decision"]["supersedes"],
}

COUNTS: Mapping[str, str] = {
    "day": "The day (UTC).",
    "measure": "Which measure took force.",
    "low": "At least so many times.",
    "high": "At most so many times; counts from 1 to 4 are only told as that.",
}

POLICIES: Mapping[str, str] = {
    "pack": ENTRIES["policy"]["pack"],
    "version": ENTRIES["policy"]["version"],
    "digest": ENTRIES["policy"]["digest"],
    "title": "What it is called.",
    "in_force_from": ENTRIES["policy"]["in_force_from"],
    "site": "A site that published it.",
    "day": "The day on which that site published it.",
    "entry": "The index of that in the log.",
}

CONTACTS: Mapping[str, str] = {
    "site": COMMON["site"],
    "entry": "The index of its first entry in the log.",
    **{name: told for name, told in _REQUEST.items() if "." not in name and name != "order"},
    **{name.removeprefix("order."): told for name, told in _REQUEST.items() if "order." in name},
    "own_data": "Whether the row counts people who asked about their own data.",
    "count": f"How many requests the row stands for: {BAND}.",
}

TABLES: Mapping[str, Mapping[str, str]] = {
    "/index.csv": COUNTS,
    "/d.csv": DECISIONS,
    "/contacts.csv": CONTACTS,
    "/policies.csv": POLICIES,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A field or column: where it stands, its name, what it means."""

    where: str
    name: str
    means: str


def dictionary() -> Iterator[Explained]:
    """Every field of every type of entry, and every column of every table."""
    for name, means in COMMON.items():
        yield Explained("every entry", name, means)
    for kind in ENTRY_TYPES:
        for name, means in ENTRIES[kind].items():
            yield Explained(f"{kind} entry", name, means)
    for table, columns in TABLES.items():
        for name, means in columns.items():
            yield Explained(table, name, means)
