"""EH1xx: items as they come in."""

CODES: dict[str, tuple[str, str]] = {
    "EH101": (
        "Not JSON",
        "An item is one JSON object on one line, in UTF-8. NaN and Infinity are not JSON; a lone "
        "surrogate such as \\ud800 is not text. The line was skipped, the rest went on.",
    ),
    "EH102": (
        "Unknown key",
        "A key that items do not have is refused rather than ignored: a misspelt `attachments` "
        "would otherwise mean that nothing in them is screened.",
    ),
    "EH103": (
        "Wrong type",
        "A field of the item holds another type than it should. `evenhand screen --help` shows "
        "an item with all its fields.",
    ),
    "EH104": (
        "Too large",
        "Every input is bounded: 1,000,000 bytes of text, 20,000,000 bytes an attachment, 1,000 "
        "links, 50 attachments, 300 characters an id. Split the item, or send a document as an "
        "attachment.",
    ),
    "EH105": (
        "Nothing to screen",
        "One of text, links and attachments is needed, and an id.",
    ),
    "EH106": (
        "A time without a zone",
        "A time without its zone can be off by a day, and ends and appeal dates hang on it. Write "
        "RFC 3339 with an offset or Z: 2026-09-26T14:00:00Z.",
    ),
    "EH107": (
        "A character that text cannot hold",
        "NUL and lone surrogates are refused: databases and other programs cut or change text at "
        "them, so that what was screened is not what is shown.",
    ),
    "EH108": (
        "Unknown word",
        "The field takes one of a few words, and this is none of them.",
    ),
    "EH109": (
        "Undeclared or mistyped fact",
        "A fact has to be declared, with its type, in the [facts] table of a pack in force, and "
        "its value has to be of that type. An undeclared fact would silently mean nothing.",
    ),
    "EH110": (
        "Nested too deeply",
        "An item has at most a few levels of lists and maps; JSON nested deeper is refused unread.",
    ),
    "EH111": (
        "The digest does not match",
        "An attachment's sha256 has to be that of its data: otherwise two different files would "
        "be compared with what is withheld.",
    ),
}
