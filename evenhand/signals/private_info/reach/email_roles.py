"""Whose mailbox a name is: a role's or a person's."""

import re

from evenhand.signals.private_info.cues import words

FILE_ENDS = words("""
    png jpg jpeg gif svg webp ico css js mjs jsx ts tsx json html htm xml pdf zip gz tgz tar mp3
    mp4 mov avi webm scss less map md txt csv yml yaml toml lock rb go rs java cpp hpp jar whl exe
    dll patch diff log
""")
"""`logo@2x.png` names a file, `tool@1.2.tgz` a package."""

MAIL_TAGS = frozenset({"mail"})
PRESS = frozenset({"press mail"})

_ROLES = words("""
    abuse accessibility accounting accounts admin administration admissions advertising advice
    agency alerts alumni ambassador archives assistance auctions bill billing board bookings
    booking box broadcast business bursar campaign campaigns care career careers chair chat clerk
    clinic club comment comments commercial comms communication communications community
    complaints compliance concierge conference contact contacts contactus copyright corporate
    corrections council court customer customercare customers customerservice customersupport data
    dataprotection department dept desk development director dispatch dmca do donate donation
    donations donotreply dpo editor editorial editors education embassy emergency employment
    enquiries enquiry events exports facilities faculty faq feedback finance foundation foia
    frontdesk fundraising gdpr general git governor grants group headquarters health hello help
    helpdesk hi hiring hotline house hq hr humanresources info inform information inquiries
    inquiry interns internship internships investor investors invoice invoices ir it jobs justice
    kontakt law legal letters library licensing list lists logistics mail mailbox mailer
    maintenance management marketing mayor me media mediainquiries mediarelations member members
    membership ministry moderation moderators museum news newsdesk newsletter newsroom newstips no
    nobody noreply not notification notifications notify office offices official ombudsman online
    operations opinion order orders outreach parents parish parking parliament partner partners
    partnership partnerships pa payroll photo photos plan planning police post postmaster pr
    presales president press pressdesk pressoffice prevention principal privacy procurement
    program programs projects promo property protocol public publicaffairs publications publicity
    publisher publishing purchasing query questions radio reception records recruiting recruitment
    refunds registrar registration registry relations rentals replies reply report reports
    representative request requests research reservation reservations returns root safety sales
    scholarships school schools secretariat secretary security senate senator server service
    services shipping shop social speaker spokesperson sponsorship staff stories store students
    studio studios submission submissions submit subscribe subscriptions suggestions supervisor
    support sysadmin team tech techsupport technical ticket ticketing tickets tip tipline tips
    tours trade trading training travel treasurer treasury trust unsubscribe us user vendor
    vendors venue visit visitors volunteer volunteers warehouse web webinfo webmaster website
    weddings welcome wholesale work zoning

    presse redaktion redaction redaccion redazione redactie redakcja anfrage anfragen auskunft
    bestellung bestellungen bewerbung bewerbungen buchhaltung buero datenschutz empfang
    geschaeftsstelle hausverwaltung impressum kanzlei karriere kasse kommunikation kundendienst
    kundenservice leitung leserbriefe mitglieder personal personalabteilung poststelle praxis
    pressestelle rechnung rechnungen rathaus sekretariat spenden technik verkauf vertrieb
    verwaltung veranstaltungen vorstand zentrale

    accueil annonces abonnement abonnements administrateur aide bonjour bureau cabinet candidature
    candidatures clients commande commandes comptabilite communication courrier demande direction
    dons emploi evenements formation infos inscription inscriptions juridique lettres mairie
    partenariat publicite rh recrutement renseignement renseignements reclamation relations
    secretariat siege standard vente ventes

    administracion administrador ayuda atencion atencionalcliente cita citas clientes comercial
    compras comunicacion consultas contabilidad contacto correo direccion empleo escuela eventos
    facturacion gerencia hola informacion informes inscripciones oficina pedidos prensa privacidad
    publicidad recepcion reservas rrhh secretaria soporte suscripciones tienda trabajo turismo
    ventas

    abbonamenti acquisti amministrazione assistenza ciao commerciale comunicazione contatti
    contabilita direzione eventi informazioni lavoro negozio ordini prenotazioni presidenza
    protocollo segreteria stampa sportello ufficio ufficiostampa urp vendite

    administracao ajuda atendimento assessoria comercial comunicacao contato diretoria duvidas
    faleconosco financeiro imprensa ouvidoria pedidos recepcao reservas sac secretaria suporte
    vendas vagas

    aanmelden administratie bestellingen boekhouding contactformulier evenementen gemeente inkoop
    kantoor klacht klachten klantenservice leden onthaal pers persdienst receptie secretariaat
    vacatures verkoop vragen voorlichting vrijwilligers webwinkel

    biuro kontakt kancelaria obsluga poczta prasa praca recepcja rekrutacja reklama rzecznik
    sekretariat sklep zamowienia

    faktura henvendelse jobb jobba kundtjanst kundeservice kundservice post pressen redaksjon
    redaktionen resepsjon salg support toimisto asiakaspalvelu tiedotus myynti
""")

_WORD = re.compile(r"[^\W\d_]+")
_TITLES = words("mr mrs ms dr")


def is_role(local: str) -> bool:
    """Whether each word of the local part, a `+tag` apart, names a role and not a person."""
    name = local.lower()
    if "+" in name:
        name = name[: name.index("+")]
    if name in _ROLES:
        return True
    parts = _WORD.findall(name)
    if not parts:
        return False
    return "noreply" in "".join(parts) or (
        _ROLES.issuperset(parts) and not _TITLES.issuperset(parts)
    )
