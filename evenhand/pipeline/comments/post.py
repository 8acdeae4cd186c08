"""A comment comes in, or is changed by its writer: kept, then decided like every other item.

The words are kept first and shown only once the newest decision about the item is about exactly
these words; so whatever stops the server in between, nothing is shown that nobody decided.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from evenhand.model.case import Party
from evenhand.model.clock import utc_text
from evenhand.model.comment import Comment
from evenhand.model.errors import EvenhandError
from evenhand.model.item import FactValue, Item
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.site import Site
from evenhand.pipeline.arrivals import content_digest
from evenhand.pipeline.comments.given import NOT_TAKEN, Given, Page, checked, page_of
from evenhand.pipeline.comments.secret import (
    account_of,
    comment_id,
    seconds_open,
    token_digest,
    token_of,
)
from evenhand.pipeline.comments.standing import Standing, item_text, standings
from evenhand.pipeline.evaluate import STARTER_PACKS
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.person_links import Reader
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.result import Result
from evenhand.statements.context import binds
from evenhand.store.comments import (
    comment_by_token,
    comment_of_item,
    comments_by,
    drop_comment,
    get_comment,
    keep_comment,
    undecided_comments,
)
from evenhand.store.measures import open_measures
from evenhand.store.sites import get_site

LOOK_FIRST, SPAM = "comments", "spam"
"""Packs whose rules ask how a comment was sent."""

TOO_SOON = 3.0
"""Seconds: nobody reads a form, writes a comment and sends it in less."""

Record = Callable[[Sequence[Item], Sequence[str | None]], Sequence[Result | EvenhandError]]
"""Decides items for real; its answers are durable and logged."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A comment that was taken in, how it stands, and the secret of its writer's own link."""

    standing: Standing
    token: str


def post(
    home: Home,
    record: Record,
    site: str,
    page: str,
    given: Given,
    hosts: Collection[str] = (),
) -> Posted:
    """Take in a comment and have it decided.

    The same form sent twice is one comment.

    Args:
        record: decides items for real.
        page: address of the article.
        hosts: further hosts whose pages count as the site's.

    Raises EvenhandError: EH406, EH860 to EH862, EH866, and what the corridor refuses.
    """
    place = get_site(site)
    under = page_of(place, page, hosts)
    given = checked(given)
    words = (given.text, given.name, given.email, given.link, given.parent or "", under.key)
    made = comment_id(home, site, given.stamp, *words)
    token = token_of(home, made)
    if (known := get_comment(made)) is not None:
        return Posted(_stands(home, known), token)
    _check_parent(given.parent, site, under.key)
    comment = _new_comment(home, place, under, given, made, token)
    with turn(home):
        keep_comment(comment)
    try:
        _decide(record, [comment])
    except EvenhandError:
        with turn(home):
            drop_comment(comment.id)
        raise
    return Posted(_stands(home, comment), token)


def _new_comment(
    home: Home, site: Site, under: Page, given: Given, made: str, token: str
) -> Comment:
    """The comment as it is kept. Raises EvenhandError: EH866."""
    account = account_of(home, site.name, given.email, made)
    _check_account(home, site.name, account)
    comment = Comment(
        id=made,
        site=site.name,
        page=under.key,
        url=under.url,
        item=home.entropy.token(16).hex(),
        text=given.text,
        at=home.clock.now(),
        token=token_digest(token),
        account=account,
        digest="",
        title=given.title,
        parent=given.parent,
        name=given.name,
        email=given.email,
        link=given.link,
        language=given.language,
        facts=_facts(home, site, given, account),
    )
    return _digested(comment)


def edit(home: Home, record: Record, token: str, text: str, name: str | None = None) -> Standing:
    """The writer changes the words by their own link; see `change`. Raises also EH863."""
    return change(home, record, own_comment(token), text, name)


def change(
    home: Home, record: Record, old: Comment, text: str, name: str | None = None
) -> Standing:
    """The words are changed: a new revision, decided like the first one.

    Args:
        old: the comment of whoever changes it, which the caller vouches for.
        name: None leaves it as it is.

    Raises EvenhandError: EH860, EH866, EH867, and what the corridor refuses.
    """
    if old.erased_at is not None:
        raise EvenhandError(
            "EH867", "this comment is erased", not_done="nothing was changed",
            help="write a new one under the article",
        )  # fmt: skip
    _check_account(home, old.site, old.account)
    wanted = old.name if name is None else name
    given = checked(Given(text, wanted, old.email, old.link, language=old.language))
    site = get_site(old.site)
    facts = _facts(home, site, given, old.account, but=old.id)
    new = _digested(replace(old, text=given.text, name=given.name, facts=facts))
    with turn(home):
        keep_comment(new)
    try:
        _decide(record, [new])
    except EvenhandError:
        with turn(home):
            keep_comment(old)
        raise
    return _stands(home, new)


