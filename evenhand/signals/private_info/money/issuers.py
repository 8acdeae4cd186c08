"""Payment card numbers as such: who gave them out, and their check digit."""

_RANGES: tuple[tuple[str, int, int, frozenset[int]], ...] = (
    ("visa", 4, 4, frozenset({13, 16, 19})),
    ("mastercard", 51, 55, frozenset({16})),
    ("mastercard", 2221, 2720, frozenset({16})),
    ("amex", 34, 34, frozenset({15})),
    ("amex", 37, 37, frozenset({15})),
    ("discover", 6011, 6011, frozenset({16, 19})),
    ("discover", 644, 659, frozenset({16, 19})),
    ("diners", 300, 305, frozenset({14, 16})),
    ("diners", 36, 36, frozenset({14, 16})),
    ("diners", 38, 39, frozenset({14, 16})),
    ("jcb", 3528, 3589, frozenset({16, 19})),
    ("unionpay", 62, 62, frozenset({16, 17, 18, 19})),
    ("mir", 2200, 2204, frozenset({16, 19})),
    ("maestro", 50, 50, frozenset(range(12, 20))),
    ("maestro", 56, 58, frozenset(range(12, 20))),
    ("maestro", 6, 6, frozenset(range(12, 20))),
)
"""Name, first and last leading digits, lengths (ISO/IEC 7812 ranges as the schemes publish)."""

_BY_FIRST = {
    digit: tuple(
        row for row in _RANGES if str(row[1])[0] <= digit <= str(row[2])[0]
    )
    for digit in "0123456789"
}  # fmt: skip

_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Each digit's double, its own digits added up."""

TEST_CARDS = frozenset(
    [
        "4111111111111111",
        "4242424242424242",
        "4012888888881881",
        "4000056655665556",
        "4000002500003155",
        "4000000000000002",
        "4000000000009995",
        "4000000000003220",
        "4000000000000077",
        "4000000000000341",
        "4000002760003184",
        "4000000000000069",
        "4000000000000127",
        "4000000000000119",
        "4000000000000259",
        "4222222222222",
        "4005519200000004",
        "4009348888881881",
        "4012000033330026",
        "4012000077777777",
        "4217651111111119",
        "4500600000000061",
        "4444333322221111",
        "4917610000000000",
        "4988438843884305",
        "4166676667666746",
        "4646464646464644",
        "4000620000000007",
        "4000060000000006",
        "4444444444444448",
        "5555555555554444",
        "5200828282828210",
        "5105105105105100",
        "2223003122003222",
        "5454545454545454",
        "2223000048400011",
        "5555341244441115",
        "2222400070000005",
        "5100290029002909",
        "5500000000000004",
        "5555444433331111",
        "2222410740360010",
        "2223520443560010",
        "5424000000000015",
        "5431111111111111",
        "378282246310005",
        "371449635398431",
        "378734493671000",
        "370000000000002",
        "374251018720018",
        "374101000000608",
        "343434343434343",
        "341111111111111",
        "6011111111111117",
        "6011000990139424",
        "6011981111111113",
        "6011000000000012",
        "6011000000000004",
        "6011601160116611",
        "6445644564456445",
        "6011000991300009",
        "3056930009020004",
        "36227206271667",
        "30569309025904",
        "38520000023237",
        "36006666333344",
        "36700102000000",
        "30000000000004",
        "36148900647913",
        "3566002020360505",
        "3530111333300000",
        "3569990010095841",
        "3530111111111111",
        "3088000000000017",
        "6200000000000005",
        "6200000000000047",
        "6205500000000000004",
        "6759649826438453",
        "6304000000000000",
        "6771798021000008",
        "6799990100000000019",
        "6222988812340000",
        "5019717010103742",
        "1234567890123456",
        "1234567812345678",
        "0123456789012345",
        "1234123412341234",
    ]
)
"""What payment processors publish for trying out (Stripe, Adyen, Braintree, PayPal, Worldpay,
Authorize.Net: their pages on test cards), and the digits in a row that forms show."""


def issuer_of(digits: str) -> str:
    """The network in whose range a number lies and whose lengths it has; empty for none."""
    for name, first, last, lengths in _BY_FIRST[digits[0]]:
        if first <= int(digits[: len(str(first))]) <= last and len(digits) in lengths:
            return name
    return ""


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1 annex B).

    One digit repeated is nobody's number and is refused.
    """
    total = sum(map(int, digits[-1::-2] + digits[-2::-2].translate(_DOUBLED)))
    return total % 10 == 0 and digits.count(digits[0]) < len(digits)
