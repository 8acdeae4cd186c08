"""What the measures that a person chooses come to: reckoned before they are taken, and when.

The page that shows what would follow and the decision that makes it so call the same function.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from evenhand.enforcement import measures
from evenhand.enforcement.by_person import About, order
from evenhand.enforcement.by_person import Choice as Wanted
from evenhand.enforcement.imposed import Imposed
from evenhand.model.evidence import Prior
from evenhand.model.measure import Measure, Strike, Subject
from evenhand.pipeline.people.choice import Choice
from evenhand.pipeline.people.looked_at import LookedAt
from evenhand.store.measures import open_measures


@dataclass(frozen=True, slots=True)
class Around:
    """What there is already on the subjects that somebody may choose measures for.

    Attributes:
        present: open measures on them; `earlier`: all that were taken alone, over or not.
        strikes: the account's active ones.
        solo: the site has one person to decide, and nobody from outside.
    """

    present: tuple[Measure, ...]
    earlier: tuple[Measure, ...]
    strikes: tuple[Strike, ...]
    solo: bool


def around(about: LookedAt, subjects: Collection[Subject], at: datetime) -> Around:
    """What there is on these subjects at a time."""
    site = about.site.name
    found = open_measures((site, subject) for subject in subjects)
    present = tuple(m for subject in subjects for m in found.get((site, subject), ()))
    return Around(present, about.taken_alone(subjects), about.strikes(at), about.solo(at))


def weighed(
    about: LookedAt,
    choice: Choice,
    at: datetime,
    *,
    instead: bool = True,
    there: Around | None = None,
) -> Imposed:
    """What the chosen measures come to at a time, as far as one person may take them.

    Args:
        instead: what was decided before on the same subjects and is not chosen goes.
        there: what is on the subjects, and on others, where it is known already.

    Raises EvenhandError: EH603, EH604, EH610, EH611, EH626.
    """
    rules = (choice.rule,) if choice.rule else about.rules
    wanted = [
        Wanted(each.measure, about.subject_of(each.measure, each.link), rules, each.until)
        for each in choice.measures
    ]
    subjects = [each.subject for each in wanted]
    there = there or around(about, subjects, at)
    about_what = About(
        site=about.site.name,
        item=about.item,
        account=about.account,
        policies=about.policies,
        findings=about.findings,
        deed_at=about.deed_at,
        care=about.care,
        reviewed=frozenset(about.at_stake) if instead else frozenset(),
        solo=there.solo,
        strike_days=about.site.strike_days,
    )
    present = tuple(m for m in there.present if m.subject in subjects)
    earlier = tuple(m for m in there.earlier if m.subject in subjects)
    prior = Prior(there.strikes, present)
    return order(wanted, about_what, prior, measures.discover(), at, earlier)
