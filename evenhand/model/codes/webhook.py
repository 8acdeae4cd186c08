"""EH82x and EH83x: what is posted to a platform, and mail."""

CODES: dict[str, tuple[str, str]] = {
    "EH820": (
        "Not an address that deliveries are posted to",
        "A receiver is an http or https address, on any port, without a user name, password or "
        "fragment in it. A token that your server expects can stand in the path or query; "
        "whether a delivery is genuine is shown by its signature.",
    ),
    "EH821": (
        "A receiver in a private network",
        "The receiver's host is on this machine or in a private network, and deliveries go "
        "there only where an administrator allows it for this receiver: `--allow-private`. "
        "Link-local addresses are never posted to. The same is looked at again at each "
        "delivery, and the connection goes to exactly the address that was looked at.",
    ),
    "EH822": (
        "No receiver of this id",
        "The site has no receiver of this id, or it has been ended already. "
        "`evenhand site webhook list` shows all of a site's receivers with their ids.",
    ),
    "EH823": (
        "A webhook without a signature",
        "A delivery carries the headers webhook-id, webhook-timestamp and webhook-signature. "
        "What comes without them is from somebody else, or something on the way dropped them.",
    ),
    "EH824": (
        "A webhook whose signature does not fit",
        "The body was changed on its way (or read and written anew before it was verified), or "
        "the secret is another receiver's. Nothing of it is taken.",
    ),
    "EH825": (
        "A webhook that is not of now",
        "Its time is more than five minutes from the receiver's clock. Somebody may be repeating "
        "what they once saw. A genuine delivery is signed anew each time it is tried.",
    ),
    "EH826": (
        "A delivery that was not acknowledged",
        "The receiver's server answered something other than 2xx. A redirect counts as that too "
        "and is not followed. The delivery is tried again after 2 seconds, 4, 8 and so on, at "
        "last every hour, until it is acknowledged; later ones about the same subject wait.",
    ),
    "EH830": (
        "Mail is not set up",
        "EVENHAND_SMTP names the mail server (smtp://user:password@host:port, or smtps://), and "
        "EVENHAND_MAIL_FROM the address that mail comes from. Without both none is sent.",
    ),
    "EH831": (
        "The settings for mail cannot be used",
        "EVENHAND_SMTP is to be an smtp:// or smtps:// address with a host, and "
        "EVENHAND_MAIL_FROM one plain mail address.",
    ),
    "EH832": (
        "A mail that cannot be addressed",
        "The recipient is to be one plain mail address in ASCII (a domain in its xn-- form), and "
        "the subject one line. Control characters are refused: they could smuggle headers in.",
    ),
    "EH833": (
        "A mail that is too long",
        "A subject has at most 200 characters and a mail at most 50,000, without characters "
        "that cannot be written.",
    ),
    "EH834": (
        "The mail was not sent",
        "The mail server was not reached in time, refused the mail, the recipient or the "
        "password, or offers no encryption, without which no password is sent. The address is "
        "in no log and no error.",
    ),
}
