"""EH5xx: signal."""

CODES: dict[str, tuple[str, str]] = {
    "EH501": (
        "a signal's folder is not a signal",
        "Each folder in `evenhand/signals` is one signal: its `__init__.py` holds `SIGNAL`, a "
        "SignalSpec whose name is the folder's. A folder that is none is an error and is not "
        "skipped, because a detector that silently does not run looks like a clean bill.",
    ),
    "EH502": (
        "a signal of others cannot be used",
        "EVENHAND_SIGNALS names detectors of other packages, which declare them as entry points "
        "under `evenhand.signals`. Each name must be one that an installed package offers, and no "
        "signal of the program. What is named and cannot run is an error and is not skipped.",
    ),
    "EH550": (
        "a document is too large",
        "Attachments and withheld documents are read up to 20 MB. The item's other parts are "
        "screened as usual, but the signal that needed this text counts as failed, so the site's "
        "fail mode decides. Split the document, or send its text.",
    ),
    "EH551": (
        "a document is damaged",
        "The file says that it is a PDF or DOCX but cannot be read as one. Open it and save it "
        "again, or send its text. A withheld document with this fault is still recognised when "
        "the very same file is attached.",
    ),
    "EH552": (
        "a document holds too much",
        "Bounds protect the service from files that are small but unpack to gigabytes: 2,000 "
        "pages, 20 million characters of text; for a PDF 20 seconds and 2 GB; for a DOCX 2,000 "
        "members, 2,000,000 elements and 100 MB unpacked. Split the document.",
    ),
    "EH553": (
        "a document is locked",
        "A PDF with a password cannot be read. Send it without one, or send its text. A withheld "
        "document with this fault is still recognised when the very same file is attached.",
    ),
    "EH560": (
        "a block-list entry is not understood",
        "One entry a line: `https://host/path` for that page, `https://host/path/*` for all under "
        "it, `site:host` (with a dot in it, or an IP address) for the host and its sub-domains. A "
        "tab and a reason may follow, then `matter=`, `contact=`, `from=` and `until=`, a tab "
        "before each. `allow` before an address lets it through, `mirrors` covers its www., m., "
        "mobile. and amp. too; `#` begins a comment. The entry is left out and listed as refused; "
        "all others work.",
    ),
    "EH561": (
        "a block list is too long",
        "A block list may hold 20,000,000 entries. List whole sites or prefixes instead of their "
        "pages.",
    ),
    "EH562": (
        "a built bank cannot be used",
        "The file is no bank that `evenhand bank build` or `import` made, was cut short, or comes "
        "from another version. Nothing of it was loaded. Build it again from its list.",
    ),
    "EH563": (
        "a built bank is damaged",
        "What an address led to in the file is not what was written there. The look-up failed, so "
        "the signal counts as failed and the site's fail mode decides. Build the bank again from "
        "its list, and look at the disk.",
    ),
    "EH564": (
        "a bank could not be written",
        "A bank is written beside the old one and takes its place when it is whole; this one is "
        "not, and the old one is as it was. Look at the free space and at who owns the folder.",
    ),
    "EH569": (
        "the built bank of withheld documents is damaged or of another version",
        "`withheld.bank` is made of the files in `withheld/` and `background/`. It is made anew of "
        "all of them, which takes a minute for 100,000 pages, and nothing is screened until then. "
        "If that comes again, look at the disk.",
    ),
    "EH570": (
        "there are too many withheld documents",
        "The texts of all withheld documents may hold 50,000,000 words together, about 200,000 "
        "pages. Withhold fewer documents.",
    ),
}
