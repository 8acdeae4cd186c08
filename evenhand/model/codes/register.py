"""EH518 to EH529: recording and reading contacts."""

CODES: dict[str, tuple[str, str]] = {
    "EH518": (
        "A time that has not come",
        "What is said about a contact has happened: a reply came, effect was given to an order. "
        "Leave the time out for now, or say it once it has happened.",
    ),
    "EH519": (
        "This contact is not yours to read",
        "Who decides or audits reads contacts; whoever recorded one reads it too. A sealed one is "
        "read by few: who recorded or sealed it, seniors and administrators. Where nobody of them "
        "is left to agree to the seal, or a life is in danger, all who decide read it.",
    ),
    "EH520": (
        "The letter is recorded already",
        "An e-mail with the same sender, time and words is on record. Recorded twice it would "
        "look as if they had asked twice. Where they did send it again, the second letter has "
        "another date.",
    ),
    "EH521": (
        "A public name is an account's",
        "Organisations, authorities and legal bases stand in the log for good, and no account's "
        "name ever does. Write an organisation's full name; where a person stands behind the "
        "account, say so, and the name is sealed.",
    ),
    "EH522": (
        "Nobody knows when the letter was received",
        "The e-mail has no date, one that cannot be read, or one in the future. Say when it was "
        "received; how long after that it was recorded shows in public.",
    ),
}
