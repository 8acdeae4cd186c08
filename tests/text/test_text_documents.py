"""Documents: plain text, PDF and DOCX as text, damage and excess as errors."""

import io
import zipfile
import zlib

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.errors import EvenhandError
from evenhand.text import documents, word_files
from evenhand.text.documents import DOCX, PDF, extract_pages, extract_text

HEAD = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents "
FONT = " 0 R /Resources << /Font << /F1 3 0 R >> >> >>"


def pdf(*pages):
    """A PDF whose pages hold the given lines."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 50 700 Td 14 TL {shown} ET"
        objects.append(f"{HEAD}{5 + 2 * number}{FONT}")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    text = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    ).encode()


def word_file():
    document = docx.Document()
    document.add_paragraph("Hello\tworld")
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "left", "right"
    document.add_page_break()
    document.add_paragraph("second page")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


WORD_FILE = word_file()
PDF_FILE = pdf(["Hello there, an exam-", "ple of text"], ["page two"])


def refused(data, media_type="", name=""):
    with pytest.raises(EvenhandError) as caught:
        extract_pages(data, media_type, name)
    return caught.value


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("grün".encode(), "grün"),
        ("grün".encode("cp1252"), "grün"),
        ("grün".encode("utf-8-sig"), "grün"),
        ("grün".encode("utf-16"), "grün"),
        (b"\xfe\xff" + "grün".encode("utf-16-be"), "grün"),
        ("grün".encode("latin-1"), "grün"),
        ("“déjà vu” – 5 €".encode("cp1252"), "“déjà vu” – 5 €"),
        ("grün, schön, größer".encode() + b"\xc3", "grün, schön, größer\ufffd"),
        ("\ufffd".encode(), "\ufffd"),
        (b"", ""),
    ],
)
def test_text_is_decoded(data, text):
    assert extract_text(data, "text/plain; charset=x", "a") == text


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("text/html", ""), ("application/json", ""), ("", "A.TXT"),
     ("application/octet-stream", "notes.md")],
)  # fmt: skip
def test_media_type_or_name_make_it_text(media_type, name):
    assert extract_text(b"x", media_type, name) == "x"


@pytest.mark.parametrize(
    ("media_type", "name"),
    [("image/png", "x.png"), ("", ""), ("application/octet-stream", "x.bin"), ("", "txt")],
)
def test_other_types_are_not_read(media_type, name):
    assert extract_text(b"x", media_type, name) is None
    assert extract_pages(b"x", media_type, name) is None


def test_form_feeds_part_pages():
    assert extract_pages(b"one\ftwo", "text/plain", "") == ["one", "two"]


def test_a_pdf_is_read_page_by_page_and_hyphens_at_line_ends_are_joined():
    pages = ["Hello there, an example of text", "page two"]
    assert extract_pages(PDF_FILE, PDF, "x") == pages
    assert extract_pages(PDF_FILE, "text/plain", "lies.txt") == pages
    assert extract_text(PDF_FILE, "", "x.pdf") == "\n".join(pages)


def test_a_docx_is_read_in_order():
    pages = extract_pages(WORD_FILE, DOCX, "")
    assert [page.split() for page in pages] == [
        ["Hello", "world", "left", "right"], ["second", "page"],
    ]  # fmt: skip
    assert extract_pages(WORD_FILE, "application/octet-stream", "x.docx") == pages


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(b"", PDF), (b"%PDF-1.4 nothing", PDF), (PDF_FILE[:200], PDF), (b"", DOCX),
     (b"PK\x03\x04", DOCX), (WORD_FILE[:-200], DOCX), (b"PK\x05\x06" + bytes(18), DOCX)],
)  # fmt: skip
def test_damage_is_an_error(data, media_type):
    assert refused(data, media_type).code == "EH551"


def any_damage(good, media_type, data):
    damaged = bytearray(good)
    for place in data.draw(st.lists(st.integers(0, len(good) - 1), min_size=1, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(good)))
    for case in (bytes(damaged), good[:cut]):
        code = ""
        try:
            extract_pages(case, media_type, "")
        except EvenhandError as error:
            code = error.code
        assert code in {"", "EH551", "EH552", "EH553"}


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_any_damage_to_a_docx_ends_in_text_or_an_error(data):
    any_damage(WORD_FILE, DOCX, data)


@settings(deadline=None, max_examples=10)  # each example starts two processes
@given(st.data())
def test_any_damage_to_a_pdf_ends_in_text_or_an_error(data):
    any_damage(PDF_FILE, PDF, data)


def test_size_is_bounded():
    too_large = bytes(documents.MAX_BYTES + 1)
    assert refused(too_large, "text/plain").code == "EH550"
    assert refused(too_large, PDF).code == "EH550"
    assert extract_text(too_large, "image/png", "") is None


@pytest.mark.parametrize("count", [documents.MAX_PAGES, documents.MAX_PAGES + 1])
@pytest.mark.parametrize("kind", ["text", "pdf"])
def test_pages_are_bounded(kind, count):
    data = b"x\f" * (count - 1) if kind == "text" else pdf(*[["x"]] * count)
    if count > documents.MAX_PAGES:
        assert refused(data, "text/plain").code == "EH552"
    else:
        assert len(extract_pages(data, "text/plain", "")) == count


def archive(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return file.getvalue()


def word_file_with(old, new, member="word/document.xml"):
    """WORD_FILE with one member changed."""
    with zipfile.ZipFile(io.BytesIO(WORD_FILE)) as packed:
        members = [(name, packed.read(name)) for name in packed.namelist()]
    assert any(name == member and old in part for name, part in members)
    return archive(
        (name, part.replace(old, new, 1) if name == member else part) for name, part in members
    )


def test_text_is_bounded():
    """A small file that holds more text than is read."""
    long = f"<w:p><w:r><w:t>{'x' * 7_000_000}</w:t></w:r></w:p>".encode()
    data = word_file_with(b"<w:body>", b"<w:body>" + long * 3)
    assert len(data) < 200_000
    assert refused(data, DOCX).code == "EH552"


@pytest.mark.parametrize("body", [b"<w:p/>" * 501, b"<w:p>" * 257 + b"</w:p>" * 257])
def test_elements_are_bounded_in_number_and_depth(monkeypatch, body):
    data = word_file_with(b"<w:body>", b"<w:body>" + body)
    assert word_files.MAX_DEPTH == 256
    monkeypatch.setattr(word_files, "MAX_ELEMENTS", 520)
    assert len(extract_pages(WORD_FILE, DOCX, "")) == 2
    assert refused(data, DOCX).code == "EH552"


def test_a_docx_may_declare_no_entities():
    """Ten lines of them would make a text of a billion words."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE x [<!ENTITY a0 "word">{lines}]>'.encode()
    assert refused(word_file_with(b"<w:document", dtd + b"<w:document"), DOCX).code == "EH551"


