"""EH566: rules for addresses that carry another one."""

CODES: dict[str, tuple[str, str]] = {
    "EH566": (
        "rules for wrapped addresses are not understood",
        "The operator's own rules are a TOML text of the form of "
        "`evenhand/text/addresses/wrappers.toml`: `[[wrapper]]` tables (`does`, `hosts`, and "
        "where the inner address stands), `[[unknown]]` tables and an `[aliases]` table. It may "
        "hold 1 MB, 2,000 tables and 100,000 aliases. None of its rules is used until all of "
        "them are understood.",
    ),
}
