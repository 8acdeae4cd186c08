"""Addresses that everybody knows."""

import re

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
    "24 sussex dr": "ottawa",
    "55 rue du faubourg saint-honore": "paris",
}
"""How addresses begin that everybody knows, and their towns (or postcodes) in a pattern.

Seats of government, landmarks and inventions. In another town somebody may live in such a street.
"""

_IN_CITY = re.compile(r"[,\s]{1,3}in[ \t]([A-Z][\w.'\-]{0,19}(?:[ \t][A-Z][\w.'\-]{0,19}){0,2})")


def is_seat(text: str, start: int, street: int, end: int) -> bool:
    """Whether `text[start:end]` is one: its own town is named behind the street, or none."""
    written = text[start:street].lower()
    town = next((town for seat, town in SEATS.items() if written.startswith(seat)), None)
    if town is None:
        return False
    behind = _IN_CITY.match(text, end)
    named = text[street:end] + (behind[1] if behind else "")
    return not named or re.search(town, named, re.IGNORECASE) is not None
