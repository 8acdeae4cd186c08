"""The endpoints: a call in, an answer out. Deciding is the corridor's, learning the model's."""

import logging
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from evenhand.connectors.akismet.calls import Answer, Call, refused, unknown_key
from evenhand.connectors.akismet.comment import Told, read_told
from evenhand.connectors.akismet.usage import (
    FALSE_ALARM,
    HAM,
    MISSED,
    SPAM,
    key_sites,
    month_of,
    usage_limit,
)
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.pipeline.home import Home
from evenhand.pipeline.learning import Source, teach
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.result import Result
from evenhand.store.checked import Check, Use, count_uses, keep_checks, last_check, open_check
from evenhand.store.decisions import get_decision, last_decision_on
from evenhand.store.keys import find_key, note_use
from evenhand.store.measures import open_measures
from evenhand.store.sites import get_setting, set_setting

THANKS = "Thanks for making the web a better place."
KIND = "akismet"
SALT = "akismet.salt."

RETRY = timedelta(minutes=10)
"""The same comment again within this time is a client that tries again, not a second comment."""

SHOWS_ALL = frozenset({"label", "warn"})
"""Measures that leave all of a comment to be seen; any other is told as spam, for the protocol's
clients can do nothing but publish a comment or not."""

Decide = Callable[[Item], Result]
logger = logging.getLogger("evenhand.akismet")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose key a call came with."""

    site: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept of a check: how often, by which key, and which comment, where one was decided.

    Attributes:
        use: for the month's counts.
        key: digest of the key.
        check: None where nothing was decided.
    """

    use: Use
    key: str
    check: Check | None = None


def keep_noted(home: Home, noted: Iterable[Noted]) -> None:
    """Keep what is to be known of some checks, in one turn."""
    noted = list(noted)
    with turn(home) as now:
        keep_checks(each.check for each in noted if each.check)
        count_uses(each.use for each in noted)
        for key in {each.key for each in noted}:
            note_use(key, now.now.replace(second=0, microsecond=0))


