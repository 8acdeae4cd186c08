"""EH815-EH819: the audit of evenness."""

CODES: dict[str, tuple[str, str]] = {
    "EH815": (
        "A line of an auditor's sample cannot be read",
        "A sample puts decisions into groups that Evenhand itself does not know and must not keep, "
        "such as a party or an affiliation. It is a UTF-8 file from outside: CSV whose first line "
        "names the columns `decision` and `group`, or JSON Lines with these two keys. `decision` "
        "is the id of the rule's decision that a case began with; `group` has 1 to 40 characters.",
    ),
    "EH816": (
        "An auditor's sample puts a decision into two groups",
        "Each decision of a sample belongs to one group, so that the groups can be compared with "
        "one another. The same line twice does no harm.",
    ),
    "EH817": (
        "An auditor's sample names none of the cases",
        "No decision that the sample names is among those that were audited, so that nothing can "
        "be said by it. A sample names the rule's decision that a case began with, by its full id, "
        "and the stretch of time and the site have to be those that it was drawn from.",
    ),
    "EH818": (
        "The audit needs the extra for history",
        "`evenhand audit` computes with scipy, which screening does without and which is therefore "
        "not installed with it. `pip install 'evenhand[replay]'` adds it.",
    ),
}
