"""The public's questions: the answers see what is wrong, and tell nothing that is private."""

from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.model.people import Role
from evenhand.pipeline.answers import Question, answers
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.notices import press
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store.models import Disclosure, Statement

ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
QUESTION = Question("main", "affair", "p-1", "main", "p-0")


@pytest.fixture
def told(home, clock):
    """A journalist's post is covered; the press lines right after."""
    screener = Screener(clock=clock)
    way = Corridor(home, screener)
    lines = {}
    for name in ("p-0", "p-1"):
        item = Item(id=name, text=ADDRESS, author="quist", matter="affair",
                    account=Account(roles=("journalist",)))  # fmt: skip
        (made,) = way.record(screener.gatherer.gather([item]))
        lines[made.log_index] = press(made.decision.id, clock.now())
    return made.decision.id, lines


def states(question, lines):
    return [s for moment in answers(question, lines).which_rule for s in moment.states]


def test_notice_and_press_line_agree_with_the_log(told):
    covered, proposed = states(QUESTION, told[1])
    assert (covered.state, covered.notice_agrees, covered.press_agrees) == ("in_force", True, True)
    assert "ends by itself on 2026-09-29 14:00 UTC" in covered.notice
    assert "temporary, ends by itself on 2026-09-29" in covered.press
    assert (proposed.state, proposed.notice_agrees, proposed.press_agrees) == (
        "proposed", True, None
    )  # fmt: skip


def test_a_notice_that_the_log_does_not_commit_to_does_not_agree(told):
    """Somebody has rewritten it afterwards."""
    decision, lines = told
    row = Statement.objects.get(decision=decision)
    row.text = row.text.replace("2026-09-29", "2026-09-28")
    row.save()
    covered, _ = states(QUESTION, lines)
    assert (covered.notice, covered.notice_agrees) == ("", False)


def test_a_press_line_that_says_another_end_does_not_agree(told):
    lines = {n: line.replace("2026-09-29", "2026-10-29") for n, line in told[1].items()}
    covered, _ = states(QUESTION, lines)
    assert (covered.press, covered.press_agrees) == ("", False)


def test_a_disclosure_that_opens_nothing_proves_nothing(told):
    """What is kept beside the log counts only where it opens the log's commitment."""
    row = Disclosure.objects.get(log_index=max(told[1]))
    row.fields = row.fields.replace('"salt":"', '"salt":"x')
    row.save()
    covered, _ = states(QUESTION, told[1])
    assert not covered.notice_agrees


def test_each_later_change_is_a_moment(home, told, clock):
    join(home, "main", "ada", Role.MODERATOR)
    clock.advance(timedelta(hours=1))
    decide_case(home, told[0], "ada", Choice(Do.KEEP, asked=False))
    clock.advance(timedelta(days=3))
    expire(home)  # an hour late
    found = answers(QUESTION, told[1])
    covered, proposed, declined, ended = (s for m in found.which_rule for s in m.states)
    assert [s.state for s in (declined, ended)] == ["lifted", "expired"]
    assert "declined" in declined.notice
    assert ended.notice == "It ended by itself on 2026-09-29 14:00 UTC."
    assert all(s.notice_agrees for s in (covered, proposed, declined, ended))
    assert [(each.raised, each.decided_by) for each in found.who_asked.asked] == [
        (False, "moderator")
    ]


def test_the_same_packs_do_the_same(told):
    found = answers(QUESTION, told[1]).elsewhere
    assert found.instead[0].measures == found.done.measures == found.today.measures
    assert (found.heaviest.same, found.heaviest.of) == (1, 1)
    assert found.newsrooms == ()


def test_an_item_that_nothing_was_decided_about_is_told(told):
    with pytest.raises(EvenhandError, match="EH410"):
        answers(Question("main", "affair", "p-9", "main", "p-0"), {})
