"""What personal numbers of states are called, in English and at home: one tag a scheme.

Cues are looked for in a text where each letter that is not Latin-1 became `?`, and so are these.
"""

import re

from evenhand.signals.private_info.cue_scan import plain
from evenhand.signals.private_info.cues import phrases
from evenhand.text.fold import fold

_NAMES = """
id gb nino: national insurance, national insurance number, national insurance no, ni number,
    ni no, ni no., nino, nin
id gb nhs: nhs number, nhs no, nhs no., nhs num, nhs #, nhs, nhs id
id ie pps: pps, ppsn, pps number, pps no, pps no., personal public service number, rsi number
id de steuer_id: steuer id, steuerid, steueridentifikationsnummer, steuer identifikationsnummer,
    idnr, id nr, identifikationsnummer, steuerliche identifikationsnummer, german tax id, tin,
    tax id, steuer idnr
id de personalausweis: personalausweis, personalausweisnummer, ausweisnummer, ausweis nr,
    ausweisnr, personalausweis nr, german id card, perso nr
id de rentenversicherung: rentenversicherungsnummer, sozialversicherungsnummer, rvnr, sv nummer,
    svnr, versicherungsnummer, sv nr
id at svnr: sozialversicherungsnummer, svnr, sv nummer, sv nr, versicherungsnummer,
    austrian social security number
id ch ahv: ahv, ahv nr, ahv nummer, ahvn13, avs, numéro avs, no avs, numero avs,
    swiss social security number, oasi number
id fr nir: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, nir, numéro de sécurité sociale, numéro de sécu,
    numéro sécu, numéro insee, sécurité sociale, sécu, insee, french social security number
id nl bsn: bsn, bsn nummer, bsn nr, burgerservicenummer, sofinummer, sofi nummer,
    citizen service number
id be rijksregister: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, rijksregisternummer,
    rijksregister, rrn, insz, numéro national, numéro de registre national, registre national,
    niss, numéro niss, national register number, nrn
id lu matricule: matricule, numéro de matricule, matricule nationale,
    luxembourg social security number
id es dni: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, dni, d.n.i, d.n.i., nif, n.i.f,
    documento nacional de identidad, número de dni, dni número, dni no, dni/nif
id es nie: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, nie, n.i.e, número de identidad de extranjero,
    nie number, dni, nif
id pt nif: nif, número de contribuinte, contribuinte, número de identificação fiscal,
    nº contribuinte, numero fiscal
id it codice_fiscale: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, codice fiscale, cod. fiscale,
    cod fiscale, cod. fisc, cod. fisc., c.f, c.f., cf, italian tax code, fiscal code,
    codice fisc
id gr amka: amka, a.m.k.a, amka number
id se personnummer: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, personnummer, persnr, pers.nr,
    personnr, person nr, swedish personal number, samordningsnummer, personal identity number,
    personal number
id no fodselsnummer: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, fødselsnummer, fodselsnummer,
    fødselsnr, fnr, personnummer, d nummer, norwegian national id, fødsels og personnummer,
    personal identity number
id dk cpr: cpr, cpr nr, cpr nummer, cpr number, cpr no, personnummer, cpr nr.
id fi hetu: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, hetu, henkilötunnus, henkilotunnus, sotu,
    personbeteckning, finnish personal identity code, personal identity code
id is kennitala: kennitala, kt, kt., icelandic id
id ee isikukood: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, isikukood, ik, estonian id,
    estonian personal code, personal code, id code
id lt asmens_kodas: asmens kodas, a.k, a.k., asmens kodą, lithuanian personal code,
    personal code
id lv personas_kods: personas kods, p.k, p.k., latvian personal code, personal code
id pl pesel: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, pesel, numer pesel, nr pesel, pesel number, pesel nr
id cz rodne_cislo: rodné číslo, rodne cislo, r.č, r.č., rč, r.c., rodného čísla, birth number,
    rod. č
id sk rodne_cislo: rodné číslo, rodne cislo, r.č, r.č., rč, r.c., rodného čísla, birth number,
    rod. č
id hu szemelyi_szam: személyi szám, személyi azonosító, személyi azonosító szám,
    személyi azonosító jel, szemelyi szam, személyi száma
id hu taj: taj, taj szám, taj szam, taj number, társadalombiztosítási azonosító, taj kártya,
    taj száma
id ro cnp: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, cnp, c.n.p, c.n.p., cod numeric personal,
    codul numeric personal, cnp ul, romanian personal code
id bg egn: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, egn, edinen grazhdanski nomer,
    bulgarian civil number
id hr oib: oib, osobni identifikacijski broj, oib broj, croatian oib, croatian personal id
id si emso: emšo, emso, enotna matična številka občana, emšo št
id rs jmbg: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, jmbg, matični broj, maticni broj,
    jedinstveni matični broj, matičnog broja, umcn
id ua rnokpp: rnokpp, ukrainian tax number, rnokpp code, individual tax number
id ru inn: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, inn, russian tax number, individual taxpayer number
id ru snils: snils, russian pension number
id ca sin: sin number, sin no, sin no., sin #, sin, sin card, social insurance number,
    social insurance no, social insurance, s.i.n, s.i.n., numéro d'assurance sociale, nas,
    assurance sociale
id br cpf: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, cpf, c.p.f, c.p.f., cpf nº, cpf no, número do cpf,
    cpf number, cadastro de pessoas físicas, cpf/mf
id mx curp: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, curp, clave única de registro de población,
    clave curp
id mx rfc: rfc, r.f.c, r.f.c., registro federal de contribuyentes
id ar cuil: cuil, cuit, cuit/cuil, cuil/cuit, c.u.i.l, c.u.i.t,
    clave única de identificación laboral
id ar dni: dni, d.n.i, d.n.i., documento nacional de identidad, documento, dni no, dni nº,
    número de dni, número de documento
id cl rut: rut, r.u.t, r.u.t., run, cédula de identidad, carnet de identidad,
    rol único nacional, rol único tributario
id co cedula: cédula, cédula de ciudadanía, c.c, c.c., cc no, número de cédula, cédula no,
    cédula número, cédula nº, identificado con cc, cédula de ciudadanía no,
    cédula de ciudadanía número
id pe dni: dni, d.n.i, d.n.i., documento nacional de identidad, dni no, dni nº, número de dni
id ec cedula: cédula, cédula de identidad, cédula de ciudadanía, c.i, c.i., número de cédula,
    cédula no, cédula número
id uy cedula: cédula, cédula de identidad, c.i, c.i., número de cédula, cédula no,
    documento de identidad
id do cedula: cédula, cédula de identidad, cédula de identidad y electoral, número de cédula,
    cédula no
id ve cedula: cédula, cédula de identidad, c.i, c.i., número de cédula
id in aadhaar: aadhaar, aadhar, adhaar, adhar, uidai, uid number, aadhaar number, aadhar number,
    aadhaar no, aadhar no, aadhaar card, aadhar card, aadhaar card number, aadhaar card no,
    aadhar card number, aadhar card no, adhar card
id in pan: pan, pan card, pan number, pan no, pan no., permanent account number,
    pan card number, pan card no
id pk cnic: cnic, nic, nicop, cnic number, cnic no, computerized national identity card, nadra
id cn resident_id: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, resident id,
    resident identity card, chinese id, shenfenzheng, citizen id, citizen id number, id card no
id hk hkid: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, hkid, hk id, hkid no, hkid number,
    hong kong identity card, hong kong id, hk id card, hkid card, id card no, identity card no
id sg nric: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, nric, fin, nric no, nric number, nric/fin, fin no,
    fin number, singapore ic, ic no, ic number
id my mykad: mykad, ic no, ic number, nric, kad pengenalan, no. kad pengenalan,
    no kad pengenalan, no. kp, no kp, no. ic, no ic, i/c, mykad no, mykad number
id kr rrn: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, rrn, resident registration number,
    resident registration no, jumin, jumin number, jumin deungnok beonho,
    korean resident registration number
id jp my_number: my number, mynumber, kojin bango, individual number, my number card
id th national_id: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, thai id, thai national id,
    thai id card, thai citizen id
id tw national_id: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, taiwan id, taiwanese id,
    taiwan national id, roc id
id id nik: nik, nomor induk kependudukan, no ktp, nomor ktp, ktp, no. ktp, nik ktp
id tr tc_kimlik: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, tc kimlik, tc kimlik no,
    t.c. kimlik no, t.c. kimlik, tckn, kimlik no, kimlik numarası, tc no, t.c. no,
    tc kimlik numarası, t.c. kimlik numarası, turkish id
id il teudat_zehut: teudat zehut, teudat zeut, israeli id, israeli id number, mispar zehut, t.z,
    t.z., tz number, israel id
id ae emirates_id: emirates id, emirates id no, emirates id number, eid, uae id,
    emirates id card
id sa national_id: iqama, iqama number, iqama no, saudi id, saudi national id, national id,
    hawiya
id kz iin: id number, id no, id card number, identity number, national id, national id number,
    national identity number, national identification number, identity card number,
    personal identification number, tax id, iin, zhsn, kazakh id
id au tfn: tfn, tax file number, tax file no, tax file, tfn no, t.f.n, tfn number
id au medicare: medicare, medicare number, medicare no, medicare card, medicare card number,
    medicare no., medicare #, medicare card no
id nz ird: ird, ird number, ird no, ird #, ird no., inland revenue number
id za id_number: id number, id no, id card number, identity number, national id,
    national id number, national identity number, national identification number,
    identity card number, personal identification number, tax id, south african id, sa id,
    rsa id, sa id number, id no., rsa id number, id nommer, identiteitsnommer, identity no,
    id nr
"""

