"""EH840 to EH859: the public pages."""

CODES: dict[str, tuple[str, str]] = {
    "EH840": (
        "No page of such a decision",
        "A decision has its page once a whole day (UTC) lies between it and now: it appears at "
        "the second midnight after it. Decisions about minors, and items that were simply left "
        "alone, never have one. The answer is the same for all of these and for a mistyped "
        "address, so that it tells nothing of a decision that is not public.",
    ),
    "EH841": (
        "No such version of a pack",
        "Only versions that a site of this home has published have a page. The list of policies "
        "names them all, those that are no longer in force too.",
    ),
    "EH842": (
        "Not a place in the list",
        "The list goes on where its last page says. What stands behind `after=` was cut off or "
        "written by hand. Begin again with the first page; nothing depends on the number.",
    ),
    "EH843": (
        "Not an address of a page",
        "Give the whole link as it was posted, at most 8,192 characters, beginning with http:// "
        "or https://. A host alone is understood as well. The address is only compared; it is "
        "neither kept nor repeated.",
    ),
    "EH844": (
        "No such answer in the form",
        "The form offers a few words for some of its fields, and a program has to send one of "
        "them, exactly as they are. The error names the field and its words; the form's JSON "
        "lists them too.",
    ),
    "EH845": (
        "Too many from one address",
        "So that one sender cannot fill the queue, an address of the network may hand in a "
        "limited number of flags and appeals an hour. The address is not kept: only a digest "
        "of it, with a secret that is gone when the server ends, for an hour.",
    ),
    "EH846": (
        "Sent from another site",
        "The browser says that the form was filled in on another site. A flag is taken from our "
        "own form, or from a program that sends no such word. Open the form itself and send it "
        "from there.",
    ),
    "EH847": (
        "A hidden field was filled in",
        "The form has a field that people do not see and programs that fill in everything do. "
        "If a helper of your browser filled it in, switch that off for this page, or send the "
        "flag as JSON without the field.",
    ),
    "EH848": (
        "The form was not understood",
        "It is taken as an ordinary form or as one JSON object whose values are text, true or "
        "false. Anything else is refused whole.",
    ),
}
