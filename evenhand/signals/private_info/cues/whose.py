"""Whether a value is a person's own or there for everybody: home and office, press and hotline."""

from evenhand.signals.private_info.cues import phrases, words

_HIM = "me|him|her|them|mom|mum|dad"
_HIS = "my|his|her|their|your"

CUES = {
    # A person's own.
    "personal": (
        *words(
            """
            cell cellphone mobile mob personal private unlisted whatsapp txt sms home landline
            handy handynummer privat privatnummer mobil mobiltelefon festnetz zuhause portable
            perso movil celular particular cellulare privato abitazione casa domicile domicilio
            telemovel prive mobiel thuis komorka prywatny privatmobil hjemme
            """
        ),
        *phrases("call|text|ring|reach|phone|dial|contact|message|txt|whatsapp", _HIM),
        *phrases(_HIS, "number|phone|line|digits|contact|direct|direct line|mailbox"),
        *phrases("cell|mobile|home|private|personal", "phone|number|no|line"),
        *phrases("numero", "personnel|personal|privado|personale|particular"),
        *phrases("mon|mi|su|meu|seu|mio|suo", "numero"),
        *phrases("next of kin|emergency contact|private line|girlfriend|boyfriend|wife|husband"),
    ),
    # The record of a person: what stands in it is theirs.
    "record": phrases(
        "ssn|social security|dob|date of birth|born|patient|patient id|patient phone|employee"
        "|applicant|tenant|policyholder|passport"
    ),
    "press": (
        *words("newsroom newsdesk presse pressestelle pressekontakt prensa imprensa stampa"),
        *phrases(
            "press|media",
            "office|line|desk|contact|contacts|relations|inquiries|enquiries|inquiry|enquiry|team"
            "|officer|phone|room|secretary",
        ),
        *phrases("spokesperson|spokeswoman|spokesman|pressesprecher|pressesprecherin"),
        *phrases("contact|contacto|contato|service|bureau", "presse|prensa|imprensa|press|media"),
        *phrases("ufficio stampa|for the press|press enquiries"),
    ),
    "hotline": (
        *words("hotline helpline lifeline tipline notruf crisis seelsorge hilfetelefon samaritans"),
        *phrases("hot|help|tip|crisis|life|support|advice|information|info|service", "line|lines"),
        *phrases("toll|toll free|toll-free|freephone|freecall|numero verde|numero vert|sans frais"),
        *phrases("poison control|suicide prevention|emergency services|ligne d'ecoute"),
    ),
    "service": (
        *phrases("customer|client|guest|technical|tech|member|patient", "service|services|support"),
        *phrases("customer", "care|relations|helpdesk"),
        *phrases("box office|help desk|helpdesk|service desk|call center|call centre|dial in"),
        *phrases("kundenservice|kundendienst|servicenummer|service client|centralino"),
        *phrases("atencion al cliente|servicio al cliente|servizio clienti|klantenservice"),
        *words(
            "reservations reservation booking bookings tickets donations sac kundeservice billing"
        ),
    ),
    "office": (
        *words(
            """
            office offices switchboard reception receptionist headquarters headquartered hq
            frontdesk secretariat buro sekretariat zentrale empfang vermittlung rezeption standard
            accueil bureau secretaria recepcion oficina despacho centralita escritorio recepcao
            ufficio segreteria kantoor receptie biuro sekretariatet kontor kontoret
            """
        ),
        *phrases("front|information|main", "desk|line|number|switchboard|phone"),
        *phrases("work|business|company|corporate", "phone|number|line|tel|no"),
    ),
    # Right beside a number alone: `work: 202-...`.
    "office here": words("work business company main corporate arbeit dienstlich travail trabajo"),
    "venue": (
        *words(
            """
            embassy consulate ministry clinic hospital pharmacy store shop restaurant cafe bistro
            pizzeria hotel motel department police sheriff library court courthouse agency museum
            theater theatre university school college church salon garage dealership dental bakery
            botschaft konsulat ministerium klinik krankenhaus apotheke praxis polizei gericht
            rathaus ambassade mairie tribunal hopital pharmacie embajada consulado ayuntamiento
            juzgado farmacia tienda embaixada ambasciata ospedale comune ristorante restaurante
            gemeente ziekenhuis rechtbank winkel
            """
        ),
        *phrases("city|town|village", "hall"),
        *phrases("nursing|funeral|care|retirement", "home|homes"),
        *phrases("court|county|district|attorney general's|sheriff's|clerk's|embassy", "office"),
    ),
    # What holds one of the words above and says nothing of whose a value is.
    "nobody": (
        *phrases("home", "page|depot|office|team|game|run|screen|button|town|secretary"),
        *phrases("mobile", "app|apps|site|home|version|device|devices|game|games|data"),
        *phrases("private|personal", "information|data|sector|equity|message|computer|trainer"),
        *phrases("call", "it|on|out|for|this|that|off|center stage"),
        *phrases("office", "hours|supplies|holder"),
        *phrases("post office box|prison cell|stem cell|in store|fuel cell|cell block"),
    ),
}
