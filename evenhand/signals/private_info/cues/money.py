"""Money: what calls a number a card's or an account's, and who is paid."""

from evenhand.signals.private_info.cues import phrases

_NUMBER = "no|no.|num|number|nr|#|details|info"
_KINDS = (
    "credit|debit|bank|payment|visa|mastercard|master|amex|prepaid|cc|cred|creditcard|debitcard"
)

_CARD_NUMBERS = (
    *phrases("card|cards|cc|creditcard|debitcard", _NUMBER),
    *phrases(_KINDS, "card|cards"),
    *phrases("card on file|card num|cardnumber|creditcard|debitcard|creditcardnumber|ccnum|ccn"),
    *phrases("primary account number|cardholder|name on card|card holder"),
    *phrases("kreditkarte|kreditkarten|kreditkartennummer|kartennummer|bankkarte|debitkarte"),
    *phrases("kartennr|kreditkartennr|girokarte|ec karte|kreditkarten nr|karten nr"),
    *phrases("tarjeta|tarjeta de credito|tarjeta de debito|numero de tarjeta|mi tarjeta"),
    *phrases("numero de la tarjeta|carte bancaire|carte bleue|carte de credit|numero de carte"),
    *phrases(
        "carte de paiement|carta di credito|numero di carta|numero della carta|carta prepagata"
    ),
    *phrases("cartao|cartao de credito|cartao de debito|numero do cartao|creditcardnummer"),
    *phrases("creditkaart|bankpas|pasnummer|kaartnummer|kreditkort|kortnummer|betalkort|bankkort"),
    *phrases("luottokortti|kortin numero|karta kredytowa|numer karty|karty kredytowej|karty nr"),
    *phrases("karta platnicza|kreditni karta|kredi karti|kart numarasi|kart no|kartu kredit"),
    *phrases("nomor kartu|kad kredit|kreditkaart nummer"),
)

_OTHER_CARDS = (
    *phrases(
        "gift|library|sim|sd|memory|graphics|video|sound|report|post|green|business|greeting"
        "|loyalty|rewards|reward|membership|member|club|insurance|medicare|medicaid|health|ehic"
        "|id|identity|student|staff|employee|key|access|bus|travel|oyster|phone|calling|score"
        "|punch|index|flash|trading|playing|birthday|christmas|wild|yellow|red|bonus|boarding"
        "|residence|resident|voter|social security|pan|aadhaar|aadhar|tax|network|nectar|clubcard"
        "|store|fuel|discount|warranty|time",
        "card|cards|card number|card no|card no.|card #",
    ),
    *phrases("tarjeta sim|tarjeta regalo|tarjeta sanitaria|tarjeta de embarque|carte vitale"),
    *phrases("carte d'identite|carte cadeau|carte sim|kundenkarte|geschenkkarte|versichertenkarte"),
    *phrases("gesundheitskarte|bahncard|carta d'identita|carta fedelta|imsi|iccid|giftcard"),
)

_ACCOUNT = (
    *phrases("account|acct|acc|a/c", "no|no.|num|number|nr|#"),
    *phrases("account|acct|acc|a/c|accountnumber|account holder|accountno|acctno|account id"),
    *phrases(
        "konto|kontonr|konto nr|kto|kto nr|kto.|compte|cuenta|conta|c/c|conto|rekening|spendenkonto"
    ),
    *phrases("to account|from account|source account|destination account"),
)

# Said of a bank's accounts alone.
_BANK_ACCOUNT = (
    *phrases(
        "bank|checking|chequing|savings|saving|current|deposit|salary|payroll|iban|offshore|joint",
        "account|acct|a/c",
    ),
    *phrases("kontonummer|bankkonto|girokonto|sparkonto|bankkontonummer|gehaltskonto"),
    *phrases("numero de compte|compte bancaire|numero de compte bancaire|compte courant"),
    *phrases("numero de cuenta|cuenta bancaria|cuenta corriente|cuenta de ahorros|no. de cuenta"),
    *phrases("numero da conta|numero de conta|conta corrente|conta poupanca|conta bancaria"),
    *phrases("conto corrente|numero di conto|conto bancario|rekeningnummer|bankrekening"),
    *phrases("bankrekeningnummer|tilinumero|numer konta|numer rachunku|rachunek bankowy"),
    *phrases("cislo uctu|hesap numarasi|hesap no|no rekening|nomor rekening|kontonummeret"),
)

_BANK = (
    *phrases(
        "bank|banks|banking|routing|wire|direct deposit|wire transfer|bank transfer|swift|bic"
    ),
    *phrases("iban|sort code|sortcode|bsb|ifsc|aba|ach|checking|chequing|savings|branch|transit"),
    *phrases("credit union|payroll|deposit|withdraw|withdrawal|transfer|transfers|overdraft|zelle"),
    *phrases("venmo me|cash app|beneficiary|payee|remittance|statement balance|account balance"),
    *phrases("blz|bankleitzahl|sparkasse|volksbank|kontoinhaber|uberweisung|uberweisen|girokonto"),
    *phrases("banco|agencia|transferencia|titular|banque|virement|guichet|rib|code banque|banca"),
    *phrases("bonifico|clabe|pix|caixa|bankgiro|overboeking|przelew|barclays|hsbc|lloyds|natwest"),
    *phrases("wells fargo|chase|bank of america|citibank|citi|monzo|revolut|santander|bbva"),
    *phrases("commbank|westpac|anz|nab|td bank|rbc|scotiabank|bmo|cibc|sbi|hdfc|icici|itau"),
    *phrases("bradesco|banco do brasil|nubank|capital one|ally|pnc|barclay|deutsche bank|ing"),
    *phrases("financial institution|account and routing|sort|dda|fraudulent transactions"),
    *phrases("unexplained transfers|unauthorized charge"),
)