_SAID_OF_MANY = """
any id: id number, id no, id no., id nr, id card number, id card no, identity number,
    identity no, identity card no, personal code, id code, personal identity number,
    personal number, personal identity code, tin, tax id, c.i, c.i., fin, nin, ik, kt, kt., cf,
    c.f, c.f., run, sin, nas, nic, my number, individual number, p.k, p.k., t.z, t.z., a.k,
    a.k., nhs, medicare, insee, versicherungsnummer, identifikationsnummer, birth number, ic no,
    matricule, eid, nie, r.c., rut, inn, pps, rsi number, nip, uid number, fiscal code,
    documento, nir, rrn, national id
"""
"""Where one of these names a number, it counts only if it keeps its scheme's rules."""

_OF_SOME_STATE = (
    *phrases("national", "id|identity|identification", "|card|number|no|no.|num|#|nr"),
    *phrases("national", "id|identity", "card number|card no"),
    *phrases("citizen id|citizenship number|civil id|civil id no|civil registration number"),
    *phrases(
        "personal id number|personal id no|state id number|government id number|government id"
    ),
    *phrases("documento de identidad|numero de identificacion|carte nationale d'identite|cni"),
    *phrases("numero de carte d'identite|carta d'identita|nid|nid no|nid number"),
    *phrases("identity document number|national health id|national insurance card"),
)


def _tags(text: str) -> dict[str, tuple[str, ...]]:
    """The tags of a list with their phrases as a window shows them."""
    listed = re.findall(r"^(\w[^:]+):(.+(?:\n .+)*)", text, re.MULTILINE)
    return {
        tag: tuple(plain(fold(phrase.strip()).text).decode("latin-1").strip() for phrase in names)
        for tag, names in ((tag, names.split(",")) for tag, names in listed)
    }


CUES = {**_tags(_NAMES), **_tags(_SAID_OF_MANY), "national id": _OF_SOME_STATE}
