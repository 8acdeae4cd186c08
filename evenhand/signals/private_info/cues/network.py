"""Words beside internet addresses and coordinates."""

from evenhand.signals.private_info.cues import phrases

CUES = {
    "ip whose": (
        *phrases(
            "his|her|their|my|your|user|user's|home|poster's|victim's|residential",
            "ip",
            "|address|addr",
        ),
        *phrases("logged|logging|log|signed|signing|sign|login|logins|logon", "|in|on", "from"),
        *phrases(
            "access|accessed|connected|connecting|connection|connections|posted|posting", "from"
        ),
        *phrases("last", "login|logon|ip|seen at"),
        *phrases("from|over|via", "the", "ip", "|address"),
        *phrases("traced", "to", "|ip|the ip"),
        *phrases("from ip|from ip address|source ip|client ip|ip of the user|registered from"),
        *phrases("registration ip|signup ip|sign up ip|comes from|came from|accepted password for"),
    ),
    "ip": (
        *phrases("ip|ips|ipv4|ipv6|inet|inet6", "|address|addresses|addr|adresse|adressen|adres"),
        *phrases("adresse|direccion|indirizzo|endereco", "ip"),
        *phrases(
            "remote addr|x forwarded for|remote address|ssh host|client|src|srcip|source address"
        ),
        *phrases("getting address|ping|traceroute|whois|banned|peer|hostname|session|dhcp|lease"),
    ),
    "ip infrastructure": (
        *phrases(
            "dns|nameserver|name server|name servers|nameservers|resolver|resolvers|resolves to"
        ),
        *phrases("a record|aaaa record|ntp|subnet|netmask|subnet mask|broadcast|cdn|root server"),
    ),
    "ip no": (
        *phrases("version|versions|ver|v|release|build|firmware|patch|driver|drivers|kernel|sdk"),
        *phrases("update|upgrade|upgraded|updated|downgrade|install|installed", "to|from"),
        *phrases("chrome|firefox|safari|edge|opera|windows|ios|android|bios|dll|software|plugin"),
        *phrases("app|package|client version|browser|mozilla|openssl|java|php|python|nginx"),
        *phrases("section|sections|sec|chapter|clause|article|art|paragraph|para|annex|appendix"),
        *phrases("figure|fig|table|rule|rules|regulation|oid|item|step|heading|requirement"),
        *phrases("subsection|part|standard|iso|asn.1|snmp|mib|section number|spec"),
    ),
    "ip no after": (
        *phrases(
            "of the", "manual|code|standard|regulation|regulations|act|treaty|rules|report|spec"
        ),
        *phrases("firmware|release|build|beta|update|changelog|patch notes|version|installer"),
    ),
    "place named": (
        *phrases(
            "coordinates|coordinate|coords|coord|gps|lat|latitude|latitud|breitengrad|latlng|latlon"
        ),
        *phrases("lon|lng|long|longitude|longitud|langengrad|koordinaten|coordonnees|coordenadas"),
        *phrases("coordinate gps|geotag|geotagged|exif|plus code|pluscode|what3words|w3w|utm|mgrs"),
        *phrases("grid ref|grid reference|map grid|location|geolocation|dropped pin|pin|pinned"),
        *phrases("map|maps|standort|ubicacion|posizione|waypoint|position"),
    ),
    "place whose": (
        *phrases(
            "home|house|apartment|flat|lives|live|lives at|living|sleeps|sleep|stays|residence"
        ),
        *phrases(
            "resides|bedroom|his|her", "|location|coordinates|place|gps|house|address|position"
        ),
        *phrases("where", "he|she|they|it", "is|are|lives|live|sleeps|stays|parks|works out"),
        *phrases("hides|hiding|spotted him|spotted her|followed her|followed him|stalk|doorstep"),
        *phrases("driveway|their place|my place|wohnt|domicile|maison|casa|hogar|wohnung|zuhause"),
        *phrases("kids' school|find him|find her|find them|he is at|she is at|her car|his car"),
    ),
    "place public": (
        *phrases(
            "landmark|museum|summit|peak|mountain|station|airport|hq|headquarters|park|crater"
        ),
        *phrases("epicenter|epicentre|earthquake|volcano|lighthouse|stadium|monument|cathedral"),
        *phrases(
            "castle|bridge|tower|harbor|harbour|port|lake|waterfall|glacier|island|reef|wreck"
        ),
        *phrases(
            "observatory|telescope|trailhead|campground|beach|square|plaza|zoo|library|city hall"
        ),
        *phrases(
            "court|courthouse|embassy|university|campus|hospital|memorial|cemetery|ruins|temple"
        ),
        *phrases("city centre|city center|downtown|capital|town|village|valley|river|cape|canyon"),
        *phrases(
            "bahnhof|flughafen|gare|aeroport|aeropuerto|museo|musee|storm|hurricane|buoy|ship"
        ),
        *phrases("meteorite|mine|quarry|dam|excavation|dig site|geocache|cache|statue|eiffel"),
    ),
    "place survey": phrases(
        "station id|site|sites|site id|sample|samples|specimen|specimens|species|plot|depth"
        "|transect"
        "|sampling|borehole|tower id|magnitude|elevation|altitude m|catchment|station name"
    ),
    "place no": (
        *phrases(
            "eur|usd|gbp|eurusd|gbpusd|forex|rate|rates|price|prices|btc|eth|pips|spread|p|ci"
        ),
        *phrases(
            "mean|sd|std|beta|coefficient|coefficients|loss|accuracy|weights|weight|rgb|rgba|r2"
        ),
        *phrases(
            "version|auc|score|scores|f1|precision|recall|mse|rmse|probability|odds|ratio|value"
        ),
        *phrases(
            "values|vector|embedding|tensor|array|bounds|ms|seconds|kg|usdt|stock|section|ra|dec"
        ),
        *phrases(
            "confidence interval|standard deviation|standard error|average|median|sigma|alpha"
        ),
    ),
}
