"""Codes of the console's forms."""

CODES = {
    "EH760": (
        "Nothing is chosen",
        "A case is decided by one of: agree to what is proposed, keep what is in force, release,\n"
        "or take other measures; an appeal by one of: upheld, overturned, varied. The form came\n"
        "without any of them. What was written in it is kept on the page.",
    ),
    "EH761": (
        "The hours are no whole number",
        "How long measures last is given in whole hours, from 1 to 100,000; an empty field means\n"
        "as long as the rule or the measure's card says.",
    ),
    "EH762": (
        "There is no such page of the list",
        "A list is divided into pages, numbered from 1. Another link led past its end, or the\n"
        "list became shorter meanwhile; its first page always exists.",
    ),
}
