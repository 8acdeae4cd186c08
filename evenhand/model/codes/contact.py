"""EH502 to EH519: contacts."""

CODES: dict[str, tuple[str, str]] = {
    "EH502": (
        "a word about a contact is not known",
        "Kind, role, channel, what is wanted, standing and the reason of a seal are one word each "
        "from a short list, so that contacts can be counted and compared. The error names the "
        "nearest word, or all of them.",
    ),
    "EH503": (
        "a contact holds too much",
        "A contact may hold a text of 100,000 characters, names of 300, and 1,000 objects of "
        "8,192 characters each; 50 replies may be added. Record what was asked, verbatim, and "
        "leave out the attachments.",
    ),
    "EH504": (
        "a text of a contact cannot be kept",
        "Texts are Unicode without the NUL character and without lone surrogates. Names are one "
        "line: no line break, no control character, no sign that turns the direction of writing, "
        "because a name in the public register must be what it looks like.",
    ),
    "EH505": (
        "nobody is named",
        "A contact needs an organisation or a person who asked, what they asked for in their own "
        "words, and who recorded it. The person's name and the words are sealed; the "
        "organisation is public. Where a caller gave no name, say so in the person's place, such "
        "as `unnamed caller`.",
    ),
    "EH506": (
        "the times of a contact do not fit",
        "Each time has a zone, and nothing is recorded before it happened: a contact is received "
        "before it is logged, and replies, confirmations and seals come after that. A contact "
        "that is recorded late is welcome; how late shows.",
    ),
    "EH507": (
        "an order is not complete",
        "An order under Article 9 or 10 of Regulation (EU) 2022/2065 names the authority, its "
        "legal basis and its territorial scope: country codes of two capital letters, `EU`, or "
        "`worldwide`. Where one is missing the authority has to give it; until then record a "
        "`request`, which is what it is.",
    ),
    "EH508": (
        "a notice is not complete",
        "A notice under Article 16 of Regulation (EU) 2022/2065 says where exactly the content is "
        "and why it is illegal, and that the notifier says so in good faith; name and e-mail "
        "address too, unless it is about an offence for which nobody has to give them. The error "
        "lists all that is missing, so that the notifier is asked once. Without it, record a "
        "`request`.",
    ),
    "EH509": (
        "what a contact says of itself does not fit together",
        "Only an order with its authority and legal basis can be binding. Only a private person "
        "asks about their own data, and a private person has no organisation. An order's and a "
        "notice's details belong to contacts of that kind, and a new contact has neither reply, "
        "seal nor outcome.",
    ),
    "EH510": (
        "a public name holds what is private",
        "Organisations, authorities and legal bases are public. None of them may be the name of "
        "the person who asked, an e-mail address or a link. Leave the organisation empty where a "
        "person asked for themselves, and tick that it is a person where one stands behind it.",
    ),
    "EH511": (
        "a letter holds too much",
        "An e-mail file may have 1 MB, 20,000 lines, 50 parts, 5 levels of parts within parts and "
        "100,000 characters of text. Save it without its attachments, or record what it says by "
        "hand.",
    ),
    "EH512": (
        "this is not a letter",
        "The file cannot be read as an e-mail: it has no sender and no text, or it is damaged. "
        "Save the e-mail again as `.eml`, or record what it says by hand.",
    ),
    "EH513": (
        "a contact cannot change its standing this way",
        "A contact is claimed at first, then verified or disputed, and may go from either to the "
        "other when more is known. It never becomes merely claimed again.",
    ),
    "EH514": (
        "a seal is not possible",
        "A contact is sealed once, by a named member of staff, and where the site has two people "
        "by two different ones. The first name seals it at once and the second has to agree. A "
        "seal whose reason has an end cannot be renewed beyond it.",
    ),
    "EH515": (
        "a contact is not sealed",
        "Only a sealed contact can be agreed to, renewed or unsealed.",
    ),
    "EH516": (
        "this contact has no entry of its own",
        "A contact that is sealed, or in which somebody asks about their own data, has no entry "
        "of its own: its commitment rides in another entry. All others have their own entry, and "
        "nothing of them rides.",
    ),
    "EH517": (
        "this cannot be noted of the contact",
        "Receipt of a notice is confirmed once and it is decided once, with a sentence; effect is "
        "given to an order once. A contact is linked to a matter, and what came of it is one "
        "sentence.",
    ),
}
