"""What the rules say: records of a pack, as parsed and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.model.evidence import FieldType

ASK = "ask"
"""In a rule's `measures`: a person decides."""


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """Which text a decision rests on: pack, version, `sha256:` digest of its files."""

    pack: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One executable norm.

    Attributes:
        clause: id of the clause in policy.md that it carries out.
        when: the condition, as written.
        measures: the ladder, from first to repeated; `ask` is allowed in it.
        hours: how long its measures last, where the pack says so.
        shadow: evaluated and reported, never acted on.
        paused: somebody stopped it; not evaluated.
        strikes: whether its measures count against the account later.
        ground: DSA ground: `incompatible` (with the terms) or `illegal:<law>`.
    """

    id: str
    clause: str
    when: str
    measures: tuple[str, ...]
    hours: int | None = None
    shadow: bool = False
    paused: bool = False
    strikes: bool = True
    ground: str = "incompatible"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a pack.

    Attributes:
        clauses: clause id -> its text from policy.md.
        facts: fact name -> declared type.
        category: DSA category of its statements.
        in_force_from: aware; a decision before that time does not use it.
    """

    ref: PolicyRef
    title: str
    in_force_from: datetime
    rules: tuple[Rule, ...]
    clauses: Mapping[str, str]
    facts: Mapping[str, FieldType]
    category: str = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
    keywords: tuple[str, ...] = ()
    in_force_to: datetime | None = None
    source: Mapping[str, str] = field(default_factory=dict, repr=False)
