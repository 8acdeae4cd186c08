"""Where tries are counted: small files in the home, so that all processes count together.

A database cache would need a table and a transaction for each wrong password; memory would let
each process count for itself and forget at every start.
"""

from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

from evenhand.web.service import service

FOLDER = "tries"


class HomeCache(FileBasedCache):
    """Files in `EVENHAND_HOME/tries`, which its owner alone may read. Nothing is lost with it."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        """The cache of the home that is served."""
        super().__init__(str(service().home.path / location), params)
