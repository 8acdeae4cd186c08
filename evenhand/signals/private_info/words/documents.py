"""What the codes of documents and dates of birth say to the person they concern."""

PATTERNS = {
    "passport.labelled": "a number beside the word for a passport",
    "passport.machine_readable": "the machine-readable lines of a travel document",
    "license.labelled": "a number beside the word for a driving licence",
    "license.gb": "sixteen signs built as a British driver number",
    "birth.labelled": "a full date beside words that call it a birth",
}

CHECKS = {
    "passport_shape": "a country issues passport numbers of this shape",
    "document_check_digits": "its check digits for number, birth and expiry are right",
    "license_shape": "a state or country issues licence numbers of this shape",
    "license_date": "the date inside it exists",
    "date_exists": "the date exists",
}

PUBLIC = {
    "specimen": "it is a specimen, not a person's document",
    "historic": "it is the date of a person who died or who was born long ago",
    "encyclopedic": "it stands in the account of a public figure's life",
}
