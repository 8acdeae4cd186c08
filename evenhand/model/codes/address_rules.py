"""EH566 to EH568: what addresses lead on to."""

CODES: dict[str, tuple[str, str]] = {
    "EH566": (
        "rules for wrapped addresses are not understood",
        "The operator's own rules are a TOML text of the form of "
        "`evenhand/text/addresses/wrappers.toml`: `[[wrapper]]` tables (`does`, `hosts`, and "
        "where the inner address stands), `[[unknown]]` tables, an `[aliases]` table whose names "
        "stand in quotes, and `tell_unknown`. It may hold 1 MB, 2,000 tables and 100,000 aliases. "
        "Each rule must do what its own `examples` and `silent` say. None of them is used, and "
        "nothing is screened at the site, until all of them are understood; docs/banks.md tells "
        "how to try a file before it takes its place.",
    ),
    "EH567": (
        "what short addresses were found to lead to is not understood",
        "`evenhand bank resolve` keeps what it was told in `resolved.jsonl` beside a site's banks, "
        "one JSON object a line. Something else has changed that file, so none of it is used, and "
        "nothing is screened at the site until it is put right. It may be deleted: what it held is "
        "asked again.",
    ),
    "EH568": (
        "A short address that leads nowhere",
        "`evenhand bank resolve` asked the address, and the answer names no other one: it may be "
        "expired, show a page of its own first, or lead on by a script. Its destination stays "
        "unknown; whoever finds it out can write an alias (docs/banks.md).",
    ),
}
