"""How documents are read: the text of a plain text, PDF or DOCX file, within bounds.

Files come from strangers. Size, pages, members of an archive and extracted text are bounded
before the work is done, and whatever is damaged ends in an `EvenhandError`.
"""

import codecs
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from evenhand.model.errors import EvenhandError
from evenhand.text.word_files import TooMuch, Unsound, text_of

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

PDF_SECONDS = 20
"""Of processor time for one PDF; 2,000 pages of prose take about half as long."""

PDF_MEMORY = 2_000_000_000
"""Bytes of address space for one PDF, the library included."""

_DAMAGED = (
    Unsound, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError,
    RuntimeError, OSError,
)  # fmt: skip
"""What reading a damaged DOCX raises: locked members are RuntimeErrors, odd offsets OSErrors."""

_PDF_CHILD = Path(__file__).with_name("pdf_child.py")
_PDFS_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)


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
    """The pages as a process of its own reads them, which the system stops at a bound."""
    bounds = (MAX_PAGES, MAX_CHARS, PDF_SECONDS, PDF_MEMORY)
    command = [sys.executable, "-P", str(_PDF_CHILD), *map(str, bounds)]
    with _PDFS_AT_ONCE:
        try:
            told = subprocess.run(  # noqa: S603  this very program
                command, input=data, capture_output=True, timeout=3 * PDF_SECONDS, check=True
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            what = (
                f"it takes more than {PDF_SECONDS} s or {PDF_MEMORY:,} bytes, or breaks the reader"
            )
            raise _refused("EH552", what) from error
    answer = json.loads(told.stdout)
    if "code" in answer:
        raise _refused(answer["code"], answer["what"])
    pages: list[str] = answer["pages"]
    return pages


def _docx_text(data: bytes) -> str:
    """Paragraphs of body and tables, in order; a page break is a form feed."""
    _check_archive(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return text_of(archive)
    except TooMuch as error:
        raise _refused("EH552", str(error)) from error
    except _DAMAGED as error:
        raise _refused("EH551", "it is not a sound DOCX") from error


def _check_archive(data: bytes) -> None:
    """Refuse an archive that would unpack to more than is sane, before anything is unpacked.

    The sizes that members declare can be trusted: `zipfile` reads no more than those.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
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
