"""Numbers of things: nobody's."""

from evenhand.signals.private_info.cues import phrases

_THING = (
    "order|invoice|inv|inv.|case|docket|part|tracking|serial|model|item|product|catalog|catalogue|cat.|ref|ref."
    "|reference|confirmation|ticket|claim|lot|batch|form|permit|contract|policy|po|p.o|purchase"
    "|purchase order|work order|shipment|parcel|booking|reservation|flight|patent|grant|version"
    "|section|release|build|bates|exhibit|stock|file|project|quote|receipt|transaction|txn|bill"
    "|voucher|coupon|drawing|report|meter|plate|matter|cause|warrant|citation|complaint|grievance"
    "|requisition|container|engine|chassis|unit|assembly|revision|registration|certificate|proposal"
    "|bid|tender|seat|locker|room|article|style|pattern|isbn|barcode|waybill|consignment|delivery"
    "|record|request|incident|service request|control|inventory|asset|device|equipment|tag|tax lot"
    "|loan|campaign|study|sample|specimen|accession|message|post|thread|bug|issue"
)
_SINGLE = (
    "isbn|issn|doi|sku|upc|ean|gtin|asin|vin|imei|ein|fein|rma|fec id|cas|ndc|apn|nsn|p/n|s/n|pn"
    "|oclc|pmid|iccid|lccn|nct|serial|barcode|bar code|part numbers|order numbers|case numbers"
    "|docket numbers|serial numbers|tracking numbers|employer identification number"
)
_ABROAD = (
    "bestellnummer|bestellnr|auftragsnummer|rechnungsnummer|rechnungsnr|kundennummer|kundennr"
    "|artikelnummer|artikelnr|aktenzeichen|seriennummer|sendungsnummer|vorgangsnummer"
    "|teilenummer|numero de commande|numero de facture|numero de serie|numero de pedido|pedido"
    "|numero de factura|numero de orden|commande|facture|factura|numero de expediente|dossier no"
    "|numero de dossier|numero d'ordine|ordine|fattura|numero di serie"
)

CUES = {
    "thing": (
        *phrases(_THING, "no|nos|number|num|nr|id|ids|code|#|no.|nos."),
        *phrases(_SINGLE),
        *phrases(_ABROAD),
    ),
    # Right before a value alone: `part 412-55-0187`, but not `part of the number 412-55-0187`.
    "thing here": phrases(_THING),
}
