"""How documents are read: the text of a plain text, PDF or DOCX file, within bounds.

Files come from strangers. Size, pages, members of an archive and extracted text are bounded
before the work is done, and whatever is damaged ends in an `EvenhandError`.
"""

import codecs
import io
import threading
import zipfile
from contextlib import closing
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    import pypdfium2

MAX_BYTES = 20_000_000
MAX_PAGES = 2_000
MAX_CHARS = 20_000_000
MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000
"""Of a DOCX, which is a ZIP archive: its members' sizes together, unpacked."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TEXT_TYPES = frozenset({"application/json", "application/xml", "message/rfc822"})
SUFFIXES = {
    ".pdf": "pdf",
    ".docx": "docx",
    **dict.fromkeys((".txt", ".text", ".md", ".csv", ".tsv", ".log", ".eml"), "text"),
    **dict.fromkeys((".html", ".htm", ".xml", ".json", ".srt", ".vtt"), "text"),
}

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

LINE_END_HYPHEN = "\ufffe"
"""PDFium joins a word that was hyphenated at a line's end and leaves this between the halves."""

_PDFIUM = threading.Lock()
"""PDFium is not safe to use from two threads at once."""


def extract_text(data: bytes, media_type: str, name: str) -> str | None:
    """The text of a document; None where it is of a type that is not read (an image).

    Args:
        data: the file.
        media_type: as the sender gave it; `application/octet-stream` tells nothing.
        name: file name; its suffix counts where the media type tells nothing.

    Raises:
        EvenhandError: EH550 too large, EH551 damaged, EH552 too much in it, EH553 locked.
    """
    pages = extract_pages(data, media_type, name)
    return None if pages is None else "\n".join(pages)


def extract_pages(data: bytes, media_type: str, name: str) -> list[str] | None:
    """The text of a document page by page; arguments and errors as for `extract_text`.

    Pages are a PDF's own, or what form feeds divide; a DOCX knows none and is one page.
    """
    kind = _kind(data, media_type, name)
    if kind is None:
        return None
    if len(data) > MAX_BYTES:
        raise _refused("EH550", f"{len(data):,} bytes are over the bound of {MAX_BYTES:,}")
    if kind == "pdf":
        return _pdf_pages(data)
    text = _docx_text(data) if kind == "docx" else _decode(data)
    return _bounded(text.split("\f"))


def _kind(data: bytes, media_type: str, name: str) -> str | None:
    """`pdf`, `docx`, `text` or None. What the bytes say goes before what the sender says."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    essence = media_type.partition(";")[0].strip().lower()
    if essence in {PDF, DOCX}:
        return "pdf" if essence == PDF else "docx"
    if essence.startswith("text/") or essence in TEXT_TYPES:
        return "text"
    return SUFFIXES.get(PurePosixPath(name.lower()).suffix)


def _decode(data: bytes) -> str:
    """What a byte-order mark says, else UTF-8, else Windows-1252, as browsers read plain text.

    Text that is UTF-8 but for a few damaged bytes (cut within a letter) stays UTF-8: read as
    Windows-1252, all its other letters beyond ASCII would be lost as well.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    mostly_sound = 2 * text.count("\ufffd") < beyond_ascii
    return text if mostly_sound else data.decode("cp1252", errors="replace")


def _bounded(pages: list[str]) -> list[str]:
    """The pages, if they and their text are within bounds."""
    if len(pages) > MAX_PAGES:
        raise _refused("EH552", f"{len(pages):,} pages are over the bound of {MAX_PAGES:,}")
    if sum(map(len, pages)) > MAX_CHARS:
        raise _refused("EH552", f"its text is longer than {MAX_CHARS:,} characters")
    return pages


def _pdf_pages(data: bytes) -> list[str]:
    import pypdfium2  # noqa: PLC0415 - a native library that only items with a PDF need

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            code, what = ("EH553", "it is locked") if locked else ("EH551", "it is not a sound PDF")
            raise _refused(code, what) from error
        with document:
            if len(document) > MAX_PAGES:
                what = f"{len(document):,} pages are over the bound of {MAX_PAGES:,}"
                raise _refused("EH552", what)
            try:
                return _pdf_texts(document)
            except pypdfium2.PdfiumError as error:
                raise _refused("EH551", "a page of it cannot be read") from error


def _pdf_texts(document: "pypdfium2.PdfDocument") -> list[str]:
    """Page texts; reading ends with the page that goes over the bound."""
    texts: list[str] = []
    chars = 0
    for page in document:
        with closing(page), closing(page.get_textpage()) as text_page:
            chars += text_page.count_chars()
            if chars > MAX_CHARS:
                raise _refused("EH552", f"its text is longer than {MAX_CHARS:,} characters")
            texts.append(text_page.get_text_range().replace(LINE_END_HYPHEN, ""))
    return texts


def _docx_text(data: bytes) -> str:
    """Paragraphs of body and tables, in order; a page break is a form feed.

    Read from the XML in one pass: python-docx's own table cells take time by their square.
    """
    _check_archive(data)
    import docx  # noqa: PLC0415 - brings an XML library that only items with a DOCX need
    from docx.oxml.ns import qn  # noqa: PLC0415

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx lets through whatever its parsers raise
        raise _refused("EH551", "it is not a sound DOCX") from error
    line, tab, text, paragraph = qn("w:br"), qn("w:tab"), qn("w:t"), qn("w:p")
    pieces = []
    for part in body.iter(line, tab, text, paragraph):
        if part.tag == text:
            pieces.append(part.text or "")
        elif part.tag == line and part.get(qn("w:type")) == "page":
            pieces.append("\f")
        else:
            pieces.append("\t" if part.tag == tab else "\n")
    return "".join(pieces)


def _check_archive(data: bytes) -> None:
    """Refuse an archive that would unpack to more than is sane, before anything is unpacked.

    The sizes that members declare can be trusted: `zipfile` reads no more than those.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _refused("EH551", "it is not a sound DOCX (a ZIP archive)") from error
    if len(members) > MAX_MEMBERS:
        raise _refused("EH552", f"{len(members):,} members are over the bound of {MAX_MEMBERS:,}")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _refused("EH552", f"it would unpack to more than {MAX_UNPACKED:,} bytes")


def _refused(code: str, what: str) -> EvenhandError:
    return EvenhandError(
        code,
        f"a document cannot be read: {what}",
        not_done="its text was not read",
        help=f"`evenhand explain {code}` tells the bounds and what to do",
    )
