"""What a site judges by, changed by people: published by two, paused by one at once.

A version of a pack is proposed by one person and agreed to by another; a rule that was paused is
evaluated again in the same way, since that makes it heavier. Stopping a rule takes one person. Who
is alone at a site agrees to their own proposal a day later, and the log says "one person".
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.people import DECIDERS, Role
from evenhand.model.policy import Pause, Policy, Rule
from evenhand.pipeline.entries import pack_fields, people_fields
from evenhand.pipeline.home import Home
from evenhand.pipeline.packs import find_pack
from evenhand.pipeline.people.rights import giver
from evenhand.pipeline.people.said import check_text
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.published import judged_by, publish, publish_packs
from evenhand.policy.compile import compile_policy
from evenhand.policy.load import load_pack
from evenhand.policy.versions import in_force
from evenhand.review.fit import is_active
from evenhand.review.names import name_key
from evenhand.review.second import SECOND_LOOK, is_solo
from evenhand.store.policies import (
    Change,
    all_pauses,
    end_pause,
    get_change,
    keep_change,
    keep_pause,
)
from evenhand.store.sites import get_site
from evenhand.store.staff import all_staff
from evenhand.store.wire import to_json

EDITORS = frozenset({Role.POLICY_EDITOR, Role.ADMINISTRATOR})
"""Roles that propose what a site judges by, and agree to it."""
STOPPERS = DECIDERS | {Role.POLICY_EDITOR}
"""Roles of which one person may stop a rule at once."""

PUBLISH, RESUME = "publish", "resume"
NOT_CHANGED = "the site judges as before"
MAX_WHY = 1_000


@dataclass(frozen=True, slots=True)
class Agreed:
    """A proposal that came about: from when on, and where that stands in the log."""

    change: Change
    from_: datetime
    log_index: int


def propose(
    home: Home, site: str, by: str, pack: str | Path, from_: datetime | None = None, why: str = ""
) -> Change:
    """Somebody proposes a version of a pack; its files are read now, whatever becomes of them.

    Args:
        pack: name of a shipped one, or a folder.
        from_: from when on it is to be in force; as soon as it may be, unless that is said.

    Raises EvenhandError: EH2xx for the pack, EH241 and EH242 where it cannot follow what the
    site has published, EH406, EH413, EH571, EH572, EH577, EH905.
    """
    policy = load_pack(find_pack(pack), signals.discover(), set(measures.discover()))
    with turn(home) as now:
        get_site(site)
        giver(now, site, by, EDITORS, NOT_CHANGED)
        why = check_text("the reason", why, NOT_CHANGED, most=MAX_WHY, needed=False)
        begins = max(now.now, policy.in_force_from) if from_ is None else from_
        if begins < now.now:
            raise _no_day("the day on which it is to begin is past")
        _check_follows(now, site, policy, begins)
        change = Change(
            id=now.new_id(), site=site, kind=PUBLISH, pack=policy.ref.pack,
            version=policy.ref.version, digest=policy.ref.digest, from_=begins, proposed_by=by,
            proposed_at=now.now, source=to_json(policy.source), why=why,
        )  # fmt: skip
        keep_change(change)
        return change


def propose_resume(home: Home, site: str, by: str, rule: str, why: str = "") -> Change:
    """Somebody proposes that a paused rule is evaluated again, from the agreement on.

    Args:
        rule: its id, or `PACK/RULE` where two packs have one of that id.

    Raises EvenhandError: EH245, EH246 where it is not paused, EH406, EH413, EH571, EH572, EH577.
    """
    with turn(home) as now:
        giver(now, site, by, EDITORS, NOT_CHANGED)
        why = check_text("the reason", why, NOT_CHANGED, most=MAX_WHY, needed=False)
        policy, found = _rule(now, site, rule)
        if _open_pause(site, policy.ref.pack, found.id) is None:
            raise _no_pause(f"the rule `{found.id}` is not paused")
        change = Change(
            id=now.new_id(), site=site, kind=RESUME, pack=policy.ref.pack,
            version=policy.ref.version, digest=policy.ref.digest, from_=now.now, proposed_by=by,
            proposed_at=now.now, rule=found.id, why=why,
        )  # fmt: skip
        keep_change(change)
        return change


def agree(home: Home, change_id: str, by: str) -> Agreed:
    """Agree to what somebody else proposed: it is in force from its day on, or from now.

    Raises EvenhandError: EH241 and EH242, EH220 and the like where it no longer fits, EH243 for
    whoever proposed it, EH244 where it is withdrawn, agreed to or overtaken, EH410, EH413, EH571,
    EH572.
    """
    with turn(home) as now:
        change = get_change(change_id)
        giver(now, change.site, by, EDITORS, NOT_CHANGED)
        _check_open(now, change)
        _check_second(now, change, by)
        change = replace(change, agreed_by=by, agreed_at=now.now)
        keep_change(change)
        bring_about = _publish if change.kind == PUBLISH else _resume
        return bring_about(now, change, _people(change))


def withdraw(home: Home, change_id: str, by: str) -> Change:
    """Take a proposal back; nothing comes of it. Raises EvenhandError: as `agree`, but EH243."""
    with turn(home) as now:
        change = get_change(change_id)
        giver(now, change.site, by, EDITORS, "the proposal stands as before")
        _check_open(now, change)
        change = replace(change, withdrawn_by=by, withdrawn_at=now.now)
        keep_change(change)
        return change


def pause(home: Home, site: str, by: str, rule: str, why: str) -> tuple[Pause, int]:
    """One person stops a rule: from now on it is not evaluated. Returns the pause and its entry.

    What was decided by it before stays, and can be appealed against or lifted.

    Args:
        rule: its id, or `PACK/RULE` where two packs have one of that id.
        why: sealed; the log says that it was paused, and by which role.

    Raises EvenhandError: EH245, EH246 where it is paused already, EH406, EH413, EH571, EH572,
    EH577.
    """
    with turn(home) as now:
        staff = giver(now, site, by, STOPPERS, "the rule is evaluated as before")
        why = check_text("the reason", why, "the rule is evaluated as before", most=MAX_WHY)
        publish_packs(now, site, judged_by(get_site(site), now.now))
        policy, found = _rule(now, site, rule)
        if _open_pause(site, policy.ref.pack, found.id) is not None:
            raise _no_pause(f"the rule `{found.id}` is paused already")
        fields = {
            "change": "paused", **pack_fields(policy.ref), "rule": found.id,
            "decided_by": str(staff.role), **people_fields((by,)),
        }  # fmt: skip
        index = now.enter("policy", site, now.new_id(), fields, {"people": by, "reason": why})
        paused = Pause(policy.ref.pack, found.id, now.now, None, by, why)
        keep_pause(site, paused, index)
        return paused, index


def state(change: Change, published: Collection[Policy], pauses: Collection[Pause]) -> str:
    """`open`, `agreed`, `withdrawn`, or `overtaken` by what came about since it was proposed."""
    if change.agreed_at is not None:
        return "agreed"
    if change.withdrawn_at is not None:
        return "withdrawn"
    if change.kind == PUBLISH:
        fits = change.version > _newest(change.pack, published)
    else:
        fits = any(
            (p.pack, p.rule, p.until) == (change.pack, change.rule, None)
            and p.from_ <= change.proposed_at
            for p in pauses
        )
    return "open" if fits else "overtaken"


def _publish(now: Turn, change: Change, people: tuple[str, ...]) -> Agreed:
    """The version is in force from its day on."""
    policy = load_pack(change.files, signals.discover(), set(measures.discover()))
    begins = max(change.from_, now.now)
    dated = _check_follows(now, change.site, policy, begins)
    publish_packs(now, change.site, judged_by(get_site(change.site), now.now))
    return Agreed(change, begins, publish(now, change.site, dated, begins, people))


def _resume(now: Turn, change: Change, people: tuple[str, ...]) -> Agreed:
    """The rule is evaluated again from now on."""
    policy, rule = _rule(now, change.site, f"{change.pack}/{change.rule}")
    end_pause(change.site, change.pack, change.rule, now.now)
    fields = {
        "change": "resumed", **pack_fields(policy.ref), "rule": rule.id, **people_fields(people),
    }  # fmt: skip
    index = now.enter("policy", change.site, change.id, fields, {"people": ", ".join(people)})
    return Agreed(change, now.now, index)


def _check_follows(now: Turn, site: str, policy: Policy, begins: datetime) -> Policy:
    """The version as it would be in force from a day on, where it can follow what is published.

    Raises EvenhandError: EH241, EH242, and EH220 where it does not go with the other packs.
    """
    published = judged_by(get_site(site), now.now)
    newest = _newest(policy.ref.pack, published)
    if policy.ref.version <= newest:
        raise EvenhandError(
            "EH241", f"version {policy.ref.version} of `{policy.ref.pack}` is not higher than "
            f"version {newest}, which the site has published", not_done=NOT_CHANGED,
            help="give the changed pack a higher version",
        )  # fmt: skip
    if begins < policy.in_force_from:
        raise _no_day(f"the pack is in force from {utc_text(policy.in_force_from)} at the earliest")
    if policy.in_force_to is not None and begins >= policy.in_force_to:
        raise _no_day(f"the pack is in force until {utc_text(policy.in_force_to)} only")
    dated = replace(policy, in_force_from=begins)
    compile_policy(in_force((*published, dated), begins), signals.discover())
    return dated


def _check_open(now: Turn, change: Change) -> None:
    """Refuse what nothing can come of any more. Raises EH244."""
    found = state(change, judged_by(get_site(change.site), now.now), all_pauses(change.site))
    if found != "open":
        raise EvenhandError(
            "EH244", f"this proposal is {found}", not_done=NOT_CHANGED,
            help="`evenhand policy list` shows what is open; propose it anew",
        )  # fmt: skip


def _check_second(now: Turn, change: Change, by: str) -> None:
    """Refuse whoever proposed it, unless they are alone and a day has passed. Raises EH243."""
    if name_key(by) != name_key(change.proposed_by):
        return
    look = change.proposed_at + SECOND_LOOK
    if _is_alone(change.site, by, now.now):
        if now.now >= look:
            return
        help = f"you are alone here: look again from {utc_text(look)} on"
    else:
        help = "another policy editor or administrator of the site agrees to it"
    raise EvenhandError(
        "EH243", "you proposed this yourself", not_done=NOT_CHANGED, help=help
    )  # fmt: skip


def _is_alone(site: str, by: str, at: datetime) -> bool:
    """Whether one person decides at the site, and nobody else edits what it judges by."""
    staff = all_staff(site)
    others = (s for s in staff if s.role in EDITORS and name_key(s.name) != name_key(by))
    return is_solo(staff, at) and not any(is_active(other, at) for other in others)


def _people(change: Change) -> tuple[str, ...]:
    """Who changed it, each once."""
    named = (change.proposed_by, change.agreed_by or "")
    return tuple({name_key(name): name for name in named}.values())


def _newest(pack: str, published: Collection[Policy]) -> int:
    """The highest version of a pack that is published; 0 is none."""
    return max((p.ref.version for p in published if p.ref.pack == pack), default=0)


def _open_pause(site: str, pack: str, rule: str) -> Pause | None:
    for found in all_pauses(site):
        if (found.pack, found.rule, found.until) == (pack, rule, None):
            return found
    return None


def _rule(now: Turn, site: str, name: str) -> tuple[Policy, Rule]:
    """A rule by its id or `PACK/RULE`, in the version in force, else the last one published.

    Raises EvenhandError: EH245 for none, or more than one.
    """
    known = sorted(judged_by(get_site(site), now.now), key=lambda policy: policy.ref.version)
    pack, _, rule = name.rpartition("/")
    found = {  # of each pack the last one in this order that has such a rule
        policy.ref.pack: (policy, each)
        for policy in (*known, *in_force(known, now.now))
        for each in policy.rules
        if each.id == rule and pack in ("", policy.ref.pack)
    }
    if len(found) == 1:
        return found.popitem()[1]
    rules = [r.id for p in known for r in p.rules]
    raise EvenhandError(
        "EH245",
        f"rules of {len(found)} packs have the id `{rule}`" if found else f"no rule `{name[:80]}`",
        not_done=NOT_CHANGED,
        help=f"write PACK/RULE: {', '.join(f'{p}/{rule}' for p in found)}" if found
        else nearest(rule, rules) or "`evenhand policy list` shows the rules",
    )  # fmt: skip


def _no_day(what: str) -> EvenhandError:
    return EvenhandError("EH242", what, not_done=NOT_CHANGED, help="give another day with --from")


def _no_pause(what: str) -> EvenhandError:
    return EvenhandError(
        "EH246", what, not_done=NOT_CHANGED, help="`evenhand policy list` shows what is paused"
    )
