"""Made texts: values as people hide or shorten them, and numbers that only look like values.

Every number is made here from a fixed seed. A frame holds `{}` where the value stands; what a
group measures is told by its name.
"""

import base64
import random
from collections.abc import Callable, Iterator

from bench.private_sets import Marked, Text

EACH = 12
"""Texts made from each frame."""

Make = Callable[[random.Random], str]


def _ssn(chance: random.Random) -> str:
    area = chance.choice([*range(1, 666), *range(667, 900)])
    return f"{area:03}-{chance.randint(1, 99):02}-{chance.randint(1, 9999):04}"


def _phone(chance: random.Random) -> str:
    return f"{chance.choice((202, 312, 415, 617, 718))}-555-01{chance.randint(0, 99):02}"


def _card(chance: random.Random) -> str:
    digits = "4539" + "".join(chance.choices("0123456789", k=11))
    check = next(d for d in "0123456789" if _luhn(digits + d))
    return " ".join((digits + check)[place : place + 4] for place in range(0, 16, 4))


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


WORDS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
}
FULLWIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LETTERS = str.maketrans("015", "OlS")


def _digits(value: str) -> str:
    return "".join(sign for sign in value if sign.isdigit())


def _spoken(language: str) -> Callable[[str], str]:
    return lambda value: " ".join(WORDS[language][int(d)] for d in _digits(value))


HIDDEN: dict[str, Callable[[str], str]] = {
    "spaced": lambda value: " ".join(_digits(value)),
    "dotted": lambda value: ".".join(_digits(value)),
    "emojis between": lambda value: "🍀".join(value.split("-")) if "-" in value else
        "🍀".join(value.split(" ")),
    "zero-width": lambda value: "\u200b".join(value),
    "soft hyphens": lambda value: "\u00ad".join(value),
    "fullwidth": lambda value: value.translate(FULLWIDTH),
    "Arabic digits": lambda value: value.translate(ARABIC),
    "dashes": lambda value: value.replace("-", "\u2011").replace(" ", "\u2009"),
    "letters for digits": lambda value: value.translate(LETTERS),
    "over lines": lambda value: value.replace("-", "-\n", 1).replace(" ", "\n", 1),
    "English words": _spoken("en"),
    "Spanish words": _spoken("es"),
    "German words": _spoken("de"),
    "French words": _spoken("fr"),
    "entities": lambda value: "".join(f"&#{ord(sign)};" for sign in value),
    "percent": lambda value: "".join(f"%{ord(sign):02X}" for sign in value),
    "Markdown": lambda value: "**" + value[:3] + "**" + value[3:],
    "table cells": lambda value: value.replace("-", " | ").replace(" ", " | ", 0),
}  # fmt: skip
"""How a value is hidden -> its writing."""

HOLDERS: tuple[tuple[str, Make, tuple[str, ...]], ...] = (
    ("SSN", _ssn, ("Her SSN is {}, keep it.", "it says: social security number {} on page two",
                   "ssn -> {} (got it from the leak)")),
    ("PHONE", _phone, ("call his cell {} any time", "Her private phone: {}",
                       "text me at {} please")),
    ("CARD", _card, ("his credit card number is {} exp 04/29", "Visa card {} was in the dump")),
)  # fmt: skip

LAST = (
    "the last four digits of her SSN are {}.", "his social ends in {}", "SSN ending {} on file",
    "Social Security number ends with {}, per the form", "last 4 of SSN: {}", "SSN (last four): {}",
    "{} are the last four of his social", "she confirmed the final four of her social, {}",
    "name: R. Doe, ssn last4={}, dob on file",
    "| name | SSN (last 4) |\n|---|---|\n| R. Doe | {} |",
    "The memo gives the last four digits of the candidate's social security number as {}.",
)  # fmt: skip
MASKED = (
    "SSN {}, cleared",
    "Social: {}",
    "Background check, social {} (Doe, R.)",
    "| name | SSN |\n|---|---|\n| R. Doe | {} |",
)
FIRST = ("his SSN starts with {}", "the first five of her social are {}",
         "a social security number beginning {} is on page three")  # fmt: skip
MASKS = ("XXX-XX-", "xxx-xx-", "***-**-", "•••-••-", "###-##-", "XXX XX ", "[redacted]-", "*****",
         "███-██-", "___-__-")  # fmt: skip

