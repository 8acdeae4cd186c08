"""Mail through a real SMTP server on this machine: what arrives, what is refused, what is told."""

import email
import socket
import ssl
from contextlib import contextmanager
from email.policy import default
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from evenhand import EvenhandError
from evenhand.connectors.mail import send_mail
from tests.connectors.certificates import certificate_for

TO = "quist@mailbox.example"
FROM = "desk@platform.example"


class Kept:
    """Takes mails, but not for everybody."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone"):
            return f"550 no {address} here"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=default)
        self.mails.append(
            SimpleNamespace(
                to=envelope.rcpt_tos, sender=envelope.mail_from, message=message,
                secure=session.ssl is not None, user=session.auth_data,
            )
        )  # fmt: skip
        return "250 taken" if "busy" not in message["Subject"] else "451 later"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def server(monkeypatch, login="", scheme="smtp", **options):
    """A mail server that the settings name; gives what it has taken."""
    kept = Kept()
    running = Controller(kept, hostname="127.0.0.1", port=free_port(), **options)
    running.start()
    monkeypatch.setenv("EVENHAND_SMTP", f"{scheme}://{login}127.0.0.1:{running.port}")
    monkeypatch.setenv("EVENHAND_MAIL_FROM", FROM)
    try:
        yield kept.mails
    finally:
        running.stop()


@pytest.fixture
def secured(tmp_path, monkeypatch):
    """The server's side of TLS, under a certificate that this machine believes."""
    certificate_for("127.0.0.1", tmp_path / "both.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "both.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    return context


def refused(*letter):
    with pytest.raises(EvenhandError) as caught:
        send_mail(*letter)
    said = str(caught.value)
    for private in (letter[0], "mailbox", "127.0.0.1", "s3cret", "gone"):
        assert private not in said or not private
    return caught.value.code


def test_a_letter_arrives_as_it_was_written(monkeypatch):
    text = "Your code is 482 913.\n\nGrüße, שלום\n.\n" + "long " * 400
    with server(monkeypatch) as mails:
        send_mail(TO, "Ihr Code: ünïcode", text)
        (mail,) = mails
    assert (mail.to, mail.sender) == ([TO], FROM)
    assert mail.message["Subject"] == "Ihr Code: ünïcode"
    assert (mail.message["To"], mail.message["From"]) == (TO, FROM)
    assert mail.message["Date"]
    assert mail.message["Message-ID"].endswith("@platform.example>")
    assert mail.message.get_content_type() == "text/plain"
    assert mail.message.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert not mail.secure


def check_login(user, password):
    def check(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (user, password)
        return AuthResult(success=good, auth_data=data.login if good else None)

    return check


def test_encrypted_where_the_server_offers_it_and_only_then_with_a_password(monkeypatch, secured):
    check = check_login(b"us:er", b"s3cret")
    options = {"tls_context": secured, "authenticator": check, "auth_required": True}
    with server(monkeypatch, "us%3Aer:s3cret@", **options) as mails:
        send_mail(TO, "Hi", "There")
        assert [(mail.secure, mail.user) for mail in mails] == [(True, b"us:er")]
    with server(monkeypatch, "us%3Aer:s3cret2@", **options) as mails:
        assert refused(TO, "Hi", "There") == "EH834"
    open_to_all = {"authenticator": check, "auth_require_tls": False}
    with server(monkeypatch, "us%3Aer:s3cret@", **open_to_all) as mails:
        assert refused(TO, "Hi", "There") == "EH834"
        assert mails == []


def test_a_server_that_is_encrypted_from_the_start(monkeypatch, secured):
    with server(monkeypatch, scheme="smtps", ssl_context=secured) as mails:
        send_mail(TO, "Hi", "There")
        assert [mail.to for mail in mails] == [[TO]]


def test_a_certificate_that_nobody_vouches_for(monkeypatch, secured):
    monkeypatch.delenv("SSL_CERT_FILE")
    with server(monkeypatch, tls_context=secured) as mails:
        assert refused(TO, "Hi", "There") == "EH834"
        assert mails == []


@pytest.mark.parametrize(
    ("to", "subject", "text", "code"),
    [
        ("", "Hi", "There", "EH832"),
        ("quist", "Hi", "There", "EH832"),
        (f"{TO}\r\nBcc: all@mailbox.example", "Hi", "There", "EH832"),
        (f"{TO}, other@mailbox.example", "Hi", "There", "EH832"),
        (f"<{TO}>", "Hi", "There", "EH832"),
        (f"{TO}\n", "Hi", "There", "EH832"),
        ("a b@mailbox.example", "Hi", "There", "EH832"),
        ("quíst@mailbox.example", "Hi", "There", "EH832"),
        ("a@" + "mailbox." * 40 + "example", "Hi", "There", "EH832"),
        (TO, "Hi\r\nBcc: all@mailbox.example", "There", "EH832"),
        (TO, "Hi\nthere", "There", "EH832"),
        (TO, "Hi\x00", "There", "EH832"),
        (TO, "Hi\u2028there", "There", "EH832"),
        (TO, "H" * 201, "There", "EH833"),
        (TO, "Hi", "T" * 50_001, "EH833"),
        (TO, "Hi", "\ud800", "EH833"),
        (TO, "\ud800", "There", "EH833"),
        ("gone@mailbox.example", "Hi", "There", "EH834"),
        (TO, "busy", "There", "EH834"),
    ],
)
def test_what_is_refused(monkeypatch, to, subject, text, code):
    with server(monkeypatch) as mails:
        assert refused(to, subject, text) == code
        assert len(mails) == (subject == "busy")


@pytest.mark.parametrize(
    ("where", "sender", "code"),
    [
        (None, FROM, "EH830"),
        ("smtp://127.0.0.1:2525", None, "EH830"),
        ("127.0.0.1:2525", FROM, "EH831"),
        ("https://127.0.0.1", FROM, "EH831"),
        ("smtp://", FROM, "EH831"),
        ("smtp://127.0.0.1:no", FROM, "EH831"),
        ("smtp://[", FROM, "EH831"),
        ("smtp://127.0.0.1:2525", f"Desk <{FROM}>", "EH831"),
    ],
)
def test_settings(monkeypatch, where, sender, code):
    for name, value in (("EVENHAND_SMTP", where), ("EVENHAND_MAIL_FROM", sender)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert refused(TO, "Hi", "There") == code


def test_a_server_that_is_not_there(monkeypatch):
    monkeypatch.setenv("EVENHAND_SMTP", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setenv("EVENHAND_MAIL_FROM", FROM)
    assert refused(TO, "Hi", "There") == "EH834"
