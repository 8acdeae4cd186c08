"""A decision as a statement of reasons for the Commission's DSA Transparency Database."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from evenhand.model.clock import day_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState
from evenhand.statements.context import (
    Ground,
    NotifiedBy,
    StatementContext,
    binds,
    by_person,
    card_of,
    case_of,
    concerned,
    grounds,
    is_to_writer,
)
from evenhand.statements.dsa_fields import (
    COUNTRIES,
    GROUND_ILLEGAL,
    GROUND_INCOMPATIBLE,
    LANGUAGES,
    LONGEST,
)
from evenhand.statements.messages import Catalogue, load
from evenhand.statements.reasons import seen_kinds

ILLEGAL = "illegal:"
"""A rule's ground by law: `illegal:<law>`; every other is `incompatible` with the terms."""

BUSINESS_ROLES = frozenset({"business", "news_org"})
_MEDIA = {
    "image": "CONTENT_TYPE_IMAGE",
    "audio": "CONTENT_TYPE_AUDIO",
    "video": "CONTENT_TYPE_VIDEO",
}
_SOURCES = {
    NotifiedBy.NOBODY: "SOURCE_VOLUNTARY",
    NotifiedBy.NOTICE_16: "SOURCE_ARTICLE_16",
    NotifiedBy.TRUSTED_FLAGGER: "SOURCE_TRUSTED_FLAGGER",
    NotifiedBy.FLAG: "SOURCE_TYPE_OTHER_NOTIFICATION",
}
_OTHER_KINDS = {"document": "dsa.attachment", "profile": "dsa.profile"}


def to_dsa(context: StatementContext) -> dict[str, Any]:
    """The database's JSON, by its field names; empty where there is nothing to submit.

    Only restrictions that bind now and rest on a rule are submitted: a proposal binds nobody, and
    a hold because a check did not finish has no ground of illegality or of the terms (DSA Art.
    17(1)). After a change only a measure that took force by it is: the others were submitted
    before. They are submitted with the writer's notice, and never again with another party's.
    Nothing that a signal saw is in it, only kinds and counts.

    Raises EvenhandError: EH703, EH704 for an id that the database would refuse.
    """
    restrictions = _new_restrictions(context)
    if not restrictions:
        return {}
    reasons = grounds(context, reversed(restrictions))
    say = load(context.language)
    return (
        _restrictions(context, restrictions)
        | _ends(context, restrictions)
        | _grounds(context, reasons, say)
        | _categories(reasons)
        | _content(context, say)
        | _source(context)
        | {
            "application_date": _application_date(context, restrictions),
            "territorial_scope": sorted(context.site.territorial_scope or COUNTRIES),
            "decision_facts": _facts(context, restrictions, reasons, say),
            "puid": puid(context),
        }
    )


def puid(context: StatementContext) -> str:
    """The statement's id at the platform, unique for ever: the case, and a later one's number.

    Raises EvenhandError: EH703, EH704.
    """
    case = case_of(context)
    name = case if context.number == 1 else f"{case}-{context.number}"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,500}", name):
        raise EvenhandError(
            "EH704",
            "The decision's id has other characters than letters, digits, `-` and `_`.",
            not_done="No statement for the public database was written.",
            help="Decisions get their ids from the home that records them.",
        )
    return name


def _new_restrictions(context: StatementContext) -> list[Measure]:
    """What this notice is the first to tell of, lightest first.

    A measure from before, on whose rules this decision does not rest, was told of with those.
    """
    if not is_to_writer(context):
        return []
    told = (context.change.measure,) if context.change else concerned(context)
    return sorted(
        (m for m in told if m.rules and binds(m, context.now) and grounds(context, (m,))),
        key=lambda measure: card_of(context, measure).severity,
    )


def _application_date(context: StatementContext, measures: Iterable[Measure]) -> str:
    """The first day; a measure from before applies to this content since the decision."""
    begin = context.decision.decided_at
    return day_text(min(max(measure.from_, begin) for measure in measures))


def _restrictions(context: StatementContext, measures: Sequence[Measure]) -> dict[str, Any]:
    """What the measures' cards say: lists are united, texts joined, else the heaviest holds."""
    found: dict[str, Any] = {}
    for measure in measures:
        for name, value in card_of(context, measure).dsa.items():
            if not isinstance(value, str):
                found[name] = sorted({*found.get(name, ()), *value})
            elif name.endswith("_other"):
                texts = dict.fromkeys([*found.get(name, "").split("\n"), value])
                found[name] = "\n".join(text for text in texts if text)
            else:
                found[name] = value
    return {
        name: _cut(name, value) if isinstance(value, str) else value
        for name, value in found.items()
    }


def _ends(context: StatementContext, measures: Sequence[Measure]) -> dict[str, str]:
    """The last end of each restriction; none where one of its measures has none."""
    ends: dict[str, list[datetime | None]] = {}
    for measure in measures:
        ends.setdefault(card_of(context, measure).dsa_end, []).append(measure.until)
    return {
        name: day_text(max(until for until in untils if until is not None))
        for name, untils in ends.items()
        if None not in untils
    }


