"""EH3xx: log."""

CODES: dict[str, tuple[str, str]] = {
    "EH301": (
        "A value that an entry cannot hold",
        "Entries of the log are canonical JSON (RFC 8785): strings, whole numbers up to 2^53 - 1, "
        "true and false, lists and maps with ASCII names, four levels deep. A missing value is "
        "left out, a fraction is written as a string. The names that every entry has (v, type, "
        "day, site, number, case, commit) cannot be used for anything else.",
    ),
    "EH302": (
        "An entry is too long",
        "The log's format gives the length of an entry two bytes, so 65,535 bytes are the most. "
        "Long texts do not belong into the log; commit to them instead.",
    ),
    "EH303": (
        "Not an entry",
        "The bytes are not an entry of the log: not JSON, not in the one canonical form of RFC "
        "8785, or without one of the fields that every entry has.",
    ),
    "EH320": (
        "Not a signed note",
        "A signed note is a text, a blank line and at least one signature line, in exactly the "
        "spelling of c2sp.org/signed-note. The file was cut off, changed or is another one.",
    ),
    "EH321": (
        "Not a name for a log",
        "A log is named by the address it is served at, without scheme and final slash: "
        "`example.com/log`. White space and plus signs cannot be in it.",
    ),
    "EH322": (
        "Not a verifier key",
        "A verifier key has the form of c2sp.org/signed-note: name, plus sign, key id in "
        "hexadecimal, plus sign, key in base64. Only Ed25519 keys are known here.",
    ),
    "EH323": (
        "The private key cannot be used",
        "The log's private key is missing, malformed, or readable by others than its owner. "
        "Without it no checkpoint can be signed, and a new key would be a new log. Restore the "
        "file from its backup and set its mode to 600.",
    ),
    "EH324": (
        "There is a private key already",
        "A private key is made once, when the log is begun, and never overwritten: everybody who "
        "checks the log relies on it.",
    ),
    "EH330": (
        "Not a checkpoint",
        "A checkpoint says a log's origin, its size in decimal and its root hash in base64, one a "
        "line (c2sp.org/tlog-checkpoint). The signed note says something else.",
    ),
    "EH331": (
        "A checkpoint is not signed by its log",
        "No signature of the expected key is on the checkpoint, or it does not fit the text. "
        "Nothing that the checkpoint says can be believed. Either the file was changed, or the "
        "verifier key is another log's.",
    ),
    "EH332": (
        "Another log",
        "The checkpoint names another log than the key or the checkpoint it is held against. An "
        "origin is set once; another origin is another log.",
    ),
    "EH340": (
        "There is a log already",
        "A log is begun once. Beginning it again over its own files would give it a second "
        "history, so it is refused.",
    ),
    "EH341": (
        "The database is behind its own log",
        "The log has published more entries than the database holds: an older backup was "
        "restored, or another home's. Going on would put other entries where published ones were, "
        "which everybody with a receipt could prove. Restore the newest backup; where the missing "
        "entries are lost, only a new log with a new origin can be begun, and that should be said "
        "publicly.",
    ),
    "EH342": (
        "The database gives another history",
        "The entries in the database do not give the root hash that was published at that size: "
        "some were altered, or it is another database. It is never re-signed. Nothing was "
        "changed on disk; the bundles under `tile/entries/` still hold the entries as published.",
    ),
    "EH343": (
        "Somebody else wrote the log",
        "The checkpoint on disk is not the one that this program put there. Two writers on one "
        "log would sign two histories, so this one stopped. Find the other program, or whoever "
        "replaced the file.",
    ),
    "EH344": (
        "The journal has a gap",
        "The database did not give all entries that it says it has. It is damaged; restore the "
        "newest backup.",
    ),
    "EH345": (
        "The log has no checkpoint",
        "A checkpoint exists from the first day on. Without it nobody can say what was published, "
        "so nothing is written. Put back the newest checkpoint that anybody has kept (witnesses, "
        "receipts and backups hold them).",
    ),
    "EH346": (
        "The log cannot be written",
        "A file of the log could not be written: the disk is full, or access is missing. No entry "
        "is lost, the database keeps them all; opening the log again writes what is missing.",
    ),
    "EH350": (
        "There is no log",
        "Neither a checkpoint nor a verifier key nor a tile was found there. Give the folder or "
        "the address that holds `checkpoint` and `tile/`.",
    ),
    "EH352": (
        "A file of the log is missing",
        "The log cannot be checked, or used, without it. The operator can write it again from the "
        "database.",
    ),
    "EH353": (
        "A tile is not what its entries give",
        "The hashes in the tile differ from those of the entries. If the root is right, the tile "
        "was changed; if not, an entry was.",
    ),
    "EH354": (
        "A stray file in the log",
        "Every file under `tile/` follows from the log's size, and superseded ones are removed. "
        "One that has no place there may serve somebody another history than everybody else.",
    ),
    "EH355": (
        "A bundle is malformed",
        "The file does not hold as many entries as it must, each after its length in two bytes, "
        "and nothing behind them.",
    ),
    "EH356": (
        "An entry is malformed",
        "The entry is in the log, but it is not canonical JSON with the fields that every entry "
        "has.",
    ),
    "EH357": (
        "Entries are not numbered without a gap",
        "The entries of each type at each site are numbered from 1 on. A gap or a repetition "
        "shows that one was left out or put in.",
    ),
    "EH358": (
        "The entries do not give the root",
        "The root hash computed from all entries is not the one in the signed checkpoint: at least "
        "one entry is not as it was when it was logged.",
    ),
    "EH359": (
        "The log was rolled back",
        "The log has fewer entries than a checkpoint that was kept. It was replaced by an older "
        "copy of itself, or entries were withdrawn. The kept checkpoint proves it.",
    ),
    "EH360": (
        "The log's history was changed",
        "At the size of a checkpoint that was kept, the log now has another root. It showed "
        "different histories at different times, or to different people; the two signed "
        "checkpoints prove it.",
    ),
    "EH361": (
        "Another verifier key than expected",
        "The log's own `vkey` is not the key that you gave. What was signed was checked with "
        "yours.",
    ),
    "EH370": (
        "No such entry",
        "Entries are counted from 0; the newest has the index of the log's size less one. An "
        "entry can be proved as soon as a checkpoint covers it.",
    ),
    "EH371": (
        "Not a receipt",
        "A receipt has the form of c2sp.org/tlog-proof: a header, the entry's index, hashes, a "
        "blank line and a checkpoint. The file was cut off, changed or is another one.",
    ),
    "EH372": (
        "The receipt does not prove this entry",
        "The hashes of the receipt do not lead from these bytes to the root that the log signed. "
        "A single changed byte is enough. Or the receipt is that of another entry.",
    ),
    "EH373": (
        "The log's files do not fit together",
        "A receipt could not be made because the log's tiles do not give the root that it signed. "
        "`evenhand log verify` says which file is at fault; opening the log thoroughly writes "
        "every file again from the database.",
    ),
    "EH380": (
        "A file of the log cannot be read",
        "The disk or the server refused, or took too long. That says nothing about the log itself; "
        "try again, or read it from another place.",
    ),
    "EH381": (
        "Not an address of a log",
        "A log is read from a folder, or from an address that begins with http:// or https://.",
    ),
}
