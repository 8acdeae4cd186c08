"""Personal numbers of states: what the codes of their finder mean, for whoever is affected."""

PATTERNS = {
    "national.shape": "written as a state's personal numbers are, and as nothing else is",
    "national.named": "a number as long as its scheme asks, beside the scheme's name",
    "national.unknown": "a number beside words for a personal number of a state",
}

CHECKS = {
    "national_holds": "its check digits are right",
    "national_fails": "its check digits are wrong, so a sign may be mistyped",
    "national_unchecked": "its scheme has no check digits",
}

PUBLIC: dict[str, str] = {}
