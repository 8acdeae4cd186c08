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
        stood: when the site had it in force as it reads now: each stretch with its beginning and
            its end (None: no end yet); empty where no site is spoken of.
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
    stood: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a pack.

    Attributes:
        clauses: clause id -> its text from policy.md.
        facts: fact name -> declared type.
        category: DSA category of its statements.
        in_force_from: aware; a decision before that time does not use it. At a site that
            published it for a later day, that day.
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


@dataclass(frozen=True, slots=True)
class Publication:
    """A site has published a version of a pack.

    Attributes:
        at: when it was published; no decision before that rests on it.
        from_: from when on it is in force there; None is the pack's own day, as for the rules
            that a site is founded with.
    """

    digest: str
    at: datetime
    from_: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Somebody stopped a rule at a site: it is not evaluated, in whatever version of its pack.

    Attributes:
        until: None is still paused.
        by: their staff name, and `why` in their words; neither is public.
    """

    pack: str
    rule: str
    from_: datetime
    until: datetime | None = None
    by: str = ""
    why: str = ""
