"""EH4xx: the home and its database."""

CODES: dict[str, tuple[str, str]] = {
    "EH401": (
        "No home here",
        "The folder that EVENHAND_HOME names (or ./evenhand-data) holds no home. `evenhand init` "
        "makes one: its database, its log and its keys.",
    ),
    "EH402": (
        "A home is here already",
        "`init` makes a new home and never touches one that exists: its log could not go on "
        "under another key or origin. Choose another folder with EVENHAND_HOME.",
    ),
    "EH403": (
        "Another program writes to this home",
        "On SQLite one program at a time records for a home, so that decisions and the log have "
        "one order. Nothing was changed. Wait until the other one is done, or use PostgreSQL "
        "(DATABASE_URL) where several programs record.",
    ),
    "EH404": (
        "The database is from a newer version",
        "Its schema holds migrations that this version of the program does not know. Writing to "
        "it could lose what the newer version keeps. Use the newer version of the program.",
    ),
    "EH405": (
        "The database could not be opened",
        "The address or file of the database does not answer or is not a database. Nothing was "
        "changed.",
    ),
    "EH406": (
        "No such site",
        "A site has to be known before items of it are recorded: `evenhand site add NAME --url "
        "URL`. `evenhand site list` shows those that are known.",
    ),
    "EH407": (
        "A site of that name exists",
        "Site names are given once: log numbers and keys hang on them.",
    ),
    "EH408": (
        "This revision is known with other content",
        "An item is (site, id, revision). Changed text under a known id is a new revision: send a "
        "higher revision, or leave it out and it is numbered for you.",
    ),
    "EH409": (
        "This idempotency key was used for another item",
        "A key stands for one request. The same key with other content is refused, so that a "
        "retry never decides twice. Use a new key for a new item.",
    ),
    "EH410": (
        "Nothing of that name is recorded",
        "No decision, measure or statement with this id is in this home.",
    ),
    "EH411": (
        "Strikes of an account are counted here",
        "A home that records counts the strikes of each account itself, from its own decisions. "
        "`account.strikes` is for rehearsals only.",
    ),
    "EH412": (
        "The database is of an older version",
        "The program has learnt to keep more than this home's database has room for. A command "
        "that writes brings the database up to date at once, nothing in it is lost; a command "
        "that only reads leaves it alone and says so.",
    ),
    "EH413": (
        "Nobody of that name works for the site",
        "Commands of people say who gives them (`--as NAME`, or EVENHAND_STAFF), and the name has "
        "to be one of the site's staff. An administrator adds somebody with "
        "`evenhand site staff SITE --add NAME --role ROLE`.",
    ),
}
