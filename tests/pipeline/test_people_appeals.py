"""Appeals: one at a time, in time, answered in writing by somebody else; what follows is told."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest

from evenhand import Account, EvenhandError, Item
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.case import AppealOutcome, CaseState, FlagWhy, Party
from evenhand.model.clock import SystemClock, SystemEntropy
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Holder, InterestKind, Role
from evenhand.pipeline.changes import expire
from evenhand.pipeline.corridor import Corridor
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import press
from evenhand.pipeline.people.answering import Answer, answer, answer_matter
from evenhand.pipeline.people.appeals import Waiting, appeal, overdue, view
from evenhand.pipeline.people.casework import claim
from evenhand.pipeline.people.choice import Choice, Chosen, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.flags import flag, status
from evenhand.pipeline.people.interests import declare
from evenhand.pipeline.people.staff import join
from evenhand.statements.letters import AnswerForm
from evenhand.store.cases import get_case, notes_of, open_cases
from evenhand.store.decisions import get_decision, statements_of
from evenhand.store.flags import get_appeal
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.measures import measures_of_decision, open_measures, strikes_of
from tests.homes import DATABASES, new_home

SSN = "Her SSN is 536-22-8145, go and see her."
FINE = "The council meets on Monday."
ADDRESS = "She lives at 12 Orchard Lane, Springfield, IL 62704."
WORDS = "The number is made up: Quillon Verity"
TEXT = "We read the item again, together with what you wrote."
POST = Subject(SubjectType.ITEM, "p-1")
HOURS = timedelta(hours=1)
UPHELD, OVERTURNED, VARIED = AppealOutcome
DESK = ("ada", "bo", "cyd", "dee")


@pytest.fixture(scope="module")
def screener():
    return Screener()


@pytest.fixture
def record(home, screener):
    way = Corridor(home, screener)
    for name in DESK:
        join(home, "main", name, Role.MODERATOR)
    return lambda *items: [r.decision.id for r in way.record(screener.gatherer.gather(items))]


@pytest.fixture
def removed(record):
    """A rule removed a post and gave a strike; the id of its decision."""
    (decision,) = record(Item(id="p-1", text=SSN, author="moss", matter="dossier"))
    assert strikes_of([decision])
    return decision


@pytest.fixture
def decide(home, clock):
    """Decide what somebody flags an hour later; gives the decision and the receipt."""

    def run(do, name="ada", *, harmed=False, said=FlagWhy.PRIVATE_INFORMATION, **more):
        clock.advance(HOURS)
        given = flag(home, "main", POST, said, "Look.", harmed=harmed)
        decided = decide_case(home, given.flag.case, name, Choice(do, False, **more))
        return decided.ruled.decision.id, given.receipt

    return run


@pytest.fixture
def reply(home, clock):
    """Answer an appeal an hour later."""

    def run(appeal_id, name, outcome, text=TEXT, asked=False, **more):
        clock.advance(HOURS)
        return answer(home, appeal_id, name, Answer(outcome, text, asked, **more))

    return run


def entries(kind):
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == kind]


def states(*decisions):
    return [(m.measure, str(m.state)) for d in decisions for m in measures_of_decision(d)]


def taken(measure, until=None, rule="PI-1"):
    return {"measures": (Chosen(measure, until),), "rule": rule}


# Taking them in


def test_the_writer_appeals(home, removed, clock):
    given = appeal(home, removed, WORDS, account="moss")
    assert given.appeal.decision == removed
    assert given.appeal.deadline == clock.now() + timedelta(days=14)
    (case,) = open_cases("main")
    assert (case.queue, case.about, case.due_at) == (
        "appeals",
        given.appeal.id,
        given.appeal.deadline,
    )
    assert "written answer by 2026-10-10" in given.letter
    assert view(home, given.appeal.id, "ada").appeal.text == WORDS
    with pytest.raises(EvenhandError, match="EH413"):
        view(home, given.appeal.id, "nobody")
    (entry,) = entries("appeal")
    public = {k: v for k, v in entry.items() if k not in ("commit", "v")}
    assert public == {
        "type": "appeal", "day": "2026-09-26", "site": "main", "number": 1, "case": removed,
        "change": "received", "party": "writer", "deadline": "2026-10-10",
    }  # fmt: skip


def test_one_open_appeal_for_all_decisions_of_a_chain(home, removed, decide):
    appeal(home, removed, WORDS)
    kept, receipt = decide(Do.KEEP)
    for decision in (removed, kept):
        with pytest.raises(EvenhandError, match="EH654"):
            appeal(home, decision, WORDS)
    with pytest.raises(EvenhandError, match="EH654"):
        appeal(home, None, WORDS, receipt=receipt)


def test_it_goes_against_the_newest_decision_that_concerns_them(home, removed, decide, clock):
    kept, receipt = decide(Do.KEEP)
    assert appeal(home, removed, WORDS).appeal.decision == kept
    assert status(home, receipt).appealable is None


def test_what_was_lifted_can_still_be_appealed_by_the_writer(home, removed, decide):
    """The last decision lifted all, so the appeal is against the one before it."""
    released, receipt = decide(Do.RELEASE)
    assert appeal(home, released, WORDS).appeal.decision == removed
    assert get_decision(released).decision.supersedes == removed
    assert status(home, receipt).appealable is None


NOT_RECEIVED = [
    ({"account": "somebody"}, "EH656"),
    ({"party": Party.HARMED}, "EH656"),
    ({"party": Party.FLAGGER}, "EH656"),
    ({"receipt": "nothing"}, "EH681"),
    ({"text": " "}, "EH655"),
    ({"text": "x" * 5_001}, "EH655"),
    ({"text": "a\0b"}, "EH577"),
    ({"decision_id": "f" * 32}, "EH410"),
]


def test_not_everybody_can_and_not_anything(home, removed):
    for change, code in NOT_RECEIVED:
        told = {"decision_id": removed, "text": WORDS, **change}
        with pytest.raises(EvenhandError, match=code):
            appeal(home, **told)
    assert entries("appeal") == []
    assert open_cases("main") == []


def test_for_six_months(home, removed, clock):
    clock.advance(timedelta(days=183))
    assert appeal(home, removed, WORDS).appeal.decision == removed


def test_not_later(home, removed, clock):
    clock.advance(timedelta(days=183, seconds=1))
    with pytest.raises(EvenhandError, match="EH657"):
        appeal(home, removed, WORDS)


def test_a_writer_whose_account_nobody_knows(home, record):
    (decision,) = record(Item(id="p-1", text=SSN))
    with pytest.raises(EvenhandError, match="EH656"):
        appeal(home, decision, WORDS, account="moss")
    assert appeal(home, decision, WORDS).appeal.party is Party.WRITER


def test_nothing_fell_on_them(home, record):
    (decision,) = record(Item(id="p-1", text=FINE, author="moss"))
    with pytest.raises(EvenhandError, match="EH656"):
        appeal(home, decision, WORDS)


def test_a_flagger_appeals_once_there_is_an_answer(home, record, clock):
    record(Item(id="p-1", text=FINE, author="moss"))
    given = flag(home, "main", POST, FlagWhy.OTHER, "Look.")
    with pytest.raises(EvenhandError, match="EH682"):
        appeal(home, None, WORDS, receipt=given.receipt)
    decided = decide_case(home, given.flag.case, "ada", Choice(Do.KEEP, False))
    assert status(home, given.receipt).appealable == decided.ruled.decision.id
    appealed = appeal(home, None, WORDS, receipt=given.receipt)
    assert (appealed.appeal.party, appealed.appeal.flag) == (Party.FLAGGER, given.flag.id)
    (seen,) = status(home, given.receipt).appeals
    assert seen == appealed.appeal


# Who answers


def test_nobody_answers_who_decided_anywhere_in_the_chain(home, record, reply, clock):
    roles = Account(roles=("journalist",))
    (decision,) = record(Item(id="p-1", text=ADDRESS, author="quist", account=roles))
    for name in ("ada", "bo"):
        clock.advance(HOURS)
        decide_case(home, decision, name, Choice(Do.CONFIRM, False))
    given = appeal(home, decision, WORDS).appeal
    for name in ("ada", "bo"):
        with pytest.raises(EvenhandError, match="EH647"):
            reply(given.id, name, OVERTURNED)
    assert reply(given.id, "cyd", UPHELD).appeal.outcome is UPHELD
    again = get_appeal(given.id)
    assert (again.outcome, again.answer) == (UPHELD, TEXT)


def test_an_outside_reviewer_may_and_an_interest_keeps_away(home, removed, reply, clock):
    join(home, "main", "out", Role.OUTSIDE_REVIEWER)
    join(home, "main", "pen", Role.POLICY_EDITOR)
    tie = ("moss", InterestKind.FAMILY, "her own word", clock.now())
    declare(home, "main", "cyd", "cyd", Holder.REVIEWER, *tie, person=True)
    given = appeal(home, removed, WORDS).appeal
    clock.advance(HOURS)
    with pytest.raises(EvenhandError, match="EH648"):
        reply(given.id, "cyd", UPHELD)
    with pytest.raises(EvenhandError, match="EH644"):
        reply(given.id, "pen", UPHELD)
    assert reply(given.id, "out", UPHELD).ruled.decision.decided_by == "outside_reviewer"


NO_ANSWERS = [
    ({"asked": None}, "EH620"),
    ({"asked": True}, "EH621"),
    ({"text": "No."}, "EH659"),
    ({"text": "x" * 5_001}, "EH659"),
    ({"text": f"It says: {ADDRESS}"}, "EH624"),
    ({"text": "We read it again \0 twice."}, "EH577"),
    ({"text": "No.", "form": AnswerForm.SHORT}, "EH687"),
    (taken("label"), "EH684"),
    ({"outcome": OVERTURNED, **taken("label")}, "EH684"),
    ({"outcome": VARIED}, "EH684"),
    ({"outcome": VARIED, **taken("labell")}, "EH603"),
    ({"outcome": VARIED, **taken("label", rule="PI-99")}, "EH610"),
    ({"outcome": VARIED, **taken("suspend_until")}, "EH660"),
]


def test_what_is_no_answer(home, removed, reply):
    given = appeal(home, removed, WORDS).appeal
    before = journal_size()
    for change, code in NO_ANSWERS:
        with pytest.raises(EvenhandError, match=code):
            reply(given.id, "bo", **{"outcome": UPHELD, **change})
    assert get_appeal(given.id).outcome is None
    assert states(removed) == [("remove", "in_force")]
    assert journal_size() == before


# What follows


def test_upheld_changes_nothing(home, record, reply, clock):
    roles = Account(roles=("journalist",))
    (decision,) = record(Item(id="p-1", text=SSN, author="quist", account=roles))
    before, strikes = measures_of_decision(decision), strikes_of([decision])
    assert {m.state for m in before} == {MeasureState.IN_FORCE, MeasureState.PROPOSED}
    given = appeal(home, decision, WORDS)
    answered = reply(given.appeal.id, "bo", UPHELD)
    assert measures_of_decision(decision) == before
    assert strikes_of([decision]) == strikes
    assert get_case(given.case.id).closed_by == "bo"
    assert get_case(decision).state is CaseState.OPEN
    (letter,) = statements_of(answered.ruled.decision.id)
    assert letter.text == answered.letter
    assert "stays as it is" in letter.text
    assert TEXT in letter.text
    (_, entry) = entries("appeal")
    told = (entry["outcome"], entry["result"], entry["case"], entry["late"])
    assert told == ("upheld", answered.ruled.decision.id, decision, False)
    decision_entry = entries("decision")[-1]
    assert (decision_entry["supersedes"], decision_entry["asked"]) == (decision, "no")


def test_overturned_lifts_all_and_takes_the_strike_back(home, removed, decide, reply):
    _, receipt = decide(Do.KEEP, harmed=True)
    given = appeal(home, removed, WORDS).appeal
    answered = reply(given.id, "bo", OVERTURNED)
    assert states(removed) == [("remove", "lifted")]
    assert strikes_of([removed]) == []
    assert "strike that your account had for this no longer counts" in answered.letter
    lifted = [s for s in statements_of(removed) if s.party is Party.WRITER][-1].text
    assert "An appeal succeeded." in lifted
    assert [e["why"] for e in entries("measure")] == ["appeal"]
    assert "An appeal succeeded." in status(home, receipt).notices[-1].text
    assert "strike" not in status(home, receipt).notices[-1].text
    assert verify_log(DirectorySource(home.log_folder)).sound


def test_overturned_when_all_is_over_is_told_too(home, record, reply, clock, decide):
    record(Item(id="p-1", text=FINE, author="moss"))
    chosen = {**taken("suspend_until", clock.now() + 24 * HOURS), "why": "It is a home."}
    decision, _ = decide(Do.MEASURE, **chosen)
    assert strikes_of([decision])
    clock.advance(48 * HOURS)
    expire(home)
    answered = reply(appeal(home, decision, WORDS).appeal.id, "bo", OVERTURNED)
    assert strikes_of([decision]) == []
    notice, letter = statements_of(answered.ruled.decision.id)
    assert notice.party is letter.party is Party.WRITER
    assert letter.text == answered.letter


def test_an_edit_that_changed_nothing_is_appealed_with_what_was_before(
    home, record, reply, decide, clock
):
    (first,) = record(Item(id="p-1", text=SSN, author="moss"))
    decide(Do.KEEP)
    clock.advance(HOURS)
    (second,) = record(Item(id="p-1", text=f"{SSN} Really.", author="moss"))
    assert states(second) == []
    given = appeal(home, second, WORDS).appeal
    assert given.decision == second
    assert "appeal" in press(first, clock.now())
    with pytest.raises(EvenhandError, match="EH647"):
        reply(given.id, "ada", OVERTURNED)
    reply(given.id, "bo", OVERTURNED)
    assert states(first) == [("remove", "lifted")]
    assert strikes_of([first, second]) == []


def test_a_link_that_was_blocked_already_is_appealed_too(home, reply, clock, tmp_path):
    """The block was ordered for ann's post; ben's, with the same link, rests on it."""
    for name in DESK:
        join(home, "main", name, Role.MODERATOR)
    (tmp_path / "links.txt").write_text("https://letter.example/p/file\n")
    screener = Screener(links=tmp_path / "links.txt", packs=["hacked-material"])
    way, decisions = Corridor(home, screener), []
    for author in ("ann", "ben"):
        clock.advance(HOURS)
        post = Item(id=author, text="Look: https://letter.example/p/file", author=author)
        decisions += [r.decision.id for r in way.record(screener.gatherer.gather([post]))]
    ann, ben = decisions
    assert states(ann) == [("block_link", "in_force")]
    assert states(ben) == []
    clock.advance(HOURS)
    given = flag(home, "main", Subject(SubjectType.ITEM, "ann"), FlagWhy.OTHER, "Look.")
    decide_case(home, given.flag.case, "ada", Choice(Do.KEEP, False))
    appealed = appeal(home, ben, WORDS).appeal
    with pytest.raises(EvenhandError, match="EH647"):
        reply(appealed.id, "ada", OVERTURNED)
    reply(appealed.id, "bo", OVERTURNED)
    assert states(ann) == [("block_link", "lifted")]
    assert "An appeal succeeded." in statements_of(ann)[-1].text


def test_a_strike_stays_while_what_it_is_for_stays(home, removed, decide, clock):
    """Only proposed: one person has suspended the account for as long as one may."""
    for said in (FlagWhy.OTHER, FlagWhy.ILLEGAL):
        until = clock.now() + 50 * HOURS
        decision, _ = decide(Do.MEASURE, said=said, why="Again.", **taken("suspend_until", until))
        clock.advance(72 * HOURS)
        expire(home)
    assert states(decision)[0][1] in ("proposed", "expired")
    assert states(removed) == [("remove", "in_force")]
    assert strikes_of([removed])


def test_varied_says_all_that_holds_from_now_on(home, record, reply, decide, clock):
    """The post is removed, the account suspended; the answer: a mask, and nothing else."""
    record(Item(id="p-1", text=SSN, author="moss"))
    until = clock.now() + 60 * HOURS
    decision, receipt = decide(
        Do.MEASURE, harmed=True, why="It is a home.", rule="PI-1",
        measures=(Chosen("remove"), Chosen("suspend_until", until)),
    )  # fmt: skip
    given = appeal(home, decision, WORDS).appeal
    answered = reply(given.id, "bo", VARIED, **taken("mask", clock.now() + 24 * HOURS))
    open_now = open_measures(
        [("main", POST), ("main", Subject(SubjectType.ACCOUNT, "moss"))]
    )  # fmt: skip
    assert [m.measure for held in open_now.values() for m in held] == ["mask"]
    assert "mask" in states(answered.ruled.decision.id)[0]
    first = get_decision(decision).decision.supersedes
    assert strikes_of([first, decision, answered.ruled.decision.id]) == []
    assert "no longer counts" in answered.letter
    assert {e["why"] for e in entries("measure")} == {"varied"}
    notices = statements_of(answered.ruled.decision.id)
    assert [s.party for s in notices] == [Party.WRITER, Party.HARMED, Party.WRITER]
    assert TEXT in notices[0].text
    assert "moss" not in " ".join(n.text for n in status(home, receipt).notices)


def test_varied_is_never_heavier_nor_longer_for_a_writer(home, record, reply, decide, clock):
    record(Item(id="p-1", text=FINE, author="moss"))
    until = clock.now() + 48 * HOURS
    decision, _ = decide(Do.MEASURE, why="It is a home.", **taken("mask", until))
    given = appeal(home, decision, WORDS).appeal
    with pytest.raises(EvenhandError, match="EH660"):
        reply(given.id, "bo", VARIED, **taken("remove"))
    for longer in (None, until + HOURS):
        with pytest.raises(EvenhandError, match="EH685"):
            reply(given.id, "bo", VARIED, **taken("mask", longer))
    assert states(decision) == [("mask", "in_force")]
    answered = reply(given.id, "bo", VARIED, **taken("mask", until - HOURS))
    (measure,) = answered.ruled.decision.measures
    assert measure.until == until - HOURS
    assert states(decision)[0][1] in ("lifted", "superseded")


def test_the_harmed_win_a_measure_and_a_second_person_agrees(home, record, reply, decide, clock):
    roles = Account(roles=("journalist",))
    record(Item(id="p-1", text=FINE, author="quist", account=roles))
    _, receipt = decide(Do.KEEP, harmed=True)
    given = appeal(home, None, WORDS, receipt=receipt).appeal
    assert given.party is Party.HARMED
    with pytest.raises(EvenhandError, match="EH684"):
        reply(given.id, "bo", OVERTURNED)
    answered = reply(given.id, "bo", OVERTURNED, why="It shows a home.", **taken("mask"))
    assert answered.ruled.awaits
    kinds = [(m.measure, str(m.state)) for m in answered.ruled.decision.measures]
    assert kinds == [("mask", "in_force"), ("mask", "proposed")]
    told = {s.party: s.text for s in statements_of(answered.ruled.decision.id)}
    assert "It shows a home." in told[Party.WRITER]
    assert TEXT not in told[Party.WRITER]
    (case,) = open_cases("main")
    decide_case(home, case.id, "ada", Choice(Do.CONFIRM, False))
    assert states(answered.ruled.decision.id) == [("mask", "superseded"), ("mask", "in_force")]


def test_a_side_asks_the_same_question_once(home, record, reply, decide, clock):
    record(Item(id="p-1", text=FINE, author="moss"))
    _, first = decide(Do.KEEP, said=FlagWhy.OTHER)
    reply(appeal(home, None, WORDS, receipt=first).appeal.id, "bo", UPHELD)
    clock.advance(HOURS)
    second = flag(home, "main", POST, FlagWhy.OTHER, "Look.").receipt
    for receipt in (first, second):
        with pytest.raises(EvenhandError, match="EH683"):
            appeal(home, None, WORDS, receipt=receipt)
    decide(Do.KEEP, "cyd", said=FlagWhy.ILLEGAL)
    assert appeal(home, None, WORDS, receipt=first).appeal.party is Party.FLAGGER


def test_each_of_the_harmed_asks_for_themselves(home, record, reply, decide, clock):
    record(Item(id="p-1", text=FINE, author="moss"))
    _, hers = decide(Do.KEEP, harmed=True)
    clock.advance(HOURS)
    his = flag(home, "main", POST, FlagWhy.PRIVATE_INFORMATION, "Look.", harmed=True).receipt
    reply(appeal(home, None, WORDS, receipt=hers).appeal.id, "bo", UPHELD)
    with pytest.raises(EvenhandError, match="EH683"):
        appeal(home, None, WORDS, receipt=hers)
    assert appeal(home, None, WORDS, receipt=his).appeal.party is Party.HARMED


@pytest.mark.parametrize("party", [Party.WRITER, Party.FLAGGER])
def test_a_short_answer_only_where_it_was_flagged_as_spam(home, record, reply, decide, party):
    record(Item(id="p-1", text=FINE, author="moss"))
    decision, receipt = decide(Do.MEASURE, said=FlagWhy.SPAM, why="Spam.", **taken("label"))
    receipt = receipt if party is Party.FLAGGER else None
    given = appeal(home, decision, WORDS, receipt=receipt).appeal
    assert given.party is party
    answered = reply(given.id, "bo", UPHELD, "It is spam.", form=AnswerForm.SHORT)
    assert "It is spam." in answered.letter
    _, other = decide(Do.KEEP, "cyd", said=FlagWhy.OTHER)
    receipt = other if party is Party.FLAGGER else None
    again = appeal(home, decision, WORDS, receipt=receipt).appeal
    with pytest.raises(EvenhandError, match="EH687"):
        reply(again.id, "dee", UPHELD, "It is spam.", form=AnswerForm.SHORT)


# Together, at once, in time


def test_one_text_answers_all_appeals_of_a_matter(home, record, clock, reply):
    decisions = record(
        *[Item(id=f"p-{n}", text=SSN, author=f"a-{n}", matter="dossier") for n in range(3)],
        Item(id="p-9", text=SSN, author="a-9"),
    )
    clock.advance(HOURS)
    given = flag(home, "main", Subject(SubjectType.ITEM, "p-1"), FlagWhy.OTHER, "Look.")
    decide_case(home, given.flag.case, "bo", Choice(Do.KEEP, False))
    appeals = [appeal(home, decision, WORDS).appeal for decision in decisions]
    clock.advance(HOURS)
    told = answer_matter(home, "main", "dossier", "bo", Answer(OVERTURNED, TEXT, False))
    assert {each.appeal.id for each in told.answered} == {appeals[0].id, appeals[2].id}
    assert len({each.ruled.decision.id for each in told.answered}) == 2
    assert all("one of several appeals" in each.letter for each in told.answered)
    (left,) = told.skipped
    assert (left.appeal, left.refused.code) == (appeals[1].id, "EH647")
    assert get_appeal(appeals[3].id).outcome is None
    with pytest.raises(EvenhandError, match="EH647"):
        answer_matter(home, "main", "dossier", "bo", Answer(OVERTURNED, TEXT, False))
    with pytest.raises(EvenhandError, match="EH686"):
        answer_matter(home, "main", "another", "bo", Answer(OVERTURNED, TEXT, False))


def test_whoever_comes_second_is_told_and_loses_no_text(home, removed, reply):
    given = appeal(home, removed, WORDS)
    claim(home, given.case.id, "ada", 120)
    with pytest.raises(EvenhandError, match="EH641"):
        reply(given.appeal.id, "bo", UPHELD, "I have read both pages of it.")
    reply(given.appeal.id, "ada", UPHELD)
    with pytest.raises(EvenhandError, match="EH640") as refused:
        reply(given.appeal.id, "bo", OVERTURNED, "I have read all three of them.")
    assert "kept as a draft" in refused.value.help
    kept = [(n.by, n.text, n.draft) for n in notes_of(given.case.id)]
    assert kept == [
        ("bo", "I have read both pages of it.", True),
        ("bo", "I have read all three of them.", True),
    ]
    assert get_appeal(given.appeal.id).outcome is UPHELD


@pytest.mark.parametrize("database_url", DATABASES[1:], indirect=True)
def test_two_programs_answer_at_once(tmp_path, database_url, screener):
    folder = tmp_path / "home"
    with new_home(folder, SystemClock()) as home:
        for name in DESK:
            join(home, "main", name, Role.MODERATOR)
        item = Item(id="p-1", text=SSN, author="moss")
        (result,) = Corridor(home, screener).record(screener.gatherer.gather([item]))
        given = appeal(home, result.decision.id, WORDS)
    env = {**os.environ, "EVENHAND_HOME": str(folder)}
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "evenhand", "appeal", "answer", given.appeal.id, "--as", name,
             "--asked", "no", "--outcome", outcome, "--text", f"{TEXT} So says {name}.", "--json"],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for name, outcome in (("ada", "upheld"), ("bo", "overturned"))
    ]  # fmt: skip
    said = [program.communicate(timeout=120) for program in programs]
    codes = [program.returncode for program in programs]
    assert sorted(codes) == [0, 2], said
    winner = json.loads(said[codes.index(0)][0])
    assert b"EH640" in said[codes.index(2)][1]
    with Home(folder, SystemClock(), SystemEntropy(), write=True):
        assert get_appeal(given.appeal.id).result == winner["decision"]
        (note,) = notes_of(given.case.id)
        assert (note.by, note.draft) == (("ada", "bo")[codes.index(2)], True)
        assert len(entries("appeal")) == 2
    assert verify_log(DirectorySource(folder / "log")).sound


def test_what_is_overdue_is_counted_in_public(home, record, clock, reply):
    ids = record(*[Item(id=f"p-{n}", text=SSN, author=f"a-{n}") for n in range(7)])
    given = [appeal(home, decision, WORDS).appeal for decision in ids[:6]]
    assert overdue(home) == {"main": Waiting(6, 0)}
    clock.advance(timedelta(days=14, seconds=1))
    appeal(home, ids[6], WORDS)
    assert overdue(home, "main") == {"main": Waiting(7, 6)}
    assert reply(given[0].id, "bo", UPHELD).appeal.outcome is UPHELD
    assert [e["late"] for e in entries("appeal") if e["change"] == "answered"] == [True]
    clock.advance(timedelta(days=1))
    expire(home)
    told = [(e["appeals_open"], e["appeals_overdue"]) for e in entries("heartbeat")]
    assert (told[0], told[-1]) == ((6, 6), (6, 5))
    for each in given[1:3]:
        reply(each.id, "bo", OVERTURNED)
    clock.advance(timedelta(days=1))
    expire(home)
    last = entries("heartbeat")[-1]
    assert (last["appeals_open"], last["appeals_overdue"]) == ("1-4", "1-4")


def test_a_contested_decision_says_so_and_stops_saying_so(home, removed, decide, reply, clock):
    """The appeal is against the newest decision; the older ones of the chain are contested too."""
    kept, _ = decide(Do.KEEP, harmed=True)
    assert "appeal" not in press(removed, clock.now())
    given = appeal(home, removed, WORDS).appeal
    for decision in (removed, kept):
        assert "appeal" in press(decision, clock.now())
    answered = reply(given.id, "bo", OVERTURNED)
    assert "appeal is open" not in press(removed, clock.now())
    told = [*statements_of(removed), *statements_of(answered.ruled.decision.id)]
    assert not any("appeal is open" in s.text for s in told)


def test_the_appellants_words_are_nowhere_in_public(home, removed, reply, decide):
    _, receipt = decide(Do.KEEP, harmed=True)
    given = appeal(home, removed, WORDS).appeal
    reply(given.id, "bo", VARIED, **taken("label"))
    second = appeal(home, None, "Quillon lives there.", receipt=receipt).appeal
    reply(second.id, "cyd", UPHELD)
    files = [p.read_bytes() for p in home.log_folder.rglob("*") if p.is_file()]
    told = [s.text for d in (removed, get_appeal(given.id).result) for s in statements_of(d)]
    for value in ("Quillon", "Verity", '"bo"', "cyd", given.id, "p-1", TEXT):
        assert not any(value.encode() in data for data in files)
    assert not any("Quillon" in text for text in told)
    assert verify_log(DirectorySource(home.log_folder)).sound
