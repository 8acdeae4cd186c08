"""EH64x-EH66x: who decides a case, flags, appeals."""

CODES: dict[str, tuple[str, str]] = {
    "EH640": (
        "The case is closed",
        "A case is decided once. What was decided can be changed by a new decision, which takes "
        "the place of the old one, is told in a new notice, and stands beside it in the log.",
    ),
    "EH641": (
        "Somebody else has the case in hand",
        "Whoever claims a case has it for a while, so that two people do not do the same work or "
        "contradict each other. The error says who has it and until when; the claim then ends by "
        "itself. What you wrote is not lost: it is kept as a note on the case.",
    ),
    "EH642": (
        "A claim of this length is not possible",
        "A claim lasts 30 minutes unless you say otherwise, at least 5 and at most 120, so that a "
        "case does not wait for somebody who went home. It can be claimed again.",
    ),
    "EH643": (
        "Staff of another site",
        "Cases belong to a site and are decided by that site's own staff.",
    ),
    "EH644": (
        "This role does not decide",
        "Moderators, seniors, administrators and, for second agreements and appeals, outside "
        "reviewers decide cases. A policy editor writes the rules and an auditor looks on: "
        "neither decides, so that rules are not written for one case and nobody audits "
        "themselves.",
    ),
    "EH645": (
        "Not on the staff at this time",
        "Somebody decides from the day they join a site's staff until the day they leave it.",
    ),
    "EH646": (
        "Not for an outside reviewer",
        "An outside reviewer is somebody from elsewhere who agrees as the second person and "
        "decides appeals, where a site is too small to have another person for it. Everything "
        "else is decided by the site's own staff.",
    ),
    "EH647": (
        "No judge in their own cause",
        "Whoever took a decision, or agreed to one of its measures, may not decide the appeal "
        "against it. Where nobody else is left, the site names an outside reviewer; until then "
        "the appeal waits, and the number of overdue appeals is public.",
    ),
    "EH648": (
        "An interest in a party",
        "Owners, officers and reviewers declare their interests: endorsement, membership, "
        "employment, money, family. A case that concerns such a party goes to somebody else for "
        "as long as the interest lasts. Names are compared whatever their case and white space.",
    ),
    "EH649": (
        "Agreements to different measures",
        "A lasting or heavy measure needs two people who agree to that very measure. Agreements "
        "to different ones do not add up.",
    ),
    "EH650": (
        "The flag is about something else",
        "Flags about the same item, link or account of a site join one case, so that a person "
        "looks once however many there are. A flag never joins a case about something else.",
    ),
    "EH651": (
        "Not sealed",
        "A contact is sealed only for a legal bar or a person's safety, and is then looked at "
        "again every 180 days. This one is not sealed, so that there is nothing to look at.",
    ),
    "EH652": (
        "The flag is too long",
        "A flag says what is wrong and where: up to 2,000 characters of text, 300 for who sends "
        "it, 300 for where an answer can reach them.",
    ),
    "EH653": (
        "Too many flags at once",
        "One sender can hand in 30 flags an hour. More of them would change nothing: flags about "
        "the same thing are merged, and however many there are, a person decides.",
    ),
    "EH654": (
        "An appeal is open already",
        "A decision has one open appeal at a time. It is answered in writing; what it changes is "
        "told to everybody whom the decision concerns.",
    ),
    "EH655": (
        "The appeal's text is missing or too long",
        "An appeal says in 1 to 5,000 characters why the decision should change. It is sealed: "
        "only those who decide read it.",
    ),
    "EH656": (
        "Not your decision to appeal",
        "A decision can be appealed by the writer whose item, account or link a measure fell on, "
        "by the person whose information it is about, and by whoever flagged it. The link in "
        "the notice or receipt shows which of them you are.",
    ),
    "EH657": (
        "Too late to appeal",
        "A decision can be appealed for six months unless the site allows longer. After that the "
        "site can still change it, but need not answer.",
    ),
    "EH658": (
        "The appeal has its answer",
        "An appeal is answered once. A later change of mind is a new decision with its own "
        "notice; the answer stays in the log beside it.",
    ),
    "EH659": (
        "No written answer",
        "Every appeal gets an answer in words, of at least 20 characters, or a ready short one "
        "where that is enough, as for spam; at most 5,000.",
    ),
    "EH660": (
        "The outcome does not fit what would be done",
        "An appeal is upheld (everything stays), overturned (the decision is taken back) or "
        "varied (another decision takes its place). The word has to be true of the measures, and "
        "a writer who appeals never ends up with a heavier measure than before.",
    ),
}
