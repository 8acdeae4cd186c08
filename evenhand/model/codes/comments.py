"""EH860 to EH879: comments under articles, and the pages of affected persons."""

CODES: dict[str, tuple[str, str]] = {
    "EH860": (
        "A field of the comment cannot be taken",
        "A comment needs a text of at most 10,000 characters. A name has at most 80, an e-mail "
        "address 254, the address of the writer's page 500; each is one line, without control "
        "characters. Name, e-mail and page may be left out.",
    ),
    "EH861": (
        "The page is not one of the site's",
        "Comments stand under pages whose address has the host of the site's own address, with or "
        "without `www.`. So nobody collects comments under a site's name for pages elsewhere. The "
        "site's address is set with `evenhand site add`.",
    ),
    "EH862": (
        "What the comment answers is not on the page",
        "An answer names the comment that it answers by its id, and stands under the same article. "
        "The one named here is not there.",
    ),
    "EH863": (
        "No comment has this link",
        "Whoever writes a comment gets a link of their own, by which they see how it stands, "
        "change it, appeal, take out what is kept, and erase it. It is shown once and nobody can "
        "look it up; only its digest is kept. After erasure it still shows that the comment is "
        "erased.",
    ),
    "EH864": (
        "Too many at once",
        "From one address only so many comments, checks and codes are taken within a few minutes. "
        "The address itself is not kept for this, only a keyed digest in memory. Wait, then send "
        "it again; nothing that was sent before is lost.",
    ),
    "EH865": (
        "Sent from a page elsewhere",
        "A form that changes something is taken only from Evenhand's own pages, and a comment also "
        "from pages of its site. A browser says from where it sends; this one named another place.",
    ),
    "EH866": (
        "The writer is suspended",
        "A measure in force keeps whoever writes with this e-mail address from commenting. The "
        "notice about it says since when, until when, why, and how to appeal. What stood there "
        "before stays.",
    ),
    "EH867": (
        "The comment is erased",
        "Its writer has had it erased, and it cannot be brought back. That there was a comment, "
        "and entries of the log that say nothing of what it said, remain.",
    ),
    "EH868": (
        "Not a way to look first",
        "A site lets a person look first at `all` comments, at those of writers who have none "
        "there yet (`first`), or at nobody's (`open`).",
    ),
    "EH870": (
        "The link leads to no page",
        "The page of an affected person has an address that holds a secret. It leads to one "
        "decision, for one person, and a single wrong character leads nowhere. The notice holds "
        "the whole link.",
    ),
    "EH871": (
        "No address is known that a code could be sent to",
        "Private values are uncovered only for somebody who can read what is sent to the address "
        "that was known before. Here none is known, so the values stay covered. They stand in the "
        "text as it was sent in.",
    ),
    "EH872": (
        "Too many codes were asked for",
        "Three codes may be sent within an hour and ten within a day, so that nobody's mailbox is "
        "filled and nobody guesses on. Wait an hour, or use the code that was sent last.",
    ),
    "EH873": (
        "This is not the code",
        "The code has eight digits and was sent to the known address. After five others it opens "
        "nothing any more, and a new one has to be asked for.",
    ),
    "EH874": (
        "The code opens nothing any more",
        "A code holds for ten minutes, once, and for five tries. Ask for a new one.",
    ),
    "EH875": (
        "The words are not kept",
        "What the item said was erased, or its time of keeping is over, so there is nothing to "
        "show, to check or to change.",
    ),
    "EH876": (
        "The body cannot be read",
        "A comment comes as a form, or as one JSON object with the fields of the form, each a "
        "text; either in UTF-8, and with at most 64 KiB.",
    ),
    "EH877": (
        "Only the writer can do this",
        "The writer of an item can check and change its text. Whoever it is about is told what was "
        "done, can appeal, and can see their own values.",
    ),
}
