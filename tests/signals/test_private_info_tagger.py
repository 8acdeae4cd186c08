"""The address tagger: what it finds in texts that it has not learned from, and its model's card."""

import re
from hashlib import sha256
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.place.features import features, names_street, tokens
from evenhand.signals.private_info.place.tagger import runs, spans
from evenhand.text.fold import fold

MODEL = files("evenhand.signals.private_info.place") / "model"

FOUND = {
    "us": [
        "They towed her Subaru from [3418 Alder Creek Dr, Boise, ID 83709] without any notice.",
        "guess who bought [56 Sandpiper Ct]! Yes, that creep from payroll",
        "dont ring him, walk up to [815 n 9th st apt 6, tacoma wa 98403] and knock",
        "Subpoena to be served upon\nMarian Yoder\n[1127 Turkey Hollow Rd\nBlue Ridge, GA 30513]",
    ],
    "gb": [
        "Whoever has my scooter was seen entering [Flat 12, 40 Garnet Street, London E1W 3QS]",
        "Grandad has the allotment behind [8 Tanner's Row, Ludlow, Shropshire SY8 1PQ] since 1974",
    ],
    "ca": [
        "Her cheque went to [1204-77 Harbour Square, Toronto ON M5J 2S2], not to the office",
        "Facture impayée, client Gagnon, [915 rue Cartier, Québec, QC G1R 2S6]",
    ],
    "au": [
        "Mate, the ute is parked round the back of [Unit 3/19 Pelican Street, Darwin NT 0800]",
        "Inspector visited [47 Coolabah Drive, Dubbo NSW 2830] and found no smoke alarm.",
    ],
    "ie": ["The widow Brennan never left [14 Weavers Lane, Kilkenny, Co. Kilkenny, R95 X2Y4]"],
    "in": [
        "Courier could not find [A-12, Lotus Residency, 2nd Cross, Banaswadi, Bengaluru 560043]",
        "Ration card shows him at [27/4 Beniatola Street, Kolkata 700005]",
    ],
    "de": [
        "Der Hausmeister aus der [Lessingstr. 31, 04109 Leipzig] hat alles gesehen.",
        "Vorsicht, Betrüger! Firmensitz angeblich [Zum Eichberg 12b, 99423 Weimar]",
    ],
    "at": ["Mein Ex hat jetzt was Neues: [Hütteldorfer Straße 88/1/17, 1150 Wien]"],
    "ch": ["Unser Velo steht noch bei [Lindenstrasse 45, 8302 Kloten]"],
    "fr": ["Le proprio du [112 bis rue de Charenton, 75012 Paris] refuse de réparer le chauffage"],
    "nl": [
        "Mijn huisbaas, [Wagenaarstraat 61-2, 1093 CR Amsterdam], belt nooit terug",
        "De inbreker kwam uit [Kastanjelaan 8, 7316 BM Apeldoorn] volgens de buurt",
    ],
    "es": ["La inquilina de [C/ Bravo Murillo 210, 4º dcha, 28020 Madrid] no paga desde mayo"],
    "it": [
        "Hanno rubato tutto al signor Ferri, [Via Plinio 19, int. 3, 20129 Milano (MI)]",
        "L'idraulico doveva andare in [viale Trastevere 204, Roma]",
    ],
    "br": [
        "O síndico da [Rua Barata Ribeiro, 502, ap 801, Copacabana, Rio de Janeiro - RJ, "
        "22040-000] sumiu",
        "Multa emitida contra o dono da [Av. Ipiranga, 1200 - República, São Paulo/SP]",
    ],
}
"""Written for this test, after the training's own texts; the address in brackets."""

FREE = [
    "13 Fleet Street reporters lost their passes in 2011.",
    "The 4 Park Slope moms have a podcast, episode 212 is out",
    "Detour: leave the M40 at junction 9, rejoin the A34 after 6 miles.",
    "We came 2nd in 2016 and 11th in 2018 behind Forest Green Rovers.",
    "Doors 19:30, 2 for 1 until 20:15, Lane End Band on at 9",
    "17 Reasons Why Your Road Bike Squeaks in 2021",
    "En 1968, 12 avenues et 40 places furent occupées à Lyon.",
    "At 3 pm the Court of Appeal took case 7 of 31, Lord Justice Hill dissenting.",
    "Sevenoaks, 32 minutes to London Bridge, 3 bed semi",
    "6 Dr. Martens boots, 9 St. Pauli scarves",
    "He grew up in Tulsa, Oklahoma 61 years ago",
    "Reference 771-20-4483, 3 parcels, expected on May 22.",
    "Tram 9 rijdt elke 8 minuten, halte 4 vervalt",
    "Posto 12, carrozza 5, partenza alle 7:55",
    "Der Kurs hat 12 Plätze und kostet 90 Euro",
    "",
    "\n\n",
]


def surest(text):
    return [span[:2] for span in spans(text, 0, len(text)) if span[2] >= 0.6]


@pytest.mark.parametrize(
    ("country", "text"), [(country, text) for country, texts in FOUND.items() for text in texts]
)
def test_an_address_is_found_from_end_to_end(country, text):
    before, address, after = (fold(part).text for part in re.split(r"[\[\]]", text))
    place = (len(before), len(before) + len(address))
    assert surest(before + address + after) == [place]


@pytest.mark.parametrize("text", FREE)
def test_what_only_looks_like_one_stays_free(text):
    assert surest(fold(text).text) == []


def test_only_the_stretch_is_read():
    text = "9 Elm Road, Bath BA1 1AA. " + "He lives at 44 Quince Street, Dayton, OH 45402 now."
    at = text.index("He")
    (found,) = spans(text, at, len(text))
    assert text[found[0] : found[1]] == "44 Quince Street, Dayton, OH 45402"
    assert found[2] > 0.9
    assert spans(text, at, text.index("44")) == []


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.sampled_from("Oak Street 12, apt. 4\nRue d'É–ß½st\ud800\u0663AZ0/#"), max_size=200),
    st.integers(0, 20),
)
def test_spans_are_ordered_and_inside(text, start):
    start = min(start, len(text))
    last = start
    for first, end, probability in spans(text, start, len(text)):
        assert last <= first < end <= len(text)
        assert not text[first].isspace()
        assert not text[end - 1].isspace()
        assert 0 <= probability <= 1
        last = end


def test_tokens_know_their_places_and_what_joins_them():
    found = tokens("at 12b, Rue\nX", 3, 13)
    assert [token.text for token in found] == ["12b", ",", "Rue", "\n", "X"]
    assert [token.glued for token in found] == [False, True, False, True, True]
    assert (found[0].start, found[-1].end) == (3, 13)
    assert len(features(found)) == 5


@pytest.mark.parametrize("word", ["Road", "rue", "Hauptstrasse", "Prinsengracht", "NAGAR"])
def test_words_that_streets_are_called_by(word):
    assert names_street(word)
    assert not names_street("house")


def test_runs_of_labels():
    assert runs(list("OBIIOIBB")) == [(1, 4), (5, 6), (6, 7), (7, 8)]
    assert runs([]) == []


def test_the_model_is_the_one_of_its_card_and_small():
    content = (MODEL / "street_address.crf").read_bytes()
    card = (MODEL / "MODEL_CARD.md").read_text("utf-8")
    assert sha256(content).hexdigest() in card
    assert f"{len(content):,} bytes" in card
    assert len(content) < 1_000_000
