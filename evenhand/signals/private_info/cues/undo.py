"""Words that say that figures are a person's number, or that something is written in disguise."""

from evenhand.signals.private_info.cues import phrases

_NUMBER = "|no|number|num|nr|#|no."

CUES = {
    "nine figures": phrases(
        "ssn|social security|social|soc sec|sin|ssn#|social insurance", _NUMBER
    ),
    "card figures": phrases(
        "card|credit card|debit card|cc|visa|mastercard|amex|kreditkarte|tarjeta|carte", _NUMBER
    ),
    "some number": phrases(
        "phone|telephone|tel|cell|mobile|mob|call|text|dial|ring|whatsapp|sms|fax|iban|account|acct"
        "|passport|license|licence|id|national id|nino|handy|telefon|rufnummer|telefono|movil"
        "|celular|portable|appelle|appelez|llama|digits|tax id|sozialversicherungsnummer|dni",
        _NUMBER,
    ),
    "last figures": phrases(
        "last|final|first|ends|ending|endet|letzten|ultimos|derniers", "|four|4|in|with"
    ),
    "backwards": phrases(
        "backwards|backward|reversed|in reverse|reverse|reverse it|mirrored|right to left"
        "|from the right|from right to left|from the end|read it from the right|flipped"
        "|back to front"
        "|ruckwarts|rueckwarts|umgekehrt|verkehrt herum|von hinten|von rechts|gespiegelt"
        "|al reves|del reves|invertido|al contrario|de atras para adelante|de derecha a izquierda"
        "|a l'envers|l'envers|inverse|de droite a gauche|en sens inverse|alreves"
    ),
    "rot13": phrases("rot13|rot 13|rot13'd|caesar 13"),
}
