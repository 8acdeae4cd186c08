"""What the codes of internet addresses and coordinates say to the person they concern."""

PATTERNS = {
    "ip.v4": "an internet address of four numbers",
    "ip.v6": "an internet address of version 6",
    "place.decimal": "a pair of decimal degrees",
    "place.degrees": "a pair of degrees with minutes",
    "place.link": "the place that a map link leads to",
    "place.plus_code": "a full plus code of a spot",
    "place.three_words": "the three words of a spot",
    "place.grid": "a grid reference of a spot",
}

CHECKS = {
    "ip_routed": "it lies in a range that is given to users of the network",
    "ip_reserved": "it lies in a range that is reserved",
    "in_range": "latitude and longitude are in range",
    "spot": "it is exact to some metres",
}

PUBLIC = {
    "ip_local": "it is an address inside a private network, the same in countless places",
    "ip_loopback": "it is a machine's address for itself",
    "ip_documentation": "it lies in a range reserved for documentation",
    "ip_unassigned": "it lies in a range that no user is given",
    "ip_resolver": "it is the address of a public name server",
    "ip_infrastructure": "the words around it call it a part of the network's equipment",
    "ip_site": "it is the host of a web address",
    "landmark": "the words around it name a public place",
    "survey": "it stands in a table of sites or samples",
}
