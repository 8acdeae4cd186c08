"""EH6xx: enforcement and review."""

CODES: dict[str, tuple[str, str]] = {
    "EH601": (
        "A measure's file is not in order",
        "Each file in `enforcement/measures` holds one card, `MEASURE = MeasureKind(...)`, under "
        "the file's own name. The card says what the measure falls on, how heavy it is, when it "
        "ends or why it has no end, how long one person may keep it up alone, which lighter "
        "measure holds meanwhile, and what the affected person reads. A card that contradicts "
        "itself is refused when the measures are loaded, before anything is decided.",
    ),
    "EH602": (
        "A finding without its rule",
        "Measures are ordered by the rules that fired. This finding names a rule that is not in "
        "the policies handed over with it: most likely findings of one version of a pack were "
        "put together with another version. Nothing was ordered.",
    ),
    "EH603": (
        "Unknown measure",
        "A rule, or a stored measure, names a measure that this build has no file for. Measures "
        "are found by looking into `enforcement/measures`; the error lists what is there.",
    ),
    "EH604": (
        "A measure without an end or a reason",
        "Every measure has either an end date after its beginning, or a named reason why it has "
        "none, such as `until cured`; never both and never neither. What is called temporary "
        "therefore always ends. A measure also falls only on the kind of subject that its card "
        "names: an item, a link or an account.",
    ),
    "EH605": (
        "This change of state is not permitted",
        "A measure is proposed or in force. A proposed one can take force, be declined or end "
        "for want of a second person; one in force can be lifted, expire or be superseded. What "
        "is over stays over: to impose it again, decide again, so that there is a new statement "
        "and a new entry in the log.",
    ),
    "EH606": (
        "Not at this time",
        "A measure expires at its end and not before (to end it early, lift it), it cannot "
        "change before it began, and a proposed measure cannot take force after the time to "
        "agree to it is over. A clock that runs wrong shows itself this way too.",
    ),
    "EH607": (
        "Two people have to agree",
        "Light and reversible measures take one person, now; heavy and lasting ones take two. A "
        "suspension of more than 72 hours, or a lasting measure against a journalist, candidate, "
        "office holder or news link, is proposed first and takes force when two different people "
        "have agreed: whoever proposed it counts, a rule does not. Until then a lighter measure "
        "holds, which ends by itself.",
    ),
    "EH608": (
        "Unknown fail mode",
        "When a signal fails or runs out of time, the site's fail mode for it applies: `allow` "
        "lets the item through, `hold` holds it for a person for limited hours. Anything else is "
        "refused, so that a misspelt mode is never a clean bill.",
    ),
    "EH609": (
        "No case without a question",
        "A case is something that a person has to decide. This decision asks no person for "
        "anything, or has not been recorded, so that there is nothing to put into a queue.",
    ),
    "EH610": (
        "A person's measure rests on a rule",
        "Whoever orders a measure names the rule that it is for, one of a pack in force at the "
        "site: the affected person is told which clause it was, and can appeal against that. "
        "Only a hold needs none: it is there to look. Nothing was ordered.",
    ),
    "EH611": (
        "One measure, one end",
        "A person chooses for each subject one measure, and gives it an end or a number of "
        "hours, or neither; then it lasts as its rule or its card says. Two measures for one "
        "subject, or two ends for one measure, would leave open which of them counts; hours are "
        "at least 1 and at most 100,000. Nothing was ordered.",
    ),
}
