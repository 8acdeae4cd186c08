"""The public index: it follows from the journal, a day late, and never tells of minors."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.model.case import AppealOutcome
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people import facts
from evenhand.pipeline.people.answering import Answer, answer
from evenhand.pipeline.people.appeals import appeal
from evenhand.pipeline.people.erasure import erase
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.public import blocked, decisions
from evenhand.pipeline.public.overview import Count, overview
from evenhand.pipeline.public.projection import project, public_from, reproject
from evenhand.store import models, shown
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.shown import ShownEntry, Sought
from tests.homes import START

SSN = "Her SSN is 536-22-8145, go and see her."
LINK = "https://letter.example/dossier"
ALL = Sought()
TWO_DAYS = timedelta(days=2)


@pytest.fixture(scope="module")
def screener(tmp_path_factory):
    links = tmp_path_factory.mktemp("banks") / "links.txt"
    links.write_text(f"{LINK}\n")
    return Screener(links=links)


@pytest.fixture
def record(home, screener):
    """Record items; returns the ids of their decisions."""
    for name, role in (("ada", Role.MODERATOR), ("bo", Role.SENIOR), ("sen", Role.SENIOR)):
        join(home, "main", name, role)
    way = Corridor(home, screener)

    def run(*items):
        return [each.decision.id for each in way.record(screener.gatherer.gather(items))]

    return run


def post(number, **more):
    return Item(id=f"p-{number}", text=SSN, author=f"a-{number}", **more)


def minors(number):
    return post(number, account=Account(roles=("minor",)))


def rows():
    return [shown._entry(row) for row in models.Shown.objects.order_by("log_index")]


def cases(home, sought=ALL):
    return [row.case for row in decisions.all_found(home, sought)]


def tell_minor(home, account="a-1"):
    about = Subject(SubjectType.ACCOUNT, account)
    told = facts.Assertion(about, "roles", ("minor",), "school", "by letter")
    facts.add(home, "main", "ada", told)


def has_page(home, case):
    try:
        decisions.decision_view(home, case)
    except EvenhandError as refused:
        assert refused.code == "EH840"
        return False
    return True


def test_every_entry_has_one_row_however_often_it_is_done(home, record):
    record(post(1), post(2))
    assert project(home) == journal_size() == len(rows())
    assert project(home) == 0
    leaves = [decode(leaf) for leaf in read_journal(0, journal_size())]
    told = [(row.type, row.case, row.number, row.day) for row in rows()]
    assert told == [(e["type"], e["case"], e["number"], e["day"]) for e in leaves]


def test_what_happened_in_between_is_taken_up(home, record, clock):
    (made,) = record(post(1))
    project(home)
    clock.advance(timedelta(hours=1))
    lift(home, f"{made}-1", "ada", asked=False)
    assert project(home) == 2
    (change,) = [row for row in rows() if row.type == "measure"]
    assert (change.case, change.measures, change.begun) == (made, ("remove",), ())


def test_made_anew_it_is_the_same(home, record, clock):
    (first, _, minor) = record(post(1), post(2), minors(3))
    lift(home, f"{first}-1", "ada", asked=False)
    appeal(home, minor, "Please look again.", account="a-3")
    project(home)
    before = rows()
    assert any(row.hidden for row in before)
    assert any(row.standing for row in before)
    assert reproject(home) == journal_size()
    assert rows() == before


def test_in_small_batches_it_is_the_same(home, record, monkeypatch):
    made = record(*map(post, range(5)), minors(7))
    for case in made[:2]:
        lift(home, f"{case}-1", "ada", asked=False)
    appeal(home, made[-1], "Please look again.", account="a-7")
    project(home)
    before = rows()
    monkeypatch.setattr("evenhand.pipeline.public.projection.BATCH", 1)
    reproject(home)
    assert rows() == before


@pytest.mark.parametrize(
    ("at", "public"),
    [
        (datetime(2026, 9, 27, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 28, 0, 0, tzinfo=UTC), True),
    ],
)
def test_a_page_appears_at_the_second_midnight(home, record, clock, at, public):
    (made,) = record(post(1))
    project(home)
    clock.at = at
    assert has_page(home, made) == public
    assert cases(home) == [made] * public
    assert [row.case for row in decisions.newest(home)] == [made] * public


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year < 9999))
def test_the_time_of_appearance_tells_no_minute(at):
    """At least a day later, at midnight, and the same for the whole day."""
    appears = public_from(at.date().isoformat())
    assert appears.time() == datetime.min.time()
    assert timedelta(days=1) <= appears - at <= timedelta(days=2)


def test_a_later_decision_is_not_told_before_its_time(home, record, clock):
    (made,) = record(post(1))
    clock.advance(TWO_DAYS)
    later = lift(home, f"{made}-1", "ada", asked=False).decision.id
    project(home)
    view = decisions.decision_view(home, made)
    assert [(each.case, each.public) for each in view.superseded_by] == [(later, False)]
    assert later not in [event.case for event in view.timeline]
    assert not has_page(home, later)
    assert [measure.state for measure in view.measures] == ["lifted"]
    clock.advance(TWO_DAYS)
    view = decisions.decision_view(home, made)
    assert later in [event.case for event in view.timeline]
    assert decisions.decision_view(home, later).supersedes.case == made


def test_a_page_outlives_what_the_decision_rested_on(home, record, clock):
    (made,) = record(post(1))
    project(home)
    models.Evidence.objects.all().delete()
    models.Item.objects.update(content=None)
    models.Statement.objects.update(text="")
    clock.advance(TWO_DAYS)
    view = decisions.decision_view(home, made)
    assert [clause.rule for clause in view.clauses] == ["PI-1"]
    assert "Removal" in view.press


def test_minors_have_no_page(home, record, clock):
    (hidden, open_to_all) = record(minors(1), post(2))
    lift(home, f"{hidden}-1", "ada", asked=False)
    project(home)
    clock.advance(TWO_DAYS)
    assert not has_page(home, hidden)
    assert cases(home) == [open_to_all]
    assert {row.case for row in rows() if row.hidden} >= {hidden}
    later = [row.case for row in rows() if row.supersedes == hidden]
    assert later
    assert not any(has_page(home, case) for case in later)


def test_what_comes_after_a_hidden_decision_is_hidden_too(home, record, clock):
    """Also where nothing but the first decision tells of it any more."""
    (made,) = record(minors(1))
    project(home)
    models.Account.objects.update(roles=None)
    models.Evidence.objects.all().delete()
    lift(home, f"{made}-1", "ada", asked=False)
    project(home)
    assert len(rows()) > 3
    assert {row.hidden for row in rows() if row.type in ("decision", "measure")} == {True}


def test_who_is_told_to_be_a_minor_later_has_no_page_at_once(home, record, clock):
    (made, other) = record(post(1), post(2))
    project(home)
    clock.advance(TWO_DAYS)
    assert has_page(home, made)
    tell_minor(home)
    assert not has_page(home, made)
    assert cases(home) == [other] == [row.case for row in decisions.search(home, ALL).rows]


def test_what_was_hidden_stays_so_when_the_role_is_erased(home, record, clock):
    (made,) = record(post(1))
    join(home, "main", "root", Role.ADMINISTRATOR)
    project(home)
    tell_minor(home)
    project(home)
    clock.advance(timedelta(days=400))
    erase(home, "main", "a-1", "root")
    models.Account.objects.update(roles=None)
    models.Fact.objects.all().delete()
    project(home)
    assert not has_page(home, made)
    reproject(home)
    assert not has_page(home, made)


def test_contested_and_overturned_come_first(home, record, clock):
    made = record(*map(post, range(1, 6)))
    clock.advance(timedelta(hours=1))
    told = appeal(home, made[1], "Please look again.", account="a-2")
    project(home)
    clock.advance(TWO_DAYS)
    assert cases(home) == [made[1], made[4], made[3], made[2], made[0]]
    assert decisions.decision_view(home, made[1]).standing == "contested"
    given = Answer(AppealOutcome.OVERTURNED, "It was a made-up number.", asked=False)
    answer(home, told.appeal.id, "bo", given)
    project(home)
    (answered,) = decisions.decision_view(home, made[1]).answered_by
    assert not answered.public
    assert not has_page(home, answered.case)
    clock.advance(TWO_DAYS)
    first = decisions.search(home, ALL).rows[0]
    assert (first.case, first.standing) == (made[1], "overturned")
    assert cases(home, Sought(standing="overturned")) == [made[1]]


def test_pages_follow_each_other_without_a_gap(home, record, clock, monkeypatch):
    made = record(*map(post, range(12)))
    for number in (3, 7):
        appeal(home, made[number], "Please look again.", account=f"a-{number}")
    project(home)
    clock.advance(TWO_DAYS)
    whole = cases(home)
    assert sorted(whole) == sorted(made)
    for size in (1, 2, 5, 12):
        monkeypatch.setattr(decisions, "PAGE", size)
        monkeypatch.setattr(decisions, "STREAMED", size)
        found, after = [], ""
        while True:
            page = decisions.search(home, ALL, after)
            found += [row.case for row in page.rows]
            if not page.after:
                break
            after = page.after
        assert found == whole == cases(home)


@pytest.mark.parametrize("after", ["x", "first-", "other-x", "first--1", "other-" + "9" * 40])
def test_a_place_in_the_list_from_nowhere_is_refused(home, after):
    with pytest.raises(EvenhandError, match="EH842"):
        decisions.search(home, ALL, after)


def test_decisions_are_found_by_each_facet(home, record, clock):
    (one, two) = record(post(1), Item(id="l", text=f"See {LINK}", author="b"))
    clock.advance(timedelta(hours=1))
    lifted = lift(home, f"{one}-1", "ada", asked=False).decision.id
    project(home)
    clock.advance(TWO_DAYS)
    for sought, expected in (
        (Sought(measure="remove"), {one}),
        (Sought(measure="rem"), set()),
        (Sought(measure="block_link"), {two}),
        (Sought(pack="private-information"), {one, lifted} if _rules(lifted) else {one}),
        (Sought(rule="PI-1"), {one, lifted} if _rules(lifted) else {one}),
        (Sought(by="rule"), {one, two}),
        (Sought(by="moderator"), {lifted}),
        (Sought(month="2026-09"), {one, two, lifted}),
        (Sought(month="2026-08"), set()),
        (Sought(site="main"), {one, two, lifted}),
        (Sought(site="elsewhere"), set()),
        (Sought(asked="no"), {lifted}),
        (Sought(standing="none"), {one, two, lifted}),
    ):
        assert set(cases(home, sought)) == expected, sought
    offered = decisions.choices(home)
    assert {"remove", "block_link"} <= set(offered["measure"])
    assert "PI-1" in offered["rule"]
    assert offered["month"] == ("2026-09",)


def _rules(case):
    return next(row.rules for row in rows() if row.case == case)


@settings(deadline=None)
@given(st.lists(st.integers(0, 30)))
def test_counts_keep_what_they_do_not_tell(counts):
    """A band holds the true count, tells no small one, and so do sums of bands."""
    told = [Count.of(count) for count in counts]
    for count, band in zip(counts, told, strict=True):
        assert band.low <= count <= band.high
        assert (band.low, band.high) == ((1, 4) if 0 < count < 5 else (count, count))
    whole = sum(told, start=Count(0, 0))
    assert whole.low <= sum(counts) <= whole.high
    small = sum(0 < count < 5 for count in counts)
    assert whole.high - whole.low == 3 * small


def test_the_overview_counts_what_took_force(home, record, clock):
    record(*map(post, range(6)), Item(id="l", text=f"See {LINK}", author="b"))
    clock.advance(TWO_DAYS)
    project(home)
    found = overview(home)
    assert found.last == "2026-09-26"
    assert len(found.days) == 30
    told = dict(zip(found.kinds, map(str, found.days[-1].counts), strict=True))
    assert told == {"remove": "6", "block_link": "1-4"}
    assert str(found.days[-1].total) == "7-10"
    assert dict(zip(found.kinds, map(str, found.totals), strict=True)) == told
    assert {version.pack for version in found.changes} >= {"private-information"}


def test_a_day_that_has_no_pages_yet_is_not_counted(home, record, clock):
    record(*map(post, range(6)))
    project(home)
    clock.advance(timedelta(days=1))
    assert overview(home).kinds == ()


@pytest.mark.parametrize(
    "written",
    [LINK, "http://LETTER.example:80/dossier#top", "letter.example/dossier?utm_source=x",
     "https://web.archive.org/web/2026/https://letter.example/dossier"],
)  # fmt: skip
def test_a_blocked_link_is_found_in_any_spelling(home, record, clock, written):
    (made,) = record(Item(id="l", text=f"See {LINK}", author="b"))
    project(home)
    found = blocked.blocked(home, written)
    assert (found.case, found.public, found.measure.measure) == (made, False, "block_link")
    clock.advance(TWO_DAYS)
    assert blocked.blocked(home, written, "main").public


def test_no_block_is_told_where_none_is_in_force(home, record, clock):
    (made,) = record(Item(id="l", text=f"See {LINK}", author="b"))
    project(home)
    assert blocked.blocked(home, "https://letter.example/other") is None
    lift(home, f"{made}-1", "ada", asked=False)
    assert blocked.blocked(home, LINK) is None


def test_a_block_for_a_minors_post_names_no_decision(home, record, clock):
    record(Item(id="l", text=f"See {LINK}", author="b", account=Account(roles=("minor",))))
    project(home)
    clock.advance(TWO_DAYS)
    found = blocked.blocked(home, LINK)
    assert (found.case, found.public) == ("", False)


@pytest.mark.parametrize("written", ["", "not an address", "javascript:alert(1)", "h" * 9000])
def test_what_is_no_address_is_refused(home, written):
    with pytest.raises(EvenhandError, match="EH843"):
        blocked.blocked(home, written)


def test_one_round_trip_of_a_row(home):
    """Names in lists keep their order, and empty ones stay empty."""
    entry = ShownEntry(7, "main", "decision", 1, "c", "2026-09-26", START, measures=("b", "a"),
                       rules=("R-1",), hidden=True, outcome="measures")  # fmt: skip
    shown.keep_shown([entry])
    assert rows() == [entry]
