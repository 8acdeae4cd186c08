"""Full dates: day, month and year in the ways that people write them."""

import re

_MONTHS = (
    "jan(?:uary|uar|vier)?", "feb(?:ruary|ruar)?|f[ée]v(?:rier)?", "mar(?:ch)?|m[äa]rz|mars",
    "apr(?:il)?|avr(?:il)?", "may|mai", "jun[ei]?|juin", "jul[yi]?|juil(?:let)?",
    "aug(?:ust)?|ao[ûu]t", "sept?(?:ember)?|septembre", "o[ck]t(?:ober)?|octobre",
    "nov(?:ember)?|novembre", "de[cz](?:ember)?|d[ée]c(?:embre)?",
    "enero|gennaio|janeiro|januari", "febrero|febbraio|fevereiro|februari",
    "marzo|mar[çc]o|maart|mrt", "abril|aprile", "mayo|maggio|maio|mei", "junio|giugno|junho",
    "julio|luglio|julho", "agosto|augustus", "septiembre|setiembre|settembre|setembro",
    "octubre|ottobre|outubro", "noviembre|novembro", "diciembre|dicembre|dezembro",
    "ene|gen", "set", "ago", "dic", "ott|out",
)  # fmt: skip
"""In English, German, French, Spanish, Italian, Portuguese and Dutch; which one does not matter."""

_MONTH = rf"(?:{'|'.join(_MONTHS)})(?![a-zà-ÿ])\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMBER = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_SHORT = rf"(?:{_YEAR}|'?\d\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|o|\.|,)?"

DATE = re.compile(
    rf"""(?<![\d./\-])(?:
      (?P<iso>{_YEAR})(?P<s>[\-./ ])(?:{_NUMBER}|{_MONTH})(?P=s){_DAY}(?![\d]|[/\-]\d)
    | {_DAY}(?P<a>[ ]?[./\-][ ]?|[ ]){_NUMBER}(?P=a)(?P<dmy>{_SHORT})(?![\d]|[/\-.]\d)
    | {_NUMBER}(?P<b>[ ]?[./\-][ ]?|[ ]){_DAY}(?P=b)(?P<mdy>{_SHORT})(?![\d]|[/\-.]\d)
    | {_DAY}{_ORDINAL}[ ./\-]{{0,2}}(?:(?:of|de|di|do)[ ])?{_MONTH}[ ,./\-]{{0,2}}
        (?:(?:of|de|del|di|do)[ ])?(?P<worded>{_SHORT})(?![\d]|[/\-]\d)
    | {_MONTH}[ .\-]{{0,2}}(?:the[ ])?{_DAY}{_ORDINAL}[ ,/\-]{{1,3}}
        (?P<american>{_SHORT})(?![\d]|[/\-]\d|:\d)
    | (?P<compact>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def year_of(match: re.Match[str]) -> int | None:
    """The year of a date found by `DATE`; None where it is written with two figures."""
    year = next(match[name] for name in _YEARS if match[name])
    return int(year) if len(year) == 4 else None


_YEARS = ("iso", "dmy", "mdy", "worded", "american", "compact")
