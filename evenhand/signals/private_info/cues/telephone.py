"""What a telephone is called, and how people are told to use it."""

from evenhand.signals.private_info.cues import phrases, words

CUES = {
    # Somewhere near a number that is written like one of a telephone.
    "phone": (
        *words(
            """
            phone phones telephone telephones tel tels tlf ph mobile mob cell cellphone cel fax
            telefax whatsapp sms text txt call calls called calling callback dial dialed dialled
            landline voicemail pager telegram viber facetime switchboard hotline helpline texting
            texted phoned handset telefon telefonnummer telefonisch handy handynummer mobil
            mobilnummer mobiltelefon mobilfunk festnetz rufnummer anrufen rufen durchwahl
            erreichbar telephonique appeler appelez appelle joindre joignable ruf anruf anrufe
            telefono telefonos llamame llamarme llamenme movil celular llamar llama llame llamen
            llamada telefone telefones telemovel fone ligar ligue zap cellulare chiamare chiama
            chiamami chiamate recapito fisso telefoon telefoonnummer mobiel bellen gsm komorka
            komorkowy zadzwon zadzwo portable dzwon telefonnumero puhelin
            puh puhelinnumero matkapuhelin mobilnr
            """
        ),
        *phrases("caller id|caller|called number|dialed number|calling number"),
        *phrases("cell|mobile|home|work|office|contact|direct|tel", "phone|number|no|nr|line"),
        *phrases("my|his|her|their|your|our|new|best|emergency", "number|digits|line|contact no"),
        *phrases("phone|telephone|fax|mobile|cell", "number|num|no|nr|#"),
        *phrases("numero|nr|numer", "de tel|de telefono|de telephone|di telefono|tel|telefonu"),
        *phrases("mon|mi|su|tu|meu|seu|mio|suo|son", "numero"),
        *phrases("meine|seine|ihre|deine", "nummer"),
        *phrases("ring", "meg|mig|ham|hende|henne|honom"),
        *phrases("call|text|phone|txt|dial|ring|whatsapp", "me|him|her|them|mom|mum|dad|us"),
    ),
    # They number a place for letters.
    "thing": phrases("po box|p o box|postfach|boite postale|apartado|postbus"),
    # Right before a number alone: much else is reached, answered and contacted.
    "phone here": (
        *phrases("reach|contact|message|get|answering", "me|him|her|them|us|at"),
        *words(
            """
        reach reached reachable ring rang answer answers answered answering contact contacts
        imessage phoning fixe kontakt contacto contato contatto joint bel liga kom
        kontaktnummer hp
        """
        ),
    ),
}
