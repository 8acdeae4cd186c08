"""Redaction: nothing private is left, doing it twice changes nothing, all else stays as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.reading import Span
from evenhand.pipeline.redact import Redactor
from evenhand.signals.private_info.own import Own
from evenhand.text.placeholders import BLOCK, blocks, replaced

VALUES = (
    "412-55-0187", "XXX-XX-0187", "(202) 555-0143", "+44 20 7946 0018", "jane.doe@mail.example",
    "4539 5787 6362 1486", "GB29 NWBK 6016 1331 9268 19", "1742 Maple Street, Dayton, OH 45402",
)  # fmt: skip
PUBLIC = ("1-800-555-0199", "press@city.example")
PLAIN = (
    "SSN ", "his social ends in ", "order no. ", "call ", "He lives at ", "the courthouse at ",
    "last four: ", "0187", "412", "2024", "\n", "\r\n", " ", ", ", "; ", "[street address 1]", "é",
    "\u200b", "\udcff", "Nothing to see here. ", "card ", "“", "|", "- ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from((*VALUES, *PUBLIC, *PLAIN)), max_size=14).map("".join)
REDACTOR = Redactor()


@pytest.mark.parametrize("style", ["placeholders", "blocks"])
@given(text=TEXTS)
@settings(deadline=None, max_examples=200)
def test_nothing_is_left_and_twice_is_once(style, text):
    once = REDACTOR.redact(text, style)
    assert REDACTOR.find(once.text) == []
    assert REDACTOR.redact(once.text, style).text == once.text


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_blocks_have_the_length_of_what_they_cover_and_all_else_stays(text):
    done = REDACTOR.redact(text, "blocks")
    assert len(done.text) == len(text)
    changed = {at for at, (a, b) in enumerate(zip(text, done.text, strict=True)) if a != b}
    found = {
        at for r in (*done.found, *done.later) for s in r.spans for at in range(s.start, s.end)
    }
    assert changed <= found
    assert all(text[at] in "\r\n" + BLOCK for at in found - changed)


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_text_between_values_is_as_it_was(text):
    done = REDACTOR.redact(text)
    if not done.later:
        rest, at = done.text, 0
        for reading in done.found:
            before = text[at : reading.spans[0].start]
            assert rest.startswith(before)
            assert rest[len(before)] == "["
            rest = rest[rest.index("]", len(before)) + 1 :]
            at = reading.spans[0].end
        assert rest == text[at:]


def test_the_same_value_gets_the_same_placeholder_however_it_is_written():
    text = "Call (202) 555-0143 or 202-555-0144. Again: 202-555-0143, jane.doe@mail.example."
    assert REDACTOR.redact(text).text == (
        "Call [telephone number 1] or [telephone number 2]. Again: [telephone number 1], "
        "[e-mail address 1]."
    )


def test_numbers_go_on_behind_those_that_the_text_already_holds():
    text = "[telephone number 4] was his; call 202-555-0143 now"
    assert REDACTOR.redact(text).text == (
        "[telephone number 4] was his; call [telephone number 5] now"
    )


@pytest.mark.parametrize("value", PUBLIC)
def test_what_is_public_stays(value):
    assert REDACTOR.redact(f"Reach us: {value}").text == f"Reach us: {value}"


def test_what_is_the_operators_own_stays():
    own = Own.from_lines(["# our office", "1742 Maple Street", "+1 202-555-0143", "@mail.example"])
    text = "We sit at 1742 Maple Street, Dayton, OH 45402; call (202) 555-0143, jane@mail.example."
    assert Redactor(own).redact(text).text == text
    assert "555-0144" not in Redactor(own).redact("call (202) 555-0144").text


def test_lines_of_a_value_stay_lines():
    assert blocks("12 Oak\r\nLane") == "██████\r\n████"
    assert replaced("abcdef", {Span(4, 6): "-", Span(0, 1): "++"}) == "++bcd-"
