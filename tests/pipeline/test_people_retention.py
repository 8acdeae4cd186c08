"""What is kept goes when its time is up, never while anything about it is open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.key import parse_vkey
from evenhand.log.proof import verify_receipt
from evenhand.log.prover import prove
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import Appeal, AppealOutcome, Case, CaseState, FlagWhy, Party
from evenhand.model.contact import (
    Asked,
    Channel,
    Contact,
    ContactKind,
    ContactRole,
    Notice,
    OfferOutcome,
    Reply,
    Seal,
    SealBecause,
)
from evenhand.model.entry import ranges
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.model.site import RETENTION
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.deliver import deliver
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.notices import press
from evenhand.pipeline.people import offers
from evenhand.pipeline.people.casework import note, view
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.flags import flag, status
from evenhand.pipeline.people.interests import declare, end
from evenhand.pipeline.people.retention import RECORDS, plan, set_times, sweep
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.people.turn import turn
from evenhand.store import database, models
from evenhand.store.cases import keep_case, notes_of, open_cases
from evenhand.store.contacts import get_contact, keep_contact, keep_offer, ride
from evenhand.store.cures import add_look
from evenhand.store.decisions import get_decision, get_evidence, statements_of
from evenhand.store.flags import get_appeal, keep_appeal
from evenhand.store.items import get_item
from evenhand.store.journal import disclosures, journal_size, read_journal
from evenhand.store.sites import add_site, get_site, keep_site
from tests.homes import START

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."
ITEM = Subject(SubjectType.ITEM, "p-1")
YEARS = timedelta(days=20 * 365)


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)

    def run(*items, keys=()):
        return way.record(screener.gatherer.gather(items), keys)

    return run


@pytest.fixture
def staff(home):
    for name in ("ada", "bo"):
        join(home, "main", name, Role.MODERATOR)


@pytest.fixture
def over(home, record, clock):
    """A removed post that was cured: nothing of it is open but its time to appeal."""
    (removed,) = record(Item(id="p-1", text=SSN, author="a-1"), keys=["k-1"])
    deliver(home, lambda _: lambda sent: {number for number, _ in sent})
    clock.advance(timedelta(days=1))
    record(Item(id="p-1", text=FINE, author="a-1"))
    deliver(home, lambda _: lambda sent: {number for number, _ in sent})
    return removed.decision.id


def entries(kind="erasure"):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def counts(found):
    """Those that are not zero, of the only site."""
    return {record: count for record, count in found["main"].items() if count}


def index_of(kind):
    """Of the only entry of this type."""
    kinds = [decode(leaf)["type"] for leaf in read_journal(0, journal_size())]
    assert kinds.count(kind) == 1
    return kinds.index(kind)


def sound(home):
    return verify_log(DirectorySource(home.log_folder)).sound


def test_every_time_has_its_record():
    assert set(RECORDS) == {*RETENTION, "allowed_evidence"}


def test_each_record_goes_when_its_time_is_up(home, over, clock):
    """Counted from the end of the time to appeal: 183 days after the decision."""
    decided, gone = get_decision(over).decision.decided_at, {}
    for days in (0, 30, 90, 365, 730, 1825):
        for late in (timedelta(0), timedelta(days=1)):
            clock.at = decided + timedelta(days=183 + days) + late
            gone[days, bool(late)] = sorted(counts(sweep(home)))
    assert gone == {
        (0, False): [], (0, True): ["allowed_evidence"],  # its 180 days were over before
        (30, False): [], (30, True): ["key"],
        (90, False): [], (90, True): ["delivery"],
        (365, False): [], (365, True): ["words"],
        (730, False): [], (730, True): ["evidence"],
        (1825, False): [], (1825, True): ["disclosure"],
    }  # fmt: skip
    assert sound(home)


def test_nothing_goes_while_a_measure_is_in_force(home, record, clock):
    (removed,) = record(Item(id="p-1", text=SSN, author="a-1"), keys=["k-1"])
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    assert get_item(removed.decision.id).text == SSN


def test_nothing_goes_while_an_appeal_waits(home, over, clock):
    clock.advance(timedelta(days=100))
    appeal = Appeal(
        "a" * 32, "main", over, Party.WRITER, "It was my own number.", clock.now(),
        clock.now() + timedelta(days=14),
    )  # fmt: skip
    keep_appeal(appeal)
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    keep_appeal(
        replace(appeal, outcome=AppealOutcome.UPHELD, answer="It stays.", answered_at=clock.now())
    )
    assert counts(sweep(home)) == {"allowed_evidence": 1}
    clock.advance(timedelta(days=731))
    assert counts(sweep(home))["appeal"] == 1
    kept = get_appeal(appeal.id)
    assert (kept.text, kept.answer) == ("", "It stays.")


def test_nothing_goes_while_a_case_waits(home, over, clock):
    with turn(home) as now:
        case = Case(now.new_id(), "main", "flags", 3, now.now, now.now, ("flag",), ITEM)
        keep_case(case)
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    keep_case(replace(case, state=CaseState.CLOSED, closed_at=clock.now()))
    clock.advance(timedelta(days=364))
    assert "words" not in counts(sweep(home))
    clock.advance(timedelta(days=1))
    assert counts(sweep(home))["words"] == 1


def test_the_day_of_an_entry_has_to_be_over(home, record, clock):
    """Nobody can tell at which hour of its day an entry was made."""
    with turn(home):
        keep_site(replace(get_site("main"), appeal_days=0, keep={"disclosure": 0}))
    record(Item(id="p-1", text=SSN))
    record(Item(id="p-1", text=FINE))
    clock.at = START.replace(hour=23)
    assert counts(sweep(home)) == {}
    clock.advance(timedelta(hours=2))
    assert counts(sweep(home)) == {"disclosure": 2}


LINK = Subject(SubjectType.LINK, "https://letter.example/p")


def suspended(now, decision):
    account = Subject(SubjectType.ACCOUNT, "a-1")
    measure = Measure("suspend", account, now.now, None, "until lifted on appeal")
    now.recording.measure(replace(measure, id=f"{decision}-2", decision=decision), "main", "a-1")


def looked_at(now, decision):
    keep_case(
        Case(now.new_id(), "main", "cure", 3, now.now, now.now, ("cure",), LINK, decision=decision)
    )


def to_be_looked_at(now, decision):
    add_look("main", decision, f"{decision}-1", LINK.id, now.now)


@pytest.mark.parametrize("happens", [suspended, looked_at, to_be_looked_at])
def test_what_is_open_elsewhere_keeps_the_item_too(home, over, clock, happens):
    """On the account, on a link: it hangs on the decision about the item."""
    with turn(home) as now:
        happens(now, over)
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    models.Measure.objects.update(state="lifted")
    models.Case.objects.update(state="closed", closed_at=clock.now() - YEARS)
    models.Look.objects.update(found="clean")
    assert counts(sweep(home))["words"] == 1


def test_a_dry_run_changes_nothing(home, over, clock):
    clock.advance(YEARS)
    before = journal_size()
    wanted = plan(home)
    assert wanted == plan(home)
    assert journal_size() == before
    assert get_item(over) is not None
    assert sweep(home) == wanted
    assert counts(plan(home)) == {}


def test_an_erasure_is_an_entry_that_names_nobody(home, over, clock):
    clock.advance(YEARS)
    sweep(home)
    told = {entry["record"]: entry for entry in entries()}
    assert set(told) == {
        "words", "evidence", "allowed_evidence", "disclosure", "delivery", "key",
    }  # fmt: skip
    words, opened = told["words"], told["disclosure"]
    assert (words["count"], words["ground"], words["number"]) == ("1-4", "retention", 1)
    assert "entries" not in words
    index = get_decision(over).log_index
    assert told["evidence"]["entries"] == [f"{index}-{index}"]
    end = index_of("measure")
    assert opened["entries"] == [f"{index}-{index}", f"{end}-{end}"]
    leaves = b"".join(read_journal(0, journal_size()))
    assert b"a-1" not in leaves
    assert b"p-1" not in leaves


def test_proofs_verify_afterwards(home, over, clock):
    index = get_decision(over).log_index
    source = DirectorySource(home.log_folder)
    receipt, (entry,) = prove(source, index), read_journal(index, index + 1)
    clock.advance(YEARS)
    sweep(home)
    assert disclosures(index) == ()
    key = parse_vkey((home.log_folder / "vkey").read_text().strip())
    assert verify_receipt(receipt, key, entry)[0] == index
    assert verify_receipt(prove(source, index), key, entry)[0] == index
    assert sound(home)


def test_counts_of_a_day_can_still_be_opened(home, record, clock):
    record(Item(id="p-9", text=FINE))
    clock.advance(YEARS)
    sweep(home)
    kinds = [decode(leaf)["type"] for leaf in read_journal(0, journal_size())]
    opened = {d.name: d.value for d in disclosures(kinds.index("heartbeat"))}
    assert opened["screened"] == "1"


def test_words_are_gone_from_the_files_of_the_home(home, over, clock):
    if database.is_postgres():
        pytest.skip("PostgreSQL's files are not the home's")

    def held():
        files = (path for path in home.path.iterdir() if path.is_file())
        return any(SSN.encode() in path.read_bytes() for path in files)

    assert held()
    clock.advance(YEARS)
    sweep(home)
    assert not held()


def test_a_repeated_key_and_a_repeated_item_stay_sound(home, record, clock):
    item = Item(id="p-2", text=FINE)
    (first,) = record(item, keys=["k-2"])
    clock.advance(timedelta(days=29))
    (other,) = record(Item(id="p-3", text=FINE + " Come."), keys=["k-2"])
    assert other.code == "EH409"
    clock.advance(timedelta(days=1))
    assert counts(sweep(home)) == {"key": 1}
    (again,) = record(item, keys=["k-2"])
    assert again.repeated
    assert again.decision.id == first.decision.id
    clock.advance(timedelta(days=400))
    assert counts(sweep(home)) == {"allowed_evidence": 1}
    (once_more,) = record(item)
    assert once_more.decision.id == first.decision.id
    assert once_more.readings == ()
    (anew,) = record(Item(id="p-3", text=FINE + " Come."), keys=["k-2"])
    assert anew.decision.id != first.decision.id


def test_everything_else_works_without_words_and_evidence(home, over, record, staff, clock):
    clock.advance(YEARS)
    sweep(home)
    assert get_item(over) is None
    assert get_evidence(over) is None
    assert [s.text for s in statements_of(over)] != []
    assert press(over, clock.now())
    flagged = flag(home, "main", ITEM, FlagWhy.PRIVATE_INFORMATION, "Still there.", harmed=True)
    (case,) = open_cases("main")
    shown = view(home, case.id, "ada")
    assert (shown.item, shown.readings) == (None, ())
    hold = Choice(
        Do.MEASURE, asked=False, why="It shows a number.",
        measures=[Chosen("hold", clock.now() + timedelta(hours=20))],
    )  # fmt: skip
    ruled = decide_case(home, case.id, "ada", hold).ruled
    assert [m.measure for m in ruled.decision.measures] == ["hold"]
    clock.advance(timedelta(days=1))
    assert [m.state for m in expire(home)] == [MeasureState.EXPIRED]
    assert status(home, flagged.receipt).flag.answer
    (same,) = record(Item(id="p-1", text=FINE, author="a-1"))
    assert (same.repeated, same.outcome, same.readings) == (True, "allow", ())
    (again,) = record(Item(id="p-1", text=SSN, author="a-1"))
    assert [m.measure for m in again.decision.measures] == ["remove"]
    assert sound(home)


def test_evidence_of_later_revisions_stays_for_the_cure(home, record, clock):
    """The second number was added while the removal stood: it too has to go."""
    record(Item(id="p-1", text=SSN, author="a-1"))
    record(Item(id="p-1", text=SSN + " His is 536-22-8146.", author="a-1"))
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    (half,) = record(Item(id="p-1", text="His is 536-22-8146.", author="a-1"))
    assert half.lifted == ()


def test_a_flag_keeps_its_receipt_and_answer(home, record, staff, clock):
    record(Item(id="p-1", text=FINE, author="a-1"))
    flagged = flag(
        home, "main", ITEM, FlagWhy.OTHER, "I do not like it.", who="flo", reach="flo@mail.example"
    )
    (case,) = open_cases("main")
    note(home, case.id, "ada", "Nothing in it.")
    decide_case(home, case.id, "ada", Choice(Do.RELEASE, asked=False))
    clock.advance(timedelta(days=183 + 365))
    assert "flag" not in counts(plan(home))
    clock.advance(timedelta(days=1))
    assert counts(sweep(home))["flag"] == 1
    kept = status(home, flagged.receipt).flag
    assert (kept.text, kept.who, kept.reach) == ("", None, "")
    assert kept.answer
    assert "flo" not in models.Flag.objects.get(id=kept.id).record
    assert len(notes_of(case.id)) == 1
    clock.advance(timedelta(days=365))
    assert counts(sweep(home))["note"] == 1
    assert notes_of(case.id) == []


@pytest.fixture
def asked(clock):
    """A request with words and people in every place that has any."""
    at, link = clock.now(), "https://letter.example/p"
    return Contact(
        id="c" * 32, site="main", kind=ContactKind.NOTICE_16, role=ContactRole.COMPANY,
        channel=Channel.EMAIL, wants=Asked.REMOVE, text="Away with it.", received_at=at,
        logged_at=at, logged_by="ada", organisation="Harbour Freight", person="Una Quist",
        on_behalf_of="Bo Vance", behalf_person=True, objects=(link,), ground="It harms us.",
        replies=(Reply(at, "We never wrote that.", "Una Quist"),),
        notice=Notice((link,), "It is ours.", "Una Quist", "una@mail.example", True),
    )  # fmt: skip


def test_a_contact_keeps_who_asked_for_what(home, asked, clock):
    keep_contact(asked, disclosed=True)
    clock.advance(timedelta(days=1824))
    assert counts(sweep(home)) == {}
    clock.advance(timedelta(days=1))
    assert counts(sweep(home)) == {"contact": 1}
    text = models.Contact.objects.get(id=asked.id).record
    for gone in ("Quist", "Vance", "una@", "letter.example", "Away", "harms", "never", "ours"):
        assert gone not in text
    kept = get_contact(asked.id)
    assert (kept.role, kept.organisation, kept.wants) == (
        ContactRole.COMPANY, "Harbour Freight", Asked.REMOVE,
    )  # fmt: skip
    assert counts(sweep(home)) == {}


def test_a_sealed_contact_and_what_rides_for_it_are_left_alone(home, asked, record, clock):
    """Nobody can tell from the erasures that anything rode in the entry."""
    seal = Seal(SealBecause.SAFETY, ("ada",), clock.now(), clock.now())
    keep_contact(replace(asked, seal=seal), disclosed=False)
    rider = f"contact.{asked.id}"
    ride("main", rider, "sha256:0")
    (removed,) = record(Item(id="p-1", text=SSN))
    clock.advance(timedelta(days=1))
    record(Item(id="p-1", text=FINE))
    assert rider in {d.name for d in disclosures(removed.log_index)}
    clock.advance(YEARS)
    assert counts(sweep(home))["disclosure"] == 2
    assert [d.name for d in disclosures(removed.log_index)] == [rider]
    assert get_contact(asked.id).text == asked.text
    assert counts(sweep(home)) == {}
    keep_contact(asked, disclosed=True)
    assert counts(sweep(home)) == {"contact": 1}
    assert disclosures(removed.log_index) == ()
    listed = [entry["entries"] for entry in entries() if entry["record"] == "disclosure"]
    (decision, measure) = (removed.log_index, index_of("measure"))
    assert listed == [[f"{decision}-{decision}", f"{measure}-{measure}"]]


def test_a_contact_stays_while_its_matter_is_open(home, asked, record, clock):
    keep_contact(replace(asked, matter="dossier"), disclosed=True)
    record(Item(id="p-1", text=SSN, matter="dossier"))
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}


def test_a_contact_stays_while_somebody_has_to_decide_about_it(home, asked, clock):
    keep_contact(asked, disclosed=True)
    with turn(home) as now:
        case = Case(
            now.new_id(), "main", "contacts", 3, now.now, now.now, ("contact",), LINK,
            about=asked.id,
        )  # fmt: skip
        keep_case(case)
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    keep_case(replace(case, state=CaseState.CLOSED, closed_at=clock.now()))
    late = Reply(clock.now() + timedelta(days=9), "We did write it.", "Una Quist")
    keep_contact(replace(asked, replies=(late,)), disclosed=True)
    clock.advance(timedelta(days=1833))
    assert counts(sweep(home)) == {}
    clock.advance(timedelta(days=1))
    assert counts(sweep(home)) == {"contact": 1}


def test_a_site_sets_its_own_times(home, over, clock):
    set_times(home, "main", {"words": 10})
    clock.at = get_decision(over).decision.decided_at + timedelta(days=183 + 10)
    assert counts(sweep(home)) == {"allowed_evidence": 1}
    clock.advance(timedelta(days=1))
    assert counts(sweep(home)) == {"words": 1}


@pytest.mark.parametrize(
    ("days", "what"),
    [({"wrods": 3}, "words"), ({"words": -1}, "0 to"), ({"words": 36_501}, "0 to")],
)
def test_an_unclear_time_erases_nothing(home, over, clock, days, what):
    with pytest.raises(EvenhandError, match="EH590") as refused:
        set_times(home, "main", days)
    assert what in refused.value.help


def test_each_site_is_swept_by_its_own_times(home, over, record, clock):
    with turn(home):
        add_site(replace(get_site("main"), name="rival", keep={"words": 0}))
    (removed,) = record(Item(id="p-1", text=SSN, site="rival"))
    clock.advance(timedelta(hours=1))
    record(Item(id="p-1", text=FINE, site="rival"))
    clock.advance(timedelta(days=200))
    assert plan(home, "rival").keys() == {"rival"}
    assert plan(home)["rival"]["words"] == 1
    assert plan(home)["main"]["words"] == 0
    sweep(home, "rival")
    assert get_item(removed.decision.id) is None
    assert get_item(over) is not None
    with pytest.raises(EvenhandError, match="EH406"):
        sweep(home, "nowhere")


def test_many_go_in_batches(home, record, clock):
    items = [Item(id=f"p-{n}", text=FINE) for n in range(300)]
    record(*items[:150])
    record(*items[150:])
    clock.advance(YEARS)
    seen = []
    assert counts(sweep(home, progress=lambda *at: seen.append(at))) == {"allowed_evidence": 300}
    assert [entry["count"] for entry in entries()] == [256, 44]
    assert seen == [(256, 300), (300, 300)]


def test_what_is_left_alone_does_not_hide_what_comes_after_it(home, record, clock):
    """More rows than a page stay; the ones behind them still go."""
    record(*[Item(id=f"p-{n}", text=SSN) for n in range(260)])
    (late,) = record(Item(id="q-1", text=SSN))
    clock.advance(timedelta(days=1))
    record(Item(id="q-1", text=FINE))
    clock.advance(YEARS)
    assert counts(sweep(home)) == {
        "words": 1, "evidence": 1, "allowed_evidence": 1, "disclosure": 2,
    }  # fmt: skip
    assert get_item(late.decision.id) is None


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([], []), ([4], ["4-4"]), ([5, 3, 4, 9], ["3-5", "9-9"])],
)
def test_ranges(numbers, told):
    assert ranges(numbers) == told


def test_an_interest_can_be_opened_for_as_long_as_it_is_held(home, staff, clock):
    declared = declare(
        home, "main", "ada", "ada", Holder.REVIEWER, "Example Campaign", InterestKind.MEMBERSHIP,
        "her own word",
    )  # fmt: skip
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    end(home, declared.interest.id, "ada")
    clock.advance(YEARS)
    assert counts(sweep(home)) == {"disclosure": 2}


def test_an_undecided_offer_can_be_opened(home, staff, clock, tmp_path):
    (tmp_path / "dossier.txt").write_text("Copied.")
    offered = offers.Offered("somebody", (tmp_path / "dossier.txt",), None, "", None)
    offer = offers.add(home, "main", "ada", offered)
    with turn(home) as now:
        now.enter("disclosure", "main", offer.id, {}, {"note": "sealed"})
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    keep_offer(replace(offer, outcome=OfferOutcome.DECLINED))
    assert counts(sweep(home)) == {"disclosure": 1}


def test_a_flag_and_its_case_hold_their_entries(home, staff, clock):
    """Nothing was decided about the item yet: its entries belong to a case, or to a flag."""
    flagged = flag(home, "main", ITEM, FlagWhy.OTHER, "Hm.").flag
    with turn(home) as now:
        now.enter("flag", "main", flagged.id, {}, {"who": "sealed"})
    clock.advance(YEARS)
    assert counts(sweep(home)) == {}
    decide_case(home, flagged.case, "ada", Choice(Do.RELEASE, asked=False))
    clock.advance(YEARS)
    assert counts(sweep(home))["disclosure"] == 4


def test_what_rides_for_an_offer_stays(home, record, clock):
    rider = f"offer.{'0' * 32}.added"
    ride("main", rider, "sha256:0")
    (removed,) = record(Item(id="p-1", text=SSN))
    record(Item(id="p-1", text=FINE))
    clock.advance(YEARS)
    assert counts(sweep(home))["disclosure"] == 2
    assert [d.name for d in disclosures(removed.log_index)] == [rider]
