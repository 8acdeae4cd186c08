"""What was in force gives every recorded decision of a rule again; what does not is told."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from evenhand.cli.demo import play, read_sites, read_timeline
from evenhand.model.clock import SetClock, SystemClock, SystemEntropy
from evenhand.model.people import Role
from evenhand.pipeline.archive import history
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.policies import pause
from evenhand.pipeline.people.staff import join
from evenhand.pipeline.redecide import AsInForce
from evenhand.pipeline.sealing import seal
from evenhand.reports.replay.identity import identity
from evenhand.store.history import Stretch
from evenhand.store.models import Decision, Evidence
from tests.homes import START, new_home
from tests.reports.generated import record_generated

EXAMPLE = Path("examples/dossier")
MANY = 100_000


@pytest.fixture
def sqlite(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def home(sqlite, tmp_path):
    with new_home(tmp_path / "home", SetClock(START)) as opened:
        yield opened


def proved():
    return identity(history(Stretch()), AsInForce())


def test_every_decision_of_the_example_matter_comes_again(sqlite, tmp_path):
    list(play(EXAMPLE, read_timeline(EXAMPLE), read_sites(EXAMPLE), tmp_path / "home"))
    with Home(tmp_path / "home", SystemClock(), SystemEntropy(), write=True) as opened:
        by_rule = Decision.objects.filter(decided_by="rule").count()
        assert by_rule > 30
        found = proved()
        assert (found.same, found.listed, found.erased) == (by_rule, (), 0)
        assert found.in_part == 0
        assert seal(opened)
        assert proved() == found


def test_a_hundred_thousand_decisions_come_again(home):
    record_generated(home, home.clock, MANY)
    found = proved()
    assert (found.same, found.listed, found.erased, found.in_part) == (MANY, (), 0, 0)
    assert Decision.objects.exclude(outcome="allow").count() > MANY / 100


def test_a_rule_that_was_paused_meanwhile_is_paused_again(home):
    join(home, "main", "bo", Role.SENIOR)
    record_generated(home, home.clock, 1_000, seed=1)
    pause(home, "main", "bo", "private-information/PI-3", "it fires on shops")
    home.clock.advance(timedelta(hours=1))
    record_generated(home, home.clock, 3_000, seed=2)
    found = proved()
    assert found.listed == ()
    assert found.same == Decision.objects.filter(decided_by="rule").count()


@pytest.fixture
def few(home):
    record_generated(home, home.clock, 1_500)
    return home


def told(decision):
    """The parts in which one decision does not come again; all others do."""
    found = proved()
    assert found.different == len(found.listed) == 1
    assert found.listed[0].decision == decision
    assert not found.holds
    return found.listed[0].parts


def a_measure():
    """A decision that ordered a measure, with its row of evidence."""
    made = Decision.objects.filter(outcome="measures").order_by("decided_at", "id")
    row = next(e for e in map(_evidence, made) if json.loads(e.taken)["measures"])
    return Decision.objects.get(id=row.decision), row


def _evidence(decision):
    return Evidence.objects.get(decision=decision.id)


def test_another_because_tree_is_told(few):
    made, _ = a_measure()
    findings = json.loads(made.findings)
    findings[0]["because"]["text"] += " "
    Decision.objects.filter(id=made.id).update(findings=json.dumps(findings))
    assert told(made.id) == ("findings",)


def test_another_outcome_is_told(few):
    made = Decision.objects.filter(outcome="allow").first()
    Decision.objects.filter(id=made.id).update(outcome="measures")
    assert "outcome" in told(made.id)


@pytest.mark.parametrize("field", ["until", "measure", "rules"])
def test_another_measure_is_told(few, field):
    made, row = a_measure()
    taken = json.loads(row.taken)
    others = {"until": "2030-01-01T00:00:00Z", "measure": "warn", "rules": ["PI-9"]}
    taken["measures"][0][field] = others[field]
    Evidence.objects.filter(decision=made.id).update(taken=json.dumps(taken))
    assert told(made.id) == ("measures",)


def test_other_evidence_is_told(few):
    made, row = a_measure()
    evidence = json.loads(row.evidence)
    for name, value in evidence["values"].items():
        if name.endswith(".count") and value:
            evidence["values"][name] = 0
    Evidence.objects.filter(decision=made.id).update(evidence=json.dumps(evidence))
    assert "findings" in told(made.id)


def test_what_is_erased_is_counted(few):
    gone = list(Evidence.objects.values_list("decision", flat=True)[:7])
    Evidence.objects.filter(decision__in=gone).delete()
    found = proved()
    assert (found.same, found.different, found.erased) == (1_493, 0, 7)


def test_decisions_of_an_older_version_are_compared_in_outline(few):
    """They did not keep what was ordered as it was ordered."""
    Evidence.objects.update(taken=None)
    found = proved()
    assert (found.same, found.different) == (1_500, 0)
    assert found.in_part == Decision.objects.exclude(outcome="allow").count() > 0
