"""The page of a replay: what it tells, and what it never does."""

from dataclasses import replace
from datetime import UTC, datetime

from evenhand.model.measure import SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.reports.replay.page import STANDS, headline, replay_page
from evenhand.reports.replay.record import (
    Changed,
    Comparison,
    Outcome,
    RuleTally,
    Side,
    Step,
)
from evenhand.reports.replay.words import in_short, steps_words

ITEM, LINK, ACCOUNT = SubjectType.ITEM, SubjectType.LINK, SubjectType.ACCOUNT
HEAVY = Outcome(
    "review",
    (
        Step("remove", ITEM, hours=72),
        Step("remove", ITEM, proposed=True),
        Step("suspend_until", ACCOUNT, hours=24),
        Step("suspend", ACCOUNT, proposed=True),
    ),
    ("dossier D-1", "dossier D-4"),
    1,
)
LIGHT = Outcome("allow", (), (), 0)
FOUND = Comparison(
    before=Side("as recorded", ()),
    after=Side("draft <2>", (PolicyRef("draft", 2, "sha256:ab"),)),
    since=None,
    until=None,
    decided=1200,
    erased=3,
    changed=7,
    by_measure={("suspend_until", "none"): 4, ("none", "label"): 3},
    by_rule={"dossier D-1": RuleTally(5, 0, 1, 9)},
    months={"2026-08": (1000, 2), "2026-09": (200, 5)},
    examples=(
        Changed("decision-id", "main", datetime(2026, 9, 21, 13, 37, tzinfo=UTC), 73, HEAVY, LIGHT),
        Changed("allowed-id", "main", datetime(2026, 9, 22, 1, 2, tzinfo=UTC), None, LIGHT, HEAVY),
    ),
)


def test_it_says_in_a_sentence_how_many_would_differ():
    told = (
        "Of 1,200 decisions between August 2026 and September 2026, 7 would be taken differently."
    )
    assert headline(FOUND) == told
    assert headline(replace(FOUND, changed=0)).endswith("none would be taken differently.")
    since = replace(FOUND, since=datetime(2026, 8, 3, tzinfo=UTC))
    assert "decisions from 2026-08-03 on," in headline(since)
    until = replace(since, until=datetime(2026, 9, 9, tzinfo=UTC))
    assert "decisions between 2026-08-03 and 2026-09-09," in headline(until)
    assert headline(replace(FOUND, decided=0, months={})) == "No decision could be taken again."


def test_the_page_tells_all_of_it():
    page = replay_page(FOUND, "evenhand replay --policy 'a&b'")
    for told in (
        STANDS,
        "3 decisions more rest on evidence that is erased",
        "suspension until a date → no measure",
        "no measure → label",
        "sha256:ab",
        "draft &lt;2&gt;",
        "log 73",
        "not in the log",
        "--policy &#x27;a&amp;b&#x27;",
        "dossier D-1, dossier D-4 → none",
        "As recorded: each decision by the texts in force at its own time.",
    ):
        assert told in page


def test_the_page_holds_no_id_and_no_minute():
    page = replay_page(FOUND)
    assert "decision-id" not in page
    assert "allowed-id" not in page
    assert "13:37" not in page


def test_a_replay_of_nothing_is_a_page_too():
    empty = replace(FOUND, decided=0, changed=0, months={}, by_measure={}, by_rule={}, examples=())
    assert "No decision could be taken again." in replay_page(empty)


def test_measures_in_words():
    assert steps_words(HEAVY.steps, "page") == (
        "the page: removal for 3 days, without an end date if two people agree; "
        "its account: suspension for 24 hours, without an end date if two people agree"
    )
    assert steps_words((Step("block_link", LINK),)) == "its link: link block without an end date"
    assert steps_words((Step("mask", ITEM, proposed=True, hours=1),)) == (
        "the item: masking for 1 hour if two people agree"
    )
    assert steps_words(()) == in_short(()) == "left alone"
    assert in_short(HEAVY.steps) == "removal for 3 days; suspension for 24 hours"
