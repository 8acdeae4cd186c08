"""Codes of sign-in, and of pages that are refused."""

CODES = {
    "EH881": (
        "Somebody who has left cannot be invited",
        "A link to sign in is made for people who work for a site now. `evenhand site staff SITE\n"
        "--add NAME --role ROLE` takes somebody on again.",
    ),
    "EH882": (
        "A link to sign in works once",
        "It lets whoever it was made for set a password, within 7 days, as long as they work for\n"
        "the site. A newer link to the same person makes it void. `evenhand site invite NAME`\n"
        "makes a new one.",
    ),
    "EH883": (
        "A first administrator cannot take over somebody's name",
        "Whoever comes by the first link of a site chooses a name that nobody has yet, at any\n"
        "site of the home. People who sign in already are added to a site with `evenhand site\n"
        "staff SITE --add NAME --role administrator`.",
    ),
    "EH884": (
        "The console is for a site's own staff",
        "Pages below /console/SITE/ are shown to whoever works for that site at this moment.\n"
        "Who has left keeps what they decided, and sees nothing more.",
    ),
    "EH885": (
        "The role may not",
        "What each role may see and do stands in docs/access.md. An administrator can give\n"
        "somebody another role: `evenhand site staff SITE --add NAME --role ROLE`.",
    ),
    "EH886": (
        "A form came from somewhere else",
        "Each form of the console carries a token that only our own pages have, so that another\n"
        "site's page cannot send it in your name. Cookies have to be on. Behind a proxy that\n"
        "speaks TLS, the site's address in `evenhand init --url` is the one people use.",
    ),
    "EH887": (
        "Too many tries",
        "Whoever guesses passwords or codes is slowed down: five wrong ones for a name in five\n"
        "minutes, and then no more until that time has passed.",
    ),
    "EH888": (
        "There is no such page",
        "The address is not one of ours, or what it was about is gone.",
    ),
    "EH889": (
        "The request cannot be read",
        "Something in it is malformed or too large.",
    ),
    "EH890": (
        "The server failed",
        "It is our fault. Nothing that was acknowledged is lost; the server's own log says what\n"
        "happened, without what was sent.",
    ),
}
