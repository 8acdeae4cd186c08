"""The first pass: signs, what may hide them, and that hyperscan and `re` see the same."""

import re
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info import native, undo
from evenhand.signals.private_info.cue_scan import CueScan
from evenhand.signals.private_info.digit_runs import (
    LONG_NUMBER,
    NUMBER,
    implies_digit,
    implies_long_number,
)
from evenhand.signals.private_info.finders import finders
from evenhand.signals.private_info.reader import scan_of
from evenhand.signals.private_info.scan import AT_ONCE, SUSPICIOUS
from evenhand.text.fold import fold
from evenhand.text.suspicious import suspicious

FAST, SLOW = scan_of(True), scan_of(False)
FAST.compile()
SIGNS = sorted({sign for finder in finders() for sign in finder.signs} | set(undo.UNDO_SIGNS))
VALUES = (
    "SSN 412-55-0187", "XXX-XX-0187", "last four of his social: 0187", "call (202) 555-0143",
    "+44 20 7946 0018", "jane.roe@mail.example", "jane [at] mail [dot] example",
    "4539 5787 6362 1486", "GB29 NWBK 6016 1331 9268 19", "1742 Maple Street, Dayton, OH 45402",
    "four one two five five oh one eight seven", "10.1.2.3", "born 4 May 1980", "passport K1234567",
)  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(VALUES),
    st.sampled_from(("\0", "\u200b", "\u00a0", "\u2013", "４", "а", "ѕ", "\ud800", "😀", "’", " ")),
    st.text(max_size=8),
    st.text("0123456789 -.()@aes", max_size=12),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join)
CUES, CUES_BY_RE = CueScan(), CueScan(native_too=False)
LOOSE = re.compile(LONG_NUMBER.encode(), re.DOTALL)


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_hyperscan_and_re_see_the_same(text):
    assert FAST.one(text) == SLOW.one(text)


@given(st.lists(TEXTS, max_size=12))
@settings(deadline=None, max_examples=100)
def test_many_texts_read_as_each_alone(texts):
    alone = {n: names for n, text in enumerate(texts) if (names := SLOW.one(text))}
    assert FAST.many(texts) == alone
    assert SLOW.many(texts) == alone


@pytest.mark.parametrize("filler", ["nothing", "SSN 412-55-0187 jane@mail.example " * 9, "a\0b"])
def test_many_texts_at_once_with_signs_few_or_many_or_none(filler):
    texts = [filler] * AT_ONCE
    texts[3], texts[-1] = "call (202) 555-0143", "Привет, SSN ４12-55-0187"
    assert FAST.many(texts) == {n: names for n, t in enumerate(texts) if (names := SLOW.one(t))}


@pytest.mark.parametrize("text", ["itin 912-70-1234", "ss# 0187", "my itin", "call&#x34"])
def test_the_edges_of_a_text_are_seen_wherever_it_stands(text):
    names = SLOW.one(text)
    assert FAST.one(text) == names
    assert FAST.many(["ab", text, "cd", text]) == ({1: names, 3: names} if names else {})


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_found_in_what_matches_it(sign):
    """Hyperscan takes every sign, and reads it as `re` does."""
    pattern = re.compile(sign.encode(), re.IGNORECASE | re.DOTALL)
    found = []
    compiled = native.Patterns([sign.encode()], caseless=True, once=True)
    seen = lambda *match: found.append(match)  # noqa: E731
    for value in VALUES:
        found.clear()
        compiled.scan(value.encode(), seen)
        assert bool(found) is bool(pattern.search(value.encode()))


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_signs_of_long_numbers_hold_one(data):
    sign = data.draw(st.sampled_from([sign for sign in SIGNS if implies_long_number(sign)]))
    bytewise = re.compile(sign.encode().decode("latin-1"), re.DOTALL | re.ASCII)
    match = data.draw(st.from_regex(bytewise, alphabet=st.characters(max_codepoint=255)))
    assert LOOSE.search(match.encode("latin-1"))


@pytest.mark.parametrize(
    "text", ["at 4 Elm", "x187", "4-", "/4/5/80", "D6W X2P8", "a1b2c3d4e5", "sixty-two one"]
)
def test_a_number_as_people_write_one(text):
    assert any(re.search(gate, text, re.IGNORECASE) for gate in NUMBER)


@pytest.mark.parametrize("text", ["https://link.example/a7Xq9b", "b2b and mp3", "one of them", ""])
def test_no_number(text):
    assert not any(re.search(gate, text, re.IGNORECASE) for gate in NUMBER)


@pytest.mark.parametrize(
    ("sign", "digit"),
    [(r"box [0-9]", True), (r"(?:a|b)?[0-9]{2}", True), (r"[0-9]?x", False), (r"[0-9]|x", False)],
)
def test_which_signs_ask_for_a_digit(sign, digit):
    assert implies_digit(sign) is digit


