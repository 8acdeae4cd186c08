"""Personal numbers of states: what their check digits take and refuse, and how they are found."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.signals.private_info.cues import national as names
from evenhand.signals.private_info.identity import national_id
from evenhand.signals.private_info.identity.schemes import every_scheme
from evenhand.signals.private_info.identity.schemes.scheme import pattern_of
from evenhand.signals.private_info.window import Window
from evenhand.signals.private_info.words import national as words
from evenhand.text.fold import fold

SCHEMES = {f"{scheme.country} {scheme.name}": scheme for scheme in every_scheme()}

# Published specimens and the standards' own examples.
SPECIMENS = {
    "AE emirates_id": "784198012345678", "AR cuil": "20123456786", "AT svnr": "1237010180",
    "AU medicare": "2123456701", "AU tfn": "123456782", "BE rijksregister": "85073003328",
    "BG egn": "7523169263", "BR cpf": "52998224725", "CA sin": "046454286",
    "CH ahv": "7569217076985", "CL rut": "123456785", "CN resident_id": "11010519491231002X",
    "CZ rodne_cislo": "7103192745", "DE personalausweis": "T220001293",
    "DE rentenversicherung": "15070649C103", "DE steuer_id": "86095742719",
    "DO cedula": "00113918205", "EC cedula": "1710034065", "EE isikukood": "36805280109",
    "ES dni": "12345678Z", "ES nie": "X1234567L", "FI hetu": "131052308T",
    "FR nir": "255081416802538", "GB nhs": "9434765919", "GR amka": "01013099997",
    "HK hkid": "A1234563", "HR oib": "33392005961", "HU taj": "123456788", "IE pps": "1234567T",
    "IL teudat_zehut": "123456782", "IN aadhaar": "234123412346", "IS kennitala": "1201743399",
    "IT codice_fiscale": "RSSMRA85T10A562S", "JP my_number": "123456789018",
    "LT asmens_kodas": "33309240064", "LV personas_kods": "16117519997",
    "MX curp": "BOXW310820HNERXN09", "NL bsn": "111222333", "NO fodselsnummer": "15108695088",
    "NZ ird": "49091850", "PL pesel": "44051401359", "PT nif": "123456789",
    "RO cnp": "1630615123457", "RS jmbg": "0101006500006", "RU inn": "500100732259",
    "RU snils": "11223344595", "SE personnummer": "8112289874", "SG nric": "S1234567D",
    "SI emso": "0101006500006", "SK rodne_cislo": "7103192745", "TH national_id": "1101700230708",
    "TR tc_kimlik": "10000000146", "TW national_id": "A123456789", "UY cedula": "12345672",
    "ZA id_number": "8001015009087",
}  # fmt: skip

MAY_SHARE_CHECK = {
    "AR cuil", "AT svnr", "AU medicare", "BE rijksregister", "BG egn", "BR cpf", "CZ rodne_cislo",
    "DE personalausweis", "DE rentenversicherung", "EE isikukood", "FI hetu", "FR nir", "HK hkid",
    "HU taj", "IT codice_fiscale", "JP my_number", "LT asmens_kodas", "LV personas_kods", "MX curp",
    "NZ ird", "RO cnp", "RU inn", "RU snils", "SG nric", "SK rodne_cislo", "TH national_id",
    "TR tc_kimlik", "TW national_id", "UY cedula", "IE pps", "ES dni", "ES nie", "CN resident_id",
    "DE steuer_id", "IS kennitala", "MX rfc",
}  # fmt: skip
"""Schemes in which two rests have one check sign, or a sign is outside of the check."""


def found(text):
    folded = fold(text)
    return [
        (c.detail.get("scheme"), folded.text[c.start : c.end], c.score)
        for c in national_id.find(Window(folded.text))
        if c.score >= 0.5
    ]


def test_there_are_schemes_of_at_least_25_countries_with_check_digits():
    assert len({scheme.country for scheme in SCHEMES.values() if scheme.checked}) >= 25


def test_each_scheme_has_names_and_each_name_a_scheme():
    tags = {scheme.tag for scheme in SCHEMES.values()}
    assert tags == set(names.CUES) - {"any id", "national id"}
    assert all(names.CUES.values())


@pytest.mark.parametrize("key", SPECIMENS)
def test_specimens_fit_and_hold(key):
    assert SCHEMES[key].holds(SPECIMENS[key])
    assert pattern_of(SCHEMES[key].shape).match(SPECIMENS[key]) or key == "FI hetu"


@pytest.mark.parametrize("key", sorted(set(SPECIMENS) - MAY_SHARE_CHECK))
def test_any_one_changed_digit_is_refused(key):
    value = SPECIMENS[key]
    for place, sign in enumerate(value):
        for other in "0123456789":
            changed = value[:place] + other + value[place + 1 :]
            if sign.isdigit() and other != sign and pattern_of(SCHEMES[key].shape).match(changed):
                assert not SCHEMES[key].holds(changed), place


@pytest.mark.parametrize("key", sorted(set(SPECIMENS) & MAY_SHARE_CHECK))
def test_most_changed_digits_are_refused(key):
    value = SPECIMENS[key]
    changes = [
        value[:place] + other + value[place + 1 :]
        for place, sign in enumerate(value)
        for other in "0123456789"
        if sign.isdigit() and other != sign
    ]
    fitting = [changed for changed in changes if pattern_of(SCHEMES[key].shape).match(changed)]
    assert sum(map(SCHEMES[key].holds, fitting)) <= len(fitting) * 0.35


def digits_sum(number):
    return sum(int(digit) for digit in str(number))


def luhn_digit(payload):
    doubled = [digits_sum(int(d) * (2 - n % 2)) for n, d in enumerate(reversed(payload))]
    return str(-sum(doubled) % 10)


def elf(payload, weights):
    return sum(int(digit) * weight for digit, weight in zip(payload, weights, strict=True)) % 11


def pesel_digit(payload):
    return str(-sum(int(d) * int("1379"[n % 4]) for n, d in enumerate(payload)) % 10)


def ean_digit(payload):
    return str(-sum(int(d) * (1 + n % 2 * 2) for n, d in enumerate(payload)) % 10)


def nif_digit(payload):
    rest = elf(payload, range(9, 1, -1))
    return "0" if rest < 2 else str(11 - rest)


STANDARD = {
    "CA sin": ("1", 8, luhn_digit),
    "IL teudat_zehut": ("1", 8, luhn_digit),
    "AE emirates_id": ("7841980", 14, luhn_digit),
    "GB nhs": ("4", 9, lambda p: str((11 - elf(p, range(10, 1, -1))) % 11)),
    "NL bsn": ("1", 8, lambda p: str(elf(p, range(9, 1, -1)))),
    "PL pesel": ("440514", 10, pesel_digit),
    "CH ahv": ("756", 12, ean_digit),
    "PT nif": ("1", 8, nif_digit),
    "BG egn": ("752316", 9, lambda p: str(elf(p, [2**n % 11 for n in range(1, 10)]))[-1]),
    "ES dni": ("1", 8, lambda p: "TRWAGMYFPDXBNJZSQVHLCKE"[int(p) % 23]),
    "CL rut": ("1", 8, lambda p: "0K987654321"[elf(p, (3, 2, 7, 6, 5, 4, 3, 2))]),
    "IN aadhaar": ("2", 11, None),
    "HR oib": ("1", 10, None),
}
"""Beginning, length without the check sign, and the check sign recomputed; None: one of ten."""


@pytest.mark.parametrize("key", STANDARD)
@given(st.data())
@settings(deadline=None, max_examples=25)
def test_the_check_sign_is_the_standards(key, data):
    start, length, rule = STANDARD[key]
    missing = length - len(start)
    payload = start + data.draw(st.text("0123456789", min_size=missing, max_size=missing))
    signs = "0123456789" + ("TRWAGMYFPDXBNJZSQVHLCKE" if key == "ES dni" else "K")
    signs = signs if key in {"ES dni", "CL rut"} else signs[:10]
    taken = [sign for sign in signs if SCHEMES[key].holds(payload + sign)]
    expected = [rule(payload)] if rule else taken
    assert taken == [sign for sign in expected if len(sign) == 1]
    assert len(taken) <= 1
    assert taken or rule


@pytest.mark.parametrize("key", SPECIMENS)
def test_beside_its_name_a_specimen_is_found(key):
    scheme, value = SCHEMES[key], SPECIMENS[key]
    value = value[:6] + "-" + value[6:] if key == "FI hetu" else value
    phrase = next(
        phrase for phrase in names.CUES[scheme.tag]
        if "?" not in phrase and phrase not in names.CUES["any id"]
    )  # fmt: skip
    ((name, text, score),) = found(f"{phrase}: {value}, says page 4")
    assert text == value
    assert score >= 0.85
    assert name is not None


@given(st.sampled_from(["order no.", "tracking number", "invoice #", "parcel no"]), st.data())
@settings(deadline=None, max_examples=150)
def test_numbers_of_things_stay_free(words_for_a_thing, data):
    size = data.draw(st.sampled_from([9, 11, 12]))
    number = data.draw(st.text("0123456789", min_size=size, max_size=size))
    assert found(f"{words_for_a_thing} {number}, thanks") == []


@given(st.text("0123456789", min_size=7, max_size=13))
@settings(deadline=None, max_examples=300)
def test_digits_alone_are_nobodys(number):
    assert found(f"then {number} came") == []


@pytest.mark.parametrize(
    "key", [key for key, scheme in SCHEMES.items() if scheme.alone and key in SPECIMENS]
)
def test_what_counts_alone_holds_a_sign(key):
    value = SPECIMENS[key]
    value = value[:6] + "-" + value[6:] if key == "FI hetu" else value
    signs = [re.compile(sign, re.IGNORECASE) for sign in national_id.SIGNS]
    assert any(sign.search(value) for sign in signs)


def test_each_code_has_its_words():
    text = (
        "529.982.247-25, PESEL 44051401359, PESEL 44051401358, DNI 30.123.456, "
        "National ID 1234567890123"
    )
    seen = list(national_id.find(Window(text)))
    assert {candidate.pattern for candidate in seen} == set(words.PATTERNS)
    assert {check for candidate in seen for check in candidate.checks} == set(words.CHECKS)
