"""Cards, IBANs and bank accounts: check digits, lengths, whose they are, and what stays free."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.money import bank_account, iban, payment_card
from evenhand.signals.private_info.money.issuers import TEST_CARDS, issuer_of, luhn
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words import money as words

DIGITS = "0123456789"


def read(finder, text):
    return list(finder.find(Window(text)))


def found(finder, text):
    return [text[c.start : c.end] for c in read(finder, text) if c.score >= 0.5]


def numbers(size):
    return st.text(DIGITS, min_size=size, max_size=size)


def card_of(payload):
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(reversed(payload))]
    return payload + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


@given(numbers(14))
@settings(deadline=None, max_examples=60)
def test_without_a_word_one_check_digit_of_ten_makes_a_card(rest):
    card = card_of("4" + rest)
    if card in TEST_CARDS:
        return
    for digit in DIGITS:
        number = card[:-1] + digit
        assert found(payment_card, f"see {number} there") == ([number] if number == card else [])
        assert found(payment_card, f"credit card {number}") == [number]


@given(numbers(14), st.sampled_from(["order no.", "gift card", "tracking number", "invoice no"]))
@settings(deadline=None, max_examples=60)
def test_a_number_of_a_thing_is_no_card(rest, thing):
    assert found(payment_card, f"{thing} {card_of('4' + rest)}") == []


@pytest.mark.parametrize("number", sorted(TEST_CARDS))
def test_published_test_cards_are_public(number):
    seen = read(payment_card, f"my card number {number}")
    assert [candidate.public for candidate in seen] == ["test_card"]


@pytest.mark.parametrize(
    ("number", "issuer"),
    [("4" + "0" * 15, "visa"), ("2720" + "0" * 12, "mastercard"), ("2721" + "0" * 12, ""),
     ("37" + "0" * 13, "amex"), ("37" + "0" * 14, ""), ("9" + "0" * 15, "")],
)  # fmt: skip
def test_issuers_have_their_ranges_and_lengths(number, issuer):
    assert issuer_of(number) == issuer


def test_one_digit_repeated_is_nobodys_card():
    assert not luhn("0" * 16)
    assert found(payment_card, "credit card 0000 0000 0000 0000") == []


def iban_of(country, account):
    rest = int(account + str(int(country[0], 36)) + str(int(country[1], 36)) + "00") % 97
    return f"{country}{98 - rest:02}{account}"


@given(st.sampled_from(sorted(iban.LENGTHS)), st.data())
@settings(deadline=None, max_examples=150)
def test_an_iban_needs_its_check_digits_or_its_name(country, data):
    number = iban_of(country, data.draw(numbers(iban.LENGTHS[country] - 4)))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    groups = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    assert found(iban, f"to {number} now") == [number]
    assert found(iban, f"to {groups.lower()}") == [groups.lower()]
    assert found(iban, f"to {wrong} now") == []
    assert found(iban, f"IBAN: {wrong}.") == [wrong]
    assert "iban_check_failed" in read(iban, f"IBAN: {wrong}.")[0].checks


@pytest.mark.parametrize(
    "payee", ["Please donate: {}", "Spendenkonto {}", "payable to Acme Widgets Ltd, {}"]
)
def test_an_account_that_everybody_pays_into_is_public(payee):
    number = iban_of("DE", "370400440532013000")
    (candidate,) = read(iban, payee.format(number))
    assert candidate.public in words.PUBLIC
    assert candidate.score < 0.5
    assert found(iban, f"{payee.format('...')} His own account: {number}") == [number]


@given(numbers(8))
@settings(deadline=None)
def test_aba_takes_the_check_digit_of_the_standard(start):
    fitting = [digit for digit in DIGITS if bank_account.aba(start + digit)]
    total = (
        3 * sum(map(int, start[0::3])) + 7 * sum(map(int, start[1::3])) + sum(map(int, start[2::3]))
    )
    assert fitting == ([str(-total % 10)] if start != "00000000" else [])


@given(numbers(17))
@settings(deadline=None)
def test_clabe_takes_the_check_digit_of_the_standard(start):
    units = "".join(str(int(digit) * int("371"[n % 3]))[-1] for n, digit in enumerate(start))
    check = -sum(map(int, units)) % 10
    fitting = [d for d in range(10) if bank_account.clabe([*map(int, start), d])]
    assert fitting == [check]
    assert found(bank_account, f"CLABE {start}{check}") == [f"{start}{check}"]


@given(
    st.sampled_from(["customer account", "gas account number", "Instagram account"]), numbers(10)
)
@settings(deadline=None)
def test_an_account_elsewhere_is_no_bank_account(thing, number):
    assert found(bank_account, f"{thing} {number}, call the bank") == []


def test_a_bank_code_alone_is_nobodys():
    for text in ("routing number 021000021", "sort code 20-00-00", "BLZ 37040044", "BSB 062-000"):
        assert found(bank_account, text) == []


SEEN = (
    "4539 5787 6362 1486", "Visa 4539 5787 6362 1486", "card no 4539 5787 6362 1487",
    "4539 5787 6362 1486 04/29", "a@b.example;4539-5787-6362-1487;x", "sandbox 4539 5787 6362 1486",
    "DE89 3704 0044 0532 0130 00", "IBAN DE89 3704 0044 0532 0130 01", "IBAN DE89 3704 0044 0532",
    "donations: DE89 3704 0044 0532 0130 00", "Acme Ltd DE89 3704 0044 0532 0130 00",
    "routing 021000021 acct 123456789", "acct 123456789 routing 021000022",
    "sort code 20-00-00 55779911", "CLABE 032180000118359719", "CLABE 032180000118359710",
)  # fmt: skip


def test_each_code_has_its_words_and_each_finder_its_sign():
    seen = [
        candidate for text in SEEN for finder in (payment_card, iban, bank_account)
        for candidate in read(finder, text)
    ]  # fmt: skip
    assert {candidate.pattern for candidate in seen} == set(words.PATTERNS)
    assert {check for candidate in seen for check in candidate.checks} == set(words.CHECKS)
    assert {candidate.public for candidate in seen} - {""} == set(words.PUBLIC)
