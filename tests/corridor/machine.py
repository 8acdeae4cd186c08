"""The state machine: any command by anybody, in any order, with time, crashes and restarts between.

Hypothesis draws which command comes next, and its arguments from what there is at that moment;
after each step everything in `invariants` must hold.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from evenhand.model.case import AppealOutcome, FlagWhy, Party
from evenhand.model.contact import (
    Asked,
    ContactKind,
    ContactRole,
    Notice,
    OfferOutcome,
    Order,
    SealBecause,
)
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.people import Holder, Role
from evenhand.pipeline.people.choice import Chosen, Do
from evenhand.pipeline.people.contacts import Intake
from tests.corridor.commands import (
    AUTHORS,
    CONTACT_CHANGES,
    MATTER,
    TEXTS,
    Post,
    Working,
    item,
    until,
)
from tests.corridor.holds_people import works
from tests.corridor.seen import Row
from tests.corridor.town import FAULTS, LINK, SOLO, STAFF

Draw = Callable[[st.SearchStrategy[Any]], Any]
Command = Callable[[Working, Draw], object]

SLOTS = st.integers(0, 5)
PEOPLE = st.sampled_from(list(STAFF))
ASKED = st.sampled_from([False] * 7 + [True, True, None])
RARELY = st.sampled_from([False] * 9 + [True])
POSTS = st.builds(
    Post,
    slot=SLOTS,
    text=st.sampled_from(list(TEXTS)),
    reporting=st.sampled_from([None, False, True]),
    roles=st.sampled_from([True, True, False]),
    matter=st.booleans(),
)
BATCHES = st.lists(POSTS, min_size=1, max_size=3, unique_by=lambda post: post.slot % len(AUTHORS))
WAITS = st.sampled_from([
    timedelta(minutes=10), timedelta(hours=1), timedelta(hours=13), timedelta(hours=25),
    timedelta(hours=49), timedelta(hours=73), timedelta(days=8), timedelta(days=35),
    timedelta(days=200),
])  # fmt: skip
MEASURES = ("label", "warn", "mask", "hold", "remove", "block_link", "suspend_until", "suspend")
PARTIES = st.sampled_from(["Vale for Mayor", "zz-moss", "zz-quist", "Zz-Tom Reed"])

INTAKES: Sequence[Callable[[], Intake]] = (
    lambda: Intake(ContactRole.POLITICAL, Asked.BLOCK_LINK, "zz-words",
                   organisation="Vale for Mayor", person="Zz-Tom Reed", objects=(LINK,),
                   ground="zz-ground", matter=MATTER),
    lambda: Intake(ContactRole.PRIVATE_PERSON, Asked.REMOVE, "zz-words", own_data=True,
                   person="Zz-Tom Reed", objects=("zz-item-0",), matter=MATTER),
    lambda: Intake(ContactRole.LAW_ENFORCEMENT, Asked.INFORMATION, "zz-words",
                   organisation="City Police", matter=MATTER, seal=SealBecause.LEGAL_BAR),
    lambda: Intake(ContactRole.AUTHORITY, Asked.REMOVE, "zz-words", organisation="Media Office",
                   kind=ContactKind.ORDER_9, objects=("zz-item-1",), binding=True,
                   order=Order("Media Office", "Media Act, section 4", ("FR",))),
    lambda: Intake(ContactRole.PRIVATE_PERSON, Asked.REMOVE, "zz-words", person="Zz-Eve Hart",
                   kind=ContactKind.NOTICE_16, matter=MATTER,
                   notice=Notice(("zz-item-2",), "zz-reasons", "Zz-Eve Hart", "zz-e@hart.example",
                                 True)),
    lambda: Intake(ContactRole.COMPANY, Asked.OTHER, "zz-words", organisation="Acme",
                   threat_to_life=True, objects=("zz-item-3",)),
    lambda: Intake(ContactRole.MEDIA, Asked.KEEP, "zz-words", organisation="The Courier"),
)  # fmt: skip


class Nothing(Exception):
    """There is nothing that the command could be about."""


def one_of(rows: Sequence[Row], draw: Draw) -> Row:
    """One of these rows. Raises Nothing."""
    if not rows:
        raise Nothing
    return rows[draw(st.integers(0, len(rows) - 1))]


def some(town: Working, draw: Draw, table: str, **wanted: Any) -> Row:
    """One of the rows that there are. Raises Nothing."""
    rows = [r for r in town.seen[table] if all(r[name] == to for name, to in wanted.items())]
    return one_of(rows, draw)


def somebody(town: Working, draw: Draw) -> str:
    """Mostly one of the people who decide here now."""
    here = [s["name"] for s in town.seen["staff"] if works(town.seen, s["name"], town.clock.now())]
    return draw(PEOPLE) if not here or draw(RARELY) else draw(st.sampled_from(here))


def some_case(town: Working, draw: Draw) -> Row:
    """Mostly an open one that measures decide."""
    if draw(RARELY):
        return some(town, draw, "case")
    elsewhere = ("appeals", "seals")
    found = [c for c in town.seen["case"] if c["state"] == "open" and c["queue"] not in elsewhere]
    return one_of(found, draw)


def some_measure(town: Working, draw: Draw, **wanted: Any) -> str:
    return some(town, draw, "measure", ended_at=None, **wanted)["id"]


def some_decision(town: Working, draw: Draw) -> str:
    logged = [d["id"] for d in town.seen["decision"] if d["log_index"] is not None]
    if not logged:
        raise Nothing
    return draw(st.sampled_from(logged))


def some_subject(town: Working, draw: Draw) -> Subject:
    link = Subject(SubjectType.LINK, LINK)
    account = Subject(SubjectType.ACCOUNT, "zz-moss")
    return draw(st.sampled_from([*map(item, range(6)), link, account]))


def answer_to_asked(town: Working, draw: Draw) -> tuple[bool | None, tuple[str, ...]]:
    """The answer to the asked-question, with the contact where it is yes."""
    asked, contacts = draw(ASKED), town.seen["contact"]
    named = one_of(contacts, draw)["id"] if asked and contacts else None
    return asked, (named,) if named else ()


def some_choice(town: Working, draw: Draw) -> tuple[Chosen, ...]:
    hours = draw(st.sampled_from([None, 1, 24, 71, 100]))
    measure = draw(st.sampled_from(MEASURES))
    end = until(town.clock.now(), hours) if hours else None
    return (Chosen(measure, end, LINK if measure == "block_link" else None),)


# --- what the platform, the writers and outsiders do


def publish(town: Working, draw: Draw) -> None:
    key = draw(st.sampled_from([None, None, "k-1", "k-2"]))
    town.post(*draw(BATCHES), failing=draw(RARELY), key=key)


def edit(town: Working, draw: Draw) -> None:
    town.post(Post(draw(SLOTS), draw(st.sampled_from(["ssn", "masked", "clean", "other_ssn"]))))


def deliver(town: Working, draw: Draw) -> None:
    some(town, draw, "outbox", state="queued")
    town.deliver(draw(st.booleans()))


def try_text(town: Working, draw: Draw) -> None:
    town.try_text(some_decision(town, draw), draw(st.sampled_from(["ssn", "masked"])))


def ask_for_link(town: Working, draw: Draw) -> None:
    town.ask_for_link(some_measure(town, draw, subject_type="link"))


def appeal_as_writer(town: Working, draw: Draw) -> None:
    town.appeal(some_decision(town, draw), Party.WRITER)


def appeal_by_receipt(town: Working, draw: Draw) -> None:
    if not town.memory.receipts:
        raise Nothing
    numbers = range(len(town.memory.receipts))
    town.appeal(None, None, sorted(town.memory.receipts)[draw(st.sampled_from(numbers))])


def flag(town: Working, draw: Draw) -> None:
    subject, why = some_subject(town, draw), draw(st.sampled_from(list(FlagWhy)))
    harmed, who = draw(st.booleans()), draw(st.sampled_from([None, "zz-moss", "zz-flagger"]))
    trusted = who == "zz-flagger" and draw(st.booleans())
    for _ in range(draw(st.sampled_from([1, 1, 1, 4]))):
        town.flag(subject, why, harmed=harmed, who=who, trusted=trusted)


# --- what people decide


def decide(town: Working, draw: Draw) -> None:
    case = some_case(town, draw)
    chain = town.seen.chain(case["decision"]) if case["decision"] else []
    proposed = any(m["state"] == "proposed" for d in chain for m in town.seen.of_decision[d])
    agree = [Do.CONFIRM] * 6 if proposed else []
    do = draw(st.sampled_from([Do.KEEP, Do.RELEASE, Do.CONFIRM, *agree]))
    asked, contacts = answer_to_asked(town, draw)
    town.decide(case["id"], somebody(town, draw), do, asked, contacts)


def take_measures(town: Working, draw: Draw) -> None:
    asked, contacts = answer_to_asked(town, draw)
    town.decide(
        some_case(town, draw)["id"], somebody(town, draw), Do.MEASURE, asked, contacts,
        some_choice(town, draw), draw(st.sampled_from(["PI-1", None])),
    )  # fmt: skip


def lift(town: Working, draw: Draw) -> None:
    asked, contacts = answer_to_asked(town, draw)
    town.lift(some_measure(town, draw), somebody(town, draw), asked, contacts)


def hold(town: Working, draw: Draw) -> None:
    hours = draw(st.sampled_from([1, 24, 72, 100]))
    town.hold(item(draw(SLOTS)).id, somebody(town, draw), hours, draw(ASKED))


def mended(town: Working, draw: Draw) -> None:
    town.mended(some_measure(town, draw, subject_type="link"), somebody(town, draw), draw(ASKED))


def work_on(town: Working, draw: Draw) -> None:
    what = draw(st.sampled_from(["claim", "claim", "let_go", "note", "read"]))
    getattr(town, what)(some_case(town, draw)["id"], somebody(town, draw))


def answer(town: Working, draw: Draw) -> None:
    appeal = some(town, draw, "appeal", **({} if draw(RARELY) else {"answered_at": None}))
    outcome = draw(st.sampled_from(list(AppealOutcome)))
    writer = appeal["record"]["party"] == "writer"
    brings = outcome == "varied" or (outcome == "overturned" and not writer)
    town.answer(
        appeal["id"], somebody(town, draw), outcome, some_choice(town, draw) if brings else (),
        draw(ASKED), "PI-1",
    )  # fmt: skip


def answer_matter(town: Working, draw: Draw) -> None:
    some(town, draw, "appeal", answered_at=None)
    town.answer_matter(somebody(town, draw))


# --- who asked, who is tied to whom, what is said


def contact(town: Working, draw: Draw) -> None:
    town.contact(draw(PEOPLE), draw(st.sampled_from(INTAKES))())


def change_contact(town: Working, draw: Draw) -> None:
    what = draw(st.sampled_from(list(CONTACT_CHANGES)))
    town.change_contact(what, some(town, draw, "contact")["id"], somebody(town, draw))


def declare(town: Working, draw: Draw) -> None:
    party = draw(PARTIES)
    town.declare(somebody(town, draw), party, person=party.lower().startswith("zz-"))


def declare_an_owners(town: Working, draw: Draw) -> None:
    party = draw(PARTIES)
    person = party.lower().startswith("zz-")
    town.declare("zz-adm", party, holder="Zz-Owner", role=Holder.OWNER, person=person)


def end_interest(town: Working, draw: Draw) -> None:
    interest = some(town, draw, "interest")
    own = interest["record"]["holder"]
    town.end_interest(interest["id"], draw(st.sampled_from([own, "zz-adm"])))


def tell(town: Working, draw: Draw) -> None:
    about = draw(st.sampled_from(["reporting", "consented", "roles"]))
    contacts = [None, *(row["id"] for row in town.seen["contact"])]
    source = draw(st.sampled_from(contacts))
    if about != "roles":
        town.tell(somebody(town, draw), item(draw(SLOTS)), about, draw(st.booleans()), source)
        return
    account = Subject(SubjectType.ACCOUNT, draw(st.sampled_from([a[0] for a in AUTHORS if a[0]])))
    roles = draw(st.sampled_from([(), ("journalist",), ("news_org",)]))
    town.tell(somebody(town, draw), account, "roles", roles, source)


def contradict(town: Working, draw: Draw) -> None:
    fact = some(town, draw, "fact")["id"]
    (town.fall if draw(st.booleans()) else town.dispute)(fact, somebody(town, draw))


def open_matter(town: Working, draw: Draw) -> None:
    town.open_matter(somebody(town, draw), draw(PARTIES))


def offers(town: Working, draw: Draw) -> None:
    by, given = somebody(town, draw), town.seen["offer"]
    what = draw(st.sampled_from(["offer", "assess", "decide"])) if given else "offer"
    if what == "offer":
        town.offer(by)
        return
    offer = draw(st.sampled_from(given))["id"]
    if what == "assess":
        town.assess(offer, by)
        return
    outcome = draw(st.sampled_from([OfferOutcome.DECLINED, OfferOutcome.PUBLISHED]))
    town.decide_offer(offer, by, outcome, draw(st.sampled_from(["", "We declined it."])))


# --- time, order, and what goes wrong


def wait(town: Working, draw: Draw) -> None:
    town.wait(draw(WAITS))
    if draw(st.sampled_from([True, True, False])):
        town.expire()


def look_again(town: Working, draw: Draw) -> None:
    some(town, draw, "look", found=None)
    town.look_again(draw(st.sampled_from([None, "clean", "ssn"])))


def upkeep(town: Working, draw: Draw) -> None:
    town.upkeep()


def sweep(town: Working, draw: Draw) -> None:
    town.wait(draw(st.sampled_from([timedelta(), timedelta(days=200), timedelta(days=800)])))
    town.sweep()


def keep_for(town: Working, draw: Draw) -> None:
    town.keep_for(draw(st.sampled_from([0, 1, 30])))


def held_about(town: Working, draw: Draw) -> None:
    account = draw(st.sampled_from([name for name, _, _ in AUTHORS if name]))
    (town.erase if draw(st.booleans()) else town.export)(account, draw(PEOPLE))


def join(town: Working, draw: Draw) -> None:
    name = draw(PEOPLE)
    town.join(name, draw(st.sampled_from([STAFF[name]] * 9 + list(Role))))


def go(town: Working, draw: Draw) -> None:
    town.go(somebody(town, draw))


def trust(town: Working, draw: Draw) -> None:
    town.trust("zz-flagger")


def break_next(town: Working, draw: Draw) -> None:
    town.break_next(draw(st.sampled_from(list(FAULTS))))


def restart(town: Working, draw: Draw) -> None:
    town.restart()


COMMANDS: dict[Command, int] = {
    publish: 5, edit: 4, deliver: 1, try_text: 1, ask_for_link: 1, appeal_as_writer: 4,
    appeal_by_receipt: 2, flag: 4, decide: 12, take_measures: 6, lift: 3, hold: 3, mended: 3,
    work_on: 4, answer: 6, answer_matter: 1, contact: 4, change_contact: 6, declare: 2,
    declare_an_owners: 1, end_interest: 2, tell: 3, contradict: 2, open_matter: 2, offers: 2,
    wait: 8, look_again: 3, upkeep: 1, sweep: 2, keep_for: 1, held_about: 2, join: 3, go: 1,
    trust: 1, break_next: 2, restart: 1,
}  # fmt: skip
"""Every command, and how often it comes."""

FAVOUR = 8
"""How much more often the favourite commands of a run come: so each run goes deep somewhere."""


class Machine(RuleBasedStateMachine):
    """People at work."""

    def __init__(self) -> None:
        super().__init__()
        self.town: Working | None = None
        self.commands: list[Command] = []

    @initialize(
        solo=st.sampled_from([False, False, False, True]),
        favourites=st.sets(st.sampled_from(list(COMMANDS)), max_size=4),
        posts=BATCHES,
    )
    def begin(self, solo: bool, favourites: set[Command], posts: list[Post]) -> None:
        """A town where something has been published, and where some things come more often."""
        for command, weight in COMMANDS.items():
            self.commands += [command] * weight * (FAVOUR if command in favourites else 1)
        self.town = Working(SOLO if solo else STAFF)
        self.town.post(*posts)

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        """Somebody does something."""
        assert self.town is not None
        with suppress(Nothing):
            data.draw(st.sampled_from(self.commands))(self.town, data.draw)

    def teardown(self) -> None:
        """Everything is checked for the last time."""
        if self.town is not None:
            self.town.close()
