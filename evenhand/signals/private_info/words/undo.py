"""What the steps that undo a disguise say to the person whose value it is."""

STEPS = {
    "backwards": "it was said to be written backwards and was read from the right",
    "base64": "it was packed in base64 and was unpacked",
    "entities": "signs in it were written as HTML entities and were read as the signs",
    "escapes": "signs in it were written as escape codes and were read as the signs",
    "hex": "it was packed in hexadecimal figures and was unpacked",
    "letters": "letters in it that look like figures were read as figures",
    "line_breaks": "it was parted by the end of a line and was read as one",
    "markup": "marks of layout in it were taken out",
    "number_words": "words for figures in it were read as figures",
    "parted": "signs between its figures were taken out",
    "percent": "signs in it were percent-encoded and were read as the signs",
    "quoted_printable": "signs in it were coded as in e-mails and were read as the signs",
    "rot13": "it was said to be in rot13 and its letters were moved back",
    "table_cells": "its groups stood in cells of a table and were read as one",
}
"""Step -> a clause that does not repeat the value."""
