"""What a comment's writer can do by their link, and what somebody else's link cannot."""

import json
from datetime import timedelta

import pytest

from evenhand import EvenhandError
from evenhand.log.entry import decode
from evenhand.log.source import DirectorySource
from evenhand.log.verify import verify_log
from evenhand.model.comment import CommentState
from evenhand.pipeline.comments.given import Given
from evenhand.pipeline.comments.mine import mine
from evenhand.pipeline.comments.own_data import ask_for_code, erase, export
from evenhand.pipeline.comments.post import edit, post
from evenhand.pipeline.comments.terms import look_first
from evenhand.pipeline.comments.threads import thread
from evenhand.store import models
from evenhand.store.journal import journal_size, read_journal
from evenhand.store.still_open import Open
from tests.pipeline.commenting import FINE, PAGE, SSN, recorder

EMAIL = "zz-moss@zz-mail.example"


@pytest.fixture
def record(home):
    return recorder(home)


@pytest.fixture
def send(home, record):
    return lambda text, **given: post(home, record, "main", PAGE, Given(text, **given))


class Mailbox:
    def __init__(self):
        self.letters = []

    def __call__(self, to, subject, text):
        self.letters.append((to, subject, text))

    @property
    def code(self):
        return next(word.strip(".") for word in self.letters[-1][2].split() if word[0].isdigit())


@pytest.fixture
def mailbox():
    return Mailbox()


def erasures():
    return [e for e in map(decode, read_journal(0, journal_size())) if e["type"] == "erasure"]


def test_the_writer_reads_why_it_is_held_and_until_when(home, send, clock):
    look_first(home, "main", "all")
    seen = mine(home, send(FINE).token)
    assert seen.standing.state is CommentState.HELD
    assert [(c.id, c.title) for c in seen.clauses] == [("CO-1", "A person looks first")]
    assert seen.until == clock.now() + timedelta(hours=72)
    assert "A person looks first" in seen.statements[0].text


def test_the_writer_reads_why_it_is_removed_and_what_came_of_putting_it_right(home, send, record):
    token = send(SSN).token
    seen = mine(home, token)
    assert [c.id for c in seen.clauses] == ["PI-1"]
    assert [m.measure for m in seen.decided.cure.measures] == ["remove"]
    edit(home, record, token, FINE)
    seen = mine(home, token)
    assert (seen.standing.state, seen.clauses, seen.until) == (CommentState.PUBLISHED, (), None)
    assert len(seen.statements) == 2
    assert "What it was for is put right" in seen.statements[1].text


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "../../etc", "%00"])
def test_another_link_leads_nowhere(home, send, record, token):
    send(FINE)
    for command in (
        lambda: mine(home, token),
        lambda: export(home, token),
        lambda: erase(home, token),
        lambda: edit(home, record, token, FINE),
        lambda: ask_for_code(home, token, Mailbox()),
    ):
        with pytest.raises(EvenhandError, match="EH863"):
            command()


def test_a_link_takes_out_its_own_comment_and_no_other(home, send):
    token = send(SSN, email=EMAIL, name="Moss").token
    send("Another one.", email=EMAIL)
    taken = export(home, token)
    assert not taken["everything"]
    (comment,) = taken["comments"]
    assert (comment["text"], comment["email"], comment["state"]) == (SSN, EMAIL, "removed")
    assert comment["decisions"][0]["rules"] == ["PI-1"]
    assert "Your comment" in comment["decisions"][0]["statements"][0]
    assert json.dumps(taken)


def test_with_the_code_from_the_mailbox_all_of_the_writer_is_taken_out(home, send, mailbox):
    token = send(FINE, email=EMAIL).token
    send("Another one.", email=EMAIL)
    send("Somebody else's.", email="other@mail.example")
    ask_for_code(home, token, mailbox)
    taken = export(home, token, mailbox.code)
    assert taken["everything"]
    assert [c["text"] for c in taken["comments"]] == [FINE, "Another one."] or len(
        taken["comments"]
    ) == 2
    assert mailbox.letters[0][0] == EMAIL
    with pytest.raises(EvenhandError, match="EH874"):
        export(home, token, mailbox.code)


def test_erasing_takes_words_and_address_and_leaves_the_log_sound(home, send):
    token = send(FINE, email=EMAIL, name="Zz Moss", link="https://zz-moss.example/").token
    send("Somebody else's.")
    done = erase(home, token)
    assert done.counts["comment"] == 1
    assert done.stays == ()
    row = models.Comment.objects.get(item=models.Item.objects.order_by("id").first().item)
    assert (row.text, row.name, row.email, row.link) == ("", "", "", "")
    assert [c.text for c in thread(home, "main", PAGE).comments] == ["Somebody else's."]
    assert mine(home, token).is_erased
    (entry,) = erasures()
    assert (entry["record"], entry["decided_by"], entry["ground"]) == (
        "comment",
        "writer",
        "request",
    )
    assert not models.Evidence.objects.filter(
        decision__in=models.Item.objects.filter(item=row.item).values("decision")
    ).exists()
    home.publish()
    assert not verify_log(DirectorySource(home.log_folder)).faults
    assert erase(home, token).counts["comment"] == 0
    assert len(erasures()) == 1


def test_what_is_open_stays_beside_the_decision_and_off_the_page(home, send, record):
    token = send(SSN, email=EMAIL).token
    done = erase(home, token)
    assert {Open.MEASURE, Open.APPEAL_WINDOW} <= set(done.stays[0].because)
    assert models.Item.objects.exclude(content=None).exists()
    assert not models.Comment.objects.filter(text=SSN).exists()
    assert thread(home, "main", PAGE).comments == ()
    with pytest.raises(EvenhandError, match="EH867"):
        edit(home, record, token, FINE)


def test_an_erased_comment_with_an_answer_keeps_its_place(home, send, clock):
    first = send(FINE, name="Zz Moss")
    clock.advance(timedelta(seconds=1))
    send("An answer.", parent=first.standing.comment.id)
    erase(home, first.token)
    (shown,) = thread(home, "main", PAGE).comments
    assert (shown.state, shown.text, shown.name) == (CommentState.ERASED, "", "")
    assert shown.replies[0].text == "An answer."


def test_with_the_code_all_of_the_writer_is_erased(home, send, mailbox):
    token = send(FINE, email=EMAIL).token
    send("Another one.", email=EMAIL)
    send("Somebody else's.", email="other@mail.example")
    ask_for_code(home, token, mailbox)
    with pytest.raises(EvenhandError, match="EH873"):
        erase(home, token, "00000000")
    assert erase(home, token, mailbox.code).counts["comment"] == 2
    assert [c.text for c in thread(home, "main", PAGE).comments] == ["Somebody else's."]


def test_no_way_to_look_first_but_those_there_are(home):
    with pytest.raises(EvenhandError, match="EH868"):
        look_first(home, "main", "some")
    assert look_first(home, "main", "first").comments == "first"
    assert look_first(home, "main", "open").packs.count("comments") == 1
