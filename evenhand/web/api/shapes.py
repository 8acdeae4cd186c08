"""The forms of what programs send and get: bodies, answers, queries.

They describe the API (`openapi`) and read what comes in. Answers are written from the records
themselves; a test holds every answer against its form. Items come in `connectors.jsonl`'s form.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from evenhand.model.case import FlagWhy, Party

LONGEST_WAIT_MS = 60_000
MOST_DELIVERIES = 1_000
LONGEST_MATCHED = 10_000

Time = Annotated[
    str,
    Meta(description="RFC 3339, UTC, to the second.", extra_json_schema={"format": "date-time"}),
]
Name = Annotated[str, Meta(min_length=1, max_length=300)]
Outcome = Literal["allow", "measures", "review"]
SubjectName = Literal["item", "link", "account"]


class Problem(Struct):
    """Why something was refused (RFC 9457), with our code."""

    type: Annotated[str, Meta(description="Where the code is explained.")]
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    code: Annotated[str, Meta(pattern="^EH[0-9]{3}$")]
    what: Annotated[str, Meta(description="What was wrong.")]
    where: Annotated[str, Meta(description="The field or place, where there is one.")] = ""
    not_done: str = ""
    help: Annotated[str, Meta(description="What to do next.")] = ""


class Refused(Struct):
    """An error inside an answer about many."""

    code: Annotated[str, Meta(pattern="^EH[0-9]{3}$")]
    what: str
    where: str = ""
    not_done: str = ""
    help: str = ""


class LineRefused(Struct):
    """What stands in the place of a line that was refused."""

    line: Annotated[int, Meta(ge=1, description="Counted from 1, empty lines too.")]
    error: Refused


class PolicyUsed(Struct):
    """A version of a policy pack."""

    pack: str
    version: int
    digest: str


class Place(Struct):
    """Half-open, in Unicode code points of the text as given."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]


class Seen(Struct):
    """One value that one signal saw."""

    signal: str
    kind: str
    score: Annotated[float, Meta(ge=0, le=1, description="Counts as found from 0.5 up.")]
    spans: list[Place]
    detail: dict[str, Any]
    why: Annotated[str, Meta(description="Why it was read, in words that do not repeat it.")] = ""


class Condition(Struct, rename={"is_": "is"}):
    """One node of a because-tree: a condition, and what it came to."""

    text: str
    is_: Annotated[bool | None, Meta(description="null is unknown.")]
    saw: bool | int | float | str | list[str] | None = None
    because: list["Condition"] = []


class Found(Struct):
    """A rule that came out true or unknown."""

    rule: str
    pack: str
    clause: str
    outcome: Literal["true", "unknown"]
    because: list[Condition]
    shadow: bool = False


class Subject(Struct):
    """An item, link or account of the site."""

    type: SubjectName
    id: Name


class CureWanted(Struct):
    """What would put it right, with the places in this text."""

    signal: str
    kind: str
    do: str
    spans: list[Place]


class MeasureTaken(Struct, rename={"from_": "from"}):
    """A measure: what is done to what, since when, until when or why without an end."""

    measure: str
    subject: Subject
    from_: Time
    until: Time | None
    no_end_because: str | None
    state: Literal["proposed", "in_force", "lifted", "expired", "superseded"]
    rules: list[str]
    cure: list[CureWanted]
    id: str = ""


class Asked(Struct):
    """Why a person has to look."""

    reason: str
    rule: str | None


class Failed(Struct):
    """A signal that failed on the item or ran out of time."""

    signal: str
    reason: str


class NoticeLink(Struct):
    """Where the writer reads what was decided, and why: secret, for them alone."""

    url: str


class Answer(Struct):
    """What was seen in an item, and what follows."""

    id: str
    revision: int
    site: str
    outcome: Outcome
    rehearsal: bool
    policy: list[PolicyUsed]
    readings: list[Seen]
    findings: list[Found]
    measures: Annotated[list[MeasureTaken], Meta(description="In force now.")]
    log_index: int | None
    proposed: list[MeasureTaken] = []
    standing: list[MeasureTaken] = []
    asks: list[Asked] = []
    failed: list[Failed] = []
    strikes: int = 0
    lifted: list[MeasureTaken] = []
    case: Annotated[str, Meta(description="The decision's id.")] = ""
    notice: NoticeLink | UnsetType = UNSET
    repeated: Annotated[bool, Meta(description="Decided before; this is that decision.")] = False


class NotYet(Struct):
    """An item that is acknowledged and not decided yet: it will be, whatever happens."""

    id: str
    site: str
    outcome: Annotated[
        Literal["allow", "review"], Meta(description="What holds meanwhile: the site's fail mode.")
    ]
    rehearsal: Literal[False]
    pending: Literal[True]
    status: Annotated[str, Meta(description="Where the decision will stand.")]
    policy: list[PolicyUsed]
    readings: list[Seen]
    findings: list[Found]
    measures: list[MeasureTaken]
    log_index: None


class Notice(Struct):
    """What a person concerned was told."""

    id: str
    language: str
    written_at: Time
    party: Literal["writer", "harmed", "flagger"]
    text: str
    refers_to: str | None


