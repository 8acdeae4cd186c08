"""Private information of persons: numbers and addresses that lead to somebody's door."""

from collections.abc import Mapping
from typing import Any

from evenhand.model.signal import SignalSpec
from evenhand.signals.private_info.explain import why
from evenhand.signals.private_info.reader import NAME, PrivateInfo


def build(banks: Mapping[str, Any]) -> PrivateInfo:
    """The signal, ready to read; the bank `own` holds what is the operator's own."""
    return PrivateInfo(banks.get("own"))


SIGNAL = SignalSpec(
    name=NAME,
    version="2",
    kinds={
        "us_ssn": (),
        "us_ssn_partial": (),
        "street_address": (),
        "phone": (),
        "email": (),
        "payment_card": (),
        "iban": (),
        "bank_account": (),
        "passport": (),
        "driver_license": (),
        "ip_address": (),
        "date_of_birth": (),
        "national_id": (),
        "coordinates": (),
    },
    build=build,
    banks=("own",),
    seconds=10.0,  # 1 MB of ordinary text takes half of one, of nothing but values several
    title={"en": "Private information"},
    explain=why,
)