_OTHER_ACCOUNTS = (
    *phrases(
        "customer|client|utility|electric|electricity|gas|water|energy|internet|phone|cable|user"
        "|member|membership|instagram|twitter|facebook|tiktok|youtube|steam|email|gmail|google"
        "|netflix|paypal|github|discord|telegram|whatsapp|loyalty|frequent flyer|rewards|library"
        "|student|patient|billing|vendor|supplier|merchant|tax|property tax|parcel|subscriber"
        "|subscription|service|online|web|login|game|gaming|reddit|snapchat|amazon|ebay|uber"
        "|spotify|xbox|playstation|apple|microsoft|azure|aws|admin|bot|spam|fake|verified|fedex"
        "|ups|shipping|insurance|policy|toll|ezpass|hotel|airline|chart|gl|ledger|dev|developer",
        "account|acct|account number|account no|account no.|account #|acct number|acct no",
    ),
    *phrases(
        "customer|client|member|user|subscriber|meter|employee|student|patient|payroll",
        "no|no.|number|id|#|nr",
    ),
    *phrases("kundenkonto|benutzerkonto|kundennummer|numero client|numero de cliente|klantnummer"),
    *phrases("cuenta de instagram|cuenta de twitter|compte client|compte instagram|compte twitter"),
    *phrases("vertragskonto|vertragskontonummer|zahlernummer|taking into account|on account of"),
)

CUES = {
    "card": _CARD_NUMBERS,
    # Said of cards, and of much else.
    "card loose": (
        *phrases(
            "card|cards|visa|mastercard|master card|amex|american express|discover|maestro|cc"
        ),
        *phrases("diners club|jcb|unionpay|union pay|pan|carte|carta|karte|kort|karta|kart|cb|mir"),
        *phrases("charge it to|bill it to|credit|debit|cvv|cvc|cvv2|security code|exp|expiry"),
        *phrases("expires|expiration|expiration date|valid thru|valid until|good thru|exp date"),
    ),
    "other card": _OTHER_CARDS,
    "card test": (
        *phrases(
            "test|tests|testing|sandbox|dummy|sample|fake|mock|example|demo|tutorial|placeholder"
        ),
        *phrases(
            "test mode|testmode|test card|test cards|test number|test numbers|fixture|fixtures"
        ),
        *phrases("testkarte|testdaten|tarjeta de prueba|carte de test|beispiel|ejemplo|exemple"),
    ),
    "iban": phrases(
        "iban|ibans|iban no|iban number|iban nr|iban code|international bank account number"
        "|iban destination|codice iban|code iban|numero iban|iban nummer"
    ),
    "bank": (*_BANK, *_BANK_ACCOUNT),
    "account": (*_ACCOUNT, *_BANK_ACCOUNT),
    "other account": _OTHER_ACCOUNTS,
    "routing": phrases(
        "routing|routing number|routing no|routing no.|routing #|rtn|aba|aba number|aba no|aba rtn"
        "|aba routing|aba routing number|aba #|routing transit number|routing code|transit routing"
    ),
    "sort code": phrases("sort code|sortcode|sort|s/c|sc|sort code no"),
    "transit": phrases(
        "transit|transit no|transit number|transit #|institution|institution number"
    ),
    "bsb": phrases("bsb|bsb no|bsb number|bsb #"),
    "ifsc": phrases("ifsc|ifsc code|ifs code"),
    "blz": phrases("blz|bankleitzahl"),
    "clabe": phrases("clabe|clabe interbancaria|cuenta clabe|numero clabe"),
    "agencia": phrases("agencia|ag|ag.|agencia no"),
    # Who is paid: money that everybody is asked to send is sent to a public account.
    "donation": (
        *phrases("donate|donation|donations|donating|fundraiser|fundraising|charity|charitable"),
        *phrases("relief fund|appeal|spende|spenden|spendenkonto|spendenkontos|spendet|donaciones"),
        *phrases("donacion|dona|dons|faire un don|donazioni|donazione|doneer|donaties|giften"),
        *phrases(
            "doacoes|doacao|zbiorka|darowizna|membership fee|membership fees|mitgliedsbeitrag"
        ),
    ),
    "payee": (
        *phrases("gmbh|ltd|limited|llc|plc|inc|inc.|corp|corporation|co. kg|ag|kg|ug|ohg|e.v|e.v."),
        *phrases(
            "ev|eg|ggmbh|s.a|s.a.|sarl|s.l|s.r.l|srl|s.p.a|spa|b.v|bv|n.v|nv|oy|oyj|ab|a/s|aps"
        ),
        *phrases("asa|pty|pty ltd|sp. z o.o|s.r.o|d.o.o|kft|ltda|foundation|association|trust"),
        *phrases(
            "stiftung|verein|fundacion|asociacion|fondation|fondazione|associazione|stichting"
        ),
        *phrases(
            "university|city of|county|ministry|embassy|council|parish|church|red cross|school"
        ),
        *phrases(
            "finanzamt|stadtkasse|gemeinde|landkreis|rundfunk|beitragsservice|tax office|hmrc"
        ),
        *phrases("treasury|hospital|museum|committee|campaign|club|our company|company|firma"),
    ),
}
