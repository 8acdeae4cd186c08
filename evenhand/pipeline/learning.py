"""What teaches a site's model of spam, and the model as it stands.

Only people teach: moderators by what they decide, whoever answers appeals, and the site itself
through its key. Flags never do, however many. Each lesson is a row; the model follows from the rows
in their order, and its file is no more than a short cut.
"""

import os
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.looked_at import LookedAt
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.signals.spam.features import features_of, pack, read_comment, unpack
from evenhand.signals.spam.model import Model
from evenhand.store.items import get_item
from evenhand.store.learned import Step, keep_step, last_step, last_word, steps_of
from evenhand.text.view import ItemView

FOLDER = "models"
KIND = "comment"
PACK = "spam"
"""The pack whose rules call a comment spam."""


class Source(StrEnum):
    """Who has said whether a comment is spam."""

    FEEDBACK = "feedback"
    """The site, through its key."""
    MODERATOR = "moderator"
    APPEAL = "appeal"


def learn(home: Home, item: Item, *, spam: bool, source: Source) -> bool:
    """Take in somebody's word on a comment; returns whether it was news.

    What is said of one text counts once, and a contrary word takes the earlier one back.
    """
    with turn(home) as now:
        return teach(now, item, spam=spam, source=source)


def teach(now: Turn, item: Item, *, spam: bool, source: Source) -> bool:
    """The same, in a turn that is being taken."""
    if item.kind != KIND:
        return False
    features = pack(features_of(read_comment(ItemView(item))))
    digest = sha256(features).hexdigest()
    if last_word(item.site, digest) is spam:
        return False
    keep_step(Step(item.site, digest, item.id, spam, source, features, now.now))
    return True


def learn_from(now: Turn, about: LookedAt, decision: Decision, source: Source) -> None:
    """A person has decided about a comment: that teaches.

    What they leave for all to see is no spam. What they hold or remove by a rule of the pack
    `spam` is. Anything else (a private address, say) says nothing about it.
    """
    if about.item is None or not about.chain:
        return
    item = get_item(about.chain[0])
    spam = _called_spam(decision)
    if item is not None and spam is not None:
        teach(now, item, spam=spam, source=source)


def stamp(site: str) -> int:
    """Changes whenever the site's model does."""
    return last_step(site)


def model_of(home: Home, site: str) -> Model | None:
    """The site's model with all that was learnt; None where nothing was.

    Its file is brought up to date, and made again where it is missing or cannot be read.
    """
    if not last_step(site):
        return None
    with home.turns:  # nobody else of this program writes the file meanwhile
        return _brought_up(home, site, _from_file(_file(home, site)))


def rebuild(home: Home, site: str) -> Model:
    """The model made again from all steps, whatever its file says."""
    with home.turns:
        return _brought_up(home, site, Model())


def _brought_up(home: Home, site: str, model: Model) -> Model:
    """The model with the steps that it has not taken yet, and its file."""
    known = model.steps
    for step in steps_of(site, known):
        features = unpack(step.features)
        if features is None:
            model.skip()  # an older version's step: its comment cannot be read in this one's way
        elif step.contrary:
            model.relearn(features, step.spam)
        else:
            model.learn(features, step.spam)
    if model.steps != known:
        _save(_file(home, site), model.to_bytes())
    return model


def _file(home: Home, site: str) -> Path:
    return home.path / FOLDER / f"{site}.spam"


def _from_file(file: Path) -> Model:
    """The model that the file holds; one that knows nothing where it holds none."""
    try:
        return Model.from_bytes(file.read_bytes())
    except (FileNotFoundError, EvenhandError):
        return Model()


def _save(file: Path, data: bytes) -> None:
    """Put the file in place whole: a reader sees the old one or the new one."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(file)


def _called_spam(decision: Decision) -> bool | None:
    if decision.outcome == "allow":
        return False
    spam_rules = {f.rule for f in decision.findings if f.pack == PACK and f.outcome == "true"}
    rests_on = {rule for m in (*decision.standing, *decision.measures) for rule in m.rules}
    return True if spam_rules & rests_on else None
