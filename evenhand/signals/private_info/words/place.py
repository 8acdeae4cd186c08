"""What is said of addresses."""

PATTERNS = {
    "address.number_first": "a house number with a street's name",
    "address.numbered": "a house number in a numbered or lettered street",
    "address.word_then_name": "a house number with a street's name",
    "address.number_last": "a street's name with a house number behind it",
    "address.ending": "a street's name with a house number behind it",
    "address.link_first": "a place's name with a house number behind it",
    "address.unit_behind": "a house with the number of a flat or a suite",
    "address.two_numbers": "a place's name between two numbers, as in an address",
    "address.told": "a number and a name behind a word that leads to an address",
    "address.up_to_postcode": "a building and its place up to the postcode",
    "address.box": "a post box or a rural route with its number",
    "address.military": "a military unit's post box",
    "address.corner": "the corner of two streets",
}

CHECKS = {
    "postcode": "a postcode follows",
    "region": "a state, province or country follows",
    "city": "a town follows",
    "unit": "a part of the house is named",
    "tagged": "a model of how addresses are written takes it for one",
}

PUBLIC = {
    "institution": "it is the address of an institution or a business",
    "famous_address": "it is an address that everybody knows",
    "post_box": "it is a post box, where nobody lives",
}
