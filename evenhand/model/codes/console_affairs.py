"""Codes of the staff's pages about affairs: block lists, links, the log."""

CODES = {
    "EH770": (
        "A block-list entry cannot be added",
        "An entry is one address, one address with everything below it (`https://host/path/*`),\n"
        "or a site (`site:host`). It says in a sentence why it is listed, and is not listed yet.",
    ),
    "EH771": (
        "The block list has no such entry",
        "Entries are taken off by what they cover, so any spelling of the same page will do. The\n"
        "list may have changed since you opened it.",
    ),
    "EH772": (
        "The block list cannot be written",
        "The list is a file below EVENHAND_HOME/banks. The disk may be full, or the folder belong\n"
        "to somebody else. The list and the log stay as they were.",
    ),
    "EH773": (
        "This is no address that can be looked up",
        "Write an address as a browser shows it, such as https://letter.example/page.",
    ),
    "EH774": (
        "One person may not block this link for so long",
        "One person may block a link for up to 72 hours, and for up to 24 where it is known to be\n"
        "a news link or was treated with care before. Whatever is longer is decided in a case, by\n"
        "two.",
    ),
    "EH775": (
        "The log is too large to be checked while you wait",
        "A page answers within seconds. `evenhand log verify` checks a log of any size.",
    ),
    "EH776": (
        "What was sent is not a form of this page",
        "The page may be an older one, or the file may be too large. Open it again.",
    ),
}
