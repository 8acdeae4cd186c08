"""Words of US social security numbers, of their parts, and of what is easily taken for them."""

from evenhand.signals.private_info.cues import phrases

_NUMBER = "number|numbers|no|no.|nos|num|nr|#|id|ids|digits|card|cards"
_FULL = "social security|social sec|social sec.|soc sec|soc. sec|soc. sec.|soc.sec|soc.sec.|socsec"
_ACCOUNT = "social security account number|social security account no"
_SHORT = "ssn|ssns|ssan|s.s.n|s.s.n.|ssn.|ss#|ss #|ss no|ss no.|ss number|ss num|soc #|soc#|soc no"

_LAST = "last|final|trailing|ending|closing|bottom|end|back"
_FIRST = "first|initial|leading|opening|beginning|starting|front"
_LAST_COUNTS = "two|2|three|3|four|4|fours|4s|five|5|six|6"
_DIGITS = "digits|digit|numbers|figures|nums|#s|#"

_END = "end|ends|ended|ending|finish|finishes|finishing|terminates|terminating|terminate"
_BEGIN = "begin|begins|began|beginning|start|starts|started|starting|opens|opening"

_SOCIAL_OTHER = (
    "media|medias|network|networks|networking|club|clubs|contract|life|lives|event|events|work"
    "|worker|workers|justice|distancing|distance|post|posts|page|pages|order|function|functions"
    "|studies|science|sciences|scientist|channel|channels|account|accounts|handle|handles|class"
    "|issue|issues|services|service|skills|anxiety|change|democrat|democrats|housing|hour|hours"
    "|good|impact|feed|feeds|profile|profiles|app|apps|platform|platforms|team|graph|credit|care"
    "|policy|program|programs|programme|welfare|insurance|democracy|capital|responsibility"
)
_PROGRAMME = (
    "benefit|benefits|act|administration|office|offices|payment|payments|check|checks|fund|funds"
    "|tax|taxes|trust fund|trust funds|recipient|recipients|disability|reform|system|program"
    "|programs|income|wage|wages|deposit|deposits|cola|trustees|beneficiaries|retirement|bill"
    "|amendments|staff|agency|commissioner|statement|earnings|contributions|withholding|credits"
    "|deductions|policy|law|cuts|expansion|insurance|survivor|survivors|fairness|bulletin|works"
    "|administration's|board|court|judge|hearing|appeal|claim|book"
)

CUES = {
    # The number, and nothing else.
    "ssn": (
        *phrases(_FULL, _NUMBER),
        *phrases(_ACCOUNT),
        *phrases(_SHORT, f"|{_NUMBER}|no.|#"),
        *phrases(_FULL, "card|cards", "number|no|no.|#"),
        *phrases("itin|itins|individual taxpayer identification number|taxpayer id|taxpayer i.d"),
        *phrases("taxpayer identification number|individual taxpayer i.d. (itin) no"),
        *phrases("social", "number|no|no.|nr|num|#"),
        *phrases("social#|socials|ssn#|ssn# number|ssn# no"),
        *phrases("numero de|num de|nro de|no de", "|el|tu|su", "seguro social"),
    ),
    # The number, or the programme behind it.
    "social security": (*phrases(_FULL), "seguro social"),
    # The number, or company.
    "social": phrases("social|soc|soc.|tin"),
    "social other": (
        *phrases("social", _SOCIAL_OTHER),
        *phrases(_FULL, _PROGRAMME),
        *phrases("ssn|ssa", "1099"),
        *phrases("on file"),
        *phrases("complete ein"),  # "Soc. Sec. No./Complete EIN" in bankruptcy papers
    ),
    "last digits": (
        *phrases(_LAST, _LAST_COUNTS, f"|{_DIGITS}"),
        *phrases("last|final|trailing|ending|end|closing", "|few", _DIGITS),
        *phrases(_END, "|in|with|w/|in the digits|with the digits|in digits|with digits|four"),
        *phrases("end of|ending of|tail|tail of|tail end|tail end of|last part|last group"),
        *phrases("last4|lastfour|last 4 digit|l4|l 4|last four digit|last quartet|last quad"),
        *phrases("ultimos|los ultimos", "cuatro|4", "|digitos|numeros"),
    ),
    "first digits": (
        *phrases(_FIRST, _LAST_COUNTS, f"|{_DIGITS}"),
        *phrases("first|initial|leading", "few|", _DIGITS),
        *phrases(_BEGIN, "|in|with|w/|with the digits|in the digits|with digits"),
        *phrases("prefix|area number|area no|area digits|first part|first half|first group"),
        *phrases("first5|first3|beginning of|start of|primeros cinco|primeros tres"),
    ),
    "middle digits": (
        *phrases("middle|center|centre|central", "two|2|pair|group|part", f"|{_DIGITS}"),
        *phrases("middle digits|group number|group digits"),
    ),
    "some digits": (
        *phrases("partial|part of|portion of|a part of|piece of|fragment of|some of|half of"),
        *phrases("the|some|three|3|four|4|five|5|few|visible|unredacted|remaining", "digits"),
        *phrases("digits", "|of|from|in|are|remain"),
    ),
    # A part and the number in one word of a data file.
    "ssn last": (
        *phrases("ssn4|l4ssn|l4 ssn|ssnl4|ssn l4|ssnlast4|ssnlastfour|last4ssn|lastfourssn"),
        *phrases("ssnlast4digits|ssntail|ssn4digits|last4ofssn|last4social|ss4|last4ofsocial"),
    ),
    # What else ends in four digits, or is spoken of in the same breath.
    "other number": (
        *phrases("card|cards|credit card|debit card|account|accounts|acct|accts|a/c|checking"),
        *phrases("savings|routing|bank account|phone|telephone|cell|mobile|fax|tel|extension|ext"),
        *phrases(
            "visa|mastercard|amex|american express|discover|paypal|venmo|iban|pin|pins|pin code"
        ),
        *phrases("zip|zip code|zipcode|postcode|postal code|area code|code|passcode|otp|password"),
        *phrases("order|invoice|case|docket|ticket|flight|receipt|confirmation|tracking|serial"),
        *phrases("vin|plate|license|licence|passport|driver's license|medicare|medicaid|badge"),
        *phrases("member|membership|employee id|employee number|student id|student number|policy"),
        *phrases("page|pages|section|rule|room|suite|box|line|lines|step|error|bug|chapter"),
        *phrases("dob|born|birth|mrn|npi|loan|lottery|season|seasons|game|games|year|years|since"),
        *phrases("house|senate|congress|vote|votes|score|insurance|map|street"),
        *phrases("nine digits|9 digits|nine digit|9 digit|phone number|account number|card number"),
        *phrases(
            "member|customer|client|user|employee|student|patient|badge|account|acct|card|loan"
            "|routing|phone|policy|license|licence|subscriber|policyholder|group|record|medicare",
            "id|no|no.|number|num|#",
        ),
        *phrases("userid|employee|client|subscriber"),
    ),
    "digit": phrases(
        "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
        "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
        "|eighty|ninety"
    ),
}