def decide_left(home: Home, record: Record) -> int:
    """Decide the comments that a stopped server left without a decision; returns how many."""
    left = undecided_comments()
    if left:
        _decide(record, left)
    return len(left)


def own_comment(token: str) -> Comment:
    """The comment of a writer's link. Raises EvenhandError: EH863."""
    found = comment_by_token(token_digest(token))
    if found is None:
        raise EvenhandError(
            "EH863", "no comment has this link", not_done="nothing was shown or changed",
            help="use the whole link, as it was shown when the comment was sent",
        )  # fmt: skip
    return found


def comment_about(reader: Reader) -> Comment:
    """The comment that a writer's page is about. Raises EH875 where none is kept here, EH877."""
    if reader.party is not Party.WRITER:
        raise EvenhandError(
            "EH877", "only the writer can do this", not_done="nothing was changed",
            help="what was done and the appeal are on your page",
        )  # fmt: skip
    found = comment_of_item(reader.decision.site, reader.decision.subject.id)
    if found is None:
        raise EvenhandError(
            "EH875", "what this is about is not published here", not_done="nothing was changed",
            help="publish the changed text where the first one stood; it is looked at at once",
        )  # fmt: skip
    return found


def item_of(comment: Comment) -> Item:
    """The comment as it is screened and decided; its revision is counted where it is kept."""
    return Item(
        id=comment.item,
        text=item_text(comment),
        kind="comment",
        author=comment.account,
        created_at=comment.at,
        language=comment.language,
        links=(comment.link,) if comment.link else (),
        url=comment.url,
        site=comment.site,
        facts=comment.facts,
    )


def _decide(record: Record, comments: Sequence[Comment]) -> None:
    """Have comments decided. Raises the corridor's EvenhandError of the first one refused."""
    items = [item_of(comment) for comment in comments]
    for answer in record(items, [None] * len(items)):
        if isinstance(answer, EvenhandError):
            raise answer


def _digested(comment: Comment) -> Comment:
    return replace(comment, digest=content_digest(item_of(comment)))


def _stands(home: Home, comment: Comment) -> Standing:
    return standings([comment], home.clock.now())[0]


def _facts(
    home: Home, site: Site, given: Given, account: str, but: str = ""
) -> dict[str, FactValue]:
    """What the form says of how the comment was sent, where the site has rules that ask for it.

    Only what holds is said: nothing is ever held against somebody because it is not known.
    """
    packs = site.packs or STARTER_PACKS
    facts: dict[str, FactValue] = {}
    if SPAM in packs and given.trap:
        facts["honeypot"] = True
    if LOOK_FIRST not in packs:
        return facts
    if site.comments == "all" or (site.comments == "first" and _is_new(home, site, account, but)):
        facts["person_looks_first"] = True
    opened = seconds_open(home, site.name, given.stamp)
    if given.trap or (opened is not None and opened < TOO_SOON):
        facts["sent_like_a_program"] = True
    return facts


def _is_new(home: Home, site: Site, account: str, but: str) -> bool:
    """Whether the writer has no comment on the site that is shown."""
    others = [comment for comment in comments_by(site.name, account) if comment.id != but]
    return not any(standing.is_shown for standing in standings(others, home.clock.now()))


def _check_parent(parent: str | None, site: str, page: str) -> None:
    """Refuse an answer to what is not there. Raises EvenhandError: EH862."""
    found = get_comment(parent) if parent else None
    if parent and (found is None or (found.site, found.page) != (site, page)):
        raise EvenhandError(
            "EH862", "the comment that this answers does not stand on the page",
            not_done=NOT_TAKEN, help="load the page again; it may have been erased",
        )  # fmt: skip


def _check_account(home: Home, site: str, account: str) -> None:
    """Refuse a writer who is suspended. Raises EvenhandError: EH866, with the end."""
    subject = (site, Subject(SubjectType.ACCOUNT, account))
    now = home.clock.now()
    for measure in open_measures([subject]).get(subject, ()):
        if measure.measure.startswith("suspend") and binds(measure, now):
            until = f"until {utc_text(measure.until)}" if measure.until else "without an end date"
            raise EvenhandError(
                "EH866", f"whoever writes with this address cannot comment here {until}",
                not_done=NOT_TAKEN, help="the notice about it says why, and how to appeal",
            )  # fmt: skip
