"""The rules as everybody may read them: each version that a site has published, and its cards."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from evenhand import signals
from evenhand.enforcement.measures import discover
from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureKind
from evenhand.model.policy import Policy
from evenhand.pipeline.notices import policy_of
from evenhand.pipeline.packs import shipped_packs
from evenhand.pipeline.public.ledger import PublicEntry, public_entries
from evenhand.policy.cases import read_cases
from evenhand.policy.files import read_pack_files
from evenhand.policy.load import load_pack
from evenhand.store.shown import entries_of_type

LANGUAGE = "en"
PUBLISHED, PAUSED, RESUMED = "published", "paused", "resumed"


@dataclass(frozen=True, slots=True)
class Use:
    """A site has published a version, as the log says.

    Attributes:
        day: on which it published it; `begins` is the day from which it is in force there.
    """

    site: str
    day: str
    begins: str
    entry: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A site has paused or resumed a rule of a pack, as the log says."""

    site: str
    day: str
    rule: str
    change: str
    entry: int


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a pack that some site has published, newest first among its like.

    Attributes:
        in_force_from: the day; nothing earlier is decided by it.
        rules: their ids.
    """

    pack: str
    version: int
    digest: str
    title: str
    in_force_from: str
    rules: tuple[str, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as people read it."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule: which clause it carries out, when, and what it orders, from first to repeated."""

    id: str
    clause: str
    when: str
    measures: tuple[str, ...]
    shadow: bool
    paused: bool
    note: str


@dataclass(frozen=True, slots=True)
class Example:
    """What the pack promises to do in one case; the pack's check runs it."""

    title: str
    outcome: str
    rules: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a measure is called and does, how it ends, and how long one person may keep it up.

    Attributes:
        hours: how long it lasts where nothing else is said; None is without an end.
        alone_hours: None is without limit, 0 is not at all.
    """

    name: str
    title: str
    what: str
    lift: str
    subject: str
    severity: int
    hours: int | None
    no_end_because: str
    alone_hours: int | None
    strikes: int


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version's page: its clauses, its rules, and examples where the pack ships with them."""

    version: Version
    clauses: tuple[ClauseText, ...]
    rules: tuple[RuleText, ...]
    examples: tuple[Example, ...]
    stops: tuple[Stop, ...]


def published() -> list[Version]:
    """Each version that a site has published, the newest first."""
    uses: dict[str, list[PublicEntry]] = {}
    for entry in _entries(PUBLISHED):
        uses.setdefault(entry.fields["digest"], []).append(entry)
    return [_version(digest, entries) for digest, entries in uses.items()]


def version_view(pack: str, version: int) -> VersionView:
    """A version's page. Raises EvenhandError: EH841 where no site has published it."""
    for found in published():
        if (found.pack, found.version) == (pack, version):
            return _view(found, policy_of(found.digest))
    raise EvenhandError(
        "EH841", "no site has published this version of a pack", not_done="nothing was shown",
        help="/policies lists every version that was published",
    )  # fmt: skip


def cards() -> list[Card]:
    """What each measure does, the lightest first."""
    return [_card(kind) for kind in sorted(discover().values(), key=lambda k: k.severity)]


def _version(digest: str, entries: list[PublicEntry]) -> Version:
    policy = policy_of(digest)
    return Version(
        pack=policy.ref.pack,
        version=policy.ref.version,
        digest=digest,
        title=policy.title,
        in_force_from=day_text(policy.in_force_from),
        rules=tuple(rule.id for rule in policy.rules),
        uses=tuple(
            Use(entry.site, entry.day, entry.fields["in_force_from"], entry.index)
            for entry in entries
        ),
    )


def _view(version: Version, policy: Policy) -> VersionView:
    clauses = (ClauseText(name, *_parted(text)) for name, text in policy.clauses.items())
    rules = (
        RuleText(r.id, r.clause, r.when.strip(), r.measures, r.shadow, r.paused, r.note.strip())
        for r in policy.rules
    )
    stops = (
        Stop(entry.site, entry.day, entry.fields["rule"], change, entry.index)
        for change in (PAUSED, RESUMED)
        for entry in _entries(change)
        if entry.fields["pack"] == version.pack
    )
    return VersionView(
        version, tuple(clauses), tuple(rules), _examples(version.digest),
        tuple(sorted(stops, key=lambda stop: stop.entry)),
    )  # fmt: skip


def _entries(change: str) -> list[PublicEntry]:
    """The entries about one kind of change; those of older versions are all publications."""
    found = public_entries(entries_of_type("policy"))
    return [entry for entry in found if entry.fields.get("change", PUBLISHED) == change]


def _parted(text: str) -> tuple[str, str]:
    title, _, body = text.partition("\n")
    return title, body


@cache
def _examples(digest: str) -> tuple[Example, ...]:
    """The cases of the shipped pack that this digest is of; only the deciding files are kept."""
    return tuple(_shipped_examples(digest))


def _shipped_examples(digest: str) -> Iterator[Example]:
    known, kinds = signals.discover(), set(discover())
    for folder in shipped_packs().values():
        policy = load_pack(folder, known, kinds)
        if policy.ref.digest != digest:
            continue
        for case in read_cases(read_pack_files(folder), policy, known):
            expected = case.expected
            yield Example(case.title, expected.outcome, expected.rules, expected.measures)


def _card(kind: MeasureKind) -> Card:
    text = kind.text[LANGUAGE]
    return Card(
        name=kind.name,
        title=text["name"],
        what=text["what"],
        lift=text["lift"],
        subject=str(kind.subject),
        severity=kind.severity,
        hours=kind.default_hours,
        no_end_because=kind.no_end_because or "",
        alone_hours=kind.alone_hours,
        strikes=kind.strike_weight,
    )