def test_the_body_is_where_the_docx_says():
    with zipfile.ZipFile(io.BytesIO(WORD_FILE)) as packed:
        members = [(name, packed.read(name)) for name in packed.namelist()]
    moved = archive(
        (name.replace("word/document.xml", "word/other.xml"),
         part.replace(b"/word/document.xml", b"/word/other.xml"))
        for name, part in members
    )  # fmt: skip
    assert extract_pages(moved, DOCX, "") == extract_pages(WORD_FILE, DOCX, "")
    gone = word_file_with(b"main+xml", b"other+xml", "[Content_Types].xml")
    assert refused(gone, DOCX).code == "EH551"


def test_text_is_read_and_what_was_deleted_is_not():
    runs = (
        b"<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t>"
        b"</w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:t>&lt;old&#233;</w:t></w:r></w:p>"
    )
    (first, _) = extract_pages(word_file_with(b"<w:body>", b"<w:body>" + runs), DOCX, "")
    assert first.split()[0] == "new<oldé"


def test_a_pdf_that_claims_a_million_pages():
    assert refused(PDF_FILE.replace(b"/Count 2", b"/Count 1000000"), PDF).code == "EH552"


def test_a_pdf_whose_pages_hold_themselves():
    looped = PDF_FILE.replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 2 0 R]")
    assert looped != PDF_FILE
    assert refused(looped, PDF).code == "EH551"


def test_a_pdf_that_claims_a_gigabyte():
    """One that lies about a length is read as far as it goes."""
    claims = PDF_FILE.replace(b"<< /Length ", b"<< /Length 10000000")
    assert claims != PDF_FILE
    assert len(extract_pages(claims, PDF, "")) == 2


def drawn_for_ever():
    """A small PDF whose one page draws some 100 MB of text."""
    drawn = zlib.compress(b"BT /F1 12 Tf 50 700 Td " + b"(xxxxxxxxxxxx) Tj " * 5_000_000, 9)
    head, tail = pdf([""]).split(b"<< /Length", 1)
    start = f"<< /Filter /FlateDecode /Length {len(drawn)} >>\nstream\n".encode()
    return head + start + drawn + b"\nendstream" + tail.partition(b"endstream")[2]


@pytest.mark.parametrize(("bound", "value"), [("PDF_SECONDS", 1), ("PDF_MEMORY", 300_000_000)])
def test_a_pdf_that_draws_for_ever_is_stopped(monkeypatch, bound, value):
    data = drawn_for_ever()
    assert len(data) < 1_000_000
    monkeypatch.setattr(documents, bound, value)
    assert len(extract_pages(PDF_FILE, PDF, "")) == 2
    assert refused(data, PDF).code == "EH552"


@pytest.mark.parametrize(
    "members",
    [[(f"word/{number}.xml", bytes(10_000_000)) for number in range(11)],
     [(f"word/{number}.xml", b"") for number in range(documents.MAX_MEMBERS + 1)]],
    ids=["size", "members"],
)  # fmt: skip
def test_an_archive_that_would_unpack_to_too_much(members):
    data = archive(members)
    assert len(data) < 500_000
    assert refused(data, DOCX).code == "EH552"


def test_a_locked_pdf():
    key = "5" * 64
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    trailer = f"/Encrypt {lock} /ID [<00> <00>] /Root".encode()
    assert refused(PDF_FILE.replace(b"/Root", trailer), PDF).code == "EH553"


def test_the_error_tells_what_was_not_done_and_nothing_of_the_document():
    error = refused(b"%PDF-1.4 Jane Roe", PDF, "Jane Roe.pdf")
    assert error.not_done == "its text was not read"
    assert "Jane" not in str(error)
