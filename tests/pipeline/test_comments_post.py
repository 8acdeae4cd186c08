"""Comments: taken in, decided like every item, shown as the measures in force say."""

import json
from datetime import timedelta

import pytest

from evenhand import EvenhandError
from evenhand.model.comment import CommentState
from evenhand.model.measure import MeasureState
from evenhand.model.people import Role
from evenhand.pipeline.changes import expire
from evenhand.pipeline.comments.given import MAX_TEXT, Given
from evenhand.pipeline.comments.post import decide_left, edit, post
from evenhand.pipeline.comments.secret import new_stamp
from evenhand.pipeline.comments.terms import look_first
from evenhand.pipeline.comments.threads import DEEPEST, thread
from evenhand.pipeline.people.choice import Choice, Do
from evenhand.pipeline.people.deciding import decide_case
from evenhand.pipeline.people.staff import join
from evenhand.store import models
from evenhand.store.cases import open_cases
from evenhand.store.comments import undecided_comments
from evenhand.store.decisions import statements_of
from tests.pipeline.commenting import ADDRESS, FINE, PAGE, SSN, published, recorder


@pytest.fixture
def record(home):
    return recorder(home)


@pytest.fixture
def send(home, record):
    def run(text=FINE, page=PAGE, **given):
        return post(home, record, "main", page, Given(text, **given))

    return run


def states(home, page=PAGE):
    return [each.state for each in thread(home, "main", page).comments]


def test_an_ordinary_comment_is_shown_with_its_words(home, send):
    posted = send(name="Moss", link="https://moss.example/")
    assert posted.standing.state is CommentState.PUBLISHED
    (shown,) = thread(home, "main", PAGE).comments
    assert (shown.name, shown.text, shown.link) == ("Moss", FINE, "https://moss.example/")


def test_one_article_whatever_its_address_is_written_like(home, send):
    send(page=PAGE + "?utm_source=letter#comments")
    send(page=PAGE.replace("https://", "http://www."))
    assert thread(home, "main", PAGE).count == 1
    assert thread(home, "main", PAGE.replace("platform", "www.platform")).count == 1


@pytest.mark.parametrize(
    "page",
    ["https://elsewhere.example/a", "platform.example/a", "javascript:alert(1)", "", "//x/",
     "https://platform.example.evil.example/", "https://platform.example:8443/", "x" * 9_000],
)  # fmt: skip
def test_a_page_elsewhere_is_refused(send, page):
    with pytest.raises(EvenhandError, match="EH861"):
        send(page=page)
    assert not models.Comment.objects.exists()


