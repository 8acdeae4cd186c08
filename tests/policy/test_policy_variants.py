"""The four variants about hacked material: alike in what they are asked, each with its answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from evenhand.model.account import Account
from evenhand.model.decision import AskReason, Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import Attachment, FactValue, Item
from evenhand.model.measure import Measure, MeasureState, Strike, SubjectType
from evenhand.model.policy import Policy
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.packs import find_pack
from evenhand.policy.cases import PackCase, read_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.files import read_pack_files

LABEL, BLOCK = "hacked-material-label", "hacked-material"
SUSPEND, DISTRIBUTION = "hacked-material-suspend", "hacked-material-distribution"
VARIANTS = (LABEL, BLOCK, SUSPEND, DISTRIBUTION)
DOSSIER = " ".join(f"berth{n}" for n in range(400))
"""A withheld document of 400 words, none twice."""

FILE = {"withheld_copy.file.count": 1}


@pytest.fixture(scope="module")
def screeners(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Screener]:
    """Each variant, with a withheld document and a block list."""
    folder = tmp_path_factory.mktemp("banks")
    (folder / "withheld").mkdir()
    (folder / "withheld" / "harbour-dossier.txt").write_text(DOSSIER)
    links = folder / "links.txt"
    links.write_text("site:dossier.example\nhttps://letter.example/p/harbour-dossier\n")
    return {name: Screener([name], links, folder / "withheld") for name in VARIANTS}


def cases_of(screener: Screener) -> Mapping[str, PackCase]:
    (policy,) = screener.policies
    files = read_pack_files(find_pack(policy.ref.pack))
    return {case.name: case for case in read_cases(files, policy, screener.gatherer.specs)}


def decided(
    screener: Screener,
    seen: Mapping[str, FactValue],
    strikes: int = 0,
    author: str | None = "a-1",
    roles: tuple[str, ...] = (),
) -> Decision:
    """What a variant decides where the signals saw this and nothing else."""
    policy: Policy = screener.policies[0]
    at = policy.in_force_from
    values: dict[str, FactValue] = {"account.strikes": strikes, "account.roles": roles}
    values |= {"item.kind": "post", "item.site": "main"}
    for zeros in screener.gatherer.zeros.values():
        values |= zeros
    evidence = Evidence(
        site="main", item="p-1", revision=1, decided_at=at, deed_at=at, values=values | dict(seen),
        author=author, links=("https://letter.example/p/harbour-dossier",),
    )  # fmt: skip
    rules = compile_policy([policy], screener.gatherer.specs)
    prior = Prior((Strike("a-1", strikes, at, at + timedelta(days=180)),)) if strikes else Prior()
    return decide(evidence, InForce(rules, screener.kinds, Terms()), prior)


def in_force(decision: Decision) -> list[str]:
    return [m.measure for m in decision.measures if m.state is MeasureState.IN_FORCE]


def on_account(decision: Decision) -> list[Measure]:
    return [m for m in decision.measures if m.subject.type is SubjectType.ACCOUNT]


def test_one_name_is_one_situation_in_every_variant(screeners: Mapping[str, Screener]) -> None:
    """So that any two variants can be laid side by side."""
    asked: dict[str, tuple[object, ...]] = {}
    for screener in screeners.values():
        for name, case in cases_of(screener).items():
            situation = (case.evidence, case.item, case.failed, case.links)
            assert asked.setdefault(name, situation) == situation, name


@pytest.mark.parametrize("name", VARIANTS)
def test_titles_tell_the_situations_apart(name: str, screeners: Mapping[str, Screener]) -> None:
    cases = cases_of(screeners[name])
    assert len(cases) >= 40
    assert len({case.title for case in cases.values()}) == len(cases)


@pytest.mark.parametrize("name", VARIANTS)
def test_what_people_write_about_the_material_is_left_alone(
    name: str, screeners: Mapping[str, Screener]
) -> None:
    """The cases' texts, read by the signals with the material really withheld and listed."""
    items = [
        case.item for case in cases_of(screeners[name]).values() if case.item and not case.failed
    ]
    assert len(items) >= 10
    results = screeners[name].screen_many(items)
    assert {result.id: result.outcome for result in results} == {item.id: "allow" for item in items}


WITHHELD_FILE = Item(
    id="file",
    author="a-1",
    attachments=(Attachment("copy.txt", "text/plain", data=DOSSIER.encode()),),
)
PASSAGE = Item(id="passage", author="a-1", text=f"Read this: {' '.join(DOSSIER.split()[40:280])}")
LINK = Item(id="link", author="a-1", text="Here: https://letter.example/p/harbour-dossier")
REPORT = Item(
    id="report",
    author="desk",
    kind="page",
    account=Account(roles=("news_org",)),
    text="The newsletter called The Tide Letter printed the harbour dossier. It says of one lease: "
    f"“{' '.join(DOSSIER.split()[40:58])}”. The office confirms it. Earlier: "
    "https://gazette.example/2026/harbour-dossier",
)
LONG_REPORT = replace(REPORT, id="long", text=REPORT.text + PASSAGE.text, facts={"reporting": True})


