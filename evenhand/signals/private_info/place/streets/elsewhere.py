"""Streets of further countries as far as their words are their own."""

WORDS = {
    "ending": "gatan gata vagen vegen veien vej gade katu stigen backen bakken stien",
    "ending or not": "vei alle plads plass plan torg torget strade kuja polku",
    "street": "utca ulice korut rakpart cesta caddesi sokak iela",
    "street or not": "ut ter namesti trg ulica mahalle",
    "street first": "ul ulica ulitsa aleja jalan jl soi calea strada bulevardul",
    "link": "u nad pod pri og i",
    "unit": "lejlighed",
    "ordinary": "brigade renegade",
}