LOOK_ALIKES: tuple[str, ...] = (
    "Your order number is {ssn}, it ships on Friday.", "Order #{ssn} was cancelled.",
    "Case No. {ssn} was heard in the second chamber.", "docket {ssn}, motion to dismiss",
    "Part number {ssn} replaces the old filter.", "tracking id {ssn} left the depot",
    "Model {ssn}-B of the washing machine", "Invoice {ssn} is due in thirty days.",
    "Upgrade to version {v}.{v}.{v}.{v} first.", "see section {v}.{v}.{v}.{v} of the manual",
    "ISBN 978-0-{d3}-{d5}-{d1} is out of print.", "ISSN {d4}-{d4}, volume 12",
    "EIN {d2}-{d7} of the charity", "doi:10.{d4}/{d3}-{d2}-{d4}",
    "under 42 U.S.C. {d4}-{d1} and 5 CFR {d3}.{d3}", "They won 3-1 in 2019-20 and 98-{d2} at home.",
    "ZIP {d5}-{d4} covers the whole block.", "Build {d10} at 2024-03-{d2} 10:11:12",
    "the card on the order ends in {d4}; code {d4}", "last four of the visa: {d4}",
    "account ending in {d4} was charged", "ratio {d2}.{d4} against {d2}.{d4} in table 4",
    "5 Wall Street banks and 40 Main Street shops fell.", "It is a 20 minute drive to {d3} people.",
    "{d1} ways to court voters, 10 years on the road", "id={d10}&session={d10}",
    "https://social.example/status/1{d10}{d8}", "raised ${d3},{d3},{d3} from {d2},{d3} donors",
    "Social Security benefits rose {d1}.{d1} % to {d4} dollars in 2024.",
    "It is not {d3}-{d2}, the serial number reads {ssn}.",
    "MAC 00:1{d1}:2{d1}:3{d1}:4{d1}:5{d1} answered", "commit 4f{d5}ab{d4}", "{d4} {d4} {d4} views",
    "flight {d4} at gate {d2}, booking ref {d3}-{d2}-{d4}", "policy number {ssn} covers hail",
)  # fmt: skip


def groups() -> dict[str, list[Text]]:
    """Name of a group -> its texts: partial numbers, each way of hiding, look-alikes."""
    chance = random.Random(41)
    made = {
        "partial: last four": [_text(frame, f"{chance.randrange(10_000):04}", "SSN")
                               for frame in LAST for _ in range(EACH)],
        "partial: masked": [_text(frame, mask + f"{chance.randrange(10_000):04}", "SSN")
                            for frame in MASKED for mask in MASKS for _ in range(2)],
        "partial: first five": [_text(frame, _ssn(chance)[:6], "SSN")
                                for frame in FIRST for _ in range(EACH)],
    }  # fmt: skip
    for way, hide in HIDDEN.items():
        made[f"hidden: {way}"] = [
            _text(frame, hide(make(chance)), kind)
            for kind, make, frames in HOLDERS
            for frame in frames
            for _ in range(EACH // 2)
        ]
    made["hidden: base64"] = list(_encoded(chance))
    made["hidden: reversed"] = [
        _text("read this backwards: {} (ssn)", _ssn(chance)[::-1], "SSN") for _ in range(EACH)
    ]
    made["look-alikes"] = [
        Text(_filled(frame, chance), [], []) for frame in LOOK_ALIKES for _ in range(EACH)
    ]
    return made


def _text(frame: str, value: str, kind: str) -> Text:
    start = frame.index("{}")
    value = value.strip()
    return Text(frame.replace("{}", value), [Marked(start, start + len(value), kind)], [])


def _encoded(chance: random.Random) -> Iterator[Text]:
    for lead in ("decode this: ", "base64 ", ""):
        for _ in range(EACH):
            hidden = base64.b64encode(f"his ssn is {_ssn(chance)} ok".encode()).decode()
            yield Text(lead + hidden, [Marked(len(lead), len(lead) + len(hidden), "SSN")], [])


def _filled(frame: str, chance: random.Random) -> str:
    text = frame.replace("{ssn}", _ssn(chance))
    while "{v}" in text:
        text = text.replace("{v}", str(chance.randint(0, 40)), 1)
    for width in range(1, 11):
        while (hole := f"{{d{width}}}") in text:
            number = str(chance.randint(1, 9)) + "".join(chance.choices("0123456789", k=width - 1))
            text = text.replace(hole, number, 1)
    return text
