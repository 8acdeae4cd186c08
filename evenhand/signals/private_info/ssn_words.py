"""How people write of a social security number, and how they write its digits."""

import re

SSN = r"""(?:(?<![a-z])ssns?(?![a-z])
    |\bsocial[ \t\n\-]+security\b(?:[ \t]+(?:number|no|num|nr)\b\.?)?
    |\bsoc(?:ial|\.)?[ \-]?sec\b\.?(?:[ \t]+(?:number|no|num)\b\.?)?
    |\bss[ ]?(?:\#|no\b\.?|number\b)
    |\bsoc\b(?=[ :]{0,3}(?:\#|ends?|ending|ended|last|first|begins|starts)(?![a-z]))
    |\bsocial\b(?=\W{0,3}(?:\d|[x*\#_•●∙·▪■█?\-]{3,11}\d{4}(?!\w)|(?:is|was|are|were|as|no|number|num|ends?|ended|ending|begins
        |beginning|starts|starting|last|first|in|on)\b))
    |\b(?:my|his|her|their|your|whose|'s|of|the)[ ]social\b
        (?![ \-]*(?:media|network|contract|life|event|work|club|justice|distanc|account|post|page
        |order|function))
    )(?:[ ]?\#)?"""
"""The number's own name, for verbose patterns that ignore case."""

SSN_WORD = re.compile(SSN, re.IGNORECASE | re.VERBOSE)

SSN_HINT = re.compile(r"[sS](?:[sS](?:[nN]|[ ]?#|[ ]?[nN][oOuU])|[oO][cC])")
"""Every `SSN` begins so; ten times as fast as looking for `SSN` itself."""

DIGIT_WORDS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip

DIGIT = rf"(?:\d|(?:{'|'.join(DIGIT_WORDS)})(?![a-z]))"
"""One digit, as a figure or as a word."""

_TOKEN = re.compile(rf"\d|{'|'.join(DIGIT_WORDS)}", re.IGNORECASE)


def digits_of(value: str) -> str:
    """The figures of a value whose digits match `DIGIT`."""
    return "".join(DIGIT_WORDS.get(token.lower(), token) for token in _TOKEN.findall(value))