def _grounds(
    context: StatementContext, reasons: Sequence[Ground], say: Catalogue
) -> dict[str, str]:
    """The ground of the heaviest measure's first rule, explained by the clauses of its kind."""
    lead = reasons[0]
    illegal = lead.rule.ground.startswith(ILLEGAL)
    alike = [r for r in reasons if r.rule.ground.startswith(ILLEGAL) is illegal]
    explanation = "\n".join(dict.fromkeys(reason.text.strip() for reason in alike))
    found: dict[str, str] = {}
    if context.policy_url:
        found["decision_ground_reference_url"] = context.policy_url
    if illegal:
        laws = dict.fromkeys(reason.rule.ground.removeprefix(ILLEGAL) for reason in alike)
        found["decision_ground"] = GROUND_ILLEGAL
        found["illegal_content_legal_ground"] = "; ".join(laws)
        found["illegal_content_explanation"] = explanation
    else:
        found["decision_ground"] = GROUND_INCOMPATIBLE
        clauses = dict.fromkeys(_say_ground(reason, say) for reason in alike)
        found["incompatible_content_ground"] = "; ".join(clauses)
        found["incompatible_content_explanation"] = explanation
        found["incompatible_content_illegal"] = "No" if len(alike) == len(reasons) else "Yes"
    return {name: _cut(name, value) for name, value in found.items()}


def _say_ground(ground: Ground, say: Catalogue) -> str:
    return say.say(
        "dsa.ground",
        title=ground.policy.title,
        version=ground.policy.ref.version,
        clause=ground.clause,
    )


def _categories(reasons: Sequence[Ground]) -> dict[str, Any]:
    names = list(dict.fromkeys(reason.policy.category for reason in reasons))
    keywords = sorted({word for reason in reasons for word in reason.policy.keywords})
    found: dict[str, Any] = {"category": names[0]}
    if names[1:]:
        found["category_addition"] = sorted(names[1:])
    if keywords:
        found["category_specification"] = keywords
    if "KEYWORD_OTHER" in keywords:
        title = reasons[0].policy.title
        found["category_specification_other"] = _cut("category_specification_other", title)
    return found


def _content(context: StatementContext, say: Catalogue) -> dict[str, Any]:
    """What was published: its type by the item's kind and attachments, its language and day.

    An item whose time nobody has told counts as published on the day it was decided on.
    """
    item = context.item
    types = {_MEDIA[kind] for kind in _media_kinds(item.media_types)}
    other = _OTHER_KINDS.get(item.kind)
    types.add("CONTENT_TYPE_OTHER" if other else "CONTENT_TYPE_TEXT")
    found: dict[str, Any] = {
        "content_type": sorted(types),
        "content_date": day_text(item.created_at or context.decision.decided_at),
    }
    if other:
        found["content_type_other"] = say.say(other)
    language = (item.language or "").split("-")[0].upper()
    if language in LANGUAGES:
        found["content_language"] = language
    return found


def _media_kinds(media_types: Iterable[str]) -> set[str]:
    return {name.partition("/")[0].lower() for name in media_types} & set(_MEDIA)


def _source(context: StatementContext) -> dict[str, str]:
    """Who found it, and how far it was decided without a person.

    What somebody told us of was not detected by automatic means, unless a rule decided on it. A
    person who decides where automatic checks had pointed decides partially by them.
    """
    notified = NotifiedBy(context.notified_by)
    pointed = bool(context.seen or context.decision.findings)
    by_rule = not by_person(context)
    detected = by_rule or (pointed and not notified)
    found = {
        "source_type": _SOURCES[notified],
        "automated_detection": "Yes" if detected else "No",
        "automated_decision": f"AUTOMATED_DECISION_{_automated(context, pointed)}",
    }
    if context.roles is not None:
        business = BUSINESS_ROLES & set(context.roles)
        found["account_type"] = f"ACCOUNT_TYPE_{'BUSINESS' if business else 'PRIVATE'}"
    return found


def _automated(context: StatementContext, pointed: bool) -> str:
    if by_person(context):
        return "PARTIALLY" if pointed else "NOT_AUTOMATED"
    return "PARTIALLY" if _agreed_to(context) else "FULLY"


def _agreed_to(context: StatementContext) -> bool:
    """Whether this notice tells that a proposal took force, which only people can bring about."""
    return context.change is not None and context.change.before is MeasureState.PROPOSED


def _facts(
    context: StatementContext,
    measures: Sequence[Measure],
    reasons: Sequence[Ground],
    say: Catalogue,
) -> str:
    """Facts and circumstances, in sentences; kinds and counts, never a value."""
    lines = [_say_rule(reason, say) for reason in reasons]
    if context.seen:
        lines.append(say.say("dsa.seen", kinds=seen_kinds(context, say)))
    lines.append(say.say(f"dsa.{_decider(context)}"))
    for name in dict.fromkeys(measure.measure for measure in measures):
        lines.append(say.say("dsa.measure", name=say.measure(context.kinds[name], "name")))
    return _cut("decision_facts", "\n".join(dict.fromkeys(lines)))


def _decider(context: StatementContext) -> str:
    if by_person(context):
        return "by_person"
    return "agreed" if _agreed_to(context) else "by_rule"


def _say_rule(ground: Ground, say: Catalogue) -> str:
    return say.say(
        "dsa.rule",
        rule=ground.rule.id,
        title=ground.policy.title,
        version=ground.policy.ref.version,
        clause=ground.clause,
    )


def _cut(name: str, text: str) -> str:
    """Free text no longer than the database takes; what is cut ends in an ellipsis."""
    longest = LONGEST.get(name, len(text))
    return text if len(text) <= longest else text[: longest - 1] + "…"
