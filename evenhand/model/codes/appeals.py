"""EH68x-EH69x: flags and appeals as they come in and are answered."""

CODES: dict[str, tuple[str, str]] = {
    "EH680": (
        "Not one of the site's trusted flaggers",
        "A site names the organisations whose flags go first. A flag counts as a trusted one only "
        "where whoever sends it is on that list; anybody else's is taken in like all others.",
    ),
    "EH681": (
        "The receipt is not known",
        "Whoever flags something gets a link that nobody can guess. Only a digest of it is kept, "
        "so that a lost one cannot be looked up; after the time for which flags are kept it leads "
        "nowhere any more.",
    ),
    "EH682": (
        "The report has no answer yet",
        "Somebody who reported an item can appeal what was decided about it. Before there is a "
        "decision there is nothing to appeal; the receipt link shows when there is one.",
    ),
    "EH683": (
        "The appeal was answered already, and nothing has changed since",
        "A second appeal by the same side against an answer that left everything as it was would "
        "be the same question again. It takes somebody who had no part in any decision before, and "
        "a site would run out of them. Where law asks for one, the answer names a body outside the "
        "site that can be asked.",
    ),
    "EH684": (
        "Outcome and measures do not fit",
        "An appeal that is upheld changes nothing, so it takes no measures. A writer's appeal that "
        "is overturned lifts everything. An appeal that is varied, and one that a flagger or the "
        "person concerned has won, says which measures hold from now on.",
    ),
    "EH685": (
        "Longer than before",
        "A writer who appeals never ends up worse. A measure as heavy as the one before, with a "
        "later end, would be worse.",
    ),
    "EH686": (
        "No appeal waits in this matter",
        "Appeals against decisions of one matter can be answered together with one text. None of "
        "them is open now.",
    ),
    "EH687": (
        "The short form is for spam",
        "Every appeal gets an answer in writing. A ready one of a few words is enough where what "
        "was reported was reported as spam; everybody else is owed a sentence of their own.",
    ),
    "EH688": (
        "Not something to flag",
        "Items, links and accounts can be flagged. What somebody from outside asked for is a "
        "contact: it can be disputed and replied to, and its standing shows.",
    ),
}
