"""The words of plain US street addresses."""

import re

from evenhand.signals.private_info.context import words

_FLAGS = re.IGNORECASE | re.VERBOSE

STRONG_SUFFIXES = (
    "street|avenue|boulevard|road|lane|terrace|parkway|crescent|turnpike|expressway"
    "|ave|blvd|rd|ln|pkwy|ter|tpke|expy"
)
"""Words that hardly stand behind a number and a name except in an address."""

SHORT_SUFFIXES = "st|dr|ct|pl|cir|sq|trl|aly|plz|hwy"
"""Abbreviations that begin a name too (`St.` Louis, `Dr.` Smith)."""

WEAK_SUFFIXES = (
    "drive|court|place|way|circle|square|trail|loop|alley|row|close|path|pike|plaza|cove|run|walk"
    "|bend|crossing|ridge|hill|park|point|highway"
)
"""Words that mean other things too."""

NUMBERED = (
    r"(?:(?:county|state|us|u\.s\.|rural|old)[ ])?(?:highway|hwy|route|rte|road|rd)[ ]\d{1,4}"
    r"|broadway|ave(?:nue)?\.?[ ][a-z](?!['\w])"
    r"|(?:calle|avenida|camino|paseo)(?:[ ](?:de|del|la|las|los|el|san|santa)){0,2}[ ][a-z]{2,20}"
)
"""Streets without a name before the suffix word."""

DIRECTION = (
    r"(?:NE|NW|SE|SW|N\.?E\.?|N\.?W\.?|S\.?E\.?|S\.?W\.?|[NSEW]\.?|North|South|East|West)(?![\w'])"
)

STATES = (
    r"A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|PR|RI|S[CD]"
    r"|T[NX]|UT|V[TA]|W[AVIY]|D\.C\."
)
STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia"
    "|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland"
    "|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire"
    "|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia"
    "|Washington|West Virginia|Wisconsin|Wyoming"
)

NOT_IN_NAMES = words("""
    a an the my your his her our their its this that these those of in on to for from with by and or
    but near is are was were be been am at as if it i you he she we they not no so than then when
    who what why how all some more most other another every each any per percent
    second seconds minute minutes min mins hour hours hrs day days week weeks month months year
    years mile miles mi km feet foot ft meter meters yards blocks inch inches pounds lbs
    people men women kids guys players points times things ways reasons million billion thousand
    dollars bucks cents votes games wins am pm nd rd th
""")
"""Words that a street's name hardly holds; a few streets do, and the alarms would be many."""

SEATS = {
    "10 downing st": "london|westminster",
    "11 downing st": "london|westminster",
    "1600 pennsylvania ave": "washington|20500",
    "11 wall st": "new york|manhattan|10005",
    "30 rockefeller plaza": "new york|manhattan|10112",
    "350 fifth ave": "new york|manhattan|10118",
    "350 5th ave": "new york|manhattan|10118",
    "221b baker st": "london|westminster",
    "742 evergreen terrace": "springfield",
    "4 privet drive": "little whinging|surrey",
}
"""How addresses begin that everybody knows, and their towns (or postcodes) in a pattern.

Seats of government, landmarks and inventions. In another town somebody may live in such a street.
"""

MAY_FOLLOW = words("""
    in on at and with near tonight now where is was until for to by from since or then today
    tomorrow this every between behind before after around as but if because when while lol please
""")
"""Words that may stand right behind an address; another one makes `5 Wall Street banks` of it."""

_WHOSE = r"""(?:my|his|her|their|your|whose|'s)[ ]
    (?:(?:home|current|new|old|mailing|street|private|personal|family)[ ])?"""

_LIVES = rf"""\b(?:liv(?:es?|ed|ing)[ ]
            (?:at|in|on|near|by|behind|opposite|across|next[ ]to|close[ ]to)
        |resid(?:es?|ed|ing|ence)|home[ ](?:address|near|by|at|is)|family[ ]home
        |{_WHOSE}(?:house|home|residence)(?![ ]office))\b
    |(?<!funeral[ ])(?<!nursing[ ])(?<!care[ ])\bhome\W{{0,3}}$"""

LIVES = re.compile(_LIVES, _FLAGS)
"""In front of an address: it is where a person lives, whatever else is said of that person."""

HOME = re.compile(
    rf"""{_LIVES}
    |\b(?:{_WHOSE}(?:place|address|apartment|apt|flat|condo)|house[ ](?:is|at)|apartment|addy
        |sleeps[ ]at|stay(?:s|ing)[ ]at|moved[ ]to|parents)\b""",
    _FLAGS,
)
"""In front of an address: somebody lives there, or may; the nearest word decides."""

HOME_BEHIND = re.compile(
    r"""^[\s,(\-]{0,4}(?:where\b[^.!?\n]{0,30}\bliv(?:es|ed|ing)
    |(?:is|was)\b[^.,!?\n]{0,30}\b(?:home(?![ ](?:to|of|office))|residence))\b""",
    _FLAGS,
)
"""Behind an address: the same."""

OFFICE = re.compile(
    r"""\b(?:headquarter(?:s|ed)|hq|offices?|museum|court-?house|courtroom|city[ ]hall|town[ ]hall
    |capitol|church|cathedral|temple|mosque|synagogue|school|university|college|campus|hospital
    |clinic|hotel|motel|inn|restaurant|cafe|bar|pub|brewery|bakery|grill|store|shop|mall|market
    |library|theat(?:er|re)|cinema|stadium|arena|station|terminal|airport|venue|gallery|studio
    |center|centre|embassy|consulate|agency|department|bureau|police|sheriff|bank|company
    |corporation|corp|inc|llc|ltd|firm|salon|gym|auditorium|ballroom|convention|warehouse|factory
    |polling|pharmacy|funeral[ ]home|dealership|suite|ste)\b""",
    _FLAGS,
)
"""An institution or a business sits there, or everybody is meant to come."""
