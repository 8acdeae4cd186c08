"""EH620 to EH633: what people do in the corridor."""

CODES: dict[str, tuple[str, str]] = {
    "EH620": (
        "The asked-question has no answer",
        "Everybody who decides a case says whether anyone outside the rules has raised it with "
        "them: a party to it, an official, an advertiser, the owner, a colleague. The answer goes "
        "into the log with the decision, a no as well as a yes. A decision without an answer is "
        "not taken.",
    ),
    "EH621": (
        "Answer and contact do not fit",
        "A yes to the asked-question names the contact in which it was raised, so that readers "
        "of the decision find it; a no names none. Record the contact first; that takes a minute, "
        "any member of staff may do it, and nobody can delete it.",
    ),
    "EH622": (
        "The reason is missing or too long",
        "Whoever takes measures of their own, rather than those that a rule proposed, says why in "
        "a sentence. The affected person reads it in the notice, so it is at most 2,000 "
        "characters and holds nothing private.",
    ),
    "EH623": (
        "The measures and what is decided do not fit",
        "A case is decided in one of four ways: confirm what is proposed, keep what is in force, "
        "release everything, or take measures of one's own. Only the last one names measures.",
    ),
    "EH624": (
        "A text for others holds private information",
        "Reasons, answers and public notes are read by others, and some are published. The same "
        "signal that screens items looks at them first, and a text in which it sees a value such "
        "as an address or a number is refused. Speak of the value without repeating it.",
    ),
    "EH625": (
        "The note is empty or too long",
        "A note on a case holds 1 to 10,000 characters. Notes are for colleagues; nobody can "
        "delete one by hand, and they go when their time of keeping is over.",
    ),
    "EH626": (
        "It is not known what the measure is to fall on",
        "Some measures fall on an item, some on a link, some on an account. A case about an item "
        "without a known author has no account to suspend, and an item with several links needs "
        "to be told which one is meant.",
    ),
    "EH627": (
        "The case is decided by another command",
        "An appeal gets a written answer, and a sealed contact is kept sealed or disclosed. Both "
        "have commands of their own.",
    ),
    "EH628": (
        "Nothing is proposed",
        "One can agree only to a measure that waits for people to agree. It may have ended in "
        "the meantime because nobody agreed in time, or somebody may have declined it.",
    ),
    "EH629": (
        "One person may not hold an item for so long",
        "A hold is there so that somebody can look before harm is done. One person may hold an "
        "item for up to 72 hours; it ends by itself, and a case stands in the queue until then.",
    ),
    "EH633": (
        "Your role does not see this queue",
        "Who decides sees what they decide. An outside reviewer sees second agreements and "
        "appeals only; policy editors see no cases at all, because cases hold what is private.",
    ),
    "EH630": (
        "No more texts are checked",
        "A writer can have a changed text checked before publishing it, up to 20 times for one "
        "item, and publish up to 5 changed texts that do not cure. After that, or where it came "
        "back after a cure, a person looks. The check is there to help, not to try out spellings.",
    ),
    "EH631": (
        "The text to check is too long",
        "A text of an item has at most 1,000,000 bytes, and so has one that is checked.",
    ),
    "EH632": (
        "It is no measure on a link",
        "A blocked link is lifted when a person has seen that the page behind it is mended. "
        "Measures on a post or comment go when a changed text is published in which what was "
        "found is gone or masked.",
    ),
}
