"""What columns of all tables share."""

from typing import Any

from django.db import models

NAME = 300
"""Longest id or name, in code points, as `model.item.MAX_NAME`."""


def name_column(**options: Any) -> Any:
    """A column for an id or a name that somebody else chose."""
    return models.CharField(max_length=NAME, **options)


def id_column(**options: Any) -> Any:
    """A column for a random id of ours: 32 hexadecimal digits."""
    return models.CharField(max_length=32, **options)
