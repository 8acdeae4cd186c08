"""The affected person's page: who gets there, what they see, what a code opens."""

import re
import stat
from datetime import timedelta
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand import EvenhandError, Item
from evenhand.model.case import AppealOutcome, FlagWhy, Party
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.model.people import Role
from evenhand.pipeline.comments.given import Given
from evenhand.pipeline.comments.post import edit, post
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.people.answering import Answer, answer
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.flags import flag
from evenhand.pipeline.people.link_key import keyed
from evenhand.pipeline.people.person_links import link_for, notice_url, reader_of
from evenhand.pipeline.people.person_page import (
    appeal,
    ask_for_code,
    check_text,
    person_page,
    revealed,
)
from evenhand.pipeline.people.reveal import HOLDS, TRIES
from evenhand.pipeline.people.staff import join
from evenhand.store import models
from evenhand.store.cases import open_cases
from evenhand.store.measures import measures_of_decision
from evenhand.store.sites import get_site
from tests.pipeline.commenting import ADDRESS, FINE, PAGE, SSN, published, recorder
from tests.pipeline.test_comments_own_data import EMAIL, Mailbox


@pytest.fixture
def record(home):
    return recorder(home)


@pytest.fixture
def decide(home, record):
    def run(text, item="p-1"):
        (result,) = record([Item(id=item, text=text, author="moss")])
        return result.decision

    return run


@pytest.fixture
def reader(home, decide):
    return lambda text=SSN: reader_of(home, secret(link_for(home, decide(text).id)))


@pytest.fixture
def commented(home, record):
    def run(text=SSN, email=EMAIL):
        posted = post(home, record, "main", PAGE, Given(text, email=email))
        return reader_of(home, secret(link_for(home, posted.standing.decision)))

    return run


@pytest.fixture
def mailbox():
    return Mailbox()


def secret(path):
    return path.removeprefix("/s/")


