"""EH7xx: statements."""

CODES: dict[str, tuple[str, str]] = {
    "EH701": (
        "No notices in this language",
        "Notices are written from one message catalogue a language, in "
        "`statements/catalogue/<tag>.toml`. There is none for the language asked for, so no "
        "notice was written: a person is told in a language that is really there, never in half "
        "of one. Set the site's language to one of those named, or add the catalogue.",
    ),
    "EH702": (
        "A message catalogue is not in order",
        "Every catalogue holds the same messages as `en.toml`, with the same blanks to fill in. "
        "This one lacks a message, has one too many, or has a blank that nothing fills. It is "
        "refused as a whole, so that no notice ever has a hole in it.",
    ),
    "EH703": (
        "A notice lacks something it must say",
        "A notice says which clause a measure rests on, what the measure does and in which case "
        "it was decided. What was handed over to write it from lacks one of these: the policy "
        "version that the decision names, the measure's card, or the decision's id. Nothing was "
        "written; a notice that leaves this out would not be truthful.",
    ),
    "EH704": (
        "An id that the public database refuses",
        "The DSA Transparency Database takes letters, digits, `-` and `_` in a statement's id. "
        "Decisions that a home records have such ids; this one came from somewhere else.",
    ),
    "EH705": (
        "There is no answer to send yet",
        "A letter about an appeal or a notice gives our answer word for word. An appeal needs an "
        "outcome (upheld, overturned or varied) with a written answer, and a notice of illegal "
        "content needs what was decided. Decide it first, then the letter can be written.",
    ),
    "EH706": (
        "A reason says temporary where nothing ends",
        "Only what has an end date may be called temporary, in a person's own words too: whoever "
        "reads the notice relies on it. The decision that the reason stands in has no measure "
        "with an end. Give the measure an end, or leave the word out; nothing was recorded.",
    ),
}
