"""The text of a DOCX file: its main part, read from the XML as it streams by.

No tree is built: 170 kB of empty paragraphs would grow to 1.7 GB of it.
"""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

MAX_ELEMENTS = 2_000_000
"""Tags in one part. A novel has some hundred thousand."""

MAX_DEPTH = 256

_TYPES = "[Content_Types].xml"
_MAIN = "main+xml"
"""The content type of the main part ends so, of documents, templates and those with macros."""

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_TAGS = {f"{space} {tag}": tag for space in _SPACES for tag in ("p", "t", "br", "cr", "tab")}
_SIGNS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t"}

Started = Callable[[str, dict[str, str]], None]


class Unsound(Exception):
    """The file is not a sound DOCX."""


class TooMuch(Exception):
    """The file holds more than is read; says what."""


def text_of(archive: zipfile.ZipFile) -> str:
    """Paragraphs of body and tables, in order; a page break is a form feed.

    Raises:
        Unsound: parts are missing, or are no XML as a DOCX may hold.
        TooMuch: more elements, or deeper ones, than any document needs.
        zipfile.BadZipFile, zlib.error, EOFError and others of `zipfile`: the archive is damaged.
    """
    pieces: list[str] = []
    in_text = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_text
        tag = _TAGS.get(name)
        if tag == "t":
            in_text += 1
        elif tag == "br" and _is_page_break(name, attributes):
            pieces.append("\f")
        elif tag is not None:
            pieces.append(_SIGNS[tag])

    def ended(name: str) -> None:
        nonlocal in_text
        in_text -= _TAGS.get(name) == "t"

    def read(text: str) -> None:
        if in_text:
            pieces.append(text)

    _parse(archive.read(_main_part(archive)), started, ended, read)
    return "".join(pieces)


def _is_page_break(name: str, attributes: dict[str, str]) -> bool:
    return attributes.get(f"{name.partition(' ')[0]} type") == "page"


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the member that holds the document's body."""
    names: list[str] = []

    def started(_: str, attributes: dict[str, str]) -> None:
        if attributes.get("ContentType", "").endswith(_MAIN) and "PartName" in attributes:
            names.append(attributes["PartName"].removeprefix("/"))

    try:
        _parse(archive.read(_TYPES), started, lambda _: None, lambda _: None)
        return archive.getinfo(names[0]).filename
    except (KeyError, IndexError) as error:
        raise Unsound from error


def _parse(
    data: bytes, started: Started, ended: Callable[[str], None], read: Callable[[str], None]
) -> None:
    """Walk through XML within bounds. A DTD, which no DOCX may have, is refused."""
    elements = depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, depth
        elements += 1
        depth += 1
        if elements > MAX_ELEMENTS:
            raise TooMuch(f"more than {MAX_ELEMENTS:,} elements")
        if depth > MAX_DEPTH:
            raise TooMuch(f"elements inside each other, more than {MAX_DEPTH} deep")
        started(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        ended(name)

    def refuse(*_: object) -> None:
        raise Unsound

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = read
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)  # in one piece: fed in chunks, one huge tag takes its square
    except expat.ExpatError as error:
        raise Unsound from error