def test_a_word_is_a_sign_only_where_there_is_a_number():
    assert SLOW.one("his ssn was on it") == FAST.one("his ssn was on it") == frozenset()
    assert "identity.ssn" in SLOW.one("his ssn was on it: forty seventeen")


@pytest.mark.parametrize(
    ("sign", "long"),
    [
        (r"[0-9]{5}", True),
        (r"[0-9]{4}", False),
        (r"[0-9](?:[ -]?[0-9]){4}", True),
        (r"[0-9](?:[ -]?[0-9]){0,9}", False),
        (r"[0-9]{3}[a-z]{0,5}[0-9]{3}", True),
        (r"[0-9]{3}[a-z]{0,6}[0-9]{3}", False),
        (r"[0-9]{3}(?:ab|[0-9])cd[0-9]{3}", True),
        (r"[0-9]{3}(?:abc|[0-9])cdef[0-9]{3}", False),
        (r"abc(?:[0-9]{6}|[0-9]{7})", True),
        (r"abc(?:[0-9]{6}|x)", False),
    ],
)
def test_which_signs_ask_for_a_long_number(sign, long):
    assert implies_long_number(sign) is long


UNSUSPICIOUS = (
    "Привет, как дела? Мы живём в доме.", "Καλημέρα, τι κάνεις σήμερα;", "お元気ですか。はい、元気です！",  # noqa: E501
    "It’s “fine” – really… I ❤️ it 👩‍👩‍👧 🇩🇪", "Café déjà vu, Straße, año, İstanbul", "안녕하세요 여러분",  # noqa: E501
    "naïve façade — and so on", "今日は良い天気ですね", "voilà ; c’est ça", "नमस्ते दुनिया",
)  # fmt: skip
HIDING = (
    "41\u200b2", "４12", "412\u20135", "412\u00a055", "s\u200bocial", "jane＠mail", "m\u0430il",
    "\U0001d554all me", "5\u03005", "social\u00a0security", "5\ufe0f\u20e35", "\u0661\u0662", "①②",
    "ѕоcial", "so\u00adcial", "［at］", "412\u22125", "4\u20605", "1\u20442",
)  # fmt: skip


@pytest.mark.parametrize("text", UNSUSPICIOUS)
def test_a_plain_text_is_not_suspicious(text):
    assert SUSPICIOUS not in FAST.one(text)


@pytest.mark.parametrize("text", HIDING)
def test_what_may_hide_a_value_is_suspicious(text):
    assert SUSPICIOUS in FAST.one(text)
    assert SUSPICIOUS in SLOW.one(text)


HIDERS = st.sampled_from(("\u200b", "\u00ad", "\u2060", "\u202e", "\u0336", "\ufe0f", "\u20e3"))
OTHER = {
    "0": "０𝟎٠",
    "4": "４𝟒٤",
    "5": "５５۵",
    "-": "–‑−",
    " ": "\u00a0\u2003",
    "@": "＠",
    "a": "ａ𝒶",
}


@given(st.sampled_from(VALUES), st.data())
@settings(deadline=None, max_examples=200)
def test_no_sign_is_hidden_by_what_folding_undoes(value, data):
    """Where folding shows a sign that the text as written does not hold, the text is suspicious."""
    changed = "".join(
        data.draw(st.sampled_from((sign, sign, sign + data.draw(HIDERS), *OTHER.get(sign, ""))))
        for sign in value
    )
    written, folded = FAST.one(changed), FAST.one(fold(changed).text)
    assert folded - {SUSPICIOUS} <= written or SUSPICIOUS in written


def test_patterns_of_suspicion_are_few_and_short():
    assert len(suspicious()) < 20
    assert sum(map(len, suspicious())) < 20_000


def test_two_threads_may_scan_at_once():
    """A thread whose time ran out may still be at it."""
    patterns = native.Patterns([b"ab"])
    failed = []

    def scan():
        try:
            for _ in range(30):
                patterns.scan(b"x" * 3_000_000, lambda *_match: None)
        except Exception as error:  # noqa: BLE001  a thread's error must reach the test
            failed.append(error)

    threads = [threading.Thread(target=scan) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_scan_stops_when_told():
    seen = []
    patterns = native.Patterns([b"a"])
    assert patterns.scan(b"aaaa", lambda *match: seen.append(match) or len(seen) > 1) is False
    assert len(seen) == 2


@given(TEXTS)
@settings(deadline=None, max_examples=100)
def test_cues_are_the_same_by_re(text):
    assert CUES.find(text) == CUES_BY_RE.find(text)
