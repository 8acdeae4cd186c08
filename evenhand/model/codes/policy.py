"""EH2xx: policy packs, their rules and conditions, the evidence that they look at."""

CODES: dict[str, tuple[str, str]] = {
    "EH201": (
        "A file of a pack is not TOML",
        "rules.toml and the case files are TOML (toml.io, version 1.0). The error points at where "
        "reading stopped, which may be a little behind the mistake: a quote that does not end, a "
        "bracket that is not closed, a key that is given twice. The whole pack was left unread.",
    ),
    "EH202": (
        "A file of a pack cannot be read",
        "A pack is a folder with `policy.md`, `rules.toml` and `cases/*.toml`, all in UTF-8. A "
        "file is refused unread where it is missing, holds what is no text, or would take long to "
        "read: rules.toml over 64 kB, another file over 256 kB, more than 5,000 lines, a line of "
        "more than 5,000 characters, more than 1,500 keys, values and escapes.",
    ),
    "EH203": (
        "An unknown key or table",
        "Every key has a meaning; one that the program does not know is a slip of the pen that "
        "would otherwise be ignored in silence. The nearest known key is named. rules.toml holds "
        "`[pack]`, `[facts]` and `[[rule]]`; a rule holds `id`, `clause`, `when`, `measures` and "
        "perhaps `shadow`, `ground`, `note` and `hours`.",
    ),
    "EH204": (
        "An unknown measure",
        "A rule's `measures` is a ladder from first to repeated: the step is the number of the "
        "account's active strikes, and the last one repeats. Each is the name of a measure that "
        "this build has, or `ask`, which hands the item to a person.",
    ),
    "EH205": (
        "A key is missing",
        "`[pack]` needs `name`, `version`, `title` and `in_force_from`; each `[[rule]]` needs "
        "`id`, `clause`, `when` and `measures`; a case needs `title` and `[expect]` with "
        "`outcome`.",
    ),
    "EH206": (
        "A value is not what its key needs",
        "The value has another type or form than its key takes, or lies outside its limits. The "
        "error says what is expected.",
    ),
    "EH207": (
        "A time without a zone",
        "From when a pack is in force must be the same moment everywhere, so the time has a zone: "
        "a TOML date-time or an RFC 3339 string such as 2026-09-01T00:00:00Z or "
        "2026-09-01T02:00:00+02:00. A day alone is its first moment in UTC.",
    ),
    "EH208": (
        "An id that stands twice",
        "Decisions, statements and the log name rules and clauses by their ids. Two of one id "
        "could not be told apart later.",
    ),
    "EH209": (
        "A clause that policy.md does not have",
        "Every rule carries out a clause that people can read. A clause begins in policy.md with "
        "a level-three heading of its id and its title, such as `### PI-3 Home address`, and goes "
        "on to the next heading.",
    ),
    "EH210": (
        "A condition cannot be read",
        "Conditions are a small part of the Common Expression Language: `&&`, `||`, `!`, `==`, "
        "`!=`, `<`, `<=`, `>`, `>=`, `in`, `has(facts.NAME)`, brackets, fields, numbers, strings, "
        "`true` and `false`. There is no arithmetic, no `?:`, no null, no regular expression and "
        "no function: engines differ in these, and what needs more than a comparison is a signal.",
    ),
    "EH211": (
        "A name that does not exist",
        "A condition names a signal, a kind or a field that this build does not have. Such a rule "
        "could never fire, so the pack is refused. For each kind of a signal there are `.count` "
        "(readings at a score of 0.5 or more), `.max` (the highest score) and what the signal "
        "adds, such as `.words`; then `account.strikes`, `account.roles`, `item.kind`, "
        "`item.site`, `item.language` and `facts.NAME`.",
    ),
    "EH212": (
        "Types that do not match",
        "Each field has one type, and what stands beside it must have the same: `0.9` beside a "
        "double, `1` beside an int. Order (`<` and its like) is for numbers only, because engines "
        "order strings differently; `in` takes a list of one type to its right; a rule's "
        "condition as a whole is true or false.",
    ),
    "EH213": (
        "A fact that is not declared",
        "The `[facts]` table gives the type of each fact that the pack's rules use: bool, int, "
        "double, string or list<string>. A fact that nobody declared would never be known, and "
        "its rule never fire.",
    ),
    "EH214": (
        "A condition that is too large",
        "A condition has at most 4,000 characters, 200 comparisons, 200 values in a list, brackets "
        "and `!` nested 30 deep, and 32 levels as a stock engine counts them. A person has to be "
        "able to read why a rule fired: several rules say it better.",
    ),
    "EH215": (
        "has() on something that is no fact",
        "`has()` asks whether a fact is known. It is not for signals: one that ran gives zeros, "
        "and one that failed must leave its rules UNKNOWN instead of being explained away.",
    ),
    "EH216": (
        "A rule that can fire on what is not known",
        "With `!has(facts.NAME)` a rule can fire because nobody has said anything. That can be "
        "right (an address is masked until somebody says that its owner agreed), but it must be "
        "meant: a `note` tells readers why a missing fact is no wrong to anybody. Do not use it "
        "for measures that fall on an account.",
    ),
    "EH217": (
        "A case that does not fit its pack",
        "A case gives either `[evidence]` or `[item]`, and the rules that it expects are rules of "
        "the pack.",
    ),
    "EH218": (
        "Evidence that no field is for",
        "Evidence holds the fields that signals, the account, the item and declared facts have, "
        "and no others. A fact has to be declared in a pack before anybody can assert it.",
    ),
    "EH219": (
        "Evidence of another type than its field",
        "Each field of the evidence has one type. What is not known is left out; null, NaN, an "
        "infinite number, an integer over 64 bits and a value of another type are refused, "
        "because engines would take them in different ways. The value is not shown: it may be "
        "private.",
    ),
    "EH220": (
        "Two packs declare one fact differently",
        "Packs that are in force together see the same facts, so that a fact has one type in all "
        "of them.",
    ),
    "EH221": (
        "Two versions of one pack at once",
        "At any time one text of a pack is in force. Choose the version by its time "
        "(`in_force_from`), not by giving both.",
    ),
}
