"""The three questions that the public asks about an affair, answered from what is recorded.

Who asked? Which rule was it, and did each notice say what was done? Would the same have been done
to anyone else, earlier, or elsewhere? Every answer holds the indexes of the log entries that
prove it. The records hold plain words and numbers, and nothing that is sealed, about own data, or
names a natural person, an account or an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.pipeline.answers.elsewhere import Elsewhere, elsewhere
from evenhand.pipeline.answers.ledger import Ledger
from evenhand.pipeline.answers.which_rule import Moment, which_rule
from evenhand.pipeline.answers.who_asked import WhoAsked, who_asked

__all__ = ["Answers", "Elsewhere", "Moment", "Question", "WhoAsked", "answers"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about.

    Attributes:
        site: where it was decided.
        matter: the affair.
        item: what the measures fell on, with its author's account and its link.
        elsewhere: another site, whose packs are tried.
        earlier: an item of `site` on which an earlier text was applied.
        under: packs, each tried alone on the matter's evidence, and `beside` those that stay in
            force with each.
    """

    site: str
    matter: str
    item: str
    elsewhere: str
    earlier: str
    under: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers, in the order of the questions."""

    who_asked: WhoAsked
    which_rule: tuple[Moment, ...]
    elsewhere: Elsewhere


def answers(question: Question, press: Mapping[int, str]) -> Answers:
    """Answer from the open home, whose log is published.

    Args:
        press: log index of a decision or change of state -> what the press could be told then.

    Raises EvenhandError: EH410 where nothing was decided about an item of the question, EH802
        where what it rested on is erased.
    """
    ledger = Ledger()
    place = (question.site, question.matter)
    return Answers(
        who_asked(*place, ledger),
        which_rule(*place, question.item, ledger, press),
        elsewhere(*place, question.item, question.elsewhere, question.earlier, ledger),
    )
