"""EH230 to EH233: the rules over columns of evidence and as SQL."""

CODES: dict[str, tuple[str, str]] = {
    "EH230": (
        "A column of another type than its field",
        "Rules over columns need each field in a column of its own type: bool as Boolean, int as "
        "Int64, double as Float64, string and list<string> as text or categories, a list with "
        "each of its strings on a line of its own (see evenhand/model/layout.py). A column is not "
        "converted in silence: 1 and true, or 1 and 1.0, are different values to a rule.",
    ),
    "EH231": (
        "A column with NaN or an infinite number",
        "What is not known is null in a column. NaN is refused as it is in the evidence of one "
        "item (EH219): Python calls NaN >= 0.5 false, Polars true, SQLite unknown, and a rule has "
        "to mean the same everywhere.",
    ),
    "EH232": (
        "A name that the database would cut short",
        "PostgreSQL cuts names after 63 bytes in silence, so that two fields could become one "
        "column. Give the fact a shorter name.",
    ),
    "EH233": (
        "More rules than a query can answer",
        "The printed query has one column for each rule, and the database has a limit on columns. "
        "Print it for fewer packs at once.",
    ),
}
