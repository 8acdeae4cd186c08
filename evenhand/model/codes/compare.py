"""EH806 to EH809: policies side by side, and one matter under several."""

CODES: dict[str, tuple[str, str]] = {
    "EH806": (
        "No decision of the matter can be taken again",
        "`evenhand replay --matter` takes again what rules decided about the items of a matter, "
        "over the evidence recorded with each. Either no item came with this matter's name at "
        "this site, or the evidence of all of them is erased or past its time.",
    ),
    "EH807": (
        "The entry is no decision of the matter",
        "`--about N` names a decision by its place in the log: one that a rule took about an item "
        "of the matter, and whose evidence is kept. Decisions of people rest on the rule's first.",
    ),
    "EH808": (
        "No such version is kept",
        "`PACK@VERSION` names a version that a site of this home has published; each is kept "
        "whole, and the error lists them. A draft is given by its folder.",
    ),
    "EH809": (
        "History cannot be asked",
        "What a policy would have changed in the last months is found by taking recorded "
        "decisions again; that needs a home (`EVENHAND_HOME`) with decisions in it.",
    ),
}
