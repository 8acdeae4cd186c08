"""Addresses: words that begin one, and words that tell a home from an office."""

from evenhand.signals.private_info.cues import phrases
from evenhand.signals.private_info.place.streets import listed

_WHOSE = "my|his|her|their|your|our|whose|s"
_WHICH = "|home|current|new|old|mailing|street|private|personal|family|parents"

_STREET = ("street", "street or not", "street, short", "whole street")
_STREET_FIRST = (
    "street first",
    "street first or not",
    "corner",
    "ending",
    "ending or not",
)


def _plain(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The words that the search for cues can find: those of letters alone, or with a dot inside."""
    every = sorted(set().union(*map(listed, kinds)))
    return tuple(word.replace("-", " ") for word in every if word.isascii())


CUES = {
    # A number stands before the first, on either side of the second, right behind the third.
    "street word": _plain(_STREET),
    "street first word": _plain(_STREET_FIRST),
    "post word": _plain(("post",)),
    "unit word": ("apt", "apartment", "suite", "ste", "unit", "flat", "wohnung", "appt", "apto"),
    # Somebody lives there, said on either side of the address.
    "home": (
        *phrases(
            _WHOSE, _WHICH, "house|home|residence|address|flat|apartment|apt|place|condo|gaff"
        ),
        *phrases("home address|family home|private address|home is|home|house is"),
        *phrases("where", "|he|she|they|i|we", "live|lives|lived|sleeps|stays"),
        *phrases("is where", "he|she|they", "sleeps|stays|lives"),
        *phrases("lives here|lives there|rents there|his front door|her front door|his building"),
        *phrases("her building|home of|doorstep|wohnt hier|wohnt sie|wohnt er|zuhause|zu hause"),
        *phrases("ist sein haus|ihr haus|privatadresse|wohnadresse|meine adresse|meine wohnung"),
        *phrases("son domicile|domicile|mon adresse|sa maison|chez lui|chez elle|chez moi"),
        *phrases("chez mes parents|su casa|mi casa|donde vive|domicilio|mi direccion|en casa"),
        *phrases("casa sua|abita qui|casa dela|casa dele|em casa|meu endereco|onde mora"),
        *phrases("mijn huis|zijn huis|haar huis|thuis|thuisadres|woonadres|woning|maison"),
    ),
    # The same, with the address behind.
    "lives at": (
        *phrases("lives|lived", "at|in|on|near|by|behind|opposite|across|next to|close to"),
        *phrases("i|we|they|who|you", "live", "at|in|on|near|by|behind|opposite|across"),
        *phrases(
            "live at|living at|living on|lives|lives @|live @|resides|reside"
            "|residing|resided|residence|residing at"
        ),
        *phrases("parents at|parents live at|mum lives at|mom lives at"),
        *phrases("wohnt|wohne|wohnen|wohnhaft", "|in|in der|im|am|an der"),
        *phrases("habite|il habite|elle habite|vit au|demeurant|domicilie au|vive en|vivo en"),
        *phrases("abita in|abito in|abita|residente in|mora na|mora em|mora no|moro na|moro em"),
        *phrases("reside na|reside em|reside en|woont op|woont in|woont|ik woon op|woonachtig"),
    ),
    # Somebody may live there; the nearest word decides.
    "dwelling": (
        *phrases("apartment|addy|parents|grandma|moved to|moving to|relocated to|condo"),
        *phrases("sleeps at|sleeping at|staying at|stays at|stay at|stayed at|crashing at|doxx"),
        *phrases("umgezogen nach|verhuisd naar|se mudo a|se mudou para|si e trasferito in"),
        *phrases("demenage|adresse|anschrift|adres|direccion|indirizzo|endereco|address"),
        *phrases("mailing address|shipping address|billing address|current address|ship to"),
    ),
    # Something is brought or somebody comes there, so an address follows.
    "destination": (
        *phrases(
            "meet me at|one to|new one to|return to|call a taxi to|sent to"
            "|send it to|taxi to|deliver to|delivered to|pick me up at"
        ),
        *phrases("pull up to|pull up at|go to|come to|show up at|letter to|post to|mail to"),
    ),
    # It is for sale or open to all, said on either side of the address.
    "open to all": (
        *phrases("for sale|for rent|to let|listed at|listing|realtor|just listed|open house"),
        *phrases("beds|bed|bath|baths|bedrooms|bedroom|my property|this property|sq ft|sqft"),
        *phrases("hours|open daily|open to the public|tickets|doors open|rsvp"),
    ),
    "institution": (
        *phrases("headquarters|headquartered|headquarters at|hq|office|offices|head office"),
        *phrases("home office|museum|courthouse|court house|courtroom|city hall|town hall|capitol"),
        *phrases(
            "nursing home|care home|funeral home|home depot|state house|white house|clubhouse"
        ),
        *phrases("guest house|coffee house|opera house|public house|house of|housewares"),
        *phrases("church|cathedral|temple|mosque|synagogue|school|university|college|campus"),
        *phrases("hospital|clinic|hotel|motel|inn|restaurant|cafe|bar|pub|brewery|bakery|grill"),
        *phrases("store|shop|mall|market|library|theater|theatre|cinema|stadium|arena|station"),
        *phrases("terminal|airport|venue|gallery|studio|center|centre|embassy|consulate|agency"),
        *phrases("department|bureau|police|sheriff|bank|company|corporation|corp|inc|llc|ltd|firm"),
        *phrases(
            "salon|gym|auditorium|ballroom|convention|warehouse|factory|polling|polling place"
        ),
        *phrases("pharmacy|dealership|gmbh|concert at|concert|conference|exhibition"),
        *phrases("branch|showroom|depot|town office|post office|press office|campaign office"),
        *phrases("town council|city council|council|committee|board of|municipal|dispatch"),
        *phrases("zentrale|hauptsitz|rathaus|praxis|kanzlei|schule|krankenhaus|gericht|botschaft"),
        *phrases("siege social|bureau|mairie|ambassade|ecole|hopital|magasin|musee|gemeentehuis"),
        *phrases("kantoor|ziekenhuis|winkel|sede|oficina|oficinas|tienda|ayuntamiento|escuela"),
        *phrases(
            "embajada|museo|ufficio|negozio|scuola|ospedale|ambasciata|escritorio|loja|escola"
        ),
        *phrases("lunch at|dinner at|brunch at|hosted at|held at|takes place at|performing at"),
        *phrases("prefeitura|embaixada|tribunal|restaurante|ristorante|hauptverwaltung|filiale"),
    ),
}
