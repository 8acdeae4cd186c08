"""The corridor for real: what is kept, what is logged, what is answered again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.measure import MeasureState
from evenhand.model.people import Role
from evenhand.model.reading import SignalFailure
from evenhand.pipeline import corridor
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.lifting import lift
from evenhand.pipeline.people.staff import join
from evenhand.store import models
from evenhand.store.decisions import get_decision, get_evidence, statements_of
from evenhand.store.items import get_item
from evenhand.store.journal import disclosures, journal_size, read_journal

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)

    def run(*items, keys=()):
        return way.record(screener.gatherer.gather(items), keys)

    return run


def entries(kind=None):
    found = [decode(leaf) for leaf in read_journal(0, journal_size())]
    return [entry for entry in found if kind in (None, entry["type"])]


def test_one_item_walks_the_whole_way(home, record):
    (result,) = record(Item(id="p-1", text=SSN, author="a-1"))
    assert result.outcome == "measures"
    kept = get_decision(result.decision.id)
    assert kept.log_index == result.log_index
    assert [m.measure for m in kept.decision.measures] == ["remove"]
    assert [s.kind for s in get_evidence(kept.decision.id).readings] == ["us_ssn"]
    (entry,) = entries("decision")
    assert entry["case"] == kept.decision.id
    assert entry["number"] == 1 == kept.number
    (statement,) = statements_of(kept.decision.id)
    assert "536" not in statement.text
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_the_log_holds_no_private_value(home, record):
    record(Item(id="p-secret-77", text=SSN, author="a-secret-77", matter="m-secret-77"))
    leaves = b"".join(read_journal(0, journal_size()))
    for private in (b"536-22", b"8145", b"secret-77", b"Her SSN", b"14:00"):
        assert private not in leaves


def test_commitments_open(record):
    (result,) = record(Item(id="p-1", text=SSN))
    opened = {d.name: d.value for d in disclosures(result.log_index)}
    assert opened["subject"] == "p-1"
    assert opened["at"] == "2026-09-26T14:00"


def test_allowed_items_leave_evidence_and_no_entry(record):
    (result,) = record(Item(id="p-1", text=FINE))
    assert result.outcome == "allow"
    assert result.log_index is None
    assert entries("decision") == []
    assert get_evidence(result.decision.id) is not None
    assert get_item(result.decision.id) is None


def test_what_is_removed_is_kept_for_its_appeal(record):
    item = Item(id="p-1", text=SSN)
    (result,) = record(item)
    assert get_item(result.decision.id) == replace(item, revision=1)


def test_the_same_item_again_gets_the_same_decision(record):
    item = Item(id="p-1", text=SSN)
    (first,) = record(item)
    (again,) = record(item)
    assert again.repeated
    assert again.decision.id == first.decision.id
    assert again.log_index == first.log_index
    assert again.readings == first.readings
    assert len(entries("decision")) == 1


def test_the_same_item_twice_in_one_batch(record):
    item = Item(id="p-1", text=SSN)
    first, again = record(item, item)
    assert again.repeated
    assert again.decision.id == first.decision.id


def test_changed_text_is_a_new_revision(record):
    (first,) = record(Item(id="p-1", text=FINE))
    (second,) = record(Item(id="p-1", text=SSN))
    assert (first.decision.revision, second.decision.revision) == (1, 2)


def test_a_known_revision_with_other_text_is_refused(record):
    record(Item(id="p-1", text=FINE, revision=1))
    (refused,) = record(Item(id="p-1", text=SSN, revision=1))
    assert isinstance(refused, EvenhandError)
    assert refused.code == "EH408"


def test_an_idempotency_key_answers_the_same(record):
    item = Item(id="p-1", text=SSN)
    (first,) = record(item, keys=["k-1"])
    (again,) = record(item, keys=["k-1"])
    assert again.decision.id == first.decision.id
    for text in (FINE, SSN):  # the same words under another id are another item, too
        (other,) = record(Item(id="p-2", text=text), keys=["k-1"])
        assert isinstance(other, EvenhandError)
        assert other.code == "EH409"


def test_an_unknown_site_is_refused_and_the_rest_goes_on(record):
    refused, fine = record(Item(id="p-1", text=SSN, site="mian"), Item(id="p-2", text=SSN))
    assert refused.code == "EH406"
    assert "main" in refused.help
    assert fine.outcome == "measures"


def test_strikes_are_not_told(record):
    (refused,) = record(Item(id="p-1", text=SSN, author="a-1", account=Account(strikes=2)))
    assert refused.code == "EH411"


def test_decisions_of_one_account_see_each_other(record):
    """The second deed in one batch meets the first one's strike."""
    first, second = record(
        Item(id="p-1", text=SSN, author="a-1"), Item(id="p-2", text=SSN, author="a-1")
    )
    strikes = [get_evidence(r.decision.id).evidence.values["account.strikes"]
               for r in (first, second)]  # fmt: skip
    assert strikes == [0, sum(s.weight for s in first.decision.strikes)]


