"""Words of passports and driving licences."""

from evenhand.signals.private_info.cues import phrases

_NUMBER = "no|no.|nr.|number|num|nr|nummer|numero|id|book number|card number"
_PASSPORT = (
    "passport|reisepass|passeport|pasaporte|passaporto|paspoort|passaporte|ppt|travel document"
)

_DRIVER = "driver's|drivers|drivers'|driver|driver s|driving|motorist's"
_LICENSE = "license|licence|licenses|licences|lic|lic.|permit"

NATIONS = {
    **dict.fromkeys(("american", "us", "u.s", "usa", "united states"), "US"),
    **dict.fromkeys(("british", "uk", "u.k", "united kingdom"), "GB"),
    **dict.fromkeys(("german", "germany", "deutscher", "deutschland"), "DE"),
    **dict.fromkeys(("french", "france", "francais"), "FR"),
    **dict.fromkeys(("indian", "india"), "IN"),
    **dict.fromkeys(("canadian", "canada"), "CA"),
    **dict.fromkeys(("australian", "australia"), "AU"),
    **dict.fromkeys(("irish", "ireland"), "IE"),
    **dict.fromkeys(("italian", "italy", "italiano"), "IT"),
    **dict.fromkeys(("spanish", "spain", "espanol"), "ES"),
    **dict.fromkeys(("dutch", "netherlands", "nederlands"), "NL"),
    **dict.fromkeys(("brazilian", "brazil", "brasileiro"), "BR"),
    **dict.fromkeys(("swiss", "switzerland"), "CH"),
    **dict.fromkeys(("austrian", "austria", "osterreichischer"), "AT"),
    **dict.fromkeys(("belgian", "belgium"), "BE"),
    **dict.fromkeys(("portuguese", "portugal"), "PT"),
    **dict.fromkeys(("polish", "poland"), "PL"),
    **dict.fromkeys(("mexican", "mexico"), "MX"),
    **dict.fromkeys(("chinese", "china"), "CN"),
    **dict.fromkeys(("japanese", "japan"), "JP"),
    **dict.fromkeys(("russian", "russia"), "RU"),
    **dict.fromkeys(("ukrainian", "ukraine"), "UA"),
    **dict.fromkeys(("new zealand",), "NZ"),
    **dict.fromkeys(("south african", "south africa"), "ZA"),
}
"""What a nation's document is called -> ISO 3166-1 code."""

CUES = {
    "passport number": (
        *phrases(_PASSPORT, _NUMBER),
        *phrases("passnummer|passnr|pass nr|passport #|reisepassnummer|reisepassnr|paspoortnummer"),
        *phrases(
            "numero|no|n|num", "de passeport|de pasaporte|di passaporto|passaporto|do passaporte"
        ),
        *phrases("number of", "his|her|my|their|the|your", "passport"),
    ),
    "passport": phrases(_PASSPORT),
    "driver license": (
        *phrases(_DRIVER, _LICENSE, f"|{_NUMBER}"),
        *phrases("dl|d.l|dln", "|no|no.|number|num|id"),
        *phrases("dlno|cdl number|cdl no|operator's license|operator license"),
        *phrases("fuhrerschein|fuehrerschein|rijbewijs|korkort|forerkort", "|nummer|nr"),
        *phrases("fuhrerscheinnummer|fuhrerscheinnr|fuehrerscheinnummer|rijbewijsnummer"),
        *phrases("carnet|licencia|permiso|carne", "de", "conducir|conduccion", "|numero|num|no|n"),
        *phrases("permis de conduire", "|numero|no|n"),
        *phrases("numero|n|no", "de|du|della", "permis de conduire|licencia de conducir|patente"),
        *phrases("patente", "di guida|numero|n|no|nr"),
        *phrases("cnh|carta de conducao|carteira de motorista", "|numero|n|no"),
        *phrases("carteira nacional de habilitacao|registro da cnh|prawo jazdy"),
    ),
    # Whose licence it is, only the words around tell.
    "license": phrases("license|licence|lic|lic.|patente", "no|number|num|nr|id|#|no."),
    "license plain": phrases("license|licence|patente"),
    "motoring": phrases(
        "driver|drivers|driver's|driving|dmv|dvla|motorist|behind the wheel|traffic stop|dui|dwi"
        "|pulled over|speeding|license suspended|licence suspended|class c|class d"
    ),
    "trade": phrases(
        "software|notary|business|liquor|medical|plate|plates|professional|fishing|hunting|gun"
        "|firearms|pilot|marriage|broker|contractor|real estate|nursing|nurse|bar|pharmacist|vet"
        "|pharmacy|attorney|law|physician|attending physician|doctor|dr|dea|npi|insurance|radio"
        "|amateur|mit|apache|gpl|activation|product|windows|office|microsoft|adobe|key|vehicle"
        "|registration|tag|teaching|teacher|electrical|plumbing|trade|import|export|mining|taxi"
        "|broadcast|operating|dog|kennel|food|alcohol|gaming|gambling|security|clinic|surgeon"
    ),
    "nation": tuple(NATIONS),
    "specimen": phrases("specimen|sample document|sample passport|sample licence|sample license"),
}
