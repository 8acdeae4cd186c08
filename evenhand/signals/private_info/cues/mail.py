"""What announces an e-mail address."""

from evenhand.signals.private_info.cues import phrases, words

CUES = {
    "mail": (
        *words(
            """
            mail email emails mailto mails mailed emailed emailing mailing gmail inbox correo
            mailadresse courriel mel kontakt contact contacto reach write
            """
        ),
        *phrases("e", "mail|mails|mailadresse"),
        *phrases("write|writing|send|forward", "to|me|him|her|us"),
        *phrases("reach|contact|message", "me|him|her|us"),
        *phrases("schreib|schreiben sie|ecris|ecrivez|escribe|scrivi", "an|a|mir"),
        *phrases("mail|email|e mail|correo", "address|me|him|her|is|us|me at|him at|her at|id"),
    ),
    "press mail": (
        *phrases("press|media", "contact|contacts|inquiries|enquiries|inquiry|enquiry|queries"),
        *phrases("media relations|pressekontakt|contact presse|contacto de prensa"),
    ),
}
