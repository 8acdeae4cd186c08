"""Telephone numbers and e-mail addresses: what the codes of their finders mean, in words."""

PATTERNS = {
    "phone.north_american": "ten digits laid out as telephone numbers are in North America",
    "phone.international": "a country's dialling code and as many digits as its numbers have",
    "phone.trunk": "digits grouped as telephone numbers are in a country, with the zero in front",
    "phone.bracketed": "digits grouped as a telephone number, with the area in brackets",
    "phone.local": "digits grouped as a telephone number, beside words that call it one",
    "phone.told": "digits right beside words that tell somebody to call them",
    "email.plain": "a mailbox, an at sign and a domain",
    "email.spaced": "a mailbox, an at sign and a domain with blanks between",
    "email.words": "a mailbox and a domain with words or brackets for the signs",
}

CHECKS = {
    "phone_area": "its area code is in use",
    "phone_country": "its country code exists and it is as long as that country's numbers are",
    "phone_grouping": "it is grouped as telephone numbers of a country are",
}

PUBLIC = {
    "free_line": "it is a free, shared-cost or premium line, which no person has at home",
    "press_line": "words beside it call it a line for the press",
    "hotline": "words beside it call it a hotline",
    "service_line": "words beside it call it a line for customers",
    "office_line": "words beside it call it an office's number",
    "institution_line": "words beside it call it the number of an institution or a business",
    "role_mailbox": "it is the mailbox of a role, not of a person",
    "press_mailbox": "words beside it give it out as a contact for the press",
}

STEPS = {
    "at_dot_words": "words or brackets stood in it for the at sign or the dots",
    "spaces": "blanks in it were taken out",
}
