"""The words around telephone numbers."""

import re

from evenhand.signals.private_info.context import OTHER_NUMBER

_FLAGS = re.IGNORECASE | re.VERBOSE

CALLS = r"""\b(?:(?:tele)?phone|tel|mobile|mob|cell(?:phone)?|fax|whatsapp|sms|call(?:ed|ing)?
    |text(?:ed|ing)?|txt|dial|ring|reach(?:ed)?|answer(?:ed|s|ing)?
    |(?:his|her|my|their|your|new|home|contact|direct)[ ](?:number|line))\b
    (?:[ ](?:me|him|her|them|us|up|back|at|on|is|was|no|number|num|now|directly|anytime|via)\b){0,4}
    [\s.:\#=,\-('"]{0,4}"""
"""Right before a number, for verbose patterns that ignore case: it is there to be called."""

IS_LINE = r"[ \-]{1,3}\(?(?:office|fax|mobile|cell|phone|tel|work|home)\b"
"""Right behind a number, as on a visiting card."""

TELLING = {
    "phone": re.compile(
        r"\b(?:phone|tel|telephone|call|text|dial|contact|reach|sms|ring|mobile|cell|fax)\b", _FLAGS
    ),
    "other": re.compile(
        rf"{OTHER_NUMBER.pattern}|\b(?:account|acct|card)[ ]?(?:no|number|num|\#)?\W{{0,3}}$",
        _FLAGS,
    ),
}
"""Words that say what the number is."""

WHOSE = {
    "personal": re.compile(
        r"\b(?:cell|mobile|personal|private|home|his|her|my|their|unlisted|whatsapp|txt)\b", _FLAGS
    ),
    "public": re.compile(
        r"""\b(?:press|media[ ](?:line|office|desk|contact|relations|inquir\w+|enquir\w+)|newsroom
        |hot-?line|help-?line|switchboard|customer[ ](?:service|care|support)|support[ ]line|crisis
        |tip-?[ ]?line|toll[ \-]free|headquarters|hq|reservations?|bookings?|box[ ]office
        |front[ ]desk|reception|office|call[ ]cent(?:er|re)|dial-in|information[ ]line|embassy
        |consulate|clinic|hospital|store|shop|restaurant|hotel|city[ ]hall|department|police|sheriff
        |library|court|courthouse|agency|tickets?|donations?)\b""",
        _FLAGS,
    ),
}
"""Words that say whose number it is: a person's, or one meant for everybody."""

WHOSE_AFTER = {
    "personal": re.compile(r"[ \-]{1,3}\(?(?:mobile|cell|home)\b", _FLAGS),
    "public": re.compile(
        r"""[\s,;(\-]{0,3}
        (?:toll[ \-]free|hot-?line|press[ ]office|customer[ ]service|office|work)\b""",
        _FLAGS,
    ),
}
"""The same right behind a number, which outweighs what stands before it."""
