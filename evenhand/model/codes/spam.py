"""EH80x: the model of spam."""

CODES: dict[str, tuple[str, str]] = {
    "EH800": (
        "A model of spam is damaged",
        "A site's model is the file `models/SITE.spam` of the home. It holds only what follows "
        "from the steps of learning that the database keeps, so nothing is lost: a server that "
        "finds it damaged makes it again from them, and so does deleting it.",
    ),
    "EH801": (
        "A model of spam is of another version",
        "The file `models/SITE.spam` was made by a version of the program that reads comments in "
        "another way. A server makes it again from the steps of learning that the database keeps; "
        "those that were kept by the other version are counted and left out, because the comments "
        "themselves are not kept and cannot be read anew.",
    ),
}
