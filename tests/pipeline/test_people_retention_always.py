"""Whatever happens to items: a sweep takes exactly what is over for long enough, and once."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand import Item
from evenhand.log.entry import decode
from evenhand.log.key import parse_vkey
from evenhand.log.proof import verify_receipt
from evenhand.log.prover import prove
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import Appeal, AppealOutcome, Case, CaseState, FlagWhy, Note, Party
from evenhand.model.clock import SeededEntropy, SetClock
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.deliver import deliver
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.flags import flag
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.retention import plan, sweep
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.turn import turn
from evenhand.store import models
from evenhand.store.cases import add_note, get_case, keep_case
from evenhand.store.flags import flags_of_case, get_appeal, keep_appeal, keep_flag
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.measures import get_measure, measures_of_decision
from evenhand.store.sites import get_site, keep_site
from tests.homes import START, new_home

DAY = timedelta(days=1)
APPEAL_DAYS, ALLOWED_DAYS = 7, 6
KEEP = {
    "words": 5, "evidence": 9, "disclosure": 12, "flag": 4, "appeal": 6, "contact": 5, "note": 3,
    "delivery": 2, "key": 1,
}  # fmt: skip
TEXTS = {
    "number": "Her SSN is 536-22-8145, go and see her.",
    "address": "She lives at 12 Orchard Lane, Springfield, IL 62704.",
    "fine": "The council meets on Monday.",
}
ITEMS = st.sampled_from(["p-1", "p-2", "p-3"])
STEPS = st.one_of(
    st.tuples(st.just("post"), ITEMS, st.sampled_from(sorted(TEXTS))),
    st.tuples(
        st.sampled_from(["lift", "appeal", "answer", "open_case", "close_case", "flag"]), ITEMS
    ),
    st.tuples(st.sampled_from(["expire", "deliver", "sweep"])),
    st.tuples(st.just("wait"), st.integers(1, 12)),
)


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A home whose times are short; each example begins with a copy of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        folder = tmp_path_factory.mktemp("template") / "home"
        with new_home(folder, SetClock(START)) as home, turn(home):
            site = replace(
                get_site("main"), keep=KEEP, keep_days=ALLOWED_DAYS, appeal_days=APPEAL_DAYS
            )
            keep_site(site)
        with Home(folder, SetClock(START), SeededEntropy(b"staff"), write=True) as home:
            join(home, "main", "ada", Role.MODERATOR)
    return folder


class Story:
    """One example: a home, and what is done in it."""

    def __init__(self, home, clock, screener):
        self.home, self.clock = home, clock
        self.screener = screener
        self.corridor = Corridor(home, screener)
        self.receipts = {}

    def do(self, step):
        name, *given = step
        getattr(self, name)(*given)

    def post(self, item, text):
        key = f"k-{models.Item.objects.count()}"
        seen = self.screener.gatherer.gather([Item(id=item, text=TEXTS[text], author="a-1")])
        self.corridor.record(seen, [key])

    def lift(self, item):
        for decision in decided(item):
            for measure in measures_of_decision(decision.id):
                if get_measure(measure.id)[1].state is MeasureState.IN_FORCE:
                    lift(self.home, measure.id, "ada", asked=False)

    def appeal(self, item):
        newest = decided(item).exclude(log_index=None).order_by("-decided_at", "-id").first()
        if newest is None or models.Appeal.objects.filter(decision=newest.id, answered_at=None):
            return
        at = self.clock.now()
        if newest.decided_at + APPEAL_DAYS * DAY < at:
            return
        with turn(self.home) as now:
            keep_appeal(
                Appeal(now.new_id(), "main", newest.id, Party.WRITER, "No.", at, at + 14 * DAY)
            )

    def answer(self, item):
        for row in models.Appeal.objects.filter(answered_at=None):
            if models.Decision.objects.get(id=row.decision).subject == item:
                keep_appeal(
                    replace(
                        get_appeal(row.id), outcome=AppealOutcome.UPHELD, answer="Yes.",
                        answered_at=self.clock.now(),
                    )
                )  # fmt: skip

    def open_case(self, item):
        at = self.clock.now()
        with turn(self.home) as now:
            case = Case(
                now.new_id(), "main", "general", 3, at, at + DAY, ("flag",),
                Subject(SubjectType.ITEM, item),
            )  # fmt: skip
            keep_case(case)
            add_note(Note(case.id, "ada", at, "Look closely."))

    def close_case(self, item):
        at = self.clock.now()
        for row in models.Case.objects.filter(subject=item, state="open"):
            keep_case(replace(get_case(row.id), state=CaseState.CLOSED, closed_at=at))
            for each in flags_of_case(row.id):
                keep_flag(replace(each, answer="We looked.", answered_at=at))

    def flag(self, item):
        flag(self.home, "main", Subject(SubjectType.ITEM, item), FlagWhy.OTHER, "Hm.", who="flo")

    def expire(self):
        expire(self.home)

    def deliver(self):
        deliver(self.home, lambda _: lambda sent: {number for number, _ in sent})

    def wait(self, days):
        self.clock.advance(days * DAY)

    def sweep(self):
        """Everything that must hold of a sweep."""
        self.keep_receipts()
        before, due = held(), overdue(self.clock.now())
        wanted = plan(self.home)
        assert held() == before
        assert sweep(self.home) == wanted
        after = held()
        assert before - after == due
        assert after <= before
        assert sum(wanted["main"].values()) == len(due)
        assert set(plan(self.home)["main"].values()) == {0}
        self.check_log()

    def keep_receipts(self):
        source = DirectorySource(self.home.log_folder)
        for index in range(journal_size()):
            if index not in self.receipts:
                self.receipts[index] = prove(source, index)

    def check_log(self):
        assert verify_log(DirectorySource(self.home.log_folder)).sound
        key = parse_vkey((self.home.log_folder / "vkey").read_text().strip())
        entries = list(read_journal(0, journal_size()))
        for index, receipt in self.receipts.items():
            assert verify_receipt(receipt, key, entries[index])[0] == index


def decided(item):
    return models.Decision.objects.filter(subject=item)


def held():
    """(record, key) of everything that is kept for a time and still holds something."""
    rows = {("words", r.pk) for r in models.Item.objects.exclude(content=None)}
    rows |= {("evidence", r.pk) for r in models.Evidence.objects.all()}
    rows |= {("flag", r.pk) for r in models.Flag.objects.all() if "flo" in r.record}
    rows |= {("appeal", r.pk) for r in models.Appeal.objects.all() if '"No."' in r.record}
    rows |= {("note", r.pk) for r in models.Note.objects.all()}
    rows |= {("delivery", r.pk) for r in models.Outbox.objects.all()}
    rows |= {("key", r.pk) for r in models.Idempotency.objects.all()}
    for row in models.Disclosure.objects.all():
        if entry(row.pk)["type"] not in ("heartbeat", "policy", "erasure"):
            rows.add(("disclosure", row.pk))
    return rows


def entry(index):
    return decode(next(read_journal(index, index + 1)))


def overdue(now):
    """Which of it has to go, worked out row by row."""
    over = {item: over_since(item, now) for item in ("p-1", "p-2", "p-3")}
    return {row for row in held() if is_overdue(*row, over, now)}


def is_overdue(record, key, over, now):
    item, old_since, days = facts(record, key)
    since = over[item]
    if old_since is None or since is None:
        return False
    return max(old_since, since) + days * DAY <= now


def over_since(item, now):
    """When the last thing about an item was over; None while anything is open."""
    decisions = list(decided(item))
    names = [decision.id for decision in decisions]
    cases = models.Case.objects.filter(Q(subject=item) | Q(decision__in=names))
    ends = [case.closed_at for case in cases]
    ends += [m.ended_at for m in models.Measure.objects.filter(decision__in=names)]
    ends += [a.answered_at for a in models.Appeal.objects.filter(decision__in=names)]
    if None in ends:
        return None
    last_moment = timedelta(days=APPEAL_DAYS, microseconds=1)  # on the last day it still can
    ends += [d.decided_at + last_moment for d in decisions if d.log_index is not None]
    end = max(ends, default=START)
    return end if end <= now else None


def facts(record, key):
    """(item that a row is about, since when it is old enough, days that it is kept)."""
    days = KEEP[record]
    if record == "words":
        row = models.Item.objects.get(pk=key)
        return row.item, row.received_at, days
    if record == "evidence":
        row = models.Evidence.objects.get(pk=key)
        since, days = (row.keep_until, 0) if row.keep_until else (row.decided_at, days)
        return about(key), since, days
    if record == "flag":
        row = models.Flag.objects.get(pk=key)
        return row.subject, row.answered_at, days
    if record == "appeal":
        row = models.Appeal.objects.get(pk=key)
        return about(row.decision), row.answered_at, days
    if record == "note":
        case = models.Case.objects.get(id=models.Note.objects.get(pk=key).case)
        return case.subject, case.closed_at, days
    if record == "delivery":
        row = models.Outbox.objects.get(pk=key)
        return about(row.measure[:32]), row.acknowledged_at, days
    if record == "key":
        row = models.Idempotency.objects.get(pk=key)
        return about(row.decision), row.at, days
    told = entry(key)
    day_is_over = datetime.fromisoformat(told["day"]).replace(tzinfo=UTC) + DAY
    return about(told["case"]), day_is_over, days


def about(case):
    found = models.Decision.objects.filter(id=case) or models.Case.objects.filter(id=case)
    return found[0].subject


def tell(steps, template, screener):
    clock = SetClock(START)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        shutil.copytree(template, Path(folder) / "home")
        with Home(Path(folder) / "home", clock, SeededEntropy(b"always"), write=True) as home:
            story = Story(home, clock, screener)
            for step in [*steps, ("sweep",), ("wait", 40), ("expire",), ("sweep",)]:
                story.do(step)


STORIES = st.lists(STEPS, min_size=5, max_size=25)


@given(steps=STORIES)
@settings(deadline=None, max_examples=10)
def test_a_sweep_takes_what_is_over_and_nothing_else(template, screener, steps):
    tell(steps, template, screener)


@pytest.mark.torture
@given(steps=STORIES)
@settings(deadline=None, max_examples=500)
def test_a_sweep_takes_what_is_over_in_many_stories(template, screener, steps):
    tell(steps, template, screener)
