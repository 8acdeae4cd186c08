"""Canada in English; its French streets are written like those of France."""

WORDS = {
    "street first or not": "rang montee cote",
    "direction": "ouest est nord sud",
    "region": "alberta columbia manitoba brunswick newfoundland labrador scotia ontario quebec"
    " saskatchewan yukon nunavut territories",
    "region code": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
    "city": "toronto montreal calgary ottawa edmonton winnipeg mississauga vancouver brampton"
    " hamilton halifax victoria kitchener saskatoon regina",
}
