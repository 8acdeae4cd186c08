"""EH8xx: deciding again over what was recorded."""

CODES: dict[str, tuple[str, str]] = {
    "EH801": (
        "What the decision rested on is not kept",
        "A decision can be taken again by another policy only over the evidence that was recorded "
        "with it. That is erased after its time (`evenhand sweep`), or because somebody asked for "
        "it. A person's decision has none of its own: take the rule's decision that it followed.",
    ),
}
