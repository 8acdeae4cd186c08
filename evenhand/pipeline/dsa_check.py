"""May a statement go to the public DSA database? Its form, and nothing private in its texts."""

from collections.abc import Mapping
from typing import Any

from evenhand.pipeline.people.private import private_readings
from evenhand.statements.dsa_validate import Problem, private_texts, validate_dsa


def dsa_problems(statement: Mapping[str, Any]) -> list[Problem]:
    """Every reason why a statement may not be submitted; empty where it may.

    The database forbids personal data (DSA Art. 24(5)), and the duty is the platform's: our own
    signal reads each free text as it reads any item.
    """
    return validate_dsa(statement) + private_texts(
        statement, lambda text: bool(private_readings(text))
    )
