"""The Netherlands and Flanders."""

WORDS = {
    "ending": "straat gracht laan kade plantsoen burgwal steenweg",
    "ending or not": "weg plein dijk singel dreef markt steeg schans baan pad hof park haven",
    "link": "van der den de het ten ter 't 's op in aan bij",
    "unit": "hoog huis bus verdieping bovenwoning",
    "number": "nr",
    "city": """
        amsterdam rotterdam haag utrecht eindhoven tilburg groningen almere breda nijmegen haarlem
        arnhem enschede antwerpen gent
    """,
    "post": "postbus",
    "ordinary": "ipad notepad keypad",
}
