"""Packs as people name them: one that ships, a folder, or a version that the home has kept."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.policy import Policy

AT = "@"


def names_kept(names: Sequence[str]) -> bool:
    """Whether one of these is `PACK@VERSION`, for which a home must be open."""
    return any(AT in name for name in names)


def read_versions(names: Sequence[str]) -> "tuple[Policy, ...]":
    """Each pack, parsed and checked.

    Args:
        names: `PACK`, a folder, or `PACK@VERSION`.

    Raises EvenhandError: EH905 for a pack that is not there, EH2xx for one that is none, EH808
    for a version that no site has published.
    """
    from evenhand import signals
    from evenhand.enforcement.measures import discover
    from evenhand.pipeline.packs import load_packs

    specs, kinds = signals.discover(), discover()
    return tuple(
        _kept(name) if AT in name else load_packs([name], specs, kinds)[0] for name in names
    )


def _kept(name: str) -> "Policy":
    """The version that a site published last under this name."""
    pack, _, version = name.rpartition(AT)
    published = {f"{p.ref.pack}{AT}{p.ref.version}": p for p in _published()}
    found = published.get(f"{pack}{AT}{version.removeprefix('v')}")
    if found is None:
        raise EvenhandError(
            "EH808", f"no site of this home has published `{name}`", not_done="no pack was read",
            help=f"kept: {', '.join(published)}" if published else "this home has kept none",
        )  # fmt: skip
    return found


def _published() -> "Iterator[Policy]":
    """Every version that any site has published, oldest first."""
    from evenhand.pipeline.notices import policy_of
    from evenhand.store.policies import publications
    from evenhand.store.sites import all_sites

    for site in all_sites():
        for each in publications(site):
            yield policy_of(each.digest)
