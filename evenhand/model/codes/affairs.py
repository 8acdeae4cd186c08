"""EH571 to EH589: interests, matters, facts and offers."""

CODES: dict[str, tuple[str, str]] = {
    "EH571": (
        "Not on the staff now",
        "Whoever gives a command works for the site at that moment. Somebody who has left keeps "
        "their name on what they decided, and gives no more commands until an administrator adds "
        "them again.",
    ),
    "EH572": (
        "Not for this role",
        "Moderators, seniors, outside reviewers and administrators decide, and record what they "
        "decide from. An auditor reads everything and changes nothing; a policy editor writes "
        "rules. Only an administrator takes a party out of a matter, because that lets people "
        "decide whom an interest kept away.",
    ),
    "EH573": (
        "Not yours to declare or end",
        "A reviewer's interest is declared and ended by the reviewer, under their own staff name. "
        "The interests of owners and officers are declared and ended by an administrator.",
    ),
    "EH574": (
        "An interest's times do not fit",
        "An interest begins before it ends, and each time has a zone. One that is over is not "
        "ended again or made to last longer: declare a new one, so that the log shows both.",
    ),
    "EH575": (
        "The party is an account",
        "The name of an organisation stands in the log beside the interest, so that anybody can "
        "see it. The name of an account never does. Say that the party is a person: then only a "
        "salted commitment to the name is published.",
    ),
    "EH576": (
        "No such matter or party",
        "A matter is known once somebody opens it or an item comes with its name. Parties are "
        "written as they were added.",
    ),
    "EH577": (
        "A name or text is missing or unfit",
        "Names are one line of at most 300 characters, texts have at most 10,000 (titles 200, "
        "public notes 500), and neither holds control characters. The error says which one is "
        "meant.",
    ),
    "EH578": (
        "No rule asks for such a fact",
        "Rules ask of an account which roles it has: journalist, candidate, office_holder, "
        "news_org, business, minor; `none` says that it is known to have none. Everything else "
        "is told of an item, under the name that a pack declares in its [facts] table.",
    ),
    "EH579": (
        "A fact's value is of another type",
        "The pack that declares a fact says what it is: true or false, a whole number, a decimal, "
        "a text, or a list of texts separated by commas.",
    ),
    "EH580": (
        "The fact has fallen",
        "A fact that has fallen counts for nothing any more, and the decisions that rested on it "
        "are looked at again. If it turns out to be true after all it is added anew, with what it "
        "rests on then; both stay on record.",
    ),
    "EH581": (
        "A contact of another site",
        "A fact is brought by a contact of the site that it is told at.",
    ),
    "EH582": (
        "Assessed already, or not yet",
        "An offer is assessed once, before it is decided: what was found comes first, and is not "
        "rewritten to fit what was done.",
    ),
    "EH583": (
        "The offer has been decided",
        "Material that was offered is declined, published with what is private covered, or "
        "published, once. The commitment to that decision is in the log. If the material comes "
        "again, that is another offer.",
    ),
    "EH584": (
        "The note names who offered",
        "Who offered material to a newsroom is sealed, always. A public note that holds their "
        "name is refused, in whatever case it is written.",
    ),
    "EH585": (
        "The offer cannot be kept",
        "An offer has at most 1,000 files of at most 100 GB each, of which nothing but the digest "
        "is kept; folders are not read. It was received at some time before now.",
    ),
    "EH586": (
        "Not a time for an answer",
        "A site says how soon appeals are answered: within 1 to 365 days. How many are overdue is "
        "public.",
    ),
}
