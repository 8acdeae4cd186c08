"""Letters: what they say of themselves is read, nothing of it is believed, nothing crashes."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.contacts import eml
from evenhand.contacts.eml import Letter, read_eml
from evenhand.contacts.html import html_to_text
from evenhand.model.contact import ContactStanding
from evenhand.model.errors import EvenhandError
from tests.contacts.letters import NOW

HEAD = (
    b"From: Tom Reed <tom@Vale.Example>\r\nSubject: The =?utf-8?q?dossi=C3=A9r?=\r\n"
    b"Date: Fri, 25 Sep 2026 09:30:00 +0200\r\nMessage-ID: <1@vale.example>\r\n"
)
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\nPlease block it.\r\nTom\r\n"


def built(**bodies: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Tom Reed <tom@vale.example>"
    message["Date"] = NOW
    if "plain" in bodies:
        message.set_content(bodies["plain"])
    if "html" in bodies:
        message.add_alternative(bodies["html"], subtype="html")
    message.add_attachment("not his words", filename="notes.txt")
    return message.as_bytes()


def test_a_plain_letter():
    letter = read_eml(PLAIN, NOW)
    assert (letter.name, letter.address, letter.domain) == (
        "Tom Reed", "tom@Vale.Example", "vale.example",
    )  # fmt: skip
    assert letter.subject == "The dossiér"
    assert letter.text == "Please block it.\nTom"
    assert letter.received_at == datetime(2026, 9, 25, 7, 30, tzinfo=UTC)
    assert letter.message.startswith("sha256:")
    assert letter.remarks == ()
    assert letter.standing is ContactStanding.CLAIMED


def test_plain_text_goes_before_html_and_attachments_stay_out():
    assert read_eml(built(plain="in plain", html="<p>in html"), NOW).text == "in plain"
    assert read_eml(built(html="<p>in <b>html</b>"), NOW).text == "in html"
    assert read_eml(built(plain=" ", html="<p>in html"), NOW).text == "in html"


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        (b"", eml.NO_TIME),
        (b"Date: some day\r\n", eml.NO_TIME),
        (b"Date: Fri, 99 Sep 2026 25:61:00 +0200\r\n", eml.NO_TIME),
        (b"Date: Sun, 27 Sep 2026 09:30:00 +0200\r\n", eml.FUTURE),
    ],
)
def test_a_date_that_cannot_be_believed(line, remark):
    letter = read_eml(b"From: tom@vale.example\r\n" + line + b"\r\nPlease.", NOW)
    assert letter.received_at is None
    assert letter.remarks == (remark,)


def test_a_date_without_a_zone_is_utc():
    letter = read_eml(b"Date: Fri, 25 Sep 2026 09:30:00 -0000\r\n\r\nPlease.", NOW)
    assert letter.received_at == datetime(2026, 9, 25, 9, 30, tzinfo=UTC)


def test_senders():
    several = b"From: A <a@vale.example>, B <b@vale.example>\r\n\r\nPlease."
    assert read_eml(several, NOW).address == "a@vale.example"
    assert eml.MANY_SENDERS in read_eml(several, NOW).remarks
    assert eml.NO_SENDER in read_eml(b"Subject: x\r\n\r\nPlease.", NOW).remarks


@pytest.mark.parametrize("charset", [b"no-such", b"zlib", b"punycode", b"utf-16", b"\0", b"ascii"])
def test_a_charset_that_is_wrong_loses_no_text(charset):
    head = HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n"
    text = read_eml(head + "Bitte löschen!".encode(), NOW).text
    assert text == "Bitte löschen!" or charset == b"utf-16"


@pytest.mark.parametrize("charset", [b"punycode", b"unicode-escape"])
def test_codecs_that_no_letter_is_written_in_are_not_used(charset):
    head = HEAD + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n"
    assert read_eml(head + b"a\\x41-kva", NOW).text == "a\\x41-kva"


def test_names_are_one_line_that_can_be_kept():
    data = b"From: =?utf-8?q?Tom=00=E2=80=AEReed?= <tom@vale.example>\r\n\r\na\0b"
    letter = read_eml(data, NOW)
    assert letter.name == "Tom\ufffd Reed"
    assert letter.text == "a\ufffdb"


def test_a_damaged_sender_leaves_the_rest_readable():
    letter = read_eml(b"From: =?utf-8?q?Tom=0AReed?= <tom@vale.example>\r\n\r\nPlease.", NOW)
    assert (letter.address, letter.text) == ("", "Please.")
    assert {eml.DAMAGED, eml.NO_SENDER} <= set(letter.remarks)


def nested(depth: int) -> bytes:
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nPlease.\r\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN + b"x" * 1_000_000,
        PLAIN + b"\n" * 20_000,
        PLAIN + b"x" * 100_001,
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 60,
        nested(6),
        nested(300),
    ],
)
def test_too_much_is_refused(data):
    with pytest.raises(EvenhandError) as caught:
        read_eml(data, NOW)
    assert caught.value.code == "EH511"
    assert caught.value.not_done


def test_five_levels_are_read():
    assert read_eml(nested(5), NOW).text == "Please."


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", nested(5_000), b"X-Only: header\r\n\r\n"])
def test_what_is_no_letter_is_refused(data):
    with pytest.raises(EvenhandError) as caught:
        read_eml(data, NOW)
    assert caught.value.code in {"EH511", "EH512"}


@pytest.mark.parametrize(
    "value",
    [
        b"(" * 900_000,
        b'"' * 900_000,
        b"=?utf-8?q?a?= " * 60_000,
        b"<" * 900_000,
        b"a@[" * 300_000,
        b"a:b;," * 180_000,
    ],
)
@pytest.mark.parametrize("header", [b"From", b"Content-Type", b"Content-Disposition", b"Date"])
def test_long_headers_are_cut_before_they_are_parsed(header, value):
    try:
        read_eml(header + b": " + value + b"\r\n\r\nPlease.", NOW)
    except EvenhandError as error:
        assert error.code == "EH512"


PIECES = (
    b"From: ", b"Date: ", b"Subject: ", b"Message-ID: ", b"Content-Type: ", b"multipart/mixed",
    b"multipart/alternative", b"message/rfc822", b"text/html", b"; charset=", b"; boundary=b",
    b"--b", b"--b--", b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable", b"uuencode",
    b"Content-Disposition: ", b"inline", b"=?utf-8?q?", b"?=", b"<a@b.example>", b"\r\n",
    b"\r\n\r\n", b"*0*=", b"Fri, 25 Sep 2026 09:30:00 +9999", b"\xff", b"\0", b"(", b'"', b"[",
    b";", b"%PDF-",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=40).map(b"".join))
@settings(deadline=None, max_examples=1_000)
def test_any_bytes_are_a_letter_or_a_clear_error(data):
    try:
        letter = read_eml(data, NOW)
    except EvenhandError as error:
        assert error.code in {"EH511", "EH512"}
        assert error.help
        return
    assert isinstance(letter, Letter)
    assert letter.standing is ContactStanding.CLAIMED
    assert letter.received_at is None or letter.received_at <= NOW
    for line in (letter.name, letter.address, letter.domain, letter.subject):
        assert len(line) <= 300
        assert "\n" not in line
    (letter.text + letter.name + letter.subject).encode()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two &amp; <b>three</b></p>", "One\n\ntwo & three"),
        ("<title>t</title><style>p{a:b}</style>a<script>if (a<b) {}</script >b", "ab"),
        ("a<!-- <p>unseen</p> -->b", "ab"),
        ("<!doctype html><body>a<br>b &lt;tag&gt;", "a\nb <tag>"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("a<script>never closed", "a"),
    ],
)
def test_html_as_text(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<a", "</", "<!--", "-->", "<script>", "&", "<!", "a"]
)
def test_html_of_any_shape_takes_linear_time(piece):
    assert len(html_to_text(piece * 200_000)) <= 200_000 * len(piece)
