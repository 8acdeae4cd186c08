"""A site's own terms: what an administrator sets about how people are answered there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evenhand.model.errors import EvenhandError
from evenhand.model.site import Site
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.said import check_names, check_text
from evenhand.pipeline.people.turn import turn
from evenhand.review.names import name_key, name_keys
from evenhand.store.sites import get_site, keep_site

NOT_SET = "the site stays as it was"
MAX_BODY = 300
"""Longest text about the body for disputes, in code points."""

LONGEST_ANSWER = 365
"""Most days that an appeal may wait for its answer."""


def set_terms(
    home: Home,
    site: str,
    *,
    out_of_court: str | None = None,
    trust: Sequence[str] = (),
    trust_no_more: Sequence[str] = (),
    look_at_links: bool | None = None,
    appeal_answer_days: int | None = None,
) -> Site:
    """Change terms of a site; what is None stays as it is.

    Args:
        out_of_court: who settles disputes out of court; empty is nobody.
        trust: organisations whose notices go first from now on.
        trust_no_more: organisations whose notices go first no more.
        look_at_links: whether pages behind links may be fetched.
        appeal_answer_days: how soon an appeal is answered; appeals that are open keep their time.

    Raises EvenhandError: EH406, EH577, EH586 for less than 1 or more than 365 days.
    """
    _check_days(appeal_answer_days)
    wanted: dict[str, Any] = {
        "look_at_links": look_at_links, "appeal_answer_days": appeal_answer_days,
    }  # fmt: skip
    if out_of_court is not None:
        wanted["out_of_court"] = check_text(
            "the body for disputes", out_of_court, NOT_SET, most=MAX_BODY, needed=False
        )
    added = check_names("a trusted flagger", trust, NOT_SET)
    gone = name_keys(trust_no_more)
    with turn(home):
        kept = get_site(site)
        trusted = dict.fromkeys((*kept.trusted_flaggers, *added))
        wanted["trusted_flaggers"] = tuple(n for n in trusted if name_key(n) not in gone)
        kept = replace(kept, **{name: to for name, to in wanted.items() if to is not None})
        keep_site(kept)
    return kept


def _check_days(days: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_ANSWER:
        raise EvenhandError(
            "EH586", "an appeal cannot be promised its answer in so many days", not_done=NOT_SET,
            help=f"say 1 to {LONGEST_ANSWER}",
        )  # fmt: skip
