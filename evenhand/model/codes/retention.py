"""EH59x: what is kept for how long, and what is held about an account."""

CODES: dict[str, tuple[str, str]] = {
    "EH590": (
        "A site's retention time is none",
        "A site may set for each kind of record how many days it is kept. The name has to be one "
        "of those that `evenhand sweep retention --dry-run` lists, and the time a whole number of "
        "days from 0 to 36,500. Nothing is erased at a site while one of its times is unclear: "
        "what is erased cannot be brought back.",
    ),
    "EH591": (
        "Nothing is held about this account",
        "No item, decision, fact, flag or role at this site names the account. Accounts are known "
        "by the site's own name for them, exactly as it sends it with an item's `author`.",
    ),
}
