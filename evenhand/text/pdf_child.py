"""Reads a PDF in a process of its own: `pdf_child.py PAGES CHARS SECONDS BYTES <file >pages.json`.

A small PDF may unpack to gigabytes and draw the same text for ever, and the library that reads it
cannot be interrupted. Here the system stops it. This file is run by its path and imports nothing
of the program, so that it starts fast.

Answers with JSON: `{"pages": [...]}`, or `{"code": ..., "what": ...}` where the file is refused.
"""

import json
import sys
from contextlib import closing

import pypdfium2

LINE_END_HYPHEN = "\ufffe"
"""PDFium joins a word that was hyphenated at a line's end and leaves this between the halves."""


class Refused(Exception):
    """The file is not read: a code, and what is wrong with it."""


def pages_of(data: bytes, max_pages: int, max_chars: int) -> list[str]:
    """Page texts; reading ends with the page that goes over a bound. Raises Refused."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("EH553", "it is locked") from error
        raise Refused("EH551", "it is not a sound PDF") from error
    with document:
        if len(document) > max_pages:
            what = f"{len(document):,} pages are over the bound of {max_pages:,}"
            raise Refused("EH552", what)
        try:
            return _texts(document, max_chars)
        except pypdfium2.PdfiumError as error:
            raise Refused("EH551", "a page of it cannot be read") from error


def _texts(document: pypdfium2.PdfDocument, max_chars: int) -> list[str]:
    texts: list[str] = []
    chars = 0
    for page in document:
        with closing(page), closing(page.get_textpage()) as text_page:
            chars += text_page.count_chars()
            if chars > max_chars:
                raise Refused("EH552", f"its text is longer than {max_chars:,} characters")
            texts.append(text_page.get_text_range().replace(LINE_END_HYPHEN, ""))
    return texts


def _limit(seconds: int, size: int) -> None:
    """Have the system end this process when it takes more; not every system can."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the PDF on standard input within the bounds that the arguments give."""
    max_pages, max_chars, seconds, size = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    _limit(seconds, size)
    try:
        answer: dict[str, object] = {"pages": pages_of(data, max_pages, max_chars)}
    except Refused as error:
        answer = dict(zip(("code", "what"), error.args, strict=True))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