class Decided(Struct):
    """A decision as it was recorded, its measures as they stand now, and who was told what."""

    id: str
    item: str
    subject: Subject
    revision: int
    outcome: Outcome
    decided_at: Time
    decided_by: str
    policy: list[PolicyUsed]
    findings: list[Found]
    measures: list[MeasureTaken]
    asks: list[Asked]
    statements: list[Notice]
    supersedes: str | None
    superseded_by: list[str]
    number: int | None
    log_index: int | None


class ItemStatus(Struct):
    """How an item stands."""

    id: str
    site: str
    pending: bool
    refused: Refused | None
    decision: Annotated[str | None, Meta(description="The newest about it.")]
    revision: int | None
    outcome: Outcome | None
    measures: Annotated[list[MeasureTaken], Meta(description="In force on it now.")]
    statements: Annotated[list[str], Meta(description="Where the notices about it are.")]


class FlagIn(Struct, forbid_unknown_fields=True):
    """A user's complaint, handed on by the platform."""

    subject: Subject
    why: FlagWhy
    text: Annotated[str, Meta(max_length=10_000)] = ""
    who: Name | None = None
    reach: Annotated[str, Meta(max_length=300)] = ""
    harmed: bool = False
    trusted: bool = False
    language: Annotated[str, Meta(min_length=1, max_length=35)] = "en"


class FlagTaken(Struct):
    """A flag that has arrived."""

    receipt: Annotated[str, Meta(description="The link where its answer will stand.")]
    letter: Annotated[str, Meta(description="What the flagger is told at once.")]
    received_at: Time
    log_index: int | None


class FlagStatus(Struct):
    """What came of a flag."""

    subject: Subject
    why: FlagWhy
    received_at: Time
    answered_at: Time | None
    answer: str | None
    notices: list[Notice]
    appealable: Annotated[str | None, Meta(description="The decision that may be appealed now.")]


class AppealIn(Struct, forbid_unknown_fields=True):
    """An appeal, handed on by the platform for the person whom the decision concerns."""

    text: Annotated[str, Meta(min_length=1, max_length=10_000)]
    decision: Name | None = None
    account: Name | None = None
    receipt: Name | None = None
    party: Party | None = None


class AppealTaken(Struct):
    """An appeal that has arrived."""

    id: str
    decision: str
    deadline: Time
    letter: str
    log_index: int | None


class AppealStatus(Struct):
    """What came of an appeal."""

    id: str
    decision: str
    party: Party
    received_at: Time
    deadline: Time
    outcome: Literal["upheld", "overturned", "varied"] | None
    answer: str | None
    answered_at: Time | None


class DeliveryOut(Struct):
    """A measure for the platform to carry out: as a webhook posts it."""

    number: Annotated[int, Meta(ge=1)]
    state: Literal["queued", "acknowledged"]
    deliver: dict[str, Any]


class Deliveries(Struct):
    """Deliveries in order."""

    deliveries: list[DeliveryOut]
    next: Annotated[int, Meta(description="Ask with since= this for what follows.")]


class Acknowledge(Struct, forbid_unknown_fields=True):
    """Numbers of deliveries that the platform has."""

    numbers: Annotated[list[Annotated[int, Meta(ge=1, le=2**53)]],
                       Meta(min_length=1, max_length=MOST_DELIVERIES)]  # fmt: skip


class Acknowledged(Struct):
    """How many were not acknowledged before."""

    acknowledged: Annotated[int, Meta(ge=0)]


class MatchIn(Struct, forbid_unknown_fields=True):
    """A text that may hold passages of withheld documents."""

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_MATCHED)]


class Matched(Struct):
    """Where a text holds what the site has shared fingerprints of."""

    matched: Annotated[bool, Meta(description="Two fingerprints at least stand in the text.")]
    key: Annotated[str, Meta(description="Name of the key that they were made with.")]
    spans: Annotated[list[Place], Meta(description="Eight words each; none overlap.")]


class KeyShown(Struct):
    """The key that asks."""

    id: str
    label: str
    scopes: list[str]
    until: Time | None


class SiteStatus(Struct):
    """The site of the key."""

    name: str
    url: str
    policy: Annotated[list[PolicyUsed], Meta(description="The versions in force now.")]
    fail_modes: dict[str, Literal["allow", "hold"]]
    appeal_days: int
    key: KeyShown


class Explained(Struct):
    """What a code means."""

    code: Annotated[str, Meta(pattern="^EH[0-9]{3}$")]
    title: str
    explanation: str


class NoQuery(Struct, forbid_unknown_fields=True):
    """A route that takes no query."""


class Wait(Struct, forbid_unknown_fields=True):
    """How long an answer may take."""

    deadline_ms: Annotated[
        int,
        Meta(ge=0, le=LONGEST_WAIT_MS, description="What is not decided by then is answered with "
             "`pending` and decided afterwards."),
    ] | UnsetType = UNSET  # fmt: skip


class Since(Struct, forbid_unknown_fields=True):
    """Where a list begins."""

    since: Annotated[int, Meta(ge=0, le=2**53, description="The last number that you have.")] = 0
    most: Annotated[int, Meta(ge=1, le=MOST_DELIVERIES)] = 100