@pytest.mark.parametrize(
    "given",
    [{"text": "  "}, {"text": "x" * (MAX_TEXT + 1)}, {"text": "a\0b"}, {"text": "a\ud800b"},
     {"name": "x" * 81}, {"name": "a\nb"}, {"name": "a\u202eb"}, {"email": "nobody"},
     {"email": "a@b"}, {"email": "a b@c.example"}, {"email": "x" * 250 + "@c.example"},
     {"link": "javascript:alert(1)"}, {"link": "moss.example"},
     {"link": "https://x.example/" + "a" * 500},
     {"language": "x" * 36}],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_is(send, given):
    with pytest.raises(EvenhandError, match="EH860"):
        send(**given)
    assert not models.Comment.objects.exists()
    assert not models.Item.objects.exists()


def test_a_private_value_is_removed_with_the_clause_and_the_notice(home, send):
    posted = send(SSN, name="Moss")
    assert posted.standing.state is CommentState.REMOVED
    (shown,) = thread(home, "main", PAGE).comments
    assert (shown.text, shown.name) == ("", "")
    assert [(c.pack, c.id) for c in shown.clauses] == [("Private information", "PI-1")]
    (notice,) = statements_of(posted.standing.decision)
    assert "Your comment" in notice.text


def test_a_masked_value_is_covered_and_the_rest_stays(home, send):
    send(ADDRESS)
    (shown,) = thread(home, "main", PAGE).comments
    assert shown.state is CommentState.MASKED
    assert "1420 Elm Street" not in shown.text
    assert shown.text.startswith("She lives at █████")


def test_a_value_in_the_name_is_covered_there(home, send):
    send(FINE, name="1420 Elm Street, Springfield")
    (shown,) = thread(home, "main", PAGE).comments
    assert shown.state is CommentState.MASKED
    assert "Elm" not in shown.name
    assert shown.text == FINE


def test_a_mask_that_outlives_an_edit_covers_all_where_places_are_unclear(home, send, record):
    posted = send(ADDRESS)
    hidden = ADDRESS.replace("1420 Elm Street", "14 20 E l m S t r e e t")
    standing = edit(home, record, posted.token, hidden)
    assert standing.state is CommentState.MASKED
    assert "E l m" not in standing.text


def test_a_mask_covers_all_where_one_of_two_values_is_only_written_otherwise(home, send, record):
    posted = send(f"{ADDRESS} He lives at 77 Birch Road, Springfield, IL 62704.")
    assert "green door" in posted.standing.text
    hidden = posted.standing.comment.text.replace("1420 Elm Street", "14 20 E l m S t r e e t")
    standing = edit(home, record, posted.token, hidden)
    assert standing.state is CommentState.MASKED
    assert standing.text == "█████"


def test_an_edit_that_puts_it_right_is_shown(home, send, record):
    posted = send(SSN)
    standing = edit(home, record, posted.token, "Go and see her.")
    assert standing.state is CommentState.PUBLISHED
    assert thread(home, "main", PAGE).comments[0].text == "Go and see her."


def test_the_same_form_sent_twice_is_one_comment(home, send):
    stamp = new_stamp(home, "main")
    assert send(stamp=stamp).token == send(stamp=stamp).token
    assert send("Another.", stamp=stamp).token != send(stamp=stamp).token
    assert thread(home, "main", PAGE).count == 2
    assert send().token != send().token


def test_first_comments_wait_where_the_site_says_so(home, send, clock):
    look_first(home, "main", "first")
    first = send(email="moss@mail.example")
    assert first.standing.state is CommentState.HELD
    (hold,) = first.standing.measures
    assert hold.until == clock.now() + timedelta(hours=72)
    assert thread(home, "main", PAGE).comments == ()
    release(home)
    assert states(home) == [CommentState.PUBLISHED]
    again = send("Another.", email="Moss@Mail.example ")
    assert again.standing.state is CommentState.PUBLISHED
    assert send("No address.").standing.state is CommentState.HELD


def release(home):
    join(home, "main", "robin", Role.MODERATOR)
    (case,) = open_cases("main")
    decide_case(home, case.id, "robin", Choice(Do.RELEASE, False))


def test_a_hold_that_nobody_looks_at_ends_by_itself(home, send, clock):
    look_first(home, "main", "all")
    send()
    assert states(home) == []
    clock.advance(timedelta(hours=73))
    assert states(home) == [CommentState.PUBLISHED]
    assert [m.state for m in expire(home)] == [MeasureState.EXPIRED]
    assert states(home) == [CommentState.PUBLISHED]


@pytest.mark.parametrize("how", ["trap", "soon"])
def test_what_comes_like_a_program_is_held_and_never_refused(home, send, clock, how):
    look_first(home, "main", "open")
    stamp = new_stamp(home, "main")
    clock.advance(timedelta(seconds=1 if how == "soon" else 60))
    posted = send(stamp=stamp, trap="x" if how == "trap" else "")
    assert posted.standing.state is CommentState.HELD


def test_a_form_that_was_open_for_a_while_or_has_another_stamp_says_nothing(home, send, clock):
    look_first(home, "main", "open")
    stamp = new_stamp(home, "main")
    clock.advance(timedelta(seconds=4))
    assert send(stamp=stamp).standing.state is CommentState.PUBLISHED
    assert send("B", stamp=stamp[:-1]).standing.state is CommentState.PUBLISHED
    assert send("C", stamp="1.2.3").standing.state is CommentState.PUBLISHED


def test_without_the_pack_the_form_says_nothing_of_how_it_was_sent(home, send):
    assert send(trap="x").standing.state is CommentState.PUBLISHED


def test_answers_stand_below_what_they_answer_and_not_deeper_than_can_be_read(home, send, clock):
    parent = send().standing.comment.id
    for number in range(DEEPEST + 2):
        clock.advance(timedelta(seconds=1))
        parent = send(f"Answer {number}.", parent=parent).standing.comment.id
    shown, deep = thread(home, "main", PAGE).comments[0], []
    while shown.replies:
        deep.append(len(shown.replies))
        shown = shown.replies[0]
    assert deep == [1, 1, 3]
    assert shown.depth == DEEPEST
    with pytest.raises(EvenhandError, match="EH862"):
        send(parent="f" * 32)
    with pytest.raises(EvenhandError, match="EH862"):
        send(parent=parent, page=PAGE + "/other")


def test_a_held_comment_with_an_answer_keeps_its_place_and_tells_nothing(home, send, record):
    parent = send("First words.", name="Moss")
    send("An answer.", parent=parent.standing.comment.id)
    look_first(home, "main", "all")
    edit(home, record, parent.token, "Other words.")
    (shown,) = thread(home, "main", PAGE).comments
    assert (shown.state, shown.text, shown.name) == (CommentState.HELD, "", "")
    assert shown.replies[0].text == "An answer."


def test_a_suspended_writer_is_told_until_when(home, send, clock):
    account = send(email="moss@mail.example").standing.comment.account
    until = clock.now() + timedelta(hours=1)
    models.Measure.objects.create(
        id="s-1", decision="s", site="main", name="suspend_until", subject_type="account",
        subject=account, account=account, from_at=clock.now(), until=until, state="in_force",
        rules="[]", cure="[]",
    )  # fmt: skip
    with pytest.raises(EvenhandError, match="EH866") as refused:
        send("More.", email="moss@mail.example")
    assert "2026-09-26T15:00" in refused.value.what
    assert send("Somebody else.").standing.state is CommentState.PUBLISHED
    clock.advance(timedelta(hours=2))
    assert send("More.", email="moss@mail.example").standing.state is CommentState.PUBLISHED


def test_words_that_were_never_decided_are_not_shown_and_are_decided_later(home, send, record):
    def stops(items, keys):
        raise KeyboardInterrupt

    posted = send("Old words.")
    with pytest.raises(KeyboardInterrupt):
        post(home, stops, "main", PAGE, Given(SSN))
    with pytest.raises(KeyboardInterrupt):
        edit(home, stops, posted.token, ADDRESS)
    assert states(home) == []
    assert decide_left(home, record) == 2
    assert sorted(states(home)) == [CommentState.MASKED, CommentState.REMOVED]
    assert decide_left(home, record) == 0
    edit(home, record, posted.token, "Old words.")
    assert undecided_comments() == []


def test_what_the_corridor_refuses_leaves_nothing_behind(home, send):
    refused = EvenhandError("EH406", "no such site")
    with pytest.raises(EvenhandError, match="EH406"):
        post(home, lambda items, keys: [refused], "main", PAGE, Given(FINE))
    assert not models.Comment.objects.exists()
    posted = send()
    with pytest.raises(EvenhandError, match="EH406"):
        edit(home, lambda items, keys: [refused], posted.token, "Other.")
    assert thread(home, "main", PAGE).comments[0].text == FINE


def test_a_link_is_gone_where_the_comment_leads_to_a_blocked_one(home, tmp_path):
    (tmp_path / "links.txt").write_text("https://letter.example/p/file\n")
    record = recorder(home, links=tmp_path / "links.txt")
    given = Given(FINE, name="Moss", link="https://letter.example/p/file")
    post(home, record, "main", PAGE, given)
    post(home, record, "main", PAGE, Given("Again.", link="https://letter.example/p/file"))
    assert [each.link for each in thread(home, "main", PAGE).comments] == ["", ""]


def test_no_email_in_the_item_the_log_or_the_thread(home, send):
    send(ADDRESS, email="zz-moss@zz-mail.example", name="Moss")
    assert b"zz-moss" not in published(home)
    for row in models.Item.objects.all():
        assert "zz-mail" not in json.dumps([row.content, row.author, row.item])
    assert "zz-mail" not in repr(thread(home, "main", PAGE))


def test_the_comments_item_is_not_named_in_the_thread(home, send):
    item = send().standing.comment.item
    assert item not in repr(thread(home, "main", PAGE))
