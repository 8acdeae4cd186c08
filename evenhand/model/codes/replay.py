"""EH80x: deciding again over what was recorded, and evidence that was put away."""

CODES: dict[str, tuple[str, str]] = {
    "EH802": (
        "What the decision rested on is not kept",
        "A decision can be taken again by another policy only over the evidence that was recorded "
        "with it. That is erased after its time (`evenhand sweep`), or because somebody asked for "
        "it. A person's decision has none of its own: take the rule's decision that it followed.",
    ),
    "EH803": (
        "A file of evidence is not what the log says",
        "`evenhand sweep --seal` puts the evidence of past months away in files below "
        "EVENHAND_HOME/evidence, and their digests into the log. One of them is missing or was "
        "changed since, so nothing that is read from it could be relied on. Bring it back from a "
        "copy of the home: the right file has the digest of its last entry in the log (of type "
        "`report`, or `erasure` where it was written anew).",
    ),
    "EH804": (
        "The program for files of evidence is not installed",
        "Evidence of past months was put away in Parquet files, and replays of them need a part "
        "of the program that screening does without. `pip install 'evenhand[replay]'` adds it; "
        "nothing has to be configured.",
    ),
}
