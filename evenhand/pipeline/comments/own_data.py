"""All that is kept of a comment's writer: taken out, or erased, by whoever has their link.

The link speaks for its one comment. Everything that the same e-mail address wrote goes with it
only where a code that was sent to that address is given: anybody can type another's address.
"""

from collections.abc import Sequence
from typing import Any

from evenhand.model.case import Appeal, Party
from evenhand.model.clock import utc_text
from evenhand.model.comment import Comment
from evenhand.model.entry import banded
from evenhand.model.measure import Subject, SubjectType
from evenhand.pipeline.archive import erase_put_away, settle_put_away
from evenhand.pipeline.comments.mine import decisions_about
from evenhand.pipeline.comments.post import own_comment
from evenhand.pipeline.comments.standing import standings
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.erasure import ERASERS, Erasure, Stays
from evenhand.pipeline.people.retention import Ground
from evenhand.pipeline.people.reveal import Known, SendMail, check_code, send_code
from evenhand.pipeline.people.turn import turn
from evenhand.store import accounts, retention
from evenhand.store.comments import comments_by, erase_comments
from evenhand.store.cures import get_cure
from evenhand.store.decisions import get_decision, statements_of
from evenhand.store.flags import appeals_of
from evenhand.store.held import PAGE
from evenhand.store.measures import strikes_of
from evenhand.store.sites import get_site
from evenhand.store.still_open import still_open

SAID = "took out or erased what is kept of them, with a code sent to the known address"


def ask_for_code(home: Home, token: str, send_mail: SendMail) -> None:
    """Send a code to the address that the comment came with. Raises EH863, EH871, EH872."""
    comment = own_comment(token)
    send_code(home, comment.id, Known(get_site(comment.site), comment.email), send_mail, comment.id)


def export(home: Home, token: str, code: str | None = None) -> dict[str, Any]:
    """All that is kept of a writer.

    Args:
        code: None is this comment alone.

    Raises EvenhandError: EH863, EH873, EH874.
    """
    comment = own_comment(token)
    found = _meant(home, comment, code)
    return {
        "site": comment.site,
        "writer": comment.account,
        "made_at": utc_text(home.clock.now()),
        "everything": code is not None or not comment.email,
        "comments": [_exported(home, each) for each in found],
    }


def erase(home: Home, token: str, code: str | None = None) -> Erasure:
    """Erase what is kept of a writer; the log stays as it is, with an entry that says so.

    The comments are gone from their pages at once, with name, address and link. What a measure, a
    case or an appeal still rests on stays beside the decision until that is over.

    Args:
        code: None is this comment alone.

    Raises EvenhandError: EH863, EH873, EH874.
    """
    comment = own_comment(token)
    found = [each for each in _meant(home, comment, code) if each.erased_at is None]
    site = get_site(comment.site)
    index, counts = None, {"comment": len(found)}
    with turn(home) as now:
        own = [Subject(SubjectType.ITEM, each.item) for each in found]
        is_open = still_open(site.name, own, now.now, site.appeal_days)
        free = {subject for subject in own if subject not in is_open}
        erase_comments((each.id for each in found), now.now)
        held = accounts.holdings(site.name, comment.account, free) if free else {}
        for record, keys in held.items():
            counts[record] = len(keys)
            for start in range(0, len(keys), PAGE):
                ERASERS[record](keys[start : start + PAGE])
        decided = accounts.decided_about(site.name, comment.account, free)
        put_away = erase_put_away(now, site.name, decided, Ground.REQUEST)
        if put_away:
            counts["evidence"] = counts.get("evidence", 0) + put_away
        if found:
            fields: dict[str, Any] = {
                "record": "comment", "count": banded(1), "ground": str(Ground.REQUEST),
                "decided_by": "writer",
            }  # fmt: skip
            sealed = {"count": str(sum(counts.values()))}
            index = now.enter("erasure", site.name, now.new_id(), fields, sealed)
    retention.settle_files()
    settle_put_away(site.name)
    stays = tuple(Stays(s, tuple(sorted(is_open[s]))) for s in own if s in is_open)
    return Erasure(counts, stays, index)


def _meant(home: Home, comment: Comment, code: str | None) -> list[Comment]:
    """The comment, or with the code all of its writer's."""
    if code is None:
        return [comment]
    check_code(home, comment.id, code, SAID, comment.id)
    return comments_by(comment.site, comment.account)


def _exported(home: Home, comment: Comment) -> dict[str, Any]:
    (standing,) = standings([comment], home.clock.now())
    decisions = decisions_about(comment.site, comment.item)
    record = get_cure(comment.site, comment.item)
    return {
        "id": comment.id,
        "item": comment.item,
        "page": comment.url,
        "title": comment.title,
        "answers": comment.parent,
        "written_at": utc_text(comment.at),
        "erased_at": utc_text(comment.erased_at) if comment.erased_at else None,
        "name": comment.name,
        "email": comment.email,
        "link": comment.link,
        "text": comment.text,
        "language": comment.language,
        "said_by_the_form": dict(comment.facts),
        "state": str(standing.state),
        "changed_texts_that_did_not_cure": record.tries,
        "decisions": [_decision(made) for made in decisions],
    }


def _decision(made: str) -> dict[str, Any]:
    """A decision about a comment, with all that its writer was told and wrote."""
    kept = get_decision(made)
    decision = kept.decision
    told = (s for s in statements_of(made) if s.party is Party.WRITER)
    own = (appeal for appeal in appeals_of(made) if appeal.party is Party.WRITER)
    return {
        "case": made,
        "log_index": kept.log_index,
        "decided_at": utc_text(decision.decided_at),
        "decided_by": decision.decided_by,
        "outcome": decision.outcome,
        "rules": [f.rule for f in decision.findings if f.outcome == "true" and not f.shadow],
        "measures": [
            {"measure": m.measure, "state": str(m.state), "from": utc_text(m.from_),
             "until": utc_text(m.until) if m.until else None}
            for m in decision.measures
        ],
        "strikes": [{"until": utc_text(s.expires_at)} for s in strikes_of([made])],
        "statements": [s.text for s in told],
        "appeals": _appeals(list(own)),
    }  # fmt: skip


def _appeals(appeals: Sequence[Appeal]) -> list[dict[str, Any]]:
    return [
        {"text": a.text, "received_at": utc_text(a.received_at), "outcome": a.outcome,
         "answer": a.answer}
        for a in appeals
    ]  # fmt: skip
