"""The fetcher against hostile servers: it goes nowhere it should not, and comes back in time."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.connectors.fetch import Limits, Page, fetch
from evenhand.connectors.fetch.guard import Reach
from evenhand.connectors.fetch.page import visible_text
from evenhand.model.codes.fetch import CODES
from evenhand.model.errors import EvenhandError
from tests.connectors.certificates import certificate_for

LOCAL = Limits(reach=Reach.LOOPBACK)
QUICK = Limits(reach=Reach.LOOPBACK, seconds=0.5)
Serve = Callable[[socket.socket, bytes], None]


@contextmanager
def server(serve: Serve, secure: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on 127.0.0.1 that hands each connection and request to `serve`; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        stopping = threading.Event()
        listening.settimeout(0.05)

        def accept() -> None:
            while not stopping.is_set():
                with suppress(OSError):
                    plain, _ = listening.accept()
                    plain.settimeout(2)
                    with plain, suppress(OSError):
                        if secure:
                            secure.wrap_socket(plain, server_side=True).close()
                        else:
                            serve(plain, plain.recv(65_536))

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            stopping.set()
            thread.join()


def answering(*answers: bytes) -> tuple[Serve, list[bytes]]:
    """Serves these answers, one a connection, and keeps the requests."""
    asked: list[bytes] = []

    def serve(connection: socket.socket, request: bytes) -> None:
        asked.append(request)
        connection.sendall(answers[min(len(asked), len(answers)) - 1])

    return serve, asked


def page(body: bytes, *lines: str, status: str = "200 OK", media_type: str = "text/html") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *lines, "", ""]
    return "\r\n".join(head).encode() + body


def fetched(answer: bytes, limits: Limits = LOCAL) -> Page:
    serve, _ = answering(answer)
    with server(serve) as port:
        return fetch(f"http://127.0.0.1:{port}/a", limits=limits)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(EvenhandError) as caught:
        call()
    assert "127.0.0.1" not in str(caught.value)
    assert "secret" not in str(caught.value)
    return caught.value.code


def resolving(*addresses: str) -> Callable[..., list[tuple[Any, ...]]]:
    """A resolver that gives these addresses, and one that lies in a private net the next time."""
    calls: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        calls.append(host)
        told = addresses if len(calls) == 1 else ("10.0.0.7",)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in told]

    return resolve


def test_a_page_comes_back_with_its_text() -> None:
    serve, asked = answering(page(b"<h1>News</h1><p>Call <b>202</b>&nbsp;555</p>"))
    with server(serve) as port:
        found = fetch(f"http://127.0.0.1:{port}/a/b?c=d#e", limits=LOCAL)
    assert found == Page(
        f"http://127.0.0.1:{port}/a/b?c=d", 200, "text/html", "News\nCall 202\xa0555"
    )
    head = asked[0].decode().split("\r\n")
    assert head[:2] == ["GET /a/b?c=d HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    assert "Accept-Encoding: identity" in head


def test_a_page_that_is_gone_says_so() -> None:
    assert fetched(page(b"Gone", status="410 Gone", media_type="text/plain")).status == 410


def test_a_type_that_is_not_read_is_no_clean_bill() -> None:
    assert fetched(page(b"\x89PNG", media_type="image/png")).text is None
    assert fetched(page(b"<p>Hi", media_type="")).text == "Hi"
    assert fetched(page(b"<b>Hi", media_type="text/plain")).text == "<b>Hi"


def test_chunks_are_put_together() -> None:
    chunked = page(b"4\r\nHell\r\n1\r\no\r\n0\r\n\r\n", "Transfer-Encoding: chunked")
    assert fetched(chunked).text == "Hello"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hosts",
        "ftp://news.example/",
        "gopher://news.example/",
        "javascript:alert(1)",
        "http://secret@news.example/",
        "http://:secret@news.example/",
        "http://news.example:22/",
        "http://news.example:8080/",
        "https://news.example:0/",
        "http://",
        "news.example",
        "",
        "http://news.example/" + "a" * 9_000,
        "http://[::1",
    ],
)
def test_only_web_addresses_on_the_usual_ports_are_fetched(url: str) -> None:
    assert refusal(lambda: fetch(url, resolve=resolving("203.0.113.1"))) == "EH540"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.216.34",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "secret",
    ],
)
def test_no_network_but_the_public_one_is_reached(address: str) -> None:
    alone, beside = resolving(address), resolving("93.184.216.34", address)
    assert refusal(lambda: fetch("http://news.example/", resolve=alone)) == "EH541"
    assert refusal(lambda: fetch("http://news.example/", resolve=beside)) == "EH541"


@pytest.mark.parametrize(
    "url", ["http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://[::1]/"]
)
def test_other_spellings_of_this_machine_are_seen_through(url: str) -> None:
    assert refusal(lambda: fetch(url)) == "EH541"


def test_what_was_checked_is_what_is_asked() -> None:
    """A name that leads elsewhere the second time it is looked up is looked up once."""
    serve, asked = answering(page(b"Hi"))
    with server(serve) as port:
        url = f"http://news.example:{port}/"
        assert fetch(url, limits=LOCAL, resolve=resolving("127.0.0.1")).text == "Hi"
    assert f"Host: news.example:{port}".encode() in asked[0]


def test_each_redirect_is_checked_like_the_first_address() -> None:
    for target, code in (
        ("http://169.254.169.254/latest/", "EH541"),
        ("//10.0.0.1/", "EH541"),
        ("http://secret@news.example/", "EH540"),
        ("file:///etc/hosts", "EH540"),
        ("http://[", "EH540"),
    ):
        answer = page(b"", f"Location: {target}", status="302 Found")
        assert refusal(lambda answer=answer: fetched(answer)) == code  # type: ignore[misc]


def test_a_name_that_moves_into_a_private_net_between_redirects_is_refused() -> None:
    serve, asked = answering(page(b"", "Location: /b", status="302 Found"), page(b"Hi"))
    with server(serve) as port:
        url, resolve = f"http://news.example:{port}/", resolving("127.0.0.1")
        assert refusal(lambda: fetch(url, limits=LOCAL, resolve=resolve)) == "EH541"
    assert len(asked) == 1


def test_five_redirects_are_followed_and_no_more() -> None:
    on = page(b"", "Location: /next?again", status="301 Moved")
    for steps, ends in ((5, True), (6, False)):
        serve, asked = answering(*[on] * steps, page(b"There"))
        with server(serve) as port:
            url = f"http://127.0.0.1:{port}/"
            if ends:
                found = fetch(url, limits=LOCAL)
                assert (found.text, found.url) == ("There", f"{url}next?again")
            else:
                assert refusal(lambda url=url: fetch(url, limits=LOCAL)) == "EH545"  # type: ignore[misc]
        assert len(asked) == 6


def test_a_redirect_that_leads_nowhere_is_the_page() -> None:
    assert fetched(page(b"Stay", status="302 Found")).text == "Stay"
    assert fetched(page(b"Made", "Location: http://10.0.0.1/", status="201 Created")).text == "Made"


def test_an_endless_body_ends_at_the_bound() -> None:
    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(page(b""))
        while True:
            connection.sendall(b"a" * 65_536)

    with server(serve) as port:
        assert refusal(lambda: fetch(f"http://127.0.0.1:{port}/", limits=LOCAL)) == "EH544"


@pytest.mark.parametrize("excess", [0, 1])
def test_a_page_may_be_as_large_as_the_bound(excess: int) -> None:
    bounds = Limits(size=100_000, reach=Reach.LOOPBACK)
    answer = page(b"a" * (100_000 + excess))
    if excess:
        assert refusal(lambda: fetched(answer, bounds)) == "EH544"
    else:
        assert len(fetched(answer, bounds).text or "") == 100_000


def test_endless_header_lines_end_too() -> None:
    bounds = Limits(size=1_000, reach=Reach.LOOPBACK)
    for head in (b"X: " + b"a" * 60_000 + b"\r\n") * 3, b"HTTP/1.1 100 Continue\r\n\r\n" * 9_999:
        start = b"" if head.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n"
        assert refusal(lambda answer=start + head: fetched(answer, bounds)) == "EH544"  # type: ignore[misc]
    many = page(b"", *["X: y"] * 200)
    assert refusal(lambda: fetched(many)) == "EH546"


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", page(b"")])
def test_a_server_that_drips_is_left_in_time(start: bytes) -> None:
    """Each byte comes well within any wait for one; all of them together do not."""

    def serve(connection: socket.socket, _: bytes) -> None:
        connection.sendall(start)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b"a")

    with server(serve) as port:
        assert refusal(lambda: fetch(f"http://127.0.0.1:{port}/", limits=QUICK)) == "EH543"


def test_a_look_up_that_hangs_is_left_in_time() -> None:
    done = threading.Event()

    def resolve(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        done.wait(20)
        return []

    assert refusal(lambda: fetch("http://news.example/", limits=QUICK, resolve=resolve)) == "EH543"
    done.set()


def test_a_host_that_is_not_there_is_not_reached() -> None:
    def unknown(*_: Any, **__: Any) -> list[tuple[Any, ...]]:
        raise socket.gaierror

    assert refusal(lambda: fetch("http://news.example/", resolve=unknown)) == "EH542"
    assert refusal(lambda: fetch("http://news.example/", resolve=lambda *_, **__: [])) == "EH542"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refusal(lambda: fetch(f"http://127.0.0.1:{port}/", limits=LOCAL)) == "EH542"
    assert refusal(lambda: fetched(b"")) == "EH542"
    long = f"http://{'a' * 70}.example/"
    assert refusal(lambda: fetch(long, limits=QUICK)) in {"EH540", "EH542"}


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-hello\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        page(b"zz\r\nHell", "Transfer-Encoding: chunked"),
        page(b"-9\r\nHell", "Transfer-Encoding: chunked"),
        page(b"ffff\r\nHell", "Transfer-Encoding: chunked"),
        page(b"\x1f\x8b", "Content-Encoding: gzip"),
        page(b"&#" + b"9" * 5_000 + b";"),
    ],
)
def test_an_answer_that_is_not_sound_is_not_taken(answer: bytes) -> None:
    assert refusal(lambda: fetched(answer)) == "EH546"


def test_a_certificate_that_nobody_vouches_for_is_refused_and_its_host_was_named(
    tmp_path: Path,
) -> None:
    pem = tmp_path / "both.pem"
    certificate_for("news.example", pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    named: list[str | None] = []
    context.sni_callback = lambda _, host, __: named.append(host)
    with server(lambda *_: None, context) as port:
        url = f"https://news.example:{port}/"
        assert refusal(lambda: fetch(url, limits=LOCAL, resolve=resolving("127.0.0.1"))) == "EH542"
    assert named == ["news.example"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("5<b>36</b>-22", "536-22"),
        ("a<!-- 536 --->b", "ab"),
        ("a<!-- never closed", "a"),
        ("a<SCRIPT>var x = '<p>';</Script>b", "a\nb"),
        ("a<style>never closed", "a"),
        ("<p title='x'>a &amp; b &lt;c&gt;", "a & b <c>"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<!DOCTYPE html><?xml?>a", "a"),
        ("a<br>  <br>b", "a\nb"),
    ],
)
def test_the_text_of_html_is_what_a_reader_sees(html: str, text: str) -> None:
    assert visible_text(html) == text


def test_hostile_html_is_read_in_one_pass() -> None:
    """html.parser takes minutes for some of these."""
    for piece in ("<", "<!--", "<a ", "<!", "</", "<script>", "<a", "&#", "<a b='", " ", "a "):
        visible_text(piece * (1_000_000 // len(piece)))


@given(st.binary(max_size=300), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", page(b"")]))
@settings(deadline=None, max_examples=40)
def test_whatever_a_server_says_there_is_a_page_or_an_error_of_ours(
    said: bytes, start: bytes
) -> None:
    with suppress(EvenhandError):
        assert fetched(start + said).status > 0


def test_every_code_is_explained_and_used() -> None:
    assert sorted(CODES) == [f"EH54{n}" for n in range(7)]
