"""Who outside the rules had a part in it: interests, requests, and what others asserted."""

from evenhand.model.clock import day_text
from evenhand.model.contact import Contact
from evenhand.model.people import Fact, Interest
from evenhand.statements.context import (
    StatementContext,
    is_to_writer,
    listed_contacts,
    told_interests,
)
from evenhand.statements.messages import Catalogue, Said

ROLES_FACT = "roles"
"""The fact whose values are words of ours, so that a notice can name them."""


def interest_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """Each interest by capacity, kind and party, never by its holder; or that there is none."""
    lines = [f"- {_interest(interest, say)}" for interest in told_interests(context)]
    return list(dict.fromkeys(lines)) or [say.say("interests.none")]


def asked_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """The answer to the asked-question, the requests that may be told of, and that others may not.

    Where none is listed nothing says that there is none: it may be one that must not be told of.
    """
    asked = context.decision.asked
    lines: list[str] = []
    if asked is not None:
        lines.append(say.say(f"asked.{'yes' if asked else 'no'}"))
    listed = listed_contacts(context)
    lines.append(say.say("asked.some" if listed else "asked.none"))
    lines += [f"- {_request(name, contact, say)}" for name, contact in listed]
    return [*lines, say.say("asked.sealed")]


def fact_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """What the decision rests on because others said so; empty where it rests on no such thing."""
    if not context.facts:
        return []
    lines = [f"- {_fact(context, fact, say)}" for fact in context.facts]
    return [say.say("why.facts"), *dict.fromkeys(lines)]


def requester(contact: Contact, say: Catalogue) -> Said:
    """Who asked, and for whom: organisations by name, natural persons by role alone."""
    who = say.name("contact_role", contact.role)
    if contact.organisation:
        who = say.say("asked.organisation", role=who, organisation=contact.organisation)
    if contact.on_behalf_of and not contact.behalf_person:
        who = say.say("asked.behalf", who=who, behalf=contact.on_behalf_of)
    return who


def _interest(interest: Interest, say: Catalogue) -> str:
    return say.say(
        "interests.past" if interest.until else "interests.present",
        holder=say.name("holder", interest.role),
        kind=say.name("interest_kind", interest.kind),
        party=say.say("interests.person") if interest.person else interest.party,
        since=day_text(interest.from_),
        **({"until": day_text(interest.until)} if interest.until else {}),
    )


def _request(name: str, contact: Contact | None, say: Catalogue) -> str:
    if contact is None:
        return say.say("asked.id", id=name)
    who = requester(contact, say)
    if not contact.organisation:
        return say.say("asked.person", id=name, who=who)
    return say.say(
        "asked.contact",
        id=name,
        who=who,
        wants=say.name("wants", contact.wants),
        day=day_text(contact.received_at),
        standing=say.name("contact_standing", contact.standing),
    )


def _fact(context: StatementContext, fact: Fact, say: Catalogue) -> str:
    """A fact by its name; only to whom it is about, which roles others say that they have."""
    name = say.name("fact", fact.name)
    if fact.name == ROLES_FACT and isinstance(fact.value, tuple) and is_to_writer(context):
        roles = say.join(say.name("account_role", role) for role in fact.value)
        name = say.say("why.roles", name=name, roles=roles)
    return say.say(
        "why.fact",
        name=name,
        by=_teller(fact.asserted_by, say),
        day=day_text(fact.at),
        standing=say.name("fact_standing", fact.standing),
    )


def _teller(asserted_by: str, say: Catalogue) -> Said:
    """Who asserted it, by role; whoever goes by no role of ours is not named."""
    for table in ("teller", "contact_role", "role"):
        if say.has(f"{table}.{asserted_by}"):
            return say.name(table, asserted_by)
    return say.say("teller.somebody")
