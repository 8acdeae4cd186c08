"""What the codes of social security numbers say to the person they concern."""

PATTERNS = {
    "ssn.grouped": "nine digits grouped as a social security number",
    "ssn.labelled": "nine digits beside the word for a social security number",
    "ssn.column": "a cell of a column that is headed as social security numbers",
    "ssn_part.masked": "a social security number of which some digits are covered and others show",
    "ssn_part.short_mask": "digits behind a cover, beside the word for a social security number",
    "ssn_part.told": "digits that the words around them call a part of a social security number",
    "ssn_part.field": "four digits in a field for a social security number",
    "ssn_part.column": "a cell of a column that is headed as parts of social security numbers",
    "ssn_part.listed": "digits that stand in a list of parts of social security numbers",
}

CHECKS = {
    "ssn_issuable": "its area, group and serial can be issued",
    "ssn_never_issued": "its digits were never issued, but the words call it such a number",
    "in_words": "its digits are written as words",
}

PUBLIC: dict[str, str] = {}
