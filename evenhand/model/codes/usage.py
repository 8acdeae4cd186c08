"""EH9xx: use of the program."""

CODES: dict[str, tuple[str, str]] = {
    "EH902": (
        "No such file",
        "The file or folder that was named does not exist or cannot be read.",
    ),
    "EH903": (
        "No such code",
        "Codes are `EH` and three digits, as errors print them.",
    ),
    "EH904": (
        "The example matter is missing",
        "`evenhand demo` plays a matter from a folder; the one that comes with the source lies in "
        "examples/dossier. Name its folder.",
    ),
    "EH909": (
        "The timeline is not understood",
        "A matter's timeline.jsonl holds one step a line: `at` (a time with a zone), `say` (one "
        "sentence), `do`, `site`, and what that step needs: items, documents, list entries, or the "
        "item or link that is meant. What people do (such as contact, flag, decide or appeal) "
        "names the staff member in `by` and has its own fields in `with`; `as` gives what it makes "
        "a name for later steps, and `tries` lets a refusal be what comes of it. sites.toml holds "
        "each site's `url`, `packs` and `staff`; questions.toml what the public asks in the end.",
    ),
    "EH905": (
        "No such pack",
        "A pack is named as those that ship with the program, or by its folder, which holds "
        "policy.md and rules.toml.",
    ),
    "EH906": (
        "No such bank",
        "A block list is a text file with one entry a line; withheld documents lie in a folder, "
        "one a file: text, PDF or DOCX.",
    ),
    "EH908": (
        "A file or connection could not be used",
        "The operating system refused it: it is missing, somebody else's, full or out of reach. "
        "What had been acknowledged before is durable.",
    ),
    "EH910": (
        "Not a site's name",
        "A site's name stands in the log, in folders and in addresses: lower-case letters, "
        "digits, dots, hyphens and underscores, at most 64, beginning with a letter or digit.",
    ),
    "EH911": (
        "Not a site's address",
        "A site's address is http or https with a host, without user name, query and fragment. "
        "The log's origin follows from it once and for all.",
    ),
    "EH912": (
        "Not a checkpoint that you kept",
        "`--expect` takes the file `checkpoint` as the log served it once, signed by its key.",
    ),
    "EH914": (
        "Not a name for somebody of the staff",
        "Staff are known by the name under which they log in: lower-case letters, digits, dots, "
        "hyphens, underscores and @, at most 64, beginning with a letter or digit. It is never "
        "published; their role is.",
    ),
    "EH907": (
        "Too many or too large withheld documents",
        "A folder of withheld documents holds at most 100,000 files of at most 20,000,000 bytes "
        "each. Split a larger document into parts.",
    ),
    "EH918": (
        "Covering never came to an end",
        "A value that is covered can bring another to light, such as a number that a longer one "
        "held back. After twenty rounds something private was still seen, so nothing was written.",
    ),
    "EH919": (
        "Not a text that can be redacted",
        "`evenhand redact` takes text in UTF-8 of at most 50,000,000 bytes. PDF and DOCX files, "
        "pictures and UTF-16 are none.",
    ),
}
