"""E-mail addresses: plain, with signs spelled out, and whose mailbox it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import COUNTS_FROM
from evenhand.signals.private_info.reach import email, email_words
from evenhand.signals.private_info.reach.email_roles import is_role
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words.reach import PATTERNS, PUBLIC, STEPS

SIGNS = {
    module: [re.compile(sign.encode(), re.IGNORECASE | re.DOTALL) for sign in module.SIGNS]
    for module in (email, email_words)
}


def read(text):
    return [*email.find(Window(text)), *email_words.find(Window(text))]


def private(text):
    return [text[one.start : one.end] for one in read(text) if one.score >= COUNTS_FROM]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mail: jane@mail.example.", "jane@mail.example"),
        ("<o'brien@mail.example>", "o'brien@mail.example"),
        ("'jane@mail.example'", "jane@mail.example"),
        ("?email=jane+x@mail.example&a=1", "jane+x@mail.example"),
        ("jürgen@büro.example", "jürgen@büro.example"),
        ('"jane doe"@mail.example', '"jane doe"@mail.example'),
        ("_jane@mail.example_", "jane@mail.example"),
        ("to=%3Cjane@mail.example", "jane@mail.example"),
        ("jane@mail.example:hunter2", "jane@mail.example"),
        ("jane@[192.0.2.10]", "jane@[192.0.2.10]"),
    ],
)
def test_where_an_address_begins_and_ends(text, value):
    assert private(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "@jane@social.example",
        "!news@forum.example",
        "logo@2x.png",
        "tool@1.2.3",
        "git@code.example:owner/repo",
        "jane@host.example:~/x",
        "https://jane@code.example/repo",
        "https://social.example/@jane/1",
        "with @jane.It was",
        "a@b",
        "@@a.example",
        "jane@mail.example@",
        "x" * 80 + "@mail.example",
    ],
)
def test_what_only_looks_like_one(text):
    assert private(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "jane [at] mail [dot] example",
        "jane(at)mail.example",
        "jane AT mail DOT com",
        "jane at gmail dot com",
        "jane arroba correo punto es",
        "jane.doe arobase mail point fr",
        "jane ät mail punkt de",
        "jane_at_mail_dot_com",
        "jane@mail[.]example",
    ],
)
def test_signs_spelled_out_are_undone(text):
    assert private(text) == [text]
    (found,) = (one for one in read(text) if one.score >= COUNTS_FROM)
    assert list(found.detail["undone"]) == ["at_dot_words"]
    assert any(sign.search(text.encode()) for sign in SIGNS[email_words])


def test_blanks_around_the_signs_need_a_word_or_a_name():
    assert private("email: jane @ mail . example") == ["jane @ mail . example"]
    assert private("jane.doe @ mail.example") == ["jane.doe @ mail.example"]
    assert private("lunch @ venue.example") == []
    assert read("email: jane @ mail . example")[0].detail["undone"] == ["spaces"]


@pytest.mark.parametrize(
    "text",
    [
        "meet me at example dot com",
        "look at this dot com bubble",
        "our album at bandcamp dot com",
        "find us at acme dot org",
        "she works at example.com",
    ],
)
def test_at_and_dot_in_a_sentence_are_words(text):
    assert private(text) == []


@pytest.mark.parametrize(
    "local",
    ["press", "Info", "no-reply", "media.inquiries", "presse", "prensa", "accueil", "support+de"],
)
def test_mailboxes_of_roles(local):
    assert is_role(local)
    (found,) = read(f"{local}@agency.example")
    assert (found.score < COUNTS_FROM, found.public) == (True, "role_mailbox")


@pytest.mark.parametrize("local", ["jane", "jane.doe", "press.jane", "j", "1984", "may", "ms"])
def test_mailboxes_of_persons(local):
    assert not is_role(local)


def test_a_contact_given_out_to_the_press_is_public():
    (found,) = read("Press contact: jane.doe@agency.example")
    assert found.public == "press_mailbox"


@given(
    st.text(st.sampled_from("abcdefXYZ09_+-."), min_size=1, max_size=20),
    st.lists(st.text(st.sampled_from("abcdef09"), min_size=1, max_size=12), min_size=1, max_size=3),
)
@settings(deadline=None, max_examples=200)
def test_any_plain_address_is_found_whole_and_shows_its_sign(local, labels):
    local = local.strip(".+-_") or "jane"
    value = f"{local}@{'.'.join(labels)}.example"
    assert [text for text in (value,) if any(s.search(text.encode()) for s in SIGNS[email])]
    spans = [(one.start, one.end) for one in email.find(Window(f"to {value}, please"))]
    assert spans == [(3, 3 + len(value))]


@given(st.text(st.sampled_from("ab1.@ \"'-_%+[](){}<>dot\n:/é"), max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_text_is_read_and_codes_are_known(text):
    for one in read(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.pattern in PATTERNS
        assert one.public in PUBLIC or one.score >= COUNTS_FROM
        assert set(one.detail.get("undone", ())) <= STEPS.keys()


@pytest.mark.parametrize(
    "text", ["@" * 4000, "a@" * 2000, "a at " * 800, "a." * 2000 + "@a.example"]
)
def test_hostile_stretches_are_read_to_the_end(text):
    assert all(one.end <= len(text) for one in read(text))
