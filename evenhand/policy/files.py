"""Reading a pack's folder: the one place of this room that opens files."""

from collections.abc import Iterator
from pathlib import Path

from evenhand.model.errors import EvenhandError, Where
from evenhand.policy.lexer import NO_TEXT, NOT_DONE

POLICY_FILE, RULES_FILE = "policy.md", "rules.toml"
CASES = "cases"

MAX_POLICY_BYTES = 256_000
MAX_RULES_BYTES = 64_000
MAX_CASE_BYTES = 256_000
MAX_LINES = 5_000
"""Most lines of policy.md and of rules.toml."""
MAX_CASES = 1_000

_FOLDER = f"a pack is a folder with {POLICY_FILE}, {RULES_FILE} and {CASES}/*.toml"
_SHORTER = "make two packs of it; both can be in force"


def read_pack_files(folder: Path) -> dict[str, str]:
    """The texts of a pack's files by name: `policy.md`, `rules.toml` and each `cases/*.toml`.

    Raises:
        EvenhandError: EH202 where a file is missing, cannot be read, is not UTF-8, or is over
            its size: 64 kB for rules.toml, 256 kB for the others, 1,000 cases.
    """
    files = {
        POLICY_FILE: _text(folder / POLICY_FILE, MAX_POLICY_BYTES),
        RULES_FILE: _text(folder / RULES_FILE, MAX_RULES_BYTES),
    }
    for path in _case_paths(folder):
        files[f"{CASES}/{path.name}"] = _text(path, MAX_CASE_BYTES)
    return files


def refuse_unreadable(path: Path | str, name: str, text: str) -> None:
    """Refuse a text that is too large to read, before it is read.

    Args:
        path: what the error calls the file.
        name: `policy.md` or `rules.toml`.

    Raises:
        EvenhandError: EH202 where it is over its bytes or lines, or is no text of UTF-8.
    """
    limit = MAX_POLICY_BYTES if name == POLICY_FILE else MAX_RULES_BYTES
    if len(text) > limit or len(text.encode("utf-8", "replace")) > limit:
        raise _too_large(path, limit)
    if text.count("\n") > MAX_LINES:
        raise _unreadable(path, f"the file has more than {MAX_LINES:,} lines", help=_SHORTER)
    if no_text := NO_TEXT.search(text):
        line = text.count("\n", 0, no_text.start()) + 1
        what = f"the file holds the character U+{ord(no_text.group()):04X}, which is no text"
        raise _unreadable(path, what, line, "take it out")


def _case_paths(folder: Path) -> Iterator[Path]:
    """The pack's case files, in the order of their names."""
    paths = sorted((folder / CASES).glob("*.toml"))
    if len(paths) > MAX_CASES:
        raise _unreadable(folder / CASES, f"the pack has more than {MAX_CASES:,} cases")
    yield from paths


def _text(path: Path, limit: int) -> str:
    """One file's text, line ends as they are, so that the digest is that of its bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, f"the file cannot be read: {error.strerror}") from None
    if len(data) > limit:
        raise _too_large(path, limit)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"the file is not UTF-8 at byte {error.start:,}") from None


def _too_large(path: Path | str, limit: int) -> EvenhandError:
    """The error for a file that is over its size."""
    return _unreadable(path, f"the file is larger than {limit:,} bytes", help=_SHORTER)


def _unreadable(
    path: Path | str, what: str, line: int | None = None, help: str = _FOLDER
) -> EvenhandError:
    """The error for a file that could not be taken."""
    return EvenhandError("EH202", what, where=Where(str(path), line), not_done=NOT_DONE, help=help)
