"""EH592 to EH597: sweeps, which change what was decided about earlier items."""

CODES: dict[str, tuple[str, str]] = {
    "EH592": (
        "The sweep may not be released yet",
        "A sweep that would begin measures about more than a handful of items waits for a while, "
        "so that a mistake in the list is seen before it is everywhere. Look at `evenhand sweep "
        "show` meanwhile, or withdraw it. A sweep that only lifts measures, or only holds items "
        "for private information, never waits.",
    ),
    "EH593": (
        "Somebody else has to release the sweep",
        "One person proposes a sweep and another one who decides at the site looks at it and "
        "releases it. Where nobody else does, the same person may from 24 hours after they "
        "proposed it; the log then says that one person did it. What only lifts measures, or only "
        "holds items for private information, one person may release alone, at once.",
    ),
    "EH594": (
        "The sweep is over, under way, or not released",
        "A sweep is released or withdrawn once, and goes on only when it is released. One that was "
        "withdrawn stays so: propose it anew. One that is released cannot be withdrawn any more: "
        "lift what it did, or take the entry off the list and propose a sweep for that, which "
        "lifts all of it. `evenhand sweep list` shows how each one stands.",
    ),
    "EH595": (
        "Somebody else is proposing a sweep",
        "One sweep at a time is put together in a home. Wait until the other one is done, and "
        "propose yours again.",
    ),
    "EH596": (
        "Nothing would change",
        "Every earlier item that carries it was judged again by the site's lists and policies of "
        "today. Nothing begins, because the rules give nothing for it or it was so already; or "
        "nothing ends, because no measure in force rests on it, or another rule still gives it. "
        "There is no sweep to release.",
    ),
    "EH597": (
        "No name of a withheld document",
        "A sweep is about one document by the name under which it lies, or lay, in "
        "EVENHAND_HOME/banks/SITE/withheld/, without a path. Where it lies there, measures would "
        "begin; where it was taken away, those that rested on it would end.",
    ),
}
