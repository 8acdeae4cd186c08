"""Reading a pack's folder: the one place of this room that opens files."""

from collections.abc import Iterator
from pathlib import Path

from evenhand.model.errors import EvenhandError, Where
from evenhand.policy.lexer import NOT_DONE

POLICY_FILE, RULES_FILE = "policy.md", "rules.toml"
CASES = "cases"

MAX_POLICY_BYTES = 1_000_000
MAX_RULES_BYTES = 256_000
MAX_CASE_BYTES = 256_000
MAX_CASES = 1_000


def read_pack_files(folder: Path) -> dict[str, str]:
    """The texts of a pack's files by name: `policy.md`, `rules.toml` and each `cases/*.toml`.

    Raises:
        EvenhandError: EH202 where a file is missing, cannot be read, is not UTF-8, or is over
            its size: 1 MB for policy.md, 256 kB for the others, 1,000 cases.
    """
    files = {
        POLICY_FILE: _text(folder / POLICY_FILE, MAX_POLICY_BYTES),
        RULES_FILE: _text(folder / RULES_FILE, MAX_RULES_BYTES),
    }
    for path in _case_paths(folder):
        files[f"{CASES}/{path.name}"] = _text(path, MAX_CASE_BYTES)
    return files


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
        raise _unreadable(path, f"the file is larger than {limit:,} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"the file is not UTF-8 at byte {error.start:,}") from None


def _unreadable(path: Path, what: str) -> EvenhandError:
    """The error for a file that could not be taken."""
    help = f"a pack is a folder with {POLICY_FILE}, {RULES_FILE} and {CASES}/*.toml"
    return EvenhandError("EH202", what, where=Where(str(path)), not_done=NOT_DONE, help=help)