@pytest.mark.parametrize(
    ("name", "file", "passage", "link"),
    [
        (LABEL, ["label"], ["label"], ["label"]),
        (BLOCK, ["remove"], ["mask"], ["block_link"]),
        (DISTRIBUTION, ["remove"], ["mask"], ["block_link"]),
        (SUSPEND, ["remove", "suspend_until"], ["mask"], ["block_link"]),
    ],
)
def test_what_each_variant_does(
    name: str,
    file: list[str],
    passage: list[str],
    link: list[str],
    screeners: Mapping[str, Screener],
) -> None:
    """The first time, before anybody looked; as docs/packs.md has it."""
    items = [WITHHELD_FILE, PASSAGE, LINK, REPORT, LONG_REPORT]
    found = [in_force(result.decision) for result in screeners[name].screen_many(items)]
    assert found == [file, passage, link, [], []]


@pytest.mark.parametrize("name", VARIANTS)
def test_an_item_without_an_author_falls_on_no_account(
    name: str, screeners: Mapping[str, Screener]
) -> None:
    """Where an account would answer, a person is asked; the item is dealt with all the same."""
    decision = decided(screeners[name], FILE, strikes=0, author=None)
    assert in_force(decision) == (["label"] if name == LABEL else ["remove"])
    assert not on_account(decision)
    assert not decision.strikes
    asked = {ask.reason for ask in decision.asks}
    assert asked == ({AskReason.NO_AUTHOR} if name == SUSPEND else set())


@pytest.mark.parametrize("strikes", [0, 1, 9])
@pytest.mark.parametrize("name", [LABEL, BLOCK])
def test_two_variants_leave_the_account_however_often(
    name: str, strikes: int, screeners: Mapping[str, Screener]
) -> None:
    seen = FILE | {"withheld_copy.text.words": 900, "blocked_link.site.count": 3}
    decision = decided(screeners[name], seen | {"facts.reporting": False}, strikes)
    assert decision.measures
    assert not on_account(decision)
    assert not decision.strikes


def test_distribution_suspends_for_a_day_then_a_week_and_never_for_good(
    screeners: Mapping[str, Screener],
) -> None:
    at = screeners[DISTRIBUTION].policies[0].in_force_from
    ends = {}
    for strikes in (0, 1, 2, 3, 30):
        measures = on_account(decided(screeners[DISTRIBUTION], FILE, strikes))
        assert {m.measure for m in measures} <= {"suspend_until"}
        ends[strikes] = [(m.state.value, m.until and m.until - at) for m in measures]
    day, week = timedelta(days=1), timedelta(days=7)
    often = [("in_force", timedelta(hours=72)), ("proposed", week)]
    once = [("in_force", day)]
    assert ends == {0: [], 1: once, 2: once, 3: often, 30: often}


def test_distribution_counts_uploads_and_confirmed_copies_not_links(
    screeners: Mapping[str, Screener],
) -> None:
    pasted = {"withheld_copy.text.words": 300}
    struck = {
        name: len(decided(screeners[DISTRIBUTION], seen).strikes)
        for name, seen in {
            "file": FILE,
            "link": {"blocked_link.page.count": 1},
            "passage": pasted,
            "confirmed": pasted | {"facts.reporting": False},
            "report": pasted | {"facts.reporting": True},
        }.items()
    }
    assert struck == {"file": 1, "link": 0, "passage": 0, "confirmed": 1, "report": 0}


@pytest.mark.parametrize(("role", "hours"), [("journalist", 72), ("news_org", 24)])
@pytest.mark.parametrize("name", VARIANTS)
def test_care_for_those_who_report(
    name: str, role: str, hours: int, screeners: Mapping[str, Screener]
) -> None:
    """Nothing lasts longer than that without a second person, whatever was posted."""
    seen = FILE | {"withheld_copy.text.words": 900, "blocked_link.page.count": 1}
    decision = decided(screeners[name], seen | {"facts.reporting": False}, 9, roles=(role,))
    longest = decision.decided_at + timedelta(hours=hours)
    on = [m for m in decision.measures if m.state is MeasureState.IN_FORCE]
    assert on
    assert all(m.until is not None and m.until <= longest for m in on)
    assert {m.subject.type for m in decision.measures if m.state is MeasureState.PROPOSED} == {
        m.subject.type for m in on
    }


@pytest.mark.parametrize("name", VARIANTS)
def test_each_version_stands_in_the_changelog(name: str, screeners: Mapping[str, Screener]) -> None:
    (policy,) = screeners[name].policies
    text = (Path(find_pack(name)) / "changelog.md").read_text()
    assert f"## Version {policy.ref.version}, in force from {policy.in_force_from:%Y-%m-%d}" in text
