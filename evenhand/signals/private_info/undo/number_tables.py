"""How figures are spoken: word or phrase -> figures, by language; small letters without accents."""

from collections.abc import Iterable, Iterator, Mapping


def _listed(words: str) -> list[str]:
    return words.split()


_ENGLISH = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")

_SPANISH = _listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro"
    " veinticinco veintiseis veintisiete veintiocho veintinueve"
)
_SPANISH_TENS = _listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")

_GERMAN = _listed(
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn"
    " funfzehn sechzehn siebzehn achtzehn neunzehn"
)
_GERMAN_TENS = _listed("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig")

_FRENCH = _listed(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf"
)
_FRENCH_TENS = _listed("vingt trente quarante cinquante soixante")


def _counted(words: Iterable[str]) -> dict[str, str]:
    return {word: str(number) for number, word in enumerate(words)}


def _doubled(units: Mapping[str, str], twice: str, thrice: str) -> Iterator[tuple[str, str]]:
    for word, figure in units.items():
        yield f"{twice} {word}", figure * 2
        yield f"{thrice} {word}", figure * 3


def _english() -> dict[str, str]:
    small = {**_counted(_ENGLISH), "oh": "0", "nought": "0", "naught": "0", "niner": "9"}
    units = {word: figure for word, figure in small.items() if len(figure) == 1}
    table = {**small, **dict(_doubled(units | {"o": "0"}, "double", "triple"))}
    for ten, word in enumerate(_ENGLISH_TENS, 2):
        table[word] = f"{ten}0"
        for unit, figure in list(_counted(_ENGLISH[:10]).items())[1:]:
            table |= {f"{word} {unit}": f"{ten}{figure}", f"{word}{unit}": f"{ten}{figure}"}
    hundreds = {f"{word} hundred": f"{number}00" for word, number in small.items() if number != "0"}
    thousands = {f"{word} thousand": f"{figure}000" for word, figure in units.items()}
    return {**table, **hundreds, **thousands}


def _spanish() -> dict[str, str]:
    table = {**_counted(_SPANISH), "un": "1", "una": "1"}
    table |= dict(_doubled(_counted(_SPANISH[:10]), "doble", "triple"))
    for ten, word in enumerate(_SPANISH_TENS, 3):
        table[word] = f"{ten}0"
        table |= {f"{word} y {unit}": f"{ten}{n}" for n, unit in enumerate(_SPANISH[:10]) if n}
    return table


def _german() -> dict[str, str]:
    joined = ["", "ein", *_GERMAN[2:10]]
    table = {**_counted(_GERMAN), "zwo": "2", "ein": "1"}
    for ten, word in enumerate(_GERMAN_TENS, 2):
        table[word] = f"{ten}0"
        table |= {f"{unit}und{word}": f"{ten}{n}" for n, unit in enumerate(joined) if n}
    table |= dict(_doubled(_counted(_GERMAN[:10]), "doppel", "dreimal"))
    return table | {_umlauts(word): figures for word, figures in table.items()}


def _umlauts(word: str) -> str:
    """As it is written where there are no umlauts."""
    return word.replace("funf", "fuenf").replace("zwolf", "zwoelf")


def _french() -> dict[str, str]:
    table = {**_counted(_FRENCH), "une": "1"}
    for ten, word in enumerate(_FRENCH_TENS, 2):
        table[word] = f"{ten}0"
        table[f"{word} et un"] = f"{ten}1"
        table |= {f"{word} {unit}": f"{ten}{n}" for n, unit in enumerate(_FRENCH[:10]) if n > 1}
    table |= {f"soixante {unit}": str(60 + n) for n, unit in enumerate(_FRENCH) if n > 9}
    table["soixante et onze"] = "71"
    table |= {f"quatre vingt {unit}": str(80 + n) for n, unit in enumerate(_FRENCH) if n}
    table |= {"quatre vingts": "80", "quatre vingt": "80", "septante": "70", "nonante": "90"}
    return {word.replace("-", " "): figures for word, figures in table.items()}


SPOKEN = {"en": _english(), "es": _spanish(), "de": _german(), "fr": _french()}

HYPHENS = {
    "en": ("dash", "hyphen", "minus", "dot", "space", "then"),
    "es": ("guion", "raya", "menos", "punto"),
    "de": ("strich", "bindestrich", "minus", "punkt"),
    "fr": ("tiret", "trait", "moins", "point"),
}
"""Words for a sign between groups."""
