"""Germany, Austria and Switzerland in German."""

WORDS = {
    "ending": "strasse str gasse chaussee",
    "ending or not": "weg allee platz ufer damm steig stieg markt graben zeile promenade quai pfad",
    "link": "am an auf der dem den des im in unter zum zur zu vor hinter von vom und st sankt bei",
    "unit": "wohnung whg og eg stock etage haus hinterhaus tur top stiege stg obergeschoss",
    "whole unit": "hinterhaus vorderhaus erdgeschoss dachgeschoss hh vh",
    "post": "postfach packstation",
    "city": """
        berlin hamburg munchen munich koln cologne frankfurt stuttgart dusseldorf leipzig dortmund
        essen bremen dresden hannover nurnberg duisburg bochum bonn wien vienna graz linz salzburg
        innsbruck zurich genf basel bern magdeburg
    """,
    "ordinary": "kaufer verkaufer arbeitsplatz parkplatz supermarkt ausweg umweg autobahn",
}
