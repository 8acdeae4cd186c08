"""EH240 to EH249: what a site has published to judge by, proposals to change it, paused rules."""

CODES: dict[str, tuple[str, str]] = {
    "EH240": (
        "The site has not published this text of a pack",
        "A site judges by what it has published, whatever stands in a folder or ships with the "
        "program. `screen --record --policy` names other texts only while nobody works for the "
        "site, and then only packs that are new to it, or newer versions. Leave `--policy` out to "
        "decide by what is published, or propose the pack with `evenhand policy publish`.",
    ),
    "EH241": (
        "The version is not higher than the one published",
        "Versions of a pack follow each other at a site: 1, 2, 3. What was published stays as it "
        "was, so that every decision can be checked against it. Change the pack's `version` in "
        "rules.toml to a higher number and propose it again.",
    ),
    "EH242": (
        "A version cannot begin on this day",
        "It begins now or later, not before the pack's own `in_force_from`, and before its "
        "`in_force_to` where it has one. No rule is put in force for the past.",
    ),
    "EH243": (
        "Somebody else has to agree",
        "What a site judges by is changed by two people: one proposes, another agrees. Both are "
        "policy editors or administrators. Where one person decides at a site, and nobody else "
        "edits its policies, they may agree themselves from 24 hours after they proposed it; the "
        "log then says that one person did it.",
    ),
    "EH244": (
        "The proposal is not open",
        "It was withdrawn, or agreed to, or overtaken: the site has published that version or a "
        "higher one since, or the rule that was to be resumed is evaluated again. Propose it anew "
        "if it is still wanted.",
    ),
    "EH245": (
        "No such rule at this site",
        "A rule is named by its id, or as PACK/RULE where rules of several packs have the same "
        "id. Only rules of versions that the site has published can be paused or resumed.",
    ),
    "EH246": (
        "The rule is paused already, or is not paused",
        "A rule that is paused is not paused again, and only a paused one is resumed. "
        "`evenhand policy list` shows what is paused, and since when.",
    ),
}
