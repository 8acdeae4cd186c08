"""The revisions of an item whose words are kept, as somebody sees them who decides about it."""

from dataclasses import dataclass

from evenhand.model.item import Item
from evenhand.pipeline.people.covered import cover, readings_of
from evenhand.store.items import kept_revisions
from evenhand.text.marked import Stretch, marked, plain
from evenhand.text.word_changes import Run, word_changes

MOST_VERSIONS = 20
"""Newest ones that are shown."""


@dataclass(frozen=True, slots=True)
class Version:
    """One revision of an item.

    Attributes:
        decision: the one that was taken about it.
        stretches: its words, what was seen in them marked.
        links, attachments: addresses and names of files, covered like the words.
        changes: against the revision before it, as it is shown; empty for the first one, None
            where both are too long to compare.
    """

    revision: int
    decision: str
    item: Item
    stretches: tuple[Stretch, ...]
    links: tuple[str, ...]
    attachments: tuple[str, ...]
    changes: tuple[Run, ...] | None = ()

    @property
    def covered(self) -> int:
        """How many runs of private values are covered."""
        return sum(stretch.covered for stretch in self.stretches)


def versions(site: str, item: str, *, uncovered: bool = False) -> tuple[Version, ...]:
    """The kept revisions of an item, oldest first.

    Args:
        uncovered: nothing is covered; whoever calls has recorded who looks, and why.
    """
    shown: list[Version] = []
    for revision, decision, kept in kept_revisions(site, item, MOST_VERSIONS):
        stretches = marked(kept.text, readings_of(kept, decision), cover=not uncovered)
        names = tuple(attachment.name for attachment in kept.attachments)
        shown.append(
            Version(
                revision=revision,
                decision=decision,
                item=kept,
                stretches=stretches,
                links=kept.links if uncovered else tuple(map(cover, kept.links)),
                attachments=names if uncovered else tuple(map(cover, names)),
                changes=word_changes(plain(shown[-1].stretches), plain(stretches)) if shown else (),
            )
        )
    return tuple(shown)
