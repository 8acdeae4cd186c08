"""Private information of persons: numbers and addresses that lead to somebody's door."""

from collections.abc import Mapping
from typing import Any

from evenhand.model.signal import SignalSpec
from evenhand.signals.private_info.reader import NAME, PrivateInfo


def build(banks: Mapping[str, Any]) -> PrivateInfo:
    """The signal, ready to read; it uses none of the banks."""
    return PrivateInfo()


SIGNAL = SignalSpec(
    name=NAME,
    version="1",
    kinds={
        "us_ssn": (),
        "us_ssn_partial": (),
        "street_address": (),
        "phone": (),
        "email": (),
        "payment_card": (),
        "iban": (),
    },
    build=build,
    seconds=5.0,  # 1 MB of ordinary text takes one to two
    title={"en": "Private information"},
)
