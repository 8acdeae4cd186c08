"""Mail: one plain-text letter by SMTP, through the server that EVENHAND_SMTP names.

The recipient's address is in no error and no log.
"""

import re
import secrets
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from os import environ
from urllib.parse import SplitResult, unquote, urlsplit

from evenhand.model.errors import EvenhandError

MAX_SUBJECT = 200
MAX_TEXT = 50_000
"""In code points."""

SECONDS = 10.0
"""For each step that the server takes."""

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*",
                      re.ASCII | re.IGNORECASE)  # fmt: skip
"""As HTML's `<input type=email>` takes it: nothing that headers or the protocol read otherwise."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_SENT = "no mail was sent"


def send_mail(to: str, subject: str, text: str) -> None:
    """Send one mail; it is the mail server's once this returns.

    Args:
        to: one plain address.
        subject: one line, at most 200 code points.
        text: at most 50,000 code points.

    Raises EvenhandError: EH830 not set up, EH831 set up wrongly, EH832, EH833, EH834 not sent.
    """
    server, sender = _settings()
    message = _message(sender, to, subject, text)
    try:
        with _connected(server) as smtp:
            if server.username:
                _log_in(smtp, server)
            smtp.send_message(message, sender, [to])
    except smtplib.SMTPRecipientsRefused:
        raise _not_sent("its server does not take the recipient") from None
    except smtplib.SMTPAuthenticationError:
        raise _not_sent("its server does not take the user name and password") from None
    except smtplib.SMTPResponseException as error:
        raise _not_sent(f"its server answered {error.smtp_code}") from None
    except (OSError, smtplib.SMTPException):
        raise _not_sent("its server was not reached, or broke off") from None


def _settings() -> tuple[SplitResult, str]:
    """The mail server and the sender's address. Raises EH830 and EH831."""
    where, sender = environ.get("EVENHAND_SMTP"), environ.get("EVENHAND_MAIL_FROM")
    if not (where and sender):
        raise EvenhandError(
            "EH830", "mail is not set up here", not_done=_NOT_SENT,
            help="set EVENHAND_SMTP to smtp://user:password@host:port, and EVENHAND_MAIL_FROM",
        )  # fmt: skip
    try:
        server = urlsplit(where)
        usable = server.scheme in {"smtp", "smtps"} and server.hostname and server.port != 0
    except ValueError:
        usable = False
    if not usable or not _ADDRESS.fullmatch(sender):
        raise EvenhandError(
            "EH831", "the settings for mail cannot be used", not_done=_NOT_SENT,
            help="EVENHAND_SMTP is like smtps://user:password@mail.example, EVENHAND_MAIL_FROM "
            "like desk@platform.example",
        )  # fmt: skip
    return server, sender


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """The letter. Raises EH832 and EH833."""
    if not _ADDRESS.fullmatch(to) or _CONTROL.search(subject):
        raise EvenhandError(
            "EH832", "the recipient is no plain address, or the subject no single line",
            not_done=_NOT_SENT, help="write one address like ada@platform.example",
        )  # fmt: skip
    try:
        content = text.encode()
        subject.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        content = b""
    if len(subject) > MAX_SUBJECT or len(text) > MAX_TEXT or (text and not content):
        raise EvenhandError(
            "EH833", "the mail is too long, or holds what cannot be written", not_done=_NOT_SENT,
            help=f"at most {MAX_SUBJECT} characters in the subject and {MAX_TEXT:,} in all",
        )  # fmt: skip
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = datetime.now(UTC)
    # Made here, for the library's own would tell the name of this machine.
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _connected(server: SplitResult) -> smtplib.SMTP:
    """A connection, encrypted where the server can."""
    context = ssl.create_default_context()
    host, name = server.hostname or "", "localhost"
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, name, timeout=SECONDS, context=context)
    smtp = smtplib.SMTP(host, server.port or 587, name, timeout=SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
    return smtp


def _log_in(smtp: smtplib.SMTP, server: SplitResult) -> None:
    if not isinstance(smtp.sock, ssl.SSLSocket):
        raise _not_sent("its server offers no encryption, so the password was not sent")
    smtp.login(unquote(server.username or ""), unquote(server.password or ""))


def _not_sent(why: str) -> EvenhandError:
    return EvenhandError(
        "EH834", f"the mail was not sent: {why}", not_done=_NOT_SENT,
        help="try again later; an administrator checks EVENHAND_SMTP",
    )  # fmt: skip