def test_the_key_is_made_once_and_for_its_owner_alone(home):
    path = home.path / "keys/links.key"
    assert not path.exists()
    made = []
    threads = [Thread(target=lambda: made.append(keyed(home, "x"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert len(path.read_bytes()) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.glob("*links*")] == ["links.key"]


def test_parts_that_are_cut_elsewhere_are_others(home):
    assert keyed(home, "ab", "c") != keyed(home, "a", "bc")
    assert keyed(home, "a1:b") != keyed(home, "a", "b")


def test_a_link_leads_to_its_own_decision_and_party(home, decide):
    made = decide(SSN)
    path = link_for(home, made.id)
    assert re.fullmatch(r"/s/[A-Za-z0-9_-]{76}", path)
    assert reader_of(home, secret(path)).decision.id == made.id
    harmed = link_for(home, made.id, Party.HARMED, "f" * 32)
    assert reader_of(home, secret(harmed)).party is Party.HARMED
    assert secret(harmed)[-43:] != secret(path)[-43:]


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_one_wrong_character_leads_nowhere(home, data):
    right = secret(link_for(home, "a" * 32))
    at = data.draw(st.integers(0, len(right) - 1))
    sign = data.draw(st.sampled_from("abcdefwh0123456789_-XYZ/.%\n"))
    wrong = right[:at] + sign + right[at + 1 :]
    if wrong == right:
        return
    with pytest.raises(EvenhandError, match="EH870"):
        reader_of(home, wrong)


@pytest.mark.parametrize("wrong", ["", "x", "a" * 76, "a" * 32 + "w" + "A" * 43, "../../keys"])
def test_guesses_lead_nowhere(home, decide, wrong):
    with pytest.raises(EvenhandError, match="EH870"):
        reader_of(home, wrong)


def test_another_decisions_proof_leads_nowhere(home, decide):
    one, other = (secret(link_for(home, decide(SSN, item).id)) for item in ("p-1", "p-2"))
    with pytest.raises(EvenhandError, match="EH870"):
        reader_of(home, other[:33] + one[33:])


def test_the_url_of_a_notice(home, decide):
    site = get_site("main")
    made = decide(SSN)
    assert notice_url(home, site, made) == f"https://platform.example{link_for(home, made.id)}"
    assert notice_url(home, site, decide(FINE, "p-2")) is None


def test_the_writer_sees_notice_measures_and_the_text_with_values_covered(home, reader, clock):
    page = person_page(home, reader())
    assert [s.party for s in page.statements] == [Party.WRITER]
    assert [m.measure for m in page.measures] == ["remove"]
    assert [(p.text, p.covered) for p in page.words] == [
        ("Her SSN is ", False), ("█████", True), (", go and see her.", False)
    ]  # fmt: skip
    assert page.cure.tries_left == 5
    assert page.appealable
    assert page.appeal_until == clock.now() + timedelta(days=183)


def test_the_harmed_see_what_was_done_and_nothing_of_the_text_or_the_account(home, record, decide):
    subject = Subject(SubjectType.ITEM, "p-1")
    why = FlagWhy.PRIVATE_INFORMATION
    flagged = flag(home, "main", subject, why, "It is mine.", harmed=True, reach=EMAIL)
    made = decide(SSN)
    link = link_for(home, made.id, Party.HARMED, flagged.flag.id)
    harmed = reader_of(home, secret(link))
    page = person_page(home, harmed)
    assert [s.party for s in page.statements] == [Party.HARMED]
    assert (page.words, page.cure, page.appealable) == ([], None, False)
    for command in (
        lambda: ask_for_code(home, harmed, Mailbox()),
        lambda: revealed(home, harmed, "1"),
        lambda: check_text(home, Screener(), harmed, FINE),
    ):
        with pytest.raises(EvenhandError, match="EH877"):
            command()


def test_the_harmed_appeal_by_their_page_once_they_have_an_answer(home, decide):
    join(home, "main", "robin", Role.MODERATOR)
    decide(FINE)
    subject = Subject(SubjectType.ITEM, "p-1")
    why = FlagWhy.PRIVATE_INFORMATION
    flagged = flag(home, "main", subject, why, "It is mine.", harmed=True, reach=EMAIL).flag
    (case,) = open_cases("main")
    made = decide_case(home, case.id, "robin", Choice(Do.KEEP, False)).ruled.decision
    harmed = reader_of(home, secret(link_for(home, made.id, Party.HARMED, flagged.id)))
    assert person_page(home, harmed).appealable
    taken = appeal(home, harmed, "It still names my door.")
    assert taken.appeal.party is Party.HARMED
    page = person_page(home, harmed)
    assert [a.id for a in page.appeals] == [taken.appeal.id]
    assert not page.appealable


def test_an_appeal_and_its_answer_stand_on_the_page(home, reader):
    join(home, "main", "sen", Role.SENIOR)
    me = reader()
    taken = appeal(home, me, "It was my own number.")
    page = person_page(home, me)
    assert not page.appealable
    given_answer = Answer(AppealOutcome.OVERTURNED, "It was your own; we were wrong.", asked=False)
    answer(home, taken.appeal.id, "sen", given_answer)
    page = person_page(home, me)
    assert page.appeals[0].answer == "It was your own; we were wrong."
    assert {m.state for m in page.measures} == {MeasureState.LIFTED}
    with pytest.raises(EvenhandError, match="EH65"):
        appeal(home, me, "")


def test_a_check_counts_and_says_what_remains(home, reader):
    me = reader()
    (left,) = check_text(home, Screener(), me, SSN)
    assert left.step.kind == "us_ssn"
    assert check_text(home, Screener(), me, FINE) == ()
    assert person_page(home, me).cure.checks_left == 18


def test_a_code_goes_to_the_known_address_and_opens_once(home, commented, mailbox):
    me = commented()
    ask_for_code(home, me, mailbox)
    ((to, _, text),) = mailbox.letters
    assert to == EMAIL
    assert SSN not in text
    shown = revealed(home, me, f" {mailbox.code} ")
    assert [p.text for p in shown if p.covered] == ["536-22-8145"]
    assert models.Note.objects.get().by == "affected person"
    with pytest.raises(EvenhandError, match="EH874"):
        revealed(home, me, mailbox.code)


def test_only_a_keyed_digest_of_the_code_is_kept(home, commented, mailbox):
    me = commented()
    ask_for_code(home, me, mailbox)
    assert mailbox.code not in models.Code.objects.get().digest
    assert mailbox.code.encode() not in published(home)
    assert EMAIL.encode() not in published(home)


def test_after_five_others_the_code_opens_nothing(home, commented, mailbox):
    me = commented()
    ask_for_code(home, me, mailbox)
    wrong = "0" * 8 if mailbox.code != "0" * 8 else "1" * 8
    for _ in range(TRIES):
        with pytest.raises(EvenhandError, match="EH873"):
            revealed(home, me, wrong)
    with pytest.raises(EvenhandError, match="EH874"):
        revealed(home, me, mailbox.code)


def test_a_code_ends_and_a_new_one_takes_its_place(home, commented, mailbox, clock):
    me = commented()
    ask_for_code(home, me, mailbox)
    first = mailbox.code
    ask_for_code(home, me, mailbox)
    with pytest.raises(EvenhandError, match="EH873"):
        revealed(home, me, first)
    clock.advance(HOLDS)
    with pytest.raises(EvenhandError, match="EH874"):
        revealed(home, me, mailbox.code)


def test_a_code_for_one_comment_opens_no_other(home, commented, mailbox):
    one, other = commented(), commented(ADDRESS)
    ask_for_code(home, one, mailbox)
    with pytest.raises(EvenhandError, match="EH874"):
        revealed(home, other, mailbox.code)


def test_only_so_many_codes_are_sent(home, commented, mailbox, clock):
    me = commented()
    for _ in range(3):
        ask_for_code(home, me, mailbox)
    with pytest.raises(EvenhandError, match="EH872"):
        ask_for_code(home, me, mailbox)
    clock.advance(timedelta(hours=1))
    ask_for_code(home, me, mailbox)
    assert len(mailbox.letters) == 4


def test_without_an_address_no_code_is_sent(home, commented, mailbox):
    with pytest.raises(EvenhandError, match="EH871"):
        ask_for_code(home, commented(email=""), mailbox)
    assert mailbox.letters == []


def test_a_platform_hands_the_code_to_its_account(home, reader, mailbox):
    me = reader()
    ask_for_code(home, me, mailbox)
    assert mailbox.letters == []
    row = models.Outbox.objects.order_by("-id").first()
    assert '"kind":"code"' in row.payload
    code = re.search(r'"code":"(\d{8})"', row.payload)[1]
    assert [p.text for p in revealed(home, me, code) if p.covered] == ["536-22-8145"]


def test_words_that_are_gone_are_said_to_be_gone_before_a_code_is_used_up(home, commented, mailbox):
    me = commented()
    ask_for_code(home, me, mailbox)
    models.Item.objects.update(content=None)
    assert person_page(home, me).words == []
    with pytest.raises(EvenhandError, match="EH875"):
        revealed(home, me, mailbox.code)
    assert models.Code.objects.get().used_at is None


def test_the_page_follows_a_cure(home, record, commented):
    token = post(home, record, "main", PAGE, Given(SSN)).token
    made = models.Decision.objects.order_by("-decided_at").first().id
    me = reader_of(home, secret(link_for(home, made)))
    edit(home, record, token, FINE)
    page = person_page(home, me)
    assert [m.state for m in page.measures] == [MeasureState.LIFTED]
    assert page.cure.measures == ()
    assert [str(m.state) for m in measures_of_decision(made)] == ["lifted"]
