"""The secret link of an affected person: it leads to one decision, for one reader of its notices.

    /s/<decision><party><flag><proof>

The proof is an HMAC with the home's key for links, over decision, party and flag. Nothing is kept,
so a link can be made again for every notice, and one wrong character leads nowhere.
"""

import re
from dataclasses import dataclass
from hmac import compare_digest

from evenhand.model.case import Party
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureState
from evenhand.model.site import Site
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.link_key import keyed, written
from evenhand.store.decisions import get_decision

_LETTERS = {Party.WRITER: "w", Party.HARMED: "h"}
_SECRET = re.compile(r"([0-9a-f]{32})(w|h([0-9a-f]{32}))([A-Za-z0-9_-]{43})")
NOTHING = "nothing was shown or changed"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose page it is.

    Attributes:
        decision: the one that their notice is about.
        flag: of a harmed party.
    """

    decision: Decision
    party: Party
    flag: str | None = None


def link_for(home: Home, decision: str, party: Party = Party.WRITER, flag: str = "") -> str:
    """The path of somebody's page.

    Args:
        decision: id of any decision that they have a notice about.
        party: writer or harmed.
        flag: id of a harmed party's flag.
    """
    return f"/s/{decision}{_LETTERS[party]}{flag}{_proof(home, decision, party, flag)}"


def reader_of(home: Home, secret: str) -> Reader:
    """Whose page a link leads to. Raises EvenhandError: EH870."""
    found = _SECRET.fullmatch(secret)
    if found is not None:
        decision, letter, flag, proof = found.groups("")
        party = Party.HARMED if letter.startswith("h") else Party.WRITER
        if compare_digest(proof, _proof(home, decision, party, flag)):
            return Reader(get_decision(decision).decision, party, flag or None)
    raise EvenhandError(
        "EH870", "this link leads to no page", not_done=NOTHING,
        help="use the whole link, as it stands in the notice",
    )  # fmt: skip


def notice_url(home: Home, site: Site, decision: Decision) -> str | None:
    """The writer's own page about a decision that they have to be told of, in full.

    None where nothing is done about it or nobody knows where this home is reached.
    """
    told = any(measure.state is MeasureState.IN_FORCE for measure in decision.measures)
    base = public_base(home, site)
    if not base or decision.id is None or not (told or decision.standing):
        return None
    return f"{base}{link_for(home, decision.id)}"


def public_base(home: Home, site: Site) -> str:
    """Where a home's public pages are reached, without a final slash; empty is unknown.

    The log lies beside them; without an address of its own they are taken for the site's.
    """
    base = home.log_url.removesuffix("/log") if home.log_url else site.url
    return base.rstrip("/")


def _proof(home: Home, decision: str, party: Party, flag: str) -> str:
    return written(keyed(home, "person", decision, str(party), flag))
