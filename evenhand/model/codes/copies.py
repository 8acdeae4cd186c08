"""EH554 to EH556, EH565: copies of withheld documents, and their fingerprints."""

CODES = {
    "EH554": (
        "a file of fingerprints is not understood",
        "The first line is `evenhand fingerprints 1` and the key's name, each further one 32 "
        "hexadecimal digits; at most 5,000,000 lines. `evenhand bank export withheld "
        "--fingerprints` writes such a file. Nothing of this one was taken in.",
    ),
    "EH555": (
        "the key of these fingerprints is not here",
        "Fingerprints tell nothing without the key that they were made with, and by default it "
        "stays with whoever made them. Ask them to match your text (`POST /v1/withheld/match` of "
        "their service), or for the key, which they hand out only if they choose to: "
        "`evenhand bank export withheld --fingerprints --with-key FILE`.",
    ),
    "EH556": (
        "this site shares no fingerprints",
        "A site answers requests to match for the documents of which its people have exported "
        "fingerprints, and for no others: `evenhand bank export withheld --fingerprints`. This one "
        "has exported none, or has another key now.",
    ),
    "EH565": (
        "a withheld document has no text to look for",
        "Earlier items are found by the words that they share with the document. A picture, a "
        "scan without a text layer, or a text of fewer than eight words has none. Its file is "
        "still recognised when somebody attaches the very same one from now on.",
    ),
}
