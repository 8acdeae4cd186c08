"""Loading packs: by name from those that ship with the program, or from a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copytree

from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.measure import MeasureKind
from evenhand.model.policy import Policy
from evenhand.model.signal import SignalSpec
from evenhand.policy.load import load_pack

PACKS = Path(__file__).parents[1] / "packs"
HOME_PACKS = "packs"
"""Packs of a home's own, a folder each."""


def shipped_packs() -> dict[str, Path]:
    """Name -> folder of the packs that ship with the program."""
    return {path.name: path for path in sorted(PACKS.iterdir()) if (path / "rules.toml").is_file()}


def find_pack(name: str | Path) -> Path:
    """The folder of a pack. Raises EH905 where there is none."""
    shipped = shipped_packs()
    if str(name) in shipped:
        return shipped[str(name)]
    if Path(name).is_dir():
        return Path(name)
    raise EvenhandError(
        "EH905", f"no pack `{name}`", not_done="no pack was read",
        help=nearest(str(name), shipped) or f"shipped: {', '.join(shipped)}; or give a folder",
    )  # fmt: skip


def keep_pack(home: Path, pack: str | Path) -> str:
    """How a site names a pack: a shipped one by its name, another by its copy in the home."""
    if not isinstance(pack, Path):
        return pack
    own = home / HOME_PACKS / pack.name
    return str(copytree(pack, own, dirs_exist_ok=True).resolve())


def load_packs(
    packs: Sequence[str | Path],
    specs: Mapping[str, SignalSpec],
    kinds: Mapping[str, MeasureKind],
) -> tuple[Policy, ...]:
    """The packs, parsed and checked. Raises EH2xx at file:line:column."""
    return tuple(load_pack(find_pack(pack), specs, set(kinds)) for pack in packs)
