"""What would have been decided by other packs, over what was recorded then, and nothing else."""

from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.policy import Policy
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.policy.compile import compile_policy
from evenhand.store.decisions import get_decision


def what_if(decision_id: str, packs: tuple[Policy, ...]) -> Decision:
    """The decision that these packs give over a recorded one's evidence, prior and terms.

    The packs count as in force then. The account's strikes and the measures that it met stay as
    recorded. With the packs of the recorded decision it is that decision again.

    Args:
        decision_id: of a decision that a rule took.
        packs: one version of each.

    Returns:
        A decision without an id; nothing is kept.

    Raises EvenhandError: EH410 for an unknown decision, EH802 where its evidence is erased, or
    where people took it.
    """
    get_decision(decision_id)  # an unknown one is told as that
    kept = evidence_of(decision_id)
    if kept is None:
        raise EvenhandError(
            "EH802", "what this decision rested on is not kept",
            not_done="it was not decided again",
            help="evidence is erased after its time; of people's decisions take the rule's first",
        )  # fmt: skip
    rules = compile_policy(packs, signals.discover())
    policy = InForce(rules, measures.discover(), Terms(**kept.terms))
    return decide(kept.evidence, policy, kept.prior)
