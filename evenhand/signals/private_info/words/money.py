"""Cards and accounts: what the codes of their finders mean, in words for whoever is affected."""

PATTERNS = {
    "card.laid_out": "digits grouped as they are printed on payment cards",
    "card.named": "a number beside words for a payment card",
    "card.with_expiry": "a number that an expiry date or a security code follows",
    "card.in_record": "digits grouped as on payment cards, in a row of a person's details",
    "iban.laid_out": "a country code and check digits, as long as that country's account numbers",
    "iban.named": "an account number beside the word IBAN or other words of banking",
    "account.named": "a number beside words for a bank account",
    "account.with_bank_code": "an account number beside the code of its bank or branch",
    "account.clabe": "eighteen digits, as Mexican bank accounts have",
}

CHECKS = {
    "luhn": "its check digit is right (Luhn)",
    "luhn_failed": "its check digit is wrong (Luhn), so a digit may be mistyped",
    "card_issuer": "it begins as the cards of an issuer do",
    "iban_check": "its check digits are right (ISO 13616)",
    "iban_check_failed": "its check digits are wrong (ISO 13616), so a sign may be mistyped",
    "iban_length": "it is as long as its country's account numbers are",
    "iban_length_failed": "it is not as long as its country's account numbers are",
    "aba": "the bank's routing number beside it has a right check digit",
    "aba_failed": "the bank's routing number beside it has a wrong check digit",
    "clabe": "its check digit is right (CLABE)",
    "clabe_failed": "its check digit is wrong (CLABE), so a digit may be mistyped",
}

PUBLIC = {
    "test_card": "it is a number that payment processors publish for tests, or is called one",
    "donation_account": "it is an account to which everybody is asked to give",
    "institution_account": "it is the account of a company or institution",
}
