"""What personal numbers are called in scripts other than Latin, which cues cannot hold."""

from evenhand.text.fold import fold

_NAMES = {
    "id bg egn": "ЕГН|единен граждански номер",
    "id rs jmbg": "ЈМБГ|матични број|матичен број|ЕМБГ",
    "id ua rnokpp": "РНОКПП|ІПН|ідентифікаційний код|идентификационный код",
    "id ru inn": "ИНН",
    "id ru snils": "СНИЛС",
    "id kz iin": "ИИН|ЖСН",
    "id gr amka": "ΑΜΚΑ|Α.Μ.Κ.Α",
    "id il teudat_zehut": "תעודת זהות|ת.ז|מספר זהות",
    "id cn resident_id": "身份证|身份證|公民身份号码|身份号码",
    "id tw national_id": "身分證",
    "id hk hkid": "身份證|香港身份證",
    "id kr rrn": "주민등록번호|주민번호",
    "id jp my_number": "マイナンバー|個人番号",
    "id th national_id": "เลขประจำตัวประชาชน|บัตรประชาชน|เลขบัตร",
    "id sa national_id": "رقم الهوية|الهوية الوطنية|رقم الإقامة",
    "id ae emirates_id": "الهوية الإماراتية|رقم الهوية",
    "id in aadhaar": "आधार",
}

_FOLDED = [
    (form, tag)
    for tag, names in _NAMES.items()
    for name in names.split("|")
    # Folding takes look-alikes for Latin letters, and not the same ones of capitals and small ones.
    for form in {fold(name).text.lower(), fold(name.lower()).text.lower()}
]


def native_tags(lead: str) -> frozenset[str]:
    """The tags of the schemes that the folded words before a number name."""
    if lead.isascii():
        return frozenset()
    lead = lead.lower()
    return frozenset(tag for name, tag in _FOLDED if name in lead)