def test_strikes_expire(clock, record):
    record(Item(id="p-1", text=SSN, author="a-1"))
    clock.advance(timedelta(days=200))
    (late,) = record(Item(id="p-2", text=SSN, author="a-1"))
    assert get_evidence(late.decision.id).evidence.values["account.strikes"] == 0


def test_numbers_have_no_gap(record):
    for n in range(3):
        record(*[Item(id=f"p-{n}-{m}", text=SSN) for m in range(4)])
    assert [e["number"] for e in entries("decision")] == list(range(1, 13))


def test_a_pack_version_is_logged_before_its_first_use(record):
    record(Item(id="p-1", text=SSN))
    record(Item(id="p-2", text=SSN))
    kinds = [entry["type"] for entry in entries()]
    assert kinds == ["policy", "policy", "decision", "decision"]


def test_a_day_that_ended_gets_its_heartbeat(clock, record):
    record(*[Item(id=f"p-{n}", text=FINE) for n in range(7)], Item(id="p-x", text=SSN))
    clock.advance(timedelta(days=3))
    record(Item(id="p-9", text=FINE))
    first, silent = entries("heartbeat")
    assert (first["from"], first["to"], first["allow"]) == ("2026-09-26", "2026-09-26", 7)
    assert first["measures"] == "1-4"
    assert (silent["from"], silent["to"], silent["screened"]) == ("2026-09-27", "2026-09-28", 0)


def test_what_is_due_ends_by_itself(home, clock, record):
    """A hold because a signal failed has an end, and ends."""
    item = Item(id="p-1", text=SSN, author="a-1", account=Account(roles=("journalist",)))
    (result,) = record(item)
    assert result.outcome == "review"
    (in_force,) = [m for m in result.decision.measures if m.state is MeasureState.IN_FORCE]
    assert in_force.until is not None
    assert expire(home) == []
    clock.at = in_force.until
    ended = expire(home)
    assert {m.state for m in ended} == {MeasureState.EXPIRED}
    assert models.Measure.objects.filter(state="in_force").count() == 0
    changes = entries("measure")
    assert [e["why"] for e in changes] == ["end_reached"] * len(ended)
    told = statements_of(result.decision.id)
    assert told[-1].refers_to is not None
    assert expire(home) == []
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_one_person_lifts(home, record):
    (result,) = record(Item(id="p-1", text=SSN))
    (measure,) = result.decision.measures
    join(home, "main", "robin", Role.MODERATOR)
    assert [m.state for m in lift(home, measure.id, "robin", False).changed] == [
        MeasureState.LIFTED
    ]
    assert entries("measure")[0]["decided_by"] == "moderator"
    with pytest.raises(EvenhandError, match="EH605"):
        lift(home, measure.id, "robin", False)


def test_every_measure_in_force_is_queued_for_delivery(record):
    (result,) = record(Item(id="p-1", text=SSN))
    queued = models.Outbox.objects.get()
    assert queued.measure == result.decision.measures[0].id
    assert queued.state == "queued"


def test_one_item_at_fault_fails_alone(record, monkeypatch):
    """Whatever goes wrong while one item is kept, nothing half is kept and the others are."""
    real = corridor.keep

    def faulty(decided, turn):
        index = real(decided, turn)
        if decided.arrival.item.id == "p-1":
            raise EvenhandError("EH703", "a fault in the midst of keeping")
        return index

    monkeypatch.setattr(corridor, "keep", faulty)
    first, faulted, last = record(*[Item(id=f"p-{n}", text=SSN) for n in range(3)])
    assert faulted.code == "EH703"
    assert [first.outcome, last.outcome] == ["measures", "measures"]
    assert [e["number"] for e in entries("decision")] == [1, 2]
    assert models.Decision.objects.count() == 2


def test_a_clean_revision_lifts_what_it_cures(home, record):
    (first,) = record(Item(id="p-1", text=SSN, author="a-1"))
    (still,) = record(Item(id="p-1", text=SSN + " Really."))
    assert still.lifted == ()
    (clean,) = record(Item(id="p-1", text=FINE))
    assert clean.outcome == "allow"
    assert [(m.measure, m.state) for m in clean.lifted] == [("remove", MeasureState.LIFTED)]
    assert [e["why"] for e in entries("measure")] == ["cured"]
    told = statements_of(first.decision.id)
    assert told[-1].refers_to == told[0].id
    assert models.Measure.objects.filter(state="in_force").count() == 0
    (later,) = record(Item(id="p-1", text=FINE + " All welcome."))
    assert later.lifted == ()
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_an_older_revision_that_comes_late_cures_nothing(record):
    record(Item(id="p-1", text=SSN, revision=5))
    (late,) = record(Item(id="p-1", text=FINE, revision=4))
    assert late.lifted == ()


def test_what_no_signal_looked_for_is_not_cured(home, record, screener):
    record(Item(id="p-1", text=SSN))
    (seen,) = screener.gatherer.gather([Item(id="p-1", text=FINE)])
    blind = replace(seen, ran={}, failed=(SignalFailure("private_info", "out of time"),))
    (answer,) = Corridor(home, screener).record([blind])
    assert answer.lifted == ()
    assert answer.outcome == "review"