class Akismet:
    """Answers calls of the protocol for the sites of a home; safe in any thread.

    Args:
        record: decides a comment for real; rehearse: says what would be decided. Both raise
            EvenhandError for what is refused at the door.
        keep: keeps what is to be known of a check; durable when it returns.
    """

    def __init__(
        self, home: Home, record: Decide, rehearse: Decide, keep: Callable[[Noted], None]
    ) -> None:
        self._home, self._record, self._rehearse, self._keep = home, record, rehearse, keep

    def answer(self, call: Call) -> Answer:
        """The answer to one call."""
        version, _, name = call.endpoint.partition("/")
        endpoint = _ENDPOINTS.get((version, name))
        if endpoint is None:
            return Answer("unknown endpoint", HTTPStatus.NOT_FOUND)
        if call.method != "POST" and not (version == "1.2" and call.method == "GET"):
            return Answer("use POST", HTTPStatus.METHOD_NOT_ALLOWED, headers=(("Allow", "POST"),))
        try:
            fields = call.fields()
        except ValueError:
            return refused("the request holds too many fields")
        caller = self._caller(call, fields)
        return endpoint(self, caller, fields) if caller else unknown_key()

    def _caller(self, call: Call, fields: Mapping[str, list[str]]) -> Caller | None:
        """Whose key it is, the first that is known of all that the call holds."""
        now = self._home.clock.now()
        for key in call.keys(fields):
            digest = sha256(key.encode()).hexdigest()
            found = find_key(KIND, digest) if key else None
            if found is not None and not found.ended(now):
                return Caller(found.site, key, digest)
        return None

    def verify_key(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """`valid`: whoever comes so far has a key that is."""
        return Answer("valid")

    def deactivate(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """A client was switched off; its key goes on to hold."""
        return Answer("deactivated")

    def usage_limit(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """How much the key was used."""
        return usage_limit(caller.site, _first(fields), self._home.clock.now())

    def key_sites(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """How much it was used by which blog."""
        return key_sites(caller.site, caller.key, _first(fields), self._home.clock.now())

    def comment_check(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """Whether a comment is spam: `true` where a measure that hides any of it is in force."""
        told, guid = read_told(fields, self._salt(caller.site)), secrets.token_hex(16)
        if not told.blog:
            return refused("missing field: blog")
        if told.is_guaranteed and not told.of_administrator:
            logger.info("a test value of the protocol came in", extra={"site": caller.site})
            return _said(guid, spam=True)
        if told.of_administrator or told.is_empty:
            return self._noted(caller, told, guid, None)
        try:
            if told.is_test:
                return _said(guid, self._rehearse(told.item(caller.site, guid)))
            return self._noted(caller, told, guid, self._record(self._item(caller, told, guid)))
        except EvenhandError as error:
            return refused(f"{error.what} ({error.code})")

    def submit_spam(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """The site says that a comment is spam."""
        return self._feedback(caller, fields, spam=True)

    def submit_ham(self, caller: Caller, fields: Mapping[str, list[str]]) -> Answer:
        """The site says that a comment is none."""
        return self._feedback(caller, fields, spam=False)

    def _item(self, caller: Caller, told: Told, guid: str) -> Item:
        """The comment, as the item that it was where it comes again.

        It comes again where the client only tries again, or where a person has decided about it:
        what they released is not held anew. Feedback of the site has it judged anew.
        """
        earlier, name = open_check(caller.site, told.digest), f"akismet-{guid}"
        if earlier is not None:
            recent = earlier.at > self._home.clock.now() - RETRY
            name = earlier.item if recent or _by_person(earlier) else name
        return told.item(caller.site, name)

    def _noted(self, caller: Caller, told: Told, guid: str, result: Result | None) -> Answer:
        """The answer, once it is kept for feedback and counted."""
        now, spam, check = self._home.clock.now(), result is not None and hides(result), None
        if result is not None:
            check = Check(
                guid, caller.site, told.digest, result.id, result.decision.id, told.blog, spam, now
            )  # fmt: skip
        if not told.is_test:
            use = Use(caller.site, month_of(now), told.blog, SPAM if spam else HAM)
            self._keep(Noted(use, caller.digest, check))
        return _said(guid, result)

    def _feedback(self, caller: Caller, fields: Mapping[str, list[str]], *, spam: bool) -> Answer:
        told = read_told(fields, self._salt(caller.site))
        if told.is_test or told.is_empty:
            return Answer(THANKS)
        with turn(self._home) as now:
            check = last_check(caller.site, told.digest)
            item = told.item(caller.site, check.item if check else "")
            news = teach(now, item, spam=spam, source=Source.FEEDBACK)
            if news and check is not None and check.spam is not spam:
                kind = MISSED if spam else FALSE_ALARM
                count_uses([Use(caller.site, month_of(now.now), check.blog, kind)])
        return Answer(THANKS)

    def _salt(self, site: str) -> str:
        """The site's own salt, made when it is first needed."""
        found = get_setting(SALT + site)
        if found is None:
            with turn(self._home):
                found = get_setting(SALT + site) or secrets.token_hex(16)
                set_setting(SALT + site, found)
        return found


_ENDPOINTS: Mapping[tuple[str, str], Callable[[Akismet, Caller, Mapping[str, list[str]]], Answer]]
_ENDPOINTS = {
    ("1.1", "verify-key"): Akismet.verify_key,
    ("1.1", "comment-check"): Akismet.comment_check,
    ("1.1", "submit-spam"): Akismet.submit_spam,
    ("1.1", "submit-ham"): Akismet.submit_ham,
    ("1.1", "deactivate"): Akismet.deactivate,
    ("1.2", "usage-limit"): Akismet.usage_limit,
    ("1.2", "key-sites"): Akismet.key_sites,
}


def hides(result: Result) -> bool:
    """Whether a measure that is in force hides any of the comment, as it stands now."""
    decision = result.decision
    measures = [*decision.measures, *decision.standing]
    if result.repeated:  # a person may have decided since, in a decision of their own
        measures = open_measures([(decision.site, decision.subject)]).get(
            (decision.site, decision.subject), []
        )
    return any(m.state is MeasureState.IN_FORCE and m.measure not in SHOWS_ALL for m in measures)


def _by_person(check: Check) -> bool:
    """Whether a person took the last decision about a comment."""
    last = last_decision_on(check.site, Subject(SubjectType.ITEM, check.item))
    return last is not None and bool(get_decision(last).decision.people)


def _said(guid: str, result: Result | None = None, *, spam: bool = False) -> Answer:
    """The protocol's word, the check's id, and in headers of our own why."""
    headers = [("X-akismet-guid", guid)]
    if result is not None:
        spam = hides(result)
        fired = dict.fromkeys(rule for m in result.decision.measures for rule in m.rules)
        headers += [("X-evenhand-rules", " ".join(fired))] if fired else []
        headers += [("X-evenhand-case", result.decision.id)] if result.decision.id else []
    return Answer("true" if spam else "false", headers=tuple(headers))


def _first(fields: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in fields.items()}
